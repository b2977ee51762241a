"""goAML reports: XML to the values of a report.

Rules:
1. Fields are read by goAML's names, as far as the values have them. A part that has no field of its own is kept as
   text, and an element that no edition known here has is told of by its path.
2. With the schema of the user's unit a report is valid or refused with its line; without, only what the values
   themselves need is checked, and the result says that no schema was used.
3. Editions differ: identifications stand in a group or by themselves, a day is of submission or of report. Both are
   read.
"""

import dataclasses
from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.payment.fiu import (
    FiuAccount,
    FiuAddress,
    FiuEntity,
    FiuIdentification,
    FiuItem,
    FiuParty,
    FiuPerson,
    FiuPhone,
    FiuReport,
    FiuSide,
    FiuSubject,
    FiuTransaction,
    Standing,
)
from simpul.formats.goaml.schema import REPORT_BOUNDS, GoamlSchema, GoamlValidity
from simpul.formats.iso20022.walking import (
    Said,
    Step,
    Table,
    compiled,
    elements,
    group,
    groups,
    into,
    opened,
    passed,
    paths,
    text,
    texts,
    walked,
    within,
)
from simpul.formats.xml import Element, line_of, local_name, whole

Record = (
    type[FiuPhone]
    | type[FiuAddress]
    | type[FiuItem]
    | type[FiuIdentification]
    | type[FiuPerson]
    | type[FiuEntity]
    | type[FiuAccount]
)


def _texts_of(record: Record, *but: str) -> dict[str, Step]:
    """Give the rows for the fields of a record that are plain text: each bears the name of its element."""
    return {
        each.name: text(each.name) for each in dataclasses.fields(record) if each.type is str and each.name not in but
    }


def _beside(*tags: str) -> dict[str, Step]:
    return dict.fromkeys(tags, within("beside"))


PHONES: Table = {"phone": groups("phones", _texts_of(FiuPhone))}
ADDRESS: Table = _texts_of(FiuAddress)
ADDRESSES: Table = {"address": groups("addresses", ADDRESS)}
IDENTIFICATION: Table = _texts_of(FiuIdentification)
IDENTIFICATIONS: Table = {"identification": groups("identifications", IDENTIFICATION)}
EMAILS: Table = {"email": texts("emails"), "emails": into({"email": texts("emails")})}
PERSON: Table = {
    **_texts_of(FiuPerson),
    **IDENTIFICATIONS,
    "phones": into(PHONES),
    "addresses": into(ADDRESSES),
    "identifications": into(IDENTIFICATIONS),
    **EMAILS,
    **_beside("previous_names", "network_devices", "social_media", "employer_name"),
    **_beside("employer_address_id", "employer_phone_id", "employment_history", "peps", "sanctions"),
    **_beside("related_persons", "additional_information"),
    **passed("residence_since", "deceased", "date_deceased", "is_protected", "re_relationship"),
}
ENTITY: Table = {
    **_texts_of(FiuEntity),
    **EMAILS,
    "phones": into(PHONES),
    "addresses": into(ADDRESSES),
    **_beside("network_devices", "url", "urls", "director_id", "related_persons"),
    **_beside("related_entities", "entity_identifications", "sanctions", "additional_information"),
    **passed("entity_status", "entity_status_date", "business_closed", "date_business_closed", "re_relationship"),
}
ACCOUNT: Table = {
    **_texts_of(FiuAccount),
    **_beside("t_entity", "related_entities", "signatory", "related_persons", "related_accounts"),
    **_beside("network_devices", "sanctions", "additional_information", "account_funds", "beneficiary_comment"),
    **passed("collection_account", "account_category", "balance", "date_balance", "status_date"),
}
SUBJECTS = {"person": PERSON, "entity": ENTITY, "account": ACCOUNT}


def _side(word: str) -> Table:
    return {
        f"{word}_funds_code": text("funds_code"),
        f"{word}_funds_comment": text("funds_comment"),
        f"{word}_country": text("country"),
        **{f"{word}_{kind}": group(kind, table) for kind, table in SUBJECTS.items()},
        **_beside(f"{word}_transaction_additional_info", f"{word}_foreign_currency", "t_conductor"),
        **passed("conductor_is_suspected", f"{word}_is_suspected"),
    }


