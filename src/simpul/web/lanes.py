"""Lanes: work that keeps a processor busy waits in its own line, so that pages and partners do not wait behind it.

Threads of one process take turns at the processor. Many that compute at once gain nothing and keep the loop that
answers everybody waiting for its turn; one at a time, first come first served, is as fast and lets the loop through.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Lane:
    """One line of work, done in the order in which it came, in a thread of its own."""

    def __init__(self, name: str) -> None:
        """Begin with nothing waiting; the thread starts with the first work."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"simpul-{name}")

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the work when its turn has come, and give what it gives."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, partial(work, *args, **kwargs))
