"""Exporting: a report leaves in a file, as far as its terms and the form allow.

`decide` is asked for the report and for each claim; what may not leave is left out and said; where the form cannot
express a rule of handling, nothing leaves. Every export and every refusal is recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from simpul.core.audit import Act
from simpul.core.authority import Authority, Sight
from simpul.core.errors import InputError, RefusedError
from simpul.core.export import Encoded, ExportedReport, ExportForm, Loss
from simpul.core.handling import Action, Context, Decision, Handling, decide
from simpul.core.holding import HeldReport
from simpul.core.node import NodeProfile
from simpul.services.ports.reading import Links, Reports
from simpul.services.recording import Recorder


class Encoder(Protocol):
    """Writes a report in one form."""

    def encode(self, exported: ExportedReport) -> Encoded:
        """Give the bytes with what was lost.

        Raises:
            RefusedError: the form cannot express a rule of handling.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """Lets reports leave in files."""

    node: NodeProfile
    reports: Reports
    links: Links
    encoders: Mapping[ExportForm, Encoder]
    recorder: Recorder

    def export(self, sight: Sight, report_id: str, form: ExportForm) -> Encoded:
        """Give a report as a file.

        Raises:
            NotFoundError: there is no such report for this viewer.
            RefusedError: its terms forbid it, or the form cannot express them; recorded with the grounds.
        """
        held = self.reports.report(sight, report_id)
        if held is None:
            raise self.recorder.not_there(sight, Act.REPORT_EXPORT, target=report_id, what="report")
        decision = self._decide(sight, held.signed.report.value.handling)
        if not decision.allowed:
            raise self._refusal(sight, report_id, decision.grounds, "its terms do not allow an export")
        exported, left_out = self._exported(sight, held)
        try:
            encoded = self.encoders[form].encode(exported)
        except RefusedError as refused:
            raise self._refusal(sight, report_id, refused.grounds, str(refused)) from refused
        except KeyError as unknown:
            raise InputError(f"there is no form {form}", place="form") from unknown
        self.recorder.ledger.act(
            lambda tx: self.recorder.done(
                tx, Act.REPORT_EXPORT, actor=sight.viewer.officer, target=report_id, detail=form
            )
        )
        return replace(encoded, losses=(*left_out, *encoded.losses))

    def _exported(self, sight: Sight, held: HeldReport) -> tuple[ExportedReport, tuple[Loss, ...]]:
        report = held.signed.report
        verdicts = [
            (item, self._decide(sight, item.assertion.value.handling))
            for item in self.reports.assertions_in(sight, report.id)
        ]
        exported = ExportedReport(
            report=report,
            assertions=tuple(item.assertion for item, verdict in verdicts if verdict.allowed),
            authorities=self._authorities(),
            signature=held.signed.signature,
            leaves=held.signed.leaves,
        )
        left_out = tuple(
            Loss(field=f"assertion {item.assertion.value.property}", reason=", ".join(verdict.grounds))
            for item, verdict in verdicts
            if not verdict.allowed
        )
        return exported, left_out

    def _authorities(self) -> tuple[Authority, ...]:
        return (self.node.authority, *(partner.introduction.authority for partner in self.links.partners()))

    def _decide(self, sight: Sight, terms: Handling) -> Decision:
        return decide(sight.viewer, Action.EXPORT, terms, Context(at=sight.at))

    def _refusal(self, sight: Sight, report_id: str, grounds: tuple[str, ...], reason: str) -> RefusedError:
        return self.recorder.refuse(
            Act.REPORT_EXPORT, actor=sight.viewer.officer, target=report_id, grounds=grounds, reason=reason
        )
