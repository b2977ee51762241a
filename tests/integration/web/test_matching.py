"""The node asked as clients ask OpenSanctions' yente: a recorded session replayed, every answer read as by a client."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from simpul.core.authority import Level
from simpul.core.credentials import CredentialKind, Scope, SignedIn, Stage
from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListEdition,
    ListedName,
    ListedPlace,
    NameQuality,
)
from simpul.core.vocabulary import Schema
from simpul.web.application import WebOptions, create_app
from simpul.web.site import Readiness
from tests import yente
from tests.integration.web.office import Office
from tests.world import World

SESSION: list[dict[str, Any]] = json.loads((Path(__file__).parent / "yente_session.json").read_text(encoding="utf-8"))


def entry(list_id: str, reference: str, name: str, **said: Any) -> Designation:  # noqa: ANN401  an entry's own fields
    names = (ListedName(value=name, quality=NameQuality.PRIMARY),)
    return Designation(list_id=list_id, reference=reference, names=names, **{"schema": Schema.PERSON, **said})


LISTED = (
    entry(
        "un",
        "QXi.001",
        "Arkan Romanovich Bruninov",
        birth_dates=(ListedDate(kind=DateKind.EXACT, value="1951-12-15"),),
        nationalities=("Indonesia",),
        programme="Al-Test",
        listed_on="2014-03-20",
    ),
    entry(
        "un",
        "QXe.002",
        "Harbour Light Relief",
        schema=Schema.ORGANIZATION,
        addresses=(ListedPlace(city="Port Xaver", country="Russia"),),
    ),
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Asked"]:
    """A node with a list that everybody sees, one that is secret, and holdings of both sorts."""
    world = World(tmp_path_factory.mktemp("matching"), "XA")
    place = world["XA"]
    place.node.listing.take_in(place.sight(), ListEdition(list_id="un", dated="2026-02-01", entries=LISTED))
    secret = place.terms(level=Level.SECRET)
    watched = (entry("watch", "W.1", "Quentin Zedekiah Owlsworth"), entry("watch", "W.2", "Arkan Bruninov"))
    place.node.listing.take_in(
        place.sight(), ListEdition(list_id="watch", dated="2026-02-01", entries=watched), handling=secret
    )
    for name, terms in (("Jamal Kariadi", place.terms()), ("Kesuma Hidden", secret)):
        draft = place.draft(place.claim(name), title=name, handling=terms)
        place.node.sharing.record(place.sight(), draft)
    place.screens()
    yield Asked(Office(place))
    world.closes()


class Asked:
    """The node as software with an officer's token asks it."""

    def __init__(self, office: Office) -> None:
        """Take the tokens."""
        self.office = office
        self.tokens = {name: self._token(name) for name in ("junior", "analyst", "auditor")}
        self.client = office.nobody.client

    def get(self, path: str, *, by: str = "junior", scheme: str = "ApiKey") -> Any:  # noqa: ANN401  any answer
        return self.client.get(path, headers={"Authorization": f"{scheme} {self.tokens[by]}"})

    def post(self, path: str, body: object, *, by: str = "junior") -> Any:  # noqa: ANN401  any answer
        return self.client.post(path, json=body, headers={"Authorization": f"ApiKey {self.tokens[by]}"})

    def names(self, name: str, *, by: str = "junior", dataset: str = "default", **said: object) -> list[dict[str, Any]]:
        """Give the results for one name."""
        query = {"schema": "Thing", "properties": {"name": [name], **said}}
        answer = self.post(f"/match/{dataset}", {"queries": {"q": query}}, by=by)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["responses"]["q"]["results"]
        return results

    def _token(self, name: str) -> str:
        place = self.office.place
        signed = SignedIn(
            officer=place.officers[name],
            kind=CredentialKind.SESSION,
            credential="0" * 32,
            stage=Stage.FULL,
            scopes=tuple(Scope),
            ends_at=place.clock.present + timedelta(hours=1),
        )
        issued = place.node.access.tokens.issue(
            signed, name="a case system", scopes=(Scope.READ,), length=timedelta(days=1)
        )
        return issued.secret


