"""Matching: somebody asks whether the persons and organisations of his examples stand on lists or in holdings.

Rules:
1. Only indexes of what the viewer may search are asked. A score is of one index, so it depends on nothing hidden.
2. What matches is read through the viewer's own sight once more; what he may not see is not there.
3. That somebody asked, about which data set, how many questions and how many of them found somebody, is recorded before
   the answer is given. The names are not: what one asks for shows what one does not have.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simpul.core.alert import Evidence
from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.entity import Entity, Example, meant_by
from simpul.core.errors import InputError, NotFoundError
from simpul.core.holding import LISTED
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Hit, Query
from simpul.services.datasets import DataSets, Narrowing, Scope
from simpul.services.entities import Entities
from simpul.services.listed import query_of_values
from simpul.services.recording import Recorder

THRESHOLD = DEFAULT_THRESHOLD
"""The score from which a hit is a match where the client does not say: the one from which the node raises alerts."""

MOST_EXAMPLES = 100
MOST_RESULTS = 500
MOST_DATES = 3
FEWEST_HITS = 20
"""Hits that are looked at for one example at the least."""

HITS_TO_NARROW = 200
"""Hits that are looked at where the client leaves out some of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the hits a client wants: at most `limit` of them, none below `lowest`, and only those that pass."""

    limit: int = 5
    lowest: float = THRESHOLD
    threshold: float = THRESHOLD
    topics: tuple[str, ...] = ()
    without_kinds: tuple[str, ...] = ()
    without_ids: tuple[str, ...] = ()
    changed_since: str = ""

    def __post_init__(self) -> None:
        """Refuse more results than are given."""
        if not 0 <= self.limit <= MOST_RESULTS:
            raise InputError(f"not a number from 0 to {MOST_RESULTS}", place="limit")

    @property
    def hits(self) -> int:
        """How many hits of an index have to be looked at."""
        narrowed = self.topics or self.without_kinds or self.without_ids or self.changed_since
        return max(self.limit, HITS_TO_NARROW if narrowed else FEWEST_HITS)

    def passes(self, entity: Entity) -> bool:
        """Say whether an entity is among what the client wants."""
        return (
            (not self.topics or not set(self.topics).isdisjoint(entity.said("topics")))
            and entity.schema not in self.without_kinds
            and entity.id not in self.without_ids
            and set(self.without_ids).isdisjoint(entity.referents)
            and (not self.changed_since or (entity.last_change or "") > self.changed_since)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One entity that an example may mean, with the score and what speaks for and against."""

    entity: Entity
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What one example found: the likeliest first; `above` counts those whose score reaches the threshold."""

    found: tuple[Match, ...]
    above: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Answers examples."""

    datasets: DataSets
    entities: Entities
    recorder: Recorder

    def match(self, sight: Sight, asked: Narrowing, examples: Sequence[Example], wanted: Wanted) -> tuple[Matches, ...]:
        """Give for each example whom it may mean among what the viewer may see; that it was asked is recorded.

        Raises:
            DeniedError: the viewer reads no intelligence; recorded.
            NotFoundError: there is no such data set for this viewer; recorded.
            InputError: there is no example, or there are too many.
        """
        answers = self.compare(sight, asked, examples, wanted)
        self.note(sight, asked, answers)
        return answers

    def compare(
        self, sight: Sight, asked: Narrowing, examples: Sequence[Example], wanted: Wanted
    ) -> tuple[Matches, ...]:
        """Give what `match` gives, before it is recorded: nobody is told of it until `note` has returned.

        The two are apart because this keeps a processor busy and that waits for the disk.
        """
        self.recorder.require_intelligence(sight, Act.SUBJECT_SCREEN)
        if not 1 <= len(examples) <= MOST_EXAMPLES:
            raise InputError(f"from 1 to {MOST_EXAMPLES} queries are taken", place="queries")
        scope = scope_for(self.datasets, self.recorder, sight, asked)
        return tuple(self._answer(sight, scope, example, wanted) for example in examples)

    def note(self, sight: Sight, asked: Narrowing, answers: Sequence[Matches]) -> None:
        """Record that somebody asked: about which data set, how many questions, and how many found somebody."""
        found = sum(1 for answer in answers if answer.found)
        self.recorder.ledger.act(
            lambda tx: self.recorder.done(
                tx,
                Act.SUBJECT_SCREEN,
                actor=sight.viewer.officer,
                target=asked.dataset,
                detail=f"asked {len(answers)}, found {found}",
            )
        )

    def _answer(self, sight: Sight, scope: Scope, example: Example, wanted: Wanted) -> Matches:
        hits = best_hits(scope, example, wanted.hits, at_least=wanted.lowest)
        shown = self.entities.named(sight, [entity_id_of(hit) for hit in hits])
        meant = meant_by(example.schema)
        matches = [
            Match(entity=entity, score=hit.score, evidence=_evidence(hit))
            for hit in hits
            if (entity := shown.get(entity_id_of(hit))) is not None and entity.schema in meant and wanted.passes(entity)
        ]
        above = sum(1 for match in matches if match.score >= wanted.threshold)
        return Matches(found=tuple(matches[: wanted.limit]), above=above)


def scope_for(datasets: DataSets, recorder: Recorder, sight: Sight, asked: Narrowing) -> Scope:
    """Give what a client asks about.

    Raises:
        NotFoundError: there is no such data set for this viewer; recorded.
    """
    try:
        return datasets.scope(sight, asked)
    except NotFoundError as exc:
        raise recorder.not_there(sight, Act.SUBJECT_SCREEN, target=asked.dataset, what="data set") from exc


def best_hits(scope: Scope, example: Example, most: int, *, at_least: float = 0.0) -> list[Hit]:
    """Give the best hit of each entity from a score on, the likeliest first; ties stand by their ids."""
    best: dict[str, Hit] = {}
    for query in queries_of(example):
        for index in scope.indexes:
            for hit in index.screen(query, limit=most, at_least=at_least):
                known = best.get(entity_id_of(hit))
                if known is None or hit.score > known.score:
                    best[entity_id_of(hit)] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, entity_id_of(hit)))[:most]


def queries_of(example: Example) -> tuple[Query, ...]:
    """Give the questions of an example to an index: one for each date of birth; none where there is nothing to go by.

    Where only a number of a document is known, it stands in the place of the name too. Countries are codes already.
    """
    names = example.names or example.identifiers
    if not names:
        return ()
    values = {"country": example.countries, "gender": example.genders, "idNumber": example.identifiers}
    plain = query_of_values(values, names=names, schemas=meant_by(example.schema), country_code=str)
    dates = example.birth_dates[:MOST_DATES]
    return tuple(replace(plain, birth_date=date) for date in dates) or (plain,)


def entity_id_of(hit: Hit) -> str:
    """Give the id of the entity that a hit is: an entry's own, or the subject's whatever the terms."""
    return hit.subject_id if hit.subject_id.startswith(LISTED) else hit.subject_id.partition("/")[0]


def _evidence(hit: Hit) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(code=reason.code, arguments=reason.arguments, weight=round(reason.weight * 100))
        for reason in hit.reasons
    )
