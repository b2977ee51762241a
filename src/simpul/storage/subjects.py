"""Subjects: what is claimed about them, the judgements that join them, and finding them by their names.

A name is found, and shown, by those who may see the assertion that claims it, and only while it is current.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from simpul.core.alert import MatchDecision
from simpul.core.authority import Sight
from simpul.core.errors import TamperedError
from simpul.core.handling import Action
from simpul.core.holding import HeldAssertion, Page, SubjectHit
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.records import shown_assertion
from simpul.storage.tables.judging import match_decision
from simpul.storage.tables.records import assertion, subject_word
from simpul.storage.words import asked, begins

NAMES = tuple(name for name, kind in PROPERTIES.items() if kind is ValueKind.NAME)

_SEEN = among_numbers(assertion.c.audience, VISIBLE)
_CURRENT = and_(assertion.c.superseded_by == "", assertion.c.retracted_by == "")
_ABOUT = (
    select(assertion)
    .where(among(assertion.c.subject, "which"), _SEEN)
    .order_by(assertion.c.recorded_at.desc(), assertion.c.id)
)
_NAMES = (
    select(assertion)
    .where(among(assertion.c.subject, "which"), _SEEN, _CURRENT, assertion.c.property.in_(NAMES))
    .order_by(assertion.c.recorded_at, assertion.c.id)
)
_MATCHES = (
    select(match_decision)
    .where(
        or_(match_decision.c.left == bindparam("which"), match_decision.c.right == bindparam("which")),
        among_numbers(match_decision.c.audience, VISIBLE),
        match_decision.c.withdrawn_by == "",
    )
    .order_by(match_decision.c.id)
)
_WORD_SEEN = among_numbers(subject_word.c.audience, VISIBLE)


class SqlSubjects:
    """Reads what is claimed about subjects."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def assertions_about(self, sight: Sight, subjects: Sequence[str]) -> tuple[HeldAssertion, ...]:
        """Give what the viewer may see about these subjects, latest first."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ABOUT, {"which": encoded(subjects).decode()})
            return tuple(shown_assertion(view, row) for row in rows)

    def same_as(self, sight: Sight, subject: str) -> tuple[MatchDecision, ...]:
        """Give the judgements in force that touch the subject and that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            found = []
            for row in view.rows(_MATCHES, {"which": subject}):
                judged = decoded(MatchDecision, row.body, row=f"match_decision {row.id}")
                view.shown(judged.handling, row=f"match_decision {row.id}")
                found.append(judged)
            return tuple(sorted(found, key=lambda judged: (judged.at, judged.id)))

    def subjects(self, sight: Sight, *, text: str, after: str, limit: int) -> Page[SubjectHit]:
        """Give subjects of which the viewer may see a name, by name; each word of `text` must begin one of its words.

        A subject stands where the first of its names stands that the first word of `text` finds.
        """
        sort, last = position(after, tuple[str, str], start=("", ""))
        parameters: dict[str, object] = {"sort": sort, "last": last, "most": bounded(limit) + 1}
        with self._reading.view(sight, Action.SEARCH) as view:
            first = func.min(subject_word.c.sort)
            statement = (
                select(subject_word.c.subject, first.label("first"))
                .where(_WORD_SEEN, *_asked(asked(text, view.words), parameters))
                .group_by(subject_word.c.subject)
                .having(or_(first > bindparam("sort"), and_(first == bindparam("sort"), _LATER)))
                .order_by(first, subject_word.c.subject)
                .limit(bindparam("most"))
            )
            rows = view.rows(statement, parameters)
            hits = _hits(view, [row.subject for row in rows])
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: hits[row.subject],
                key=lambda row: (row.first, row.subject),
            )


_LATER = subject_word.c.subject > bindparam("last")


def _asked(every: Sequence[tuple[str, ...]], parameters: dict[str, object]) -> list[ColumnElement[bool]]:
    """Give the conditions that each word of the question sets: the first on the row, the others on its subject."""
    conditions: list[ColumnElement[bool]] = []
    for number, prefixes in enumerate(every):
        if number == 0:
            conditions.append(begins(subject_word.c.token, prefixes, parameters, number=number))
        else:
            other = subject_word.alias(f"word_{number}")
            found = begins(other.c.token, prefixes, parameters, number=number)
            seen = among_numbers(other.c.audience, VISIBLE)
            conditions.append(subject_word.c.subject.in_(select(other.c.subject).where(seen, found)))
    return conditions


def _hits(view: View, subjects: Sequence[str]) -> dict[str, SubjectHit]:
    """Give each subject with its visible, current names, the primary ones first."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    schemas: dict[str, Schema] = {}
    rows = view.rows(_NAMES, {"which": encoded(subjects).decode()})
    claims = [shown_assertion(view, row).assertion.value for row in rows]
    for claim in sorted(claims, key=lambda claim: NAMES.index(claim.property)):
        names[claim.subject][claim.value] = None
        schemas.setdefault(claim.subject, claim.schema)
    for nameless in (subject for subject in subjects if subject not in schemas):
        raise TamperedError(f"subject {nameless} stands under a word that none of its names has")
    return {
        subject: SubjectHit(subject=subject, schema=schemas[subject], names=tuple(names[subject]))
        for subject in subjects
    }
