"""How often ordinary people of each group raise an alert at the threshold in use: what the page on fairness shows.

    python -m tests.benchmarks.false_alarms     writes src/simpul/reference/calibration.json

Asked are the odd rows of the ordinary names, by name alone, against the persons of the United Nations' list and of the
United States' list: nothing was tuned on those rows.
"""

import sys
from dataclasses import asdict
from pathlib import Path

from simpul.core.scripts import script_of
from simpul.engines.screening.calibration import GroupRate, OrdinaryPerson, best_scores, rate_of, rates_by
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Kind, Query
from simpul.formats.calibration import FILE, write_calibration
from simpul.web.words.groups import MEASURED_WITH
from tests.benchmarks.screening.people import FILES, listed_people, odd, ordinary_people

WRITTEN = Path(__file__).parent.parent.parent / "src" / "simpul" / "reference" / FILE
TOLERATED = 0.01


def main() -> None:
    """Ask about everybody, and write what was found."""
    index = ScreeningIndex.build(person.subject() for which in FILES for person in listed_people(which))
    asked = odd(ordinary_people())
    people = [OrdinaryPerson(query=Query(name=one.name, kind=Kind.PERSON), origin=group) for one, group in asked]
    scores = list(best_scores(index, people))
    overall = rate_of(sum(score >= DEFAULT_THRESHOLD for score in scores), len(scores))
    document = {
        "entries": len(index),
        "tolerated": TOLERATED,
        "threshold": DEFAULT_THRESHOLD,
        "overall": asdict(overall),
        "by_script": _rates(
            rates_by((script_of(one.query.name) for one in people), scores, threshold=DEFAULT_THRESHOLD)
        ),
        "by_origin": _rates(rates_by((one.origin for one in people), scores, threshold=DEFAULT_THRESHOLD)),
    }
    WRITTEN.write_bytes(write_calibration(document, source=MEASURED_WITH))
    sys.stdout.write(f"{overall.alarms} of {overall.people} above {DEFAULT_THRESHOLD} against {len(index)} entries\n")


def _rates(rates: tuple[GroupRate, ...]) -> list[dict[str, object]]:
    return [{"group": each.group, "rate": {"alarms": each.rate.alarms, "people": each.rate.people}} for each in rates]


if __name__ == "__main__":
    main()
