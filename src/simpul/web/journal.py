"""The technical log: one line of JSON an event on a stream, with ids and no contents."""

import logging
from datetime import UTC, datetime
from typing import TextIO

import msgspec

LOGGER = "simpul.web"

_log = logging.getLogger(LOGGER)


def note(event: str, /, *, level: int = logging.INFO, **about: str | float | list[str]) -> None:
    """Write that something happened, and what is to be known about it."""
    _log.log(level, event, extra={"about": about})


def write_to(stream: TextIO) -> None:
    """Write events to a stream, and what libraries warn of as plain lines."""
    logging.basicConfig(level=logging.WARNING, stream=stream, format="%(levelname)s %(name)s %(message)s")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Line())
    _log.handlers = [handler]
    _log.setLevel(logging.INFO)
    _log.propagate = False


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Give an event as one line of JSON."""
        moment = datetime.fromtimestamp(record.created, tz=UTC).isoformat().replace("+00:00", "Z")
        about: dict[str, object] = getattr(record, "about", {})
        return msgspec.json.encode(
            {**about, "event": record.getMessage(), "level": record.levelname.lower(), "timestamp": moment}
        ).decode()
