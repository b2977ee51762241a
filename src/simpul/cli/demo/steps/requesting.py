"""Steps: what the three ask of each other arrives, is answered by officers, and stands alike on both sides."""

from simpul.cli.demo.asking import Asker, awaited, require
from simpul.cli.demo.steps.scene import ARRIVES_WITHIN, A, B, C, Scene

COURIER = "000981"
"""The account of a newspaper whose editor XC calls a terrorist: what XC asks for there is refused."""


def case_shared(scene: Scene) -> str:
    """A unit sees a partner's case with the payment in it, under the partner's terms."""
    with scene.desk.analyst(B) as analyst:
        cases = awaited(lambda: analyst.get("/cases").rows("cases") or None, what="the case", within=ARRIVES_WITHIN)
        found = analyst.get(f"/cases/{cases[0]['id']}")
        require(cases[0]["originator"] == scene.authority(C), f"the case is {cases[0]['originator']}'s")
        require(bool(found.rows("entries")), "nothing stands in the case")
    return f"{cases[0]['title']}: {len(found.rows('entries'))} entries"


def freeze_refused(scene: Scene) -> str:
    """A request to freeze that names no act of terror is refused by a person, with its ground, on both sides."""
    with scene.desk.releasing(A) as asked, scene.desk.releasing(C) as asking:
        request = awaited(lambda: _to_freeze(asked), what="the request to freeze", within=ARRIVES_WITHIN)
        word = {"word": "refused", "ground": "not-enough-grounds", "text": "He publishes a newspaper. No act is named."}
        asked.post(f"/freezes/{request}/words", word)
        awaited(lambda: _is(asking, f"/freezes/{request}", "refused"), what="the refusal", within=ARRIVES_WITHIN)
    return f"account {COURIER}: refused, and both sides say so"


def assistance_accepted(scene: Scene) -> str:
    """A request for assistance is accepted by who was asked, and who asked has three receipts."""
    with scene.desk.releasing(B) as asked, scene.desk.releasing(A) as asking:
        rows = awaited(
            lambda: asked.get("/law-requests").rows("rows") or None, what="the request", within=ARRIVES_WITHIN
        )
        address = f"/law-requests/{rows[0]['id']}"
        asked.post(f"{address}/words", {"word": "accepted"})
        awaited(lambda: _is(asking, address, "accepted"), what="the acceptance", within=ARRIVES_WITHIN)
        receipts = [str(row["kind"]) for row in asking.get(address).rows("receipts")]
        require(receipts == ["submitted", "delivered", "accepted"], f"the receipts are {receipts}")
    return f"{rows[0]['reference']}: {', '.join(receipts)}"


def _to_freeze(asked: Asker) -> str | None:
    rows = asked.get("/freezes").rows("requests")
    found = [row for row in rows if isinstance(row["target"], dict) and row["target"]["value"] == COURIER]
    return str(found[0]["id"]) if found else None


def _is(asker: Asker, address: str, standing: str) -> bool | None:
    return asker.get(address).at("standing", "standing") == standing or None