@pytest.mark.parametrize("step", SESSION, ids=lambda step: str(step["path"])[:60])
def test_a_recorded_session_is_answered_in_the_shapes_that_its_client_reads(asked: Asked, step: dict[str, Any]) -> None:
    answer = asked.get(step["path"]) if step["method"] == "GET" else asked.post(step["path"], step["body"])
    assert answer.status_code == step["status"], answer.text
    yente.read(step["kind"], answer.text)
    document = answer.json()
    for key, entity_id in step.get("first", {}).items():
        first = document["responses"][key]["results"][0]
        assert (first["id"], first["match"]) == (entity_id, True)
        assert document["responses"][key]["total"]["value"] >= 1
    for key in step.get("none", []):
        assert document["responses"][key]["results"] == []
    for key, properties in step.get("understood", {}).items():
        assert document["responses"][key]["query"]["properties"] == properties
    if "found" in step:
        assert [each["id"] for each in document["results"]] == step["found"]


def test_the_session_has_every_kind_of_answer() -> None:
    assert {step["kind"] for step in SESSION} == yente.ANSWERS.keys()


def test_a_client_gets_its_own_id_and_keys_back(asked: Asked) -> None:
    query = {"id": "customer-7", "schema": "Person", "properties": {"name": "Arkan Bruninov"}}
    answer = asked.post("/match/default", {"queries": {"a": query, "b": query}})
    assert answer.headers["x-batch-size"] == "2"
    responses = answer.json()["responses"]
    assert [responses[key]["query"]["id"] for key in ("a", "b")] == ["customer-7", "customer-7"]
    assert responses["a"]["results"] == responses["b"]["results"]


def test_the_same_match_under_an_algorithm_of_theirs_stands_on_its_scale(asked: Asked) -> None:
    body = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Arkan Romanovich Bruninov"]}}}}
    ours, theirs = (asked.post(f"/match/un?algorithm={name}", body).json() for name in ("best", "logic-v2"))
    first, second = (each["responses"]["q"]["results"][0] for each in (ours, theirs))
    assert first["explanations"] == second["explanations"]
    assert first["score"] < second["score"]
    assert (first["match"], second["match"]) == (True, True)
    assert (ours["algorithm"], theirs["algorithm"]) == ("simpul", "simpul")
    assert (ours["notes"], len(theirs["notes"])) == ([], 1)


def test_the_explanations_say_what_met_what_and_add_up(asked: Asked) -> None:
    (found,) = asked.names("Arkan Romanovich Bruninov", dataset="un", birthDate=["1951-12-15"])
    why = found["explanations"]
    assert why["birth-date-agrees"]["query"] == why["birth-date-agrees"]["candidate"] == "1951-12-15"
    assert why["name-compared"]["candidate"] == "Arkan Romanovich Bruninov"
    assert found["features"] == {code: each["score"] for code, each in why.items()}
    assert "\u2068" not in json.dumps(why, ensure_ascii=False)


def test_a_threshold_decides_on_the_match_and_a_cutoff_on_what_comes_back(asked: Asked) -> None:
    body = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Arkan Bruninov"]}}}}
    score = asked.names("Arkan Bruninov", dataset="un")[0]["score"]
    strict = asked.post(f"/match/un?threshold={score + 0.01}&cutoff=0.4", body).json()["responses"]["q"]
    assert (strict["results"][0]["match"], strict["total"]["value"]) == (False, 0)
    assert asked.post("/match/un?threshold=0.99&cutoff=0.98", body).json()["responses"]["q"]["results"] == []
    assert asked.post("/match/un?limit=0", body).json()["responses"]["q"]["results"] == []


def test_a_threshold_that_is_no_number_is_refused_and_not_taken_for_nobody_found(asked: Asked) -> None:
    body = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Arkan Bruninov"]}}}}
    for said in ("nan", "inf", "high"):
        answer = asked.post(f"/match/un?threshold={said}", body)
        assert answer.status_code == 422
        yente.read("invalid", answer.text)


def test_a_batch_is_answered_as_its_questions_are_one_by_one(asked: Asked) -> None:
    names = ("Arkan Bruninov", "Harbour Light", "Quentin Zedekiah Owlsworth")
    queries = {name: {"schema": "Thing", "properties": {"name": [name]}} for name in names}
    together = asked.post("/match/un", {"queries": queries}).json()["responses"]
    for name in names:
        assert together[name]["results"] == asked.names(name, dataset="un")


def test_more_questions_than_a_batch_takes_are_refused(asked: Asked) -> None:
    query = {"schema": "Person", "properties": {"name": ["Arkan Bruninov"]}}
    answer = asked.post("/match/un", {"queries": dict.fromkeys(map(str, range(101)), query)})
    assert (answer.status_code, answer.json()["place"]) == (400, "queries")


