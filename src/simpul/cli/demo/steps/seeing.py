"""Steps: what an officer may not see is not there, and what was recorded is proved, or its row is named."""

import secrets

from simpul.app.backing import DATABASE, records_and_problems, restore
from simpul.app.tampering import change_one_claim
from simpul.cli.demo.asking import Asker, require
from simpul.cli.demo.steps.scene import A, B, C, Draft, Scene, kept, marked, released
from simpul.cli.running import running_node
from simpul.core.errors import SettingsError

SECRET = 3
PLACES = ("/api/v1/reports/{id}", "/reports/{id}.json", "/reports/{id}", "/api/v1/reports/{id}/export/native")


def not_visible_not_there(scene: Scene) -> str:
    """To an analyst of lower clearance a secret report and one that never was are the same bytes."""
    word = secrets.token_hex(6)
    draft = Draft(title=f"Hidden {word}", to=(), level=SECRET, name=f"Hidden {word}")
    with scene.desk.analyst(A) as analyst, scene.desk.releasing(A) as officer, scene.desk.junior(A) as junior:
        nothing_before = _listings(junior, "Hidden")
        report = released(officer, kept(analyst, draft))
        seen = analyst.get(f"/reports/{report}")
        subject = seen.text("subjects", 0, "subject")
        absent_report, absent_subject = secrets.token_hex(32), secrets.token_hex(16)
        compared = [(place.format(id=report), place.format(id=absent_report)) for place in PLACES]
        compared += [(f"/api/v1/subjects/{subject}", f"/api/v1/subjects/{absent_subject}")]
        for hidden, absent in compared:
            first, second = junior.ask("GET", hidden), junior.ask("GET", absent)
            require(
                first.status == second.status == 404, f"{hidden}: {first.status}, and {second.status} where nothing is"
            )
            same = first.body.replace(hidden.encode(), b"") == second.body.replace(absent.encode(), b"")
            require(same, f"{hidden} answers other bytes than where nothing is")
        require(_listings(junior, "Hidden") == nothing_before, "a list shows it")
        require(bool(analyst.get("/reports", text=word).rows("reports")), "the cleared analyst does not see it either")
    return f"{len(compared)} addresses, the same bytes for hidden and absent; lists and searches show nothing"


def payments_decided(scene: Scene) -> str:
    """Every payment of the story is in one state, with its reason; what is held has an owner and a clock."""
    with scene.desk.analyst(C) as analyst:
        held = analyst.get("/payments", state="held")
        counts = {state: int(str(held.at("counts", state))) for state in ("released", "held", "rejected")}
        require(min(counts.values()) > 0, f"not every state is there: {counts}")
        for row in held.rows("payments"):
            require(bool(row["owner"] and row["until"] and row["reason"]), f"{row['id']} is held without owner or end")
    return ", ".join(f"{many} {state}" for state, many in counts.items())


def audit_verifies(scene: Scene) -> str:
    """Everything recorded at all three nodes is as it was recorded."""
    counts = []
    for state in (A, B, C):
        with scene.desk.auditor(state) as auditor:
            found = auditor.post("/audit/verification")
        problems = found.rows("problems")
        require(not problems, f"{state}: {problems[:1]}")
        counts.append(f"{state} {found.at('records')}")
    return f"records proved: {', '.join(counts)}"


def tampering_named(scene: Scene) -> str:
    """In a copy of a node's database one row is changed behind the program's back: verification names that row."""
    running = running_node(scene.node(A).settings)
    if running is None:
        raise SettingsError("the node of XA is not running")
    name = marked("tampered").replace(" ", "-")
    file, home = scene.copies / f"{name}.backup", scene.copies / name
    running.back_up(file)
    restore(file, home)
    _, before = records_and_problems(home / DATABASE)
    require(not before, f"the copy has problems before it was changed: {before[:1]}")
    row = change_one_claim(home / DATABASE, named="birthDate", value="1901-01-01")
    _, problems = records_and_problems(home / DATABASE)
    require(bool(problems), "nothing was noticed")
    require({problem.row for problem in problems} == {row}, f"named is {problems[:3]}, changed was {row}")
    first = problems[0]
    return f"{first.table} {row[:16]}: {first.what}"


def _listings(reader: Asker, text: str) -> list[bytes]:
    """Give the bytes of every list in which the report could show."""
    return [
        reader.get("/reports", text=text).body,
        reader.get("/subjects", text=text).body,
        reader.get("/drafts").body,
    ]
