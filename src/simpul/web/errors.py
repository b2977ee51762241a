"""The web room's own errors, and the one table that turns an error's code into a status."""

from simpul.core.errors import Error, InputError


class SignInNeededError(Error):
    """Says that nobody is signed in: a page leads to the sign-in, everything else gets a document."""

    code = "sign-in-needed"


class TooLargeError(Error):
    """Says that the request is longer than this door takes."""

    code = "too-large"

    def __init__(self, most_bytes: int) -> None:
        """Keep the bound in bytes."""
        super().__init__(f"more than {most_bytes} bytes")
        self.most_bytes = most_bytes


class TooManyError(Error):
    """Says that too much was asked in too short a time."""

    code = "too-many"

    def __init__(self, retry_after: int) -> None:
        """Keep after how many seconds it is worth trying again."""
        super().__init__(f"try again in {retry_after} seconds")
        self.retry_after = retry_after


class BadRequestError(InputError):
    """Says that a request of another system's interface cannot be understood, where that system says so with 400."""

    code = "bad-request"


class NotReadyError(Error):
    """Says that the node cannot answer this yet."""

    code = "not-ready"


class WrongMethodError(Error):
    """Says that this address is there, but not for this method."""

    code = "wrong-method"


STATUS = {
    "bad-request": 400,
    "input": 422,
    "envelope-refused": 422,
    "sign-in-needed": 401,
    "denied": 403,
    "refused": 403,
    "not-found": 404,
    "wrong-method": 405,
    "conflict": 409,
    "too-large": 413,
    "too-many": 429,
    "peer": 502,
    "not-ready": 503,
    "storage": 503,
    "stream": 503,
    "tampered": 500,
    "settings": 500,
    "error": 500,
}
"""The status of each code. A code without a row is a fault of ours, and answers 500."""


def status_of(error: Error) -> int:
    """Give the status that answers this error."""
    return STATUS.get(error.code, 500)
