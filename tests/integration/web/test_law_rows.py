"""Rows of the law by two officers: entered by one, checked by another, part of every answer from then on."""

from simpul.core.audit import Act, Outcome
from tests.integration.web.office import Fields, Office
from tests.world import World

HEAD = "instrument,state,action,deposited,verified,source,as_of"
ROWS = f"{HEAD}\nnuclear2005,XA,accession,2014-09-30,S,the depositary's notification,2026-11-20\n"
REASON = "Deposits after the tables were made"
BASIS = (
    "/law/basis.json?requesting=XA&requested=KE&kind=mla&offence=nuclear-terrorism&conduct=2020-01-01&asked=2026-01-01"
)


def propose(office: Office, rows: str, name: str = "analyst") -> int:
    fields: Fields = {"table": "law-parties.csv", "rows": rows, "reason": REASON}
    return office[name].post("/law/rows", fields).status_code


def offered(office: Office) -> list[dict[str, str]]:
    found: list[dict[str, str]] = office["analyst"].get("/law/rows.json").json()["offered"]
    return found


def bases(office: Office) -> list[tuple[str, str, str]]:
    found = office["analyst"].get(BASIS).json()["answer"]["bases"]
    return [(each["instrument"], each["article"], each["since"]) for each in found]


def test_rows_count_once_another_officer_has_accepted_them(office: Office, world: World) -> None:
    assert bases(office) == []
    assert propose(office, ROWS) == 303
    (row,) = offered(office)
    assert bases(office) == []
    own = office["analyst"].post(f"/law/rows/{row['id']}", {"verdict": "accepted", "reason": "mine"})
    assert own.status_code == 403
    assert bases(office) == []
    page = office["junior"].page("/law/rows")
    assert "waits for another officer" in page
    done = office["junior"].post(f"/law/rows/{row['id']}", {"verdict": "accepted", "reason": "read the notification"})
    assert done.status_code == 303
    assert bases(office) == [("nuclear2005", "14", "2014-10-30")]
    assert "depositary&#39;s notification" in office["analyst"].page("/law/nuclear2005")
    again = office["junior"].post(f"/law/rows/{row['id']}", {"verdict": "refused", "reason": "twice"})
    assert again.status_code == 403
    assert_recorded(world)


def assert_recorded(world: World) -> None:
    """Both acts and both refusals are in the chain, and everything that is recorded verifies."""
    store = world["XA"].node.store
    told = [held.entry for held in store.audit_trail.entries(text="", after="", limit=200).items]
    acts = [(entry.act, entry.outcome) for entry in told if entry.act in (Act.LAW_PROPOSE, Act.LAW_DECIDE)]
    assert acts.count((Act.LAW_PROPOSE, Outcome.DONE)) == 1
    assert acts.count((Act.LAW_DECIDE, Outcome.DONE)) == 1
    assert acts.count((Act.LAW_DECIDE, Outcome.REFUSED)) == 2
    assert world["XA"].node.auditing.verify_as_operator().ok


def test_rows_that_do_not_fit_are_refused_with_the_row_and_nobody_is_asked(office: Office) -> None:
    before = offered(office)
    for wrong in (
        ROWS.replace("2014-09-30", "2014-02-30"),
        ROWS.replace(",XA,", ",QQ,"),
        ROWS.replace("2014-09-30", "1999-01-01"),
        ROWS.replace("nuclear2005,XA", "icsft1999,ID"),
        f"{HEAD}\n",
        "",
    ):
        assert propose(office, wrong) == 422
    answer = office["analyst"].post(
        "/law/rows", {"table": "law-parties.csv", "rows": ROWS.replace(",XA,", ",QQ,"), "reason": REASON}
    )
    assert "law-parties.csv: line 2" in answer.text
    assert (
        office["analyst"].post("/law/rows", {"table": "countries.csv", "rows": ROWS, "reason": REASON}).status_code
        == 422
    )
    assert offered(office) == before


def test_rows_are_for_officers_who_read_intelligence(office: Office) -> None:
    assert office["auditor"].get("/law/rows").status_code == 403
    assert propose(office, ROWS, name="auditor") == 403
