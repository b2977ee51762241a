"""The tables of parties, institutions, accounts and addresses, in every version that is read, and the values of them.

Versions differ in names only: `BIC`, `BICFI` and `BICOrBEI`, or numbers that had elements of their own before they had
a scheme. What a version does not have is simply not there.
"""

from functools import lru_cache

from simpul.core.errors import InputError
from simpul.core.payment.codes import is_day
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
)
from simpul.formats.iso20022.walking import PASSED, Said, Table, group, groups, into, passed, text, texts

CODE: Table = {"Cd": text("code"), "Prtry": text("own")}
SCHEME: Table = {"Cd": text("scheme"), "Prtry": text("own_scheme")}
NUMBER: Table = {
    "Id": text("id"),
    "SchmeNm": into(SCHEME),
    "IdTp": text("scheme"),
    "Issr": text("issuer"),
}
ADDRESS: Table = {
    "AdrTp": PASSED,
    "CareOf": text("care_of"),
    "Dept": text("department"),
    "SubDept": text("section"),
    "StrtNm": text("street"),
    "BldgNb": text("building"),
    "BldgNm": text("building_name"),
    "Flr": text("floor"),
    "UnitNb": text("unit"),
    "PstBx": text("box"),
    "Room": text("room"),
    "PstCd": text("postcode"),
    "TwnNm": text("town"),
    "TwnLctnNm": text("location"),
    "DstrctNm": text("district"),
    "CtrySubDvsn": text("subdivision"),
    "Ctry": text("country"),
    "AdrLine": texts("lines"),
}
BIRTH: Table = {
    "BirthDt": text("date"),
    "PrvcOfBirth": text("province"),
    "CityOfBirth": text("city"),
    "CtryOfBirth": text("country"),
}
OLD_ORGANISATION = ("IBEI", "BEI", "EANGLN", "USCHU", "DUNS", "BkPtyId", "TaxIdNb")
OLD_PERSON = (
    "DrvrsLicNb",
    "CstmrNb",
    "SclSctyNb",
    "AlnRegnNb",
    "PsptNb",
    "TaxIdNb",
    "IdntyCardNb",
    "MplyrIdNb",
)
ORGANISATION: Table = {
    "AnyBIC": text("bic"),
    "BICOrBEI": text("bic"),
    "BIC": text("bic"),
    "LEI": text("lei"),
    "Othr": groups("others", NUMBER),
    "PrtryId": groups("others", NUMBER),
    **{tag: text(tag) for tag in OLD_ORGANISATION},
}
PERSON: Table = {
    "DtAndPlcOfBirth": group("birth", BIRTH),
    "Othr": groups("others", NUMBER),
    "OthrId": groups("others", NUMBER),
    "Issr": PASSED,
    **{tag: text(tag) for tag in OLD_PERSON},
}
CONTACT: Table = {
    "Nm": text("contact"),
    **passed(
        "Othr", "NmPrfx", "PhneNb", "MobNb", "FaxNb", "URLAdr", "EmailAdr", "EmailPurp", "JobTitl", "Rspnsblty", "Dept"
    ),
    **passed("PrefrdMtd"),
}
CLEARING: Table = {
    "ClrSysId": into(SCHEME),
    "MmbId": text("id"),
    "Id": text("id"),
    "Prtry": text("id"),
}
NAMED: Table = {"Nm": text("name"), "PstlAdr": group("address", ADDRESS)}
INSTITUTION_1: Table = {
    **NAMED,
    "BICFI": text("bic"),
    "BIC": text("bic"),
    "LEI": text("lei"),
    "ClrSysMmbId": group("clearing", CLEARING),
    "Othr": groups("others", NUMBER),
    "PrtryId": groups("others", NUMBER),
}
INSTITUTION: Table = {**INSTITUTION_1, "NmAndAdr": into(NAMED), "CmbndId": into(INSTITUTION_1)}
BRANCH: Table = {**NAMED, "Id": text("id"), "LEI": text("lei")}
AGENT: Table = {"FinInstnId": into(INSTITUTION), "BrnchId": group("branch", BRANCH)}
PARTY: Table = {
    **NAMED,
    "Id": into({"OrgId": group("organisation", ORGANISATION), "PrvtId": group("person", PERSON)}),
    "CtryOfRes": text("residence"),
    "CtctDtls": into(CONTACT),
}
PARTY_OR_AGENT: Table = {**PARTY, **AGENT, "Pty": into(PARTY), "Agt": into(AGENT)}
ACCOUNT: Table = {
    "Id": into(
        {
            "IBAN": text("iban"),
            "Othr": group("other", NUMBER),
            "BBAN": text("bban"),
            "UPIC": text("upic"),
            "PrtryAcct": into({"Id": text("bban")}),
        }
    ),
    "Tp": PASSED,
    "Ccy": text("currency"),
    "Nm": text("name"),
    "Prxy": group("proxy", {"Tp": PASSED, "Id": text("id")}),
}
ADDRESS_FIELDS = frozenset({"street", "building", "postcode", "town", "subdivision", "country"})
PLAIN = frozenset({"name", "address", "residence", "contact"})
INSTITUTIONAL = frozenset({"bic", "lei", "clearing", "others", "branch"})
PLAIN_AGENT = frozenset({"bic", "name", "address"})
BUILDING = ("building", "building_name", "floor", "unit", "room", "box")


