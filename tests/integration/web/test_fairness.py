"""The page on fairness: what ordinary people bear, and how this node's hits fared, for whoever may see them."""

import csv
import json
from io import StringIO
from pathlib import Path

from simpul.core.alert import AlertKind, Verdict
from simpul.core.authority import Level
from tests.integration.web.office import Office
from tests.story import Told
from tests.world import World


def test_the_page_says_how_ordinary_people_fare_and_where_the_figures_come_from(office: Office, told: Told) -> None:
    page = office["analyst"].page("/fairness")
    assert "False alarms of ordinary people, by script" in page
    assert "Arabic script" in page
    assert "The calibration that comes with Simpul" in page
    said = office["analyst"].get("/fairness.json").json()
    assert said["calibration"]["own"] is False
    assert said["calibration"]["overall"]["rate"]["whole"] >= 20_000
    assert told.subject


def test_hits_are_counted_by_script_and_country_as_the_viewer_may_see_them(office: Office, world: World) -> None:
    place = world["XA"]
    before = {name: counts(office, name) for name in ("analyst", "junior")}
    for level in (Level.RESTRICTED, Level.SECRET):
        for _ in range(2):
            subject = place.node.ids.new_id()
            claims = (
                place.claim("Дмитрий Ковальчук", subject=subject),
                place.claim("XB", subject=subject, property="nationality"),
            )
            place.node.sharing.record(place.sight(), place.draft(*claims, handling=place.terms(level=level)))
    place.screens()
    raised = {name: counts(office, name)["cyrillic"] - before[name].get("cyrillic", 0) for name in before}
    assert raised == {"analyst": 6, "junior": 1}
    assert "Cyrillic" in office["junior"].page("/fairness?days=30")
    office["analyst"].speaks("id")
    assert "Huruf Kiril" in office["analyst"].page("/fairness")
    office["analyst"].speaks("en")


def counts(office: Office, name: str) -> dict[str, int]:
    """Give how many hits of each script an officer is told of."""
    return {row["group"]: row["raised"] for row in office[name].get("/fairness.json").json()["by_script"]}


def test_how_long_people_waited_is_told_once_there_are_enough(office: Office, world: World) -> None:
    place = world["XA"]
    for _ in range(4):
        subject = place.node.ids.new_id()
        place.node.sharing.record(
            place.sight(), place.draft(place.claim("김민준", subject=subject), handling=place.terms())
        )
    place.screens()
    open_hits = [
        held.alert.id
        for held in place.node.alerting.queue(place.sight(), limit=200).items
        if held.alert.kind is AlertKind.HOLDING_HIT and held.alert.script == "hangul"
    ]
    assert len(open_hits) == 6
    place.node.alerting.decide(place.sight(), tuple(open_hits), Verdict.DIFFERENT, reason="Four different people.")
    (row,) = (row for row in office["analyst"].get("/fairness.json").json()["by_script"] if row["group"] == "hangul")
    assert (row["different"], row["decided"], row["waiting"]) == (6, 6, 0)
    assert row["false_alarms"]["value"] == 1.0
    assert row["false_alarms"]["low"] < 0.7
    assert row["median_seconds"] is not None


def test_the_same_is_told_as_a_table(office: Office) -> None:
    rows = list(csv.DictReader(StringIO(office["analyst"].get("/fairness.csv").text.lstrip("\ufeff"))))
    assert {row["about"] for row in rows} >= {"ordinary people"}
    assert {row["group_kind"] for row in rows} >= {"script", "origin"}
    assert office["analyst"].get("/fairness?days=7").status_code == 422
    assert office["auditor"].get("/fairness").status_code == 403


def test_a_node_without_hits_says_so_and_one_with_a_calibration_of_its_own_shows_that(tmp_path: Path) -> None:
    empty = World(tmp_path, "XC")
    assert "No hits in this span" in Office(empty["XC"])["analyst"].page("/fairness")
    empty.closes()
    document = {
        "entries": 12,
        "tolerated": 0.01,
        "threshold": 0.5,
        "overall": {"people": 4_000, "alarms": 130},
        "by_script": [{"group": "latin", "rate": {"people": 4_000, "alarms": 130}}],
        "by_origin": [],
    }
    (tmp_path / "XC" / "calibration.json").write_text(json.dumps(document))
    again = World.reopened(tmp_path, "XC")
    page = Office(again["XC"])["analyst"].page("/fairness")
    again.closes()
    assert "own calibration" in page
    assert "far above what is tolerated" in page
