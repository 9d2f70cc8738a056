"""Words of the business world: countries, industries, and what companies are called.

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
    Country("US", 0.29, "AMER", "USD", 1.0, "com", "+1", "en", "America/Chicago",
            ("Chicago", "Boston", "Austin", "Seattle", "Denver", "Atlanta"), _ENGLISH_FORMS),
    Country("GB", 0.10, "EMEA", "GBP", 0.79, "co.uk", "+44", "en", "Europe/London",
            ("London", "Manchester", "Leeds", "Bristol"), ("Ltd", "Limited", "PLC")),
    Country("DE", 0.14, "DACH", "EUR", 0.92, "de", "+49", "de", "Europe/Berlin",
            ("München", "Hamburg", "Stuttgart", "Köln"), ("GmbH", "AG", "GmbH & Co. KG", "SE")),
    Country("FR", 0.08, "EMEA", "EUR", 0.92, "fr", "+33", "fr", "Europe/Paris",
            ("Paris", "Lyon", "Toulouse", "Nantes"), ("SA", "SAS", "SARL")),
    Country("CN", 0.20, "Greater China", "CNY", 7.2, "com.cn", "+86", "zh", "Asia/Shanghai",
            ("上海", "北京", "深圳", "苏州", "杭州", "广州", "成都", "武汉"),
            ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司")),
    Country("JP", 0.05, "APAC", "JPY", 150.0, "co.jp", "+81", "ja", "Asia/Tokyo",
            ("Tokyo", "Osaka", "Nagoya"), ("K.K.", "Co., Ltd.")),
    Country("SG", 0.05, "APAC", "SGD", 1.35, "com.sg", "+65", "en", "Asia/Singapore",
            ("Singapore",), ("Pte. Ltd.", "Pte Ltd")),
    Country("NL", 0.04, "EMEA", "EUR", 0.92, "nl", "+31", "en", "Europe/Amsterdam",
            ("Rotterdam", "Eindhoven", "Utrecht"), ("B.V.", "N.V."), False),
    Country("BR", 0.03, "AMER", "BRL", 5.0, "com.br", "+55", "pt", "America/Sao_Paulo",
            ("São Paulo", "Curitiba"), ("Ltda.", "S.A."), False),
    Country("IN", 0.02, "APAC", "INR", 83.0, "in", "+91", "en", "Asia/Kolkata",
            ("Pune", "Chennai", "Bengaluru"), ("Pvt. Ltd.", "Limited"), False),
)
REGIONS = ("AMER", "EMEA", "DACH", "Greater China", "APAC")

CORE_INDUSTRIES = (
    "Software", "Financial Services", "Manufacturing", "Healthcare", "Telecommunications",
)
ADJACENT_INDUSTRIES = ("Logistics", "Energy", "Retail", "Professional Services")
OTHER_INDUSTRIES = ("Construction", "Hospitality", "Agriculture", "Public Sector")
INDUSTRIES = CORE_INDUSTRIES + ADJACENT_INDUSTRIES + OTHER_INDUSTRIES

WESTERN_FIRST_PARTS = (
    "Alder", "Amber", "Argen", "Aster", "Bay", "Beacon", "Birch", "Black", "Blue", "Brant",
    "Bright", "Bryn", "Calder", "Cedar", "Clear", "Corv", "Crest", "Dale", "Dorn", "East",
    "Elm", "Ever", "Fair", "Falken", "Fern", "Glen", "Gold", "Grand", "Green", "Hale", "Harrow",
    "Hazel", "High", "Holm", "Iron", "Kel", "Lang", "Lin", "Mar", "Mill", "Moor", "North",
    "Oak", "Pine", "Quarry", "Raven", "Red", "Ridge", "Rosen", "Sand", "Silver", "Stein",
    "Stone", "Summer", "Thorn", "Ulmen", "Vander", "Wester", "Wind", "Wolf",
)
WESTERN_SECOND_PARTS = (
    "bach", "berg", "borough", "bridge", "brook", "burn", "cliff", "croft", "dale", "feld",
    "field", "ford", "gate", "hart", "haven", "hurst", "land", "lane", "ley", "mann", "mark",
    "mere", "mont", "more", "point", "port", "ridge", "shore", "stead", "strom", "thal", "ton",
    "vale", "water", "well", "wick", "wood", "worth",
)
DESCRIPTORS = {
    "Software": ("Software", "Systems", "Technologies"),
    "Financial Services": ("Capital", "Bank", "Insurance", "Finance"),
    "Manufacturing": ("Industries", "Works", "Machinery", "Automotive", "Electronics"),
    "Healthcare": ("Health", "Pharma", "Medical", "Clinics"),
    "Telecommunications": ("Telecom", "Networks", "Mobile"),
    "Logistics": ("Logistics", "Freight", "Supply"),
    "Energy": ("Energy", "Power", "Grid"),
    "Retail": ("Stores", "Outfitters", "Markets"),
    "Professional Services": ("Consulting", "Partners", "Advisory"),
    "Construction": ("Construction", "Builders"),
    "Hospitality": ("Hotels", "Resorts"),
    "Agriculture": ("Farms", "Foods"),
    "Public Sector": ("Utilities Board", "Transit Authority"),
}
CHINESE_FIRST_PARTS = (
    "华 hua", "中 zhong", "恒 heng", "天 tian", "东 dong", "新 xin", "金 jin", "宏 hong",
    "鼎 ding", "瑞 rui", "德 de", "盛 sheng", "远 yuan", "博 bo", "凯 kai", "嘉 jia", "联 lian",
    "泰 tai", "永 yong", "润 run", "海 hai", "江 jiang", "长 chang", "星 xing", "科 ke",
    "创 chuang", "智 zhi", "安 an", "禾 he", "普 pu",
)
CHINESE_SECOND_PARTS = (
    "达 da", "信 xin", "通 tong", "源 yuan", "丰 feng", "辉 hui", "成 cheng", "兴 xing",
    "康 kang", "峰 feng", "宇 yu", "翔 xiang", "业 ye", "和 he", "诚 cheng", "利 li", "飞 fei",
    "腾 teng", "晟 sheng", "顺 shun", "拓 tuo", "维 wei", "锐 rui", "岳 yue", "川 chuan", "谷 gu",
    "明 ming", "越 yue", "昌 chang", "隆 long",
)
CHINESE_DESCRIPTORS = {
    "Software": "软件 rj|信息技术 xxjs|网络科技 wlkj",
    "Financial Services": "金融 jr|保险 bx|资产管理 zcgl",
    "Manufacturing": "机械 jx|精密制造 jmzz|电子 dz|汽车零部件 qc",
    "Healthcare": "医药 yy|医疗科技 ylkj|生物科技 swkj",
    "Telecommunications": "通信 tx|通讯技术 txjs",
    "Logistics": "物流 wl|供应链 gyl",
    "Energy": "能源 ny|新能源 xny|电力 dl",
    "Retail": "商贸 sm|零售 ls",
    "Professional Services": "咨询 zx|企业服务 qyfw",
    "Construction": "建设 js|建筑工程 jzgc",
    "Hospitality": "酒店 jd",
    "Agriculture": "农业 nyn|食品 sp",
    "Public Sector": "公用事业 gysy",
}
