"""A process that screens for the first time what a small node holds, and prints by how many MiB it has grown by that.

    python -m tests.scenarios.first_start FOLDER

What is held came under many different terms, as a node's holdings do: an index for each.
"""

import gc
import re
import sys
from itertools import chain, combinations, islice
from pathlib import Path

from simpul.app.memory import give_memory_back, keep_what_is_built, let_memory_settle
from simpul.core.authority import ALL_PURPOSES
from tests.world import Place, World

TERMS, PEOPLE, WORDS = 24, 8, 3
SYLLABLES = "ba dor kem lin mu nas pel rik sam tov wen yur zan".split()


def main() -> int:
    """Screen everything and print the growth."""
    let_memory_settle()
    world = World(Path(sys.argv[1]), "XA")
    place = world["XA"]
    every = chain(*(combinations(sorted(ALL_PURPOSES), count) for count in (2, 3)))
    for number, purposes in enumerate(islice(every, TERMS)):
        claims = [place.claim(_name(number * PEOPLE + each)) for each in range(PEOPLE)]
        draft = place.draft(*claims, handling=place.terms(purposes=purposes))
        place.shares(place.node.sharing.save(place.sight(), draft))
    place.node.screening.prepare()
    keep_what_is_built()
    before = _resident()
    place.screens()
    _say(place, _resident() - before)
    world.closes()
    return 0


def _name(number: int) -> str:
    """Give a name whose words nobody else has."""
    return " ".join(_word(number * WORDS + each).title() for each in range(WORDS))


def _word(number: int) -> str:
    count = len(SYLLABLES)
    return "".join(SYLLABLES[place % count] for place in (number * 5, number // count, number // count**2 * 3 + 1))


def _resident() -> float:
    """Give how much of this process is in memory, in MiB, once what nobody needs has been given back."""
    gc.collect()
    give_memory_back()
    (found,) = re.findall(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found) / 1024


def _say(place: Place, grown: float) -> None:
    partitions = place.node.screening.shelf.partitions()
    sys.stdout.write(f"{len(partitions)} {sum(map(len, partitions.values()))} {grown:.1f}\n")


if __name__ == "__main__":
    sys.exit(main())
