"""Reports and assertions: adding them, and reading them back as a viewer may see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, tuple_, update

from simpul.core.assertion import Assertion, kind_of
from simpul.core.authority import Sight
from simpul.core.handling import Action
from simpul.core.holding import Change, Direction, HeldAssertion, HeldReport, Page
from simpul.core.ids import Sealed
from simpul.core.report import SignedReport
from simpul.core.vocabulary import ValueKind
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import encoded
from simpul.storage.moments import micros
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading
from simpul.storage.records import (
    assertion_row,
    held_assertion,
    held_report,
    ids_from_bytes,
    report_row,
    shown_assertion,
    shown_report,
)
from simpul.storage.tables.records import assertion, report, report_word, subject_word
from simpul.storage.words import asked, begins, sort_key, tokens_of
from simpul.storage.writing import Writing

_ADD_REPORT = insert(report)
_ADD_ASSERTION = insert(assertion)
_ADD_REPORT_WORD = insert(report_word)
_ADD_SUBJECT_WORD = insert(subject_word)
_REPORT = select(report).where(report.c.id == bindparam("which"))
_CONTENTS = select(report.c.contents).where(report.c.id == bindparam("which"))
_ASSERTIONS = select(assertion).where(among(assertion.c.id, "which"))
_REPLACE_REPORT = update(report).where(report.c.id == bindparam("which"))
_REPLACE_ASSERTION = update(assertion).where(assertion.c.id == bindparam("which"))
_DROP_SUBJECT_WORDS = delete(subject_word).where(
    subject_word.c.audience == bindparam("in_audience"),
    subject_word.c.token == bindparam("with_token"),
    subject_word.c.subject == bindparam("of_subject"),
    subject_word.c.assertion == bindparam("by_assertion"),
)

_SEEN = among_numbers(report.c.audience, VISIBLE)
_ONE_SEEN = _REPORT.where(_SEEN)
_ASSERTIONS_SEEN = select(assertion).where(
    assertion.c.report == bindparam("which"), among_numbers(assertion.c.audience, VISIBLE)
)
_COUNT = select(func.count()).select_from(report).where(_SEEN)
_EARLIER = tuple_(report.c.recorded_at, report.c.id) < tuple_(bindparam("at"), bindparam("last"))
_OF_DIRECTION = report.c.direction == bindparam("direction")
_LATEST = (report.c.recorded_at.desc(), report.c.id.desc())


class SqlReportRows:
    """Reports and assertions, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add(
        self,
        signed: SignedReport,
        assertions: Sequence[Sealed[Assertion]],
        *,
        direction: Direction,
        author: str,
        at: datetime,
    ) -> None:
        """Add a report with its assertions, their terms interned, their words made searchable.

        Raises:
            ConflictError: the report or one of the assertions is held already.
        """
        writing, terms = self._writing, signed.report.value.handling
        audience = writing.interning.audience_of(terms)
        held = HeldReport(signed=signed, direction=direction, recorded_at=at, author=author)
        writing.run(_ADD_REPORT, report_row(held, audience=audience, contents=[item.id for item in assertions]))
        title = tokens_of(signed.report.value.title, writing.words)
        words = [{"audience": audience, "token": token, "report": signed.report.id} for token in title]
        writing.run_all(_ADD_REPORT_WORD, words)
        self._add_assertions(assertions, report_id=signed.report.id, at=micros(at))
        writing.touch("reports")

    def report(self, report_id: str) -> HeldReport | None:
        """Give a report by its id."""
        row = self._writing.one(_REPORT, {"which": report_id})
        return None if row is None else held_report(row)

    def assertions(self, assertion_ids: Sequence[str]) -> Mapping[str, HeldAssertion]:
        """Give those assertions that are held, by id."""
        rows = self._writing.rows(_ASSERTIONS, {"which": encoded(assertion_ids).decode()})
        return {row.id: held_assertion(row) for row in rows}

    def replace_report(self, earlier: str, *, by: str, how: Change) -> None:
        """Note that a report is superseded (CHANGED) or retracted (REMOVED) by another."""
        self._writing.run(_REPLACE_REPORT.values({_mark(how): by}), {"which": earlier})
        self._writing.touch("reports")

    def replace_assertion(self, earlier: str, *, by: str, how: Change) -> None:
        """Note that an assertion is superseded (CHANGED) or retracted (REMOVED) by another."""
        row = self._writing.one(_ASSERTIONS, {"which": encoded([earlier]).decode()})
        if row is not None:
            self._writing.run(_REPLACE_ASSERTION.values({_mark(how): by}), {"which": earlier})
            self._drop_words(row)
            self._writing.touch("reports")

    def _add_assertions(self, assertions: Sequence[Sealed[Assertion]], *, report_id: str, at: int) -> None:
        rows, words = [], []
        for item in assertions:
            audience = self._writing.interning.audience_of(item.value.handling)
            rows.append(assertion_row(item, report=report_id, audience=audience, at=at))
            if kind_of(item.value) is ValueKind.NAME:
                words.extend(self._words(item, audience))
        self._writing.run_all(_ADD_ASSERTION, rows)
        self._writing.run_all(_ADD_SUBJECT_WORD, words)

    def _words(self, item: Sealed[Assertion], audience: int) -> list[dict[str, object]]:
        sort = sort_key(item.value.value, self._writing.words)
        return [
            {
                "audience": audience,
                "token": token,
                "subject": item.value.subject,
                "assertion": item.id,
                "sort": sort,
            }
            for token in tokens_of(item.value.value, self._writing.words)
        ]

    def _drop_words(self, row: Row[Any]) -> None:
        keys = [
            {
                "in_audience": row.audience,
                "with_token": token,
                "of_subject": row.subject,
                "by_assertion": row.id,
            }
            for token in tokens_of(row.value, self._writing.words)
        ]
        self._writing.run_all(_DROP_SUBJECT_WORDS, keys)


