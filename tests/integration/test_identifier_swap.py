"""Identifier swap: every route, every role, and in every place of an id one that is own, hidden, foreign or absent.

The routes come from the application itself, the bodies from its OpenAPI description. Nothing that an officer may not
see comes back to him, and nothing of it changes, whatever he asks for and in whichever place he names it. A route
without a declared policy stops the application.
"""

import asyncio
import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import inspect, text

from simpul.core.authority import AuthorityId, Level, Role
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import SettingsError
from simpul.core.payment.decision import PaymentState
from simpul.core.travel import Flight, Manifest, ManifestForm, Traveller, TravellerKind
from simpul.core.vocabulary import Schema
from simpul.web.access.cookies import cookie_name
from simpul.web.access.guard import require_declared, undeclared
from simpul.web.application import create_app
from tests.between import between_units
from tests.noninterference.looking import ABSENT, signed_in
from tests.noninterference.pairs import folder
from tests.noninterference.step import carries_on, open_hits
from tests.scenarios.test_payments import paid
from tests.world import Place, World

CANARY = "Kenarifalsu"
"""A name that stands in everything hidden and in nothing else."""
LATER_LISTED = "Oskar Lindqvist"

ROLES = ("junior", "clerk", "keys", "auditor", "admin", "nobody")
OWN_TABLES = {
    "audit",
    "checkpoint",
    "head",
    "link",
    "officer_session",
    "sign_in_link",
    "sign_in_try",
    "spent_challenge",
    "api_token",
}
"""Tables that any request may write to: what was done and refused, and how officers came in."""

FIELDS = (
    *("entry", "record", "payment", "to", "recipient", "alert", "alerts", "draft", "subject", "report", "officer"),
    *("peer", "supersedes", "retracts", "id"),
)
"""Names that a form's field may have."""

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A node with things that low officers may see and things that they may not, and the ids of both."""

    world: World
    ids: Mapping[str, Sequence[str]]

    @property
    def place(self) -> Place:
        """The node that is asked."""
        return self.world["XA"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body of a request."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request and what came back."""

    role: str
    method: str
    target: str
    status: int
    body: str


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    with folder() as here:
        world = World(Path(here), "XA", "XB")
        place = world["XA"]
        place.employs("clerk", Role.RELEASING_OFFICER, clearance=Level.RESTRICTED)
        yield Scene(world=world, ids=_ids(place, _shown(place), _hidden(place)))
        world.closes()


def test_a_route_without_a_policy_stops_the_application(scene: Scene) -> None:
    app = create_app(scene.place.node)
    require_declared(app)
    router = APIRouter()

    @router.get("/forgotten")
    def forgotten() -> str:
        return "anything"

    app.include_router(router)
    assert any("/forgotten" in each for each in undeclared(app))
    with pytest.raises(SettingsError, match="/forgotten"):
        require_declared(app)


@pytest.mark.parametrize("role", ROLES)
def test_no_identifier_opens_what_the_rules_keep_shut(scene: Scene, role: str) -> None:
    app = create_app(scene.place.node)
    before = _fingerprint(scene.place)
    answers = asyncio.run(_ask_everything(app, scene, role))
    assert len(answers) > 300
    leaks = [each for each in answers if CANARY.casefold() in each.body.casefold()]
    assert leaks == []
    faults = [each for each in answers if each.status >= 500]
    assert faults == []
    if role == "nobody":
        assert {each.status for each in answers if each.target.startswith("/api/")} <= {401}
    after = _fingerprint(scene.place)
    assert {table for table, rows in before.items() if not rows <= after[table]} <= _may_change(role)
    _check_hidden(scene)


def test_the_same_questions_find_what_is_hidden_when_it_may_be_seen(scene: Scene) -> None:
    """The canary is really there: the analyst with clearance meets it on many of these ways."""
    app = create_app(scene.place.node)
    answers = asyncio.run(_ask_everything(app, scene, "analyst", methods=("GET",)))
    found = {_PARAMETER.sub("*", each.target.split("/")[1]) for each in answers if CANARY in each.body}
    assert {
        "reports",
        "subjects",
        "alerts",
        "drafts",
        "lists",
        "manifests",
        "payments",
        "cases",
        "freezes",
        "entities",
        "search",
        "api",
    } <= found


# --- what there is ----------------------------------------------------------------------------------------------------


def _shown(place: Place) -> dict[str, str]:
    report = place.node.sharing.record(
        place.sight(), place.draft(place.claim("Bahrul Santosa"), handling=place.terms())
    )
    draft = place.node.sharing.save(place.sight(), place.draft(handling=place.terms(), title="Plain draft"))
    place.node.monitoring.take([paid(LATER_LISTED)])
    name = ListedName(value="Utomo Wardana", quality=NameQuality.PRIMARY)
    entry = Designation(list_id="open", reference="O.1", schema=Schema.PERSON, names=(name,))
    place.node.listing.take_in(place.sight(), ListEdition(list_id="open", dated="2026-02-01", entries=(entry,)))
    place.screens()
    (released,) = place.node.monitoring.take([paid("Sari Embun Lestari")])
    assert released.state is PaymentState.RELEASED
    plain = between_units(place, place.terms("XB"), "Plain")
    return {"report_id": report, "draft_id": draft, "payment_id": released.payment, **plain}


