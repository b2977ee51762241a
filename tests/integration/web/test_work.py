"""What officers do in the pages: write, preview, approve, release, decide, undo, take in, take out, verify."""

import re

import pytest

from simpul.core.alert import AlertState
from simpul.core.authority import Level
from tests.integration.web.office import Fields, Office
from tests.story import Told
from tests.world import World


def written(**changes: str | list[str]) -> Fields:
    """A form as the writing page sends it, with one subject and two claims."""
    fields: Fields = {
        "title": "A meeting on the pier",
        "summary": "Two persons met on the pier.",
        "kind": "information",
        "scale": "admiralty-6x6",
        "source": "C",
        "information": "3",
        "level": "1",
        "tlp": "amber",
        "to": ["XB-NCTC"],
        "purpose": ["counter-terrorism"],
        "onward": "none",
        "court": "forbidden",
        "s0.id": "ab" * 16,
        "s0.schema": "Person",
        "s0c0.property": "name",
        "s0c0.value": "Lena Vorontsova",
        "s0c1.property": "birthDate",
        "s0c1.value": "1990-02",
    }
    return {**fields, **changes}


def kept(office: Office, name: str, fields: Fields) -> str:
    """Let an officer keep a draft, and give its id."""
    answer = office[name].post("/drafts", fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


def test_a_report_written_in_the_page_reaches_the_partner_it_names(office: Office, world: World) -> None:
    draft = kept(office, "releasing", written())
    answer = office["releasing"].post(f"/drafts/{draft}/release")
    assert answer.status_code == 303
    report = answer.headers["location"]
    assert "Lena Vorontsova" in office["releasing"].page(report)
    world.delivers()
    assert "A meeting on the pier" in world["XB"].sees()


def test_what_cannot_stand_is_named_beside_its_field_and_nothing_typed_is_lost(office: Office) -> None:
    before = office["analyst"].get("/drafts.json").json()["drafts"]
    answer = office["analyst"].post("/drafts", written(**{"s0c1.value": "1990-02-31"}))
    assert answer.status_code == 422
    assert 'id="wrong-s0c1.value">there is no such date: 1990-02-31<' in answer.text
    assert 'value="Lena Vorontsova"' in answer.text
    assert office["analyst"].get("/drafts.json").json()["drafts"] == before


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("title", "", "title"),
        ("summary", "", "summary"),
        ("tlp", "purple", "tlp"),
        ("level", "9", "level"),
        ("to", ["Nowhere!"], "to"),
        ("code", ["H3"], "caveat"),
        ("source", "Z", "grading.source"),
        ("expires_on", "2026-13-01", "expires_on"),
        ("s0c0.property", "shoe-size", "s0c0.property"),
        ("s0c0.grading", "Z9", "s0c0.source"),
    ],
)
def test_each_field_that_cannot_stand_is_named(office: Office, field: str, value: str | list[str], place: str) -> None:
    answer = office["analyst"].post("/drafts", written(**{field: value}))
    assert answer.status_code == 422
    assert f"<code>{place}</code>" in answer.text


def test_the_preview_says_for_each_partner_what_it_sees_and_what_not_and_why(office: Office) -> None:
    own = {"s0c1.terms": "own", "s0c1.tlp": "red", "s0c1.level": "1"}
    part = office["analyst"].post("/drafts/preview", written(**own)).text
    assert "gets 1 of 2 claims" in part
    assert "Lena Vorontsova" in part
    assert "Its terms do not name this recipient." in part
    assert "Your role releases nothing; a releasing officer can." in part


def test_the_preview_waits_for_what_is_not_written_yet(office: Office) -> None:
    part = office["analyst"].post("/drafts/preview", written(title="", summary="", **{"s0c0.value": ""})).text
    assert "gets 1 of 1 claims" in part
    wrong = office["analyst"].post("/drafts/preview", written(tlp="purple")).text
    assert "No preview yet" in wrong


def test_a_preview_keeps_nothing(office: Office) -> None:
    before = office["analyst"].get("/drafts.json").content
    office["analyst"].post("/drafts/preview", written())
    office["analyst"].post("/drafts/form", written(shape="add-subject"))
    assert office["analyst"].get("/drafts.json").content == before


def test_subjects_and_claims_come_and_go_by_buttons_without_a_script(office: Office) -> None:
    more = office["analyst"].post("/drafts/form", written(shape="add-claim:0")).text
    assert 'name="s0c2.value"' in more
    less = office["analyst"].post("/drafts/form", written(shape="drop-claim:0:0")).text
    assert "Lena Vorontsova" not in less
    assert 'value="1990-02"' in less
    assert office["analyst"].post("/drafts/form", written(shape="drop-subject:7")).status_code == 422


