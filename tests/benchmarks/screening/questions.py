"""The classes of questions: what is asked, who is meant, and what the list must not hold while it is asked.

Every person of a list is asked for once in a class at most. A held-out name is taken out of the list for its own
question only, together with whatever reads the same; all other names stay.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from simpul.core.scripts import Script, script_of
from tests.benchmarks.screening.disturbing import disturbed, disturbed_date
from tests.benchmarks.screening.people import Asked, Person, begins_in_latin, plain


class Group(StrEnum):
    """One class of questions."""

    HELD_OUT_ALIAS = "held-out alias"
    ORIGINAL_SCRIPT = "held-out original script"
    DISTURBED = "disturbed spelling"
    OTHER_LIST = "same person on another list"
    DISTURBED_DATE = "disturbed spelling and birth date"


class Mode(StrEnum):
    """What is told of who is asked for."""

    NAME = "name"
    ALL = "name + birth date + country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with the id of the person who is meant; `held_out` are names of that person."""

    id: str
    group: Group
    asked: Asked
    meant: str
    held_out: tuple[str, ...] = ()
    done: tuple[str, ...] = ()

    def line(self, mode: Mode) -> str:
        """Give the question as one JSON line, with an id that no other question has."""
        asked = self.asked.by_name_only() if mode is Mode.NAME else self.asked
        told = {
            "question": f"{self.id}/{mode}",
            "name": asked.name,
            "birth_dates": [asked.birth_date] if asked.birth_date else [],
            "countries": asked.countries,
            "meant": self.meant,
            "held_out": {self.meant: self.held_out} if self.held_out else {},
        }
        return json.dumps(told, ensure_ascii=False)


def questions(people: Sequence[Person], others: Sequence[Person], *, seed: int, most: int) -> tuple[Question, ...]:
    """Give the questions of all classes about the people of one list; `others` are those of the other list."""
    by_class = (
        held_out_aliases(people, seed=seed),
        held_out_originals(people, seed=seed),
        disturbed_spellings(people, seed=seed),
        on_the_other_list(people, others),
        disturbed_dates(people, seed=seed),
    )
    return tuple(question for asked in by_class for question in _some(asked, most, seed))


def held_out_aliases(people: Sequence[Person], *, seed: int) -> list[Question]:
    """Ask by an alias in Latin letters that reads otherwise than the main name; low-quality aliases are not asked."""
    made = []
    for person in people:
        aliases = [name for name in person.names[1:] if begins_in_latin(name) and plain(name) != plain(person.names[0])]
        if aliases:
            alias = _draw(seed, Group.HELD_OUT_ALIAS, person).choice(aliases)
            held_out = [name for name in (*person.names, *person.weak) if plain(name) == plain(alias)]
            made.append(_question(Group.HELD_OUT_ALIAS, person, alias, held_out))
    return made


def held_out_originals(people: Sequence[Person], *, seed: int) -> list[Question]:
    """Ask by a name in another script, with every name in another script taken out."""
    made = []
    for person in people:
        originals = [name for name in person.names if not begins_in_latin(name)]
        if originals and len(originals) < len(person.names):
            original = _draw(seed, Group.ORIGINAL_SCRIPT, person).choice(originals)
            held_out = [name for name in (*person.names, *person.weak) if not _is_all_latin(name)]
            made.append(_question(Group.ORIGINAL_SCRIPT, person, original, held_out))
    return made


def disturbed_spellings(people: Sequence[Person], *, seed: int) -> list[Question]:
    """Ask by a disturbed spelling of one of the names in Latin letters, with the record's own birth date."""
    made = []
    for person in people:
        draw = _draw(seed, Group.DISTURBED, person)
        names = [name for name in person.names if begins_in_latin(name) and len(name.split()) > 1] or [person.names[0]]
        spelled, done = disturbed(draw.choice(names), draw)
        if done:
            made.append(replace(_question(Group.DISTURBED, person, spelled), done=tuple(done)))
    return made


def disturbed_dates(people: Sequence[Person], *, seed: int) -> list[Question]:
    """Ask as `disturbed_spellings` does, and with the birth date disturbed as well."""
    made = []
    for question in disturbed_spellings(people, seed=seed + 1):
        draw = Random(f"{seed}/{Group.DISTURBED_DATE}/{question.meant}")
        date, done = disturbed_date(question.asked.birth_date, draw)
        if done is not None:
            asked = replace(question.asked, birth_date=date)
            made.append(
                replace(
                    question,
                    id=f"{Group.DISTURBED_DATE}/{question.meant}",
                    group=Group.DISTURBED_DATE,
                    asked=asked,
                    done=(*question.done, done),
                )
            )
    return made


def on_the_other_list(people: Sequence[Person], others: Sequence[Person]) -> list[Question]:
    """Ask by what the other list says of the same person: its main name, first birth date and countries.

    Two entries are one person where a document's number (five characters or more, four digits or more) stands in both
    and in no third. Names have no part in it.
    """
    bearers: dict[str, list[Person]] = {}
    for person in (*people, *others):
        for number in person.documents:
            bearers.setdefault(number, []).append(person)
    mine = {person.id for person in people}
    same: dict[str, Person] = {}
    for both in bearers.values():
        if len(both) == 2 and len({person.id in mine for person in both}) == 2:
            here, there = sorted(both, key=lambda person: person.id not in mine)
            same.setdefault(here.id, there)
    return [
        Question(id=f"{Group.OTHER_LIST}/{me}", group=Group.OTHER_LIST, asked=_asked(there, there.names[0]), meant=me)
        for me, there in sorted(same.items())
    ]


def _question(group: Group, person: Person, name: str, held_out: Sequence[str] = ()) -> Question:
    return Question(
        id=f"{group}/{person.id}",
        group=group,
        asked=_asked(person, name),
        meant=person.id,
        held_out=tuple(held_out),
    )


def _asked(person: Person, name: str) -> Asked:
    return Asked(name=name, birth_date=next(iter(person.birth_dates), ""), countries=person.countries)


def _some(asked: Sequence[Question], most: int, seed: int) -> Sequence[Question]:
    return asked if len(asked) <= most else Random(seed).sample(asked, most)


def _draw(seed: int, group: Group, person: Person) -> Random:
    return Random(f"{seed}/{group}/{person.id}")


def _is_all_latin(name: str) -> bool:
    return all(script_of(letter) is Script.LATIN for letter in name if letter.isalpha())
