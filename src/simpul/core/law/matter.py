"""The matter: a question with what the register says of the two states and of the offence, looked up once."""

from dataclasses import dataclass

from simpul.core.law.bilateral import Bilateral, BilateralKind, StateLaw
from simpul.core.law.binding import Link, link
from simpul.core.law.instrument import RequestKind, Sort
from simpul.core.law.offence import Circumstance, OffenceFormula
from simpul.core.law.question import Question
from simpul.core.law.register import Register
from simpul.core.law.scope import formulas_of
from simpul.core.law.truth import Truth

KINDS = {
    RequestKind.EXTRADITION: BilateralKind.EXTRADITION,
    RequestKind.ASSISTANCE: BilateralKind.ASSISTANCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A question, the formulas that its offence asserts, the requested state's law, and treaties of the two.

    `formulas` is nothing where no table knows the code. `has_treaty` is yes where the register has a treaty on this
    kind of help, else unknown and never no: no list of all treaties between two states is at hand.
    """

    register: Register
    question: Question
    formulas: tuple[OffenceFormula, ...] | None
    law: StateLaw | None
    treaties: tuple[Bilateral, ...]
    has_treaty: Truth

    def link(self, instrument: str) -> Link:
        """Say whether an instrument binds the two to each other on the day of the request."""
        asked = self.question
        return link(self.register, instrument, asked.requesting, asked.requested, asked.request_date)

    def said(self, circumstance: Circumstance) -> Truth:
        """Give what was said of a circumstance."""
        return self.question.asserted.said(circumstance)

    def articles(self, instrument: str) -> frozenset[str]:
        """Give the articles of an instrument that the offence as asserted comes under."""
        return frozenset(each.article for each in self.formulas or () if each.instrument == instrument)


def matter_of(register: Register, question: Question) -> Matter:
    """Look up what the register says of a question.

    Raises:
        InputError: one of the two is no state of the register.
    """
    for place, state in (("requesting", question.requesting), ("requested", question.requested)):
        register.state(state, place=place)
    treaties = _treaties(register, question)
    return Matter(
        register=register,
        question=question,
        formulas=formulas_of(register, question.asserted.offence),
        law=_law(register, question),
        treaties=treaties,
        has_treaty=Truth.TRUE if treaties else _regional(register, question),
    )


def _law(register: Register, question: Question) -> StateLaw | None:
    """Give what is known of the requested state's law on the day of the request, by the newest row."""
    day = question.request_date
    rows = [law for law in register.state_laws if law.state == question.requested and law.holds_on(day)]
    return max(rows, key=lambda law: law.valid_from, default=None)


def _treaties(register: Register, question: Question) -> tuple[Bilateral, ...]:
    """Give the treaties of the two on this kind of help that are in force on the day of the request."""
    kind, day = KINDS[question.kind], question.request_date
    pair = frozenset((question.requesting, question.requested))
    found = register.treaties_of.get(pair, ())
    return tuple(treaty for treaty in found if treaty.kind is kind and treaty.holds_on(day))


def _regional(register: Register, question: Question) -> Truth:
    """Say whether a regional treaty on this kind of help is in force between the two; where not, unknown."""
    for code, each in register.instruments.items():
        if each.sort is Sort.REGIONAL and question.kind in each.serves:
            found = link(register, code, question.requesting, question.requested, question.request_date)
            if found.value is Truth.TRUE:
                return Truth.TRUE
    return Truth.UNKNOWN