def test_a_grave_draft_waits_for_officers_who_are_not_its_author(office: Office, world: World) -> None:
    draft = kept(office, "releasing", written(title="Grave matter", level=str(int(Level.CONFIDENTIAL))))
    answer = office["releasing"].post(f"/drafts/{draft}/release")
    assert answer.headers["location"] == f"/drafts/{draft}?waits=1"
    assert "Needs a second officer" in office["second"].page(f"/drafts/{draft}")
    assert "Grave matter" in office["second"].page("/inbox")
    own = office["releasing"].post(f"/drafts/{draft}/approve")
    assert own.status_code == 403
    assert "Nobody approves his or her own text." in own.text
    assert office["second"].post(f"/drafts/{draft}/approve").status_code == 303
    assert "Grave matter" not in office["second"].page("/inbox")
    world.delivers()
    assert "Grave matter" not in world["XB"].sees()


def test_a_change_of_the_text_voids_its_approval(office: Office) -> None:
    draft = kept(office, "releasing", written(title="Grave again", level="2"))
    office["second"].post(f"/drafts/{draft}/approve")
    assert office["second"].get(f"/drafts/{draft}.json").json()["row"]["approvals"] == ["xa-nctc-second"]
    office["releasing"].post(f"/drafts/{draft}", written(title="Grave, changed", level="2"))
    assert office["second"].get(f"/drafts/{draft}.json").json()["row"]["approvals"] == []


def test_an_analyst_releases_nothing_and_is_told_so(office: Office, told: Told) -> None:
    answer = office["analyst"].post(f"/drafts/{told.draft}/release")
    assert answer.status_code == 403
    assert "Your role does not include this" in answer.text


def test_only_its_author_discards_a_draft(office: Office) -> None:
    draft = kept(office, "analyst", written(title="Thrown away"))
    assert office["releasing"].post(f"/drafts/{draft}/discard").status_code == 403
    assert office["analyst"].post(f"/drafts/{draft}/discard").headers["location"] == "/drafts"
    assert office["analyst"].get(f"/drafts/{draft}").status_code == 404


def test_a_correction_supersedes_the_report_and_every_claim_in_it(office: Office, world: World) -> None:
    draft = kept(office, "releasing", written(title="To be corrected"))
    first = office["releasing"].post(f"/drafts/{draft}/release").headers["location"].rpartition("/")[2]
    page = office["releasing"].page(f"/drafts/new?supersedes={first}")
    fields: Fields = dict(re.findall(r'type="hidden" name="(s\d[\w.]*|supersedes)" value="([^"]*)"', page))
    corrected = kept(office, "releasing", written(**{**fields, "title": "Corrected", "s0c0.value": "Lena Voronzova"}))
    later = office["releasing"].post(f"/drafts/{corrected}/release").headers["location"].rpartition("/")[2]
    earlier = office["releasing"].get(f"/reports/{first}.json").json()
    assert earlier["report"]["superseded_by"] == later
    assert all(claim["superseded_by"] for subject in earlier["subjects"] for claim in subject["claims"])
    assert "Superseded by its originator" in office["releasing"].page(f"/reports/{first}")


def alert_of(office: Office, kind: str) -> str:
    """Give an open alert of this kind."""
    found = office["analyst"].get("/alerts.json").json()["alerts"]
    return str(next(alert["id"] for alert in found if alert["kind"] == kind))


def test_a_hit_is_decided_with_a_reason_and_undone(office: Office, told: Told) -> None:
    browser, alert = office["analyst"], alert_of(office, "list-hit")
    page = browser.page(f"/alerts/{alert}")
    assert "Speaks for it" in page
    assert "Bahrul Santosa" in page
    assert browser.post(f"/alerts/{alert}/decide", {"verdict": "same"}).status_code == 422
    assert browser.post(f"/alerts/{alert}/decide", {"verdict": "take"}).status_code == 303
    browser.post(f"/alerts/{alert}/decide", {"verdict": "same", "reason": "The same passport."})
    assert "XW QDx.001" not in browser.page(f"/subjects/{told.subject}")
    own = browser.post(f"/alerts/{alert}/decide", {"verdict": "confirm"})
    assert own.status_code == 403
    assert "Nobody confirms or refuses what he or she proposed" in own.text
    assert office["releasing"].post(f"/alerts/{alert}/decide", {"verdict": "confirm"}).status_code == 303
    assert "XW QDx.001" in browser.page(f"/subjects/{told.subject}")
    assert "The same passport." in browser.page(f"/alerts/{alert}")
    browser.post(f"/alerts/{alert}/decide", {"verdict": "reopen", "reason": "Read the wrong line."})
    assert browser.get(f"/alerts/{alert}.json").json()["alert"]["state"] == AlertState.OPEN
    assert "XW QDx.001" not in browser.page(f"/subjects/{told.subject}")


