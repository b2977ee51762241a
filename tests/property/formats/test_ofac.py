"""Whatever the rows of the United States' list say, each is read or rejected, and its facts are all kept."""

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.designation import RejectedEntry, compare, content_of
from simpul.core.errors import InputError
from simpul.formats.ofac.tables import read_tables
from tests.ofaclist import LIMITS, edition_of, entry_of, row, sdn, tables

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='";'), min_size=1)
PARTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
FACTS = st.sampled_from(
    (
        *("DOB 10 Dec 1948", "DOB circa 1950", "alt. DOB 1951 to 1953", "POB Port, XA", "nationality XA", "citizen XB"),
        *("Gender Male", "Passport P1 (XA)", "a.k.a. 'KAPAL'", "Linked To: HARBOUR", "Email Address a@example.org"),
    )
)
NUMBERS = st.integers(min_value=1, max_value=99_999).map(str)


@given(names=st.dictionaries(NUMBERS, PARTS, min_size=1, max_size=6), others=st.lists(NUMBERS, max_size=6))
def test_every_row_is_read_or_rejected(names: dict[str, str], others: list[str]) -> None:
    aliases = "".join(row(number, "1", "aka", f"ALIAS {at}", width=5) for at, number in enumerate(others))
    edition = edition_of(tables(*(sdn(number, name) for number, name in names.items()), alt=aliases))
    assert [entry.reference for entry in edition.entries] == list(names)
    read = sum(name.value.startswith("ALIAS ") for entry in edition.entries for name in entry.names[1:])
    assert read == sum(number in names for number in others)
    assert len(edition.rejected) == sum(number not in names for number in others)


@given(facts=st.lists(FACTS | PARTS, min_size=1, max_size=8))
def test_no_word_of_the_remarks_is_lost(facts: list[str]) -> None:
    entry = entry_of("; ".join(facts) + ".")
    kept = repr(entry)
    for fact in facts:
        word = fact.split()[-1].strip("().'")
        year = word[-4:] if word.isdigit() else word
        assert repr(year)[1:-1] in kept


@given(numbers=st.lists(NUMBERS, unique=True, min_size=1, max_size=6), data=st.data())
def test_the_order_of_the_rows_changes_nothing(numbers: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(numbers))
    one, other = (edition_of(tables(*(sdn(number) for number in order))) for order in (numbers, shuffled))
    delta = compare(*({entry.reference: content_of(entry) for entry in each.entries} for each in (one, other)))
    assert (delta.added, delta.changed, delta.removed) == ((), (), ())


@settings(max_examples=300)
@given(names=st.binary(max_size=400), aliases=st.binary(max_size=200), addresses=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(names: bytes, aliases: bytes, addresses: bytes) -> None:
    files = {"sdn.csv": sdn().encode() + names, "alt.csv": aliases, "add.csv": addresses}
    refused, rejected = "", tuple[RejectedEntry, ...]()
    try:
        rejected = read_tables(files, limits=LIMITS).rejected
    except InputError as exc:
        refused = str(exc.place)
    assert not refused or refused.split()[0] in files
    assert all(each.place.split()[0] in files and each.reason for each in rejected)
