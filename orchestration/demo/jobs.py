"""Job titles of people and what they mean for a deal, English and Chinese.

A word list only; who gets which is decided in `people.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """One kind of job: its titles, its weight in a company, and how often it leads to a deal."""

    role: str
    seniority: str
    department: str
    weight: float
    propensity: float
    authority: str
    titles: tuple[str, ...]
    titles_chinese: tuple[str, ...]


JOBS = (
    Job(
        "decision_maker",
        "c_level",
        "Management",
        0.06,
        2.2,
        "decision_maker",
        ("Chief Executive Officer", "CEO", "Chief Operating Officer", "COO", "Managing Director"),
        ("总经理", "首席执行官", "首席运营官", "董事长"),
    ),
    Job(
        "decision_maker",
        "c_level",
        "IT",
        0.04,
        2.4,
        "decision_maker",
        ("CIO", "Chief Information Officer", "CTO", "Chief Digital Officer"),
        ("首席信息官", "首席技术官", "CIO"),
    ),
    Job(
        "decision_maker",
        "vp",
        "Operations",
        0.08,
        2.6,
        "decision_maker",
        ("VP Operations", "Vice President Service Delivery", "SVP Supply Chain", "VP Engineering"),
        ("副总裁", "运营副总经理", "销售副总裁"),
    ),
    Job(
        "champion",
        "director",
        "Operations",
        0.13,
        2.0,
        "influencer",
        (
            "Director of Operations",
            "Regional Director",
            "Director Digital Transformation",
            "Head of Operations",
        ),
        ("运营总监", "区域总监", "数字化总监", "项目总监"),
    ),
    Job(
        "technical_evaluator",
        "director",
        "IT",
        0.05,
        1.7,
        "influencer",
        ("IT Director", "Head of IT", "Director Data and Analytics"),
        ("信息总监", "IT总监", "数据总监"),
    ),
    Job(
        "champion",
        "manager",
        "Operations",
        0.17,
        1.4,
        "influencer",
        ("Operations Manager", "Service Manager", "Quality Manager", "Process Manager"),
        ("运营经理", "服务经理", "质量经理", "项目经理"),
    ),
    Job(
        "technical_evaluator",
        "manager",
        "IT",
        0.10,
        1.3,
        "influencer",
        ("IT Manager", "Systems Architect", "Platform Engineer", "Data Engineer"),
        ("信息化经理", "系统架构师", "数据工程师"),
    ),
    Job(
        "procurement",
        "manager",
        "Procurement",
        0.08,
        1.1,
        "influencer",
        ("Procurement Manager", "Head of Purchasing", "Strategic Buyer", "Sourcing Specialist"),
        ("采购经理", "采购总监", "采购专员"),
    ),
    Job(
        "finance",
        "manager",
        "Finance",
        0.04,
        1.0,
        "influencer",
        ("Finance Manager", "CFO", "Controller"),
        ("财务经理", "财务总监"),
    ),
    Job(
        "user",
        "specialist",
        "Operations",
        0.14,
        0.7,
        "user",
        ("Operations Analyst", "Process Specialist", "Quality Engineer", "Planner"),
        ("运营分析师", "流程专员", "质量工程师", "计划专员"),
    ),
    Job(
        "other",
        "specialist",
        "Marketing",
        0.05,
        0.3,
        "none",
        ("Marketing Coordinator", "Communications Specialist", "Event Coordinator"),
        ("市场专员", "市场主管"),
    ),
    Job(
        "other",
        "entry",
        "Other",
        0.06,
        0.1,
        "none",
        ("Factory Worker", "Doctor", "Student", "Intern", "Director's Assistant", "Consultant"),
        ("普工", "医生", "学生", "实习生", "总监助理"),
    ),
)
