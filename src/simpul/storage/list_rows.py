"""Lists, in a transaction: entries come, change and leave, and every version of them is kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from simpul.core.designation import Designation
from simpul.core.errors import ConflictError
from simpul.core.holding import Change, HeldEntry, ListImport
from simpul.storage.among import among
from simpul.storage.bodies import decoded, encoded, row_hash
from simpul.storage.moments import micros
from simpul.storage.tables.listing import list_change, list_entry, list_import, list_word
from simpul.storage.words import Words, tokens_of
from simpul.storage.writing import Writing

_ADD_IMPORT = insert(list_import)
_ADD_ENTRY = insert(list_entry)
EDITIONS = select(list_import.c.list, list_import.c.dated, list_import.c.id).order_by(
    list_import.c.imported_at, list_import.c.id
)
_IN_FORCE = "in force"
"""Under what the writer remembers the editions of all lists."""

_ADD_CHANGE = insert(list_change)
_ADD_WORD = insert(list_word)
_CONTENTS = select(list_entry.c.reference, list_entry.c.content).where(
    list_entry.c.list == bindparam("of_list"), list_entry.c.gone == ""
)
_VERSIONS = (
    select(list_entry)
    .where(list_entry.c.list == bindparam("of_list"), among(list_entry.c.reference, "which"))
    .order_by(list_entry.c.reference, list_entry.c.version)
)
_GO = update(list_entry).where(
    list_entry.c.list == bindparam("of_list"),
    list_entry.c.reference == bindparam("which"),
    list_entry.c.version == bindparam("of_version"),
)
_END = _GO.values(gone=bindparam("goes"), left_on=bindparam("leaves_on"), row_hash=bindparam("margin"))
_DROP_WORD = delete(list_word).where(
    list_word.c.audience == bindparam("in_audience"),
    list_word.c.list == bindparam("of_list"),
    list_word.c.token == bindparam("with_token"),
    list_word.c.reference == bindparam("which"),
)


class SqlListRows:
    """Lists, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def contents(self, list_id: str) -> Mapping[str, str]:
        """Give the content hash of each entry in force, by reference."""
        return {row.reference: row.content for row in self._writing.rows(_CONTENTS, {"of_list": list_id})}

    def put(self, entries: Sequence[HeldEntry], *, list_id: str, import_id: str, how: Change) -> None:
        """Keep entries that came or changed; the earlier content of a changed one is kept as history.

        A changed entry keeps the day on which it entered the list. One that came under other terms has left for those
        who saw it under the earlier ones.

        Raises:
            ConflictError: an entry that came is there already, or one that changed is not.
        """
        latest = self._latest(list_id, [held.entry.reference for held in entries])
        present = {reference: row for reference, row in latest.items() if not row.gone}
        if any((held.entry.reference in present) is not (how is Change.CHANGED) for held in entries):
            raise ConflictError(f"the list {list_id} has changed; read it again")
        rows, changes, words = [], [], []
        for held in entries:
            before, audience = latest.get(held.entry.reference), self._writing.interning.audience_of(held.handling)
            rows.append(_entry_row(held, before, audience=audience, import_id=import_id))
            changes.extend(_change_rows(held.entry, before, audience=audience, import_id=import_id))
            words.extend(_word_rows(held.entry, audience, self._writing.words))
        moved = {row["reference"] for row in changes if row["change"] == Change.REMOVED.value}
        on = {held.entry.reference: held.entered_on for held in entries if held.entry.reference in moved}
        self._end(list(present.values()), import_id=import_id, on=on)
        self._writing.run_all(_ADD_ENTRY, rows)
        self._writing.run_all(_ADD_CHANGE, changes)
        self._writing.run_all(_ADD_WORD, words)
        self._writing.touch("lists")

    def leave(self, references: Sequence[str], *, list_id: str, import_id: str, on: str) -> None:
        """Note that these entries have left the list, on this day.

        Raises:
            ConflictError: one of them is not in force.
        """
        latest = self._latest(list_id, references)
        present = [row for row in latest.values() if not row.gone]
        if len(present) != len(set(references)):
            raise ConflictError(f"the list {list_id} has changed; read it again")
        self._end(present, import_id=import_id, on=dict.fromkeys(references, on))
        changes = [
            _change_row(_designation(row), audience=row.audience, import_id=import_id, how=Change.REMOVED)
            for row in present
        ]
        self._writing.run_all(_ADD_CHANGE, changes)
        self._writing.touch("lists")

    def add_import(self, done: ListImport) -> None:
        """Keep that an edition was read."""
        row = {
            "id": done.id,
            "list": done.list_id,
            "dated": done.dated,
            "imported_at": micros(done.imported_at),
            "by": done.by,
            "entries": done.entries,
            "added": done.added,
            "changed": done.changed,
            "removed": done.removed,
            "rejected": encoded(done.rejected),
        }
        self._writing.run(_ADD_IMPORT, {**row, "row_hash": row_hash(*row.values())})
        self._writing.editions.change(_IN_FORCE, editions_of(self._writing.rows(EDITIONS)))
        self._writing.touch("lists")

    def editions(self) -> Mapping[str, str]:
        """Give the version of each list as it is in force: its own date, and the reading it came with."""
        known = self._writing.editions.get(_IN_FORCE)
        if known is None:
            known = editions_of(self._writing.rows(EDITIONS))
            self._writing.editions.learn(_IN_FORCE, known)
        return known

    def _latest(self, list_id: str, references: Sequence[str]) -> dict[str, Row[Any]]:
        parameters = {"of_list": list_id, "which": encoded(references).decode()}
        return {row.reference: row for row in self._writing.rows(_VERSIONS, parameters)}

    def _end(self, rows: Sequence[Row[Any]], *, import_id: str, on: Mapping[str, str]) -> None:
        """Let the present versions go with an import, and their words with them."""
        self._writing.run_all(_END, [_ended(row, import_id, on.get(row.reference, "")) for row in rows])
        dropped = [
            {
                "in_audience": row.audience,
                "of_list": row.list,
                "with_token": word["token"],
                "which": row.reference,
            }
            for row in rows
            for word in _word_rows(_designation(row), row.audience, self._writing.words)
        ]
        self._writing.run_all(_DROP_WORD, dropped)


