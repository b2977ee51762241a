"""Checking manifests and the travellers that are kept of them against the chain."""

from collections.abc import Mapping
from itertools import groupby

from simpul.core.audit import commitment
from simpul.core.handling import Handling
from simpul.core.travel import FlaggedTraveller, ManifestFacts, kept_of
from simpul.storage.bodies import decoded, row_hash
from simpul.storage.moments import micros
from simpul.storage.verification.findings import Findings

_MANIFESTS = "SELECT id, audience, screened_at, body, row_hash FROM manifest ORDER BY id"
_TRAVELLERS = (
    "SELECT id, manifest, audience, alert, subject, score, body, row_hash FROM traveller ORDER BY manifest, id"
)


def check_travel(findings: Findings, terms: Mapping[int, Handling], commits: Mapping[str, str]) -> None:
    """Check every manifest and every traveller, and that those are there which the chain tells of."""
    kept = _travellers(findings, terms)
    manifests = set()
    for row in findings.rows("manifest", _MANIFESTS):
        manifests.add(row.id)
        with findings.about("manifest", row.id):
            if row_hash(row.id, row.body) != row.row_hash:
                findings.add("manifest", row.id, "is not the one that was recorded")
            facts = decoded(ManifestFacts, row.body, row=f"manifest {row.id}")
            at = (row.screened_at, micros(facts.screened_at))
            findings.expect("manifest", row.id, id=(row.id, facts.id), screened_at=at)
            findings.expect_terms("manifest", row, terms, facts.handling)
            if commits.get(f"manifest {row.id}") != commitment([kept_of(facts), *kept.pop(row.id, ())]):
                findings.add("manifest", row.id, "what is kept of it is not what the chain tells of")
    for told in commits:
        kind, _, manifest_id = told.partition(" ")
        if kind == "manifest" and manifest_id not in manifests:
            findings.add("manifest", manifest_id, "missing: the chain tells of it")
    for manifest_id in kept:
        findings.add("traveller", f"of manifest {manifest_id}", "no manifest is theirs")


def _travellers(findings: Findings, terms: Mapping[int, Handling]) -> dict[str, list[str]]:
    """Check each traveller, and give what stands for them, by manifest."""
    found: dict[str, list[str]] = {}
    for manifest_id, rows in groupby(findings.rows("traveller", _TRAVELLERS), key=lambda row: row.manifest):
        for row in rows:
            with findings.about("traveller", row.id):
                if row_hash(row.id, row.body) != row.row_hash:
                    findings.add("traveller", row.id, "is not the one that was recorded")
                flagged = decoded(FlaggedTraveller, row.body, row=f"traveller {row.id}")
                findings.expect(
                    "traveller",
                    row.id,
                    id=(row.id, flagged.id),
                    manifest=(row.manifest, flagged.manifest),
                    alert=(row.alert, flagged.alert),
                    subject=(row.subject, flagged.subject),
                    score=(row.score, flagged.hits[0].score),
                )
                findings.expect_terms("traveller", row, terms, flagged.handling)
                found.setdefault(manifest_id, []).append(kept_of(flagged))
    return found
