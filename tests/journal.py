"""The technical log of a node, caught while a test looks."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from simpul.web.journal import LOGGER, write_to


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """Give what is written to the log, and let it be as before when the context ends."""
    logger = logging.getLogger(LOGGER)
    before = (logger.handlers, logger.level, logger.propagate)
    written = io.StringIO()
    write_to(written)
    try:
        yield written
    finally:
        logger.handlers, logger.level, logger.propagate = before
