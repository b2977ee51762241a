"""Steps: lists are read, a report reaches its recipient and nobody else, and a grave one needs two officers."""

import re
import time
from functools import partial

from simpul.cli.demo.asking import Asker, StepFailedError, awaited, require
from simpul.cli.demo.steps.scene import (
    ARRIVES_WITHIN,
    NOT_YET,
    A,
    B,
    C,
    Draft,
    Scene,
    arrived,
    kept,
    marked,
    received,
    released,
)
from simpul.cli.demo.story import NATIONAL_LIST
from simpul.core.holding import LISTED
from simpul.core.vocabulary import Schema

REFERENCE = re.compile(rb"<REFERENCE_NUMBER>\s*([^<]+?)\s*</REFERENCE_NUMBER>")
CONFIDENTIAL = 2
NOT_NAMED = "release.recipient-not-named"


def list_imported(scene: Scene) -> str:
    """The list's entries are all there at every node, and reading the same file again changes nothing."""
    references = set(REFERENCE.findall(scene.source.raw))
    for state in (A, B, C):
        with scene.desk.analyst(state) as analyst:
            lists = {str(row["list_id"]): row for row in analyst.get("/lists").rows("lists")}
        held = lists.get("un", {}).get("entries")
        require(held == len(references), f"{state} holds {held} of {len(references)} entries")
        national = lists.get(NATIONAL_LIST, {}).get("entries", 0)
        require(bool(national) is (state == C), f"{state} holds {national} entries of the national list of {C}")
    with scene.desk.analyst(A) as analyst:
        again = analyst.ask("POST", "/api/v1/lists/un", content=scene.source.raw)
    changes = [again.at(name) for name in ("added", "changed", "removed")]
    require(changes == [0, 0, 0], f"reading the same file again changes {changes}")
    return f"{len(references)} entries at each of three nodes, from {scene.source.origin}"


def report_released(scene: Scene) -> str:
    """XA's report is at XB, whole, with an alert, and not at XC."""
    draft = Draft(title=marked("Released"), to=(scene.authority(B),), name="Sukma Wirahadi")
    with scene.desk.analyst(A) as analyst, scene.desk.releasing(A) as officer, scene.desk.analyst(B) as reader:
        draft_id = kept(analyst, draft)
        began = time.perf_counter()
        report = released(officer, draft_id)
        row = arrived(reader, draft.title)
        took = round((time.perf_counter() - began) * 1000)
        require(row["id"] == report, "the report at XB has another id than at XA")
        document = reader.get(f"/reports/{report}")
        require(document.at("signature_holds") is True, "the originator's signature does not hold at XB")
        value = document.text("subjects", 0, "claims", 0, "value")
        require(value == draft.name, f"XB reads {value!r}")
        alert = awaited(
            lambda: next(
                (row for row in reader.pages("/alerts", "alerts", state="open") if row["report"] == report), None
            ),
            what="the alert at XB",
            within=ARRIVES_WITHIN,
        )
        require(alert["kind"] == "report-received", f"the alert is {alert['kind']}")
    with scene.desk.analyst(C) as other:
        require(received(other, draft.title) is None, "XC has the report too")
    return f"visible at {scene.authority(B)} after {took} ms, with its alert"


def release_refused(scene: Scene) -> str:
    """A release to a state that the terms do not name is refused with its ground, and the refusal is on record."""
    draft = Draft(title=marked("Refused"), to=(scene.authority(B),))
    with scene.desk.analyst(A) as analyst, scene.desk.releasing(A) as officer:
        draft_id = kept(analyst, draft)
        said = officer.ask("POST", f"/api/v1/drafts/{draft_id}/release", json={"to": [scene.authority(C)]})
        require(said.status == 403, f"the release is answered with {said.status}")
        grounds = {str(row["id"]): str(row["sentence"]) for row in said.rows("grounds")}
        require(NOT_NAMED in grounds, f"the grounds are {sorted(grounds)}")
        preview = analyst.get(f"/drafts/{draft_id}").rows("fates")
        fates = {str(row["partner"]): row["sent"] for row in preview}
        require(fates == {scene.authority(B): True, scene.authority(C): False}, f"the preview says {fates}")
    with scene.desk.auditor(A) as auditor:
        acts = [row["entry"] for row in auditor.get("/audit", text=draft_id).rows("entries")]
    refusals = [act for act in acts if isinstance(act, dict) and act["outcome"] == "refused"]
    require(
        any(act["act"] == "report:release" and NOT_NAMED in act["grounds"] for act in refusals),
        "the refusal is not in the record of acts",
    )
    with scene.desk.analyst(C) as reader:
        require(received(reader, draft.title) is None, "XC has the report")
    return grounds[NOT_NAMED]


