"""The forms of requests at law: what was typed becomes a value of core, or names its field."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from starlette.datastructures import FormData

from simpul.core.authority import authority_id
from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.kinds import AssuranceMatter, Cited, Manner, ProsecutionOutcome, RefusalGround
from simpul.core.cooperation.request import Arrest, Stage
from simpul.core.cooperation.word import SHAPES, Word
from simpul.core.errors import InputError
from simpul.core.handling import CourtUse, Tlp
from simpul.core.lawdraft import HeldLawDraft
from simpul.services.law_requests import LawDraft, LawSaying, PaperFile
from simpul.web.forms import file_of, filename_of, text_of
from simpul.web.language import msg
from simpul.web.pages.case_forms import moment_of

E = TypeVar("E", bound=StrEnum)

MOST = 400
MOST_LONG = 20_000
MOST_PAPER = 8 * 1024 * 1024


def law_saying_of(form: FormData) -> LawSaying:
    """Give the word that was typed; fields that are no part of it are left out.

    Raises:
        InputError: it is no word, or a field says what it does not hold.
    """
    word = _one_of(Word, form, "word")
    taken = SHAPES[word].needs | SHAPES[word].may
    return LawSaying(
        word=word,
        text=text_of(form, "text", most=MOST_LONG) if "text" in taken else "",
        answers=text_of(form, "answers", most=64) if "answers" in taken else "",
        ground=_if_any(RefusalGround, form, "ground") if "ground" in taken else None,
        cited=_cited(form) if "cited" in taken else (),
        authority=text_of(form, "authority", most=MOST) if "authority" in taken else "",
        on=_day(form, "on") if "on" in taken else None,
        place=text_of(form, "place", most=MOST) if "place" in taken else "",
        due_at=moment_of(form, "due_at") if "due_at" in taken and text_of(form, "due_at") else None,
        matter=_if_any(AssuranceMatter, form, "matter") if "matter" in taken else None,
        manner=_if_any(Manner, form, "manner") if "manner" in taken else None,
        outcome=_if_any(ProsecutionOutcome, form, "outcome") if "outcome" in taken else None,
        offences=_lines(form, "offences") if "offences" in taken else (),
        paper=_paper(form) if "paper" in taken else None,
    )


def request_of(form: FormData, held: HeldLawDraft, paper: bytes | None) -> LawDraft:
    """Give the request that a draft becomes: it may be laid before the courts on which it has to rest over there.

    Raises:
        InputError: a field says what no request holds.
    """
    recipient = authority_id(text_of(form, "recipient", most=40), place="recipient")
    terms = held.draft.handling
    handling = type(terms)(
        originator=terms.originator,
        level=terms.level,
        tlp=Tlp.AMBER,
        releasable_to=(recipient,),
        purposes=terms.purposes,
        court=CourtUse.ALLOWED,
    )
    return LawDraft(
        recipient=recipient,
        content=held.draft.document.encode(),
        handling=handling,
        requested_authority=text_of(form, "requested_authority", most=MOST),
        signed_by=text_of(form, "signed_by", most=MOST),
        stage=_one_of(Stage, form, "stage"),
        arrest=_if_any(Arrest, form, "arrest") or Arrest.NOT_ASKED,
        urgency=_one_of(Urgency, form, "urgency"),
        urgency_reason=text_of(form, "urgency_reason"),
        answer_by=moment_of(form, "answer_by") if text_of(form, "answer_by") else None,
        paper=PaperFile(name="request.pdf", content=paper) if paper else None,
        preliminary=text_of(form, "preliminary", most=64),
    )


def _one_of(vocabulary: type[E], form: FormData, name: str) -> E:
    found = _if_any(vocabulary, form, name)
    if found is None:
        raise InputError(msg("choose one of those offered"), place=name)
    return found


def _if_any(vocabulary: type[E], form: FormData, name: str) -> E | None:
    said = text_of(form, name, most=MOST)
    if said and said not in {each.value for each in vocabulary}:
        raise InputError(msg("choose one of those offered"), place=name)
    return vocabulary(said) if said else None


def _lines(form: FormData, name: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in text_of(form, name).split("\n"))))


def _cited(form: FormData) -> tuple[Cited, ...]:
    """Read articles, one a line: the code of the instrument, a blank, the article."""
    parts = (line.partition(" ") for line in _lines(form, "cited"))
    return tuple(Cited(instrument=instrument, article=article.strip()) for instrument, _, article in parts)


def _day(form: FormData, name: str) -> date | None:
    return moment_of(form, name).date() if text_of(form, name, most=16) else None


def _paper(form: FormData) -> PaperFile | None:
    name = filename_of(form, "paper")
    return PaperFile(name=name, content=file_of(form, "paper", most=MOST_PAPER)) if name else None
