"""Words of the business world: the seller, countries, industries.

All company names are invented. Word lists only; how they are combined is in `accounts.py`.
"""

from dataclasses import dataclass

SELLER_NAME = "Lumenforge"
SELLER_SITE = "https://www.lumenforge.com"
SELLER_DOMAIN = "lumenforge.com"
SELLER_CURRENCY = "USD"

PRODUCTS = ("Insight", "Edge", "Care", "Twin")
COMPETITORS = ("Kestrel Systems", "Vantora", "Datapeak", "Orrin Analytics")
INTENT_TOPICS = (
    "process automation",
    "data platform",
    "cost control",
    "compliance reporting",
    "workflow software",
    "operations analytics",
)
INTENT_PROVIDERS = ("Bombora", "G2")


@dataclass(frozen=True)
class Country:
    """One country: where it is sold from, how its companies are named and paid."""

    code: str
    weight: float
    region: str
    currency: str
    per_dollar: float
    top_level: str
    dialling: str
    language: str
    time_zone: str
    cities: tuple[str, ...]
    legal_forms: tuple[str, ...]
    is_target: bool = True


_ENGLISH_FORMS = ("Inc.", "Corp.", "LLC", "Inc", "")
COUNTRIES = (
    Country(
        "US",
        0.29,
        "AMER",
        "USD",
        1.0,
        "com",
        "+1",
        "en",
        "America/Chicago",
        ("Chicago", "Boston", "Austin", "Seattle", "Denver", "Atlanta"),
        _ENGLISH_FORMS,
    ),
    Country(
        "GB",
        0.10,
        "EMEA",
        "GBP",
        0.79,
        "co.uk",
        "+44",
        "en",
        "Europe/London",
        ("London", "Manchester", "Leeds", "Bristol"),
        ("Ltd", "Limited", "PLC"),
    ),
    Country(
        "DE",
        0.14,
        "DACH",
        "EUR",
        0.92,
        "de",
        "+49",
        "de",
        "Europe/Berlin",
        ("München", "Hamburg", "Stuttgart", "Köln"),
        ("GmbH", "AG", "GmbH & Co. KG", "SE"),
    ),
    Country(
        "FR",
        0.08,
        "EMEA",
        "EUR",
        0.92,
        "fr",
        "+33",
        "fr",
        "Europe/Paris",
        ("Paris", "Lyon", "Toulouse", "Nantes"),
        ("SA", "SAS", "SARL"),
    ),
    Country(
        "CN",
        0.20,
        "Greater China",
        "CNY",
        7.2,
        "com.cn",
        "+86",
        "zh",
        "Asia/Shanghai",
        ("上海", "北京", "深圳", "苏州", "杭州", "广州", "成都", "武汉"),
        ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司"),
    ),
    Country(
        "JP",
        0.05,
        "APAC",
        "JPY",
        150.0,
        "co.jp",
        "+81",
        "ja",
        "Asia/Tokyo",
        ("Tokyo", "Osaka", "Nagoya"),
        ("K.K.", "Co., Ltd."),
    ),
    Country(
        "SG",
        0.05,
        "APAC",
        "SGD",
        1.35,
        "com.sg",
        "+65",
        "en",
        "Asia/Singapore",
        ("Singapore",),
        ("Pte. Ltd.", "Pte Ltd"),
    ),
    Country(
        "NL",
        0.04,
        "EMEA",
        "EUR",
        0.92,
        "nl",
        "+31",
        "en",
        "Europe/Amsterdam",
        ("Rotterdam", "Eindhoven", "Utrecht"),
        ("B.V.", "N.V."),
        False,
    ),
    Country(
        "BR",
        0.03,
        "AMER",
        "BRL",
        5.0,
        "com.br",
        "+55",
        "pt",
        "America/Sao_Paulo",
        ("São Paulo", "Curitiba"),
        ("Ltda.", "S.A."),
        False,
    ),
    Country(
        "IN",
        0.02,
        "APAC",
        "INR",
        83.0,
        "in",
        "+91",
        "en",
        "Asia/Kolkata",
        ("Pune", "Chennai", "Bengaluru"),
        ("Pvt. Ltd.", "Limited"),
        False,
    ),
)
REGIONS = ("AMER", "EMEA", "DACH", "Greater China", "APAC")

CORE_INDUSTRIES = (
    "Software",
    "Financial Services",
    "Manufacturing",
    "Healthcare",
    "Telecommunications",
)
ADJACENT_INDUSTRIES = ("Logistics", "Energy", "Retail", "Professional Services")
OTHER_INDUSTRIES = ("Construction", "Hospitality", "Agriculture", "Public Sector")
INDUSTRIES = CORE_INDUSTRIES + ADJACENT_INDUSTRIES + OTHER_INDUSTRIES
