"""goAML reports: the values of a report to XML, in the order that the schema has.

Rules:
1. Fields are written by their names, in the order of the schema; what is empty is left out.
2. Text that was kept beside its field cannot be written: a report that has some is refused, not cut.
3. Where the user's schema is given, what is written is valid by it, or nothing is written and the fault is said.
"""

from collections.abc import Sequence

from lxml import etree

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
from simpul.formats.goaml.schema import GoamlSchema
from simpul.formats.xml import Element

PHONE = "tph_contact_type tph_communication_type tph_country_prefix tph_number tph_extension comments".split()
ADDRESS = "address_type address town city zip country_code state comments".split()
IDENTIFICATION = "type number issue_date expiry_date issued_by issue_country comments".split()
PERSON_BEFORE = (
    "gender title first_name middle_name prefix last_name birthdate birth_place country_of_birth mothers_name alias "
    "full_name_frn ssn passport_number passport_country id_number nationality1 nationality2 nationality3 residence"
).split()
PERSON_AFTER = "tax_number tax_reg_number source_of_wealth comments".split()
ENTITY_BEFORE = "name commercial_name incorporation_legal_form incorporation_number business".split()
ENTITY_AFTER = (
    "incorporation_state incorporation_country_code incorporation_date tax_number tax_reg_number comments".split()
)
ACCOUNT = (
    "institution_name institution_code swift institution_country non_bank_institution branch account currency_code "
    "account_name iban client_number personal_account_type account_type opened closed status_code beneficiary comments"
).split()
TRANSACTION_BEFORE = (
    "transactionnumber internal_ref_number transaction_location transaction_description date_transaction teller "
    "authorized value_date transmode_code transmode_comment amount_local"
).split()
ITEM = (
    "item_type item_make description previously_registered_to presently_registered_to estimated_value status_code "
    "status_comments disposed_value currency_code size size_uom registration_date registration_number "
    "identification_number comments"
).split()
REPORT_BEFORE = (
    "schema_version rentity_id rentity_branch submission_code report_code entity_reference fiu_ref_number "
    "submission_date currency_code_local"
).split()


def write_goaml(report: FiuReport, *, schema: GoamlSchema | None = None) -> bytes:
    """Write a report, valid by the schema where one is given.

    Raises:
        InputError: it keeps text that no field takes, or is not valid by the schema; with the line of what was written.
    """
    root = etree.Element("report")
    _plain(root, report, REPORT_BEFORE)
    if report.reporting_person is not None:
        _write_person(etree.SubElement(root, "reporting_person"), report.reporting_person, Standing.OTHER)
    if report.location is not None:
        _plain(etree.SubElement(root, "location"), report.location, ADDRESS)
    _plain(root, report, ("reason", "action"))
    for transaction in report.transactions:
        _write_transaction(etree.SubElement(root, "transaction"), transaction)
    if report.parties:
        parties = etree.SubElement(etree.SubElement(root, "activity"), "report_parties")
        for party in report.parties:
            _write_party(etree.SubElement(parties, "report_party"), party)
        _write_items(parties.getparent(), report.items)
    _check(report.beside, "report")
    indicators = etree.SubElement(root, "report_indicators")
    for indicator in report.indicators:
        etree.SubElement(indicators, "indicator").text = indicator
    etree.indent(root)
    raw = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    if schema is not None:
        schema.valid(etree.fromstring(raw))
    return raw


def _write_items(activity: Element | None, items: Sequence[FiuItem]) -> None:
    if activity is None or not items:
        return
    goods = etree.SubElement(activity, "goods_services")
    for item in items:
        _check(item.beside, "item")
        _plain(etree.SubElement(goods, "item"), item, ITEM)


def _write_transaction(element: Element, transaction: FiuTransaction) -> None:
    _check(transaction.beside, f"transaction {transaction.transactionnumber}")
    _plain(element, transaction, TRANSACTION_BEFORE)
    for word, side in (("from", transaction.origin), ("to", transaction.destination)):
        whose = "_my_client" if side.standing is Standing.MY_CLIENT else ""
        _write_side(etree.SubElement(element, f"t_{word}{whose}"), word, side)
    _plain(element, transaction, ("comments",))


def _write_side(element: Element, word: str, side: FiuSide) -> None:
    _check(side.beside, word)
    _text(element, f"{word}_funds_code", side.funds_code)
    _text(element, f"{word}_funds_comment", side.funds_comment)
    _write_subject(element, f"{word}_", side.subject, "", side.standing)
    _text(element, f"{word}_country", side.country)


def _write_party(element: Element, party: FiuParty) -> None:
    _check(party.beside, "party")
    _plain(element, party, ("role",))
    whose = "_my_client" if party.standing is Standing.MY_CLIENT else ""
    _write_subject(element, "", party.subject, whose, party.standing)
    _plain(element, party, ("country", "significance", "reason", "comments"))


def _write_subject(element: Element, before: str, subject: FiuSubject, after: str, standing: Standing) -> None:
    _check(subject.beside, "subject")
    if isinstance(subject, FiuPerson):
        _write_person(etree.SubElement(element, f"{before}person{after}"), subject, standing)
    elif isinstance(subject, FiuEntity):
        inside = etree.SubElement(element, f"{before}entity{after}")
        _plain(inside, subject, ENTITY_BEFORE)
        _write_lists(inside, subject, standing)
        _plain(inside, subject, ENTITY_AFTER)
    else:
        _plain(etree.SubElement(element, f"{before}account{after}"), subject, ACCOUNT)


def _write_person(element: Element, person: FiuPerson, standing: Standing) -> None:
    _check(person.beside, person.name)
    _plain(element, person, PERSON_BEFORE)
    _write_lists(element, person, standing)
    _plain(element, person, ("occupation",))
    if person.identifications:
        group = etree.SubElement(element, "identifications")
        for identification in person.identifications:
            _plain(etree.SubElement(group, "identification"), identification, IDENTIFICATION)
    _plain(element, person, PERSON_AFTER)


def _write_lists(element: Element, of: FiuPerson | FiuEntity, standing: Standing) -> None:
    """Write what may be several; of an own client the group of telephones is required, if only empty."""
    if of.phones or standing is Standing.MY_CLIENT:
        group = etree.SubElement(element, "phones")
        for phone in of.phones:
            _plain(etree.SubElement(group, "phone"), phone, PHONE)
    if of.addresses:
        group = etree.SubElement(element, "addresses")
        for address in of.addresses:
            _plain(etree.SubElement(group, "address"), address, ADDRESS)
    for email in of.emails:
        _text(element, "email", email)


Plain = (
    FiuReport
    | FiuPhone
    | FiuAddress
    | FiuIdentification
    | FiuPerson
    | FiuEntity
    | FiuAccount
    | FiuTransaction
    | FiuParty
    | FiuItem
)


def _plain(element: Element, record: Plain, names: Sequence[str]) -> None:
    for name in names:
        _text(element, name, str(getattr(record, name)))


def _text(element: Element, tag: str, said: str) -> None:
    if said:
        etree.SubElement(element, tag).text = said


def _check(beside: tuple[str, ...], place: str) -> None:
    if beside:
        raise InputError(f"text that no field takes: {beside[0][:60]!r}", place=place[:100])
