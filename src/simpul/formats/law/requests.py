"""Cases of requests, read for those who send and take them in: the margin, what is lacking, which duties follow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from simpul.core.cooperation.kinds import Cited, HelpKind
from simpul.core.cooperation.reading import DutyToProsecute, Lacking, ReadCase
from simpul.core.law.assessing import (
    LawAtHand,
    assess_completeness,
    assess_crime,
    assess_refusal,
    offences_of,
    ties_in,
)
from simpul.core.law.case import LawCase
from simpul.core.law.definition import StateOffence
from simpul.core.law.grounds import Source
from simpul.core.law.instrument import RequestKind
from simpul.core.law.provenance import Citation
from simpul.core.law.provision import Provision, ProvisionKind
from simpul.core.law.register import Register
from simpul.core.law.truth import Truth
from simpul.core.lawbook import OfferedRows
from simpul.formats.law.added import register_with
from simpul.formats.law.cases import law_at_hand, offences_said, read_case
from simpul.formats.law.definitions import hash_for
from simpul.formats.law.tables import register

ON_REQUEST = "at the request"
"""What a provision says whose duty the requesting state has to ask for (UNTOC 16(10), ECE 6(2))."""


def read_request(accepted: Sequence[OfferedRows], content: bytes) -> ReadCase:
    """Read a case, by the law that comes with Simpul and the rows that were accepted.

    Raises:
        InputError: it is too large, no JSON, or not a case, with the place of what is wrong.
    """
    case, law = read_case(content), law_at_hand()
    margin = _margin(case)
    offences = offences_of(case, law, offences_said(case))
    crime = assess_crime(case, law, offences)
    unanswered = () if case.politicisation_answer is not None else tuple(each.value for each in crime.flags)
    return replace(
        margin,
        lacking=tuple(_lacking(case, law)),
        unanswered=unanswered,
        duties=_duties(case, law, register_with(accepted), offences),
    )


def read_margin(content: bytes) -> ReadCase:
    """Read what the margin of a request says of its case, and nothing that the law would have to be asked for.

    Raises:
        InputError: it is too large, no JSON, or not a case, with the place of what is wrong.
    """
    return _margin(read_case(content))


def read_in_text(instrument: str, article: str) -> str:
    """Give the hash of an article's text where that is at hand, else nothing."""
    return hash_for(instrument, article) or _provided().get((instrument, _whole(article)), "")


@cache
def _provided() -> dict[tuple[str, str], str]:
    """Give the hashes of articles that the register's provisions stand in."""
    return {(each.instrument, _whole(each.article)): each.text_sha256 for each in register().provisions}


def _whole(article: str) -> str:
    return article.partition("(")[0]


def _margin(case: LawCase) -> ReadCase:
    return ReadCase(
        kind=HelpKind(case.kind.value),
        reference=case.case,
        requesting=case.requesting,
        requested=case.requested,
        treaty=case.treaty,
        title=case.request.subject.strip() or case.charge.title,
        authority=case.request.authority,
        offences=tuple(dict.fromkeys(each for each in (case.charge.title, case.charge.offence) if each.strip())),
        deadline=case.request.deadline,
        urgency_reason=case.request.urgency_reason,
    )


def _lacking(case: LawCase, law: LawAtHand) -> Iterator[Lacking]:
    for each in assess_completeness(case, law).blocking:
        yield Lacking(item=each.item.value, place=each.place, cited=_cited(each.citation))


def _duties(
    case: LawCase, law: LawAtHand, register: Register, offences: tuple[StateOffence, ...]
) -> tuple[DutyToProsecute, ...]:
    """Give the articles that oblige whoever does not extradite to prosecute: those met, and the used treaty's.

    The treaty that the request rests on counts unless it is known not to bind the two, or not to be met.
    """
    if case.kind is not RequestKind.EXTRADITION:
        return ()
    ties = ties_in(register, case)
    weighed = assess_refusal(case, law, ties, offences).duties
    found: dict[tuple[str, str], DutyToProsecute] = {}
    for instrument in dict.fromkeys((case.treaty, *(each.source.instrument for each in weighed))):
        tie = ties.get(instrument)
        for each in register.provisions_of(instrument, ProvisionKind.PROSECUTE_OR_EXTRADITE):
            on_it = [one.value for one in weighed if _is_on(one.source, each)]
            is_used = instrument == case.treaty and Truth.FALSE not in (*on_it, tie.both if tie else Truth.UNKNOWN)
            if ON_REQUEST not in each.words and (is_used or Truth.TRUE in on_it):
                found[each.instrument, each.article] = DutyToProsecute(cited=_cited(each.citation), words=each.words)
    return tuple(found.values())


def _is_on(source: Source, place: Provision) -> bool:
    """Say whether a source is about a provision, or a paragraph of it."""
    return source.instrument == place.instrument and source.article.startswith(place.article)


def _cited(citation: Citation) -> Cited:
    text = citation.text_sha256 or hash_for(citation.instrument, citation.article)
    return Cited(instrument=citation.instrument, article=citation.article, text_sha256=text)
