"""The register of non-profit organisations as documents."""

from dataclasses import dataclass

from simpul.core.authority import OfficerId, Sight
from simpul.core.errors import InputError
from simpul.core.ids import Sealed
from simpul.core.payment.npo import NpoEntry, NpoProposal, NpoRegister
from simpul.core.payment.payment import Payment
from simpul.web.answers import Table
from simpul.web.language import msg
from simpul.web.node import Node

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoEdition:
    """One register that was handed in; `added` and `gone` compare it with the one that stands."""

    id: str
    said: NpoProposal
    organisations: int
    added: int
    gone: int
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoRow:
    """An organisation of a register, and whether it stands in the present one with the same words."""

    entry: NpoEntry
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NposPage:
    """The register that stands, those that wait, and a part of the organisations; `after` leads to the next part.

    `shown` is the register whose organisations are shown, if there is one.
    """

    standing: NpoEdition | None
    waiting: tuple[NpoEdition, ...]
    shown: NpoEdition | None
    rows: tuple[NpoRow, ...]
    after: str
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNpo:
    """Somebody in a payment who is in the register that stands: by which account, and where the register is from."""

    account: str
    reference: str
    name: str
    source: str
    as_of: str


def known_npos(node: Node, payment: Payment) -> tuple[KnownNpo, ...]:
    """Give who in a payment is in the register that stands."""
    register = node.registering.standing().proposal
    if register is None:
        return ()
    source, as_of = register.value.source, register.value.as_of
    return tuple(
        KnownNpo(account=account, reference=entry.reference, name=entry.name, source=source, as_of=as_of)
        for account, entry in node.registering.known_in(payment)
    )


def npos_page(node: Node, sight: Sight, *, after: str = "") -> NposPage:
    """Give the register that stands, with its organisations.

    Raises:
        InputError: there is no such part.
    """
    return _page(node, sight, None, after)


def npo_edition_page(node: Node, sight: Sight, proposal: str, *, after: str = "") -> NposPage:
    """Give one register that was handed in, with its organisations beside those of the one that stands.

    Raises:
        NotFoundError: there is none.
        InputError: there is no such part.
    """
    return _page(node, sight, node.registering.proposed(sight, proposal), after)


def npos_table(view: NposPage) -> Table:
    """Give the organisations that are shown as one table."""
    return Table(
        name="npos",
        columns=("reference", "name", "country", "registration", "work", "accounts"),
        rows=tuple(
            (each.reference, each.name, each.country, each.number, each.work, " ".join(each.accounts))
            for each in (row.entry for row in view.rows)
        ),
    )


def _page(node: Node, sight: Sight, chosen: Sealed[NpoProposal] | None, after: str) -> NposPage:
    book, first = node.registering.book(sight), _place(after)
    record = chosen or book.standing.proposal
    entries = record.value.entries if record else ()
    known = set(book.standing.proposal.value.entries) if book.standing.proposal else set()
    part = entries[first : first + SHOWN]
    return NposPage(
        standing=_edition(book.standing.proposal, book.standing, sight) if book.standing.proposal else None,
        waiting=tuple(_edition(each, book.standing, sight) for each in book.waiting),
        shown=_edition(record, book.standing, sight) if record else None,
        rows=tuple(NpoRow(entry=each, is_new=each not in known) for each in part),
        after=str(first + SHOWN) if first + SHOWN < len(entries) else "",
        officer=sight.viewer.officer,
    )


def _edition(record: Sealed[NpoProposal], standing: NpoRegister, sight: Sight) -> NpoEdition:
    entries, known = record.value.entries, standing.proposal.value.entries if standing.proposal else ()
    return NpoEdition(
        id=record.id,
        said=record.value,
        organisations=len(entries),
        added=len(set(entries) - set(known)),
        gone=len(set(known) - set(entries)),
        is_own=record.value.by == sight.viewer.officer,
    )


def _place(after: str) -> int:
    if not after:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 7):
        raise InputError(msg("there is no such part"), place="after")
    return int(after)
