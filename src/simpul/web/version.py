"""Which edition of Simpul this is."""

from importlib.metadata import version

VERSION = version("simpul")