def test_nobody_is_told_of_a_list_or_a_record_that_he_may_not_see(asked: Asked) -> None:
    assert asked.names("Quentin Zedekiah Owlsworth", by="analyst")[0]["id"] == "list:watch:W.1"
    assert asked.names("Quentin Zedekiah Owlsworth", by="junior") == []
    assert asked.names("Kesuma Hidden", by="analyst", dataset="holdings")
    assert asked.names("Kesuma Hidden", by="junior", dataset="holdings") == []
    body = {"queries": {"q": {"schema": "Thing", "properties": {"name": ["Arkan Bruninov"]}}}}
    hidden, absent = (asked.post(f"/match/{name}", body) for name in ("watch", "wotch"))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    hidden, absent = (asked.get(f"/entities/list:{name}:W.1") for name in ("watch", "wotch"))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert [each["name"] for each in asked.get("/catalog").json()["datasets"]] == [
        "default",
        "sanctions",
        "holdings",
        "un",
    ]


def test_a_score_does_not_depend_on_what_is_hidden(asked: Asked) -> None:
    seen = {by: asked.names("Arkan Bruninov", by=by, dataset="un") for by in ("junior", "analyst")}
    assert seen["junior"] == seen["analyst"]
    both = asked.names("Arkan Bruninov", by="analyst")
    assert {each["id"] for each in both} == {"list:watch:W.2", "list:un:QXi.001"}
    assert next(each for each in both if each["id"] == "list:un:QXi.001") == seen["junior"][0]


def test_holdings_are_asked_only_by_their_name(asked: Asked) -> None:
    (found,) = asked.names("Jamal Kariadi", dataset="holdings")
    assert (found["datasets"], found["target"], found["caption"]) == (["holdings"], False, "Jamal Kariadi")
    assert asked.names("Jamal Kariadi") == []
    shown = asked.get(f"/entities/{found['id']}").json()
    assert shown["properties"] == {"name": ["Jamal Kariadi"]}
    words = asked.get("/search/holdings?q=jamal").json()
    assert [each["id"] for each in words["results"]] == [found["id"]]


def test_a_number_of_a_document_is_enough_to_ask_with(asked: Asked) -> None:
    query = {"schema": "Person", "properties": {"passportNumber": ["none such"]}}
    assert asked.post("/match/default", {"queries": {"q": query}}).json()["responses"]["q"]["results"] == []
    nothing = {"schema": "Person", "properties": {"notes": ["tall"]}}
    assert asked.post("/match/default", {"queries": {"q": nothing}}).json()["responses"]["q"]["results"] == []


def test_that_somebody_asked_is_recorded_and_not_for_whom(asked: Asked) -> None:
    asked.names("Arkan Bruninov")
    entries = asked.office.place.node.store.audit_trail.entries(text="", after="", limit=1).items
    (latest,) = [held.entry for held in entries]
    assert (latest.act, latest.target, latest.detail) == ("subject:screen", "default", "asked 1, found 1")
    assert latest.actor == asked.office.place.officers["junior"].id
    asked.post("/match/nowhere", {"queries": {"q": {"schema": "Person", "properties": {"name": ["x"]}}}})
    (latest,) = [
        held.entry for held in asked.office.place.node.store.audit_trail.entries(text="", after="", limit=1).items
    ]
    assert (latest.outcome, latest.target, latest.grounds) == ("refused", "nowhere", ("not-there",))


def test_a_token_is_shown_either_way_and_without_one_nobody_is_answered(asked: Asked) -> None:
    for scheme in ("Bearer", "ApiKey", "apikey"):
        assert asked.get("/algorithms", scheme=scheme).status_code == 200
    for path in ("/catalog", "/algorithms", "/search/default", "/entities/x", "/statements"):
        assert asked.get(path, scheme="Basic").status_code in (401, 404), path
    answer = asked.client.post("/match/default", json={"queries": {}})
    assert answer.status_code == 401
    yente.read("refusal", answer.text)
    assert asked.get("/catalog", by="auditor").status_code == 403


def test_before_the_index_is_built_nobody_is_told_that_nobody_is_there(asked: Asked) -> None:
    node = asked.office.place.node
    building = Readiness(ready=False, doing="building the index of names", indexed=False)
    asked.office.app.state.site = create_app(node, options=WebOptions(readiness=lambda: building)).state.site
    try:
        for answer in (asked.get("/catalog"), asked.get("/search/default?q=x"), asked.get("/readyz")):
            assert answer.status_code == 503
            yente.read("refusal", answer.text)
        body = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Arkan Bruninov"]}}}}
        assert asked.post("/match/default", body).status_code == 503
    finally:
        asked.office.app.state.site = create_app(node).state.site
