"""Tables of screening: what waits for it, the alerts it raised, and what officers decided.

An alert stands once for a pair under the same terms: `left` and `right` are the pair in order of their bytes.
`rank` is the seriousness as a number, the most serious first.
"""

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from simpul.storage.tables.records import audience_of
from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, moment_if_any, number_key, whole, word

alert = Table(
    "alert",
    metadata,
    key("id"),
    word("kind"),
    word("left"),
    word("right"),
    audience_of(),
    word("state"),
    whole("rank"),
    moment("raised_at"),
    bytes_of("body"),
    bytes_of("row_hash"),
    UniqueConstraint("left", "right", "audience"),
    Index(None, "audience", "state", "rank", "raised_at", "id"),
)

alert_decision = Table(
    "alert_decision",
    metadata,
    Column("alert", WORD, ForeignKey("alert.id"), primary_key=True),
    number_key("number"),
    bytes_of("body"),
    bytes_of("row_hash"),
)

match_decision = Table(
    "match_decision",
    metadata,
    key("id"),
    word("left"),
    word("right"),
    audience_of(),
    word("alert"),
    bytes_of("body"),
    word("withdrawn_by"),
    moment_if_any("withdrawn_at"),
    bytes_of("row_hash"),
    Index(None, "left", "audience"),
    Index(None, "right", "audience"),
    Index(None, "alert"),
)

waiting_profile = Table(
    "waiting_profile",
    metadata,
    number_key("position"),
    Column("profile", WORD, nullable=False, unique=True),
)