def _hidden(place: Place) -> dict[str, str]:
    terms = place.terms(level=Level.SECRET)
    subject = place.node.ids.new_id()
    claims = [
        place.claim(f"{CANARY} Santosa", subject=subject),
        place.claim("1971-03-14", subject=subject, property="birthDate"),
    ]
    written = place.draft(*claims, title=f"{CANARY} was seen", handling=terms)
    report = place.node.sharing.record(place.sight(), written)
    twin = place.claim(f"{CANARY} Santosa")
    place.node.sharing.record(place.sight(), place.draft(twin, title=f"{CANARY} again", handling=terms))
    draft = place.node.sharing.save(place.sight(), replace(written, title=f"{CANARY} draft"))
    listed = enumerate((f"{CANARY} Santosa", "Sari Embun Lestari", LATER_LISTED), 1)
    named = ((number, (ListedName(value=name, quality=NameQuality.PRIMARY),)) for number, name in listed)
    person = partial(Designation, list_id="watch", schema=Schema.PERSON)
    entries = tuple(person(reference=f"W.{number}", names=names) for number, names in named)
    edition = ListEdition(list_id="watch", dated="2026-02-01", entries=entries)
    done = place.node.listing.take_in(place.sight(), edition, handling=terms)
    carries_on(place)
    return {
        "apart_id": place.node.keeping_apart.page(place.sight()).items[0].held.record.id,
        "late_id": place.node.redeciding.late_hits(place.sight()).items[0].record.id,
        "report_id": report,
        "draft_id": draft,
        "subject": subject,
        "import_id": done.id,
        "list_id": "watch",
        "reference": "W.1",
        "alert_id": open_hits(place, "analyst")[0].alert.id,
        "manifest_id": _manifest(place),
        "payment_id": place.node.monitoring.take([paid(f"{CANARY} Santosa")])[0].payment,
        **between_units(place, replace(terms, releasable_to=(AuthorityId("XB-NCTC"),)), CANARY),
    }


def _manifest(place: Place) -> str:
    """Screen somebody who resembles what is hidden; that the flight was screened may be seen."""
    on_board = Traveller(place="line 2", kind=TravellerKind.PASSENGER, names=(f"{CANARY} Santosa",))
    manifest = Manifest(form=ManifestForm.TABLE, flight=Flight(number="XQ1"), travellers=(on_board,))
    return place.node.travelling.screen(place.sight(), manifest, digest="a" * 64).facts.id


def _ids(place: Place, shown: Mapping[str, str], hidden: Mapping[str, str]) -> dict[str, Sequence[str]]:
    named = {
        "form": ("native", "stix"),
        "topic": ("inbox", "alerts", "payments-held"),
        "peer": ("XB-NCTC", "XZ-NCTC"),
        "officer": (place.officers["admin"].id, place.officers["junior"].id),
        "dataset": ("default", "holdings", "watch"),
        "entity_id": (hidden["subject"], f"list:{hidden['list_id']}:{hidden['reference']}", ABSENT),
        "property_name": ("sanctions",),
    }
    kinds = {*shown, *hidden}
    every = {kind: (*(ids[kind] for ids in (shown, hidden) if kind in ids), ABSENT) for kind in kinds}
    return {**every, **named, "any": (*hidden.values(), ABSENT)}


def _check_hidden(scene: Scene) -> None:
    """Check that what is hidden stands as it stood."""
    place, ids = scene.place, scene.ids
    held = place.node.sharing.draft(place.sight(), ids["draft_id"][1])
    assert (held.draft.title, held.approvals) == (f"{CANARY} draft", ())
    report = place.node.reading.report(place.sight(), ids["report_id"][1]).held
    assert (report.superseded_by, report.retracted_by) == ("", "")
    assert place.node.alerting.alert(place.sight(), ids["alert_id"][0]).decisions == ()
    case = place.node.units.cases.file(place.sight(), ids["case_id"][1])
    assert (case.case.title, len(case.entries)) == (f"{CANARY} case", 2)
    assert place.node.units.freezing.file(place.sight(), ids["request_id"][1]).words == ()
    payment = place.node.monitoring.payment(place.sight(), ids["payment_id"][1])
    assert (payment.state, len(payment.decisions)) == (PaymentState.HELD, 1)
    assert place.node.redeciding.count_late(place.sight()) == 1


# --- asking -----------------------------------------------------------------------------------------------------------


