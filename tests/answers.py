"""Every question that a viewer can ask of a store, and all the answers as one value that can be compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from simpul.core.alert import AlertKind, AlertState
from simpul.core.authority import Sight
from simpul.core.holding import AlertFilter, Direction, Page
from simpul.storage.store import Store

T = TypeVar("T")

TEXTS = ("", "bah", "harb abu", "zzz", "!")
STATES = (None, *AlertState)
FILTERS = (
    AlertFilter(kind=AlertKind.LIST_HIT),
    AlertFilter(kind=AlertKind.HOLDING_HIT, state=AlertState.OPEN),
    AlertFilter(list_id="XZ", text="bah"),
    AlertFilter(holder="analyst"),
)
DIRECTIONS = (None, *Direction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The ids that are asked about: of what is visible, hidden, and never was."""

    reports: Sequence[str] = ()
    subjects: Sequence[str] = ()
    alerts: Sequence[str] = ()
    drafts: Sequence[str] = ()
    imports: Sequence[str] = ()
    entries: Sequence[tuple[str, str]] = ()
    lists: Sequence[str] = field(default=("XZ", "XY"))


def answers(store: Store, sight: Sight, known: Known) -> dict[str, object]:
    """Ask everything."""
    return {
        **_about_reports(store, sight, known),
        **_about_subjects(store, sight, known),
        **_about_alerts(store, sight, known),
        **_about_lists(store, sight, known),
    }


def pages(ask: Callable[[str], Page[T]]) -> tuple[Page[T], ...]:
    """Give all pages of an answer, with their cursors."""
    found = [ask("")]
    while found[-1].after:
        found.append(ask(found[-1].after))
    return tuple(found)


def _about_reports(store: Store, sight: Sight, known: Known) -> dict[str, object]:
    reports, drafts = store.reports, store.drafts
    told: dict[str, object] = {}
    for direction in DIRECTIONS:
        told[f"reports counted {direction}"] = reports.count_reports(sight, direction=direction)
        for text in TEXTS:
            told[f"reports {direction} {text}"] = pages(
                lambda after, direction=direction, text=text: reports.reports(  # type: ignore[misc]  # a lambda that binds
                    sight, direction=direction, text=text, after=after, limit=2
                )
            )
    for report_id in known.reports:
        told[f"report {report_id}"] = (reports.report(sight, report_id), reports.assertions_in(sight, report_id))
    told["drafts"] = pages(lambda after: drafts.drafts(sight, after=after, limit=2))
    return told | {f"draft {draft_id}": drafts.draft(sight, draft_id) for draft_id in known.drafts}


def _about_subjects(store: Store, sight: Sight, known: Known) -> dict[str, object]:
    subjects = store.subjects
    told: dict[str, object] = {
        f"subjects {text}": pages(
            lambda after, text=text: subjects.subjects(sight, text=text, after=after, limit=2)  # type: ignore[misc]  # a lambda that binds
        )
        for text in TEXTS
    }
    told["claims"] = subjects.assertions_about(sight, known.subjects)
    for subject in known.subjects:
        told[f"claims {subject}"] = (subjects.assertions_about(sight, [subject]), subjects.same_as(sight, subject))
    return told


def _about_alerts(store: Store, sight: Sight, known: Known) -> dict[str, object]:
    alerts = store.alerts
    told: dict[str, object] = {f"alert {alert_id}": alerts.alert(sight, alert_id) for alert_id in known.alerts}
    for chosen in (*(AlertFilter(state=state, text=text) for state in STATES for text in TEXTS), *FILTERS):
        told[f"alerts counted {chosen}"] = alerts.count_alerts(sight, chosen=chosen)
        told[f"alerts {chosen}"] = pages(
            lambda after, chosen=chosen: alerts.alerts(sight, chosen=chosen, after=after, limit=2)  # type: ignore[misc]  # a lambda that binds
        )
        told[f"proposals {chosen}"] = pages(
            lambda after, chosen=chosen: alerts.proposals(sight, chosen=chosen, after=after, limit=2)  # type: ignore[misc]  # a lambda that binds
        )
    told["lists hit"] = alerts.lists_hit(sight)
    told["fates"] = sorted(map(str, alerts.fates(sight, since=datetime(1970, 1, 1, tzinfo=UTC))))
    return told | {f"proposed about {subject}": alerts.about(sight, subject) for subject in known.subjects}


def _about_lists(store: Store, sight: Sight, known: Known) -> dict[str, object]:
    lists = store.lists
    told: dict[str, object] = {"lists": lists.lists(sight)}
    for list_id in known.lists:
        told[f"imports {list_id}"] = lists.imports(sight, list_id)
        for text in TEXTS:
            told[f"entries {list_id} {text}"] = pages(
                lambda after, list_id=list_id, text=text: lists.entries(  # type: ignore[misc]  # a lambda that binds
                    sight, list_id, text=text, after=after, limit=2
                )
            )
    for import_id in known.imports:
        told[f"changes {import_id}"] = pages(
            lambda after, import_id=import_id: lists.changes(sight, import_id, after=after, limit=2)  # type: ignore[misc]  # a lambda that binds
        )
    for list_id, reference in known.entries:
        told[f"entries named {list_id} {reference}"] = lists.entries_named(sight, list_id, [reference, "none such"])
    return told | {f"entry {each}": lists.entry(sight, *each) for each in known.entries}
