"""What reads cases of law, loaded when the first one is drafted: a node that drafts none has no law in its memory."""

import importlib

from simpul.core.lawdraft import CaseHeading
from simpul.core.node import NodeProfile
from simpul.services.lawdrafting import LawDrafting
from simpul.services.ports.world import Clock, Ids
from simpul.services.recording import Recorder
from simpul.storage.store import Store

_CASES = "simpul.formats.law.cases"


class LateCaseReader:
    """Reads cases as `simpul.formats.law.cases` does; every promise and refusal is its own."""

    def heading(self, document: str) -> CaseHeading:
        """Give what stands in the case.

        Raises:
            InputError: it is no case, with the place of what is wrong.
        """
        case = importlib.import_module(_CASES).read_whole_case(document.encode())
        return CaseHeading(
            case=case.case,
            kind=case.kind.value,
            requesting=case.requesting,
            requested=case.requested,
            charge=case.charge.title,
        )


def lawdrafting_of(store: Store, recorder: Recorder, node: NodeProfile, clock: Clock, ids: Ids) -> LawDrafting:
    """Give what keeps drafts of requests at a node."""
    return LawDrafting(
        node=node,
        clock=clock,
        ids=ids,
        ledger=store.ledger,
        reads=store.law_drafts,
        cases=LateCaseReader(),
        recorder=recorder,
    )
