"""Taking in records between units: cases, entries, requests and words on them, as partners send them.

Rules:
1. A record is its sender's own, its signature holds, and its terms name us; else the whole envelope is set aside. The
   chain of an item of evidence comes whole: in it stand records of others with whom we have a link, each theirs.
2. It belongs where it says: an entry into a case that is here and takes it, a word on a request that is here and by
   whom it is for to say. What it replaces is the same originator's.
3. A record that is here already changes nothing. All of an envelope is taken, or nothing of it.
4. A request to freeze holds at once what is held and matches; nothing is told to anybody by itself.
5. Nothing is written in the future: order is by moments, and what lies far ahead would come after everything, or let
   nobody go on from it.
6. Requests at law are checked further by `law_intake`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from simpul.core.audit import Act, commitment
from simpul.core.authority import AuthorityId
from simpul.core.cases.freezing import FreezeRequest, FreezeWord, Standing
from simpul.core.errors import InputError, TamperedError
from simpul.core.exchange import Introduction
from simpul.core.holding import Direction
from simpul.core.ids import Sealed
from simpul.core.node import NodeProfile
from simpul.core.units.record import (
    FORWARDED,
    HeldRecord,
    SignedRecord,
    UnitRecord,
    begins,
    belongs,
    may_replace,
    replaced_by,
    signed_message,
    thread_of,
)
from simpul.services.freeze_requests import clock_of, wind
from simpul.services.law_intake import LawIntake
from simpul.services.ports.reading import Links
from simpul.services.ports.units import RecordPayloads
from simpul.services.ports.world import Clock, Ids, NodeKeys
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder
from simpul.services.withholding import Withholding

MOST_AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitIntake:
    """Reads, checks and keeps what partners send beside reports."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    keys: NodeKeys
    payloads: RecordPayloads
    withholding: Withholding
    law: LawIntake
    recorder: Recorder
    links: Links

    def read(self, payload: bytes, sender: Introduction) -> tuple[SignedRecord, ...]:
        """Give the records of an envelope.

        Raises:
            InputError: it is malformed, a record is another originator's, or its terms do not name us.
            TamperedError: a signature does not hold.
        """
        records = self.payloads.decode(payload)
        for index, each in enumerate(records):
            self._check(each, sender, place=f"records[{index}]")
        return records

    def fault_in(self, tx: Transaction, records: Sequence[SignedRecord]) -> InputError | None:
        """Say why records cannot be taken, or nothing when they can."""
        known = dict(tx.units.find([each.id for each in records]))
        firsts = {thread: _first(tx, thread) for thread in {thread_of(each.value, each.id) for each in records}}
        for index, each in enumerate(records):
            thread = thread_of(each.value, each.id)
            first = firsts[thread]
            if first is None and not begins(each.value):
                return InputError("what it belongs to is not here", place=f"records[{index}]")
            if first is not None and each.id not in known and not belongs(each.value, first):
                return InputError("it does not belong there", place=f"records[{index}]")
            fault = _fault_in_replacing(tx, each, records, place=f"records[{index}]")
            if fault is None and each.id not in known:
                fault = self.law.fault_in(tx, each, records, place=f"records[{index}]")
            if fault is not None:
                return fault
            if first is None:
                firsts[thread] = each.value
        return None

    def take(self, tx: Transaction, link: AuthorityId, records: Sequence[SignedRecord]) -> None:
        """Keep records that were found right, with what follows of them."""
        known = tx.units.find([each.id for each in records])
        fresh = [each for each in records if each.id not in known]
        if not fresh:
            return
        at, batch = self.clock.now(), self.ids.new_id()
        tx.units.add(fresh, direction=Direction.RECEIVED, author="", batch=batch, at=at)
        self.recorder.done(
            tx,
            Act.CASE_RECEIVE,
            actor=f"peer:{link}",
            target=batch,
            detail=f"{len(fresh)} records",
            commits=commitment(each.id for each in fresh),
        )
        self._follow(tx, fresh)

    def _follow(self, tx: Transaction, fresh: Sequence[SignedRecord]) -> None:
        us = self.node.authority.id
        requests = [
            Sealed(id=each.id, body=each.record.body, value=each.value)
            for each in fresh
            if isinstance(each.value, FreezeRequest)
        ]
        for request in requests:
            tx.units.wind(clock_of(request.value, request.id, Standing.SENT, us=us))
        if requests:
            self.withholding.hold(tx, requests)
        for said in {each.value.request for each in fresh if isinstance(each.value, FreezeWord)}:
            wind(tx, said, us=us, at=self.clock.now())
        self.law.follow(tx, fresh)

    def _check(self, signed: SignedRecord, sender: Introduction, *, place: str) -> None:
        us, value = self.node.authority.id, signed.value
        author = self._author(signed, sender, place=f"{place}.originator")
        message = signed_message(signed.kind, signed.record.body)
        if not self.keys.verify(identity_key=author, signature=signed.signature, message=message):
            raise TamperedError(f"{place}: the originator's signature does not hold")
        if value.written_at > self.clock.now() + MOST_AHEAD:
            raise InputError("it is written in the future", place=f"{place}.written_at")
        if us not in value.handling.audience:
            raise InputError("its terms do not name us", place=f"{place}.handling.releasable_to")
        if isinstance(value, FreezeRequest) and value.recipient != us:
            raise InputError("the request is to somebody else", place=f"{place}.recipient")
        self.law.check(value, place=place)

    def _author(self, signed: SignedRecord, sender: Introduction, *, place: str) -> str:
        """Give the key with which a record is to be signed: the sender's, or that of whose record it sends on."""
        originator = signed.value.originator
        if originator == sender.authority.id:
            return sender.identity_key
        if signed.kind not in FORWARDED:
            raise InputError("the record is another originator's than the sender's", place=place)
        partner = self.links.partner(originator)
        if partner is None:
            raise InputError("the record is of somebody with whom there is no link", place=place)
        return partner.introduction.identity_key


def _first(tx: Transaction, thread: str) -> UnitRecord | None:
    held = tx.units.first(thread)
    return None if held is None else held.value


def _fault_in_replacing(
    tx: Transaction, signed: SignedRecord, beside: Sequence[SignedRecord], *, place: str
) -> InputError | None:
    """Say why a record may not replace what it names; what is not here, it may."""
    earlier_id = replaced_by(signed.value)
    if not earlier_id:
        return None
    held: Mapping[str, HeldRecord] = tx.units.find([earlier_id])
    earlier = held[earlier_id].value if earlier_id in held else None
    earlier = earlier or next((each.value for each in beside if each.id == earlier_id), None)
    if earlier is not None and not may_replace(signed.value, earlier=earlier):
        return InputError("only its originator replaces a record", place=place)
    return None
