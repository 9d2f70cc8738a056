"""What the seller publishes: its content library, its web pages, what people search for."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from orchestration.demo.vocabulary import PRODUCTS, SELLER_NAME, SELLER_SITE


@dataclass(frozen=True)
class Content:
    """One piece of content, in the columns of the contract."""

    content_id: str
    name: str
    format: str
    topic: str
    funnel_stage: str
    audience_role: str
    product: str
    is_high_value: bool


_LIBRARY = (
    ("The Hidden Cost of Manual Work", "white_paper", "cost control", "tofu", "champion"),
    ("Process Automation Buyer's Guide", "guide", "process automation", "mofu", "procurement"),
    ("ROI Calculator for Operations", "tool", "cost control", "bofu", "finance"),
    ("How Alderwick Machinery Saved 18 Percent", "case_study", "cost control", "bofu", "executive"),
    (
        "How Thornmere Logistics Cut Claims in Half",
        "case_study",
        "operations analytics",
        "bofu",
        "executive",
    ),
    ("Data Platform Reference Architecture", "white_paper", "data platform", "mofu", "technical"),
    ("Security and Compliance Overview", "data_sheet", "compliance reporting", "bofu", "technical"),
    ("State of Operations 2026", "report", "operations analytics", "tofu", "executive"),
    ("Workflow Checklist in 20 Questions", "checklist", "workflow software", "tofu", "user"),
    ("Insight in Five Minutes", "video", "operations analytics", "mofu", "user"),
    ("Edge Installation Walk-Through", "video", "data platform", "mofu", "technical"),
    ("流程自动化白皮书", "white_paper", "process automation", "mofu", "champion"),
    ("制造企业数字化案例集", "case_study", "operations analytics", "bofu", "executive"),
    ("Customer Story: Falkenfeld Bank", "video", "compliance reporting", "bofu", "executive"),
    ("Integration Handbook", "guide", "data platform", "bofu", "technical"),
    ("Change Management Playbook", "guide", "workflow software", "tofu", "champion"),
)
CONTENT = tuple(
    Content(
        f"CNT-{number:03d}",
        name,
        form,
        topic,
        funnel,
        role,
        f"{SELLER_NAME} {PRODUCTS[number % len(PRODUCTS)]}",
        form in ("white_paper", "case_study", "tool"),
    )
    for number, (name, form, topic, funnel, role) in enumerate(_LIBRARY, start=1)
)
SEARCH_TERMS = (
    "process automation software",
    "operations analytics",
    "workflow tool comparison",
    "data platform pricing",
    "reduce downtime",
    "compliance reporting tool",
    "lumenforge reviews",
    "lumenforge insight",
    "best automation platform",
    "流程自动化 软件",
    "operations dashboard template",
    "vantora alternative",
)
_PATHS = {
    "home": ("/",),
    "about": ("/about", "/about/customers", "/partners"),
    "article": (
        "/blog/what-is-process-automation",
        "/blog/seven-signs-of-manual-work",
        "/blog/data-platform-basics",
        "/blog/cost-control-in-2026",
        "/blog/ai-in-operations",
        "/blog/year-end-planning",
        "/blog/service-excellence",
        "/blog/compliance-made-simple",
        "/case-studies/alderwick-machinery",
        "/case-studies/thornmere-logistics",
        "/blog/supply-chain-visibility",
        "/zh/blog/liucheng-zidonghua",
    ),
    "product": tuple(f"/products/{product.lower()}" for product in PRODUCTS),
    "pricing": ("/pricing", "/pricing/enterprise"),
    "download": ("/resources/white-papers", "/resources/case-collection", "/resources/tools"),
    "video": ("/resources/videos",),
    "demo": ("/demo",),
    "trial": ("/trial",),
    "contact": ("/contact", "/contact/sales"),
    "login": ("/login",),
    "support": ("/support", "/support/tickets", "/support/release-notes"),
    "careers": ("/careers", "/careers/engineering", "/careers/sales"),
}


def page_urls(pages: list[str]) -> tuple[pa.Array, np.ndarray, np.ndarray]:
    """Return all urls, and for each page where its urls begin and how many there are."""
    urls: list[str] = []
    first, count = [], []
    for page in pages:
        first.append(len(urls))
        urls.extend(SELLER_SITE + path for path in _PATHS[page])
        count.append(len(_PATHS[page]))
    return pa.array(urls), np.array(first), np.array(count)