def second_officer(scene: Scene) -> str:
    """A confidential report waits for a second officer, and goes when there is one."""
    draft = Draft(title=marked("Two officers"), to=(scene.authority(B),), level=CONFIDENTIAL)
    with (
        scene.desk.analyst(A) as analyst,
        scene.desk.releasing(A, 0) as first,
        scene.desk.releasing(A, 1) as second,
        scene.desk.analyst(B) as reader,
    ):
        draft_id = kept(analyst, draft)
        for attempt in ("first", "again"):
            state = first.post(f"/drafts/{draft_id}/release").text("state")
            require(state == NOT_YET, f"the {attempt} call of one officer gives {state}")
        require(received(reader, draft.title) is None, "XB has the report after one officer")
        released(second, draft_id)
        arrived(reader, draft.title)
    return "one officer alone does not release it, twice neither; the second does"


def list_hit_alerts(scene: Scene) -> str:
    """A name that is two letters off a listed one raises an alert at both nodes; another name does not."""
    long = [
        each
        for each in scene.source.edition.entries
        if each.schema is Schema.ORGANIZATION and is_long(each.primary_name)
    ]
    if not long:
        raise StepFailedError("the list has no organisation with a long name")
    entry = max(long, key=lambda each: (len(each.primary_name), each.reference))
    misspelled = misspelt(entry.primary_name)
    draft = Draft(title=marked("Near a list"), to=(scene.authority(B),), schema=Schema.ORGANIZATION, name=misspelled)
    innocent = Draft(
        title=marked("Far from a list"), to=(scene.authority(B),), schema=Schema.ORGANIZATION, name="Warung Bu Tini"
    )
    with scene.desk.analyst(A) as analyst, scene.desk.releasing(A) as officer:
        for each in (innocent, draft):
            released(officer, kept(analyst, each))
    against = f"list:un:{entry.reference}"
    scores = []
    for state in (A, B):
        with scene.desk.analyst(state) as reader:
            hit = awaited(
                partial(hit_on, reader, misspelled, against), what=f"the alert at {state}", within=ARRIVES_WITHIN
            )
            require(hit["kind"] == "list-hit", f"the alert is {hit['kind']}")
            require(hit_on(reader, innocent.name, LISTED) is None, f"{innocent.name} hits too")
            scores.append(str(hit["score"]))
    return f"{misspelled!r} against {entry.reference} at {A} and {B}, score {' and '.join(scores)} of 1000"


def hit_on(reader: Asker, name: str, against: str) -> dict[str, object] | None:
    """Give the alert that says that this name may be that of a listed one, if there is one."""
    rows = reader.pages("/alerts", "alerts", state="open")
    return next(
        (row for row in rows if str(row["against"]).startswith(against) and str(row["caption"]).startswith(name)), None
    )


def is_long(name: str) -> bool:
    """Say whether a name has enough words that two letters of one can be wrong and it is still like no other."""
    return name.isascii() and len(name) >= 24 and len(name.split()) >= 4


def misspelt(name: str) -> str:
    """Give the name with two letters of its longest word exchanged."""
    longest = max(name.split(), key=len)
    place = next(place for place in range(len(longest) // 2, len(longest)) if longest[place] != longest[place - 1])
    wrong = longest[: place - 1] + longest[place] + longest[place - 1] + longest[place + 1 :]
    return name.replace(longest, wrong).title()
