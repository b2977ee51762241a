"""Whatever an edition says is written and read back as it was, and only its content decides what changed."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListEdition,
    ListedName,
    ListedPlace,
    NameQuality,
    compare,
    content_of,
)
from simpul.core.vocabulary import Schema
from simpul.formats.un import read_un, write_un
from tests.unlist import LIMITS, document, individual

# Words as XML can hold them; which of them a list would use is the list's business.
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp"))
WORDS = st.text(LETTERS, min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
MAYBE = TEXTS | st.just("")
DAYS = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
YEARS = DAYS.map(lambda day: day[:4])
PARTIAL = DAYS | YEARS | DAYS.map(lambda day: day[:7])
ALIASES = (NameQuality.GOOD, NameQuality.LOW, NameQuality.ALSO_KNOWN_AS, NameQuality.FORMER, NameQuality.UNSTATED)

places = st.builds(
    ListedPlace, street=MAYBE, city=MAYBE, province=MAYBE, postcode=MAYBE, country=MAYBE, note=MAYBE
).filter(lambda place: place != ListedPlace())
documents = st.builds(
    ListedDocument,
    kind=MAYBE,
    detail=MAYBE,
    number=MAYBE,
    issuing_country=MAYBE,
    issued_on=PARTIAL | st.just(""),
    issued_in=MAYBE,
    issued_in_country=MAYBE,
    note=MAYBE,
).filter(lambda each: each != ListedDocument())
birth_dates = st.builds(ListedDate, kind=st.sampled_from(DateKind), value=PARTIAL, note=MAYBE) | st.builds(
    ListedDate, kind=st.just(DateKind.BETWEEN), value=YEARS, until=YEARS, note=MAYBE
)
alias_dates = st.builds(ListedDate, kind=st.just(DateKind.UNSTATED), value=PARTIAL) | st.builds(
    ListedDate, kind=st.just(DateKind.UNSTATED), value=YEARS, until=YEARS
)
primary = st.lists(TEXTS, min_size=1, max_size=4).map(
    lambda parts: ListedName(value=" ".join(parts), quality=NameQuality.PRIMARY, parts=tuple(parts))
)
originals = st.lists(st.builds(ListedName, value=TEXTS, quality=st.just(NameQuality.ORIGINAL_SCRIPT)), max_size=1)
aliases = st.builds(
    ListedName,
    value=TEXTS,
    quality=st.sampled_from(ALIASES),
    note=MAYBE,
    birth_dates=st.lists(alias_dates, max_size=2).map(tuple),
    birth_place=st.none() | st.builds(ListedPlace, city=TEXTS, country=MAYBE),
)


def several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3).map(tuple)


entries = st.builds(
    Designation,
    list_id=st.just("un"),
    reference=TEXTS,
    schema=st.sampled_from((Schema.PERSON, Schema.ORGANIZATION)),
    names=st.tuples(primary, originals, st.lists(aliases, max_size=3)).map(lambda each: (each[0], *each[1], *each[2])),
    programme=MAYBE,
    listed_on=PARTIAL | st.just(""),
    updated_on=several(DAYS).map(lambda days: tuple(sorted(days))),
    birth_dates=st.lists(birth_dates, max_size=3).map(tuple),
    birth_places=st.lists(places, max_size=2).map(tuple),
    nationalities=several(TEXTS),
    genders=several(TEXTS),
    titles=several(TEXTS),
    positions=several(TEXTS),
    documents=st.lists(documents, max_size=2).map(tuple),
    addresses=st.lists(places, max_size=2).map(tuple),
    comments=MAYBE,
    submitted_by=MAYBE,
    submitted_on=PARTIAL | st.just(""),
    source_id=MAYBE,
)
editions = st.builds(
    ListEdition,
    list_id=st.just("un"),
    dated=DAYS | st.just(""),
    entries=st.lists(entries, min_size=1, max_size=4, unique_by=lambda entry: entry.reference).map(tuple),
)


@settings(max_examples=50)
@given(editions)
def test_what_is_written_is_read_back_as_it_was(edition: ListEdition) -> None:
    assert read_un(write_un(edition), limits=LIMITS) == edition


@settings(max_examples=50)
@given(entries, entries)
def test_two_entries_have_one_content_only_if_they_say_the_same(one: Designation, other: Designation) -> None:
    assert (content_of(one) == content_of(other)) == (one == other)


def contents(names: Sequence[tuple[str, str]]) -> dict[str, str]:
    raw = document("".join(individual(reference=key, name=f"<FIRST_NAME>{name}</FIRST_NAME>") for key, name in names))
    return {entry.reference: content_of(entry) for entry in read_un(raw, limits=LIMITS).entries}


BLANKS = st.sampled_from(("", " ", "\n", "\t  "))
people = st.dictionaries(st.sampled_from("ABCDEFGH"), st.sampled_from(("TARIK", "AMRI", "SALEH")), min_size=1)


@given(people, people, st.randoms(use_true_random=False), BLANKS)
def test_a_delta_depends_on_references_and_content_only(
    held: dict[str, str], offered: dict[str, str], chance: object, blank: str
) -> None:
    shuffled = list(offered.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random, and names no type for it
    spaced = [(f"{blank}{key}{blank}", f"{blank}{name}{blank}") for key, name in shuffled]
    delta = compare(contents(list(held.items())), contents(spaced))
    assert set(delta.added) == offered.keys() - held.keys()
    assert set(delta.removed) == held.keys() - offered.keys()
    assert set(delta.changed) == {key for key in held.keys() & offered.keys() if held[key] != offered[key]}


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_read_exactly_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    said = f"{year:04}-{month:02}-{day:02}"
    edition = read_un(document(individual(f"<LISTED_ON>{said}</LISTED_ON>")), limits=LIMITS)
    try:
        date(year, month, day)
    except ValueError:
        assert [each.reason for each in edition.rejected] == [f"XAi.001: there is no such date: {said}"]
    else:
        assert [entry.listed_on for entry in edition.entries] == [said]
