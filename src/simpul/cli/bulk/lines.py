"""One line of the answer for each row of the questions: what it may mean and why, or why it was rejected.

The same rows, lists and language give the same bytes, whoever works on them and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from simpul.core.alert import Evidence
from simpul.core.errors import InputError
from simpul.formats.headings import KEY
from simpul.formats.people import People, PersonRow
from simpul.formats.streamed import StreamedRow
from simpul.services.bulk import BulkScreening, Finding, Question, query_of
from simpul.web.language import Language
from simpul.web.words.evidence import ISOLATES, evidence_sentence
from simpul.web.words.reasons import reason_in

DIGITS = 6
"""Digits of a score behind the point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """One reason: its stable code and arguments, what it weighs in log odds, and a sentence."""

    code: str
    arguments: tuple[str, ...]
    weight: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """One entry that a row may mean; `alert` says whether its score reaches the threshold."""

    list: str
    reference: str
    name: str
    score: float
    alert: bool
    reasons: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredLine:
    """A row that was screened: its number, its line in the file, its own reference, what was asked, and the hits."""

    row: int
    line: int
    reference: str
    query: dict[str, tuple[str, ...]]
    hits: tuple[HitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where a row cannot be read, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedLine:
    """A row that was not screened, and why."""

    row: int
    line: int
    reference: str
    rejected: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many rows were screened and rejected, how many hits they have, how many alerts, and rows with an alert."""

    queries: int = 0
    rejected: int = 0
    hits: int = 0
    alerts: int = 0
    alerted: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Give both together."""
        return Tally(
            queries=self.queries + other.queries,
            rejected=self.rejected + other.rejected,
            hits=self.hits + other.hits,
            alerts=self.alerts + other.alerts,
            alerted=self.alerted + other.alerted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Answers rows of a table of questions."""

    people: People
    screening: BulkScreening
    threshold: float
    limit: int
    language: Language

    def answer(self, rows: Sequence[StreamedRow]) -> tuple[bytes, Tally]:
        """Give the lines of these rows, in their order, and how many of what they are."""
        read = self.people.read([each.row for each in rows])
        checked = [self._faults(row, person) for row, person in zip(rows, read, strict=True)]
        asked = [_question(person) for person, faults in zip(read, checked, strict=True) if not faults]
        findings = iter(self.screening.findings(asked, limit=self.limit))
        lines: list[AnsweredLine | RejectedLine] = []
        for row, person, faults in zip(rows, read, checked, strict=True):
            reference = person.others.get(KEY, "")
            if faults:
                lines.append(RejectedLine(row=row.number, line=row.row.line, reference=reference, rejected=faults))
            else:
                hits = tuple(self._hit(finding) for finding in next(findings))
                lines.append(self._answered(row, person, reference, hits))
        return b"".join(msgspec.json.encode(line) + b"\n" for line in lines), _tally(lines)

    def _faults(self, row: StreamedRow, person: PersonRow) -> tuple[Fault, ...]:
        if row.fault:
            return (self._fault(f"line {row.row.line}", row.fault),)
        if not person.problems:
            try:
                query_of(_question(person), self.screening.country_code)
            except InputError as refused:
                return (self._fault(f"line {row.row.line}", refused.reason),)
        return tuple(self._fault(problem.place, problem.reason) for problem in person.problems)

    def _fault(self, place: str, reason: str) -> Fault:
        return Fault(place=place, reason=reason_in(self.language, reason))

    def _answered(self, row: StreamedRow, person: PersonRow, reference: str, hits: tuple[HitLine, ...]) -> AnsweredLine:
        query = dict(person.values)
        if person.schema:
            query["schema"] = (person.schema.value,)
        return AnsweredLine(row=row.number, line=row.row.line, reference=reference, query=query, hits=hits)

    def _hit(self, finding: Finding) -> HitLine:
        return HitLine(
            list=finding.list_id,
            reference=finding.reference,
            name=finding.name,
            score=round(finding.score, DIGITS),
            alert=finding.score >= self.threshold,
            reasons=tuple(
                ReasonLine(
                    code=reason.code.value,
                    arguments=reason.arguments,
                    weight=round(reason.weight, DIGITS),
                    text=self._sentence(reason.code.value, reason.arguments),
                )
                for reason in finding.reasons
            ),
        )

    def _sentence(self, code: str, arguments: tuple[str, ...]) -> str:
        said = evidence_sentence(self.language, Evidence(code=code, arguments=arguments))
        return "".join(letter for letter in said if letter not in ISOLATES)


def _question(person: PersonRow) -> Question:
    return Question(values=person.values, schema=person.schema)


def _tally(lines: Sequence[AnsweredLine | RejectedLine]) -> Tally:
    answered = [line for line in lines if isinstance(line, AnsweredLine)]
    alerts = [sum(hit.alert for hit in line.hits) for line in answered]
    return Tally(
        queries=len(answered),
        rejected=len(lines) - len(answered),
        hits=sum(len(line.hits) for line in answered),
        alerts=sum(alerts),
        alerted=sum(1 for each in alerts if each),
    )
