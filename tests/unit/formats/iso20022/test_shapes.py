"""A message of a known shape is read as if nothing had come before it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.formats.iso20022.reading import read_whole
from simpul.formats.iso20022.shapes import MOST_SHAPES, Shapes, parted
from tests.isomessages import PERSON, SOCIETY, camt054, enveloped, pacs002, pacs004, pacs008, pacs009, pain001, transfer

DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>\n'
INSTRUCTED = pacs008().replace(b"<ChrgBr>", b'<InstdAmt Ccy="EUR">1250.00</InstdAmt><ChrgBr>')


def said(read: object, raw: bytes) -> str:
    """What a way of reading says of a message, a refusal included."""
    try:
        return repr(read(raw))  # type: ignore[operator]  # both ways are functions
    except InputError as refused:
        return f"refused: {refused}"


def knowing(*before: bytes) -> Shapes:
    """Shapes that came twice before."""
    shapes = Shapes(rest=0)
    for raw in (*before, *before):
        shapes.read(raw, slowly=read_whole)
    return shapes


def never(raw: bytes) -> object:
    raise AssertionError(f"the long way was gone for {raw[:40]!r}")


@pytest.mark.parametrize(
    "raw",
    [
        pacs008(),
        DECLARED + pacs008(),
        DECLARED.replace(b'"', b"'") + pacs008(),
        pacs009(),
        INSTRUCTED,
        pacs008(transfer(before="<UltmtDbtr><Nm>Omar Saleh</Nm></UltmtDbtr>")),
        pacs008(transfer(after="<SplmtryData><Envlp><Any>Omar</Any></Envlp></SplmtryData>")),
    ],
)
def test_a_shape_that_came_twice_is_read_the_short_way(raw: bytes) -> None:
    shapes = knowing(raw)
    other = (
        raw.replace(b"Tarik Amri", b"Wayan Surya").replace(b"1250.00", b"7.25").replace(b"1971-03-14", b"1980-01-02")
    )
    found = shapes.read(other, slowly=never)  # type: ignore[arg-type]  # it must not be called
    assert found == read_whole(other)
    assert found != read_whole(raw)


@pytest.mark.parametrize("raw", [pacs004(), pacs002(), camt054()])
def test_what_is_more_than_a_payment_or_none_is_never_read_the_short_way(raw: bytes) -> None:
    shapes = knowing(raw)
    assert shapes.read(raw, slowly=read_whole) == read_whole(raw)


CHANGES = [
    (b"1250.00", b"1250.005"),
    (b"1250.00", b"0"),
    (b"1250.00", b"-1"),
    (b"1250.00", b"many"),
    (b"1250.00", b" 1250.00"),
    (b'Ccy="EUR"', b'Ccy="JPY"'),
    (b"2026-03-14<", b"2026-02-30<"),
    (b"2026-03-14<", b"2026-03-14Z<"),
    (b"2026-03-14T", b"2026-13-14T"),
    (b"1971-03-14", b"soon"),
    (b"<NbOfTxs>1<", b"<NbOfTxs>2<"),
    (b"Tarik Amri", b" Tarik Amri"),
    (b"Tarik Amri", b"Tarik  Amri"),
    (b"Tarik Amri", b"Tarik &amp; Amri"),
    (b"Tarik Amri", b"Tarik > Amri"),
    (b"Tarik Amri", b"Tarik ]]> Amri"),
    (b"Tarik Amri", b"Tarik<!-- x -->Amri"),
    (b"Tarik Amri", b"Tarik<![CDATA[x]]>Amri"),
    (b"Tarik Amri", b"Tarik\nAmri"),
    (b"Tarik Amri", b"Tarik\x00Amri"),
    (b"Tarik Amri", "Tarik\u202eAmri".encode()),
    (b"Tarik Amri", "Tarik\ufffeAmri".encode()),
    (b"Tarik Amri", b"Tarik\xffAmri"),
    (b"Tarik Amri", b"x" * 401),
    (b"Tarik Amri", "محمد بن عائشة".encode()),
    (b"Tarik Amri", b"1971-03-14"),
    (b"Tarik Amri", b"1250.00"),
    (b"<Nm>Tarik Amri</Nm>", b"<Nm></Nm>"),
    (b"<Nm>Tarik Amri</Nm>", b"<Nm> </Nm>"),
    (b"<Nm>Tarik Amri</Nm>", b'<Nm x=">">Tarik Amri</Nm>'),
    (b"<Dbtr>", b"<Dbtr>stray"),
    (b"<FIToFICstmrCdtTrf>", b"stray<FIToFICstmrCdtTrf>"),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_whatever_is_changed_both_ways_say_the_same(old: bytes, new: bytes) -> None:
    for raw in (pacs008(), INSTRUCTED, DECLARED + pacs008()):
        changed = raw.replace(old, new, 1)
        shapes = knowing(raw, changed) if said(read_whole, changed).startswith("Pay") else knowing(raw)
        for each in (raw, changed, changed):
            assert said(lambda one: shapes.read(one, slowly=read_whole), each) == said(read_whole, each)  # noqa: B023  it is called at once


def test_an_amount_that_is_instructed_as_it_is_settled_is_not_said_twice_either_way() -> None:
    other = INSTRUCTED.replace(b'"EUR">1250.00</Ins', b'"EUR">9.00</Ins')
    for first, second in ((INSTRUCTED, other), (other, INSTRUCTED)):
        assert knowing(first).read(second, slowly=never) == read_whole(second)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    "raw",
    [
        pacs008(transfer(), transfer(number=2)),
        pacs008(count=3),
        enveloped(pacs008()),
        pacs002(),
        camt054(),
        pain001(),
        pacs008(transfer(before="<Xyz>1</Xyz>")),
        pacs008(transfer(after="<SplmtryData><A>Omar</A><B>Saleh</B></SplmtryData>")),
        pacs008(transfer(debtor="<Nm>A</Nm><PstlAdr><BldgNb>1</BldgNb><Room>2</Room></PstlAdr>")),
        pacs008().decode().encode("utf-16"),
        pacs008(transfer(amount="0")),
        pacs008().replace(b"><", b">\n<"),
    ],
)
def test_what_is_not_for_the_short_way_is_read_the_long_way_every_time(raw: bytes) -> None:
    shapes = knowing(raw)
    gone: list[bytes] = []

    def slowly(each: bytes) -> object:
        gone.append(each)
        return read_whole(each)

    assert said(lambda each: shapes.read(each, slowly=slowly), raw) == said(read_whole, raw)  # type: ignore[arg-type]  # as above
    assert gone == [raw]


def test_a_message_that_is_parted_can_be_put_together_again() -> None:
    found = parted(DECLARED + pacs008())
    assert found is not None
    assert found.with_texts(found.texts) == pacs008()
    assert found.line == 2


def test_the_shapes_that_are_kept_are_bounded() -> None:
    shapes = Shapes(rest=0)
    for number in range(MOST_SHAPES + 20):
        raw = pacs008().replace(b"<Document ", f'<Document a{number}="" '.encode())
        for _ in range(2):
            shapes.read(raw, slowly=read_whole)
    assert len(shapes._known) == MOST_SHAPES


def test_however_many_shapes_come_learning_is_rare() -> None:
    shapes, gone = Shapes(rest=50), []

    def slowly(raw: bytes) -> object:
        gone.append(raw)
        return read_whole(raw)

    for number in range(100):
        raw = pacs008().replace(b"<Document ", f'<Document a{number}="" '.encode())
        for _ in range(2):
            shapes.read(raw, slowly=slowly)  # type: ignore[arg-type]  # it gives what the long way gives
    assert len(gone) <= 200 + 7 * 200 / 50


TEXTS = st.one_of(
    st.sampled_from(["1", "2026-03-14", "12.50", "7", "a", " a", "a  b", "EUR", "NOTPROVIDED", "2026-03-14T09:00:00Z"]),
    st.text(max_size=12).map(lambda text: "".join(each for each in text if each not in "<&>" and each.isprintable())),
)


@settings(max_examples=150)
@given(st.lists(TEXTS, min_size=60, max_size=60), st.integers(1, 12))
def test_whatever_texts_a_message_of_a_known_shape_has_both_ways_say_the_same(texts: list[str], every: int) -> None:
    raw = pacs008(transfer(debtor=PERSON, creditor=SOCIETY))
    found = parted(raw)
    assert found is not None
    changed = [
        new if at % every == 0 and new else old for at, (old, new) in enumerate(zip(found.texts, texts, strict=False))
    ]
    other = found.with_texts(changed)
    assert said(lambda each: KNOWN.read(each, slowly=read_whole), other) == said(read_whole, other)


KNOWN = knowing(*(pacs008(transfer(debtor=one, creditor=two)) for one, two in product((PERSON, SOCIETY), repeat=2)))
