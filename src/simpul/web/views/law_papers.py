"""The paper of a request: set from its case in a language, as PDF and as pictures of its pages, and its signature.

Loaded when the first paper is looked at; nothing but pages of requests asks for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from simpul.app.late_papers import PaperDesk
from simpul.core.authority import OfficerId, Sight
from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.request import Arrest, Stage
from simpul.core.errors import InputError, NotFoundError
from simpul.core.holding import LinkState
from simpul.core.law.assessing import assess_completeness, assess_crime, offences_of
from simpul.core.law.case import LawCase
from simpul.core.law.instrument import RequestKind
from simpul.core.law.interview import RECIPROCITY
from simpul.core.law.register import Register
from simpul.core.lawdraft import HeldLawDraft
from simpul.core.paper import Paper, PaperSignature
from simpul.formats.law.added import register_with
from simpul.formats.law.cases import law_at_hand, offences_said, read_case
from simpul.formats.law.documents import title_of
from simpul.formats.paper import write_pages, write_pdf
from simpul.web.language import LANGUAGES, Language, language, msg
from simpul.web.papers import DRAFT, request_paper
from simpul.web.views.writing import Reachable
from simpul.web.words.law import HELP
from simpul.web.words.law_cases import ITEMS
from simpul.web.words.law_drafting import RECIPROCITY as ON_RECIPROCITY

__all__ = ["register_with"]

FLAG = msg("a written answer to the flag on membership or speech alone")
UNSIGNED = msg("Not signed")


class Certificate(StrEnum):
    """Whether the node was given a certificate to sign with."""

    OWN = "own"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """The page of a request's paper: its language, its pages as pictures, and what keeps it from being signed."""

    id: str
    version: int
    author: OfficerId
    is_mine: bool
    case: str
    kind_words: str
    requesting: str
    requested: str
    spoken: str
    languages: Mapping[str, str]
    pages: int
    lacking: tuple[str, ...]
    certificate: Certificate
    is_extradition: bool
    subject: str
    partners: tuple[Reachable, ...] = ()
    urgencies: tuple[Urgency, ...] = tuple(Urgency)
    stages: tuple[Stage, ...] = tuple(Stage)[::-1]
    arrests: tuple[Arrest, ...] = tuple(Arrest)[::-1]
    wrong_place: str = ""
    wrong_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPage:
    """A paper that was signed just now: what was found of its signature when it was read again, and by whom."""

    id: str
    case: str
    upload: str
    officer: str
    bytes: int
    sha256: str
    found: PaperSignature


def lacking_in(case: LawCase) -> tuple[str, ...]:
    """Say what keeps a request from being sent."""
    law = law_at_hand()
    found = tuple(dict.fromkeys(ITEMS[each.item] for each in assess_completeness(case, law).blocking))
    crime = assess_crime(case, law, offences_of(case, law, offences_said(case)))
    return (*found, FLAG) if crime.flags and not case.politicisation_answer else found


def treaty_in(case: LawCase, register: Register, spoken: Language) -> str:
    """Give the title of the treaty used, or what the case calls it where the register has none of that name."""
    if case.treaty == RECIPROCITY:
        return spoken.say(ON_RECIPROCITY)
    return title_of(register, case.treaty) if case.treaty in register.instruments else case.treaty


def unsigned(document: str, code: str, register: Register) -> Paper:
    """Set a case that nobody signed: marked as a draft where it lacks what must be said, else as not signed."""
    case, spoken = read_case(document.encode()), spoken_by(code)
    note = DRAFT if lacking_in(case) else UNSIGNED
    marking = f"{spoken.country(case.requesting)}. {spoken.say(note)}"
    return request_paper(case, spoken, marking=marking, treaty=treaty_in(case, register, spoken))


def to_be_signed(document: str, code: str, register: Register) -> Paper:
    """Set a case as it is signed."""
    case, spoken = read_case(document.encode()), spoken_by(code)
    marking = spoken.country(case.requesting)
    return request_paper(case, spoken, marking=marking, treaty=treaty_in(case, register, spoken))


def signed_paper(document: str, given: tuple[bytes, str, str], register: Register, desk: PaperDesk) -> bytes:
    """Give the signed paper of a complete case; `given` are the certificate, its passphrase and the language.

    Raises:
        InputError: the case lacks what must be said, or there is no key that opens.
    """
    certificate, passphrase, code = given
    case, spoken = read_case(document.encode()), spoken_by(code)
    if lacking_in(case):
        raise InputError("what lacks something that must be said is not signed", place="case")
    made = pdf_of(to_be_signed(document, code, register), document)
    place = spoken.country(case.requesting)
    return desk.signed(made, certificate=certificate, passphrase=passphrase, reason=case.case, place=place)


def pdf_of(paper: Paper, document: str) -> bytes:
    """Give a paper as PDF, with its case attached."""
    return write_pdf(paper, attachment=document.encode())


def language_that_says(content: str, pdf: bytes, register: Register, desk: PaperDesk) -> str:
    """Give in which language a signed paper says what a case says; empty where that cannot be shown.

    The case is set anew, language by language: a paper that is one of these, signed, says what it says. Another node's
    paper of the same case can be set by another version, with other words; then a person compares the two.
    """
    for code in LANGUAGES:
        if desk.is_signed_form_of(pdf, pdf_of(to_be_signed(content, code, register), content)):
            return code
    return ""


def page_of(paper: Paper, number: int) -> bytes:
    """Give the picture of one page of a paper, counted from 1.

    Raises:
        NotFoundError: it has no such page.
    """
    pages = write_pages(paper)
    if not 1 <= number <= len(pages):
        raise NotFoundError("there is no such page")
    return pages[number - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A draft whose paper is looked at: by whom, in which language, and what was refused, if anything was."""

    held: HeldLawDraft
    sight: Sight
    code: str
    wrong_place: str = ""
    wrong_reason: str = ""


def paper_view(shown: Shown, register: Register, certificate: Certificate) -> PaperPage:
    """Give the page of a draft's paper."""
    held = shown.held
    case = read_case(held.draft.document.encode())
    return PaperPage(
        id=held.id,
        version=held.version,
        author=held.author,
        is_mine=held.author == shown.sight.viewer.officer,
        case=case.case,
        kind_words=HELP[case.kind],
        requesting=case.requesting,
        requested=case.requested,
        spoken=spoken_by(shown.code).code,
        languages=LANGUAGES,
        pages=len(write_pages(unsigned(held.draft.document, shown.code, register))),
        lacking=lacking_in(case),
        certificate=certificate,
        is_extradition=case.kind is RequestKind.EXTRADITION,
        subject=case.charge.title,
        wrong_place=shown.wrong_place,
        wrong_reason=shown.wrong_reason,
    )


def with_partners(view: PaperPage, states: Iterable[LinkState]) -> PaperPage:
    """Give the page with the partners to whom the request can go: those of the requested state."""
    partners = tuple(
        Reachable(
            id=each.partner.introduction.authority.id,
            name=each.partner.introduction.authority.name,
            suspended=bool(each.partner.suspended),
        )
        for each in states
        if each.partner.introduction.authority.state == view.requested
    )
    return replace(view, partners=partners)


def spoken_by(code: str) -> Language:
    """Give a language that papers are set in by its code; another gives English."""
    return language(code if code in LANGUAGES else "en")
