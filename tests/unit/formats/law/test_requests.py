"""What follows on a refused extradition: the duties that bind, and none by a treaty that is known not to."""

import json
from typing import Any

from simpul.formats.law.requests import read_request
from tests.lawcases import documented_case

SAID = {"by": "Prosecutor Ratna Adipura", "on": "2026-09-30", "source": "depositary"}


def duties(**changes: object) -> list[tuple[str, str]]:
    case = documented_case() | changes
    found = read_request((), json.dumps(case).encode()).duties
    return [(each.cited.instrument, each.cited.article) for each in found]


def linked(**values: str) -> list[dict[str, Any]]:
    said = {"source": "depositary", "as_of": "2026-09-01"}
    return [{"instrument": code, "both": both, "requested": both, **said} for code, both in values.items()]


def test_the_treaty_that_is_used_obliges_to_prosecute_where_nothing_says_that_it_does_not_bind() -> None:
    assert duties() == [("icsft1999", "10")]
    assert duties(links=[]) == [("icsft1999", "10")]


def test_a_treaty_that_does_not_bind_the_two_obliges_nobody_though_the_request_names_it() -> None:
    assert duties(links=linked(icsft1999="F")) == []
    assert duties(treaty="cppnm1980", links=linked(icsft1999="T", cppnm1980="F")) == []


def test_a_treaty_of_whose_offences_none_is_met_obliges_nobody() -> None:
    nothing = {"value": "F", **SAID}
    case = documented_case()
    elements = {**case["elements"], "collect_funds": nothing}
    assert duties(elements=elements, links=linked(icsft1999="T")) == []


def test_a_treaty_that_the_request_does_not_name_obliges_where_it_binds_and_is_met() -> None:
    so, not_so = {"value": "T", **SAID}, {"value": "F", **SAID}
    elements = {**documented_case()["elements"], "funds_intended": so, "within_one_state": not_so}
    assert duties(treaty="", elements=elements, links=linked(icsft1999="T")) == [("icsft1999", "10")]
