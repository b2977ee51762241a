"""An invented world as files: payments that a node takes, and apart from them who everybody is and what is true."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

from simpul.app.inventing import MessageFiles
from simpul.core.payment.money import Money
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole, PostalAddress, account_of
from simpul.core.payment.payment import MessageForm, Payment, References
from simpul.engines.scenarios.flow import EVERYDAY, PURPOSES
from simpul.engines.scenarios.population import STATES, Kind, Population
from simpul.engines.scenarios.scenario import CURRENCY, Scenario, scenario
from simpul.engines.scenarios.setting import WorldSetting
from simpul.formats.iso20022.writing import write_transfers

ROWS_A_FILE = 25_000
MESSAGE = "pacs.008.001.08"
HEADINGS = (
    *("reference", "date", "amount", "currency", "originator", "originator account", "originator bank"),
    *("originator country", "originator address", "beneficiary", "beneficiary account", "beneficiary bank"),
    *("beneficiary country", "beneficiary address", "purpose"),
)
TRUTH = ("reference", "time", "truth", "family", "scheme or twin")
ACCOUNTS = ("account", "name", "kind", "state", "near border", "listed")
LIST = ("reference", "name", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What the message of one payment says."""

    number: int
    at: datetime
    amount: float
    purpose: str
    sender: int
    receiver: int


def files_of(*, seed: int, persons: int, days: int, form: MessageFiles) -> Iterator[tuple[str, bytes]]:
    """Invent a world and give its files by name.

    Raises:
        InputError: such a world cannot be; with the place.
    """
    casts = max(1, persons // 500)
    world = scenario(WorldSetting(seed=seed, persons=persons, days=days, schemes=1, twins=min(casts, 2)))
    accounts = [
        _iban(STATES[state], number)
        for state, number in zip(world.people.state.tolist(), world.people.number.tolist(), strict=True)
    ]
    said = list(_payments(world))
    for start in range(0, len(said), ROWS_A_FILE):
        part, number = said[start : start + ROWS_A_FILE], start // ROWS_A_FILE + 1
        if form is MessageFiles.TABLE:
            rows = (_row(each, world.people, accounts) for each in part)
            yield f"payments-{number:02}.csv", _table(HEADINGS, rows)
        else:
            yield f"payments-{number:02}.xml", _messages(part, world.people, accounts)
    yield "truth.csv", _table(TRUTH, _truth(world, said))
    yield "accounts.csv", _table(ACCOUNTS, _accounts(world.people, accounts))
    yield "list.csv", _table(LIST, _list(world.people))


def _payments(world: Scenario) -> Iterator[_Said]:
    columns = (world.payments[name].tolist() for name in ("id", "time", "amount"))
    rows = zip(*columns, world.purposes.tolist(), world.senders.tolist(), world.receivers.tolist(), strict=True)
    for number, time, amount, purpose, sender, receiver in rows:
        at = datetime.fromtimestamp(float(time), UTC)
        yield _Said(number=number, at=at, amount=amount, purpose=PURPOSES[purpose], sender=sender, receiver=receiver)


def _row(said: _Said, people: Population, accounts: Sequence[str]) -> Sequence[str]:
    return (
        *(f"S-{said.number}", said.at.date().isoformat(), f"{said.amount:.2f}", CURRENCY),
        *_party_cells(said.sender, people, accounts),
        *_party_cells(said.receiver, people, accounts),
        said.purpose,
    )


def _party_cells(account: int, people: Population, accounts: Sequence[str]) -> tuple[str, ...]:
    state = STATES[int(people.state[account])]
    return people.names[account], accounts[account], _bank(state), state, _address(account)


def _messages(part: Sequence[_Said], people: Population, accounts: Sequence[str]) -> bytes:
    return b"\n".join(
        write_transfers([_payment(each, people, accounts)], name=MESSAGE, message_id=f"S-{each.number}", at=each.at)
        for each in part
    )


def _payment(said: _Said, people: Population, accounts: Sequence[str]) -> Payment:
    sides = (
        (PartyRole.ORIGINATOR, AgentRole.ORIGINATOR_AGENT, said.sender),
        (PartyRole.BENEFICIARY, AgentRole.BENEFICIARY_AGENT, said.receiver),
    )
    return Payment(
        form=MessageForm.ISO_20022,
        message=MESSAGE,
        number=1,
        message_id=f"S-{said.number}",
        references=References(end_to_end=f"S-{said.number}", transaction=f"S-{said.number}"),
        amount=Money(currency=CURRENCY, minor=max(round(said.amount * 100), 1), decimals=2),
        parties=tuple(_party(role, account, people, accounts) for role, _, account in sides),
        agents=tuple(Agent(role=role, bic=_bank(STATES[int(people.state[account])])) for _, role, account in sides),
        settled_on=said.at.date().isoformat(),
        purpose=said.purpose,
    )


def _party(role: PartyRole, account: int, people: Population, accounts: Sequence[str]) -> Party:
    address = PostalAddress(town=_address(account), country=STATES[int(people.state[account])])
    return Party(role=role, name=people.names[account], address=address, account=account_of(accounts[account]))


def _bank(state: str) -> str:
    return f"SIMP{state}{state}"


def _address(account: int) -> str:
    return f"Town {account % 40 + 1}"


def _iban(state: str, number: int) -> str:
    """Give an account number of ISO 13616 for an invented state."""
    inner = f"SIMP{number:010}"
    figures = "".join(str(int(letter, 36)) for letter in f"{inner}{state}00")
    return f"{state}{98 - int(figures) % 97:02}{inner}"


def _truth(world: Scenario, said: Iterable[_Said]) -> Iterator[Sequence[str]]:
    for each, plot in zip(said, world.plots.tolist(), strict=True):
        if plot != EVERYDAY:
            staged = world.staged[plot]
            moment = each.at.isoformat()
            yield f"S-{each.number}", moment, staged.truth.name.lower(), staged.family, f"{staged.family}-{plot}"


def _accounts(people: Population, accounts: Sequence[str]) -> Iterator[Sequence[str]]:
    columns = (people.kind.tolist(), people.state.tolist(), people.border.tolist(), people.listed.tolist())
    for account, name, kind, state, border, listed in zip(accounts, people.names, *columns, strict=True):
        yield account, name, Kind(kind).name.lower(), STATES[state], "yes" if border else "", "yes" if listed else ""


def _list(people: Population) -> Iterator[Sequence[str]]:
    listed = [name for name, on_list in zip(people.names, people.listed.tolist(), strict=True) if on_list]
    return ((f"INVENTED.{number:03}", name, "person") for number, name in enumerate(listed, start=1))


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    into = StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return into.getvalue().encode()
