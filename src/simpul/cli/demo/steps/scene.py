"""The scene in which steps play: the officers' desk, the processes, the list, and a folder for copies."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from simpul.cli.demo.asking import Asker, Desk, awaited, require
from simpul.cli.demo.processes import Cast
from simpul.cli.demo.sources import Source
from simpul.cli.demo.stage import Stage, Staged
from simpul.core.authority import AuthorityId

A, B, C = "XA", "XB", "XC"
ARRIVES_WITHIN = 20.0
NOT_YET = "awaiting-second-officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What every step has at hand."""

    stage: Stage
    cast: Cast
    desk: Desk
    source: Source
    copies: Path

    def node(self, state: str) -> Staged:
        """Give a node."""
        return self.stage.node(state)

    def authority(self, state: str) -> AuthorityId:
        """Give the id of a state's authority."""
        return self.stage.node(state).player.authority.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a step writes: a title that is nowhere else, to whom, at which level, and whom it names, if anybody."""

    title: str
    to: tuple[str, ...]
    level: int = 1
    schema: str = "Person"
    name: str = ""

    def body(self) -> dict[str, object]:
        """Give the draft as the interface takes it."""
        claim = {"subject": secrets.token_hex(16), "schema": self.schema, "property": "name", "value": self.name}
        return {
            "kind": "information",
            "title": self.title,
            "summary": f"{self.title}. Written by the demonstration, about nobody.",
            "grading": {"scale": "admiralty-6x6", "source": "B", "information": "2"},
            "handling": {
                "level": self.level,
                "tlp": "amber",
                "releasable_to": list(self.to),
                "purposes": ["counter-terrorism"],
                "onward": "none",
            },
            "claims": [claim] if self.name else [],
            "legal_basis": "Demonstration",
        }


def marked(title: str) -> str:
    """Give a title that no report bears yet."""
    return f"{title} {secrets.token_hex(4)}"


def kept(author: Asker, draft: Draft) -> str:
    """Keep a draft and give its id."""
    return author.post("/drafts", draft.body()).text("id")


def released(officer: Asker, draft_id: str) -> str:
    """Release a draft, and give the id of the report."""
    answer = officer.post(f"/drafts/{draft_id}/release")
    require(answer.text("state") == "released", f"the release is {answer.text('state')}, not released")
    return answer.text("report")


def received(reader: Asker, title: str) -> dict[str, object] | None:
    """Give the received report with this title, if it is there."""
    rows = reader.get("/reports", direction="received", text=title).rows("reports")
    require(len(rows) < 2, f"{title} is there {len(rows)} times")
    return rows[0] if rows else None


def arrived(reader: Asker, title: str) -> dict[str, object]:
    """Wait until a report with this title has come."""
    return awaited(lambda: received(reader, title), what=f"{title} at the partner", within=ARRIVES_WITHIN)
