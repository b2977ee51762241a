import multiprocessing
import os
import signal
import time
from concurrent.futures import BrokenExecutor

import pytest

from simpul.app.beside import Beside

MORE_THAN_A_PIPE_HOLDS = b" " * 3_000_000


def test_a_process_that_is_killed_while_it_is_written_to_holds_nobody_up() -> None:
    beside = Beside(1)
    pool = beside.knowing({})
    assert pool.submit(len, b"").result() == 0
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGSTOP)
    going = [pool.submit(len, MORE_THAN_A_PIPE_HOLDS) for _ in range(3)]
    time.sleep(0.2)  # until the pipe is full
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(BrokenExecutor):
        going[-1].result()
    beside.disperse()
    assert not beside.are_there
