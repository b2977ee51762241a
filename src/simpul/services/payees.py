"""Screening the parties of payments: everybody who stands in one is compared with every list in force.

The payee of a part that is to be let go, whom no message names, is compared in the same way by name.

Rules:
1. Each list is asked under each of its terms apart, as everywhere (`services.screening`, rule 3).
2. Where somebody lives says little about who he or she is: of a person the country of the address is no evidence.
3. What nobody who sees the payment may know of is not named in it: a list under stricter terms is named with its hits
   only, and then the payment is under those terms.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from simpul.core.alert import Evidence
from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.payment.apart import joined as joined_terms
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import MOST_HITS, PAYEE, CheckStatus, ListHit, Screening
from simpul.core.payment.party import Agent, Party, PartyKind
from simpul.core.payment.payment import Payment
from simpul.core.vocabulary import Schema
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Hit, Query
from simpul.services.listed import CountryCode, all_of, query_of_values
from simpul.services.ports.screening import Partition, Recall

MOST_OF_ONE = 10
"""Hits of one name in one list, the likeliest first."""

NAMES = ("name", "alias")
SCHEMAS = {
    PartyKind.PERSON: (Schema.PERSON,),
    PartyKind.ORGANISATION: (Schema.ORGANIZATION,),
    PartyKind.INSTITUTION: (Schema.ORGANIZATION,),
    PartyKind.UNSTATED: (),
}

Key = tuple[str, str, str]
"""By what a hit is known in its payment: the list, the reference, and the part in which somebody stands."""

Indexes = Mapping[Partition, ScreeningIndex]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resembling:
    """Somebody in a payment who resembles an entry: in what part, by which name, and the hit with its list's terms."""

    part: str
    name: str
    hit: Hit
    partition: Partition


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """How the screening of a payment ended, and the terms under which that is known."""

    screening: Screening
    handling: Handling


def resembling(
    payments: Sequence[Payment], indexes: Indexes, recall: Recall, country_code: CountryCode
) -> tuple[tuple[Resembling, ...], ...]:
    """Give for each payment everybody in it who resembles an entry of a list."""
    lists = {partition: index for partition, index in indexes.items() if partition.list_id}
    return _alike(payments, lists, recall, country_code)


def held_here(
    payments: Sequence[Payment], indexes: Indexes, recall: Recall, country_code: CountryCode
) -> tuple[tuple[Resembling, ...], ...]:
    """Give for each payment everybody in it who resembles somebody in holdings."""
    holdings = {partition: index for partition, index in indexes.items() if not partition.list_id}
    return _alike(payments, holdings, recall, country_code)


def resembling_payee(payee: str, indexes: Indexes, recall: Recall, country_code: CountryCode) -> tuple[Resembling, ...]:
    """Give the entries of lists that the payee of a part resembles."""
    lists = {partition: index for partition, index in indexes.items() if partition.list_id}
    query = query_of_values({"name": (payee,)}, names=(payee,), schemas=(), country_code=country_code)
    (found,) = _answered({query: [(0, PAYEE, payee)]}, lists, recall, many=1)
    return found


def _alike(
    payments: Sequence[Payment], indexes: Indexes, recall: Recall, country_code: CountryCode
) -> tuple[tuple[Resembling, ...], ...]:
    asked: dict[Query, list[tuple[int, str, str]]] = defaultdict(list)
    for number, payment in enumerate(payments):
        for part, name, query in _questions(payment, country_code):
            asked[query].append((number, part, name))
    return _answered(asked, indexes, recall, many=len(payments))


def _answered(
    asked: Mapping[Query, Sequence[tuple[int, str, str]]], indexes: Indexes, recall: Recall, *, many: int
) -> tuple[tuple[Resembling, ...], ...]:
    """Give the hits of these questions, by the number of what each was asked for: a payment, a part in it, a name."""
    found: list[list[Resembling]] = [[] for _ in range(many)]
    queries = list(asked)
    for partition, index in indexes.items():
        answers = recall.ask(partition, index, queries, limit=MOST_OF_ONE, least=DEFAULT_THRESHOLD)
        for query, hits in zip(queries, answers, strict=True):
            for hit in hits:
                for number, part, name in asked[query]:
                    found[number].append(Resembling(part=part, name=name, hit=hit, partition=partition))
    return tuple(tuple(each) for each in found)


