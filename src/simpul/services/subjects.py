"""Subjects: what one viewer may see about one person or organisation, at one time.

A subject is not stored. It is the closure of the visible same-as judgements over the visible assertions: every value
with its source, grading, terms and age; values that contradict each other side by side. Nothing is merged or chosen.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from simpul.core.alert import MatchDecision, Verdict
from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.holding import LISTED, NAME_PROPERTIES, HeldAssertion, Page, SubjectHit
from simpul.core.vocabulary import SINGLE_VALUED, Schema
from simpul.services.ports.reading import Subjects
from simpul.services.recording import Recorder

MOST_JOINED = 100
"""Records that one view joins at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """All values of one property; `contradictory` says that not all of them can be true."""

    name: str
    values: tuple[HeldAssertion, ...]
    contradictory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """One subject as the viewer may see it: the records joined in it, their kinds, values, and the judgements."""

    subject: str
    records: tuple[str, ...]
    schema: Schema
    names: tuple[str, ...]
    properties: tuple[Property, ...]
    withdrawn: tuple[HeldAssertion, ...]
    judgements: tuple[MatchDecision, ...]

    @property
    def contradictions(self) -> tuple[Property, ...]:
        """The properties whose values contradict each other."""
        return tuple(item for item in self.properties if item.contradictory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """Shows subjects."""

    subjects: Subjects
    recorder: Recorder

    def view(self, sight: Sight, subject: str) -> SubjectView:
        """Give one subject as the viewer may see it; that it was looked at is recorded.

        Raises:
            NotFoundError: there is nothing about it for this viewer.
        """
        records, judgements = self._joined(sight, subject)
        assertions = self.subjects.assertions_about(sight, records)
        if not assertions:
            raise self.recorder.not_there(sight, Act.SUBJECT_READ, target=subject, what="subject")
        self.recorder.ledger.act(
            lambda tx: self.recorder.done(tx, Act.SUBJECT_READ, actor=sight.viewer.officer, target=subject)
        )
        current = tuple(item for item in assertions if item.is_current)
        return SubjectView(
            subject=subject,
            records=records,
            schema=assertions[0].assertion.value.schema,
            names=names_of(current),
            properties=_properties(current),
            withdrawn=tuple(item for item in assertions if not item.is_current),
            judgements=judgements,
        )

    def search(self, sight: Sight, text: str, *, after: str = "", limit: int = 50) -> Page[SubjectHit]:
        """Give the subjects whose visible names have words that begin with the words of the text."""
        return self.subjects.subjects(sight, text=text, after=after, limit=limit)

    def _joined(self, sight: Sight, subject: str) -> tuple[tuple[str, ...], tuple[MatchDecision, ...]]:
        records, judgements, waiting = [subject], {}, [subject]
        while waiting and len(records) < MOST_JOINED:
            for decision in self.subjects.same_as(sight, waiting.pop()):
                judgements[decision.id] = decision
                if decision.judgement is Verdict.SAME:
                    fresh = [side for side in (decision.left, decision.right) if side not in records]
                    records.extend(fresh)
                    waiting.extend(side for side in fresh if not side.startswith(LISTED))
        return tuple(records), tuple(judgements.values())


def names_of(assertions: Iterable[HeldAssertion]) -> tuple[str, ...]:
    """Give the names that the assertions claim, primary names first, each once."""
    found: dict[str, None] = {}
    held = tuple(assertions)
    for wanted in NAME_PROPERTIES:
        found.update((item.assertion.value.value, None) for item in held if item.assertion.value.property == wanted)
    return tuple(found)


def contradictory_values(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Give the distinct values of a property that cannot all be true; `1971` and `1971-03` can."""
    if name not in SINGLE_VALUED:
        return ()
    distinct = sorted(set(values))
    precise = [one for one in distinct if not any(other != one and other.startswith(one) for other in distinct)]
    return tuple(precise) if len(precise) > 1 else ()


def _properties(assertions: Iterable[HeldAssertion]) -> tuple[Property, ...]:
    grouped: dict[str, list[HeldAssertion]] = defaultdict(list)
    for item in assertions:
        grouped[item.assertion.value.property].append(item)
    return tuple(
        Property(
            name=name,
            values=tuple(values),
            contradictory=contradictory_values(name, (item.assertion.value.value for item in values)),
        )
        for name, values in sorted(grouped.items(), key=lambda pair: _rank(pair[0]))
    )


def _rank(name: str) -> tuple[int, str]:
    return (NAME_PROPERTIES.index(name) if name in NAME_PROPERTIES else len(NAME_PROPERTIES), name)
