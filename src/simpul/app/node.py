"""One node: its services, wired, and what has to be closed at the end."""

from contextlib import suppress
from dataclasses import dataclass

from simpul.app.chance import SystemClock, SystemIds
from simpul.app.deciding import keeping_apart_of, searching_of, tallying_of
from simpul.app.late_papers import PaperDesk
from simpul.app.units import BetweenUnits
from simpul.core.errors import Error
from simpul.core.node import NodeProfile
from simpul.peers.keys import NodeKeyring
from simpul.services.access import Access
from simpul.services.alerting import Alerting
from simpul.services.auditing import Auditing
from simpul.services.browsing import Browsing
from simpul.services.confirming import Confirming
from simpul.services.delivering import Delivering
from simpul.services.exporting import Exporting
from simpul.services.fairness import Fairness
from simpul.services.flagging import Flagging
from simpul.services.keeping_apart import KeepingApart
from simpul.services.lawdrafting import LawDrafting
from simpul.services.lawkeeping import LawKeeping
from simpul.services.lists import Listing
from simpul.services.matching import Matching
from simpul.services.monitoring import Monitoring
from simpul.services.noticing import Noticing
from simpul.services.partners import Partnering
from simpul.services.picturing import Picturing
from simpul.services.ports.world import Clock, Ids
from simpul.services.reading import Reading
from simpul.services.receiving import Receiving
from simpul.services.recording import Recorder
from simpul.services.redeciding import Redeciding
from simpul.services.registering import Registering
from simpul.services.rescreening import Rescreener
from simpul.services.ruling import Ruling
from simpul.services.screening import Screening
from simpul.services.searching import Searching
from simpul.services.sharing import Sharing
from simpul.services.subjects import Viewing
from simpul.services.tallying import Tallying
from simpul.services.travellers import Travelling
from simpul.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node, ready to work. `introduction` is its signed introduction."""

    profile: NodeProfile
    clock: Clock
    ids: Ids
    keyring: NodeKeyring
    introduction: bytes
    store: Store
    recorder: Recorder
    access: Access
    sharing: Sharing
    reading: Reading
    exporting: Exporting
    receiving: Receiving
    delivering: Delivering
    screening: Screening
    rescreener: Rescreener
    alerting: Alerting
    fairness: Fairness
    lawkeeping: LawKeeping
    lawdrafting: LawDrafting
    papers: PaperDesk
    listing: Listing
    travelling: Travelling
    monitoring: Monitoring
    ruling: Ruling
    registering: Registering
    confirming: Confirming
    units: BetweenUnits
    picturing: Picturing
    redeciding: Redeciding
    noticing: Noticing
    flagging: Flagging
    viewing: Viewing
    matching: Matching
    browsing: Browsing
    partnering: Partnering
    auditing: Auditing

    @property
    def keeping_apart(self) -> KeepingApart:
        """What is kept apart from payments."""
        return keeping_apart_of(self.store, self.recorder, self.clock, self.ids)

    @property
    def tallying(self) -> Tallying:
        """What counts payments."""
        return tallying_of(self.store)

    @property
    def searching(self) -> Searching:
        """What finds payments."""
        return searching_of(self.store)

    def keep_counted(self) -> None:
        """Keep what is counted for rules, where much has come; what cannot be kept is counted again by who starts."""
        with suppress(Error, OSError):
            self.monitoring.taking.rules.keep(self.store.ledger)

    def close(self) -> None:
        """Keep what is counted for rules, and let go of the database."""
        self.keep_counted()
        self.store.close()


SYSTEM_CLOCK = SystemClock()
SYSTEM_IDS = SystemIds()
