"""Checking what is kept of how many payments there are against the payments that were counted."""

from simpul.storage.verification.findings import Findings

_COUNTED = " coalesce(f.sequence, 0) <= (SELECT coalesce(max(sequence), 0) FROM payment_walk WHERE what = 'tallies')"
_OF = " FROM payment p LEFT JOIN payment_fact f ON f.payment = p.id WHERE" + _COUNTED
_CHECKS = (
    (
        "payment_count",
        "SELECT audience, state, many FROM payment_count WHERE many <> 0",
        "SELECT p.audience, p.state, count(*)" + _OF + " GROUP BY 1, 2",
    ),
    (
        "payment_passed",
        "SELECT audience, day, corridor, scripts, charity, registered, many FROM payment_passed WHERE many <> 0",
        "SELECT p.audience, p.taken_at / 86400000000, p.corridor, p.scripts, p.charity, coalesce(f.npos, ''), count(*)"
        + _OF
        + " AND p.first_state <> 'held' GROUP BY 1, 2, 3, 4, 5, 6",
    ),
)


def _by_key(findings: Findings, table: str, asked: str) -> dict[tuple[object, ...], int]:
    return {tuple(row[:-1]): row[-1] for row in findings.rows(table, asked)}


def check_tallies(findings: Findings) -> None:
    """Check that what is kept is what counting the payments gives."""
    for table, kept, counted in _CHECKS:
        held, right = (_by_key(findings, table, asked) for asked in (kept, counted))
        for key in sorted(held.keys() | right.keys(), key=str):
            findings.expect(table, " ".join(map(str, key)), many=(held.get(key, 0), right.get(key, 0)))