def test_several_alerts_are_decided_together_or_not_at_all(office: Office, world: World) -> None:
    theirs = world["XB"]
    for number in (1, 2):
        theirs.shares(theirs.writes(releasable_to=("XA",), title=f"Bulk {number}"))
    world.delivers()
    browser = office["analyst"]
    queue = browser.get("/alerts.json").json()["alerts"]
    chosen = [alert["id"] for alert in queue if alert["caption"].startswith("Bulk")]
    hit = alert_of(office, "list-hit")
    mixed = browser.post("/alerts/decide", {"alert": [*chosen, hit], "verdict": "noted", "state": "open"})
    assert mixed.status_code == 422
    assert "a hit is judged, not noted" in mixed.text
    assert {alert["id"] for alert in browser.get("/alerts.json").json()["alerts"]} >= set(chosen)
    done = browser.post("/alerts/decide", {"alert": chosen, "verdict": "noted", "state": "open"})
    assert done.headers["location"] == "/alerts?state=open"
    assert not {alert["id"] for alert in browser.get("/alerts.json").json()["alerts"]} & set(chosen)
    assert browser.post("/alerts/decide", {"verdict": "noted"}).status_code == 422


def marked(office: Office, *alerts: str) -> list[str]:
    """Give how these alerts are shown now, as the queue's form sends it back."""
    shown = office["analyst"].get("/alerts.json?state=all").json()["alerts"]
    return [f"{row['id']}:{row['seen']}" for row in shown if row["id"] in alerts]


def test_what_is_about_to_be_decided_is_shown_once_more(office: Office, world: World) -> None:
    theirs = world["XB"]
    for number in (1, 2):
        theirs.shares(theirs.writes(releasable_to=("XA",), title=f"Review {number}"))
    world.delivers()
    browser = office["analyst"]
    chosen = [row["id"] for row in browser.get("/alerts.json?text=review").json()["alerts"]]
    assert len(chosen) == 2
    fields: Fields = {"alert": chosen, "verdict": "noted", "seen": marked(office, *chosen)}
    page = browser.post("/alerts/review", fields)
    assert page.status_code == 200
    assert "2 alerts take this decision" in page.text
    assert {row["state"] for row in browser.get("/alerts.json?text=review").json()["alerts"]} == {"open"}
    office["releasing"].post(f"/alerts/{chosen[0]}/decide", {"verdict": "take"})
    failed = browser.post("/alerts/decide", fields)
    assert failed.status_code == 409
    assert "Nothing was decided" in failed.text
    assert "it is no longer as it was shown" in failed.text
    assert "1 alert takes this decision" in failed.text
    now: Fields = {**fields, "seen": marked(office, *chosen)}
    assert browser.post("/alerts/decide", now).status_code == 303


def test_the_queue_is_narrowed_by_kind_list_words_and_to_mine(office: Office, told: Told) -> None:
    browser, hit = office["analyst"], alert_of(office, "list-hit")
    assert {row["kind"] for row in browser.get("/alerts.json?kind=list-hit").json()["alerts"]} == {"list-hit"}
    assert hit in browser.get("/alerts.csv?on=xw").text
    assert browser.get("/alerts.json?on=nowhere").json()["alerts"] == []
    assert hit not in browser.get("/alerts.json?mine=yes&state=taken").text
    browser.post(f"/alerts/{hit}/decide", {"verdict": "take"})
    assert hit in browser.get("/alerts.json?mine=yes&state=taken").text
    assert "No alert in this state is of what you asked for." in browser.page("/alerts?text=nobodyhere")
    assert browser.get("/alerts?kind=nothing").status_code == 422
    browser.post(f"/alerts/{hit}/decide", {"verdict": "reopen", "reason": "For the next test."})
    assert told.subject


def test_a_file_made_of_a_report_waits_for_its_officer_alone(office: Office, told: Told) -> None:
    page = office["analyst"].post(f"/reports/{told.own}/export", {"form": "stix"}).text
    file = re.findall(rf'href="(/reports/{told.own}/files/[0-9a-f]+)"', page)[0]
    answer = office["analyst"].get(file)
    assert answer.json()["type"] == "bundle"
    assert "attachment" in answer.headers["content-disposition"]
    assert office["releasing"].get(file).status_code == 404


def test_a_file_that_cannot_say_the_terms_is_refused_with_its_grounds(office: Office, told: Told) -> None:
    answer = office["analyst"].post(f"/reports/{told.own}/export", {"form": "stix-plain"})
    assert answer.status_code == 403
    assert "STIX without extensions cannot say to whom it may be released." in answer.text


def test_a_report_of_others_that_may_not_be_passed_on_leaves_in_no_file(office: Office, told: Told) -> None:
    answer = office["analyst"].post(f"/reports/{told.received}/export", {"form": "native"})
    assert answer.status_code == 403
    assert "Its originator does not let it be passed on." in answer.text


