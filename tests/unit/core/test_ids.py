"""Canonical bytes, ids and the bounds of text."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum, StrEnum

import pytest

from simpul.core.errors import InputError
from simpul.core.ids import (
    MOST_KEPT,
    Domain,
    Sealed,
    bounded_text,
    canonical_bytes,
    checked_hash_id,
    record_id,
    seal,
    shared,
    timestamp,
)
from tests.records import a_handling


class Word(StrEnum):
    ONE = "one"


class Number(IntEnum):
    NOTHING = 0


def test_canonical_bytes_have_sorted_keys_and_no_blanks() -> None:
    said = {"b": 1, "a": [Word.ONE, Number.NOTHING, "é\n"], "c": {"z": date(2026, 3, 14), "y": "\u2028"}}
    assert canonical_bytes(said).decode() == '{"a":["one",0,"é\\n"],"b":1,"c":{"y":"\u2028","z":"2026-03-14"}}'


def test_what_is_absent_is_left_out_and_nothing_else() -> None:
    said: dict[str, object] = {"none": None, "text": "", "list": [], "tuple": (), "zero": 0, "object": {}}
    assert canonical_bytes(said) == b'{"object":{},"zero":0}'


def test_a_level_of_zero_is_said() -> None:
    assert b'"level":0' in canonical_bytes(a_handling(level=0))


@pytest.mark.parametrize("value", [1.5, True, b"bytes", {1, 2}, object(), int])
def test_what_canonical_bytes_cannot_hold_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(InputError, match="cannot hold") as refused:
        canonical_bytes({"a": [{"b": value}]})
    assert refused.value.place == "$.a[0].b"


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="not a string"):
        canonical_bytes({"a": {1: "b"}})


@pytest.mark.parametrize("value", [{"a": ["\ud83d"]}, {"\udfff": 1}])
def test_half_of_a_surrogate_pair_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(InputError, match="surrogate"):
        canonical_bytes(value)


def test_an_id_depends_on_every_byte_and_on_the_kind() -> None:
    body = b'{"a":1}'
    assert record_id(Domain.REPORT, body) == hashlib.sha256(b"simpul/report/1\x00" + body).hexdigest()
    assert len({record_id(domain, body) for domain in Domain}) == len(Domain)
    assert record_id(Domain.REPORT, body) != record_id(Domain.REPORT, b'{"a":2}')


def test_a_sealed_record_keeps_bytes_id_and_value_together() -> None:
    terms = a_handling()
    assert seal(Domain.HANDLING, terms) == Sealed(
        id=record_id(Domain.HANDLING, canonical_bytes(terms)), body=canonical_bytes(terms), value=terms
    )


def test_a_moment_is_written_in_utc_whatever_its_zone() -> None:
    there = timezone(timedelta(hours=7))
    assert timestamp(datetime(2026, 3, 14, 16, 26, 53, tzinfo=there)) == "2026-03-14T09:26:53Z"
    assert timestamp(datetime(2026, 3, 14, 9, 26, 53, 5, tzinfo=UTC)) == "2026-03-14T09:26:53.000005Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(InputError, match="time zone"):
        timestamp(datetime(2026, 3, 14))  # noqa: DTZ001  that it has none is the point


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-2))),
    ],
)
def test_a_moment_that_is_outside_the_calendar_in_utc_is_refused(moment: datetime) -> None:
    with pytest.raises(InputError, match="UTC"):
        timestamp(moment)
    with pytest.raises(InputError, match="UTC"):
        canonical_bytes({"expires_at": moment})


@pytest.mark.parametrize("value", ["", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "٠" * 64])
def test_what_is_no_id_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="64 hexadecimal"):
        checked_hash_id(value, place="report.root")


def test_an_id_stays_as_it_is() -> None:
    assert checked_hash_id("0a" * 32, place="report.root") == "0a" * 32


@pytest.mark.parametrize("character", [*map(chr, (*range(9), *range(11, 32), 127, 0xD800, 0xDFFF))])
def test_a_control_character_or_half_a_pair_is_refused_and_named(character: str) -> None:
    with pytest.raises(InputError, match=f"U\\+{ord(character):04X}") as refused:
        bounded_text(f"a{character}b", place="report.title", most=10)
    assert refused.value.place == "report.title"


@pytest.mark.parametrize("text", ["", "a\nb\tc", "مرحبا", "👩‍👧", "\u2028", "e\u0301", "x" * 10])
def test_text_in_any_script_stays_as_it_is(text: str) -> None:
    assert bounded_text(text, place="report.title", most=10) == text


def test_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="longer than 10"):
        bounded_text("x" * 11, place="report.title", most=10)


@shared
@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A value that stands in many records."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A record with such values."""

    words: tuple[_Word, ...]


def test_what_is_kept_of_a_shared_value_is_never_written_of_another() -> None:
    for number in range(3 * MOST_KEPT):
        text = f"word {number % 97}"
        same = _Word(text=text)
        said = canonical_bytes(_Sentence(words=(same, _Word(text=text, number=number), same)))
        kept = f'{{"number":{number},"text":"{text}"}}'
        assert said.decode() == f'{{"words":[{{"number":0,"text":"{text}"}},{kept},{{"number":0,"text":"{text}"}}]}}'


def test_what_is_kept_of_a_tuple_of_shared_values_is_never_written_of_another() -> None:
    for number in range(3 * MOST_KEPT):
        row = (_Word(text="one", number=number), _Word(text="other", number=number + 1))
        assert canonical_bytes(row) == canonical_bytes(list(row)) == canonical_bytes(row)
