"""Tables of signing in: links, sessions, tries, spent challenges, second factors, who let whom in, API tokens.

Secrets stand here as hashes only; an authenticator's secret is sealed. What has been used up or has ended is taken
away: that it was is in the chain of acts.
"""

from sqlalchemy import Column, Index, Table

from simpul.storage.tables.schema import WORD, bytes_of, key, metadata, moment, moment_if_any, number_key, word

sign_in_link = Table(
    "sign_in_link",
    metadata,
    key("secret"),
    word("officer"),
    bytes_of("body"),
    moment("ends_at"),
    Index(None, "officer"),
    Index(None, "ends_at"),
)

officer_session = Table(
    "officer_session",
    metadata,
    key("secret"),
    Column("id", WORD, nullable=False, unique=True),
    word("officer"),
    bytes_of("body"),
    moment("ends_at"),
    Index(None, "officer", "ends_at"),
    Index(None, "ends_at"),
)

sign_in_try = Table(
    "sign_in_try",
    metadata,
    number_key("number"),
    word("name"),
    word("source"),
    moment("at"),
    Index(None, "name", "at"),
    Index(None, "source", "at"),
    Index(None, "at"),
)

spent_challenge = Table(
    "spent_challenge",
    metadata,
    key("challenge"),
    moment("ends_at"),
    Index(None, "ends_at"),
)

passkey = Table(
    "passkey",
    metadata,
    key("id"),
    word("officer"),
    bytes_of("body"),
    Index(None, "officer"),
)

authenticator = Table(
    "authenticator",
    metadata,
    key("officer"),
    bytes_of("body"),
)

admission = Table(
    "admission",
    metadata,
    key("officer"),
    word("by"),
    moment("at"),
)

api_token = Table(
    "api_token",
    metadata,
    key("secret"),
    Column("id", WORD, nullable=False, unique=True),
    word("officer"),
    bytes_of("body"),
    moment("ends_at"),
    moment_if_any("last_used_at"),
    moment_if_any("withdrawn_at"),
    Index(None, "officer", "ends_at"),
)