def party(said: Said, role: PartyRole, account: Said | None = None) -> Party:
    """Give a party of what its element and its account's say."""
    organisation, person = said.get("organisation"), said.get("person")
    return Party(
        role=role,
        name=said.get("name", ""),
        kind=_kind(said, organisation, person),
        address=address(said["address"]) if "address" in said else None,
        residence=said.get("residence", ""),
        birth=birth(person["birth"]) if person and "birth" in person else None,
        identifiers=() if PLAIN.issuperset(said) else _identifiers(said, organisation, person),
        account=account_of_said(account) if account else None,
        contact=said.get("contact", ""),
    )


def agent(said: Said, role: AgentRole, account: Said | None = None) -> Agent:
    """Give an institution of what its element and its account's say; a branch's name stands behind the name."""
    if account is None and len(said) == 1 and "bic" in said:
        return _known_only_by(said["bic"], role)
    branch: Said = said.get("branch", {})
    name = " ".join(filter(None, (said.get("name"), branch.get("name"))))
    place = said.get("address") or branch.get("address")
    return Agent(
        role=role,
        bic=said.get("bic", ""),
        name=name,
        address=address(place) if place else None,
        identifiers=() if PLAIN_AGENT.issuperset(said) else _of_agent(said),
        account=account_of_said(account) if account else None,
    )


@lru_cache(maxsize=8192)
def _known_only_by(bic: str, role: AgentRole) -> Agent:
    """Give an institution of which a message says its code and nothing more, as most messages do."""
    return Agent(role=role, bic=bic)


def address(said: Said) -> PostalAddress:
    """Give an address; the parts of a building are put together in one line."""
    if ADDRESS_FIELDS.issuperset(said):
        return PostalAddress(**said)
    return PostalAddress(
        lines=tuple(said.get("lines", ())),
        department=_joined(said, "care_of", "department", "section"),
        street=said.get("street", ""),
        building=_joined(said, *BUILDING),
        postcode=said.get("postcode", ""),
        town=said.get("town", ""),
        district=_joined(said, "location", "district"),
        subdivision=said.get("subdivision", ""),
        country=said.get("country", ""),
    )


def birth(said: Said) -> Birth:
    """Give a birth; a day that does not exist is refused."""
    day = said.get("date", "")[:10]
    if day and not is_day(day):
        raise InputError(f"not a day such as 1971-03-14: {day!r}", place="BirthDt")
    return Birth(
        date=day,
        city=said.get("city", ""),
        province=said.get("province", ""),
        country=said.get("country", ""),
    )


def account_of_said(said: Said) -> Account | None:
    """Give an account, or none where its element says nothing to know it by."""
    other: Said = said.get("other", {})
    number = other.get("id", "") or said.get("bban", "") or said.get("upic", "")
    proxy: Said = said.get("proxy", {})
    if not (number or "iban" in said or "name" in said or "id" in proxy):
        return None
    return Account(
        iban=said.get("iban", ""),
        other=number,
        scheme=other.get("scheme", "") or other.get("own_scheme", ""),
        currency=said.get("currency", ""),
        name=said.get("name", ""),
        proxy=proxy.get("id", ""),
    )


def _joined(said: Said, *names: str) -> str:
    return " ".join(said[name] for name in names if name in said)


def _kind(said: Said, organisation: Said | None, person: Said | None) -> PartyKind:
    if person is not None:
        return PartyKind.PERSON
    if organisation is not None:
        return PartyKind.ORGANISATION
    return PartyKind.INSTITUTION if "bic" in said or "clearing" in said else PartyKind.UNSTATED


def _identifiers(said: Said, organisation: Said | None, person: Said | None) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    if organisation is not None:
        found += _codes(organisation)
        found += _numbers(organisation, OLD_ORGANISATION, IdentifierKind.ORGANISATION)
    if person is not None:
        found += _numbers(person, OLD_PERSON, IdentifierKind.PERSON)
    if not INSTITUTIONAL.isdisjoint(said):
        found += _codes(said)
        found += _institutional(said)
    return tuple(found)


def _institutional(said: Said) -> list[Identifier]:
    """Give the identifiers of an institution but its codes: as a member of a clearing system, others, its branch's."""
    found: list[Identifier] = []
    clearing: Said = said.get("clearing", {})
    if "id" in clearing:
        scheme = clearing.get("scheme", "") or clearing.get("own_scheme", "")
        found.append(Identifier(kind=IdentifierKind.CLEARING_MEMBER, value=clearing["id"], scheme=scheme))
    found += _numbers(said, (), IdentifierKind.OTHER)
    branch: Said = said.get("branch", {})
    for name in ("id", "lei"):
        if name in branch:
            found.append(Identifier(kind=IdentifierKind.OTHER, value=branch[name], scheme=f"branch {name}"))
    return found


def _of_agent(said: Said) -> tuple[Identifier, ...]:
    """Give the identifiers of an institution whose BIC has a field of its own."""
    lei = [Identifier(kind=IdentifierKind.LEI, value=said["lei"])] if "lei" in said else []
    return (*lei, *_institutional(said))


def _codes(said: Said) -> list[Identifier]:
    codes = (("bic", IdentifierKind.BIC), ("lei", IdentifierKind.LEI))
    return [Identifier(kind=kind, value=said[name]) for name, kind in codes if name in said]


def _numbers(said: Said, old: tuple[str, ...], kind: IdentifierKind) -> list[Identifier]:
    found: list[Identifier] = []
    if not said.keys().isdisjoint(old):
        found += [Identifier(kind=kind, value=said[tag], scheme=tag) for tag in old if tag in said]
    for number in said.get("others", ()):
        if "id" in number:
            scheme = number.get("scheme", "") or number.get("own_scheme", "")
            found.append(Identifier(kind=kind, value=number["id"], scheme=scheme, issuer=number.get("issuer", "")))
    return found
