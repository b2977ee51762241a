"""A stream as bytes and back: what is in the windows is written, what it adds up to is counted again."""

import json
import struct
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Final

import numpy as np

from simpul.core.errors import InputError
from simpul.engines.payments.account import NOWHERE, Activity, Profile, Tie
from simpul.engines.payments.ledger import SERIAL_BITS, Event, Ledger
from simpul.engines.payments.memory import Memory
from simpul.engines.payments.settings import Settings

EDITION: Final = b"simpul payments 1\n"
HEAD: Final = struct.Struct("<QQI")
OF_PROFILE: Final = (
    *("serial", "first", "last_out", "last_in", "last_new_payee", "last_new_payer", "payees", "payers"),
)
OF_TIE: Final = ("total", "first", "last", "since", "opened", "latest")
EVENT_COLUMNS: Final = 6

Rows = list[tuple[int, ...]]


def written(settings: Settings, ledger: Ledger, bound: dict[str, int]) -> bytes:
    """Write a stream as bytes."""
    head = ledger.heads[-1] - ledger.base
    events = ledger.events[head:]
    profiles = [profile for _, profile in ledger.profiles.items()]
    said = {
        "settings": {field: getattr(settings, field) for field in Settings.__slots__},
        "now": ledger.now,
        "cut": ledger.cut,
        "base": ledger.heads[-1],
        "serial": ledger.serial,
        "bound": bound,
        "profiles": _generations(ledger.profiles),
        "ties": _generations(ledger.ties),
        "names": [profile.name for profile in profiles],
        "payments": [event[9] for event in events],
    }
    rows = chain(
        (tuple(getattr(profile, field) for field in OF_PROFILE) for profile in profiles),
        ((key, *(getattr(tie, field) for field in OF_TIE)) for key, tie in ledger.ties.items()),
        ((e[0], e[1].profile.serial, e[2].profile.serial, *e[4:7]) for e in events),
    )
    numbers = np.fromiter(chain.from_iterable(rows), dtype="<i8").tobytes()
    words = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    body = words + numbers
    return EDITION + HEAD.pack(len(words), len(numbers), zlib.crc32(body)) + body


def _generations(memory: Memory[Any, Any]) -> list[int | None]:
    return [len(memory.old), len(memory.young), memory.since, memory.crowded_out]


def read(data: bytes) -> tuple[Settings, Ledger, dict[str, int]]:
    """Read a stream from bytes.

    Raises:
        InputError: they are not a whole snapshot of this edition.
    """
    start = len(EDITION) + HEAD.size
    if not data.startswith(EDITION) or len(data) < start:
        raise InputError("not a snapshot of payments of this edition", place="snapshot")
    words, numbers, check = HEAD.unpack_from(data, len(EDITION))
    body = data[start:]
    if len(body) != words + numbers or zlib.crc32(body) != check:
        raise InputError("the snapshot is not whole", place="snapshot")
    said = json.loads(body[:words])
    given = said["settings"]
    settings = Settings(
        windows_days=tuple(given["windows_days"]),
        thresholds=tuple(given["thresholds"]),
        worth=tuple((currency, value) for currency, value in given["worth"]),
        most_payments=given["most_payments"],
        memory_days=given["memory_days"],
    )
    ledger = settings.ledger()
    _fill(ledger, said, np.frombuffer(body[words:], dtype="<i8").tolist())
    return settings, ledger, said["bound"]


def _fill(ledger: Ledger, said: dict[str, Any], numbers: list[int]) -> None:
    ledger.now, ledger.cut, ledger.serial = said["now"], said["cut"], said["serial"]
    left = iter(numbers)
    accounts = _profiles(ledger, said, _rows(left, len(said["names"]), len(OF_PROFILE)))
    rows = _rows(left, said["ties"][0] + said["ties"][1], len(OF_TIE) + 1)
    _remember(ledger.ties, said["ties"], [(row[0], _tie(row)) for row in rows])
    saved = {row[0]: row[4:] for row in rows}
    ledger.base = said["base"]
    ledger.heads = [ledger.base] * len(ledger.spans)
    _replay(ledger, accounts, _rows(left, len(said["payments"]), EVENT_COLUMNS), said["payments"])
    for key, tie in ledger.ties.items():
        tie.since, tie.opened, tie.latest = saved[key]
    for profile in accounts.values():
        if profile.activity is not None:
            _in_order(profile.activity)
    ledger.count_anew()


def _rows(numbers: Iterator[int], count: int, width: int) -> Rows:
    return [tuple(islice(numbers, width)) for _ in range(count)]


def _profiles(ledger: Ledger, said: dict[str, Any], rows: Rows) -> dict[int, Profile]:
    made = []
    for name, row in zip(said["names"], rows, strict=True):
        profile = Profile(name, serial=row[0], first=row[1])
        for field, value in zip(OF_PROFILE, row, strict=True):
            setattr(profile, field, value)
        made.append((name, profile))
    _remember(ledger.profiles, said["profiles"], made)
    return {profile.serial: profile for _, profile in made}


def _tie(row: tuple[int, ...]) -> Tie:
    tie = Tie()
    for field, value in zip(OF_TIE, row[1:], strict=True):
        setattr(tie, field, value)
    tie.latest = NOWHERE
    return tie


def _remember(memory: Memory[Any, Any], said: list[Any], made: list[tuple[Any, Any]]) -> None:
    old, _, memory.since, memory.crowded_out = said
    memory.old, memory.young = dict(made[:old]), dict(made[old:])


def _replay(ledger: Ledger, accounts: dict[int, Profile], rows: Rows, names: list[Any]) -> None:
    ties = {**ledger.ties.old, **ledger.ties.young}
    for (time, payer, payee, amount, marks, relays), name in zip(rows, names, strict=True):
        a, b = ledger.active(accounts[payer]), ledger.active(accounts[payee])
        tie = ties[payer << SERIAL_BITS | payee]
        event: Event = (time, a, b, tie, amount, marks, relays, a.last_out, b.last_in, name)
        ledger.enter(event)


def _in_order(activity: Activity) -> None:
    activity.payees = dict(sorted(activity.payees.items(), key=lambda each: each[1].opened))
    activity.payers = dict(sorted(activity.payers.items(), key=lambda each: each[1].opened))
