"""The watched folder: files of payment messages that are put there are taken, each once, and answered beside.

Rules:
1. A file is taken when it is whole: neither its length nor its time has changed between two looks. Who writes slowly
   writes under a name that begins with a dot or ends in `.part`, and renames the file when it is whole.
2. A file that is taken is moved aside, then its payments are decided, then the answer is written, then it is moved to
   where it ends. A kill in between loses nothing: the file is taken up again, and what was decided is not decided
   again, since a payment is known by all that it says.
3. It ends in `refused` where anything in it could not be read, else in `done`; never over another file. Beside it lie
   the answer to its sender (`.pacs002.xml`) and what came of it, with each refusal and its place (`.result.json`).
"""

import hashlib
import json
import os
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from simpul.app.intake import Intake, Piece, TakenMessage
from simpul.app.node import Node
from simpul.app.taking import answers_to, status_report
from simpul.core.errors import Error, InputError, SettingsError, StorageError
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.message import RejectedTransaction
from simpul.formats.payment_messages import messages_in

ACTOR = "folder"
ASIDE = ".taking"
UNFINISHED = (".part", ".tmp", ".partial")
LOOK_SECONDS = 1.0
QUIET_LOOKS = 60
"""After so many looks at which nothing was there the processes beside the node end."""

OURS_ONLY = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where files come, and where they end; all on one file system."""

    incoming: Path
    done: Path
    refused: Path

    @property
    def aside(self) -> Path:
        """Where a file is while its payments are decided."""
        return self.incoming / ASIDE

    def make(self) -> None:
        """Make the folders that are not there.

        Raises:
            SettingsError: they cannot be made, or a file could not be moved from one to another.
        """
        every = (self.incoming, self.aside, self.done, self.refused)
        try:
            for folder in every:
                folder.mkdir(parents=True, exist_ok=True, mode=OURS_ONLY)
            devices = {folder.stat().st_dev for folder in every}
        except OSError as exc:
            raise SettingsError(f"payments_in, payments_done, payments_refused: {exc}") from exc
        if len(devices) > 1:
            raise SettingsError("payments_in, payments_done, payments_refused: not on one file system")


@dataclass(slots=True, kw_only=True)
class _Outcome:
    """What came of a file so far."""

    reports: list[bytes] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    states: "Counter[PaymentState]" = field(default_factory=Counter)
    messages: int = 0
    other: int = 0
    digest: str = ""

    def as_json(self, name: str) -> bytes:
        """Write it for who put the file there."""
        states = {state.value: self.states[state] for state in PaymentState}
        told = {"file": name, "sha256": self.digest, "messages": self.messages, **states}
        told |= {"other": self.other, "refused": self.refused}
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


@dataclass(slots=True, kw_only=True)
class WatchedFolder:
    """Takes what is put into a folder; `trouble` says in words why it cannot."""

    node: Node
    folders: Folders
    ready: threading.Event
    trouble: str = ""
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        """Take what comes by one intake, which keeps its processes from one file to the next."""
        self._intake = Intake(node=self.node, actor=ACTOR)

    def start(self) -> None:
        """Begin to look, as soon as the node can screen."""
        self.folders.make()
        self._thread = threading.Thread(target=self._run, name="simpul-folder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the present messages and end; a file that is not through is taken up again by the next start."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> int:
        """Take every file that is whole, and those that were being taken before; give how many were taken.

        Raises:
            StorageError: the database or a folder failed; files that are not through stay where they are.
        """
        try:
            for name in self._whole():
                _moved(self.folders.incoming / name, self.folders.aside / _free(self.folders.aside, name))
            return sum(self._took(path) for path in sorted(self.folders.aside.iterdir()))
        except OSError as exc:
            raise StorageError(f"the watched folder failed: {exc}") from exc

    def _run(self) -> None:
        quiet = 0
        while not self._stopping.wait(LOOK_SECONDS):
            if not self.ready.is_set():
                continue
            try:
                quiet = 0 if self.look() else quiet + 1
                self.trouble = ""
            except Error as error:
                self.trouble = str(error)
            if quiet == QUIET_LOOKS:
                self._intake.close()
        self._intake.close()

    def _whole(self) -> list[str]:
        """Give the names of the files that are as they were when they were last looked at."""
        before, self._seen = self._seen, dict(_files(self.folders.incoming))
        return sorted(name for name, about in self._seen.items() if before.get(name) == about)

    def _took(self, path: Path) -> int:
        outcome = _Outcome()
        try:
            for taken in self._intake.taken(self._pieces(path, outcome)):
                self._note(taken, outcome)
                if self._stopping.is_set():
                    return 0
        except InputError as unreadable:
            whole = RejectedTransaction(number=1, place=unreadable.place or "", reason=unreadable.reason)
            self.node.monitoring.refuse(path.name, (whole,), actor=ACTOR)
            outcome.refused.append(_refusal(whole.place, "", whole.reason))
        self._end(path, outcome)
        return 1

    def _pieces(self, path: Path, outcome: _Outcome) -> Iterator[Piece]:
        most = self.node.profile.limits.max_table_bytes
        if path.stat().st_size > most:
            raise InputError(f"longer than {most} bytes", place="file")
        raw = path.read_bytes()
        outcome.digest = hashlib.sha256(raw).hexdigest()
        for place, each in messages_in(raw):
            yield Piece(place=f"{path.name}, {place}", raw=each)

    def _note(self, taken: TakenMessage, outcome: _Outcome) -> None:
        seed = f"{outcome.digest} {outcome.messages}"
        outcome.messages += taken.messages
        outcome.other += taken.others
        outcome.states.update(each.decision.state for each in taken.decided)
        place = taken.piece.place
        outcome.refused += [
            _refusal(", ".join(filter(None, (place, each.place))), each.references.best, each.reason)
            for each in taken.rejected
        ]
        decisions = [(each.decision.state, each.decision.rejection) for each in taken.decided]
        if answers := answers_to(taken.payments, decisions, taken.rejected):
            said = "" if taken.id == place else taken.id
            now = self.node.clock.now()
            outcome.reports.append(status_report(answers, name=taken.name, said=said, seed=seed, at=now))

    def _end(self, path: Path, outcome: _Outcome) -> None:
        """Write what came of a file, and move it to where it ends."""
        folder = self.folders.refused if outcome.refused else self.folders.done
        name = _free(folder, path.name)
        if outcome.reports:
            _written(folder / f"{name}.pacs002.xml", b"\n".join(outcome.reports))
        _written(folder / f"{name}.result.json", outcome.as_json(name))
        _moved(path, folder / name)


def _refusal(place: str, reference: str, reason: str) -> dict[str, str]:
    return {"place": place, "reference": reference, "reason": reason}


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the files that may be whole, each with what would change if somebody still wrote it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            unfinished = entry.name.startswith(".") or entry.name.endswith(UNFINISHED)
            if entry.is_file(follow_symlinks=False) and not unfinished:
                about = entry.stat(follow_symlinks=False)
                yield entry.name, (about.st_size, about.st_mtime_ns)


def _free(folder: Path, name: str) -> str:
    """Give the name, or one like it that no file there has."""
    stem, dot, ending = name.partition(".")
    number, free = 1, name
    while (folder / free).exists():
        number += 1
        free = f"{stem}~{number}{dot}{ending}"
    return free


def _moved(path: Path, to: Path) -> None:
    path.rename(to)
    for folder in {path.parent, to.parent}:
        _on_disk(folder)


def _written(path: Path, raw: bytes) -> None:
    """Write a file so that there is all of it or none, and it is on the disk."""
    aside = path.with_name(f".{path.name}")
    with aside.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    _on_disk(path.parent)


def _on_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
