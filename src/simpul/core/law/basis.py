"""Whether there is a basis to ask a state for a person or for evidence: every one there is, ranked, cited and dated.

Rules:
1. Rank: a treaty of the two; a regional one; a sectoral convention, first as it modifies treaties, then as the sole
   basis at the requested state's option, then as recognition; a general convention where its own scope is met. The way
   by reciprocity stands beside them. All are given, never one.
2. A link that is not known is given as unknown; only a link in force on the day of the request makes a basis.
3. The offence as asserted decides which sectoral conventions come into question; the others that bind both are named
   aside. A code that no table knows excludes nothing: then every sectoral convention is unknown in scope.
4. "May, at its option" is the requested state's choice. Whether its law asks for a treaty, where not known, is a
   missing fact of each basis that hangs on it.
5. Conduct before the link entered into force gives unknown with the question asked, never no (VCLT article 28), unless
   the treaty itself reaches back.
6. Assistance: a sectoral convention obliges and gives no procedure; UNTOC 18(9) to (29) apply where no treaty on
   assistance binds the two, or they agree (18(7)).
7. Swapping the two states changes nothing but what the requested state's own law changes.
"""

from collections.abc import Sequence
from datetime import date

from simpul.core.law.answer import Aside, Basis, BasisAnswer, Missing, NotChecked, Note, Open, Reciprocity, Tier, Why
from simpul.core.law.bilateral import Bilateral
from simpul.core.law.binding import Link
from simpul.core.law.conditions import PLACES, Conditions, conditions_of, reached, scope
from simpul.core.law.instrument import Instrument, Sort
from simpul.core.law.matter import Matter, matter_of
from simpul.core.law.provenance import Citation, Mark
from simpul.core.law.provision import Effect, Provision
from simpul.core.law.question import Question
from simpul.core.law.register import Register, Table
from simpul.core.law.status import Action
from simpul.core.law.truth import Truth

TIERS = {Sort.REGIONAL: Tier.REGIONAL, Sort.SECTORAL: Tier.SECTORAL, Sort.GENERAL: Tier.GENERAL}
ALWAYS = (
    NotChecked.DECLARATIONS,
    NotChecked.ELEMENTS,
    NotChecked.DUAL_CRIMINALITY,
    NotChecked.REFUSAL,
    NotChecked.TERRITORY,
)
RANKED = (Effect.OBLIGES, Effect.MODIFIES, Effect.MAY, Effect.RECOGNISES)
ANNEXING = "icsft1999"
ANNEXED = frozenset({"2", "2(1)", "2(1)(a)"})
"""Where ICSFT points to the treaties of its annex, each of which a party may have excluded by 2(2)(a)."""


def basis(register: Register, question: Question) -> BasisAnswer:
    """Give every basis on which the one state may ask the other, the best first."""
    matter = matter_of(register, question)
    found: list[Basis | Open | Aside] = [_of_treaty(treaty, question) for treaty in matter.treaties]
    links = [matter.link(code) for code, each in register.instruments.items() if question.kind in each.serves]
    in_force = [register.instrument(each.instrument) for each in links if each.value is Truth.TRUE]
    yielding = frozenset(code for each in in_force for code in each.prevails_over)
    for each in links:
        found.extend(_of_instrument(matter, each, yielding))
    bases = [each for each in found if isinstance(each, Basis)]
    return BasisAnswer(
        question=question,
        bases=tuple(sorted(bases, key=_rank)),
        reciprocity=_reciprocity(matter),
        unknown=tuple(each for each in found if isinstance(each, Open)),
        aside=tuple(each for each in found if isinstance(each, Aside)),
        notes=(Note.OFFENCE_UNKNOWN,) if matter.formulas is None else (),
    )


def _reciprocity(matter: Matter) -> Reciprocity:
    """Say whether the requested state's law lets it help without a treaty."""
    law = matter.law
    not_checked = (*ALWAYS[1:], NotChecked.CHANGES_SINCE)
    if law is None:
        covered = matter.register.coverage[Table.STATE_LAWS]
        cited = Citation(instrument=Table.STATE_LAWS, article="", provenance=covered)
        return Reciprocity(
            value=Truth.UNKNOWN, citations=(cited,), not_checked=not_checked, missing=(Missing.RECIPROCITY,)
        )
    value = Truth.FALSE if law.treaty_required is Truth.TRUE else law.reciprocity_suffices
    missing = (Missing.RECIPROCITY,) if value is Truth.UNKNOWN else ()
    return Reciprocity(value=value, citations=(law.citation,), not_checked=not_checked, missing=missing)


