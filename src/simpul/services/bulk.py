"""Bulk screening: many questions against lists alone, without a node; the scores and reasons are those of a node.

Nothing is recorded and nobody is told: whoever asks has lists and questions in hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from simpul.core.designation import ListEdition
from simpul.core.holding import LISTED
from simpul.core.listed import listed_id
from simpul.core.vocabulary import Schema
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Hit, Query, Reason
from simpul.services.listed import (
    STRONG_NAMES,
    WEAK_NAMES,
    CountryCode,
    all_of,
    query_of_values,
    subject_of_entry,
)

THRESHOLD = DEFAULT_THRESHOLD
"""The score from which a hit is an alert, where nobody says another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who is asked about: values by property, with at least one name, and what it is where that is known."""

    values: Mapping[str, tuple[str, ...]]
    schema: Schema | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An entry that a question may mean: a lead with its reasons, never a finding of identity."""

    list_id: str
    reference: str
    name: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkScreening:
    """Entries of lists in one index; `names` are those to show, by the id of the entry in the index."""

    index: ScreeningIndex
    country_code: CountryCode
    names: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, editions: Iterable[ListEdition], country_code: CountryCode) -> Self:
        """Build the index of all entries of these lists, no two of which are the same list."""
        entries = [entry for edition in editions for entry in edition.entries]
        return cls(
            index=ScreeningIndex.build(subject_of_entry(entry, country_code) for entry in entries),
            country_code=country_code,
            names={listed_id(entry.list_id, entry.reference): entry.primary_name for entry in entries},
        )

    def findings(self, questions: Sequence[Question], *, limit: int) -> tuple[tuple[Finding, ...], ...]:
        """Give for each question what it may mean, likeliest first, at most `limit` of it.

        Raises:
            InputError: a question holds what no question can.
        """
        queries = [query_of(question, self.country_code) for question in questions]
        return tuple(tuple(self._finding(hit) for hit in hits) for hits in self.index.screen_many(queries, limit=limit))

    def _finding(self, hit: Hit) -> Finding:
        list_id, _, reference = hit.subject_id.removeprefix(LISTED).partition(":")
        return Finding(
            list_id=list_id,
            reference=reference,
            name=self.names[hit.subject_id],
            score=hit.score,
            reasons=hit.reasons,
        )


def query_of(question: Question, country_code: CountryCode) -> Query:
    """Give the question as an index takes it."""
    return query_of_values(
        question.values,
        names=all_of(question.values, (*STRONG_NAMES, *WEAK_NAMES)),
        schemas=(question.schema,) if question.schema else (),
        country_code=country_code,
    )
