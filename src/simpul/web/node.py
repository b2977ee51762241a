"""What the pages need of a node: its profile, its clock and its services. `app` builds one."""

from typing import Protocol

from simpul.app.late_papers import PaperDesk
from simpul.app.units import BetweenUnits
from simpul.core.node import NodeProfile
from simpul.services.access import Access
from simpul.services.alerting import Alerting
from simpul.services.auditing import Auditing
from simpul.services.browsing import Browsing
from simpul.services.confirming import Confirming
from simpul.services.exporting import Exporting
from simpul.services.fairness import Fairness
from simpul.services.keeping_apart import KeepingApart
from simpul.services.lawdrafting import LawDrafting
from simpul.services.lawkeeping import LawKeeping
from simpul.services.lists import Listing
from simpul.services.matching import Matching
from simpul.services.monitoring import Monitoring
from simpul.services.partners import Partnering
from simpul.services.picturing import Picturing
from simpul.services.ports.world import Clock
from simpul.services.reading import Reading
from simpul.services.redeciding import Redeciding
from simpul.services.registering import Registering
from simpul.services.rescreening import Rescreener
from simpul.services.ruling import Ruling
from simpul.services.searching import Searching
from simpul.services.sharing import Sharing
from simpul.services.subjects import Viewing
from simpul.services.travellers import Travelling


class Node(Protocol):
    """One node, as the web room sees it."""

    @property
    def profile(self) -> NodeProfile:
        """Whose node it is."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def introduction(self) -> bytes:
        """Its own signed introduction."""

    @property
    def access(self) -> Access:
        """How officers come in."""

    @property
    def reading(self) -> Reading:
        """Reports."""

    @property
    def exporting(self) -> Exporting:
        """Reports as files."""

    @property
    def sharing(self) -> Sharing:
        """Drafts and releases."""

    @property
    def alerting(self) -> Alerting:
        """Alerts."""

    @property
    def rescreener(self) -> Rescreener:
        """Screens everything anew."""

    @property
    def fairness(self) -> Fairness:
        """How groups of people fare."""

    @property
    def lawkeeping(self) -> LawKeeping:
        """Rows of the law that officers enter and check."""

    @property
    def lawdrafting(self) -> LawDrafting:
        """Drafts of requests to other states."""

    @property
    def papers(self) -> PaperDesk:
        """What signs papers."""

    @property
    def listing(self) -> Listing:
        """Lists."""

    @property
    def travelling(self) -> Travelling:
        """Travellers."""

    @property
    def monitoring(self) -> Monitoring:
        """Payments."""

    @property
    def ruling(self) -> Ruling:
        """Rules on payments."""

    @property
    def registering(self) -> Registering:
        """The register of non-profit organisations."""

    @property
    def units(self) -> BetweenUnits:
        """Cases and requests to freeze."""

    @property
    def searching(self) -> Searching:
        """Finds payments."""

    @property
    def confirming(self) -> Confirming:
        """What of payments needs two officers."""

    @property
    def keeping_apart(self) -> KeepingApart:
        """What is kept apart from payments."""

    @property
    def picturing(self) -> Picturing:
        """What stands beside payments."""

    @property
    def redeciding(self) -> Redeciding:
        """What changes of lists mean for payments."""

    @property
    def viewing(self) -> Viewing:
        """Subjects."""

    @property
    def matching(self) -> Matching:
        """Examples matched for other software."""

    @property
    def browsing(self) -> Browsing:
        """Entities found for other software."""

    @property
    def partnering(self) -> Partnering:
        """Partners and links."""

    @property
    def auditing(self) -> Auditing:
        """The chain of acts."""
