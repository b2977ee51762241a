"""Building one node from its settings: the only place that knows every concrete store, key and codec.

`initialise` makes a new node in an empty home folder; `build` opens one. Nothing here decides anything.
"""

from dataclasses import dataclass

from simpul.app.crowd import ProcessCrowd
from simpul.app.deciding import (
    POLICY,
    confirming_of,
    flagging_of,
    noticing_of,
    picturing_of,
    redeciding_of,
    registering_of,
)
from simpul.app.fairness import fairness_of
from simpul.app.late import LatePasskeys
from simpul.app.late_cases import lawdrafting_of
from simpul.app.late_law import lawkeeping_of
from simpul.app.late_papers import paper_desk_of
from simpul.app.late_rules import LateRules, late_rules
from simpul.app.late_trials import LateTrials
from simpul.app.matching import browsing_of, matching_of
from simpul.app.node import SYSTEM_CLOCK, SYSTEM_IDS, Node
from simpul.app.shelf import IndexRecall, IndexShelf
from simpul.app.units import BetweenUnits, between_units
from simpul.core.audit import Act
from simpul.core.errors import ConflictError
from simpul.core.exchange import Introduction
from simpul.core.export import ExportForm
from simpul.engines.words import words_of
from simpul.formats.codes import AuthenticatorCodes
from simpul.formats.countries import country_code
from simpul.formats.native import NativeEncoder
from simpul.formats.stix.refusal import Target
from simpul.formats.stix.writing import StixEncoder
from simpul.formats.transparency import transparency_rule
from simpul.peers.envelopes import NodeEnvelopes
from simpul.peers.introduction import SignedIntroductions, signed_introduction
from simpul.peers.keys import KeyCost, NodeKeyring, create_keys, load_keys
from simpul.peers.payloads import ReportPayloads
from simpul.peers.vault import KeyVault
from simpul.services.access import Access, Means
from simpul.services.alerting import Alerting
from simpul.services.auditing import Auditing
from simpul.services.delivering import Delivering
from simpul.services.dispatching import Dispatching
from simpul.services.exporting import Exporting
from simpul.services.lists import Listing
from simpul.services.monitoring import Monitoring
from simpul.services.partners import Partnering
from simpul.services.ports.screening import Shelf
from simpul.services.ports.world import Clock, Ids
from simpul.services.preparing import Preparing
from simpul.services.proposing import Proposing
from simpul.services.reading import Reading
from simpul.services.receiving import Receiving
from simpul.services.recording import Recorder
from simpul.services.rescreening import Rescreener
from simpul.services.ruling import Ruling
from simpul.services.screening import Screening
from simpul.services.sharing import Sharing
from simpul.services.subjects import Viewing
from simpul.services.taking import Taking
from simpul.services.travellers import Travelling
from simpul.settings.settings import FILE, Settings, written_settings
from simpul.storage.store import Create, Store, open_store

