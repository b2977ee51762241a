"""The technical log: a line of JSON an event."""

import json
import logging

from simpul.web.journal import note
from tests.journal import logged


def test_an_event_is_one_line_of_json_with_its_moment_and_what_is_known() -> None:
    with logged() as log:
        note("request", route="/alerts", status=200, ms=1.5)
    (line,) = log.getvalue().splitlines()
    told = json.loads(line)
    assert told.pop("timestamp").endswith("Z")
    assert told == {"event": "request", "level": "info", "route": "/alerts", "status": 200, "ms": 1.5}


def test_nothing_that_is_told_can_begin_a_line_of_its_own() -> None:
    with logged() as log:
        note("failed", level=logging.ERROR, fault="A\nB", frames=["one\r\ntwo", "three"])
    (line,) = log.getvalue().splitlines()
    assert json.loads(line)["fault"] == "A\nB"
    assert json.loads(line)["level"] == "error"
