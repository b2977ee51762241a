"""Reading: one report as one officer may see it; that it was read is recorded."""

from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.handling import Action, Context, Decision, decide
from simpul.core.holding import Direction, HeldAssertion, HeldReport, Page
from simpul.services.ports.reading import Links, Reports
from simpul.services.ports.world import NodeKeys
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report with the claims that the viewer may see, what he may do with it, and whether its signature holds.

    `signature_holds` is False also where the originator's key is not known here.
    """

    held: HeldReport
    assertions: tuple[HeldAssertion, ...]
    decision: Decision
    signature_holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Shows reports."""

    reports: Reports
    links: Links
    keys: NodeKeys
    identity_key: str
    recorder: Recorder

    def report(self, sight: Sight, report_id: str) -> ReportView:
        """Give one report.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        held = self.reports.report(sight, report_id)
        if held is None:
            raise self.recorder.not_there(sight, Act.REPORT_READ, target=report_id, what="report")
        self.recorder.ledger.act(
            lambda tx: self.recorder.done(tx, Act.REPORT_READ, actor=sight.viewer.officer, target=report_id)
        )
        terms = held.signed.report.value.handling
        return ReportView(
            held=held,
            assertions=self.reports.assertions_in(sight, report_id),
            decision=decide(sight.viewer, Action.READ, terms, Context(at=sight.at)),
            signature_holds=self._signature_holds(held),
        )

    def page(
        self, sight: Sight, *, direction: Direction | None = None, text: str = "", after: str = "", limit: int = 50
    ) -> Page[HeldReport]:
        """Give the reports that the viewer may see, latest first."""
        return self.reports.reports(sight, direction=direction, text=text, after=after, limit=limit)

    def count(self, sight: Sight, *, direction: Direction | None = None) -> int:
        """Count the reports that the viewer may see."""
        return self.reports.count_reports(sight, direction=direction)

    def _signature_holds(self, held: HeldReport) -> bool:
        signed = held.signed
        if held.direction is Direction.OWN:
            key = self.identity_key
        else:
            partner = self.links.partner(signed.report.value.originator)
            if partner is None:
                return False
            key = partner.introduction.identity_key
        return self.keys.verify(identity_key=key, signature=signed.signature, message=signed.report.body)