def editions_of(rows: Iterable[Row[Any]]) -> Mapping[str, str]:
    """Give the version of each list as it is in force, by its imports in order: its own date, and the latest import."""
    return {row.list: f"{row.dated or 'undated'}+{row.id[:8]}" for row in rows}


def entry_margin(row: Mapping[str, object]) -> bytes:
    """Give the hash over what the node holds of an entry besides its content."""
    names = ("list", "reference", "version", "audience", "entered_on", "left_on", "came", "gone")
    return row_hash(*(row[name] for name in names))


def _designation(row: Row[Any]) -> Designation:
    return decoded(Designation, row.body, row=f"list_entry {row.list} {row.reference} {row.version}")


def _entry_row(held: HeldEntry, before: Row[Any] | None, *, audience: int, import_id: str) -> dict[str, object]:
    changed = before is not None and not before.gone
    row: dict[str, object] = {
        "list": held.entry.list_id,
        "reference": held.entry.reference,
        "version": 1 if before is None else before.version + 1,
        "audience": audience,
        "content": held.content,
        "body": encoded(held.entry),
        "entered_on": before.entered_on if before is not None and changed else held.entered_on,
        "left_on": "",
        "came": import_id,
        "gone": "",
    }
    return {**row, "row_hash": entry_margin(row)}


def _ended(row: Row[Any], import_id: str, left_on: str) -> dict[str, object]:
    margin = entry_margin({**row._asdict(), "gone": import_id, "left_on": left_on})
    return {
        "of_list": row.list,
        "which": row.reference,
        "of_version": row.version,
        "goes": import_id,
        "leaves_on": left_on,
        "margin": margin,
    }


def _change_rows(
    entry: Designation, before: Row[Any] | None, *, audience: int, import_id: str
) -> list[dict[str, object]]:
    """Say that an entry came or changed; under other terms than before, that it left there and came here."""
    if before is None or before.gone:
        return [_change_row(entry, audience=audience, import_id=import_id, how=Change.ADDED)]
    if before.audience == audience:
        return [_change_row(entry, audience=audience, import_id=import_id, how=Change.CHANGED)]
    left = _change_row(_designation(before), audience=before.audience, import_id=import_id, how=Change.REMOVED)
    return [left, _change_row(entry, audience=audience, import_id=import_id, how=Change.ADDED)]


def _change_row(entry: Designation, *, audience: int, import_id: str, how: Change) -> dict[str, object]:
    return {
        "import": import_id,
        "audience": audience,
        "reference": entry.reference,
        "change": how.value,
        "name": entry.primary_name,
    }


def _word_rows(entry: Designation, audience: int, words: Words) -> list[dict[str, object]]:
    """Give the words of all names of an entry, and of its reference."""
    texts = (*(name.value for name in entry.names if name.value.strip()), entry.reference)
    tokens = {token for text in texts for token in tokens_of(text, words)}
    return [
        {"audience": audience, "list": entry.list_id, "token": token, "reference": entry.reference}
        for token in sorted(tokens)
    ]
