"""Tables of screening: what waits for it, the alerts it raised, and what officers decided.

An alert stands once for a pair: `pair` names what was compared, and `round` counts the alerts on it, since one comes
anew when what was judged has changed. `left` and `right` are the pair in order of their bytes. `rank` is the
seriousness as a number, the most serious first. What else stands beside the body is taken from it (`subject`, `list`,
`script`, `countries`) or from the decisions (`state`, `holder`, `verdict`, `decided_at`), to be asked for; `used_at` is
when the judgement last kept the pair from being proposed again, and is shown to nobody. `alert_word` holds the words of
captions.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint

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
    word("pair"),
    whole("round"),
    word("subject"),
    word("list"),
    word("state"),
    word("holder"),
    word("verdict"),
    whole("rank"),
    moment("raised_at"),
    moment_if_any("decided_at"),
    moment_if_any("used_at"),
    word("script"),
    word("countries"),
    bytes_of("body"),
    bytes_of("row_hash"),
    UniqueConstraint("pair", "round"),
    Index(None, "audience", "state", "rank", "raised_at", "id"),
    Index(None, "subject", "audience"),
)

alert_word = Table(
    "alert_word",
    metadata,
    Column("audience", Integer, primary_key=True, autoincrement=False),
    key("token"),
    key("alert"),
    sqlite_with_rowid=False,
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
