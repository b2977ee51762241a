"""Small editions of the United States' list for tests, written as the official files are; the people are invented."""

from simpul.core.designation import Designation, ListEdition
from simpul.core.node import Limits
from simpul.formats.ofac.reading import read_ofac

LIMITS = Limits()
NULL = "-0- "
WIDTHS = {"sdn.csv": 12, "alt.csv": 5, "add.csv": 6}
END = b"\x1a"


def row(*cells: str, width: int) -> str:
    """Write a row: texts in quotes, nothing as the official files write it."""
    quoted = [f'"{cell}"' if cell else NULL for cell in cells[1:]]
    return ",".join((cells[0], *quoted, *(NULL for _ in range(width - len(cells))))) + "\r\n"


def sdn(number: str = "1", name: str = "AMRI, Tarik", kind: str = "individual", **said: str) -> str:
    """Write a row of sdn.csv."""
    ship = [said.get(word, "") for word in ("call_sign", "vessel", "tonnage", "gross", "flag", "owner")]
    return row(
        number,
        name,
        kind,
        said.get("programme", "XA1"),
        said.get("title", ""),
        *ship,
        said.get("remarks", ""),
        width=12,
    )


def tables(*names: str, alt: str = "", add: str = "", comments: str | None = None) -> dict[str, bytes]:
    """Write the files of an edition."""
    files = {"sdn.csv": "".join(names), "alt.csv": alt, "add.csv": add}
    written = {name: text.encode() + END for name, text in files.items()}
    return written if comments is None else {**written, "sdn_comments.csv": comments.encode() + END}


def edition_of(files: dict[str, bytes]) -> ListEdition:
    """Read an edition of these files."""
    return read_ofac(files, limits=LIMITS)


def entry_of(remarks: str = "", *, name: str = "AMRI, Tarik", kind: str = "individual") -> Designation:
    """Read one entry with these remarks."""
    edition = edition_of(tables(sdn(name=name, kind=kind, remarks=remarks)))
    assert edition.rejected == ()
    (entry,) = edition.entries
    return entry
