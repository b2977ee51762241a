"""Tables of the node's own log: the chain of acts, the heads of all logs, signed checkpoints.

`head` holds for each log its size, the roots of its full subtrees and its last leaf, so that appending reads no
leaves. Logs are `node`, `link-out:<peer>` and `link-in:<peer>`.
"""

from sqlalchemy import Index, Table

from simpul.storage.tables.schema import bytes_of, key, metadata, moment, number_key, whole, word

audit = Table(
    "audit",
    metadata,
    number_key("index"),
    moment("at"),
    word("act"),
    word("actor"),
    word("target"),
    word("outcome"),
    bytes_of("body"),
    word("previous"),
    word("leaf"),
    Index(None, "target", "index"),
)

head = Table(
    "head",
    metadata,
    key("log"),
    whole("size"),
    bytes_of("roots"),
    word("last"),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    number_key("size"),
    word("root"),
    bytes_of("signature"),
    moment("at"),
    bytes_of("row_hash"),
)
