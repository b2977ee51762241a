"""The node itself: whose it is, and what it is allowed to spend on one peer."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from simpul.core.alert import TRUE_MATCHES, NeedsTwo
from simpul.core.authority import Authority, Level


class PlainHttp(StrEnum):
    """To whom the node may speak without TLS."""

    LOOPBACK = "loopback"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one peer or one caller can make the node do. Bytes, counts and times, each with its unit in its name."""

    max_envelope_bytes: int = 16 * 1024 * 1024
    max_delivery_bytes: int = 32 * 1024 * 1024
    max_header_bytes: int = 8 * 1024
    max_envelopes_per_delivery: int = 500
    max_depth: int = 16
    max_evidence_bytes: int = 64 * 1024
    max_list_bytes: int = 256 * 1024 * 1024
    max_table_bytes: int = 64 * 1024 * 1024
    max_table_columns: int = 500
    max_table_rows: int = 200_000
    max_envelopes_per_minute: int = 60_000
    max_refusals_per_minute: int = 120
    sign_in_tries: int = 5
    sign_in_window: timedelta = timedelta(minutes=15)
    session_length: timedelta = timedelta(hours=9)
    link_length: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeProfile:
    """Whose node this is, and what needs a second officer: a release from which level on, and which judgements."""

    authority: Authority
    base_url: str
    two_officers_from: Level = Level.CONFIDENTIAL
    needs_two: tuple[NeedsTwo, ...] = TRUE_MATCHES
    limits: Limits = Limits()
