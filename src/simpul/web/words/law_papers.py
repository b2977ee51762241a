"""Words of requests on paper."""

from simpul.core.law.instrument import RequestKind
from simpul.core.law.request import Assistance
from simpul.web.language import msg

REQUESTS = {
    RequestKind.EXTRADITION: msg("Request for extradition"),
    RequestKind.ASSISTANCE: msg("Request for mutual legal assistance"),
}
SOUGHT = {
    Assistance.STATEMENTS: msg("Taking evidence or statements from persons"),
    Assistance.SERVICE: msg("Service of judicial documents"),
    Assistance.SEARCH_AND_FREEZE: msg("Search, seizure and freezing"),
    Assistance.EXAMINE: msg("Examination of objects and sites"),
    Assistance.INFORMATION: msg("Information, evidentiary items and expert evaluations"),
    Assistance.DOCUMENTS: msg("Documents and records, originals or certified copies"),
    Assistance.TRACE: msg("Identifying or tracing proceeds, property and instruments"),
    Assistance.APPEARANCE: msg("Voluntary appearance of persons in the requesting state"),
    Assistance.OTHER: msg("Other assistance that the law of the requested state allows"),
}
