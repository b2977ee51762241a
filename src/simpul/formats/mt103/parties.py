"""The options of party fields: who pays (50A, 50F, 50K), who is paid (59, 59A, 59F), and institutions (52a to 58a).

Rules:
1. An account stands in the first line behind a stroke. In option F the first line may instead name an identifier by a
   code and its country: `CCPT/XA/P0458`.
2. The numbered lines of option F say name (1), address (2), country and town (3), date of birth (4), place of birth
   (5), customer number (6), national number (7); 8 goes on with what was cut.
3. In option K and in 59 without a letter the first line is the name, and the others are an address in free lines.
"""

import re
from collections.abc import Mapping, Sequence

from simpul.core.errors import InputError
from simpul.core.payment.codes import is_bic, is_day
from simpul.core.payment.party import (
    Account,
    Agent,
    AgentRole,
    Birth,
    Identifier,
    IdentifierKind,
    Party,
    PartyKind,
    PartyRole,
    PostalAddress,
    account_of,
)
from simpul.formats.mt103.blocks import MtField

MOST_LINES = 5
LONGEST = 35
NUMBERED = re.compile(r"([1-8])/(.*)")
CODED = re.compile(r"([A-Z]{4})/([A-Z]{2})/(.{1,27})")
CODES = frozenset({"ARNU", "CCPT", "CUST", "DRLC", "EMPL", "NIDN", "SOSE", "TXID"})
COUNTRY_AND_TOWN = re.compile(r"([A-Z]{2})(?:/(.*))?")


def party(field: MtField, role: PartyRole) -> Party:
    """Give the party that a field says, by its option.

    Raises:
        InputError: its lines are not those of its option; with line and field.
    """
    _check_lines(field)
    account, lines = _account(field)
    option = field.tag[2:]
    if option == "A":
        return _institution(field, role, account, lines)
    if option == "F":
        return _numbered(field, role)
    if not lines:
        raise InputError("no name", place=field.place)
    address = PostalAddress(lines=tuple(lines[1:])) if lines[1:] else None
    return Party(role=role, name=lines[0].strip(), address=address, account=account)


def agent(field: MtField, role: AgentRole) -> Agent:
    """Give the institution that a field says, by its option: A its BIC, C its number, B and D its name and address."""
    _check_lines(field)
    account, lines = _account(field)
    if field.tag.endswith("A"):
        return Agent(role=role, bic=_code(field, lines), account=account)
    if field.tag.endswith("C") or (not lines and account is not None):
        number = account.number if account else ""
        if not number or lines:
            raise InputError("no number of an institution", place=field.place)
        return Agent(role=role, identifiers=(Identifier(kind=IdentifierKind.CLEARING_MEMBER, value=number),))
    if not lines:
        raise InputError("no name", place=field.place)
    address = PostalAddress(lines=tuple(lines[1:])) if lines[1:] else None
    return Agent(role=role, name=lines[0].strip(), address=address, account=account)


def _check_lines(field: MtField) -> None:
    if len(field.lines) > MOST_LINES:
        raise InputError(f"more than {MOST_LINES} lines", place=field.place)
    for index, line in enumerate(field.lines):
        if not line.strip() or len(line) > LONGEST + 2:
            reason = "an empty line" if not line.strip() else f"longer than {LONGEST} characters"
            raise InputError(reason, place=f"line {field.line + index}, field {field.tag}")


def _account(field: MtField) -> tuple[Account | None, Sequence[str]]:
    first = field.lines[0]
    if not first.startswith("/"):
        return None, field.lines
    number = first[1:]
    if len(number) > 2 and number[1] == "/" and number[0] in "CD":
        number = number[2:]
    number = number.removeprefix("/").strip()
    return (account_of(number) if number else None), field.lines[1:]


def _code(field: MtField, lines: Sequence[str]) -> str:
    if len(lines) != 1 or not is_bic(lines[0].strip()):
        raise InputError(f"not a BIC: {' '.join(lines)[:40]!r}", place=field.place)
    return lines[0].strip()


def _institution(field: MtField, role: PartyRole, account: Account | None, lines: Sequence[str]) -> Party:
    identifier = Identifier(kind=IdentifierKind.BIC, value=_code(field, lines))
    return Party(role=role, kind=PartyKind.INSTITUTION, identifiers=(identifier,), account=account)


def _numbered(field: MtField, role: PartyRole) -> Party:
    first, account, identifiers = field.lines[0], None, []
    lines = field.lines
    if first.startswith("/"):
        account, lines = account_of(first[1:].strip()), field.lines[1:]
    elif (coded := CODED.fullmatch(first)) and coded[1] in CODES:
        lines = field.lines[1:]
        kind = IdentifierKind.ORGANISATION if coded[1] == "EMPL" else IdentifierKind.PERSON
        identifiers.append(Identifier(kind=kind, value=coded[3], scheme=coded[1], issuer=coded[2]))
    said = _parts(field, lines)
    if "1" not in said:
        raise InputError("no line 1/ with a name", place=field.place)
    country, town = _country_and_town(field, said.get("3", [""])[0])
    address = PostalAddress(lines=tuple(said.get("2", ())), town=town, country=country)
    for number, scheme in (("6", "CUST"), ("7", "NIDN")):
        for line in said.get(number, ()):
            issuer, _, value = line.partition("/")
            identifiers.append(
                Identifier(kind=IdentifierKind.PERSON, value=value or line, scheme=scheme, issuer=issuer)
            )
    return Party(
        role=role,
        name=" ".join(said["1"]),
        kind=PartyKind.PERSON if "4" in said else PartyKind.UNSTATED,
        address=address if address.words() else None,
        birth=_birth(field, said),
        identifiers=tuple(identifiers),
        account=account,
    )


def _parts(field: MtField, lines: Sequence[str]) -> dict[str, list[str]]:
    """Give the numbered lines; 8 goes on with the line before it that was too long."""
    said: dict[str, list[str]] = {}
    last = ""
    for index, line in enumerate(lines):
        found = NUMBERED.fullmatch(line)
        if found is None:
            place = f"line {field.line + len(field.lines) - len(lines) + index}, field {field.tag}"
            raise InputError(f"not a numbered line: {line[:40]!r}", place=place)
        number, text = found[1], found[2].strip()
        if number == "8" and last:
            said[last][-1] += text
        else:
            said.setdefault(number, []).append(text)
            last = number
    return said


def _country_and_town(field: MtField, line: str) -> tuple[str, str]:
    if not line:
        return "", ""
    found = COUNTRY_AND_TOWN.fullmatch(line)
    if found is None:
        raise InputError(f"line 3/ does not begin with a country: {line[:40]!r}", place=field.place)
    return found[1], (found[2] or "").strip()


def _birth(field: MtField, said: Mapping[str, Sequence[str]]) -> Birth | None:
    if "4" not in said and "5" not in said:
        return None
    day = said.get("4", [""])[0]
    written = f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""
    if written and not is_day(written):
        raise InputError(f"not a day such as 19710314: {day[:20]!r}", place=field.place)
    country, town = _country_and_town(field, said.get("5", [""])[0])
    return Birth(date=written, city=town, country=country)
