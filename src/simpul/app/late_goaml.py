"""Reports of goAML, loaded when the first one is written or read: a node that files none has no use for them."""

import importlib
from collections.abc import Sequence
from typing import Protocol

from simpul.core.cases.case import CaseEntry, CaseHead
from simpul.core.cases.reporting import Filing
from simpul.core.payment.fiu import FiuReport

_FILING = "simpul.app.filing"


class Filer(Protocol):
    """Writes and reads reports of goAML."""

    def written(
        self, head: CaseHead, entries: Sequence[CaseEntry], filing: Filing, *, schema: bytes
    ) -> tuple[bytes, str]:
        """Give a case as a report that is valid by the schema, and by which schema it is."""

    def read(self, raw: bytes, *, schema: bytes) -> FiuReport:
        """Give a report, valid by the schema where there is one."""


class LateGoaml:
    """The reports of `simpul.app.filing`, loaded when the first one is written or read; every promise is its."""

    def written(
        self, head: CaseHead, entries: Sequence[CaseEntry], filing: Filing, *, schema: bytes
    ) -> tuple[bytes, str]:
        """Give a case as a report that is valid by the schema, and by which schema it is."""
        return self._loaded().written(head, entries, filing, schema=schema)

    def read(self, raw: bytes, *, schema: bytes) -> FiuReport:
        """Give a report, valid by the schema where there is one."""
        return self._loaded().read(raw, schema=schema)

    def _loaded(self) -> Filer:
        made: Filer = importlib.import_module(_FILING).GoamlFiler()
        return made
