"""The stream by which payments come: where it is, and what its parts are called."""

from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.payment.partition import MOST_PARTITIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamSettings:
    """Where the server is, how it is spoken to, and how many partitions the stream has.

    `credentials` is a file that holds `user:password` or a token; the others are files in PEM, or empty.
    """

    servers: tuple[str, ...]
    authority: str
    partitions: int
    ca: str = ""
    certificate: str = ""
    key: str = ""
    credentials: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be reached."""
        if not 1 <= self.partitions <= MOST_PARTITIONS:
            raise InputError(f"between 1 and {MOST_PARTITIONS}", place="payments_stream_partitions")

    @property
    def stream(self) -> str:
        """The name of the stream of messages."""
        return f"SIMPUL-{self.authority}-PAYMENTS"

    @property
    def answers(self) -> str:
        """The name of the stream of answers."""
        return f"SIMPUL-{self.authority}-ANSWERS"

    def subject(self, partition: int) -> str:
        """Give the subject under which messages of a partition are put."""
        return f"simpul.{self.authority}.payments.{partition}"

    def answer_subject(self, partition: int) -> str:
        """Give the subject under which they are answered."""
        return f"simpul.{self.authority}.answers.{partition}"