async def _ask_everything(
    app: FastAPI, scene: Scene, role: str, *, methods: Sequence[str] = ("GET", "POST", "PUT", "DELETE")
) -> list[Asked]:
    profile = scene.place.node.profile
    cookies = {} if role == "nobody" else {cookie_name(profile): signed_in(scene.place, role).secret}
    bodies = _bodies(app)
    answers: list[Asked] = []
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=profile.base_url, cookies=cookies) as client:
        key = re.search(r'form[-_]key"[^>]*(?:content|value)="([^"]+)"', (await client.get("/help")).text)
        headers = {"x-form-key": key[1] if key else ""}
        for path, method in _routes(app):
            if method not in methods or _ends_the_session(path):
                continue
            for target, chosen in _targets(path, scene.ids):
                for body in _asked_with(bodies.get((path, method)), method, chosen, scene.ids):
                    answer = await client.request(
                        method, target, content=body.content, headers={**headers, "content-type": body.kind}
                    )
                    answers.append(
                        Asked(role=role, method=method, target=target, status=answer.status_code, body=answer.text)
                    )
    return answers


def _routes(app: FastAPI) -> list[tuple[str, str]]:
    found = set()
    for context in iter_route_contexts(app.routes):
        path = str(getattr(context, "path", "") or "")
        if path and not path.startswith(("/static", "/sign-in")) and not path.endswith("/events"):
            found |= {(path, method) for method in getattr(context, "methods", None) or ()}
    return sorted(found)


def _ends_the_session(path: str) -> bool:
    return path.startswith("/me/") or "sign-out" in path


def _targets(path: str, ids: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = _PARAMETER.findall(path)
    for chosen in itertools.product(*(ids.get(name, (ABSENT,)) for name in names)):
        target = path
        for name, value in zip(names, chosen, strict=True):
            target = re.sub(r"\{" + name + r"(?::\w+)?\}", value, target)
        yield target, chosen


def _asked_with(
    schema: Mapping[str, object] | None, method: str, chosen: Sequence[str], ids: Mapping[str, Sequence[str]]
) -> Iterator[Body]:
    if method == "GET":
        yield Body(kind="text/plain", content=b"")
        return
    for named in ids["any"]:
        if schema is not None:
            yield Body(kind="application/json", content=json.dumps(_sample(schema, named)).encode())
        else:
            fields = dict.fromkeys(FIELDS, named) | {"verdict": "different", "reason": "a look"}
            yield Body(kind="application/x-www-form-urlencoded", content=urlencode(fields).encode())
        if chosen:
            return


def _bodies(app: FastAPI) -> dict[tuple[str, str], Mapping[str, object]]:
    described = app.openapi()
    schemas = described.get("components", {}).get("schemas", {})
    found = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content:
                found[(path, method.upper())] = _resolved(content["schema"], schemas)
    return found


def _resolved(schema: Mapping[str, object], schemas: Mapping[str, object], depth: int = 0) -> Mapping[str, object]:
    if depth > 8:
        return {}
    if "$ref" in schema:
        target = schemas[str(schema["$ref"]).rpartition("/")[2]]
        assert isinstance(target, Mapping)
        return _resolved(target, schemas, depth + 1)
    resolved: dict[str, object] = {}
    for key, value in schema.items():
        if key == "properties" and isinstance(value, Mapping):
            resolved[key] = {name: _resolved(part, schemas, depth + 1) for name, part in value.items()}
        elif key == "anyOf" and isinstance(value, list):
            return _resolved(value[0], schemas, depth + 1)
        elif key in ("items", "additionalProperties") and isinstance(value, Mapping):
            resolved[key] = _resolved(value, schemas, depth + 1)
        else:
            resolved[key] = value
    return resolved


def _sample(schema: Mapping[str, object], named: str) -> object:
    """Give a value of the schema in which every free text is the id under trial."""
    match schema.get("type"):
        case "object" if "properties" not in schema:
            values = schema.get("additionalProperties")
            return {named: _sample(values, named)} if isinstance(values, Mapping) and "properties" in values else {}
        case "object":
            properties = schema.get("properties")
            assert isinstance(properties, Mapping)
            return {name: _sample(part, named) for name, part in properties.items()}
        case "array":
            items = schema.get("items")
            return [_sample(items, named)] if isinstance(items, Mapping) else []
        case "integer":
            return 0
        case "boolean":
            return True
    if "enum" in schema:
        options = schema["enum"]
        assert isinstance(options, list)
        return options[0]
    return named


# --- what changed -----------------------------------------------------------------------------------------------------


def _fingerprint(place: Place) -> dict[str, set[str]]:
    """Give a hash of each row of each table, besides those that any request may write to."""
    engine = place.node.store._readers
    with engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name not in OWN_TABLES]
        return {
            name: {
                hashlib.sha256(repr(tuple(row)).encode()).hexdigest()
                for row in connection.execute(text(f'SELECT * FROM "{name}"'))
            }
            for name in tables
        }


def _may_change(role: str) -> set[str]:
    """Give the tables of which an officer of the role may change rows that were there: never intelligence."""
    if role in ("junior", "clerk"):  # who sees a case withdraws entries; a releasing officer releases and answers
        return {"unit_record"} | ({"draft", "freeze_clock"} if role == "clerk" else set())
    links = {"partner"} if role == "keys" else set()
    people = {"officer", "admission", "passkey", "code_factor"} if role in ("admin", "keys") else set()
    return links | people
