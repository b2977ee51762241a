"""What software sends of requests at law: typed bodies, made into values of core."""

import base64
import binascii
import json
from datetime import date

from pydantic import AwareDatetime, Field, JsonValue

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.kinds import AssuranceMatter, Cited, Manner, ProsecutionOutcome, RefusalGround
from simpul.core.cooperation.request import Arrest, Stage
from simpul.core.cooperation.word import Word
from simpul.core.errors import InputError
from simpul.services.law_requests import LawDraft, LawSaying, PaperFile
from simpul.web.api.bodies import Body, HandlingBody
from simpul.web.api.case_bodies import MOST, MOST_FILE_TEXT, MOST_LONG, NOT_BASE64


class PaperBody(Body):
    """A paper: its name, and its bytes in base64."""

    name: str = Field(min_length=1, max_length=MOST)
    content: str = Field(min_length=1, max_length=MOST_FILE_TEXT)

    def file(self) -> PaperFile:
        """Give the paper.

        Raises:
            InputError: its content is not base64.
        """
        try:
            content = base64.b64decode(self.content.encode("ascii"), validate=True)
        except (binascii.Error, UnicodeEncodeError) as exc:
            raise InputError(NOT_BASE64, place="paper.content") from exc
        return PaperFile(name=self.name, content=content)


class LawRequestBody(Body):
    """A request; `case` is the document of the case (`simpul/law-case/1`), and the terms name the recipient."""

    recipient: str = Field(max_length=40)
    case: dict[str, JsonValue]
    handling: HandlingBody
    requested_authority: str = Field(min_length=1, max_length=MOST)
    signed_by: str = Field(default="", max_length=MOST)
    stage: Stage = Stage.FORMAL
    arrest: Arrest = Arrest.NOT_ASKED
    urgency: Urgency = Urgency.ROUTINE
    urgency_reason: str = Field(default="", max_length=MOST_LONG)
    answer_by: AwareDatetime | None = None
    paper: PaperBody | None = None
    preliminary: str = Field(default="", max_length=64)

    def draft(self, us: AuthorityId) -> LawDraft:
        """Give the request."""
        to = authority_id(self.recipient, place="recipient")
        terms = self.handling.model_copy(update={"releasable_to": [to]})
        return LawDraft(
            recipient=to,
            content=json.dumps(self.case, ensure_ascii=False).encode(),
            handling=terms.value(us, place="handling"),
            requested_authority=self.requested_authority,
            signed_by=self.signed_by,
            stage=self.stage,
            arrest=self.arrest,
            urgency=self.urgency,
            urgency_reason=self.urgency_reason,
            answer_by=self.answer_by,
            paper=self.paper.file() if self.paper else None,
            preliminary=self.preliminary,
        )


class CitedBody(Body):
    """An article: the code or the name of the instrument, and its place in it."""

    instrument: str = Field(min_length=1, max_length=MOST)
    article: str = Field(min_length=1, max_length=MOST)


class LawWordBody(Body):
    """A word on a request; which fields it needs and may have is said with the request, under `forms`."""

    word: Word
    text: str = Field(default="", max_length=MOST_LONG)
    answers: str = Field(default="", max_length=64)
    ground: RefusalGround | None = None
    cited: list[CitedBody] = Field(default=[], max_length=50)
    authority: str = Field(default="", max_length=MOST)
    on: date | None = None
    place: str = Field(default="", max_length=MOST)
    due_at: AwareDatetime | None = None
    matter: AssuranceMatter | None = None
    manner: Manner | None = None
    outcome: ProsecutionOutcome | None = None
    offences: list[str] = Field(default=[], max_length=50)
    paper: PaperBody | None = None

    def saying(self) -> LawSaying:
        """Give the word."""
        return LawSaying(
            word=self.word,
            text=self.text,
            answers=self.answers,
            ground=self.ground,
            cited=tuple(Cited(instrument=each.instrument, article=each.article) for each in self.cited),
            authority=self.authority,
            on=self.on,
            place=self.place,
            due_at=self.due_at,
            matter=self.matter,
            manner=self.manner,
            outcome=self.outcome,
            offences=tuple(self.offences),
            paper=self.paper.file() if self.paper else None,
        )
