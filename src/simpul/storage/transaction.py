"""The transaction: the rows of every subject over one writing connection."""

from simpul.storage.access import SqlTokenRows
from simpul.storage.alerts import SqlAlertRows
from simpul.storage.audit import SqlAuditRows
from simpul.storage.cooperation_clocks import SqlCooperationClocks
from simpul.storage.drafts import SqlDraftRows
from simpul.storage.factors import SqlFactorRows
from simpul.storage.law_drafts import SqlLawDraftRows
from simpul.storage.law_rows import SqlLawRows
from simpul.storage.links import SqlLinkRows
from simpul.storage.list_rows import SqlListRows
from simpul.storage.officers import SqlOfficerRows
from simpul.storage.partitions import SqlPartitionRows
from simpul.storage.partners import SqlPeerRows
from simpul.storage.payment_apart import SqlApartRows
from simpul.storage.payment_history import SqlHistoryRows, SqlRuleRows
from simpul.storage.payment_noticing import SqlNoticedRows
from simpul.storage.payment_npos import SqlNpoRows
from simpul.storage.payment_reviews import SqlReviewRows
from simpul.storage.payment_tallies import SqlTallyRows
from simpul.storage.payment_words import SqlPaymentWordRows
from simpul.storage.payments import SqlPaymentRows
from simpul.storage.reports import SqlReportRows
from simpul.storage.rescreening import SqlRescreeningRows
from simpul.storage.screening import SqlScreeningRows
from simpul.storage.sign_in import SqlSignInRows
from simpul.storage.travelling import SqlTravelRows
from simpul.storage.units import SqlUnitRows
from simpul.storage.writing import Writing


class SqlTransaction:
    """Everything that can be written together. It serves one act after the other, never two at once."""

    def __init__(self, writing: Writing) -> None:
        """Make the rows of every subject over what the transaction shares."""
        self.drafts = SqlDraftRows(writing)
        self.reports = SqlReportRows(writing)
        self.links = SqlLinkRows(writing)
        self.peers = SqlPeerRows(writing)
        self.alerts = SqlAlertRows(writing)
        self.screening = SqlScreeningRows(writing)
        self.rescreening = SqlRescreeningRows(writing)
        self.lists = SqlListRows(writing)
        self.travel = SqlTravelRows(writing)
        self.payments = SqlPaymentRows(writing)
        self.history = SqlHistoryRows(writing)
        self.partitions = SqlPartitionRows(writing)
        self.rules = SqlRuleRows(writing)
        self.law = SqlLawRows(writing)
        self.law_drafts = SqlLawDraftRows(writing)
        self.units = SqlUnitRows(writing)
        self.cooperation = SqlCooperationClocks(writing)
        self.reviews = SqlReviewRows(writing)
        self.apart = SqlApartRows(writing)
        self.npos = SqlNpoRows(writing)
        self.tallies = SqlTallyRows(writing)
        self.payment_words = SqlPaymentWordRows(writing)
        self.noticed = SqlNoticedRows(writing)
        self.officers = SqlOfficerRows(writing)
        self.sign_in = SqlSignInRows(writing)
        self.factors = SqlFactorRows(writing)
        self.tokens = SqlTokenRows(writing)
        self.audit = SqlAuditRows(writing)
