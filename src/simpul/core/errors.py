"""The one tree of errors, split by whose fault it is.

    Error
    ├── InputError         the caller sent something that cannot be accepted, at a named place
    ├── NotFoundError      there is no such thing, or the caller may not know that there is
    ├── ConflictError      it was right once, but the state has moved on
    ├── DeniedError        the caller may not do this kind of act at all
    ├── RefusedError       the rules refuse this act on this item; carries the grounds
    ├── PeerError          the other node failed or broke the protocol
    ├── TamperedError      stored bytes are not the bytes that were recorded
    ├── StreamError        the stream that payments come by cannot be reached; what is in it stays there
    ├── StorageError       the database or its disk failed; nothing of the act was done
    └── SettingsError      the node is set up in a way that cannot work

Each class has a stable `code`; the edges turn it into a status. No error here knows a status.
"""


class Error(Exception):
    """The root of everything that Simpul raises on purpose."""

    code = "error"


class InputError(Error, ValueError):
    """Says that the caller's input is refused, where in it, and why.

    A `ValueError` too, so that a decoder that builds our values reports the path of the bad one.
    """

    code = "input"

    def __init__(self, reason: str, *, place: str | None = None) -> None:
        """Keep the reason and the place (`header.to[1]`, `line 12, column "Name"`)."""
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason = reason
        self.place = place


class NotFoundError(Error):
    """Says that nothing is there for this caller: absent and hidden are the same answer."""

    code = "not-found"


class ConflictError(Error):
    """Says that the act no longer fits the present state."""

    code = "conflict"


class DeniedError(Error):
    """Says that this caller's role does not include this kind of act."""

    code = "denied"


class RefusedError(Error):
    """Says that the rules refuse the act, with the grounds that a person can act on.

    Where an act was on several items, `about` names those that the grounds are against.
    """

    code = "refused"

    def __init__(self, reason: str, *, grounds: tuple[str, ...], about: tuple[str, ...] = ()) -> None:
        """Keep the grounds: the ids of the rules that refused."""
        super().__init__(reason)
        self.grounds = grounds
        self.about = about


class PeerError(Error):
    """Says that the other node could not be reached or broke the protocol."""

    code = "peer"


class TamperedError(Error):
    """Says that stored or received bytes do not prove what they claim."""

    code = "tampered"


class StreamError(Error):
    """Says that the stream by which payments come cannot be reached, or refused something; what is in it stays."""

    code = "stream"


class StorageError(Error):
    """Says that the database or its disk failed, and that nothing of the act was done."""

    code = "storage"


class SettingsError(Error):
    """Says that the node cannot run as it is set up."""

    code = "settings"
