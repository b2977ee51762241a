"""The nursery: a process that has everything imported and forks nodes off; told what to do line by line.

It has no thread, so that forking it is safe. Children end when they are told to; the nursery, when its input ends.
"""

import json
import os
import signal
import sys
from pathlib import Path

from simpul.cli.serving import serve
from simpul.settings.settings import read_settings
from tests.founding import PASSPHRASE


def main() -> None:
    """Fork a node for each line, and answer with the id of its process."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _answer("ready")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become(Path(json.loads(line)["home"]))
        _answer(str(pid))


def _answer(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def _become(home: Path) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(home / "serve.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        serve(read_settings(home, {}), PASSPHRASE)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
