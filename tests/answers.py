"""Every question that a viewer can ask of a store, and all the answers as one value that can be compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from simpul.core.alert import AlertState
from simpul.core.authority import Sight
from simpul.core.holding import Direction, Page
from simpul.storage.store import Store

T = TypeVar("T")

TEXTS = ("", "bah", "harb abu", "zzz", "!")
STATES = (None, *AlertState)
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
    for state in STATES:
        told[f"alerts counted {state}"] = alerts.count_alerts(sight, state=state)
        told[f"alerts {state}"] = pages(
            lambda after, state=state: alerts.alerts(sight, state=state, after=after, limit=2)  # type: ignore[misc]  # a lambda that binds
        )
    return told


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
    return told | {f"entry {each}": lists.entry(sight, *each) for each in known.entries}
