"""The offline drafter in a real browser, from a file and without a network: it says of a case what a node says."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from simpul.cli.main import main
from simpul.core.errors import InputError
from simpul.core.law.assessing import assess_completeness, assess_crime
from simpul.core.law.complete import ALWAYS_ASKED, BLOCKING, Severity
from simpul.core.law.elements import Element, Group
from simpul.core.law.instrument import RequestKind
from simpul.core.law.request import Assistance
from simpul.formats.law.case_answers import check_document
from simpul.formats.law.cases import law_at_hand, read_case
from tests.lawcases import SAID, documented_case

pytestmark = pytest.mark.browser
Capture = pytest.CaptureFixture[str]
Case = dict[str, Any]
OF_PERSONS = ("identity", "location", "nationality")
CHECK = "(text) => simpulDrafter.check(JSON.parse(text))"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open the drafter from a file in a browser that reaches nothing."""
    file = tmp_path_factory.mktemp("stick") / "drafter.html"
    assert main(("law", "drafter", "--out", str(file), "--lang", "en")) == 0
    context = browser.new_context(offline=True, locale="en-GB")
    opened, wrong = context.new_page(), list[str]()
    opened.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request", lambda request: None if request.url.startswith(("file:", "blob:")) else wrong.append(request.url)
    )
    opened.on("dialog", lambda dialog: dialog.accept())
    opened.goto(file.as_uri())
    yield opened
    assert wrong == []
    context.close()


def node_says(case: Case) -> dict[str, Any]:
    """What `simpul law check` answers of a case."""
    read, law = read_case(json.dumps(case).encode()), law_at_hand()
    found = check_document(read, assess_completeness(read, law), assess_crime(read, law, ()))
    asked = ("item", "severity", "place", "instrument", "article")
    missing = [{name: str(each[name]) for name in asked} for each in found["missing"]]
    flags = [str(each["flag"]) for each in found["flags"]]
    return {"missing": missing, "flags": flags, "complete": found["complete"]}


def whole(kind: str = "mla") -> Case:
    """A case that lacks nothing but what is only advised."""
    case = documented_case() | {"kind": kind}
    case["request"] |= {
        "assistance": ["documents-and-records", "service-of-documents"],
        "use_limitation": "the answer is used for this case alone",
        "service_address": "Damar Kelana, Jetty Road 4, Port Aru",
    }
    return case


def opens(page: Page, case: Case, name: str = "case.json") -> None:
    page.set_input_files("#open", {"name": name, "mimeType": "application/json", "buffer": json.dumps(case).encode()})
    expect(page.locator("#notice")).to_contain_text(name)


def saved(page: Page) -> bytes:
    with page.expect_download() as download:
        page.locator("#save").click()
    return Path(download.value.path()).read_bytes()


def test_a_request_is_written_in_the_form_and_the_node_says_of_it_what_the_drafter_said(
    page: Page, tmp_path: Path, capsys: Capture
) -> None:
    page.locator("#new").click()
    expect(page.locator("#check")).to_have_attribute("data-status", "unreadable")
    fill = {
        "Your number for the case": "XA-2026-0301",
        "Day of the request": "2026-11-02",
        "Days of the conduct, with commas": "2026-03-02, 2026-04-19",
        "What is charged": "Financing of terrorism",
        "the authority that makes the request": "Central Authority of XA",
        "the language, acceptable to the requested state": "English",
        "the subject of the proceedings": "Money collected for an attack",
        "the nature of the proceedings": "criminal prosecution",
    }
    page.get_by_label("Requesting state", exact=True).select_option("XA")
    page.get_by_label("Requested state", exact=True).select_option("XB")
    for label, text in fill.items():
        page.get_by_label(label, exact=True).fill(text)
    expect(page.locator("#check")).to_have_attribute("data-status", "incomplete")
    shown = [
        {name: row.get_attribute(f"data-{name}") for name in ("item", "severity", "place", "instrument", "article")}
        for row in page.locator("#check li[data-item]").all()
    ]
    file = tmp_path / "exported.json"
    file.write_bytes(saved(page))
    capsys.readouterr()
    assert main(("law", "check", str(file), "--json")) == 0
    answer = json.loads(capsys.readouterr().out)
    names = ("item", "severity", "place", "instrument", "article")
    said = [{name: each[name] for name in names} for each in answer["missing"]]
    assert sorted(said, key=str) == sorted(shown, key=str)
    assert answer["complete"] is False
    assert {"facts", "purpose", "assistance"} <= {each["item"] for each in said if each["severity"] == "mandatory"}