def _of_treaty(treaty: Bilateral, question: Question) -> Basis:
    """Give the basis in a treaty of the two."""
    since = treaty.in_force or question.request_date
    is_before = min(question.conduct_dates) < since and treaty.retroactive is not Truth.TRUE
    return Basis(
        instrument=treaty.id,
        article="",
        tier=Tier.BILATERAL,
        effect=Effect.OBLIGES,
        holds=Truth.UNKNOWN if is_before or treaty.offences else Truth.TRUE,
        since=since,
        citations=(treaty.citation,),
        not_checked=(*ALWAYS, NotChecked.CHANGES_SINCE, NotChecked.TERMINATION),
        missing=(
            *((Missing.CONDUCT_BEFORE,) if is_before else ()),
            *((Missing.SCOPE,) if treaty.offences else ()),
        ),
    )


def _of_instrument(matter: Matter, linked: Link, yielding: frozenset[str]) -> tuple[Basis | Open | Aside, ...]:
    """Give what an instrument comes to between the two: bases, an open point, a word aside, or nothing."""
    instrument = matter.register.instrument(linked.instrument)
    is_in_scope = scope(matter, instrument)
    if linked.value is Truth.FALSE or (linked.value is Truth.UNKNOWN and is_in_scope is Truth.FALSE):
        return ()
    if linked.value is Truth.UNKNOWN:
        missing = Missing.PARTY_SINCE if instrument.parties else Missing.PARTY_TABLE
        return (Open(instrument=instrument.code, missing=(missing,), citations=linked.citations),)
    kinds = PLACES[matter.question.kind]
    places = [place for kind in kinds for place in matter.register.provisions_of(instrument.code, kind)]
    why = _why_not(matter, instrument, places, yielding)
    if why:
        return (Aside(instrument=instrument.code, why=why, since=_since(linked), citations=linked.citations),)
    if not places:
        return (Open(instrument=instrument.code, missing=(Missing.ARTICLE,), citations=linked.citations),)
    made = [(place, conditions_of(matter, linked, place)) for place in places]
    return tuple(
        _basis(matter, linked, place, conditions) for place, conditions in made if conditions.value is not Truth.FALSE
    )


def _why_not(
    matter: Matter, instrument: Instrument, places: Sequence[Provision], yielding: frozenset[str]
) -> Why | None:
    """Say why an instrument that binds both is no basis for this request as asserted, or nothing."""
    if scope(matter, instrument) is Truth.FALSE:
        return Why.SCOPE if instrument.sort is Sort.GENERAL else Why.NOT_ASSERTED
    if instrument.code in yielding:
        return Why.YIELDS
    if places and all(reached(matter, place) is Truth.FALSE for place in places):
        return Why.DOMESTIC
    return None


def _basis(matter: Matter, linked: Link, place: Provision, conditions: Conditions) -> Basis:
    citations = (place.citation, *linked.citations)
    return Basis(
        instrument=place.instrument,
        article=place.article,
        tier=TIERS[matter.register.instrument(place.instrument).sort],
        effect=place.effect,
        holds=conditions.value,
        since=_since(linked),
        citations=citations,
        not_checked=_not_checked(matter, linked, citations),
        missing=conditions.missing,
        link=linked,
    )


def _not_checked(matter: Matter, linked: Link, citations: tuple[Citation, ...]) -> tuple[NotChecked, ...]:
    """Name what was not taken into account for a basis in an instrument."""
    instrument = matter.register.instrument(linked.instrument)
    consents = [side.period.consent for side in (linked.a, linked.b) if side.period]
    read = [each.provenance.mark for each in citations]
    if instrument.in_force == _since(linked):
        read.append(instrument.in_force_mark)
    day = matter.question.request_date
    noted = (
        (NotChecked.CHANGES_SINCE, any(day > each.provenance.as_of for each in consents)),
        (NotChecked.SUCCESSION, any(each.action is Action.SUCCESSION for each in consents)),
        (NotChecked.ANNEX, instrument.code == ANNEXING and bool(ANNEXED & matter.articles(instrument.code))),
        (NotChecked.MEMORY, Mark.MEMORY in read),
    )
    return (*ALWAYS, *(each for each, is_so in noted if is_so))


def _since(linked: Link) -> date:
    return linked.since or date.max


def _rank(each: Basis) -> tuple[int, int, date, str, str]:
    return (each.tier, RANKED.index(each.effect), each.since, each.instrument, each.article)
