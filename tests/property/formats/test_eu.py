"""Whatever the European Union's list says: nothing of it is lost, in either form, and the order of rows is nothing."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.designation import Designation
from simpul.core.ids import canonical_bytes
from simpul.formats.eu import read_eu_csv, read_eu_xml
from tests.eulist import HEADINGS, LIMITS, SECTIONS, document, element, entity, name, row, table

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp"))
WORDS = st.text(LETTERS, min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
FACTS = {
    "nameAlias": ("firstName", "lastName", "function", "title"),
    "address": ("street", "city", "zipCode", "region", "place"),
    "identification": ("number", "issuedBy", "identificationTypeCode", "identificationTypeDescription", "region"),
    "birthdate": ("city", "place", "region", "zipCode"),
}
"""Facts whose texts are taken as they stand; names and countries, dates and flags are said in other words."""


@st.composite
def facts(draw: st.DrawFn) -> list[tuple[str, dict[str, str]]]:
    chosen = draw(st.lists(st.sampled_from(sorted(FACTS)), max_size=5))
    made = []
    for tag in chosen:
        said = draw(st.dictionaries(st.sampled_from(FACTS[tag]), TEXTS, min_size=1))
        made.append((tag, {**said, "wholeName": draw(TEXTS)} if tag == "nameAlias" else said))
    return made


def everything(entry: Designation) -> str:
    return canonical_bytes(entry).decode().replace('\\"', '"').replace("\\\\", "\\")


@settings(max_examples=35)
@given(facts(), st.dictionaries(st.from_regex("[a-z]{4,8}X", fullmatch=True), TEXTS, max_size=2), TEXTS)
def test_nothing_that_an_entry_says_is_lost(
    said: Sequence[tuple[str, dict[str, str]]], unknown: dict[str, str], remark: str
) -> None:
    elements = [element(tag, **{**attributes, **unknown}) for tag, attributes in said]
    raw = document(entity(name("Tarik Amri"), *elements, element("remark", xsi=remark)))
    (entry,) = read_eu_xml(raw, limits=LIMITS).entries
    whole = everything(entry)
    texts = [
        text
        for tag, attributes in said
        for text in attributes.values()
        if tag != "identification" or "number" in attributes
    ]
    extra = list(unknown.values()) if said else []
    assert [text for text in (*texts, *extra, remark) if text not in whole] == []


COLUMNS = {
    "NameAlias": ("WholeName", "FirstName", "Function", "Remark"),
    "Address": ("City", "Street", "Region", "Remark", "ContactInfo"),
    "Identification": ("Number", "TypeDescription", "Remark"),
}
CELLS = st.dictionaries(
    st.sampled_from(sorted(f"{section}_{column}" for section, names in COLUMNS.items() for column in names)),
    TEXTS,
    max_size=4,
)


@settings(max_examples=35)
@given(st.lists(st.tuples(st.integers(1, 3), CELLS), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_fact(cells: list[tuple[int, dict[str, str]]], chance: object) -> None:
    rows = [row(number, NameAlias_LastName=f"Amri {number}", **said) for number, said in cells]
    ordered = read_eu_csv(table(rows), limits=LIMITS)
    chance.shuffle(rows)  # type: ignore[attr-defined] # hypothesis gives a Random, and names no type for it
    shuffled = read_eu_csv(table(rows), limits=LIMITS)
    assert _facts(ordered.entries) == _facts(shuffled.entries)
    assert {entry.reference for entry in ordered.entries} == {f"EU.{number}.77" for number, _ in cells}


def _facts(entries: Sequence[Designation]) -> dict[str, set[object]]:
    return {
        entry.reference: {*entry.names, *entry.documents, *entry.addresses, *entry.contacts, *entry.unread}
        for entry in entries
    }


def test_the_columns_are_those_of_the_official_file() -> None:
    assert len(HEADINGS) == 118
    assert {heading.partition("_")[0] for heading in HEADINGS} == {"fileGenerationDate", "Entity", *SECTIONS}
