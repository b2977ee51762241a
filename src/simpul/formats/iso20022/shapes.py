"""Messages of a shape that was read before, read without walking them again.

A bank's messages differ in their texts and hardly in their elements. What a message is besides its texts is its shape:
every tag and attribute, byte by byte. Of a shape that came twice it is kept which text goes where; the next message of
it is taken apart at its tags, and its values are made from its texts directly, by the same constructors.

Rules:
1. Only what is safe without a parser is taken: UTF-8, printable throughout, on one line, no reference, no comment, no
   instruction, no run of blanks (they become one), no `>` but at the end of a tag. Whatever else goes the long way, and
   so does whatever is refused here: only the long way refuses.
2. A shape is learned from two readings: of the message, and of the same with every text exchanged for another one of
   its own. What cannot be traced to one text, or does not come out the same both ways, is not learned. Then a third
   message of the shape is read both ways, and has to come out the same.
3. A text that is not exchanged (the count of transactions) has to be what it was, or the message goes the long way.
4. Shapes are few and bounded; the oldest is forgotten. Learning is rare, however many shapes come.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from simpul.core.errors import InputError
from simpul.core.payment.codes import is_day
from simpul.core.payment.message import PaymentMessage, PlacedTransaction
from simpul.core.payment.money import Money, money
from simpul.core.payment.party import Birth
from simpul.core.payment.payment import MessageForm, Payment

MOST_BYTES = 16 * 1024
MOST_TEXT = 400
MOST_SHAPES = 256
MOST_SEEN = 4_096
REST = 50
"""Learning a shape costs as much as reading seven messages: so rarely that it never weighs."""

BETWEEN_TAGS = re.compile(r">([^<]+)<")
DECLARATIONS = frozenset(
    f"<?xml version={mark}1.0{mark} encoding={mark}{encoding}{mark}?>"
    for mark in ('"', "'")
    for encoding in ("UTF-8", "utf-8")
)
"""What messages begin with, by either mark of quotation."""

COUNTED = re.compile(r"NbOfTxs$")
FIGURE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,5})?")
DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(.*)")
FIRST_DAYS = (date(1901, 1, 1), date(1951, 1, 1))
Read = Callable[[bytes], PaymentMessage]


class _UnlikeError(Exception):
    """Says that a message, or a part of one, is not for the short way."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A message at its tags: its shape, its texts in order, and the line it stands on."""

    shape: str
    texts: Sequence[str]
    line: int

    def with_texts(self, texts: Sequence[str]) -> bytes:
        """Give a message of the same shape with other texts."""
        pieces = self.shape.split("\0")
        said = [f">{each}<" for each in texts]
        return "".join(part for pair in zip(pieces, [*said, ""], strict=True) for part in pair).encode()


def parted(raw: bytes) -> Parted | None:
    """Part a message at its tags, or give nothing where that is not safe without a parser."""
    if len(raw) > MOST_BYTES:
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    begins = 0
    if text.startswith("<?"):
        begins = text.find("?>") + 2
        if text[:begins] not in DECLARATIONS:
            return None
    body = text[begins:].strip("\r\n\t ")
    if not body.isprintable() or body.count("<") != body.count(">"):
        return None
    if "&" in body or "<!" in body or "<?" in body or "  " in body:
        return None
    pieces = BETWEEN_TAGS.split(body)
    line = 1 + text.count("\n", 0, text.find("<", begins)) if begins else 1
    return Parted(shape="\0".join(pieces[::2]), texts=pieces[1::2], line=line)


