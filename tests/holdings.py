"""Invented records to put into a store: viewers, terms, reports with their claims, alerts, entries, envelopes."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from simpul.core.alert import Alert, AlertKind, Seriousness
from simpul.core.assertion import Assertion
from simpul.core.audit import Act, AuditEntry, Outcome, commitment
from simpul.core.authority import ALL_PURPOSES, Authority, AuthorityId, Level, OfficerId, Role, Sight, Viewer
from simpul.core.designation import Designation, ListedName, NameQuality, content_of
from simpul.core.exchange import Introduction
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Handling, Tlp
from simpul.core.holding import Change, Direction, HeldEntry, ListImport, OutgoingEnvelope, Partner
from simpul.core.ids import Domain, Sealed, record_id, seal
from simpul.core.log import root_of
from simpul.core.report import Report, ReportKind, SignedReport, arranged_leaves, leaf_count
from simpul.core.vocabulary import Schema
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.stores import US

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
THEM = AuthorityId("XB-NCTC")
GRADING = Grading(scale=Scale.ADMIRALTY, source="B", information="2")

_numbers = count(1)


def chance() -> str:
    """Give 32 hexadecimal digits that are new, and new in every process."""
    return hashlib.sha256(f"chance {os.getpid()} {next(_numbers)}".encode()).hexdigest()[:32]


def terms(level: Level = Level.RESTRICTED, **changes: object) -> Handling:
    """Give our own terms."""
    plain = Handling(originator=US, level=level, tlp=Tlp.AMBER, purposes=tuple(sorted(ALL_PURPOSES)))
    return replace(plain, **changes)  # type: ignore[arg-type]  # the names of Handling's own fields


def sight(clearance: Level = Level.SECRET, *, at: datetime = NOW, authority: AuthorityId = US) -> Sight:
    """Give how an analyst with this clearance sees."""
    viewer = Viewer(
        authority=authority,
        officer=OfficerId("analyst"),
        roles=(Role.ANALYST,),
        clearance=clearance,
        purposes=ALL_PURPOSES,
    )
    return Sight(viewer=viewer, at=at)


def claim(
    value: str = "Bahrul Santosa",
    *,
    name: str = "name",
    subject: str = "",
    handling: Handling | None = None,
    **changes: object,
) -> Sealed[Assertion]:
    """Give an assertion of whoever the terms are."""
    own = handling or terms()
    plain = Assertion(
        originator=own.originator,
        subject=subject or chance(),
        schema=Schema.PERSON,
        property=name,
        value=value,
        grading=GRADING,
        handling=own,
        asserted_at=NOW,
        salt=chance(),
    )
    return seal(Domain.ASSERTION, replace(plain, **changes))  # type: ignore[arg-type]  # the names of Assertion's fields


def report_of(
    *claims: Sealed[Assertion], title: str = "A meeting was seen", handling: Handling | None = None, **changes: object
) -> SignedReport:
    """Give a signed report over these claims, of whoever the terms are; its signature is of the right size only."""
    own = handling or terms()
    padding = [hashlib.sha256(chance().encode()).digest() for _ in range(leaf_count(len(claims)) - len(claims))]
    leaves = arranged_leaves(claims, padding=padding)
    plain = Report(
        originator=own.originator,
        kind=ReportKind.INFORMATION,
        title=title,
        summary="Two persons met in the harbour town.",
        grading=GRADING,
        handling=own,
        written_at=NOW,
        root=root_of(leaves).hex(),
        salt=chance(),
    )
    report = seal(Domain.REPORT, replace(plain, **changes))  # type: ignore[arg-type]  # the names of Report's fields
    return SignedReport(report=report, signature=b"s" * 64, leaves=leaves)


def add_report(
    tx: SqlTransaction, signed: SignedReport, claims: Sequence[Sealed[Assertion]] = (), *, at: datetime = NOW
) -> None:
    """Add a report of ours, and the entry of the chain that commits to it."""
    tx.reports.add(signed, claims, direction=Direction.OWN, author="analyst", at=at)
    ids = [signed.report.id, *(item.id for item in claims)]
    tx.audit.record(act_of(Act.REPORT_RELEASE, target=signed.report.id, commits=commitment(ids), at=at))


def act_of(act: Act = Act.NODE_START, *, target: str = "", commits: str = "", at: datetime = NOW) -> AuditEntry:
    """Give an entry of the chain."""
    return AuditEntry(act=act, actor="analyst", outcome=Outcome.DONE, at=at, target=target, commits=commits)


def holds(
    store: Store,
    *claims: Sealed[Assertion],
    title: str = "A meeting was seen",
    handling: Handling | None = None,
    at: datetime = NOW,
    **changes: object,
) -> SignedReport:
    """Let the store hold a report over these claims."""
    signed = report_of(*claims, title=title, handling=handling, **changes)
    store.ledger.act(lambda tx: add_report(tx, signed, claims, at=at))
    return signed


def alert_of(**changes: object) -> Alert:
    """Give an alert."""
    plain = Alert(
        id=chance(),
        kind=AlertKind.LIST_HIT,
        subject=chance(),
        against="list:XZ:Z.001",
        score=900,
        seriousness=Seriousness.HIGH,
        handling=terms(),
        raised_at=NOW,
        caption="Bahrul Santosa / Bahrul S.",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the names of Alert's own fields


def entry_of(
    reference: str, *names: str, list_id: str = "XZ", handling: Handling | None = None, **changes: object
) -> HeldEntry:
    """Give an entry of an invented list."""
    listed = tuple(ListedName(value=name, quality=NameQuality.PRIMARY) for name in names or ("Bahrul Santosa",))
    plain = Designation(list_id=list_id, reference=reference, schema=Schema.PERSON, names=listed)
    entry = replace(plain, **changes)  # type: ignore[arg-type]  # the names of Designation's own fields
    return HeldEntry(entry=entry, content=content_of(entry), handling=handling or terms(), entered_on="2026-01-01")


def import_of(list_id: str = "XZ", *, at: datetime = NOW) -> ListImport:
    """Give the reading of an edition."""
    return ListImport(
        id=chance(),
        list_id=list_id,
        dated="2026-01-01",
        imported_at=at,
        by="analyst",
        entries=0,
        added=0,
        changed=0,
        removed=0,
    )


def lists(
    store: Store, *entries: HeldEntry, how: Change = Change.ADDED, list_id: str = "XZ", at: datetime = NOW
) -> ListImport:
    """Let the store take in an edition with these entries."""
    done = import_of(list_id, at=at)

    def work(tx: SqlTransaction) -> None:
        tx.lists.add_import(done)
        tx.lists.put(entries, list_id=list_id, import_id=done.id, how=how)
        commits = commitment(held.content for held in entries)
        tx.audit.record(act_of(Act.LIST_IMPORT, target=done.id, commits=commits, at=at))

    store.ledger.act(work)
    return done


def delist(store: Store, *references: str, at: datetime = NOW + timedelta(minutes=9)) -> ListImport:
    """Let the store take in an edition in which these entries are no more."""
    done = import_of(at=at)

    def work(tx: SqlTransaction) -> None:
        tx.lists.add_import(done)
        tx.lists.leave(references, list_id="XZ", import_id=done.id, on="2026-02-01")
        tx.audit.record(act_of(Act.LIST_IMPORT, target=done.id, commits=commitment([]), at=at))

    store.ledger.act(work)
    return done


def partner_of(peer: AuthorityId = THEM) -> Partner:
    """Give a peer; its keys are none that anybody has."""
    introduction = Introduction(
        authority=Authority(id=peer, name=f"Authority {peer}"),
        base_url="https://peer.example",
        identity_key="ab" * 32,
        sealing_key="cd" * 100,
        made_at=NOW,
    )
    return Partner(introduction=introduction, signed_introduction=b"signed", fingerprint="ab" * 32, added_at=NOW)


def envelope_of(number: int, peer: AuthorityId = THEM) -> OutgoingEnvelope:
    """Give an envelope to a peer."""
    frame = f"frame {number} to {peer}".encode()
    return OutgoingEnvelope(recipient=peer, number=number, id=record_id(Domain.ENVELOPE, frame), frame=frame)


def later(minutes: int) -> datetime:
    """Give a moment after now."""
    return NOW + timedelta(minutes=minutes)