def test_a_whole_request_is_written_to_the_end_and_the_node_finds_nothing_missing(page: Page, tmp_path: Path) -> None:
    opens(page, whole())
    expect(page.locator("#check")).to_have_attribute("data-status", "complete")
    page.get_by_label("a summary of the facts").fill("")
    expect(page.locator("#check li[data-item=facts]").first).to_have_attribute("data-article", "18(15)(c)")
    page.locator("#check li[data-item=facts] a").first.click()
    expect(page.locator("#f-request-facts")).to_be_focused()
    page.get_by_label("a summary of the facts").fill("He collected money.")
    expect(page.locator("#check")).to_have_attribute("data-status", "complete")
    page.get_by_role("button", name="Add a person").click()
    expect(page.locator("#check")).to_have_attribute("data-status", "incomplete")
    page.locator("#f-request-persons-1-identity").fill("Sari Embun")
    page.locator("#f-request-persons-1-location-unknown-because").fill("she travels")
    page.locator("#f-request-persons-1-nationality").fill("XB")
    expect(page.locator("#check")).to_have_attribute("data-status", "complete")
    case = json.loads(saved(page))
    assert case["request"]["persons"][1] == {
        "identity": "Sari Embun",
        "location_unknown_because": "she travels",
        "nationality": "XB",
    }
    assert node_says(case) == page.evaluate(CHECK, json.dumps(case))
    assert node_says(case)["complete"]


@pytest.mark.parametrize(
    ("kind", "treaty"),
    [("mla", "untoc2000"), ("mla", "icsft1999"), ("mla", "ecma1959"), ("extradition", "icsft1999")],
)
def test_each_item_taken_away_in_turn_is_named_alike_by_the_drafter_and_the_node(
    page: Page, kind: str, treaty: str
) -> None:
    case = whole(kind) | {"treaty": treaty}
    assert page.evaluate(CHECK, json.dumps(case)) == node_says(case)
    assert node_says(case)["complete"]
    named = set()
    for field in case["request"]:
        without = deepcopy(case)
        del without["request"][field]
        named |= named_alike(page, without, {"persons": set(OF_PERSONS)}.get(field, {field.removesuffix("_details")}))
    for item in OF_PERSONS:
        without = deepcopy(case)
        del without["request"]["persons"][0][item]
        named |= named_alike(page, without, {item})
    counting = {treaty, ALWAYS_ASKED[RequestKind(kind)]}
    rows = [each for each in law_at_hand().requirements if each.instrument in counting and kind in each.kinds]
    assert named == {each.item.value for each in rows if each.severity in BLOCKING}


def named_alike(page: Page, case: Case, most: set[str]) -> set[str]:
    """The items that keep a case from being sent, which are the same by both and no more than these."""
    drafter, node = page.evaluate(CHECK, json.dumps(case)), node_says(case)
    assert drafter == node
    blocking = {str(each["item"]) for each in node["missing"] if each["severity"] != Severity.ADVICE}
    assert blocking <= most
    assert node["complete"] is not bool(blocking)
    return blocking


texts = st.sampled_from(("", " ", "\u00a0\u2003", "\x85", "said", "\ufeff"))
facts = st.sampled_from(({"value": "U"}, {"value": "T", **SAID}, {"value": "F", **SAID}, {}))
persons = st.lists(
    st.dictionaries(
        st.sampled_from(
            ("identity", "location", "nationality", "identity_unknown_because", "nationality_unknown_because")
        ),
        texts,
    ),
    max_size=3,
)
ACTS = ("membership", "incite", "express_support", "collect_funds", "travel")


