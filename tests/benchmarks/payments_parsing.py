"""How fast payment messages are read, beside what lxml needs merely to parse them.

A thousand pacs.008 of one payment each, no two alike in amounts, names and parts, are read in turn by: lxml's parser
alone; our parser with validation by the schema and nothing taken out; our reader with its own checks; and our reader
with validation by the schema. (The schemas are where SIMPUL_DATA has them.) Each way reads all of them in each round;
CPU seconds of this one thread are taken, the median and the best over rounds given. Our reader gives finished values:
parties, accounts, institutions, exact amounts, with every check they make.

    python -m tests.benchmarks.payments_parsing
"""

import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from simpul.formats.iso20022.document import document
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.iso20022.schemas import Schemas
from tests.isomessages import PERSON, SOCIETY, agent, pacs008, transfer
from tests.public_data import BESIDE_THE_REPOSITORY

MESSAGES = 1_000
ROUNDS = 9
SCHEMAS = Path("payments", "iso20022", "xsd", "pacs.008")
PLAIN = "<Nm>Omar Saleh</Nm><PstlAdr><Ctry>XA</Ctry><AdrLine>Street 7</AdrLine><AdrLine>Bay</AdrLine></PstlAdr>"


def main() -> None:
    """Measure, and print the figures as JSON."""
    messages = [message(number) for number in range(MESSAGES)]
    gc.freeze()
    ways: dict[str, Callable[[bytes], object]] = {"lxml_parse": etree.fromstring, "read": read_iso20022}
    folder = Path(os.environ.get("SIMPUL_DATA", BESIDE_THE_REPOSITORY)) / SCHEMAS
    if folder.is_dir():
        schemas = Schemas(folder)
        ways["parse_and_validate"] = lambda raw: schemas.valid(document(raw))
        ways["read_validated"] = lambda raw: read_iso20022(raw, schemas=schemas)
    rounds = [{name: measured(way, messages) for name, way in ways.items()} for _ in range(ROUNDS + 1)][1:]
    figures: dict[str, object] = {
        "messages": MESSAGES,
        "mean_bytes": round(statistics.mean(map(len, messages))),
        "rounds": ROUNDS,
    }
    for name in ways:
        taken = statistics.median(each[name] for each in rounds)
        figures[f"{name}_per_second"] = round(MESSAGES / taken)
        figures[f"{name}_best_per_second"] = round(MESSAGES / min(each[name] for each in rounds))
        figures[f"{name}_ratio"] = round(statistics.median(each[name] / each["lxml_parse"] for each in rounds), 2)
    print(json.dumps(figures))


def message(number: int) -> bytes:
    """Make a message that is like no other: some with an intermediary, some with an ultimate debtor, some in lines."""
    chain = f"<IntrmyAgt1>{agent('SIMPXCXC')}</IntrmyAgt1>" if number % 3 == 0 else ""
    ultimate = f"<UltmtDbtr><Nm>Ultimate {number}</Nm></UltmtDbtr>" if number % 7 == 0 else ""
    return pacs008(
        transfer(
            number=number,
            amount=f"{number + 1}.{number % 100:02}",
            debtor=(PLAIN if number % 5 == 0 else PERSON).replace("Tarik", f"Tarik {number}"),
            creditor=SOCIETY.replace("Harbour", f"Harbour {number}"),
            before=chain + ultimate,
        )
    )


def measured(way: Callable[[bytes], object], messages: list[bytes]) -> float:
    """Give the CPU seconds that one way takes for all messages."""
    start = time.process_time()
    for each in messages:
        way(each)
    return time.process_time() - start


if __name__ == "__main__":
    main()
