"""Rows of the law with their history, as documents: who entered and who checked each, when, and what replaced what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from simpul.core.errors import NotFoundError
from simpul.core.law.provenance import Provenance
from simpul.core.law.register import Register
from simpul.core.law.status import PartyStatus
from simpul.core.lawbook import OfferedRows
from simpul.formats.law.added import SHORT
from simpul.formats.law.documents import title_of
from simpul.web.answers import Table
from simpul.web.words.law import ACTIONS, MARKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """By whom and when rows were entered and checked, and why; `proposal` is the record of it."""

    proposal: str
    by: str
    at: datetime
    reason: str
    checked_by: str
    checked_at: datetime | None
    checked_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One act of one state: since when it binds, where it is from, who entered it, and whether it still counts.

    A row without `entered` came with Simpul. One that was replaced stays, and counts no longer.
    """

    id: str
    instrument: str
    title: str
    state: str
    what: str
    on: date
    effective: date | None
    since: date | None
    until: date | None
    territory: str
    source: str
    as_of: date
    mark: str
    place: str
    entered: Entered | None
    replaces: str
    replaced_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Every row of an instrument, those that officers entered first."""

    instrument: str
    title: str
    rows: tuple[RowPage, ...]
    added: int
    replaced: int


def entered_in(accepted: Iterable[OfferedRows]) -> dict[str, Entered]:
    """Give who entered and checked rows, by the name under which their places stand in the register."""
    found = {}
    for held in accepted:
        proposal, decision = held.record.value, held.decision.value if held.decision else None
        found[held.record.id[:SHORT]] = Entered(
            proposal=held.record.id,
            by=proposal.by,
            at=proposal.at,
            reason=proposal.reason,
            checked_by=decision.by if decision else "",
            checked_at=decision.at if decision else None,
            checked_reason=decision.reason if decision else "",
        )
    return found


def entered_by(entered: Mapping[str, Entered], provenance: Provenance) -> Entered | None:
    """Give who entered the row that a fact is from; nothing where it came with Simpul."""
    return entered.get(provenance.row.partition(" ")[0])


def rows_of(held: Register, accepted: Sequence[OfferedRows], statuses: Iterable[PartyStatus]) -> tuple[RowPage, ...]:
    """Give rows with their history."""
    replaced_by = {each.replaces: each.id for each in held.statuses if each.replaces}
    entered = entered_in(accepted)
    return tuple(_row(held, each, replaced_by, entered) for each in statuses)


def history_view(held: Register, accepted: Sequence[OfferedRows], code: str) -> HistoryPage:
    """Give every row of an instrument.

    Raises:
        NotFoundError: the register has none of that code.
    """
    if code not in held.instruments:
        raise NotFoundError("there is no such instrument")
    rows = rows_of(held, accepted, (each for each in held.statuses if each.instrument == code))
    return HistoryPage(
        instrument=code,
        title=title_of(held, code),
        rows=tuple(sorted(rows, key=lambda row: (row.entered is None, not row.replaced_by, row.state, row.on))),
        added=sum(row.entered is not None for row in rows),
        replaced=sum(bool(row.replaced_by) for row in rows),
    )


def history_table(view: HistoryPage) -> Table:
    """Give the rows of an instrument as a table."""
    return Table(
        name=f"law-{view.instrument}-history",
        columns=(
            *("id", "state", "act", "on", "source", "as_of"),
            *("entered_by", "entered_at", "checked_by", "checked_at", "replaces", "replaced_by"),
        ),
        rows=tuple(
            (
                *(row.id, row.state, row.what, row.on.isoformat(), row.source, row.as_of.isoformat()),
                *_told(row.entered),
                *(row.replaces, row.replaced_by),
            )
            for row in view.rows
        ),
    )


def _told(entered: Entered | None) -> tuple[str, str, str, str]:
    if entered is None:
        return ("", "", "", "")
    checked_at = entered.checked_at.isoformat() if entered.checked_at else ""
    return (entered.by, entered.at.isoformat(), entered.checked_by, checked_at)


def _row(held: Register, each: PartyStatus, replaced_by: Mapping[str, str], entered: Mapping[str, Entered]) -> RowPage:
    periods = held.periods.get((each.instrument, each.state), ())
    period = next((one for one in periods if each in (one.consent, one.denunciation)), None)
    return RowPage(
        id=each.id,
        instrument=each.instrument,
        title=title_of(held, each.instrument),
        state=each.state,
        what=ACTIONS[each.action],
        on=each.deposited,
        effective=each.effective,
        since=period.since if period and period.consent == each else None,
        until=period.until if period else None,
        territory=each.territory,
        source=each.provenance.source,
        as_of=each.provenance.as_of,
        mark=MARKS[each.provenance.mark],
        place=each.provenance.row,
        entered=entered_by(entered, each.provenance),
        replaces=each.replaces,
        replaced_by=replaced_by.get(each.id, ""),
    )
