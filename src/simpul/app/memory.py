"""How a process of a node keeps and gives back memory."""

import ctypes
import gc

COLLECT_AFTER = (5_000, 20, 20)
"""Objects of a generation after which Python looks for cycles; ours hardly has any, and makes thousands of records at
a time. With Python's own 700 the search takes a fifth of the time of taking in a large report."""


ARENAS = (-8, 1)
"""`M_ARENA_MAX` of the GNU C library, and how many. Its own choice is eight for every core, and each keeps what a
thread once had; the threads of a node take turns anyway. It is worth 4 MB of an idle node."""


def let_memory_settle() -> None:
    """Let Python look for cycles less often and the C library keep one heap, as long as the process lives.

    It is what `serve` does first. Where the C library is another one, its heap stays as it is.
    """
    gc.set_threshold(*COLLECT_AFTER)
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is not None:
        tune(*ARENAS)


def give_memory_back() -> None:
    """Let the C library give back to the machine what a piece of work has left; another library does so by itself."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def keep_what_is_built() -> None:
    """Let Python no longer look for cycles in what is there now: indexes live as long as the process."""
    gc.collect()
    gc.freeze()