@st.composite
def drafted(draw: st.DrawFn) -> Case:
    """Cases in every state of being written."""
    case: Case = whole(draw(st.sampled_from(("mla", "extradition"))))
    case["treaty"] = draw(st.sampled_from(("", "untoc2000", "icsft1999", "ecma1959", "ece1957", "bombings1997")))
    case["charge"]["offence"] = draw(st.sampled_from(("", "xa-14", "xa-15", "xa-16", "xb-105")))
    case["elements"] = draw(st.dictionaries(st.sampled_from(ACTS), facts))
    case["otherwise"] = draw(st.dictionaries(st.sampled_from(("act", "object")), facts))
    request = case["request"]
    for name in draw(st.sets(st.sampled_from(sorted(set(request) - {"assistance", "persons"})), max_size=6)):
        request[name] = draw(texts)
    request["assistance"] = draw(st.lists(st.sampled_from(tuple(each.value for each in Assistance)), max_size=3))
    request["persons"] = draw(persons)
    request |= draw(st.fixed_dictionaries({}, optional={"no_person_because": texts, "urgency": texts}))
    request |= draw(st.fixed_dictionaries({}, optional={"deadline": st.sampled_from((None, "2026-12-01"))}))
    answer = {"by": "Prosecutor Ratna Adipura", "on": "2026-09-30", "text": "It is no matter of politics. " * 3}
    case["politicisation_answer"] = draw(st.sampled_from((None, answer)))
    return case