TRANSACTION: Table = {
    **{
        name: text(name)
        for name in (
            "transactionnumber",
            "internal_ref_number",
            "transaction_location",
            "transaction_description",
            "date_transaction",
            "teller",
            "authorized",
            "value_date",
            "transmode_code",
            "transmode_comment",
            "amount_local",
            "comments",
        )
    },
    **{tag: group("origin", _side("from")) for tag in ("t_from", "t_from_my_client")},
    **{tag: group("destination", _side("to")) for tag in ("t_to", "t_to_my_client")},
    **_beside("agent_name", "transaction_address", "goods_services", "means_of_transport", "involved_parties"),
    **passed("transaction_is_suspicious", "late_deposit", "date_posting", "transaction_type_code"),
    **passed("transaction_status"),
}
PARTY: Table = {
    **{name: text(name) for name in ("role", "country", "significance", "reason", "comments")},
    **{
        f"{kind}{whose}": group(f"{kind}{whose}", table)
        for kind, table in SUBJECTS.items()
        for whose in ("", "_my_client")
    },
    **passed("is_suspected"),
}
ACTIVITY: Table = {
    "report_parties": into({"report_party": groups("parties", PARTY)}),
    "goods_services": into({"item": groups("items", {**_texts_of(FiuItem), "address": within("beside")})}),
}
PLAIN = (
    "schema_version",
    "rentity_id",
    "rentity_branch",
    "submission_code",
    "report_code",
    "entity_reference",
    "fiu_ref_number",
    "submission_date",
    "currency_code_local",
    "reason",
    "action",
)
REPORT: Table = {
    **{name: text(name) for name in PLAIN},
    "report_date": text("submission_date"),
    "reporting_person": group("reporting_person", PERSON),
    "location": group("location", ADDRESS),
    "transaction": elements("transactions"),
    "activity": elements("activities"),
    "report_indicators": into({"indicator": texts("indicators")}),
    **_beside("reporting_user_code", "additional_information"),
    **passed("prev_rejected_ref_number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report as it was read, by which schema it is valid if one was used, and the paths that nobody reads."""

    report: FiuReport
    validity: GoamlValidity | None
    unread: tuple[str, ...] = ()


def read_goaml(raw: bytes, *, schema: GoamlSchema | None = None) -> ReadReport:
    """Read a report.

    Raises:
        InputError: it is no report, is not valid by the schema, or lacks what every report has; with the line.
    """
    root = whole(raw, bounds=REPORT_BOUNDS)
    if local_name(root.tag) != "report" or str(root.tag).startswith("{"):
        raise InputError(f"begins with <{str(root.tag)[:80]}>, not with <report>", place=line_of(root))
    validity = schema.valid(root) if schema is not None else None
    unread: list[Element] = []
    items: list[FiuItem] = []
    said = opened(root, compiled(REPORT, ""), unread)
    transactions = tuple(_placed(each, unread) for each in said.pop("transactions", []))
    parties = tuple(
        party
        for each in said.pop("activities", [])
        for party in _parties(each, walked(each, compiled(ACTIVITY, ""), unread), items)
    )
    person, location = said.pop("reporting_person", None), said.pop("location", None)
    try:
        report = FiuReport(
            **{name: said.get(name, "") for name in PLAIN},
            reporting_person=_person(person) if person else None,
            location=FiuAddress(**location) if location else None,
            transactions=transactions,
            parties=parties,
            items=tuple(items),
            indicators=tuple(said.get("indicators", ())),
            beside=tuple(said.get("beside", ())),
        )
    except InputError as refused:
        raise InputError(refused.reason, place=line_of(root)) from refused
    return ReadReport(report=report, validity=validity, unread=paths(unread, root))


def _placed(element: Element, unread: list[Element]) -> FiuTransaction:
    said = walked(element, compiled(TRANSACTION, ""), unread)
    try:
        return _transaction(said, element)
    except InputError as refused:
        raise InputError(refused.reason, place=line_of(element)) from refused


def _transaction(said: Said, element: Element) -> FiuTransaction:
    own = {local_name(child.tag) for child in element}
    origin, destination = said.pop("origin", {}), said.pop("destination", {})
    needed = ("transactionnumber", "transaction_location", "transaction_description", "date_transaction")
    for name in (*needed, "transmode_code", "amount_local"):
        if name not in said:
            raise InputError(f"a transaction has a <{name}>")
    return FiuTransaction(
        **{name: found for name, found in said.items() if name != "beside"},
        origin=_side_of(origin, Standing.MY_CLIENT if "t_from_my_client" in own else Standing.OTHER),
        destination=_side_of(destination, Standing.MY_CLIENT if "t_to_my_client" in own else Standing.OTHER),
        beside=tuple(said.get("beside", ())),
    )


def _side_of(said: Said, standing: Standing) -> FiuSide:
    return FiuSide(
        standing=standing,
        subject=_subject(said, ""),
        funds_code=said.get("funds_code", ""),
        country=said.get("country", ""),
        funds_comment=said.get("funds_comment", ""),
        beside=tuple(said.get("beside", ())),
    )


def _parties(element: Element, said: Said, items: list[FiuItem]) -> tuple[FiuParty, ...]:
    items.extend(FiuItem(**_with_lists(each)) for each in said.get("items", ()))
    try:
        return tuple(_party(each) for each in said.get("parties", ()))
    except InputError as refused:
        raise InputError(refused.reason, place=line_of(element)) from refused


def _party(said: Said) -> FiuParty:
    own = any(name.endswith("_my_client") for name in said)
    return FiuParty(
        standing=Standing.MY_CLIENT if own else Standing.OTHER,
        subject=_subject(said, "_my_client" if own else ""),
        **{name: said.get(name, "") for name in ("reason", "significance", "role", "country", "comments")},
        beside=tuple(said.get("beside", ())),
    )


def _subject(said: Said, whose: str) -> FiuSubject:
    if found := said.get(f"person{whose}"):
        return _person(found)
    if found := said.get(f"entity{whose}"):
        return FiuEntity(**{"name": "", **_with_lists(found)})
    if found := said.get(f"account{whose}"):
        return FiuAccount(**{"account": "", **_with_lists(found)})
    raise InputError("names neither a person nor an entity nor an account")


def _person(said: Said) -> FiuPerson:
    return FiuPerson(**{"first_name": "", "last_name": "", **_with_lists(said)})


def _with_lists(said: Said) -> Said:
    """Give what is said with its lists as values."""
    kinds = {"phones": FiuPhone, "addresses": FiuAddress, "identifications": FiuIdentification}
    lists = {name: tuple(kind(**each) for each in said[name]) for name, kind in kinds.items() if name in said}
    told: Said = {name: tuple(said[name]) for name in ("beside", "emails") if name in said}
    return {**said, **lists, **told}
