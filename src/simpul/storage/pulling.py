"""Pulling messages from a consumer of JetStream: each is given as soon as it comes, and more is asked for ahead.

A request asks for so many messages and lasts so long. Where half of them have come, or the server says that a request
has ended, the next one is made; the client's own way waits for a whole request, and so holds back a lone message.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from nats.aio.client import Client
from nats.aio.msg import Msg

AT_ONCE = 256
MOST_UNACKNOWLEDGED = 1_024
LASTS_SECONDS = 5.0
STATUS = "Status"
DESCRIPTION = "Description"
ENDS = frozenset({"404", "408"})
"""What the server says when a request has ended: nothing was there, or its time is up."""

GONE = ("consumer deleted", "no responders", "consumer not found", "leadership change")
PAUSE_SECONDS = 0.1


@dataclass(slots=True, kw_only=True)
class Pulling:
    """Pulls from one consumer; each message goes to `came`."""

    client: Client
    stream: str
    consumer: str
    came: Callable[[Msg], None]
    _asked: int = 0
    _gone: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def until_it_is_gone(self) -> None:
        """Pull until the server says that there is no such consumer any more, or this is cancelled."""
        inbox = self.client.new_inbox()
        subscription = await self.client.subscribe(inbox, cb=self._heard)
        try:
            while not self._gone:
                await self._ask(inbox)
                await self._wait()
        finally:
            if not self.client.is_closed:
                await subscription.unsubscribe()

    async def _ask(self, inbox: str) -> None:
        wanted = AT_ONCE - self._asked
        if wanted <= 0:
            return
        self._asked += wanted
        request = {"batch": wanted, "expires": int(LASTS_SECONDS * 1e9)}
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{self.stream}.{self.consumer}"
        await self.client.publish(subject, json.dumps(request).encode(), reply=inbox)

    async def _wait(self) -> None:
        """Wait until half of what was asked for has come; a request of which nothing is heard has ended."""
        self._news.clear()
        try:
            await asyncio.wait_for(self._news.wait(), LASTS_SECONDS + 1.0)
        except TimeoutError:
            self._asked = 0

    async def _heard(self, message: Msg) -> None:
        status = (message.headers or {}).get(STATUS, "")
        if not status:
            self._asked -= 1
            self.came(message)
            if self._asked <= AT_ONCE // 2:
                self._news.set()
            return
        said = (message.headers or {}).get(DESCRIPTION, "").lower()
        if any(each in said for each in GONE) or status == "503":
            self._gone = True
        elif status not in ENDS:
            await asyncio.sleep(PAUSE_SECONDS)
        self._asked = 0
        self._news.set()
