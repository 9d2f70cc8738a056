"""Names and job titles of people, English, European and Chinese.

Word lists only; who gets which is decided in `people.py`.
"""

from dataclasses import dataclass

WESTERN_GIVEN = (
    "Anna", "Benjamin", "Camille", "Carla", "Claire", "Daniel", "David", "Elena", "Emily",
    "Eric", "Felix", "Fiona", "Florian", "George", "Grace", "Hannah", "Helen", "Henrik", "Ian",
    "Ingrid", "Isabelle", "Jack", "James", "Jana", "Johanna", "Jonas", "Julia", "Karen",
    "Katharina", "Kevin", "Laura", "Lena", "Louise", "Lucas", "Maria", "Marie", "Mark",
    "Markus", "Martin", "Matthew", "Michael", "Monica", "Natalie", "Nicolas", "Nina", "Oliver",
    "Patrick", "Paul", "Peter", "Philipp", "Priya", "Rachel", "Rebecca", "Robert", "Ruth",
    "Samuel", "Sandra", "Sarah", "Simon", "Sofia", "Stefan", "Susan", "Thomas", "Tobias",
    "Valerie", "Victor", "Victoria", "Walter", "William", "Yvonne",
)
WESTERN_FAMILY = (
    "Adams", "Albrecht", "Allen", "Bailey", "Barnes", "Bauer", "Becker", "Bennett", "Bernard",
    "Boucher", "Brandt", "Brooks", "Carter", "Chen", "Clarke", "Collins", "Cooper", "Costa",
    "Davies", "Dubois", "Edwards", "Evans", "Fischer", "Fletcher", "Foster", "Fournier",
    "Garcia", "Girard", "Graham", "Gupta", "Hansen", "Harris", "Hartmann", "Hoffmann",
    "Hughes", "Jensen", "Johnson", "Keller", "Kelly", "Khan", "Klein", "Kruger", "Lambert",
    "Lawson", "Lee", "Lefevre", "Lewis", "Lim", "Lopez", "Marshall", "Martinez", "Mehta",
    "Meyer", "Mitchell", "Moreau", "Morgan", "Mueller", "Murphy", "Nakamura", "Neumann",
    "Nguyen", "Novak", "Okafor", "Olsen", "Parker", "Patel", "Perez", "Petersen", "Price",
    "Reed", "Richter", "Roberts", "Rossi", "Russell", "Sato", "Schmidt", "Schneider", "Scott",
    "Silva", "Simmons", "Stewart", "Suzuki", "Tan", "Tanaka", "Taylor", "Turner", "Vogel",
    "Wagner", "Walker", "Ward", "Watson", "Weber", "White", "Wilson", "Wong", "Wright", "Young",
    "Zimmermann",
)
CHINESE_FAMILY = (
    "王 wang", "李 li", "张 zhang", "刘 liu", "陈 chen", "杨 yang", "赵 zhao", "黄 huang",
    "周 zhou", "吴 wu", "徐 xu", "孙 sun", "胡 hu", "朱 zhu", "高 gao", "林 lin", "何 he",
    "郭 guo", "马 ma", "罗 luo", "梁 liang", "宋 song", "郑 zheng", "谢 xie", "韩 han", "唐 tang",
    "冯 feng", "于 yu", "董 dong", "萧 xiao", "程 cheng", "曹 cao", "袁 yuan", "邓 deng", "许 xu",
    "傅 fu", "沈 shen", "曾 zeng", "彭 peng", "吕 lyu", "苏 su", "卢 lu", "蒋 jiang", "蔡 cai",
    "贾 jia", "丁 ding", "魏 wei", "薛 xue", "欧阳 ouyang", "上官 shangguan",
)
CHINESE_GIVEN = (
    "伟 wei", "芳 fang", "娜 na", "敏 min", "静 jing", "丽 li", "强 qiang", "磊 lei", "洋 yang",
    "勇 yong", "艳 yan", "杰 jie", "涛 tao", "明 ming", "超 chao", "秀英 xiuying",
    "志强 zhiqiang", "建国 jianguo", "晓明 xiaoming", "海燕 haiyan", "文静 wenjing",
    "雪梅 xuemei", "俊杰 junjie", "子轩 zixuan", "梓涵 zihan", "宇航 yuhang", "浩然 haoran",
    "思远 siyuan", "佳怡 jiayi", "欣怡 xinyi", "国栋 guodong", "志远 zhiyuan", "丽华 lihua",
    "春梅 chunmei", "建华 jianhua", "立新 lixin", "晓东 xiaodong", "婷婷 tingting",
    "鹏飞 pengfei", "慧敏 huimin", "嘉豪 jiahao", "雨欣 yuxin", "天宇 tianyu", "明哲 mingzhe",
    "若溪 ruoxi", "景行 jingxing", "书涵 shuhan", "一鸣 yiming",
)
NONSENSE_NAMES = ("asdf qwer", "xxx xxx", "test test", "aaa bbb", "qwerty", "sdfg hjkl")
FREE_MAIL_WESTERN = ("gmail.com", "outlook.com", "yahoo.com", "gmx.de")
FREE_MAIL_CHINESE = ("qq.com", "163.com", "126.com")


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
    Job("decision_maker", "c_level", "Management", 0.06, 2.2, "decision_maker",
        ("Chief Executive Officer", "CEO", "Chief Operating Officer", "COO", "Managing Director"),
        ("总经理", "首席执行官", "首席运营官", "董事长")),
    Job("decision_maker", "c_level", "IT", 0.04, 2.4, "decision_maker",
        ("CIO", "Chief Information Officer", "CTO", "Chief Digital Officer"),
        ("首席信息官", "首席技术官", "CIO")),
    Job("decision_maker", "vp", "Operations", 0.08, 2.6, "decision_maker",
        ("VP Operations", "Vice President Service Delivery", "SVP Supply Chain", "VP Engineering"),
        ("副总裁", "运营副总经理", "销售副总裁")),
    Job("champion", "director", "Operations", 0.13, 2.0, "influencer",
        ("Director of Operations", "Regional Director", "Director Digital Transformation",
         "Head of Operations"),
        ("运营总监", "区域总监", "数字化总监", "项目总监")),
    Job("technical_evaluator", "director", "IT", 0.05, 1.7, "influencer",
        ("IT Director", "Head of IT", "Director Data and Analytics"),
        ("信息总监", "IT总监", "数据总监")),
    Job("champion", "manager", "Operations", 0.17, 1.4, "influencer",
        ("Operations Manager", "Service Manager", "Quality Manager", "Process Manager"),
        ("运营经理", "服务经理", "质量经理", "项目经理")),
    Job("technical_evaluator", "manager", "IT", 0.10, 1.3, "influencer",
        ("IT Manager", "Systems Architect", "Platform Engineer", "Data Engineer"),
        ("信息化经理", "系统架构师", "数据工程师")),
    Job("procurement", "manager", "Procurement", 0.08, 1.1, "influencer",
        ("Procurement Manager", "Head of Purchasing", "Strategic Buyer", "Sourcing Specialist"),
        ("采购经理", "采购总监", "采购专员")),
    Job("finance", "manager", "Finance", 0.04, 1.0, "influencer",
        ("Finance Manager", "CFO", "Controller"), ("财务经理", "财务总监")),
    Job("user", "specialist", "Operations", 0.14, 0.7, "user",
        ("Operations Analyst", "Process Specialist", "Quality Engineer", "Planner"),
        ("运营分析师", "流程专员", "质量工程师", "计划专员")),
    Job("other", "specialist", "Marketing", 0.05, 0.3, "none",
        ("Marketing Coordinator", "Communications Specialist", "Event Coordinator"),
        ("市场专员", "市场主管")),
    Job("other", "entry", "Other", 0.06, 0.1, "none",
        ("Factory Worker", "Doctor", "Student", "Intern", "Director's Assistant", "Consultant"),
        ("普工", "医生", "学生", "实习生", "总监助理")),
)
