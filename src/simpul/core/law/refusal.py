"""Grounds of refusal: which of them stand against a request, how strict each is, by which article, and what is open.

Rules:
1. A source counts where its instrument is in force for whom it has to bind, it applies to the offence, and it holds. A
   ground stands where a source counts and no other bars it. All of that in three values: a bar that is unknown keeps
   the ground unknown, a ground that is unknown is no grant.
2. Of several sources the strictest in force is shown, and all are listed. What may be stricter, if what is unknown of
   the links turned out to be so, is said beside it.
3. The conventions are never merged: Hostages 1979 has no clause on the political offence, and its article 9(1) on
   persecution is mandatory; ICSFT 14, Bombings 11, Nuclear 15 and Beijing 13 take the political offence away, and
   their clauses on persecution only leave the state free.
4. A mandatory ground that is not known to be absent keeps anybody from recommending the grant.
5. Nothing here looks at which state it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simpul.core.law.formula import NEVER, All, Any, Atom, Formula, Known, Not, value_of
from simpul.core.law.gaps import gaps_of
from simpul.core.law.grounds import BARRING, REQUESTED_LAW, STRICTNESS, Binds, Ground, RefusalEffect, Source
from simpul.core.law.instrument import RequestKind
from simpul.core.law.provenance import Citation, Mark, Provenance, cited
from simpul.core.law.truth import Truth, conjunction


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Whether an instrument binds both states, and whether it binds the requested one, on the day of the request.

    What is said of the requested state's own law on a ground (`law:GROUND`) is a tie too: of that state alone.
    """

    instrument: str
    both: Truth
    requested: Truth
    provenance: Provenance
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFinding:
    """How the case stands to one source: whether it is in force, whether it applies, whether it holds."""

    source: Source
    in_force: Truth
    applies: Truth
    holds: Truth
    tie: Tie | None
    as_of: date

    @property
    def since(self) -> date | None:
        """Since when the instrument binds, where that is known."""
        return self.tie.since if self.tie else None

    @property
    def value(self) -> Truth:
        """Whether the source counts."""
        return conjunction((self.in_force, self.applies, self.holds))

    @property
    def is_unverified(self) -> bool:
        """Whether the row is from memory and was not read again."""
        return self.source.provenance.mark is Mark.MEMORY

    @property
    def citation(self) -> Citation:
        """Where the source stands: of the requested state's own law, where the case says that it does."""
        own = self.tie.provenance if self.tie and self.source.instrument == REQUESTED_LAW else None
        return Citation(
            instrument=self.source.instrument,
            article=own.source if own else self.source.article,
            provenance=own or self.source.provenance,
            text_sha256=self.source.text_sha256,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundFinding:
    """Whether a ground stands; `kind` is the strictest in force, `may_be` the strictest possible."""

    ground: Ground
    value: Truth
    kind: RefusalEffect | None
    may_be: RefusalEffect | None
    sources: tuple[SourceFinding, ...]
    missing: tuple[str, ...]
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        """Refuse a finding that cites nothing."""
        cited(self.citations)

    @property
    def as_of(self) -> date:
        """The day as of which the finding is right."""
        return min(each.as_of for each in self.sources)

    @property
    def blocks_granting(self) -> bool:
        """Whether a mandatory ground is not known to be absent."""
        return self.value is not Truth.FALSE and self.may_be is RefusalEffect.MANDATORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """Every ground, and every duty around refusing, of one request."""

    grounds: tuple[GroundFinding, ...]
    duties: tuple[SourceFinding, ...]

    @property
    def as_of(self) -> date:
        """The day as of which the whole is right."""
        return min((*(each.as_of for each in self.grounds), *(each.as_of for each in self.duties)))

    @property
    def blocking(self) -> tuple[Ground, ...]:
        """The mandatory grounds that keep anybody from recommending the grant."""
        return tuple(each.ground for each in self.grounds if each.blocks_granting)

    def of(self, ground: Ground) -> GroundFinding:
        """Give the finding on one ground."""
        return next(each for each in self.grounds if each.ground is ground)


def refusal_grounds(kind: RequestKind, sources: tuple[Source, ...], ties: Mapping[str, Tie], known: Known) -> Refusals:
    """Give every ground of refusal for a request of this kind, from its sources, the links in force and the facts."""
    everything = _with_ties(ties, known)
    speaking = [each for each in sources if kind in each.kinds]
    grounds = tuple(each for each in Ground if any(source.ground is each for source in speaking))
    return Refusals(
        grounds=tuple(
            _ground(each, tuple(source for source in speaking if source.ground is each), ties, everything)
            for each in grounds
        ),
        duties=tuple(_finding(each, ties, everything) for each in speaking if each.effect is RefusalEffect.DUTY),
    )


def _with_ties(ties: Mapping[str, Tie], known: Known) -> Known:
    def everything(name: str) -> Truth:
        prefix, _, code = name.partition(":")
        if prefix in {"link", "bound"}:
            tie = ties.get(code)
            return Truth.UNKNOWN if tie is None else (tie.both if prefix == "link" else tie.requested)
        if name in ties:
            return ties[name].requested
        return known(name)

    return everything


def _force_of(source: Source) -> Formula:
    """Give what has to be so for a source to be in force; what binds nobody never is."""
    if source.instrument == REQUESTED_LAW:
        return Atom(name=source.link)
    if source.binds is Binds.NOBODY:
        return NEVER
    prefix = "link" if source.binds is Binds.BOTH else "bound"
    return Atom(name=f"{prefix}:{source.link}")


def _finding(source: Source, ties: Mapping[str, Tie], known: Known) -> SourceFinding:
    tie = ties.get(source.link)
    days = [source.provenance.as_of, *([tie.provenance.as_of] if tie else [])]
    return SourceFinding(
        source=source,
        in_force=value_of(_force_of(source), known),
        applies=value_of(source.applies, known),
        holds=value_of(source.holds, known),
        tie=tie,
        as_of=min(days),
    )


def _ground(ground: Ground, sources: tuple[Source, ...], ties: Mapping[str, Tie], known: Known) -> GroundFinding:
    findings = tuple(_finding(source, ties, known) for source in sources)
    formula = _formula(sources)
    value = value_of(formula, known)
    is_barred = any(each.value is Truth.TRUE for each in findings if each.source.effect in BARRING)
    return GroundFinding(
        ground=ground,
        value=value,
        kind=_barring(findings) if is_barred else _strictest(findings, frozenset({Truth.TRUE})),
        may_be=_barring(findings) if is_barred else _strictest(findings, frozenset({Truth.TRUE, Truth.UNKNOWN})),
        sources=findings,
        missing=_missing(formula, value, known),
        citations=tuple(each.citation for each in findings),
    )


def _formula(sources: tuple[Source, ...]) -> Formula:
    """Give the whole ground in one formula: a source counts, and no bar does."""

    def counting(source: Source) -> Formula:
        return All(parts=(_force_of(source), source.applies, source.holds))

    for_it = tuple(counting(each) for each in sources if each.effect in STRICTNESS)
    against = tuple(counting(each) for each in sources if each.effect in BARRING)
    return All(parts=(Any(parts=for_it), Not(part=Any(parts=against))))


def _barring(findings: tuple[SourceFinding, ...]) -> RefusalEffect:
    bars = [each for each in findings if each.source.effect in BARRING and each.value is Truth.TRUE]
    return bars[0].source.effect


def _strictest(findings: tuple[SourceFinding, ...], values: frozenset[Truth]) -> RefusalEffect | None:
    """Give the strictest kind among the sources that are in force and apply, each as far as these values go."""
    kinds = [each.source.effect for each in findings if {each.in_force, each.applies} <= values]
    return next((kind for kind in STRICTNESS if kind in kinds), None)


def _missing(formula: Formula, value: Truth, known: Known) -> tuple[str, ...]:
    """Name what would settle an unknown ground: the facts of the smallest gaps, whichever way they would turn it."""
    if value is not Truth.UNKNOWN:
        return ()
    gaps = [gap for each in (Truth.TRUE, Truth.FALSE) for gap in gaps_of(formula, known, turns_to=each).found]
    fewest = min((len(gap.needs) for gap in gaps), default=0)
    return tuple(dict.fromkeys(name for gap in gaps if len(gap.needs) == fewest for name, _ in gap.needs))
