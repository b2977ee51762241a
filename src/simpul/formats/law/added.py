"""The register with the rows that a node's officers added to it."""

from collections.abc import Sequence
from functools import lru_cache

from simpul.core.errors import InputError
from simpul.core.law.register import Register
from simpul.core.lawbook import OfferedRows, RowsProposal
from simpul.formats.law.rows import read_rows
from simpul.formats.law.tables import FILES, Added, register, register_of
from simpul.formats.reference import reference_bytes

KEPT = 2
"""Registers that are kept: the one in use, and the one before it."""
SHORT = 12


def register_with(accepted: Sequence[OfferedRows]) -> Register:
    """Give the register that comes with Simpul and the rows that were accepted."""
    return _made(tuple(_added(each) for each in accepted)) if accepted else register()


def check(accepted: Sequence[OfferedRows], proposal: RowsProposal) -> int:
    """Give how many rows a proposal has, once they fit the register with the rows accepted before.

    Raises:
        InputError: there is none, one is wrong or contradicts another, with its place.
    """
    raw = proposal.rows.encode()
    count = sum(1 for _ in read_rows(raw, file=proposal.table, columns=FILES[proposal.table]))
    if not count:
        raise InputError("no rows to add", place="rows")
    new = Added(file=proposal.table, raw=raw, name=proposal.table, entered_by=proposal.by)
    register_of(_shipped(), (*(_added(each) for each in accepted), new))
    return count


@lru_cache(maxsize=KEPT)
def _made(added: tuple[Added, ...]) -> Register:
    return register_of(_shipped(), added)


def _added(held: OfferedRows) -> Added:
    proposal = held.record.value
    return Added(
        file=proposal.table,
        raw=proposal.rows.encode(),
        name=f"{held.record.id[:SHORT]} {proposal.table}",
        entered_by=proposal.by,
        checked_by=held.decision.value.by if held.decision else "",
    )


def _shipped() -> dict[str, bytes]:
    return {file: reference_bytes(file) for file in FILES}
