"""Who is signed in for this request: set by the guard, read by pages and by the frame around them."""

from dataclasses import dataclass

from starlette.requests import Request

from simpul.core.authority import Officer, Role, Sight
from simpul.web.errors import SignInNeededError


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """An officer at this moment. `form_key` must come back with every form of the session; tokens have none."""

    officer: Officer
    sight: Sight
    form_key: str = ""

    def has(self, *roles: Role) -> bool:
        """Say whether the officer has any of these roles."""
        return not set(roles).isdisjoint(self.officer.roles)


def signed_or_none(request: Request) -> Signed | None:
    """Give who is signed in, or nothing before the guard has looked."""
    found = getattr(request.state, "signed", None)
    return found if isinstance(found, Signed) else None


def signed_of(request: Request) -> Signed:
    """Give who is signed in.

    Raises:
        SignInNeededError: nobody is.
    """
    found = signed_or_none(request)
    if found is None:
        raise SignInNeededError("sign in first")
    return found
