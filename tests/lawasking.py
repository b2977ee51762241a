"""Requests at law between the nodes of a world: asked, answered and looked at, as officers do it."""

import json
from typing import Any

from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.word import SHAPES, Word
from simpul.core.units.requested import LawFile
from simpul.services.law_requests import LawDraft, LawSaying, PaperFile, Put
from tests.lawcases import documented_case
from tests.lawrequests import PARTS
from tests.world import Place, World, authority

PAPER = PaperFile(name="request.pdf", content=b"%PDF-1.7\n% the signed request\n")


def case_document(**changes: object) -> dict[str, Any]:
    """A case of XA against XB that lacks nothing."""
    return documented_case() | {"request_date": "2026-02-20"} | changes


def assistance(**changes: object) -> dict[str, Any]:
    """The same as a request for documents."""
    said = case_document(kind="mla", treaty="untoc2000")
    said["request"] = said["request"] | {"assistance": ["documents-and-records"], "procedure": "certified copies"}
    return said | changes


def asks(place: Place, case: dict[str, Any], to: str = "XB", by: str = "releasing", **changes: object) -> Put:
    """Let an officer ask, and give what was done."""
    draft: dict[str, object] = {
        "recipient": authority(to),
        "content": json.dumps(case, ensure_ascii=False).encode(),
        "handling": place.terms(to),
        "requested_authority": f"Central Authority of {to}",
        "signed_by": "Ratna Adipura, prosecutor",
        **changes,
    }
    return place.node.units.law.ask(place.sight(by), LawDraft(**draft))  # type: ignore[arg-type]  # its own fields


def says(place: Place, thread: str, word: Word, by: str = "releasing", **parts: object) -> Put:
    """Let an officer say something on a request, with whatever the word needs."""
    needed = {each: PARTS[each] for each in SHAPES[word].needs if each in PARTS}
    saying = LawSaying(word=word, **(needed | parts))  # type: ignore[arg-type]  # its own fields
    return place.node.units.law.say(place.sight(by), thread, saying)


def file_of(place: Place, thread: str, by: str = "analyst") -> LawFile:
    """A request as an officer sees it."""
    return place.node.units.law_files.file(place.sight(by), thread)


def stands(world: World, thread: str) -> Standing:
    """Where a request stands, alike on both sides."""
    world.delivers()
    here, there = (file_of(place, thread).standing for place in world)
    assert (here.standing, here.clocks, here.uncounted) == (there.standing, there.clocks, there.uncounted)
    return here.standing


def is_sound(place: Place) -> bool:
    """Whether the record of acts and everything it tells of verifies."""
    return place.node.store.audit_trail.problems()[1] == ()
