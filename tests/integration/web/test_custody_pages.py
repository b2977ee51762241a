"""Evidence and joint teams in the pages: written down, handed over, received, checked; proposed, signed, worked in."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.core.authority import Level
from tests.integration.web.office import Answer, Browser, Fields, Office
from tests.scenarios.test_evidence import CARD, DIGEST, seizes
from tests.world import World

TERMS: Fields = {"tlp": "amber", "level": "1", "purpose": ["terrorist-financing", "counter-terrorism"]}
ITEM: Fields = {
    "what": "Contents of a memory card",
    "nature": "digital",
    "place": "Harbour Street 4",
    "seized_at": "2026-02-28T09:00",
    "seized_by": "Inspector Ratna Wibisono",
    "order": "Search order 12/2026",
    "digest": DIGEST,
    "size": str(len(CARD)),
    **TERMS,
}
TEAM: Fields = {
    "title": "Team on the Harbour Street cell",
    "parties": "XB-NCTC Yusuf Baskara\nXA-NCTC Lela Samir",
    "bases": "untoc2000 19",
    "aim": "To find who paid the cell.",
    "area": "The territory of both.",
    "begins_on": "2026-02-01",
    "ends_on": "2026-08-31",
    "evidence_rules": "By the law of the state where it is gathered.",
    "disclosure_rules": "By the law of the state of the trial.",
    "use_limitation": "For the offences of this agreement.",
    **TERMS,
}


@dataclass(slots=True)
class Two:
    """The offices of two states, and the wire between them."""

    world: World
    ours: Office
    theirs: Office


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    world = World(tmp_path, "XA", "XB")
    ours, theirs = Office(world["XA"]), Office(world["XB"])
    for office in (ours, theirs):
        for name in ("analyst", "releasing"):
            office[name].speaks("en")
    yield Two(world=world, ours=ours, theirs=theirs)
    world.closes()


def made(answer: Answer) -> str:
    assert answer.status_code == 303, answer.text[:600]
    return answer.headers["location"].rpartition("/")[2]


def uploads(browser: Browser, chain: bytes) -> Answer:
    return browser.client.post("/evidence/verify", data={"form_key": browser.key}, files={"chain": ("c.json", chain)})


def test_an_item_is_written_down_handed_over_received_and_checked(two: Two) -> None:
    ours, theirs = two.ours["analyst"], two.theirs["analyst"]
    assert "No evidence yet" in ours.page("/evidence")
    item = made(ours.post("/evidence", ITEM))
    base = f"/evidence/{item}"
    passing = {"act": "handed-over", "place": "Border post", "to_person": "Prosecutor Yusuf Baskara"}
    assert ours.post(f"{base}/links", {**passing, "digest": DIGEST}).status_code == 422
    made(ours.post(f"{base}/links", {**passing, "to_authority": "XB-NCTC", "digest": DIGEST}))
    made(two.ours["releasing"].post(f"{base}/shares", {"to": "XB-NCTC"}))
    two.world.delivers()
    page = theirs.page(base)
    assert "On its way from" in page
    assert "Handed over to another authority" in page
    assert ours.post(f"{base}/links", {"act": "examined", "place": "-", "text": "Late."}).status_code == 409
    made(theirs.post(f"{base}/links", {"act": "received", "place": "Border post", "digest": DIGEST}))
    rows = list(csv.DictReader(io.StringIO(theirs.get(f"{base}.csv").text)))
    assert [row["act"] for row in rows] == ["seized", "handed-over", "received"]
    assert theirs.get(f"{base}.json").json()["is_unbroken"] is True
    chain = ours.post(f"{base}/chain", {})
    assert chain.status_code == 200
    found = uploads(ours, chain.content)
    assert "Every signature holds." in found.text
    wrong = uploads(ours, chain.content.replace(b"Ratna", b"Rahma"))
    assert wrong.status_code == 422
    assert "chain.records[0].signature" in wrong.text
    assert "Harbour" not in json.dumps(ours.get("/teams.json").json())


def test_bytes_that_are_attached_are_given_out_as_a_file(two: Two) -> None:
    item = seizes(two.world["XA"])
    given = two.ours["analyst"].get(f"/evidence/{item}/file")
    assert (given.content, given.headers["content-disposition"]) == (CARD, 'attachment; filename="card.csv"')
    without = made(two.ours["analyst"].post("/evidence", ITEM))
    assert two.ours["analyst"].get(f"/evidence/{without}/file").status_code == 404


def test_what_may_not_be_seen_is_not_there(two: Two) -> None:
    item, junior = seizes(two.world["XA"], level=Level.SECRET), two.ours["junior"]
    for ending in ("", ".json", ".csv", "/file"):
        one, other = junior.get(f"/evidence/{item}{ending}"), junior.get(f"/evidence/{'0' * 64}{ending}")
        assert one.status_code == other.status_code == 404
    assert "Table found" not in junior.page("/evidence")
    for name in ("keys", "auditor", "admin"):
        assert two.ours[name].get("/evidence").status_code == 403
        assert two.ours[name].get("/teams").status_code == 403


def test_a_team_is_proposed_signed_by_both_and_worked_in(two: Two) -> None:
    ours, theirs = two.ours["analyst"], two.theirs["analyst"]
    assert "No joint team yet" in ours.page("/teams")
    team = made(ours.post("/teams", TEAM))
    base = f"/teams/{team}"
    assert ours.post(f"{base}/entries", {"kind": "joining", "name": "Sari", "role": "analyst"}).status_code == 409
    signature = {"kind": "signature", "text": team, "function": "Prosecutor"}
    made(ours.post(f"{base}/entries", {**signature, "signed_by": "Lela Samir"}))
    made(two.ours["releasing"].post(f"{base}/sendings", {}))
    two.world.delivers()
    assert "Sign the agreement" in theirs.page(base)
    made(theirs.post(f"{base}/entries", {**signature, "signed_by": "Yusuf Baskara"}))
    made(two.theirs["releasing"].post(f"{base}/sendings", {}))
    two.world.delivers()
    two.world.clock.passes(timedelta(minutes=1))
    assert "In force" in ours.page(base)
    made(ours.post(f"{base}/entries", {"kind": "joining", "name": "Sari Utama", "role": "investigator"}))
    item = seizes(two.world["XA"], "XB")
    made(ours.post(f"{base}/entries", {"kind": "exhibit", "item": item, "what": "The table"}))
    made(two.ours["releasing"].post(f"{base}/sendings", {}))
    two.world.delivers()
    page = theirs.page(base)
    assert "Sari Utama" in page
    assert "The table" in page
    member = ours.get(f"{base}.json").json()["ours"][0]["joining"]["member"]
    made(ours.post(f"{base}/entries", {"kind": "leaving", "member": member, "reason": "Another post"}))
    made(ours.post(f"{base}/entries", {"kind": "ending", "ends": "team", "reason": "The trial has ended."}))
    assert ours.post(f"{base}/entries", {"kind": "mood"}).status_code == 422
    assert "Team on the Harbour Street cell" in theirs.get("/teams.csv").text


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"purpose": TERMS["purpose"], "area": ""}, "text.area"),
        ({"bases": ""}, "text.bases"),
        ({"ends_on": "x"}, "ends_on"),
    ],
)
def test_an_agreement_that_lacks_something_is_refused(two: Two, fields: Fields, place: str) -> None:
    answer = two.ours["analyst"].post("/teams", {**TEAM, **fields})
    assert answer.status_code == 422
    assert place in answer.text