@settings(
    max_examples=150, deadline=None, suppress_health_check=(HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
)
@given(drafted())
def test_of_every_draft_the_drafter_says_what_the_node_says(page: Page, case: Case) -> None:
    assert page.evaluate(CHECK, json.dumps(case)) == node_says(case)


headings = st.fixed_dictionaries(
    {},
    optional={
        "case": st.sampled_from(("", "XA-1")),
        "requesting": st.sampled_from(("XA", "XB", "QQ", "")),
        "requested": st.sampled_from(("XB", "ID", "xb")),
        "request_date": st.sampled_from(("2026-10-05", "2026-02-30", "2024-01-01", "0000-01-01", "")),
        "conduct_dates": st.lists(st.sampled_from(("2025-03-02", "2025-13-02", "2026-12-01")), max_size=2),
        "charge": st.fixed_dictionaries(
            {"title": texts}, optional={"penalty_max_months": st.sampled_from((None, 0, 1200, 1201, -1))}
        ),
        "politicisation_answer": st.fixed_dictionaries(
            {
                "by": texts,
                "on": st.sampled_from(("2026-09-30", "2026-09-31")),
                "text": st.sampled_from(("x" * 39, "x" * 40)),
            }
        ),
    },
)
READS = "(text) => simpulDrafter.unreadable(simpulDrafter.read(text)).length === 0"


@settings(
    max_examples=150, deadline=None, suppress_health_check=(HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
)
@given(headings)
def test_the_drafter_takes_for_readable_what_a_node_reads_and_nothing_else(page: Page, heading: Case) -> None:
    case = whole() | heading
    try:
        read_case(json.dumps(case).encode())
    except InputError:
        assert page.evaluate(READS, json.dumps(case)) is False
    else:
        assert page.evaluate(READS, json.dumps(case)) is True


def test_what_is_opened_and_saved_again_is_equal(page: Page) -> None:
    bare = {name: value for name, value in whole().items() if name not in {"request", "elements", "treaty"}}
    rich = documented_case() | {"request": {"persons": [], "deadline": None}, "elements": {}, "links": []}
    for case in (documented_case(), whole("extradition"), bare, rich):
        opens(page, case)
        assert json.loads(saved(page)) == case
    page.locator("#language").select_option("id")
    assert json.loads(saved(page)) == rich
    page.locator("#language").select_option("en")


WRONG: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"{", "no JSON"),
    "no UTF-8": (b'{"format": "\xff"}', "no JSON"),
    "another format": (b'{"format": "simpul/law-case/2"}', "no case"),
    "a list": (b"[]", "no case"),
    "an unknown field": (b'{"format": "simpul/law-case/1", "colour": 1}', "no field colour"),
    "a key twice": (b'{"format": "simpul/law-case/1", "case": "1", "case": "2"}', "key case stands twice"),
    "an escaped key twice": (
        b'{"format": "simpul/law-case/1", "case": "1", "c\\u0061se": "2"}',
        "key case stands twice",
    ),
    "too deep": (b'{"format": "simpul/law-case/1", "links": ' + b"[" * 9 + b"1" + b"]" * 9 + b"}", "too deeply"),
    "too long a number": (b'{"format": "simpul/law-case/1", "links": [123456789012345678901]}', "too long"),
    "too large": (b'{"format": "simpul/law-case/1", "case": "' + b"x" * 1_000_001 + b'"}', "too large"),
    "no text": (b'{"format": "simpul/law-case/1", "case": 7}', "at case is not"),
    "no persons": (b'{"format": "simpul/law-case/1", "request": {"persons": "all"}}', "request.persons is not"),
    "a strange element": (b'{"format": "simpul/law-case/1", "elements": {"moon": {"value": "U"}}}', "elements is not"),
    "a fact of nobody": (b'{"format": "simpul/law-case/1", "elements": {"travel": {"value": "T"}}}', "elements is not"),
    "a bell": (b'{"format": "simpul/law-case/1", "request": {"facts": "\\u0007"}}', "request.facts is not"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_case_is_refused_with_its_reason_and_what_was_open_stays(page: Page, wrong: str) -> None:
    opens(page, whole())
    raw, reason = WRONG[wrong]
    page.set_input_files("#open", {"name": "wrong.json", "mimeType": "application/json", "buffer": raw})
    expect(page.locator("#notice")).to_contain_text(reason)
    assert json.loads(saved(page)) == whole()
    with pytest.raises(InputError):
        read_case(raw)


def test_what_a_case_says_is_shown_as_text_and_never_run(page: Page) -> None:
    case = whole()
    case["case"] = "<img src=x onerror=alert(1)>"
    case["request"]["facts"] = "</textarea><script>document.title = 'taken'</script>"
    opens(page, case)
    expect(page.get_by_label("a summary of the facts")).to_have_value(case["request"]["facts"])
    expect(page).to_have_title("Request to another state: offline drafter")
    assert page.locator("img").count() == 0
    assert json.loads(saved(page)) == case


def test_facts_carry_who_states_them_and_a_flag_asks_for_its_answer(page: Page) -> None:
    page.locator("#new").click()
    expect(page.locator("#flag")).to_be_visible()
    page.locator("details", has_text="provides funds").locator("summary").click()
    page.get_by_label("collects funds", exact=True).select_option("T")
    expect(page.locator("#notice")).to_contain_text("Say first who states it")
    page.get_by_label("Who states it").fill(SAID["by"])
    page.get_by_label("On which day").fill(SAID["on"])
    page.get_by_label("By which source").fill(SAID["source"])
    page.get_by_label("collects funds", exact=True).select_option("T")
    expect(page.locator("#flag")).to_be_hidden()
    assert json.loads(saved(page))["elements"] == {"collect_funds": {"value": "T", **SAID}}
    page.get_by_label("collects funds", exact=True).select_option("")
    page.get_by_label("The answer", exact=True).fill("short")
    expect(page.locator("#check li[data-unreadable='politicisation_answer.text']")).to_be_visible()
    assert "elements" not in json.loads(saved(page))


@pytest.mark.parametrize(("code", "title"), [("en", "What is missing"), ("id", "Yang masih kurang")])
def test_the_drafter_is_whole_in_both_languages_by_day_and_by_night(page: Page, code: str, title: str) -> None:
    opens(page, whole())
    page.emulate_media(color_scheme="light" if code == "en" else "dark")
    page.locator("#language").select_option(code)
    expect(page.locator("#check h2")).to_have_text(title)
    shown = page.locator("body").inner_text()
    assert not [
        name
        for name in (*(each.value for each in Element), *(f"group-{each}" for each in Group))
        if f"{name}\n" in shown and "_" in name
    ]
    page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map((each) => each.id)"
    )
    assert found == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#language").select_option("en")