@dataclasses.dataclass(slots=True)
class Maker:
    """How one value is made: of what is the same in every message of a shape, and of texts by their number."""

    kind: type
    same: dict[str, Any]
    texts: list[tuple[str, int]] = dataclasses.field(default_factory=list)
    days: list[tuple[str, int]] = dataclasses.field(default_factory=list)
    amounts: list[tuple[str, int, str, Mapping[str, int]]] = dataclasses.field(default_factory=list)
    parts: "list[tuple[str, Maker]]" = dataclasses.field(default_factory=list)
    rows: "list[tuple[str, list[Maker | int]]]" = dataclasses.field(default_factory=list)

    def made(self, texts: Sequence[str]) -> Any:  # noqa: ANN401  it makes values of every kind
        """Make the value from the texts of a message."""
        said = self.same.copy()
        for name, number in self.texts:
            said[name] = texts[number]
        for name, number in self.days:
            day = texts[number][:10]
            if not is_day(day):
                raise _UnlikeError
            said[name] = day
        for name, number, currency, decimals in self.amounts:
            said[name] = money(texts[number], currency, decimals=decimals, place=name)
        for name, part in self.parts:
            said[name] = part.made(texts)
        for name, row in self.rows:
            said[name] = tuple([texts[each] if isinstance(each, int) else each.made(texts) for each in row])
        if said.get("instructed") == said.get("amount"):
            said.pop("instructed", None)
        return self.kind(**said)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape that was learned: how its payment is made, and the texts that have to be what they were."""

    maker: Maker
    fixed: Sequence[tuple[int, str]]
    name: str

    def payment(self, found: Parted) -> Payment:
        """Make the payment of a message of this shape."""
        texts = found.texts
        for number, said in self.fixed:
            if texts[number] != said:
                raise _UnlikeError
        for text in texts:
            if text[0] == " " or text[-1] == " " or len(text) > MOST_TEXT:
                raise _UnlikeError
        payment: Payment = self.maker.made(texts)
        if payment.created_at:
            datetime.fromisoformat(payment.created_at)
        return payment


class Shapes:
    """The shapes that came before, as long as the process lives."""

    def __init__(self, *, rest: int = REST) -> None:
        """Begin knowing none; between two that are learned, at least so many messages go the long way."""
        self._rest = rest
        self._rested = rest
        self._known: dict[str, Shape | None] = {}
        self._seen: dict[int, None] = {}

    def read(self, raw: bytes, *, slowly: Read) -> PaymentMessage:
        """Read a message: the short way where its shape is known, else the long way, which may be learned from.

        Raises:
            InputError: as the long way says.
        """
        found = parted(raw)
        if found is None:
            return slowly(raw)
        shape = self._known.get(found.shape)
        if shape is not None:
            try:
                return _message(shape, found)
            except (_UnlikeError, InputError, ValueError):
                return slowly(raw)
        message = slowly(raw)
        self._rested += 1
        if found.shape not in self._known:
            self._learn(found, message, slowly)
        return message

    def _learn(self, found: Parted, message: PaymentMessage, slowly: Read) -> None:
        """Learn a shape when it comes a second time."""
        mark = hash(found.shape)
        if mark not in self._seen:
            _bounded(self._seen, MOST_SEEN)
            self._seen[mark] = None
            return
        if self._rested < self._rest:
            return
        self._rested = 0
        _bounded(self._known, MOST_SHAPES)
        try:
            self._known[found.shape] = learned(found, message, slowly)
        except (_UnlikeError, InputError, ValueError):
            self._known[found.shape] = None


def learned(found: Parted, message: PaymentMessage, slowly: Read) -> Shape:
    """Learn how the payment of a message is made from its texts, and prove it on two others of the same shape."""
    payment = _only(message)
    one, fixed = _exchanged(found, 0)
    other, _ = _exchanged(found, 1)
    marked = _only(slowly(found.with_texts(one)))
    maker = _maker(marked, payment, _Traces(one, found.texts, {number for number, _ in fixed}))
    shape = Shape(maker=maker, fixed=fixed, name=message.name)
    for texts in (found.texts, one, other):
        again = dataclasses.replace(found, texts=texts)
        if shape.payment(again) != _only(slowly(again.with_texts(texts))):
            raise _UnlikeError
    return shape


def _only(message: PaymentMessage) -> Payment:
    payments = message.payments
    if len(message.transactions) != 1 or message.rejected or message.remarks or message.header or not payments:
        raise _UnlikeError
    if message.transactions[0].value is not payments[0]:
        raise _UnlikeError  # money that comes back says more than its payment
    if payments[0].unread or payments[0].message_id != message.id or payments[0].created_at != message.created_at:
        raise _UnlikeError
    return payments[0]


def _message(shape: Shape, found: Parted) -> PaymentMessage:
    payment = shape.payment(found)
    return PaymentMessage(
        form=MessageForm.ISO_20022,
        name=shape.name,
        id=payment.message_id,
        created_at=payment.created_at,
        transactions=(PlacedTransaction(place=f"line {found.line}", value=payment),),
    )


def _exchanged(found: Parted, which: int) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """Exchange every text for one of its kind that no other text is; give those too that stay."""
    pieces = found.shape.split("\0")
    texts: list[str] = []
    fixed: list[tuple[int, str]] = []
    for number, text in enumerate(found.texts):
        if COUNTED.search(pieces[number].rpartition("<")[2] or pieces[number]):
            fixed.append((number, text))
            texts.append(text)
        elif FIGURE.fullmatch(text):
            texts.append(f"{70_001 + 1_000 * which + number}")
        elif day := DAY.fullmatch(text):
            texts.append(f"{FIRST_DAYS[which] + timedelta(days=number)}{day[2]}")
        else:
            texts.append(f"\u27e6{which} {number}\u27e7")
    return texts, tuple(fixed)


class _Traces:
    """Which of the exchanged texts a value comes from."""

    def __init__(self, exchanged: Sequence[str], before: Sequence[str], fixed: set[int]) -> None:
        free = [number for number in range(len(exchanged)) if number not in fixed]
        self._numbers = {exchanged[number]: number for number in free}
        self._days = {exchanged[number][:10]: number for number in free if DAY.fullmatch(exchanged[number])}
        if len(self._numbers) != len(free) or any(exchanged[number] == before[number] for number in free):
            raise _UnlikeError

    def text(self, said: str) -> int | None:
        """Give the number of the text that this is."""
        return self._numbers.get(said)

    def day(self, said: str) -> int | None:
        """Give the number of the text that this is the day of."""
        return self._days.get(said)

    def amount(self, said: Money) -> int:
        """Give the number of the text that this amount was read from."""
        number = self._numbers.get(str(said.amount.to_integral_value()))
        if number is None or said.amount != said.amount.to_integral_value():
            raise _UnlikeError
        return number


def _maker(marked: Any, example: Any, traces: _Traces) -> Maker:  # noqa: ANN401  values of every kind
    maker = Maker(kind=type(marked), same={})
    if type(marked) is not type(example):
        raise _UnlikeError
    for field in dataclasses.fields(marked):
        _trace(maker, field.name, getattr(marked, field.name), getattr(example, field.name), traces)
        if field.name in maker.same and maker.same[field.name] == field.default:
            del maker.same[field.name]
    return maker


def _trace(maker: Maker, name: str, marked: Any, example: Any, traces: _Traces) -> None:  # noqa: ANN401  the same
    if isinstance(marked, Enum) or marked is None or isinstance(marked, int):
        _same(maker, name, marked, example)
    elif isinstance(marked, str):
        _trace_text(maker, name, marked, example, traces)
    elif isinstance(marked, Money):
        kept = {marked.currency: marked.decimals}
        maker.amounts.append((name, traces.amount(marked), marked.currency, kept))
    elif isinstance(marked, tuple):
        _trace_row(maker, name, marked, example, traces)
    else:
        maker.parts.append((name, _maker(marked, example, traces)))


def _trace_text(maker: Maker, name: str, marked: str, example: object, traces: _Traces) -> None:
    is_day_field = (maker.kind is Payment and name == "settled_on") or (maker.kind is Birth and name == "date")
    number = traces.day(marked) if is_day_field else traces.text(marked)
    if number is None:
        _same(maker, name, marked, example)
    elif is_day_field:
        maker.days.append((name, number))
    else:
        maker.texts.append((name, number))


def _trace_row(maker: Maker, name: str, marked: tuple[Any, ...], example: Any, traces: _Traces) -> None:  # noqa: ANN401  the same
    if len(marked) != len(example):
        raise _UnlikeError
    row: list[Maker | int] = []
    for one, other in zip(marked, example, strict=True):
        if isinstance(one, str):
            number = traces.text(one)
            if number is None:
                raise _UnlikeError
            row.append(number)
        else:
            row.append(_maker(one, other, traces))
    if row:
        maker.rows.append((name, row))
    else:
        maker.same[name] = ()


def _same(maker: Maker, name: str, marked: object, example: object) -> None:
    if marked != example:
        raise _UnlikeError
    maker.same[name] = marked


def _bounded(kept: dict[Any, Any], most: int) -> None:
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
