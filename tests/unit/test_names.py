"""Company names: which are one company's, which are two's, in the languages of the seed."""

import csv
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from orchestration.settings import DBT_SOURCES
from orchestration.transform.names import NameNormaliser
from orchestration.transform.similar_names import similar_names, slips
from tests.oracle.matching import name_similarity

MINIMUM = Decimal("0.88")
with (DBT_SOURCES / "seeds" / "legal_forms.csv").open(encoding="utf-8") as stream:
    FORMS = [(row["form"], row["position"]) for row in csv.DictReader(stream)]
normalise = NameNormaliser(FORMS).normalise

ONE_COMPANY = [
    ("Société Générale S.A.", "Societe Generale"),
    ("The Coca-Cola Company", "Coca Cola Co."),
    ("AT&T Inc.", "AT and T"),
    ("J.P. Morgan Chase & Co.", "JP Morgan Chase"),
    ("McDonald's Corp", "McDonalds Corporation"),
    ("Acme Widgets, L.L.C.", "ACME WIDGETS"),
    ("Smith & Co", "Smith"),
    ("Robert Bosch G.m.b.H.", "Robert Bosch GmbH"),
    ("Merck KGaA", "MERCK K.G.a.A."),
    ("Müller Maschinenbau GmbH & Co. KG", "Muller Maschinenbau"),
    ("Straßenbau Nord AG", "STRASSENBAU NORD Aktiengesellschaft"),
    ("SARL Dupont", "Dupont S.A.R.L."),
    ("Peugeot S. A.", "Peugeot"),
    ("Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo"),
    ("Telefónica, S.A.", "Telefonica"),
    ("Ferrari S.p.A.", "Ferrari"),
    ("Koninklijke Philips N.V.", "Koninklijke Philips"),
    ("AB Volvo (publ)", "Volvo"),
    ("Oy Nokia Ab", "Nokia"),
    ("A.P. Møller - Mærsk A/S", "AP Moller Maersk"),
    ("Equinor ASA", "Equinor"),
    ("Foo Sp. z o.o.", "Foo"),
    ("华为技术有限公司", "华为技术"),
    ("上海 华为 技术 有限责任公司", "上海华为技术股份有限公司"),
    ("中国石油天然气集团有限公司", "中国石油天然气"),
    ("西门子（中国）有限公司", "西门子(中国)"),
    ("株式会社トヨタ", "トヨタ株式会社"),
    ("㈱ソニー", "ソニー"),
    ("有限会社山田", "山田 合同会社"),
    ("주식회사 삼성전자", "(주)삼성 전자"),
    ("ＡＢＣ　Ｃｏ．，Ｌｔｄ．", "Abc"),
    ("Škoda Auto s.r.o.", "Skoda Auto spol. s r.o."),
    ("Foo Sp. z o.o. Sp. k.", "Foo"),
    ("Galp S.à r.l.", "Galp Lda."),
    ("Bau Ges.m.b.H.", "Bau"),
    ("Bau Gesellschaft mit beschränkter Haftung", "Bau GmbH"),
    ("Deloitte PLLC", "Deloitte Public Limited Company"),
    ("ООО Ромашка", "Ромашка"),
    ("Emirates NBD PJSC", "Emirates NBD"),
    ("MOL Nyrt.", "Mol Zrt."),
    ("Acme™ Inc", "ACME®"),
]
TWO_COMPANIES = [
    ("Sia Partners", "Partners"),
    ("UAB Medicine", "Medicine"),
    ("Area 51 Systems", "Area 52 Systems"),
    ("First National Bank of Dayton", "First National Bank of Layton"),
    ("First National Bank of Austin", "First National Bank of Boston"),
    ("Siemens Austria", "Siemens Australia"),
    ("Siemens Energy", "Siemens"),
    ("Allianz France", "Allianz Italia"),
    ("Brookfield Capital", "Brockfield Capital"),
    ("Accenture", "Adventure"),
    ("Nova Ltd", "Nora Ltd"),
    ("Delta Airlines", "Delta Faucets"),
    ("3M", "3N"),
    ("北京华为技术有限公司", "上海华为技术有限公司"),
    ("北京华力技术有限公司", "北京华为技术有限公司"),
    ("ガス株式会社", "カス株式会社"),
]
MISSPELT = [
    ("Wolkenbrueke Logistik AG", "Wolkenbruecke Logistik"),
    ("Northbirdge Software Inc", "Northbridge Software"),
    ("Stonebridgge", "Stonebridge"),
    ("Blue Sky Airways", "BlueSky Airways"),
]


@pytest.mark.parametrize(("one", "other"), ONE_COMPANY)
def test_one_company_has_one_name_however_its_form_is_written(one: str, other: str) -> None:
    assert normalise(one) == normalise(other) != ""


@pytest.mark.parametrize(("one", "other"), TWO_COMPANIES)
def test_two_companies_have_neither_one_name_nor_similar_ones(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)
    assert not similar_names([normalise(one)], [normalise(other)], MINIMUM)


@pytest.mark.parametrize(("one", "other"), MISSPELT)
def test_a_slip_of_the_pen_makes_similar_names(one: str, other: str) -> None:
    [(_, found, similarity)] = similar_names([normalise(one)], [normalise(other)], MINIMUM)
    assert found == normalise(other)
    assert similarity >= MINIMUM


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
def test_a_name_that_is_only_a_legal_form_stays(form: str) -> None:
    assert normalise(form) != ""
    assert normalise(f"{form} {form}") != ""


@given(st.text(max_size=20))
def test_a_name_with_a_letter_or_digit_is_never_stripped_to_nothing(name: str) -> None:
    assert normalise(name) or not any(sign.isalnum() for sign in name)


WORDS = st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=3).map(" ".join)


@given(st.sets(WORDS, max_size=12), st.sets(WORDS, max_size=12), st.sampled_from(["0.6", "0.88"]))
def test_blocks_find_the_pairs_that_a_comparison_of_all_finds(
    names: set[str], accounts: set[str], minimum: str
) -> None:
    least = Decimal(minimum)
    pairs = {
        (one, other)
        for one, other in product(names, accounts)
        if one != other and name_similarity(one, other) >= least
    }
    found = similar_names(sorted(names), sorted(accounts), least)
    assert {(one, other) for one, other, _ in found} == pairs


@settings(deadline=None, max_examples=40)
@given(st.text("abc", min_size=8, max_size=20), st.sampled_from(["0.6", "0.88"]))
def test_no_block_loses_a_name_that_is_one_slip_or_two_away(word: str, minimum: str) -> None:
    places = range(len(word))
    once = {word[:i] + word[i + 1 :] for i in places}
    once |= {word[:i] + word[i : i + 2][::-1] + word[i + 2 :] for i in places}
    twice = {one[:i] + one[i + 1 :] for one in once for i in (0, 3, 7, len(word) - 2)}
    pairs = {
        one
        for one in once | twice
        if one != word and name_similarity(one, word) >= Decimal(minimum)
    }
    found = similar_names(sorted(once | twice), [word], Decimal(minimum))
    assert {one for one, _, _ in found} == pairs


@given(st.text("abcd", max_size=9), st.text("abcd", max_size=9))
def test_slips_are_symmetric_and_no_fewer_than_edits(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one) >= OSA.distance(one, other)
    assert (slips(one, other) == 0) == (one == other)
