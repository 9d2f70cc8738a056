"""Mail domains: under which name they are registered, and whose they are."""

import pytest

from orchestration.transform.mail_domains import domain_type, registrable_domains


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("acme.com", "acme.com"),
        ("mail.eu.acme.com", "acme.com"),
        ("ACME.Com", "acme.com"),
        ("acme.com.", "acme.com"),
        ("https://www.acme.co.uk/about?x=1", "acme.co.uk"),
        ("sales.acme.com.cn", "acme.com.cn"),
        ("acme.com:8080", "acme.com"),
        ("xn--mnchen-3ya.de", "münchen.de"),
        ("www.münchen.de", "münchen.de"),
        ("xn--fsqu00a.xn--fiqs8s", "例子.中国"),
        ("mail.acme.uk.com", "acme.uk.com"),
        ("shop.myshopify.com", "shop.myshopify.com"),
        ("za.com", "za.com"),
        ("co.uk", None),
        ("localhost", None),
        ("10.0.0.1", None),
        ("", None),
    ],
)
def test_a_host_belongs_to_the_name_registered_under_the_public_suffix(
    host: str, registered: str | None
) -> None:
    assert registrable_domains([host]) == [registered]


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("gmail.com", "free"),
        ("qq.com", "free"),
        ("mail.gmail.com", "free"),
        ("mailinator.com", "disposable"),
        ("siemens.com", "business"),
    ],
)
def test_free_and_disposable_domains_are_nobody_s_company(host: str, kind: str) -> None:
    [registered] = registrable_domains([host])
    assert registered is not None
    assert domain_type(host, registered, {}) == kind


def test_a_company_s_own_list_goes_before_the_packages() -> None:
    corrections = {"gmail.com": "business", "siemens.com": "disposable", "box.acme.com": "free"}
    assert domain_type("gmail.com", "gmail.com", corrections) == "business"
    assert domain_type("siemens.com", "siemens.com", corrections) == "disposable"
    assert domain_type("box.acme.com", "acme.com", corrections) == "free"