def test_a_bundle_becomes_drafts_to_look_through(office: Office, told: Told) -> None:
    bundle = office["analyst"].get(f"/reports/{told.own}/export/stix").content
    answer = office["releasing"].uploads("/reports/import", "bundle.json", bundle)
    assert answer.status_code == 200
    assert "1 draft was made" in answer.text
    draft = re.findall(r'href="(/drafts/[0-9a-f]{32})"', answer.text)[0]
    assert "Another age" in office["releasing"].page(draft)


def test_a_broken_bundle_is_refused_with_its_place(office: Office) -> None:
    answer = office["analyst"].uploads("/reports/import", "bundle.json", b'{"type": "bundle"')
    assert answer.status_code == 422
    assert "not JSON" in answer.text


def table(office: Office, content: str) -> tuple[str, str]:
    """Upload a table, and give its address and the page that shows it."""
    answer = office["analyst"].uploads("/subjects/import", "people.csv", content.encode())
    assert answer.status_code == 303, answer.text
    return answer.headers["location"], office["analyst"].page(answer.headers["location"])


def test_a_table_is_mapped_previewed_and_taken_in(office: Office) -> None:
    address, page = table(office, "Nama,Tanggal lahir,Nr\nSari Wulan,31/12/1990,1\nNobody,31/02/1990,2\n")
    assert "Sari Wulan" in page
    assert "1 rejected" in page
    mapping: Fields = {"use0": "name", "use1": "birthDate", "dates1": "day-first", "use2": "ignored"}
    looked = office["analyst"].post(address, {**mapping, "act": "look"})
    assert "line 3" in looked.text
    fields = {**written(title="A table of people", to=[]), **mapping, "schema": "Person", "act": "take"}
    taken = office["analyst"].post(address, fields)
    assert "1 subject was taken in" in taken.text
    assert "Sari Wulan" in office["analyst"].page("/subjects?text=sari")
    assert office["analyst"].get(address).status_code == 404


def test_a_table_waits_for_its_officer_alone(office: Office) -> None:
    address, _ = table(office, "Name\nSari Wulan\n")
    assert office["releasing"].get(address).status_code == 404


def test_a_table_without_a_title_is_not_taken_in_and_says_so(office: Office) -> None:
    address, _ = table(office, "Name\nSari Wulan\n")
    answer = office["analyst"].post(address, {**written(title=""), "use0": "name", "act": "take"})
    assert answer.status_code == 422
    assert "a report needs a title" in answer.text


def test_a_partner_is_accepted_only_with_the_fingerprint_that_was_compared(office: Office, world: World) -> None:
    signed = world["XB"].node.introduction
    browser = office["keys"]
    answer = browser.client.post(
        "/peers/read", data={"form_key": browser.key}, files={"introduction": ("xb.json", signed)}
    )
    assert "XB-NCTC" in answer.text
    hexed = re.findall(r'name="signed" value="([0-9a-f]+)"', answer.text)[0]
    wrong = browser.post("/peers/add", {"signed": hexed, "fingerprint": "AAAA BBBB"})
    assert wrong.status_code == 422
    assert "the fingerprint is another one" in wrong.text
    fingerprint = world["XA"].node.partnering.read(signed).fingerprint
    assert browser.post("/peers/add", {"signed": hexed, "fingerprint": fingerprint.lower()}).status_code == 303


def test_a_link_is_suspended_with_a_reason_and_resumed(office: Office) -> None:
    browser = office["keys"]
    browser.post("/peers/XB-NCTC/suspend", {"reason": "Their key may be lost."})
    assert "Their key may be lost." in browser.page("/peers")
    assert "suspended" in office["analyst"].page("/drafts/new")
    browser.post("/peers/XB-NCTC/resume")
    assert "Their key may be lost." not in browser.page("/peers")


def test_traffic_is_shown_to_those_who_watch_links_alone(office: Office) -> None:
    assert all(row["traffic"] for row in office["keys"].get("/peers.json").json()["peers"])
    assert all(row["traffic"] is None for row in office["analyst"].get("/peers.json").json()["peers"])


def test_our_introduction_is_handed_to_key_officers_alone(office: Office) -> None:
    answer = office["keys"].get("/peers/introduction")
    assert answer.content == office.place.node.introduction
    assert office["analyst"].get("/peers/introduction").status_code == 403


def test_the_record_of_acts_is_searched_and_verified(office: Office) -> None:
    browser = office["auditor"]
    acts = browser.get("/audit.json?text=report:release").json()["entries"]
    assert {held["entry"]["act"] for held in acts} == {"report:release"}
    answer = browser.post("/audit/verify")
    assert "Everything is as it was recorded" in answer.text
    assert office["analyst"].post("/audit/verify").status_code == 403
