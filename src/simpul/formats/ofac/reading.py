"""The list of Specially Designated Nationals of the United States (OFAC): its three tables, or its XML, to an edition.

An edition in tables is sdn.csv, alt.csv and add.csv, and sdn_comments.csv where there is one.
"""

from collections.abc import Mapping

from simpul.core.designation import ListEdition
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.ofac.document import read_document
from simpul.formats.ofac.tables import FILES, NAMES, read_tables
from simpul.formats.xml import Source

ADVANCED = "advanced"


def read_ofac(files: Mapping[str, Source], limits: Limits) -> ListEdition:
    """Read an edition from its files, each under its name.

    Raises:
        InputError: a file is not the list, is badly written, or is larger than the limits allow; with file and line.
    """
    if NAMES in files:
        return read_tables({name: files[name] for name in FILES if name in files}, limits=limits)
    (name, source), *_ = files.items()
    if ADVANCED in name:
        reason = "the advanced XML is not read; take sdn.xml, or the three files sdn.csv, alt.csv and add.csv"
        raise InputError(reason, place=name)
    return read_document(source, limits=limits)