class SqlReports:
    """Reads reports."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def report(self, sight: Sight, report_id: str) -> HeldReport | None:
        """Give a report that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ONE_SEEN, {"which": report_id})
            return shown_report(view, rows[0]) if rows else None

    def assertions_in(self, sight: Sight, report_id: str) -> tuple[HeldAssertion, ...]:
        """Give the report's assertions that the viewer may see, in the order in which they came."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ASSERTIONS_SEEN, {"which": report_id})
            if not rows:
                return ()
            contents = view.connection.execute(_CONTENTS, {"which": report_id}).scalar_one()
            order = {assertion_id: number for number, assertion_id in enumerate(ids_from_bytes(contents))}
            shown = (shown_assertion(view, row) for row in rows)
            return tuple(sorted(shown, key=lambda item: order.get(item.assertion.id, len(order))))

    def reports(
        self, sight: Sight, *, direction: Direction | None, text: str, after: str, limit: int
    ) -> Page[HeldReport]:
        """Give the reports that the viewer may see, latest first; each word of `text` begins a word of the title."""
        at, last = position(after, tuple[int, str], start=(2**63 - 1, ""))
        with self._reading.view(sight, Action.SEARCH) as view:
            narrowed = [_SEEN]
            parameters: dict[str, object] = {"at": at, "last": last, "most": bounded(limit) + 1}
            if after:
                narrowed.append(_EARLIER)
            if direction is not None:
                narrowed.append(_OF_DIRECTION)
                parameters["direction"] = direction.value
            for number, prefixes in enumerate(asked(text, view.words)):
                narrowed.append(report.c.id.in_(_with_title_word(number, prefixes, parameters)))
            chosen = select(report.c.id).where(*narrowed).order_by(*_LATEST).limit(bindparam("most"))
            rows = view.rows(select(report).where(report.c.id.in_(chosen)).order_by(*_LATEST), parameters)
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: shown_report(view, row),
                key=lambda row: (row.recorded_at, row.id),
            )

    def count_reports(self, sight: Sight, *, direction: Direction | None) -> int:
        """Count the reports that the viewer may see."""
        with self._reading.view(sight, Action.COUNT) as view:
            if direction is None:
                return view.number(_COUNT, {})
            return view.number(_COUNT.where(_OF_DIRECTION), {"direction": direction.value})


def _mark(how: Change) -> str:
    """Name the column that says how a record was replaced."""
    return "retracted_by" if how is Change.REMOVED else "superseded_by"


def _with_title_word(number: int, prefixes: tuple[str, ...], parameters: dict[str, object]) -> Select[tuple[str]]:
    """Give the reports with a visible title of which a word begins with one of the prefixes."""
    seen = among_numbers(report_word.c.audience, VISIBLE)
    return select(report_word.c.report).where(seen, begins(report_word.c.token, prefixes, parameters, number=number))