def screened(
    found: Sequence[Resembling],
    openly: frozenset[str],
    editions: Mapping[str, str],
    *,
    terms: Handling,
    us: AuthorityId,
) -> Screened:
    """Give how screening ended for one payment, whose own terms are `terms`; `openly` as `named_openly` gives it.

    An entry whose terms do not even name us may not be derived from, and is left out.
    """
    if not found:
        return Screened(screening=_nothing_found(_editions(openly, editions)), handling=terms)
    hits: dict[tuple[str, str, str], ListHit] = {}
    named, all_terms = set(openly), terms
    for each in sorted(found, key=lambda one: (-one.hit.score, one.hit.subject_id, one.part)):
        partition = each.partition
        joined = joined_terms(all_terms, partition.handling, us=us)
        if joined is None or len(hits) >= MOST_HITS:
            continue
        reference = reference_of(each)
        hit = hit_of(each, reference, editions)
        if hits.setdefault((partition.list_id, reference, each.part), hit) is hit:
            all_terms = joined
            named.add(partition.list_id)
    lists = _editions(named, editions)
    status = CheckStatus.COMPLETE if lists else CheckStatus.NOT_RUN
    return Screened(screening=Screening(status=status, lists=lists, hits=tuple(hits.values())), handling=all_terms)


def named_openly(indexes: Indexes, terms: Handling, us: AuthorityId) -> frozenset[str]:
    """Give the ids of the lists that everybody who may see something under these terms may see too."""
    return frozenset(partition.list_id for partition in indexes if _adds_nothing(partition, terms, us))


def reference_of(found: Resembling) -> str:
    """Give the reference of the entry that somebody resembles."""
    return found.hit.subject_id.split(":", 2)[2]


def evidence_of(found: Sequence[Resembling]) -> Mapping[Key, tuple[Evidence, ...]]:
    """Give for each hit what speaks for and against it, of its likeliest name."""
    reasons: dict[Key, tuple[Evidence, ...]] = {}
    for each in sorted(found, key=lambda one: (-one.hit.score, one.hit.subject_id, one.part)):
        key = (each.partition.list_id, reference_of(each), each.part)
        reasons.setdefault(
            key,
            tuple(
                Evidence(code=reason.code, arguments=reason.arguments, weight=round(reason.weight * 100))
                for reason in each.hit.reasons
            ),
        )
    return reasons


def standing_in(
    payment: Payment,
) -> Iterator[tuple[str, tuple[str, ...], dict[str, tuple[str, ...]], tuple[Schema, ...]]]:
    """Give everybody in a payment who has a name: in what part, all names, what is said, and what they may be."""
    everybody: tuple[Party | Agent, ...] = (*payment.parties, *payment.agents)
    for who in everybody:
        values = who.values()
        names = tuple(name for name in all_of(values, NAMES) if name.strip())
        if names:
            yield who.role.value, names, values, _schemas(who)


def _questions(payment: Payment, country_code: CountryCode) -> Iterator[tuple[str, str, Query]]:
    for part, names, values, schemas in standing_in(payment):
        yield part, names[0], _question(values, names, schemas, country_code)


def _question(
    values: dict[str, tuple[str, ...]], names: tuple[str, ...], schemas: tuple[Schema, ...], country_code: CountryCode
) -> Query:
    if Schema.ORGANIZATION not in schemas:
        values.pop("country", None)
    try:
        return query_of_values(values, names=names, schemas=schemas, country_code=country_code)
    except InputError:  # a date of birth that does not exist speaks neither for nor against anybody
        values.pop("birthDate", None)
        return query_of_values(values, names=names, schemas=schemas, country_code=country_code)


def _schemas(who: Party | Agent) -> tuple[Schema, ...]:
    return (Schema.ORGANIZATION,) if isinstance(who, Agent) else SCHEMAS[who.kind]


def hit_of(found: Resembling, reference: str, editions: Mapping[str, str]) -> ListHit:
    """Give a hit as it is found now, which nobody has judged yet."""
    return ListHit(
        list=_edition(found.partition.list_id, editions),
        reference=reference,
        score=round(found.hit.score * 1000),
        name=found.name,
        part=found.part,
    )


def _editions(named: AbstractSet[str], editions: Mapping[str, str]) -> tuple[Edition, ...]:
    return tuple([_edition(list_id, editions) for list_id in sorted(named & editions.keys())])


def _edition(list_id: str, editions: Mapping[str, str]) -> Edition:
    return _one_edition(list_id, editions[list_id])


@lru_cache(maxsize=256)
def _one_edition(list_id: str, version: str) -> Edition:
    return Edition(id=list_id, version=version)


@lru_cache(maxsize=16)
def _nothing_found(lists: tuple[Edition, ...]) -> Screening:
    """Give the screening of all those who resemble nobody on these lists."""
    return Screening(status=CheckStatus.COMPLETE if lists else CheckStatus.NOT_RUN, lists=lists)


@lru_cache(maxsize=256)
def _adds_nothing(partition: Partition, terms: Handling, us: AuthorityId) -> bool:
    """Say whether everybody who may see something under these terms may see the list too."""
    joined = joined_terms(terms, partition.handling, us=us) if partition.list_id else None
    if joined is None:
        return False
    return replace(joined, contributors=terms.contributors, onward=terms.onward, court=terms.court) == terms
