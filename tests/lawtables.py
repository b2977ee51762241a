"""The dated part of the law register, written from the folder of public data.

    python -m tests.lawtables        write law-parties.csv, law-bilaterals.csv and un-members.csv anew,
                                     and the quotes and hashes of law-provisions.csv

Only facts are taken: who did what about which instrument on which day, which two states have which treaty, and of each
article some first words with the hash of the whole. The tables that a lawyer writes by hand (instruments, provisions,
offences, laws of states, declarations, coverage) are not made here. The same data gives the same bytes.
"""

import csv
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import msgspec

from simpul.formats.countries import countries, country_code
from simpul.formats.reference import FOLDER, reference_bytes
from tests.lawtexts import cleaned, paragraph_of, quoted, text_hash
from tests.public_data import public_file

PARTIES = "law-parties.csv"
BILATERALS = "law-bilaterals.csv"
MEMBERS = "un-members.csv"
PROVISIONS = "law-provisions.csv"
INSTRUMENTS = "law-instruments.csv"

TAKEN = {
    "HOSTAGES1979": "hostages1979",
    "PROTECTED1973": "protected1973",
    "BOMBINGS1997": "bombings1997",
    "ICSFT1999": "icsft1999",
    "NUCTERR2005": "nuclear2005",
    "UNTOC2000": "untoc2000",
    "UNCAC2003": "uncac2003",
    "ICCPR1966": "iccpr1966",
    "CAT1984": "cat1984",
    "REFUGEE1951": "refugee1951",
}
"""The instruments of the party tables that are taken, with our codes for them."""
ACTIONS = {
    "a": "accession",
    "A": "acceptance",
    "AA": "approval",
    "d": "succession",
    "r": "ratification",
}
TEXTS = {"platforms1988": "fixed1988"}
"""Instruments whose text stands under another name there."""
NOT_MEMBERS = frozenset({"CK", "NU", "PS", "VA", "EU"})
"""Parties that are no members of the United Nations: two states associated with New Zealand, two observers, the EU."""
LATE_MEMBER = "SS"
"""South Sudan, a member since 14 July 2011, is party to none of the instruments in the tables."""
EXTRADITION = re.compile(
    r"for the mutual (?:surrender|extradition)|^Extradition Treaty between His Majesty"
    r"|for the extradition of criminals$",
    re.IGNORECASE,
)
"""Titles of treaties on extradition as such: not their supplements, extensions and exchanges of notes."""
UK_AS_OF = "2022-03-31"
UK_SOURCE = "UK Treaties Online (ukparliament/uk-treaties 51696a3), treaty {}"

Rows = list[dict[str, str]]


def party_rows() -> Rows:
    """Who signed, consented or succeeded, and when, in the order of instruments, states and days."""
    known = {row["code"]: row for row in table(INSTRUMENTS)}
    found: Rows = []
    for said in csv_rows(public_file("law", "parties_2015.csv")):
        code = TAKEN.get(said["instrument"])
        if not code:
            continue
        state = "EU" if said["participant"] == "European Union" else alpha2(said["iso3"])
        common = {
            "verified": "D",
            "source": f"UNTC {known[code]['reference'].removeprefix('UNTC ')}",
            "as_of": known[code]["parties_as_of"],
        }
        for action, day in (
            ("signature", said["signature"]),
            (ACTIONS.get(said["consent_type"], ""), said["consent_to_be_bound"]),
        ):
            if day:
                head = {"instrument": code, "state": state, "action": action, "deposited": day}
                found.append({**head, **dict.fromkeys(("id", "effective", "territory", "replaces"), ""), **common})
    return sorted(found, key=lambda row: (row["instrument"], row["state"], row["deposited"], row["action"]))


def member_rows() -> Rows:
    """The members of the United Nations: every party of the tables that is a state and a member, and South Sudan."""
    codes = {row["state"] for row in party_rows()} - NOT_MEMBERS
    source = "parties to instruments of the United Nations, less those that are not its members"
    late = "member since 14 July 2011, as generally known; party to none of these instruments"
    common = {"as_of": "2015-03-14"}
    rows = [{"code": code, "verified": "D", "source": source, **common} for code in codes]
    rows.append({"code": LATE_MEMBER, "verified": "M", "source": late, **common})
    return sorted(rows, key=lambda row: row["code"])


def bilateral_rows() -> Rows:
    """Treaties of the United Kingdom on extradition that name both parties as they are today and did not end."""
    found: Rows = []
    for said in csv_rows(public_file("law", "uk_treaties.csv")):
        if said["type"] != "BI" or said["subject"] != "EXTRADITION" or not said["in_force"] or said["terminated"]:
            continue
        named = [name.strip() for name in said["parties"].split(";") if name.strip().isupper()]
        codes = sorted(code for code in map(country_code, named) if code)
        if len(named) == len(codes) == 2 and "GB" in codes and EXTRADITION.search(said["title"]):
            found.append(
                {
                    "id": f"uk-{said['id']}",
                    "kind": "extradition",
                    "a": codes[0],
                    "b": codes[1],
                    "title": said["title"],
                    "signed": iso(said["signed"]),
                    "in_force": iso(said["in_force"]),
                    "verified": "D",
                    "source": UK_SOURCE.format(said["id"]),
                    "as_of": UK_AS_OF,
                }
            )
    return sorted(found, key=lambda row: (row["a"], row["b"], row["signed"]))


def provision_rows() -> Rows:
    """The provisions as they stand, each with the first words of its place and the hash of its article's text."""
    texts = articles()
    found: Rows = []
    for row in table(PROVISIONS):
        article = re.match(r"[0-9IVX]+(?:bis|ter|quater)?", row["article"])
        held = texts.get(TEXTS.get(row["instrument"], row["instrument"]), {})
        whole = held.get(article[0], "") if article else ""
        place = paragraph_of(whole, row["article"]) if whole else ""
        if whole and not place:
            raise SystemExit(f"{row['instrument']} {row['article']}: no such place in the text")
        found.append({**row, "quote": quoted(place), "text_sha256": text_hash(whole) if whole else ""})
    return found


def articles() -> dict[str, dict[str, str]]:
    """The cleaned text of every article, by instrument and number."""
    raw = msgspec.json.decode(public_file("law", "treaty_articles_en.json").read_bytes())
    return {
        code: {article["n"]: cleaned(article["text"]) for article in instrument["articles"]}
        for code, instrument in raw.items()
    }


def alpha2(alpha3: str) -> str:
    """The two-letter code of a country."""
    return {country.alpha3: country.code for country in countries().values()}[alpha3]


def iso(day: str) -> str:
    """A day as 1872-05-14 that is written 14/05/1872."""
    parts = [int(part) for part in day.split("/")]
    return date(parts[2], parts[1], parts[0]).isoformat()


def table(name: str) -> Rows:
    """A table of the repository."""
    return list(csv.DictReader(StringIO(reference_bytes(name).decode())))


def csv_rows(path: Path) -> Rows:
    """A table of the public data."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(rows: Sequence[dict[str, str]]) -> bytes:
    """The bytes of a table; columns without a value in any row are left out but for those of the first row."""
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


MADE: dict[str, Callable[[], Rows]] = {
    PARTIES: party_rows,
    MEMBERS: member_rows,
    BILATERALS: bilateral_rows,
    PROVISIONS: provision_rows,
}


def main(names: Iterable[str] = MADE) -> int:
    """Write the tables."""
    for name in names:
        rows = MADE[name]()
        Path(str(FOLDER / name)).write_bytes(written(rows))
        sys.stdout.write(f"{name}: {len(rows)} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
