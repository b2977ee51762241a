"""A bar on standard error while something takes its time; nothing is drawn where nobody looks."""

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from simpul.cli.voice import Voice, shown


class Bar:
    """Counts pieces of work and says which one is under way. It draws when told to, and has no thread of its own."""

    def __init__(self, voice: Voice, pieces: int) -> None:
        """Begin with nothing done."""
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=voice.aside,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._pieces = pieces
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Draw it."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it away."""
        self.end()

    def tick(self, what: str) -> None:
        """Say what is under way; what was before is done."""
        if self._task is None:
            self._task = self._progress.add_task(shown(what), total=self._pieces)
        else:
            self._progress.update(self._task, advance=1, description=shown(what))
        self._progress.refresh()

    def end(self) -> None:
        """Take it away, once."""
        self._progress.stop()
