"""The payments of the last days and what they add up to: each enters once and leaves each window once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from simpul.engines.payments.account import (
    IN_COUNT,
    IN_SUM,
    IN_UNDER,
    NEVER,
    NEW_PAYEES,
    NEW_PAYERS,
    OUT_ROUND,
    OUT_SUM,
    OUT_UNDER,
    PAYEES,
    PAYERS,
    TALLY,
    UNCOUNTED,
    Activity,
    Profile,
    Tie,
)
from simpul.engines.payments.memory import Memory
from simpul.engines.payments.payment import Name

Event = tuple[int, Activity, Activity, Tie, int, int, int, int, int, Name | None]
"""Time, sender, receiver, tie, amount, marks, relays, the numbers of the payments before it (the one before of the
sender, and the one before to the receiver), and its name."""

FIRST: Final = 1
ROUND: Final = 2
UNDER: Final = 4

ROOM_FOR_TIES: Final = 4
ROOM_FOR_ACCOUNTS: Final = 8
"""What is remembered beyond the windows, for each payment that the windows have room for. Not less: nothing in a window
may be forgotten, and one payment touches one tie and two accounts in the younger half of a memory."""

SERIAL_BITS: Final = 31
TIDY: Final = 4096
EVER: Final = 1 << 62


class Ledger:
    """Accounts, ties and the payments within the windows."""

    __slots__ = ("base", "cut", "dues", "events", "heads", "most", "now", "profiles", "serial", "spans", "ties")

    def __init__(self, spans: Sequence[int], *, memory: int, most: int) -> None:
        self.spans = tuple(spans)
        self.most = most
        self.now = NEVER
        self.cut = NEVER
        self.events: list[Event] = []
        self.base = 0
        self.heads = [0] * len(self.spans)
        self.dues = [EVER] * len(self.spans)
        self.serial = 0
        self.profiles: Memory[Name, Profile] = Memory(span=memory, room=ROOM_FOR_ACCOUNTS * most)
        self.ties: Memory[int, Tie] = Memory(span=memory, room=ROOM_FOR_TIES * most)

    def profile(self, name: Name) -> Profile:
        """Give the account of a name, a new one where none is remembered."""
        found = self.profiles.get(name)
        if found is None:
            self.serial += 1
            found = Profile(name, serial=self.serial, first=self.now)
            self.profiles.put(name, found, now=self.now)
        return found

    def active(self, profile: Profile) -> Activity:
        """Give what an account does; it begins to, where it was at rest."""
        activity = profile.activity
        if activity is None:
            activity = profile.activity = Activity(profile, windows=len(self.spans))
        return activity

    def tie(self, sender: Profile, receiver: Profile) -> Tie:
        """Give the tie from one account to another, a new one where none is remembered."""
        key = sender.serial << SERIAL_BITS | receiver.serial
        found = self.ties.get(key)
        if found is None:
            found = Tie()
            self.ties.put(key, found, now=self.now)
        return found

    @property
    def held(self) -> int:
        """How many payments are in the longest window."""
        return self.base + len(self.events) - self.heads[-1]

    def pass_time(self, now: int) -> None:
        """Let every payment leave the windows that have passed it."""
        self.now = now
        for window, due in enumerate(self.dues):
            if now >= due:
                self._leave(window, now - self.spans[window])

    def make_room(self) -> None:
        """Let the oldest payment leave early, with all of the same moment."""
        self.cut = self.events[self.heads[-1] - self.base][0]
        for window in range(len(self.spans)):
            self._leave(window, self.cut)

    def _leave(self, window: int, edge: int) -> None:
        events, start = self.events, self.heads[window] - self.base
        at, end = start, len(events)
        longest, place = window == len(self.spans) - 1, window * len(TALLY)
        while at < end and events[at][0] <= edge:
            _, sender, receiver, tie, amount, marks, _, _, _, _ = events[at]
            out, into = sender.tally, receiver.tally
            out[place] -= 1
            out[place + OUT_SUM] -= amount
            into[place + IN_COUNT] -= 1
            into[place + IN_SUM] -= amount
            tie.counts[window] = count = tie.counts[window] - 1
            if not count:
                out[place + PAYEES] -= 1
                into[place + PAYERS] -= 1
            if marks:
                _count_marks(out, into, place, marks, -1)
            if longest:
                _forget(sender.sent, amount)
                _forget(receiver.received, amount)
                _dismiss(events[at], at + self.base)
            at += 1
        self._left(window, at)

    def leave_uncounted(self) -> None:
        """Let payments leave the longest window; what they add up to has to be counted anew."""
        events, base, edge = self.events, self.base, self.now - self.spans[-1]
        at, end = self.heads[-1] - base, len(events)
        while at < end and (event := events[at])[0] <= edge:
            _dismiss(event, at + base)
            at += 1
        self.heads[-1] = self.base + at
        self.dues[-1] = events[at][0] + self.spans[-1] if at < end else EVER
        if at >= TIDY and 2 * at >= end:
            del events[:at]
            self.base += at

    def _left(self, window: int, at: int) -> None:
        events = self.events
        self.heads[window] = self.base + at
        self.dues[window] = events[at][0] + self.spans[window] if at < len(events) else EVER
        if window == len(self.spans) - 1 and at >= TIDY and 2 * at >= len(events):
            del events[:at]
            self.base += at

    def enter(self, event: Event) -> None:
        """Let a payment into the windows, uncounted."""
        time, sender, receiver, tie, _, marks, _, _, _, _ = event
        number = self.base + len(self.events)
        sender.last_out = receiver.last_in = number
        self.events.append(event)
        if self.dues[-1] == EVER or self.dues[0] == EVER:
            self.dues = [time + span if due == EVER else due for due, span in zip(self.dues, self.spans, strict=True)]
        if tie.latest < self.heads[-1]:
            tie.since, tie.opened = time, number
            if sender is not receiver:
                sender.payees[receiver] = receiver.payers[sender] = tie
                if marks & FIRST:
                    sender.new_payees[receiver] = receiver.new_payers[sender] = tie
        tie.latest = number

    def count(self, event: Event) -> None:
        """Count a payment that has entered, in every window."""
        _, sender, receiver, _, amount, _, _, _, _, _ = event
        self._count(event, range(len(self.spans)))
        sender.sent[amount] = sender.sent.get(amount, 0) + 1
        receiver.received[amount] = receiver.received.get(amount, 0) + 1

    def _count(self, event: Event, windows: Iterable[int]) -> None:
        _, sender, receiver, tie, amount, marks, _, _, _, _ = event
        out, into = sender.tally, receiver.tally
        counts = tie.counts = tie.counts or [0] * len(self.spans)
        for window in windows:
            place, before = window * len(TALLY), counts[window]
            out[place] += 1
            out[place + OUT_SUM] += amount
            into[place + IN_COUNT] += 1
            into[place + IN_SUM] += amount
            counts[window] = before + 1
            if not before:
                out[place + PAYEES] += 1
                into[place + PAYERS] += 1
            if marks:
                _count_marks(out, into, place, marks, 1)

    def uncount(self) -> None:
        """Count nothing, until counted anew."""
        for _, sender, receiver, tie, _, _, _, _, _, _ in self.within():
            tie.counts = UNCOUNTED
            for party in (sender, receiver):
                party.tally = [0] * len(party.tally)
                party.sent, party.received = {}, {}

    def count_anew(self) -> None:
        """Count whatever is in the windows."""
        edges = [self.now - span for span in self.spans]
        for window, edge in enumerate(edges[:-1]):
            at = bisect_right(self.events, max(edge, self.cut), key=_time)
            self._left(window, max(at, self.heads[-1] - self.base))
        for number, event in enumerate(self.within(), start=self.heads[-1]):
            _, sender, receiver, _, amount, *_ = event
            self._count(event, [window for window, head in enumerate(self.heads) if number >= head])
            sender.sent[amount] = sender.sent.get(amount, 0) + 1
            receiver.received[amount] = receiver.received.get(amount, 0) + 1

    def within(self) -> Iterator[Event]:
        """Give the payments in the longest window, the oldest first."""
        return islice(self.events, self.heads[-1] - self.base, None)

    def sent(self, account: Activity, edge: int) -> Iterator[Event]:
        """Give the payments of an account after some time that are still in the longest window, the latest first."""
        number = account.last_out
        while number >= self.heads[-1] and (event := self.events[number - self.base])[0] > edge:
            yield event
            number = event[7]

    def received(self, account: Activity, edge: int) -> Iterator[Event]:
        """Give the payments to an account after some time that are still in the longest window, the latest first."""
        number = account.last_in
        while number >= self.heads[-1] and (event := self.events[number - self.base])[0] > edge:
            yield event
            number = event[8]


def _count_marks(out: list[int], into: list[int], place: int, marks: int, step: int) -> None:
    if marks & FIRST:
        out[place + NEW_PAYEES] += step
        into[place + NEW_PAYERS] += step
    if marks & ROUND:
        out[place + OUT_ROUND] += step
    if marks & UNDER:
        out[place + OUT_UNDER] += step
        into[place + IN_UNDER] += step


def _forget(amounts: dict[int, int], amount: int) -> None:
    count = amounts.pop(amount)
    if count > 1:
        amounts[amount] = count - 1


def _dismiss(event: Event, number: int) -> None:
    _, sender, receiver, tie, _, marks, _, _, _, _ = event
    if tie.latest == number:
        tie.counts = UNCOUNTED
        if sender is not receiver:
            del sender.payees[receiver], receiver.payers[sender]
    if marks & FIRST and sender is not receiver:
        del sender.new_payees[receiver], receiver.new_payers[sender]
    if sender.last_out <= number and sender.last_in <= number:
        sender.profile.activity = None
    if receiver.last_in <= number and receiver.last_out <= number:
        receiver.profile.activity = None


def _time(event: Event) -> int:
    return event[0]
