"""Whatever the UK's list says: both its forms make the same entries, and nothing that it says is lost."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.designation import Designation
from simpul.core.ids import canonical_bytes
from simpul.formats.uk import read_uk_csv, read_uk_xml
from tests.uklist import (
    GROUPED,
    HEADINGS,
    LIMITS,
    REPEATED,
    TARIK,
    Group,
    Listed,
    document,
    listed,
    rows_as_table,
    rows_of,
    table,
)

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp"))
WORDS = st.text(LETTERS, min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
DATES = st.dates().map(lambda day: f"{day:%d/%m/%Y}") | st.integers(1900, 2020).map(lambda year: f"dd/mm/{year}")
NAME_TYPES = st.sampled_from(("Primary Name", "Primary Name Variation", "Alias", "ALias"))
NAME_GROUPS = st.fixed_dictionaries(
    {"Name 6": TEXTS, "Name type": NAME_TYPES},
    optional={"Name 1": TEXTS, "Name 3": TEXTS, "Alias strength": st.sampled_from(("Good quality a.k.a", "doubtful"))},
)


def group_of(headings: Sequence[str]) -> st.SearchStrategy[Mapping[str, str]]:
    return st.dictionaries(st.sampled_from(sorted(headings)), TEXTS, min_size=1, max_size=3)


def unique(group: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(group.items()))


# The CSV says every fact beside every other: more than two of each make a table that nobody would read.
OTHER_GROUPS = st.fixed_dictionaries(
    {},
    optional={
        path: st.lists(group_of(list(headings)), min_size=1, max_size=2, unique_by=unique)
        for path, headings in GROUPED.items()
        if path != "Names/Name"
    },
)
REPEATABLE = sorted(set(REPEATED) - {"D.O.B", "IMO number"})


@st.composite
def entries(draw: st.DrawFn, reference: str = "XAA0001") -> Listed:
    names: list[Group] = [TARIK, *draw(st.lists(NAME_GROUPS, max_size=2, unique_by=unique))]
    chosen = draw(st.lists(st.sampled_from(REPEATABLE), max_size=3, unique=True))
    repeated = {heading: draw(st.lists(TEXTS, min_size=1, max_size=2, unique=True)) for heading in chosen}
    dates = draw(st.lists(DATES, max_size=2, unique=True))
    return listed(
        names=names,
        groups=draw(OTHER_GROUPS),
        repeated={**repeated, "D.O.B": dates},
        single={
            "Unique ID": reference,
            "Designation Type": draw(st.sampled_from(("Individual", "Entity", "Ship"))),
            "Other Information": draw(TEXTS),
            "UK Statement of Reasons": draw(TEXTS),
        },
    )


def texts_of(said: Listed) -> list[str]:
    """Every text of an entry but its dates and its reference, which are said in other words."""
    other = ("Last Updated", "Date Designated", "Designation Type", "Sanctions Imposed")
    known = ("Primary Name", "Alias", "ALias", "Good quality a.k.a")
    texts = [text for heading, text in said.single.items() if heading not in other]
    texts += [text for heading, each in said.repeated.items() if heading != "D.O.B" for text in each]
    texts += [text for groups in said.groups.values() for group in groups for text in group.values()]
    return [text for text in texts if text not in known]


def everything(entry: Designation) -> str:
    return canonical_bytes(entry).decode().replace('\\"', '"').replace("\\\\", "\\")


@settings(max_examples=24)
@given(entries(), entries(reference="XAA0002"))
def test_both_forms_of_an_edition_make_the_same_entries(one: Listed, other: Listed) -> None:
    assert read_uk_csv(table(one, other), limits=LIMITS) == read_uk_xml(document(one, other), limits=LIMITS)


@settings(max_examples=24)
@given(entries())
def test_nothing_that_an_entry_says_is_lost(said: Listed) -> None:
    (entry,) = read_uk_xml(document(said), limits=LIMITS).entries
    whole = everything(entry)
    assert [text for text in texts_of(said) if text not in whole] == []


@settings(max_examples=12)
@given(entries(), entries(reference="XAA0002"), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_fact(one: Listed, other: Listed, chance: object) -> None:
    rows = [*rows_of(one), *rows_of(other)]
    ordered = read_uk_csv(rows_as_table(rows), limits=LIMITS)
    chance.shuffle(rows)  # type: ignore[attr-defined] # hypothesis gives a Random, and names no type for it
    shuffled = read_uk_csv(rows_as_table(rows), limits=LIMITS)
    facts = {entry.reference: {*entry.names, *entry.documents, *entry.addresses} for entry in ordered.entries}
    assert {entry.reference: {*entry.names, *entry.documents, *entry.addresses} for entry in shuffled.entries} == facts


ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(HEADINGS), st.text(max_size=12).filter(lambda text: "\x00" not in text), max_size=6
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40)
@given(ROWS)
def test_every_row_is_part_of_an_entry_or_rejected(rows: list[dict[str, str]]) -> None:
    known = [{**row, "Unique ID": f"XAA{number % 3}"} for number, row in enumerate(rows)]
    edition = read_uk_csv(rows_as_table(known), limits=LIMITS)
    told = {entry.reference for entry in edition.entries} | {each.reference for each in edition.rejected}
    assert told == {row["Unique ID"] for row in known}
