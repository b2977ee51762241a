"""What partitions of the payments are kept in: who lives, and who has which."""

from collections.abc import Mapping
from typing import Protocol

from simpul.core.payment.partition import HeldPartition, PartitionOwner


class PartitionRows(Protocol):
    """Owners and what they own, in a transaction."""

    def owners(self) -> Mapping[str, PartitionOwner]:
        """Give every owner that has said that it lives, by name."""

    def held(self) -> Mapping[int, HeldPartition]:
        """Give every partition that somebody ever had."""

    def live(self, owner: str, may_own: frozenset[int]) -> None:
        """Let an owner say that it lives, and what it may own."""

    def beat(self, owner: str) -> None:
        """Let an owner that said that it lives say so again."""

    def forget(self, owner: str) -> None:
        """Take an owner away; what it has is then nobody's."""

    def put(self, held: HeldPartition) -> None:
        """Keep who has a partition now."""


class Partitions(Protocol):
    """Reads owners and what they own."""

    def owners(self) -> Mapping[str, PartitionOwner]:
        """Give every owner that has said that it lives, by name."""

    def held(self) -> Mapping[int, HeldPartition]:
        """Give every partition that somebody ever had."""
