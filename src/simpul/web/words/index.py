"""The one table from a value of a closed vocabulary to its words."""

from collections.abc import Mapping
from enum import Enum
from itertools import chain
from typing import Any

from simpul.web.words import (
    access,
    acts,
    alerts,
    cases,
    cooperation,
    custody,
    grading,
    handling,
    payment_parts,
    payment_rules,
    payments,
    subjects,
    tables,
    travel,
)

TABLES: tuple[Mapping[Any, str], ...] = (
    handling.LEVELS,
    handling.ONWARDS,
    handling.COURTS,
    handling.PURPOSES,
    handling.ACTIONS,
    handling.OBLIGATIONS,
    handling.TLPS,
    handling.CODES,
    grading.SCALES,
    subjects.SCHEMAS,
    subjects.REPORT_KINDS,
    subjects.DIRECTIONS,
    subjects.CHANGES,
    subjects.NAME_QUALITIES,
    subjects.DATE_KINDS,
    alerts.ALERT_KINDS,
    alerts.SERIOUSNESS,
    alerts.VERDICTS,
    alerts.ALERT_STATES,
    access.SCOPES,
    access.STAGES,
    tables.COLUMN_USES,
    tables.DATE_ORDERS,
    travel.TRAVELLER_KINDS,
    travel.DOCUMENT_KINDS,
    travel.MANIFEST_FORMS,
    payment_rules.STANDINGS,
    payment_rules.VERDICTS,
    payment_rules.RULE_EFFECTS,
    payments.PAYMENT_STATES,
    payments.PAYMENT_ACTS,
    payments.HIT_VERDICTS,
    payments.PROPOSED_STEPS,
    payments.CLAIM_STATUSES,
    payment_parts.PARTY_ROLES,
    payment_parts.AGENT_ROLES,
    payment_parts.PARTY_KINDS,
    payment_parts.IDENTIFIER_KINDS,
    payment_parts.MESSAGE_FORMS,
    payment_parts.SIDES,
    payment_parts.ITEMS,
    payment_parts.ITEM_STATUSES,
    payment_parts.NOTES,
    payment_parts.BANDS,
    payment_parts.REACHES,
    payment_parts.CHECK_STATUSES,
    payment_parts.RELEASE_PURPOSES,
    payment_parts.FREEZE_SCOPES,
    acts.ROLES,
    acts.ACTS,
    acts.OUTCOMES,
    acts.RECEIPTS,
    acts.REFUSALS,
    *cases.TABLES,
    *custody.TABLES,
    *cooperation.TABLES,
)

WORDS: dict[tuple[type[Enum], Enum], str] = {
    (type(value), value): text for value, text in chain.from_iterable(table.items() for table in TABLES)
}
"""By class and value: two vocabularies may share a word such as `open` and still mean different things by it."""


def word(value: Enum) -> str:
    """Give the English words of a value; a value without words shows as itself, and a test finds it."""
    return WORDS.get((type(value), value), str(value.value))
