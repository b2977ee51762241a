"""The stage: three home folders side by side, their settings, and the passphrase that they share.

The passphrase protects nothing: everything here is invented, or public. It is kept in the folder of the demonstration,
which a node of an authority never does.
"""

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from simpul.cli.demo.story import Player
from simpul.core.access import SecondFactor
from simpul.core.errors import ConflictError, InputError, SettingsError
from simpul.settings.settings import Settings

MADE = "made.json"
PASSPHRASE = "passphrase"  # noqa: S105  the name of a file, not a secret
EDITION = 2
"""Of the story and its stage: a folder of another edition is made anew."""
HIGHEST_PORT = 65_533


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """One player with the settings of its node."""

    player: Player
    settings: Settings

    @property
    def id(self) -> str:
        """The authority's id."""
        return self.player.authority.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The folder of the demonstration and the nodes in it."""

    folder: Path
    nodes: tuple[Staged, ...]

    def node(self, state: str) -> Staged:
        """Give the node of a state."""
        return next(each for each in self.nodes if each.player.authority.state == state)

    @property
    def passphrase_file(self) -> Path:
        """The file with the passphrase of all three."""
        return self.folder / PASSPHRASE

    @property
    def passphrase(self) -> str:
        """The passphrase of all three."""
        return self.passphrase_file.read_text(encoding="ascii")

    @property
    def is_made(self) -> bool:
        """Whether the homes stand, complete, for this edition of the story."""
        return _said(self.folder).get("edition") == EDITION

    def note_made(self, list_from: str) -> None:
        """Note that everything stands, and where the list came from."""
        said = {"edition": EDITION, "ports": [each.settings.port for each in self.nodes], "list": list_from}
        partial = self.folder / f"{MADE}.partial"
        partial.write_text(json.dumps(said), encoding="utf-8")
        partial.replace(self.folder / MADE)

    @property
    def list_from(self) -> str:
        """Where the list in the homes came from."""
        return str(_said(self.folder).get("list", ""))


def staged(folder: Path, players: tuple[Player, ...], *, port_base: int) -> Stage:
    """Lay out the stage in a folder; nothing is written yet.

    Raises:
        InputError: the ports do not fit, or the folder stands with other ports.
    """
    if not 1024 <= port_base <= HIGHEST_PORT:
        raise InputError(f"not between 1024 and {HIGHEST_PORT}", place="--port-base")
    before = _said(folder).get("ports")
    ports = [port_base + offset for offset in range(len(players))]
    if _said(folder).get("edition") == EDITION and before != ports:
        reason = f"the demonstration in {folder} was made with other ports; give another --home or the same ports"
        raise InputError(reason, place="--port-base")
    return Stage(
        folder=folder,
        nodes=tuple(
            Staged(player=player, settings=_settings(folder, player, port))
            for player, port in zip(players, ports, strict=True)
        ),
    )


def cleared(stage: Stage) -> None:
    """Make the folder ready for new homes: what an unfinished making or another edition left is taken away.

    Raises:
        ConflictError: the folder holds something that is not the demonstration's.
        SettingsError: it cannot be written.
    """
    ours = {MADE, f"{MADE}.partial", PASSPHRASE, *(each.settings.home.name for each in stage.nodes)}
    try:
        stage.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = {path.name for path in stage.folder.iterdir()}
        if found and (PASSPHRASE not in found or found - ours):
            raise ConflictError(f"{stage.folder} holds something else than the demonstration")
        (stage.folder / MADE).unlink(missing_ok=True)
        for each in stage.nodes:
            shutil.rmtree(each.settings.home, ignore_errors=True)
        descriptor = os.open(stage.passphrase_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(24))
    except OSError as failed:
        raise SettingsError(f"{stage.folder} cannot be written: {failed}") from failed


def _settings(folder: Path, player: Player, port: int) -> Settings:
    return Settings(
        home=folder / player.authority.state.lower(),
        authority=player.authority.id,
        name=player.authority.name,
        base_url=f"http://localhost:{port}",
        port=port,
        second_factor=SecondFactor.MAY_WAIT,
    )


def _said(folder: Path) -> dict[str, object]:
    try:
        said = json.loads((folder / MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
