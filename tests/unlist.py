"""Small editions of the Security Council's list for tests, written as the official file is; the people are invented."""

from simpul.core.designation import Designation, ListEdition
from simpul.core.node import Limits
from simpul.formats.un import read_un

LIMITS = Limits()


def individual(*elements: str, reference: str = "XAi.001", name: str = "<FIRST_NAME>TARIK</FIRST_NAME>") -> str:
    """Write an individual: its reference, its name, and whatever else it is given."""
    return f"<INDIVIDUAL>\n<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>\n{name}\n{''.join(elements)}</INDIVIDUAL>\n"


def entity(*elements: str, reference: str = "XAe.001", name: str = "<FIRST_NAME>HARBOUR SOCIETY</FIRST_NAME>") -> str:
    """Write an entity in the same way."""
    return individual(*elements, reference=reference, name=name).replace("INDIVIDUAL>", "ENTITY>")


def document(individuals: str = "", entities: str = "", *, generated: str = "2026-03-01T00:00:00.875Z") -> bytes:
    """Write a whole edition."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<CONSOLIDATED_LIST dateGenerated="{generated}">\n'
        f"<INDIVIDUALS>\n{individuals}</INDIVIDUALS>\n<ENTITIES>\n{entities}</ENTITIES>\n</CONSOLIDATED_LIST>\n"
    ).encode()


def edition_of(*individuals: str) -> ListEdition:
    """Read an edition of these individuals."""
    return read_un(document("".join(individuals)), limits=LIMITS)


def entry_of(*elements: str) -> Designation:
    """Read one individual that says these things."""
    edition = edition_of(individual(*elements))
    assert edition.rejected == ()
    (entry,) = edition.entries
    return entry
