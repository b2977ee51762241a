"""Officers of two nodes that may be gone at any moment: one asks to freeze, the other answers, each thing once.

They work over the interface for software. Whoever got no answer looks at what is there, as a person would, and goes on
from that; nothing is asked or said again that is there.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from simpul.app.chance import SystemClock
from simpul.core.cases.freezing import WORDS_OF_THE_ASKING, Word
from simpul.core.credentials import Scope
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from tests.isomessages import pacs008, transfer
from tests.nodes import NodeProcess
from tests.world import authority

CLOCK = SystemClock()
AHEAD = 12
"""So many requests at most wait for their answer at a time."""

PLANS: tuple[tuple[Word, ...], ...] = (
    (Word.ACCEPTED, Word.FROZEN),
    (Word.REFUSED,),
    (Word.ACCEPTED, Word.MORE_NEEDED, Word.SUPPLEMENT, Word.FROZEN),
    (Word.NO_MEASURE,),
    (),
)
"""What is said on a request, by its number; on the last kind nothing, until the answer is overdue."""

OVERDUE_AFTER = timedelta(seconds=2)
NEED_A_PAYMENT = frozenset({Word.FROZEN, Word.REFUSED, Word.NO_MEASURE})
PARTS: dict[Word, dict[str, Any]] = {
    Word.MORE_NEEDED: {"text": "Which branch?"},
    Word.SUPPLEMENT: {"text": "The one at the harbour."},
    Word.REFUSED: {"ground": "not-enough-grounds"},
    Word.FROZEN: {
        "legal_basis": {"instrument": "Asset Freezing Act of State XB", "provision": "section 9"},
        "authority": "Prosecutor of State XB",
    },
}


class UnansweredError(Exception):
    """Says that it is not known whether what was asked of a node was done."""


def account(number: int) -> str:
    """Give the account that the request with this number is about, with its check digits (ISO 13616)."""
    inside = f"SIMP{number:010}"
    rest = int("".join(str(int(each, 36)) for each in f"{inside}XB00")) % 97
    return f"XB{98 - rest:02}{inside}"


def payment_of(number: int) -> bytes:
    """Give a message with the one payment to the account of this number, which lacks nothing."""
    return pacs008(transfer(number=number, payee=account(number)))


def plan_of(number: int) -> tuple[Word, ...]:
    """Give what is to be said on the request with this number."""
    return PLANS[number % len(PLANS)]


@dataclass(slots=True, kw_only=True)
class Officer:
    """An officer at a node that may be gone at any moment, and the records that were acknowledged to him."""

    node: NodeProcess
    token: str
    acknowledged: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, node: NodeProcess) -> "Officer":
        """Give the releasing officer of a node that does not run yet a token."""
        return cls(node=node, token=node.issue_token("releasing", Scope.PAYMENTS))

    def ask(self, method: str, path: str, **more: Any) -> Any:  # noqa: ANN401  any document
        """Ask the node, and give what it answers.

        Raises:
            UnansweredError: it gave no answer, or cannot serve yet, or refused what should be right; that is noted.
        """
        headers = {"authorization": f"Bearer {self.token}"}
        try:
            answer = self.node.client.request(method, f"{self.node.url}/api/v1{path}", headers=headers, **more)
        except (httpx.TransportError, OSError) as gone:
            raise UnansweredError(path) from gone
        if not answer.is_success:
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                self.refused.append(f"{self.node.state}: {method} {path}: {answer.status_code} {answer.text[:200]}")
            raise UnansweredError(path)
        return answer.json()

    def requests(self, direction: Direction, answered: Answered) -> dict[int, str]:
        """Give the ids of the requests of a kind, by their numbers."""
        found: dict[int, str] = {}
        after, more = "", True
        while more:
            params = {"direction": direction.value, "answered_or_not": answered.value, "after": after}
            page = self.ask("GET", "/freezes", params=params)
            found |= {int(row["target"]["value"][-10:]): str(row["id"]) for row in page["requests"]}
            after, more = page["after"], bool(page["after"])
        return found

    def asks_to_freeze(self, number: int) -> None:
        """Ask XB to freeze the account of this number."""
        now = CLOCK.now()
        body = {
            "recipient": authority("XB"),
            "kind": "account",
            "value": account(number),
            "legal_basis": {"instrument": "Asset Freezing Act of State XA", "provision": "section 4"},
            "authority": "Court of State XA",
            "answer_by": None if plan_of(number) else (now + OVERDUE_AFTER).isoformat(),
            "freeze_until": (now + timedelta(days=90)).isoformat(),
            "reason": "The account collects for a listed group.",
            "grading": {"scale": "admiralty-6x6", "source": "B", "information": "2"},
            "handling": {"level": 1, "purposes": ["counter-terrorism", "terrorist-financing"]},
        }
        self.acknowledged.add(self.ask("POST", "/freezes", json=body)["record"])

    def goes_on_with(self, request: str, number: int) -> None:
        """Say what is to be said next on a request, if that is for this side."""
        said = {Word(each["said"]["word"]) for each in self.ask("GET", f"/freezes/{request}")["words"]}
        left = [word for word in plan_of(number) if word not in said]
        if left and (left[0] in WORDS_OF_THE_ASKING) is (self.node.state == "XA"):
            self._says(request, number, left[0])

    def _says(self, request: str, number: int, word: Word) -> None:
        if word in NEED_A_PAYMENT:
            self.ask("POST", "/payments", content=payment_of(number))
        parts = PARTS.get(word, {})
        if word is Word.FROZEN:
            parts = parts | {"expires_at": (CLOCK.now() + timedelta(days=30)).isoformat()}
        said = self.ask("POST", f"/freezes/{request}/words", json={"word": word, **parts})
        self.acknowledged.add(said["record"])


@dataclass(slots=True, kw_only=True)
class Work:
    """Both officers at work, each in a thread of his own; `open` are the numbers that XA saw waiting when it looked."""

    asking: Officer
    answering: Officer
    asked: int = 0
    open: frozenset[int] = frozenset()
    _last: threading.Event = field(default_factory=threading.Event)
    _home: threading.Event = field(default_factory=threading.Event)

    def asks(self) -> None:
        """Ask, each number once, and give what the other side needs more."""
        unsure = False
        while not self._home.is_set():
            with contextlib.suppress(UnansweredError):
                if unsure:
                    self.asked += self._is_there(self.asked)
                    unsure = False
                self.open = _goes_on(self.asking, Direction.OWN)
                if not self._last.is_set() and len(self.open) < AHEAD:
                    unsure = True
                    self.asking.asks_to_freeze(self.asked)
                    self.asked, unsure = self.asked + 1, False
            time.sleep(0.01)

    def answers(self) -> None:
        """Answer what waits."""
        while not self._home.is_set():
            with contextlib.suppress(UnansweredError):
                _goes_on(self.answering, Direction.RECEIVED)
            time.sleep(0.01)

    def is_under_way(self) -> bool:
        """Whether something waits for its answer."""
        return bool(self.open)

    def asks_no_more(self) -> None:
        """Ask nothing new."""
        self._last.set()

    def goes_home(self) -> None:
        """End."""
        self._last.set()
        self._home.set()

    def is_at_rest(self) -> bool:
        """Whether on both sides nothing waits but what is never answered, and no envelope is on its way."""
        never = {number for number in range(self.asked) if not plan_of(number)}
        with contextlib.suppress(UnansweredError, httpx.TransportError):
            sides = ((self.asking, Direction.OWN), (self.answering, Direction.RECEIVED))
            waiting = [set(officer.requests(direction, Answered.WAITING)) for officer, direction in sides]
            return waiting == [never, never] and not any(_envelopes(each.node) for each in self.officers)
        return False

    def standing(self) -> object:
        """How things stand."""
        return {"asked": self.asked, "open": sorted(self.open), "refused": [each.refused for each in self.officers]}

    @property
    def officers(self) -> tuple[Officer, Officer]:
        """Both of them."""
        return self.asking, self.answering

    def _is_there(self, number: int) -> bool:
        kinds = (Answered.WAITING, Answered.ANSWERED)
        return any(number in self.asking.requests(Direction.OWN, each) for each in kinds)


def _goes_on(officer: Officer, direction: Direction) -> frozenset[int]:
    """Say on every request that waits what is to be said next; give the numbers of those on which something is."""
    waiting = {
        number: each for number, each in officer.requests(direction, Answered.WAITING).items() if plan_of(number)
    }
    for number, request in waiting.items():
        if direction is Direction.RECEIVED or Word.SUPPLEMENT in plan_of(number):
            officer.goes_on_with(request, number)
    return frozenset(waiting)


@contextlib.contextmanager
def working(asking: Officer, answering: Officer) -> Iterator[Work]:
    """Let both work until the end."""
    work = Work(asking=asking, answering=answering)
    threads = [threading.Thread(target=each, daemon=True) for each in (work.asks, work.answers)]
    for thread in threads:
        thread.start()
    try:
        yield work
    finally:
        work.goes_home()
        for thread in threads:
            thread.join()


def _envelopes(node: NodeProcess) -> int:
    (link,) = node.console("GET", "/peers").json()
    return int(link["waiting"])