VAULT = "simpul/vault/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The clock and the chance that a node is built with."""

    clock: Clock = SYSTEM_CLOCK
    ids: Ids = SYSTEM_IDS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What every service is built of."""

    settings: Settings
    world: World
    keyring: NodeKeyring
    store: Store
    recorder: Recorder


def initialise(settings: Settings, passphrase: str, *, cost: KeyCost = KeyCost.STANDARD) -> None:
    """Make a new node in its home folder: keys, database, settings.

    Raises:
        ConflictError: there is a node already.
        SettingsError: the passphrase is too short, or the folder cannot be written.
    """
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = settings.home / FILE
    if file.exists():
        raise ConflictError(f"there is a node in {settings.home} already")
    create_keys(settings.key_file, passphrase, cost)
    store = _opened(settings, create=Create.IF_ABSENT)
    recorder = Recorder(clock=SYSTEM_CLOCK, ledger=store.ledger)
    store.ledger.act(
        lambda tx: recorder.done(tx, Act.NODE_INIT, actor="node", target=settings.authority, detail=settings.name)
    )
    store.close()
    file.write_text(written_settings(settings), encoding="utf-8")


def build(settings: Settings, passphrase: str, *, world: World | None = None) -> Node:
    """Open the node of these settings.

    Raises:
        SettingsError: the passphrase does not open the keys, or another process has the database.
    """
    present = world or World()
    keyring = load_keys(settings.key_file, passphrase)
    store = _opened(settings, create=Create.NEVER)
    recorder = Recorder(clock=present.clock, ledger=store.ledger)
    return _node(_Parts(settings=settings, world=present, keyring=keyring, store=store, recorder=recorder))


def _opened(settings: Settings, *, create: Create) -> Store:
    profile = settings.profile
    return open_store(
        settings.store, limits=profile.limits, authority=profile.authority.id, words=words_of, create=create
    )


def _node(parts: _Parts) -> Node:
    profile, clock, store = parts.settings.profile, parts.world.clock, parts.store
    return Node(
        profile=profile,
        clock=clock,
        ids=parts.world.ids,
        keyring=parts.keyring,
        introduction=_introduction(parts),
        store=store,
        recorder=parts.recorder,
        access=_access(parts),
        sharing=_sharing(parts),
        reading=_reading(parts),
        exporting=_exporting(parts),
        lawkeeping=(keeping := lawkeeping_of(store, parts.recorder, clock)),
        units=(units := between_units(store, _dispatching(parts), POLICY, keeping=keeping)),
        receiving=_receiving(parts, units),
        delivering=Delivering(clock=clock, ledger=store.ledger, recorder=parts.recorder),
        screening=(screening := _screening(parts)),
        rescreener=_rescreener(parts, screening),
        alerting=_alerting(parts),
        fairness=fairness_of(store, parts.settings.home),
        papers=paper_desk_of(parts.settings),
        lawdrafting=lawdrafting_of(store, parts.recorder, profile, clock, parts.world.ids),
        listing=_listing(parts),
        travelling=_travelling(parts, screening.shelf),
        monitoring=(monitoring := _monitoring(parts, screening, rules := late_rules(parts.settings, parts.keyring))),
        ruling=_ruling(parts, rules),
        registering=registering_of(store, parts.recorder, clock),
        confirming=confirming_of(store, monitoring.taking),
        picturing=picturing_of(store),
        redeciding=redeciding_of(store, monitoring.taking),
        noticing=noticing_of(screening),
        flagging=flagging_of(screening),
        viewing=Viewing(subjects=store.subjects, recorder=parts.recorder),
        matching=matching_of(store, parts.recorder, screening.shelf),
        browsing=browsing_of(store, parts.recorder, screening.shelf),
        partnering=_partnering(parts),
        auditing=_auditing(parts),
    )


def _reading(parts: _Parts) -> Reading:
    store, keys = parts.store, parts.keyring
    return Reading(
        reports=store.reports, links=store.links, keys=keys, identity_key=keys.identity_key, recorder=parts.recorder
    )


def _auditing(parts: _Parts) -> Auditing:
    store, keys, recorder = parts.store, parts.keyring, parts.recorder
    trail, checkpoints = store.audit_trail, store.checkpoints
    own = keys.identity_key
    return Auditing(trail=trail, checkpoints=checkpoints, keys=keys, identity_key=own, recorder=recorder)


def _introduction(parts: _Parts) -> bytes:
    profile = parts.settings.profile
    return signed_introduction(
        parts.keyring,
        Introduction(
            authority=profile.authority,
            base_url=profile.base_url,
            identity_key=parts.keyring.identity_key,
            sealing_key=parts.keyring.sealing_key,
            made_at=parts.world.clock.now(),
        ),
    )


def _envelopes(parts: _Parts) -> NodeEnvelopes:
    profile = parts.settings.profile
    return NodeEnvelopes(us=profile.authority.id, keyring=parts.keyring, limits=profile.limits)


def _dispatching(parts: _Parts) -> Dispatching:
    profile = parts.settings.profile
    return Dispatching(
        node=profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        keys=parts.keyring,
        envelopes=_envelopes(parts),
        payloads=ReportPayloads(limits=profile.limits),
        recorder=parts.recorder,
    )


def _sharing(parts: _Parts) -> Sharing:
    store = parts.store
    return Sharing(
        node=parts.settings.profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=store.ledger,
        dispatching=_dispatching(parts),
        drafts=store.drafts,
        reports=store.reports,
        links=store.links,
        recorder=parts.recorder,
    )


def _receiving(parts: _Parts, units: BetweenUnits) -> Receiving:
    profile = parts.settings.profile
    return Receiving(
        node=profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        keys=parts.keyring,
        envelopes=_envelopes(parts),
        payloads=ReportPayloads(limits=profile.limits),
        ledger=parts.store.ledger,
        links=parts.store.links,
        units=units.intake,
        recorder=parts.recorder,
    )


def _screening(parts: _Parts) -> Screening:
    return Screening(
        ledger=parts.store.ledger,
        profiles=parts.store.profiles,
        shelf=IndexShelf(),
        country_code=country_code,
        proposing=_proposing(parts),
    )


def _alerting(parts: _Parts) -> Alerting:
    return Alerting(
        node=parts.settings.profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=parts.store.ledger,
        alerts=parts.store.alerts,
        recorder=parts.recorder,
    )


def _rescreener(parts: _Parts, screening: Screening) -> Rescreener:
    return Rescreener(
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=parts.store.ledger,
        runs=parts.store.rescreenings,
        profiles=parts.store.profiles,
        screening=screening,
        crowd=ProcessCrowd(),
        recorder=parts.recorder,
    )


def _proposing(parts: _Parts) -> Proposing:
    return Proposing(
        node=parts.settings.profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        country_code=country_code,
        recorder=parts.recorder,
    )


def _listing(parts: _Parts) -> Listing:
    return Listing(
        node=parts.settings.profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=parts.store.ledger,
        lists=parts.store.lists,
        recorder=parts.recorder,
    )


def _travelling(parts: _Parts, shelf: Shelf) -> Travelling:
    return Travelling(
        node=parts.settings.profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=parts.store.ledger,
        shelf=shelf,
        manifests=parts.store.manifests,
        country_code=country_code,
        recorder=parts.recorder,
    )


def _ruling(parts: _Parts, rules: LateRules) -> Ruling:
    return Ruling(
        clock=parts.world.clock,
        ledger=parts.store.ledger,
        reads=parts.store.payment_rules,
        rules=rules,
        trials=LateTrials(parts.settings.home, parts.store.reading, parts.world.clock),
        recorder=parts.recorder,
    )


def _monitoring(parts: _Parts, screening: Screening, rules: LateRules) -> Monitoring:
    taking = Taking(
        node=parts.settings.profile,
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=parts.store.ledger,
        screening=screening,
        preparing=Preparing(recall=IndexRecall(), country_code=country_code, transparency=transparency_rule()),
        rules=rules,
        policy=POLICY,
        recorder=parts.recorder,
    )
    return Monitoring(
        taking=taking,
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=parts.store.ledger,
        payments=parts.store.payments,
        policy=POLICY,
        recorder=parts.recorder,
    )


def _partnering(parts: _Parts) -> Partnering:
    return Partnering(
        node=parts.settings.profile,
        clock=parts.world.clock,
        ledger=parts.store.ledger,
        links=parts.store.links,
        introductions=SignedIntroductions(),
        recorder=parts.recorder,
    )


def _exporting(parts: _Parts) -> Exporting:
    return Exporting(
        node=parts.settings.profile,
        reports=parts.store.reports,
        links=parts.store.links,
        encoders={
            ExportForm.NATIVE: NativeEncoder(),
            ExportForm.STIX: StixEncoder(target=Target.SIMPUL),
            ExportForm.STIX_PLAIN: StixEncoder(target=Target.PLAIN),
        },
        recorder=parts.recorder,
    )


def _access(parts: _Parts) -> Access:
    profile, store = parts.settings.profile, parts.store
    return Means(
        profile=profile,
        second_factor=parts.settings.second_factor,
        clock=parts.world.clock,
        ids=parts.world.ids,
        ledger=store.ledger,
        reads=store.access,
        roster=store.roster,
        vault=KeyVault(key=parts.keyring.secret_for(VAULT)),
        codes=AuthenticatorCodes(issuer=f"Simpul {profile.authority.id}"),
        passkeys=LatePasskeys(base_url=profile.base_url, name=profile.authority.name),
        recorder=parts.recorder,
    ).access()
