"""Traffic to measure the taking of payments by: a long list, customers who pay often and seldom, and their messages.

The list is that of OFAC and that of the Security Council as they are, filled up with invented people. Customers are the
ordinary people of `negatives-global.csv`, of every script. Where these files are not there, everybody is invented.
"""

import csv
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from simpul.core.designation import Designation, ListEdition
from simpul.core.node import Limits
from simpul.core.payment.party import Birth, Party, PartyKind, PartyRole, PostalAddress, account_of
from simpul.core.payment.payment import References
from simpul.formats.iso20022.writing import write_transfers
from simpul.formats.registry import files_in, read_list
from tests.benchmarks.matching import people
from tests.benchmarks.screening.people import LISTS, ORDINARY
from tests.payments import AT, a_payment, euros

SUBJECTS = 20_000
LIST_ID = "watch"
FILES = (("un", "un-2024-11-30.xml"), ("ofac", "ofac-2021-07"))
SEED = 20_260_401
EXPONENT = 1.1
"""How unevenly customers pay: the number of payments of one falls with this power of the rank."""

CUSTOMERS = 100_000
MESSAGE = "pacs.008.001.08"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Messages, and how many of the names in them had stood in an earlier one."""

    messages: tuple[bytes, ...]
    repeated: float


def listed() -> tuple[ListEdition, bool]:
    """Give the list, and whether real lists are in it."""
    entries: list[Designation] = []
    for kind, name in FILES:
        place = LISTS / name
        if place.exists():
            files = files_in(kind, place) if place.is_dir() else {place.name: place}
            edition = read_list(kind, files, limits=Limits())
            entries += [
                replace(each, list_id=LIST_ID, reference=f"{kind}:{each.reference}") for each in edition.entries
            ]
    real = bool(entries)
    for each in people(random.Random(SEED), max(0, SUBJECTS - len(entries))):
        entries.append(replace(each, list_id=LIST_ID))
    return ListEdition(list_id=LIST_ID, dated="2026-03-01", entries=tuple(entries[:SUBJECTS])), real


def customers() -> list[str]:
    """Give the names of people who are not listed, in an order by chance."""
    chance, file = random.Random(SEED + 1), LISTS / ORDINARY
    if file.is_file():
        with file.open(encoding="utf-8", newline="") as lines:
            names = list(dict.fromkeys(row["full_name"].strip() for row in csv.DictReader(lines)))
    else:
        names = list(dict.fromkeys(each.primary_name for each in people(chance, CUSTOMERS)))
    chance.shuffle(names)
    return names


def usual(names: Sequence[str], count: int) -> Traffic:
    """Give messages between customers who pay as unevenly as people do."""
    return _traffic(_pairs(names, count), random.Random(SEED))


def returning(names: Sequence[str], count: int, *, pairs: int, day: int = 1) -> Traffic:
    """Give messages of another day between the first so many pairs of `usual`, over and over where it is more."""
    again = itertools.islice(itertools.cycle(list(_pairs(names, pairs))), count)
    return replace(_traffic(again, random.Random(SEED + day)), repeated=1.0)


def _pairs(names: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(SEED)
    weights = list(itertools.accumulate(1.0 / rank**EXPONENT for rank in range(1, len(names) + 1)))
    for _ in range(count):
        payer, payee = chance.choices(names, cum_weights=weights, k=2)
        yield payer, payee


def all_different(names: Sequence[str], count: int) -> Traffic:
    """Give messages between people none of whom stands in two."""
    return _traffic(itertools.islice(zip(names[::2], names[1::2], strict=False), count), random.Random(SEED))


def _traffic(pairs: Iterator[tuple[str, str]], chance: random.Random) -> Traffic:
    template, messages, seen, again = _template(), [], set[str](), 0
    for number, (payer, payee) in enumerate(pairs):
        messages.append(_message(template, number, payer, payee, chance))
        again += (payer in seen) + (payee in seen)
        seen |= {payer, payee}
    return Traffic(messages=tuple(messages), repeated=round(again / max(1, 2 * len(messages)), 3))


def _message(template: str, number: int, payer: str, payee: str, chance: random.Random) -> bytes:
    said = {
        "@NUMBER@": f"{chance.randrange(2**40):010X}-{number}",
        "@PAYER@": escape(payer[:140]),
        "@PAYEE@": escape(payee[:140]),
        "@STREET@": f"Jalan Melati {hash_of(payer) % 900}",
        "1990-04-01": f"{1940 + hash_of(payer) % 65}-{1 + hash_of(payer) % 12:02}-17",
        "123456.78": f"{chance.randrange(1, 900)}.{chance.randrange(100):02}",
        "@FROM@": _iban("XA", hash_of(payer)),
        "@TO@": _iban("XB", hash_of(payee)),
    }
    for token, value in said.items():
        template = template.replace(token, value)
    return template.encode()


def hash_of(name: str) -> int:
    """Give a number that is the same for the same name in every process."""
    return int.from_bytes(name.encode()[-24:], "big") * 2_654_435_761 % 2**61


def _iban(state: str, number: int) -> str:
    """Write an IBAN whose check digits are right."""
    account = f"SIMP{number % 10**12:012}"
    digits = "".join(str(int(each, 36)) for each in f"{account}{state}00")
    return f"{state}{98 - int(digits) % 97:02}{account}"


def _template() -> str:
    def person(role: PartyRole, name: str, iban: str) -> Party:
        return Party(
            role=role,
            name=name,
            kind=PartyKind.PERSON,
            address=PostalAddress(street="@STREET@", building="4", town="Kota Baru", country="ID"),
            birth=Birth(date="1990-04-01") if role is PartyRole.ORIGINATOR else None,
            account=account_of(iban),
        )

    payment = a_payment(
        person(PartyRole.ORIGINATOR, "@PAYER@", "@FROM@"),
        person(PartyRole.BENEFICIARY, "@PAYEE@", "@TO@"),
        references=References(end_to_end="@NUMBER@", transaction="@NUMBER@"),
        amount=euros("123456.78"),
    )
    return write_transfers([payment], name=MESSAGE, message_id="@NUMBER@", at=AT).decode()
