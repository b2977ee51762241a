"""The way around: which pages there are, for whom, and the keys that lead to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.core.authority import INTELLIGENCE_ROLES, Officer, Role
from simpul.web.language import msg

EVERYBODY = frozenset(Role)
OFFICER_WATCHERS = frozenset({Role.KEY_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page of the menu; `key` is what is pressed after g to go there, `also` are pages that belong to it."""

    href: str
    label: str
    icon: str
    roles: frozenset[Role]
    key: str = ""
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Say whether a path leads to this page, or to one below it or belonging to it."""
        return any(path == href or path.startswith(f"{href}/") for href in (self.href, *self.also))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Pages that belong together."""

    label: str
    places: tuple[Place, ...]


GROUPS = (
    Group(
        label=msg("Work"),
        places=(
            Place(href="/inbox", label=msg("Inbox"), icon="inbox", roles=INTELLIGENCE_ROLES, key="i"),
            Place(href="/alerts", label=msg("Alerts"), icon="alert", roles=INTELLIGENCE_ROLES, key="a"),
            Place(href="/reports", label=msg("Reports"), icon="report", roles=INTELLIGENCE_ROLES, key="p"),
            Place(href="/drafts", label=msg("Drafts"), icon="draft", roles=INTELLIGENCE_ROLES, key="d"),
            Place(href="/subjects", label=msg("Subjects"), icon="subject", roles=INTELLIGENCE_ROLES, key="s"),
            Place(href="/manifests", label=msg("Travellers"), icon="journey", roles=INTELLIGENCE_ROLES, key="m"),
            Place(
                href="/payments",
                label=msg("Payments"),
                icon="payment",
                roles=INTELLIGENCE_ROLES,
                key="y",
                also=("/payment-rules", "/npos"),
            ),
            Place(href="/cases", label=msg("Cases"), icon="case", roles=INTELLIGENCE_ROLES, key="c"),
            Place(href="/freezes", label=msg("Requests to freeze"), icon="freeze", roles=INTELLIGENCE_ROLES, key="z"),
            Place(href="/evidence", label=msg("Evidence"), icon="seal", roles=INTELLIGENCE_ROLES, key="e"),
            Place(href="/teams", label=msg("Joint teams"), icon="officers", roles=INTELLIGENCE_ROLES, key="j"),
            Place(href="/lists", label=msg("Lists"), icon="list", roles=INTELLIGENCE_ROLES, key="l"),
            Place(href="/law", label=msg("Law"), icon="law", roles=INTELLIGENCE_ROLES, key="w"),
            Place(
                href="/law-cases",
                label=msg("Requests at law"),
                icon="request",
                roles=INTELLIGENCE_ROLES,
                key="q",
                also=("/law-drafts",),
            ),
            Place(href="/fairness", label=msg("Fairness"), icon="balance", roles=INTELLIGENCE_ROLES, key="f"),
        ),
    ),
    Group(
        label=msg("Node"),
        places=(
            Place(href="/peers", label=msg("Partners"), icon="knot", roles=EVERYBODY, key="n"),
            Place(href="/audit", label=msg("Record of acts"), icon="audit", roles=frozenset({Role.AUDITOR}), key="u"),
            Place(
                href="/officers",
                label=msg("Officers"),
                icon="officers",
                roles=OFFICER_WATCHERS,
                key="o",
            ),
            Place(href="/settings", label=msg("Settings"), icon="settings", roles=EVERYBODY, key="t"),
            Place(href="/help", label=msg("Help"), icon="help", roles=EVERYBODY, key="h"),
        ),
    ),
)

COMPOSE = Place(href="/drafts/new", label=msg("Write a report"), icon="compose", roles=INTELLIGENCE_ROLES, key="r")


def places_for(officer: Officer) -> tuple[Group, ...]:
    """Give the menu of an officer: only pages that one of the roles opens."""
    return tuple(
        Group(label=group.label, places=kept)
        for group in GROUPS
        if (kept := _open_to(group.places, officer)) or not group.places
    )


def home_of(officer: Officer) -> str:
    """Give the page that an officer sees first."""
    return next(place.href for group in places_for(officer) for place in group.places)


def may_compose(officer: Officer) -> bool:
    """Say whether the officer writes reports."""
    return bool(_open_to((COMPOSE,), officer))


def _open_to(places: Sequence[Place], officer: Officer) -> tuple[Place, ...]:
    return tuple(place for place in places if not place.roles.isdisjoint(officer.roles))
