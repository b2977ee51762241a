"""Requests at law for the node's operator: listing and showing them, asking, saying, approving, and the figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from simpul.app.evidence import Terms
from simpul.app.node import Node
from simpul.core.authority import AuthorityId, Sight
from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.kinds import Cited
from simpul.core.cooperation.reading import ReadCase
from simpul.core.cooperation.request import Arrest, Stage
from simpul.core.cooperation.statistics import Days, Figures
from simpul.core.cooperation.use import Use
from simpul.core.cooperation.word import LawWord
from simpul.core.handling import CourtUse
from simpul.core.holding import Direction
from simpul.core.ids import timestamp
from simpul.core.units.holding import Answered
from simpul.core.units.record import HeldRecord
from simpul.core.units.requested import LawFile
from simpul.services.law_requests import LawDraft, LawSaying, PaperFile, Put

MOST_LISTED = 200
ReadInText = Callable[[str, str], str]
"""Gives the hash of an article's text where that is at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestListed:
    """A request in a list; `made` says whether it is ours."""

    id: str
    direction: str
    kind: str
    reference: str
    title: str
    partner: AuthorityId
    treaty: str
    standing: str
    turn: str
    due_at: str
    overdue: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedShown:
    """An article: read in its text, unverified, or with the hash of another text than the one that is at hand."""

    instrument: str
    article: str
    verified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShown:
    """A clock: what is due, when or in which words, on which basis, and by which articles."""

    kind: str
    basis: str
    state: str
    due_at: str
    words: str
    cited: tuple[CitedShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordShown:
    """One word on a request; `counts` is empty where it changes nothing, or waits for a second officer."""

    id: str
    word: str
    originator: AuthorityId
    written_at: str
    text: str
    answers: str
    ground: str
    cited: tuple[CitedShown, ...]
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptShown:
    """One of the three receipts, with the hash of what is signed and of the receipt before it."""

    kind: str
    by: AuthorityId
    at: str
    id: str
    previous: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestShown:
    """A request with everything said on it, as the officer may see it."""

    listed: RequestListed
    stage: str
    authority: str
    requested_authority: str
    signed_by: str
    arrest: str
    urgency: str
    urgency_reason: str
    answer_by: str
    counted: str
    offences: tuple[str, ...]
    receipts: tuple[ReceiptShown, ...]
    clocks: tuple[ClockShown, ...]
    words: tuple[WordShown, ...]
    assurances: tuple[tuple[str, str, str], ...]
    consents: tuple[tuple[str, str, tuple[str, ...]], ...]
    prosecution: str
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresShown:
    """Figures on requests of one authority to another."""

    requesting: AuthorityId
    requested: AuthorityId
    kind: str
    treaty: str
    requests: int
    standings: dict[str, int]
    grounds: dict[str, int]
    accepted: Days
    done: Days
    refused: Days
    prosecutions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsShown:
    """Figures of what we made and of what we received."""

    us: AuthorityId
    made: tuple[FiguresShown, ...]
    received: tuple[FiguresShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A request as it is written at the console."""

    recipient: AuthorityId
    content: bytes
    requested_authority: str
    signed_by: str = ""
    stage: Stage = Stage.FORMAL
    arrest: Arrest = Arrest.NOT_ASKED
    urgency: Urgency = Urgency.ROUTINE
    urgency_reason: str = ""
    paper: PaperFile | None = None
    preliminary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDesk:
    """Does with requests at law what the command line asks for; `sight` lets an officer act, by name."""

    node: Node
    sight: Callable[[str], Sight]

    def listed(self, *, officer: str = "") -> tuple[RequestListed, ...]:
        """Give the requests that the officer may see: open ones by their clock, then those that ended."""
        sight = self.sight(officer)
        return tuple(_listed(each) for each in self._files(sight))[:MOST_LISTED]

    def shown(self, request: str, *, officer: str = "") -> RequestShown:
        """Show a request; that it was read is on record."""
        file = self.node.units.law_files.file(self.sight(officer), request)
        return _shown(file, self.node.units.law.cases.read_in_text)

    def looked_at(self, content: bytes) -> ReadCase:
        """Say what a case lacks before it may be sent."""
        return self.node.units.law.looked_at(content)

    def asked(self, asking: Asking, terms: Terms, *, officer: str = "") -> Put:
        """Send a request."""
        sight = self.sight(officer)
        named = replace(terms, releasable_to=(*terms.releasable_to, asking.recipient))
        draft = LawDraft(
            recipient=asking.recipient,
            content=asking.content,
            handling=replace(named.handling(sight), court=CourtUse.ALLOWED),
            requested_authority=asking.requested_authority,
            signed_by=asking.signed_by,
            stage=asking.stage,
            arrest=asking.arrest,
            urgency=asking.urgency,
            urgency_reason=asking.urgency_reason,
            paper=asking.paper,
            preliminary=asking.preliminary,
        )
        return self.node.units.law.ask(sight, draft)

    def said(self, request: str, saying: LawSaying, *, officer: str = "") -> Put:
        """Say something on a request."""
        return self.node.units.law.say(self.sight(officer), request, saying)

    def approved(self, record: str, *, officer: str = "") -> Put:
        """Approve a request or a word that waits for a second officer."""
        return self.node.units.law.approve(self.sight(officer), record)

    def used(self, request: str, offence: str, *, officer: str = "") -> Use:
        """Use what came of a request for an offence."""
        return self.node.units.law_files.use(self.sight(officer), request, offence)

    def statistics(self, *, officer: str = "") -> StatisticsShown:
        """Give the figures on all requests that the officer may count."""
        found = self.node.units.law_files.statistics(self.sight(officer))
        made, received = (tuple(_figures(each) for each in side) for side in (found.made, found.received))
        return StatisticsShown(us=found.us, made=made, received=received)

    def _files(self, sight: Sight) -> Iterator[LawFile]:
        for answered in Answered:
            for direction in Direction:
                page = self.node.units.law_files.page(sight, direction=direction, answered=answered, limit=MOST_LISTED)
                yield from page.items


def _listed(file: LawFile) -> RequestListed:
    request, standing = file.request, file.standing
    return RequestListed(
        id=file.thread,
        direction=file.head.direction,
        kind=request.kind,
        reference=request.reference,
        title=request.title,
        partner=file.other,
        treaty=request.treaty,
        standing=standing.standing,
        turn=standing.turn,
        due_at=timestamp(standing.due_at) if standing.due_at else "",
        overdue=tuple(each.kind.value for each in standing.clocks if each.state == "overdue"),
    )


def _shown(file: LawFile, read: ReadInText) -> RequestShown:
    request, standing = file.request, file.standing
    waiting = tuple(each.id for each in file.waiting)
    idle = {*waiting, *file.idle}
    return RequestShown(
        listed=_listed(file),
        stage=request.stage,
        authority=request.authority,
        requested_authority=request.requested_authority,
        signed_by=request.signed_by,
        arrest=request.arrest,
        urgency=request.urgency,
        urgency_reason=request.urgency_reason,
        answer_by=timestamp(request.answer_by),
        counted=request.counted,
        offences=request.offences,
        receipts=tuple(
            ReceiptShown(kind=each.kind, by=each.by, at=timestamp(each.at), id=each.id, previous=each.previous)
            for each in file.receipts
        ),
        clocks=tuple(
            ClockShown(
                kind=each.kind,
                basis=each.basis,
                state=each.state,
                due_at=timestamp(each.due_at) if each.due_at else "",
                words=each.words,
                cited=_cited(each.cited, read),
            )
            for each in standing.clocks
        ),
        words=tuple(_word(each, each.value, idle, read) for each in file.words if isinstance(each.value, LawWord)),
        assurances=tuple((each.word.id, str(each.word.value.matter), each.state) for each in standing.assurances),
        consents=tuple((each.asked.id, each.state.value, each.offences) for each in standing.consents),
        prosecution=standing.prosecution.state if standing.prosecution else "",
        waiting=waiting,
    )


def _word(held: HeldRecord, word: LawWord, idle: set[str], read: ReadInText) -> WordShown:
    return WordShown(
        id=held.id,
        word=word.word,
        originator=word.originator,
        written_at=timestamp(word.written_at),
        text=word.text,
        answers=word.answers,
        ground=word.ground or "",
        cited=_cited(word.cited, read),
        counts="" if held.id in idle else "counts",
    )


def _cited(cited: tuple[Cited, ...], read: ReadInText) -> tuple[CitedShown, ...]:
    return tuple(
        CitedShown(instrument=each.instrument, article=each.article, verified=_verified(each, read)) for each in cited
    )


def _verified(cited: Cited, read: ReadInText) -> str:
    """Say whether an article was read: whoever cites it says so by a hash, which is compared where the text is here."""
    ours = read(cited.instrument, cited.article)
    if not cited.text_sha256 or not ours:
        return "unverified"
    return "read-in-text" if cited.text_sha256 == ours else "another-text"


def _figures(found: Figures) -> FiguresShown:
    return FiguresShown(
        requesting=found.requesting,
        requested=found.requested,
        kind=found.kind,
        treaty=found.treaty,
        requests=found.requests,
        standings={each.value: count for each, count in found.standings.items()},
        grounds={each.value: count for each, count in found.grounds.items()},
        accepted=found.accepted,
        done=found.done,
        refused=found.refused,
        prosecutions=found.prosecutions,
    )
