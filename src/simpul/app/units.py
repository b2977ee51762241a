"""What passes between units, wired: cases, requests, evidence, teams, and taking in what partners send."""

from dataclasses import dataclass

from simpul.app.chain_papers import ChainPapers
from simpul.app.late_calendars import LateCalendars
from simpul.app.late_requests import LateCaseReader
from simpul.core.payment.deciding import DecisionPolicy
from simpul.peers.records import UnitPayloads
from simpul.services.case_reading import CaseReading
from simpul.services.case_sharing import CaseSharing
from simpul.services.casework import Casework
from simpul.services.conveying import Conveying
from simpul.services.dispatching import Dispatching
from simpul.services.evidence_keeping import EvidenceKeeping
from simpul.services.evidence_reading import EvidenceReading
from simpul.services.evidence_sharing import EvidenceSharing
from simpul.services.freeze_requests import FreezeRequests
from simpul.services.law_files import LawFiles
from simpul.services.law_intake import LawIntake
from simpul.services.law_requests import LawRequests
from simpul.services.lawkeeping import LawKeeping
from simpul.services.teamwork import Teamwork
from simpul.services.unit_intake import UnitIntake
from simpul.services.withholding import Withholding
from simpul.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenUnits:
    """What a node does with cases, requests, evidence and teams."""

    cases: CaseReading
    casework: Casework
    sharing: CaseSharing
    freezing: FreezeRequests
    exhibits: EvidenceReading
    evidence: EvidenceKeeping
    chains: EvidenceSharing
    teams: Teamwork
    papers: ChainPapers
    law: LawRequests
    law_files: LawFiles
    intake: UnitIntake


def between_units(
    store: Store, dispatching: Dispatching, policy: DecisionPolicy, *, keeping: LawKeeping
) -> BetweenUnits:
    """Give what a node does with cases, requests, evidence and teams."""
    node, clock, ids, recorder = dispatching.node, dispatching.clock, dispatching.ids, dispatching.recorder
    payloads = UnitPayloads(limits=node.limits)
    conveying = Conveying(dispatching=dispatching, payloads=payloads, links=store.links)
    withholding = Withholding(node=node, clock=clock, ids=ids, policy=policy, recorder=recorder)
    reader = LateCaseReader(accepted=keeping.accepted)
    files = LawFiles(units=store.units, ledger=store.ledger, recorder=recorder)
    cases = CaseReading(units=store.units, ledger=store.ledger, recorder=recorder)
    exhibits = EvidenceReading(units=store.units, ledger=store.ledger, recorder=recorder)
    return BetweenUnits(
        cases=cases,
        casework=Casework(reading=cases, conveying=conveying, ledger=store.ledger, payments=store.payments),
        sharing=CaseSharing(reading=cases, conveying=conveying, ledger=store.ledger, links=store.links),
        freezing=_freezing(store, conveying, withholding),
        exhibits=exhibits,
        evidence=EvidenceKeeping(reading=exhibits, conveying=conveying, ledger=store.ledger),
        chains=EvidenceSharing(reading=exhibits, conveying=conveying, ledger=store.ledger, links=store.links),
        teams=Teamwork(conveying=conveying, ledger=store.ledger, units=store.units, evidence=exhibits),
        papers=_papers(store, dispatching, exhibits),
        law=LawRequests(conveying=conveying, files=files, cases=reader, calendars=LateCalendars(), ledger=store.ledger),
        law_files=files,
        intake=UnitIntake(
            node=node,
            clock=clock,
            ids=ids,
            keys=dispatching.keys,
            payloads=payloads,
            withholding=withholding,
            law=LawIntake(node=node, clock=clock, cases=reader),
            recorder=recorder,
            links=store.links,
        ),
    )


def _freezing(store: Store, conveying: Conveying, withholding: Withholding) -> FreezeRequests:
    return FreezeRequests(
        conveying=conveying,
        withholding=withholding,
        ledger=store.ledger,
        units=store.units,
        desk=store.payment_desk,
    )


def _papers(store: Store, dispatching: Dispatching, exhibits: EvidenceReading) -> ChainPapers:
    return ChainPapers(
        node=dispatching.node,
        keys=dispatching.keys,
        exhibits=exhibits,
        units=store.units,
        links=store.links,
    )
