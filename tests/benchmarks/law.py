"""`make bench-law`: how long the answers of the law take, by the register that comes with Simpul; prints JSON.

Times are of this process's own CPU (`time.process_time`), so that a busy machine does not change them much; the wall
clock stands beside them. Every question is asked once, cold caches included: nothing is remembered between answers.

    bases       10,000 random pairs of members, kinds and offences, each a whole answer
    pairs       all 18,528 pairs of members with every instrument, and the same with the matrix's CSV
    matrix      what the page of all 193 members shows, the HTML of its table, and the whole page as a browser gets it
    harmony     how all 193 members stand together for each kind of help, and its page
    reading     the tables, from their bytes to the checked register
"""

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from simpul.core.law.basis import basis
from simpul.core.law.harmony import Counted, harmony
from simpul.core.law.instrument import RequestKind
from simpul.core.law.matrix import pair_links
from simpul.core.law.offence import Asserted
from simpul.core.law.question import Question
from simpul.core.law.register import Register
from simpul.formats.law.documents import matrix_csv
from simpul.formats.law.tables import FILES, register_of
from simpul.formats.reference import reference_bytes
from simpul.web.language import language
from simpul.web.templating import TEMPLATES, environment_of
from simpul.web.views.law import EVERY, matrix_view
from tests.benchmarks.figures import percentile
from tests.integration.web.office import Office
from tests.world import World

QUESTIONS = 10_000
SEED = 20_261_122
OFFENCES = (
    *("terrorist-financing", "terrorist-bombing", "hostage-taking", "nuclear-terrorism", "protected-persons"),
    *("money-laundering", "aircraft-seizure", "a code that no table knows"),
)
ON = date(2014, 7, 10)
PAGE = TEMPLATES / "law-matrix.html"
MATRIX = PAGE.read_text(encoding="utf-8").partition('<div class="matrix"')[2].partition("</div>")[0]
"""The part of the page that grows with the states: its table."""


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Give the CPU seconds and the seconds of the clock that a piece of work takes."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - clock


def random_question(held: Register, chance: random.Random) -> Question:
    """Give a question of two members."""
    requesting, requested = chance.sample(sorted(held.members), 2)
    return Question(
        requesting=requesting,
        requested=requested,
        kind=chance.choice(list(RequestKind)),
        asserted=Asserted(offence=chance.choice(OFFENCES)),
        conduct_dates=(date(chance.randint(1980, 2020), chance.randint(1, 12), 15),),
        request_date=date(chance.randint(2021, 2026), 1, 1),
    )


def pages() -> dict[str, list[float]]:
    """Give what the pages of all members take, from the request to the last byte, the first of each not counted."""
    asked = {
        "matrix_page_s": f"/law/matrix?states={EVERY}&on={ON}",
        "harmony_page_s": f"/law/harmony?states={EVERY}&on={ON}&kind=extradition",
    }
    with TemporaryDirectory() as folder:
        world = World(Path(folder), "XA")
        browser = Office(world["XA"])["analyst"]
        found = {}
        for name, address in asked.items():
            browser.page(address)
            found[name] = [round(each, 3) for each in timed(partial(browser.page, address))]
        world.closes()
    return found


def main() -> int:
    """Measure, and print what was measured."""
    reading = timed(lambda: register_of({file: reference_bytes(file) for file in FILES}))
    held = register_of({file: reference_bytes(file) for file in FILES})
    chance = random.Random(SEED)
    questions = [random_question(held, chance) for _ in range(QUESTIONS)]
    answers = [timed(partial(basis, held, each)) for each in questions]
    cpu = sorted(took * 1000 for took, _ in answers)
    clock = sorted(took * 1000 for _, took in answers)
    links = list(pair_links(held, held.members, ON))
    templates = environment_of(language("en"), defaultdict(str))
    table = templates.from_string(MATRIX)
    view = matrix_view(held, EVERY, ON.isoformat())
    figures = {
        "questions": QUESTIONS,
        "basis_cpu_ms": {str(which): percentile(cpu, which) for which in (50, 99, 100)},
        "basis_clock_ms": {str(which): percentile(clock, which) for which in (50, 99, 100)},
        "links": len(links),
        "pairs_s": [round(each, 3) for each in timed(lambda: list(pair_links(held, held.members, ON)))],
        "matrix_s": [round(each, 3) for each in timed(lambda: matrix_csv(pair_links(held, held.members, ON)))],
        "matrix_view_s": [round(each, 3) for each in timed(lambda: matrix_view(held, EVERY, ON.isoformat()))],
        "matrix_html_s": [round(each, 3) for each in timed(lambda: table.render(view=view))],
        "harmony_s": {
            kind: [round(each, 3) for each in timed(partial(harmony, held, held.members, ON, kind, Counted.GENERAL))]
            for kind in RequestKind
        },
        **pages(),
        "reading_s": [round(each, 3) for each in reading],
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
