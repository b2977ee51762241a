"""Nodes of a world before real browsers: served on this machine, with officers signed in."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from simpul.core.credentials import Stage
from simpul.services.signing_in import Proof
from simpul.web.access.cookies import cookie_name
from simpul.web.application import create_app
from simpul.web.live import Hub
from tests.patience import until
from tests.world import Place

SCREENSHOTS = "SIMPUL_SCREENSHOTS"
"""The variable that names a folder in which the tests keep their pictures of pages."""


def chromium_path() -> str:
    """Find Chromium, or say how to get it."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("these tests need Chromium: run scripts/chromium")
    return found


@contextmanager
def served(place: Place) -> Iterator[str]:
    """Serve a node, and give its address."""
    hub = Hub()
    place.node.store.ledger.on_commit(lambda _topics: hub.wake())
    app = create_app(place.node, hub=hub)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until(lambda: server.started, stands=lambda: f"{place.id} is not served")
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        hub.close()
        server.should_exit = True
        thread.join()
        listening.close()


def session_cookie(place: Place, name: str, address: str) -> dict[str, str]:
    """Give the cookie of an officer who is signed in."""
    node = place.node
    proof = Proof(officer=place.officers[name], stage=Stage.FULL, how="test")
    admitted = node.store.ledger.act(lambda tx: node.access.signing_in.begin(tx, proof))
    return {"name": cookie_name(node.profile), "value": admitted.secret, "url": address}


def picture_folder(otherwise: Path) -> Path:
    """Give the folder for pictures of pages."""
    folder = Path(os.environ.get(SCREENSHOTS) or otherwise)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
