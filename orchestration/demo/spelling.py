"""How people write the name of a company: in another form, misspelt, or that of another one.

Every function is given a draw from [0, 1) that decides.
"""

OTHER_FORMS = {
    "GmbH": "G.m.b.H.",
    "AG": "Aktiengesellschaft",
    "Inc.": "Incorporated",
    "Inc": "INC.",
    "Corp.": "Corporation",
    "LLC": "L.L.C.",
    "Ltd": "Limited",
    "Ltd.": "Limited",
    "SA": "S.A.",
    "SAS": "S. A. S.",
    "有限公司": "有限责任公司",
}
COUNTRY_WORDS = ("Iberia", "Nordic", "Austria", "Polska")
CHINESE_WORDS = ("江苏", "重庆", "大连", "天津")
NUMBERS = ("2", "24", "51", "7")
TAILS = ("Marine", "Aviation", "Textiles", "Mining")


def is_chinese(name: str) -> bool:
    """Whether the name is written in Chinese."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in name)


def other_writing(name: str, draw: float) -> str:
    """Return the same name in upper case, with another form, without one, or as it is."""
    form = next((form for form in OTHER_FORMS if name.endswith(form)), "")
    if draw < 0.25:
        return name
    if draw < 0.5:
        return name.upper()
    if draw < 0.75 and form:
        return name.removesuffix(form) + OTHER_FORMS[form]
    stem = name.removesuffix(form).strip()
    return stem if is_chinese(name) or draw < 0.9 else f"The {stem}"


def misspelt(name: str, draw: float) -> str:
    """Return the name with a letter of its first word left out, doubled, or two exchanged."""
    if len(name) < 4:
        return name
    place, kind = min(4, len(name) - 2), int(draw * 3)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    if kind == 0:
        return before + after
    if kind == 1:
        return before + letter + letter + after
    return before + after[:1] + letter + after[1:]


def neighbour(name: str, draw: float) -> str:
    """Return the name of a company that is another: by number, country, line, or a short word."""
    stem, _, rest = name.partition(" ")
    pick = int(draw * 400) % 4
    if is_chinese(name):
        return CHINESE_WORDS[pick] + name
    if draw < 0.25:
        return f"{stem} {NUMBERS[pick]} {rest}".strip()
    if draw < 0.5:
        return f"{stem} {COUNTRY_WORDS[pick]} {rest}".strip()
    if draw < 0.75:
        return f"{stem} {TAILS[pick]}"
    vowel = next(each for each in ("aeio" * 2)[pick:] if each != stem[-2:-1])
    return f"{stem[:-2]}{vowel}{stem[-1]} {rest}".strip()
