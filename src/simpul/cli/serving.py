"""`simpul serve`: one node in one process, from its opening to its closing.

On SIGTERM or SIGINT no new request is taken, what runs is finished, the batch that is being screened is finished, and
the database is closed. Whatever was acknowledged is on the disk in any case.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from simpul.app.build import build
from simpul.app.door import courier_for, door_ports, puller_for
from simpul.app.late_stream import StreamTaker, taker_of
from simpul.app.memory import let_memory_settle
from simpul.app.node import Node
from simpul.app.operating import Operating
from simpul.app.running import Running, running
from simpul.app.watching import Folders
from simpul.cli.running import TOKEN_FILE
from simpul.settings.settings import Settings
from simpul.web.api.operator import ConsoleDoor
from simpul.web.application import WebOptions, create_app
from simpul.web.doors import PeerDoor
from simpul.web.interface import with_late_interface
from simpul.web.journal import write_to
from simpul.web.live import Hub
from simpul.web.quotas import Quota
from simpul.web.site import Readiness

LAST_REQUESTS_SECONDS = 10
MOST_WAITING = 1_024
KEEP_ALIVE_SECONDS = 30
STREAM_FIGURES = {
    "partitions": "Partitions of the payment stream that this process owns.",
    "messages": "Payment messages taken from the stream since the start.",
    "payments": "Payments in them.",
    "refused_writes": "Writes refused since another process had taken over.",
    "terms": "Times that this process came to own partitions.",
}
ENDING = (signal.SIGINT, signal.SIGTERM)


class NodeServer(uvicorn.Server):
    """Serves one application; when it ends, live streams are ended first, since they never end by themselves."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        """Keep what holds the streams."""
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then everything else."""
        self._hub.close()
        await super().shutdown(sockets)


def serve(settings: Settings, passphrase: str) -> None:
    """Run the node until it is told to end.

    Raises:
        SettingsError: the keys do not open, the database cannot be had, or nothing can listen on the port.
    """
    write_to(sys.stderr)
    let_memory_settle()
    node = build(settings, passphrase)
    try:
        loop_factory = uvicorn.Config("").get_loop_factory()
        with _console_token(settings, node) as token, asyncio.Runner(loop_factory=loop_factory) as runner:
            runner.run(_served(settings, node, token))
    finally:
        node.close()


async def _served(settings: Settings, node: Node, token: str) -> None:
    hub, courier = Hub(), courier_for(node, settings)
    puller, watched = puller_for(node, settings), folders_of(settings)
    taking = taker_of(node, settings)
    async with running(node, courier, changed=hub.wake, puller=puller, watched=watched, taking=taking) as parts:
        server = NodeServer(_config(settings, _application(settings, node, hub, parts, token=token)), hub)
        with _ending_quietly():
            await server.serve()


def _application(settings: Settings, node: Node, hub: Hub, parts: Running, *, token: str) -> FastAPI:
    ports, limits = door_ports(node), node.profile.limits
    peers = PeerDoor(
        limits=limits,
        proofs=ports.proofs,
        documents=ports.documents,
        receiving=node.receiving,
        delivering=node.delivering,
        outbox=ports.outbox,
        introduction=node.introduction,
        heard_from=parts.courier.heard_from,
        envelopes=Quota(limits.max_envelopes_per_minute),
        refusals=Quota(limits.max_refusals_per_minute),
    )
    console = ConsoleDoor(operating=Operating(node=node, settings=settings), token=token)
    options = WebOptions(
        metrics_token=settings.metrics_token,
        doors=(*peers.routes(), *console.routes()),
        readiness=lambda: readiness_of(parts),
        interface=with_late_interface,
    )
    return _with_stream_figures(create_app(node, hub=hub, options=options), parts.taker)


def _with_stream_figures(app: FastAPI, taker: StreamTaker | None) -> FastAPI:
    """Let the figures of the node tell of the stream that payments come by, where there is one."""
    if taker is None:
        return app
    for name in taker.figures:
        figure = partial(_figure, taker, name)
        app.state.site.metrics.follow(f"simpul_payment_stream_{name}", STREAM_FIGURES[name], figure)
    return app


def _figure(taker: StreamTaker, name: str) -> float:
    return float(taker.figures[name])


def folders_of(settings: Settings) -> Folders | None:
    """Give the folders of the settings; none where none is watched."""
    if not settings.payments_in:
        return None
    incoming, done, refused = (settings.home / each for each in settings.payment_folders)
    return Folders(incoming=incoming, done=done, refused=refused)


def readiness_of(parts: Running) -> Readiness:
    """Say whether the node can do its work: before its index is built, it receives and shows but does not screen."""
    if not parts.screening.ready.is_set():
        return Readiness(ready=False, doing="building the index of names", indexed=False)
    return Readiness(ready=not parts.trouble, doing=parts.trouble)


def _config(settings: Settings, app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="auto",
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=MOST_WAITING,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=LAST_REQUESTS_SECONDS,
        ssl_certfile=settings.tls_certificate or None,
        ssl_keyfile=settings.tls_key or None,
    )


@contextmanager
def _console_token(settings: Settings, node: Node) -> Iterator[str]:
    """Leave a fresh token in the home folder, for its owner alone, while the node runs."""
    token, file = node.ids.secret(), settings.home / TOKEN_FILE
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(token)
    partial.replace(file)
    try:
        yield token
    finally:
        _remove(file)


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)


@contextmanager
def _ending_quietly() -> Iterator[None]:
    """Let the server have the signals that end it; it raises them again when it has ended, and then they do nothing."""
    before = {each: signal.signal(each, lambda _number, _frame: None) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
