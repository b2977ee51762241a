"""The tables of credit transfers (pacs.008, pacs.009, pain.001) in every version that is read, and their payments.

Rules:
1. One transaction is one payment. What a message or a batch says for all of its transactions is said of each.
2. In pacs.009 institutions pay each other; who stands behind a cover payment is read too, as underlying parties.
3. Parts that have no field of their own (tax, supplementary data, charges) are kept as text, to be screened.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from simpul.core.errors import InputError
from simpul.core.payment.money import Money, money
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole
from simpul.core.payment.payment import MessageForm, Payment, References
from simpul.formats.iso20022.parties import ACCOUNT, AGENT, CODE, PARTY, PARTY_OR_AGENT, agent, party
from simpul.formats.iso20022.walking import (
    PASSED,
    Said,
    Table,
    amount,
    elements,
    group,
    groups,
    into,
    passed,
    text,
    texts,
    within,
)

PARTIES: Mapping[str, PartyRole] = {
    "UltmtDbtr": PartyRole.ULTIMATE_ORIGINATOR,
    "InitgPty": PartyRole.INITIATOR,
    "Dbtr": PartyRole.ORIGINATOR,
    "Cdtr": PartyRole.BENEFICIARY,
    "UltmtCdtr": PartyRole.ULTIMATE_BENEFICIARY,
}
UNDERLYING: Mapping[str, PartyRole] = {
    "UltmtDbtr": PartyRole.UNDERLYING_ULTIMATE_ORIGINATOR,
    "InitgPty": PartyRole.UNDERLYING_INITIATOR,
    "Dbtr": PartyRole.UNDERLYING_ORIGINATOR,
    "Cdtr": PartyRole.UNDERLYING_BENEFICIARY,
    "UltmtCdtr": PartyRole.UNDERLYING_ULTIMATE_BENEFICIARY,
}
AGENTS: Mapping[str, AgentRole] = {
    "PrvsInstgAgt": AgentRole.PREVIOUS_1,
    "PrvsInstgAgt1": AgentRole.PREVIOUS_1,
    "PrvsInstgAgt2": AgentRole.PREVIOUS_2,
    "PrvsInstgAgt3": AgentRole.PREVIOUS_3,
    "InstgAgt": AgentRole.INSTRUCTING,
    "InstdAgt": AgentRole.INSTRUCTED,
    "IntrmyAgt1": AgentRole.INTERMEDIARY_1,
    "IntrmyAgt2": AgentRole.INTERMEDIARY_2,
    "IntrmyAgt3": AgentRole.INTERMEDIARY_3,
    "DbtrAgt": AgentRole.ORIGINATOR_AGENT,
    "CdtrAgt": AgentRole.BENEFICIARY_AGENT,
    "FwdgAgt": AgentRole.FORWARDING,
    "InstgRmbrsmntAgt": AgentRole.SENDER_CORRESPONDENT,
    "InstdRmbrsmntAgt": AgentRole.RECEIVER_CORRESPONDENT,
    "ThrdRmbrsmntAgt": AgentRole.THIRD_REIMBURSEMENT,
}
UNDERLYING_AGENTS: Mapping[str, AgentRole] = {
    "DbtrAgt": AgentRole.UNDERLYING_ORIGINATOR_AGENT,
    "CdtrAgt": AgentRole.UNDERLYING_BENEFICIARY_AGENT,
    **dict.fromkeys(("PrvsInstgAgt", "PrvsInstgAgt1", "PrvsInstgAgt2", "PrvsInstgAgt3"), AgentRole.UNDERLYING_PREVIOUS),
    **dict.fromkeys(("IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3"), AgentRole.UNDERLYING_INTERMEDIARY),
}
ACCOUNT_OF = {tag: f"{tag}Acct" for tag in (*PARTIES, *AGENTS)}
"""Under which name the account of each stands."""

ACCOUNTED = ("DbtrAcct", "CdtrAcct", *(f"{tag}Acct" for tag in AGENTS if tag not in ("InstgAgt", "InstdAgt")))
REMITTANCE: Table = {
    "Ustrd": texts("remittance"),
    "Strd": groups(
        "structured",
        {
            "RfrdDocInf": within("documents"),
            "CdtrRefInf": within("documents"),
            "RfrdDocAmt": PASSED,
            "RfrdDocRltdDt": PASSED,
            "Invcr": group("invoicer", PARTY),
            "Invcee": group("invoicee", PARTY),
            "TaxRmt": within("beside"),
            "GrnshmtRmt": within("beside"),
            "AddtlRmtInf": texts("remittance"),
        },
    ),
}
IDENTIFICATION: Table = {
    "InstrId": text("instruction"),
    "EndToEndId": text("end_to_end"),
    "TxId": text("transaction"),
    "UETR": text("uetr"),
    "ClrSysRef": text("clearing"),
}
KIND_OF_PAYMENT: Table = {
    "CtgyPurp": into({"Cd": text("category"), "Prtry": text("own_category")}),
    **passed("InstrPrty", "ClrChanl", "SvcLvl", "LclInstrm", "SeqTp"),
}
CHAIN: Table = {
    **{tag: group(tag, PARTY_OR_AGENT) for tag in PARTIES},
    **{tag: group(tag, AGENT) for tag in AGENTS},
    **{tag: group(tag, ACCOUNT) for tag in ACCOUNTED},
    "RmtInf": into(REMITTANCE),
}
WORDS: Table = {
    "PmtTpInf": into(KIND_OF_PAYMENT),
    "Purp": group("purpose", CODE),
    "InstrForCdtrAgt": within("instructions"),
    "InstrForNxtAgt": within("instructions"),
    "InstrForDbtrAgt": within("instructions"),
    "RgltryRptg": within("regulatory"),
    "ChrgBr": text("charges"),
    **dict.fromkeys(("Tax", "RltdRmtInf", "SplmtryData", "ChrgsInf", "MndtRltdInf", "AgrdRate"), within("beside")),
    **passed("SttlmPrty", "SttlmTmIndctn", "SttlmTmReq", "AccptncDtTm", "PoolgAdjstmntDt", "AddtlDtTm", "PmtSgntr"),
    **passed("XpryDtTm"),
}
TRANSFER: Table = {
    **CHAIN,
    **WORDS,
    "PmtId": into(IDENTIFICATION),
    "IntrBkSttlmAmt": amount("settled"),
    "InstdAmt": amount("instructed"),
    "IntrBkSttlmDt": text("settled_on"),
    "XchgRate": text("rate"),
    "UndrlygCstmrCdtTrf": group(
        "underlying", {**CHAIN, **WORDS, "PmtId": within("beside"), "InstdAmt": amount("underlying_amount")}
    ),
    "UndrlygFICdtTrf": within("beside"),
    "UndrlygAllcn": within("beside"),
}
HEADER: Table = {
    "MsgId": text("message_id"),
    "GrpId": text("message_id"),
    "CreDtTm": text("created_at"),
    "NbOfTxs": text("count"),
    "CtrlSum": text("sum"),
    "IntrBkSttlmDt": text("settled_on"),
    "TtlIntrBkSttlmAmt": amount("total"),
    "InitgPty": group("InitgPty", PARTY),
    "PmtTpInf": into(KIND_OF_PAYMENT),
    **{tag: group(tag, AGENT) for tag in ("InstgAgt", "InstdAgt", "FwdgAgt")},
    "SttlmInf": into(
        {
            **{tag: group(tag, AGENT) for tag in ("InstgRmbrsmntAgt", "InstdRmbrsmntAgt", "ThrdRmbrsmntAgt")},
            **{
                tag: group(tag, ACCOUNT)
                for tag in ("InstgRmbrsmntAgtAcct", "InstdRmbrsmntAgtAcct", "ThrdRmbrsmntAgtAcct")
            },
            **passed("SttlmMtd", "SttlmAcct", "ClrSys"),
        }
    ),
    **passed("BtchBookg", "Authstn", "Grpg", "InitnSrc", "XpryDtTm"),
}
MESSAGE: Table = {
    "GrpHdr": group("header", HEADER),
    "CdtTrfTxInf": elements("transactions"),
    "SplmtryData": within("beside"),
}
INSTRUCTION: Table = {
    **TRANSFER,
    "Amt": into(
        {
            "InstdAmt": amount("settled"),
            "EqvtAmt": group("equivalent", {"Amt": amount("amount"), "CcyOfTrf": text("currency")}),
        }
    ),
    "XchgRateInf": PASSED,
    "ChqInstr": within("beside"),
}
BATCH: Table = {
    **CHAIN,
    **WORDS,
    "PmtInfId": text("batch"),
    "ReqdExctnDt": text("settled_on"),
    "CdtTrfTxInf": elements("transactions"),
    "ChrgsAcctAgt": within("beside"),
    **passed("PmtMtd", "BtchBookg", "NbOfTxs", "CtrlSum", "PoolgAdjstmntDt", "ChrgsAcct", "ReqdAdvcTp"),
}
DATED_BATCH: Table = {**BATCH, "ReqdExctnDt": into({"Dt": text("settled_on"), "DtTm": text("settled_on")})}
INITIATION: Table = {
    "GrpHdr": group("header", HEADER),
    "PmtInf": elements("batches"),
    "SplmtryData": within("beside"),
}


def payment(
    said: Said, *, name: str, number: int, header: Said, decimals: Mapping[str, int], unread: tuple[str, ...] = ()
) -> Payment:
    """Give the payment that a transaction says, with what its message says for all.

    Raises:
        InputError: it has no amount, or one that is none; no originator or beneficiary; or a day that does not exist.
    """
    paid = _paid(said, decimals)
    instructed = _money(said, "instructed", decimals)
    day = said.get("settled_on") or header.get("settled_on", "")
    purpose: Said = said.get("purpose", {})
    is_plain = "structured" not in said and "underlying" not in said
    return Payment(
        form=MessageForm.ISO_20022,
        message=name,
        message_id=header.get("message_id", ""),
        number=number,
        references=references(said),
        amount=paid,
        parties=tuple(_parties(said, header)),
        agents=tuple(_agents(said, header)),
        created_at=header.get("created_at", ""),
        settled_on=day[:10],
        instructed=None if instructed == paid else instructed,
        exchange_rate=said.get("rate", ""),
        purpose=purpose.get("code", "") or purpose.get("own", ""),
        category=_first(said, header, "category") or _first(said, header, "own_category"),
        charges=said.get("charges", ""),
        remittance=tuple(said.get("remittance", ()) if is_plain else remittance(said)),
        invoices=() if is_plain else tuple(texts_of_structured(said, "documents")),
        instructions=tuple(said.get("instructions", ())),
        regulatory=tuple(said.get("regulatory", ())),
        beside=tuple(said.get("beside", ()))
        if is_plain
        else (*said.get("beside", ()), *texts_of_structured(said, "beside")),
        unread=unread,
    )


def references(said: Said) -> References:
    """Give the references of a transaction."""
    return References(
        instruction=said.get("instruction", ""),
        end_to_end=said.get("end_to_end", ""),
        transaction=said.get("transaction", ""),
        uetr=said.get("uetr", ""),
        clearing=said.get("clearing", ""),
    )


def remittance(said: Said) -> Iterator[str]:
    """Give what a payment is for, in the words of its message."""
    yield from said.get("remittance", ())
    for each in said.get("structured", ()):
        yield from each.get("remittance", ())
    if "underlying" in said:
        yield from remittance(said["underlying"])


def chain_of_parties(said: Said, roles: Mapping[str, PartyRole]) -> list[Party]:
    """Give the parties of a transaction, each with its account, in the order of their parts."""
    return [party(said[tag], role, said.get(ACCOUNT_OF[tag])) for tag, role in roles.items() if tag in said]


def chain_of_agents(said: Said, roles: Mapping[str, AgentRole]) -> list[Agent]:
    """Give the institutions of a transaction, each with its account there, in the order of their parts."""
    return [agent(said[tag], role, said.get(ACCOUNT_OF[tag])) for tag, role in roles.items() if tag in said]


def moment(said: str, *, place: str) -> str:
    """Give a moment back when it exists.

    Raises:
        InputError: it is none.
    """
    try:
        datetime.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"not a moment such as 2026-03-14T09:00:00Z: {said[:40]!r}", place=place) from exc
    return said


def _paid(said: Said, decimals: Mapping[str, int]) -> Money:
    if "settled" not in said and "equivalent" in said:
        equivalent: Said = said["equivalent"]
        figure, currency = equivalent.get("amount", ("", ""))
        return money(figure, currency, decimals=decimals, place="EqvtAmt")
    paid = _money(said, "settled", decimals)
    if paid is None:
        raise InputError("no amount", place="amount")
    return paid


def _money(said: Said, name: str, decimals: Mapping[str, int]) -> Money | None:
    found = said.get(name)
    return money(found[0], found[1], decimals=decimals, place=f"{name} amount") if found else None


def _parties(said: Said, header: Said) -> list[Party]:
    found = chain_of_parties(said, PARTIES)
    if "InitgPty" in header and "InitgPty" not in said:
        found.append(party(header["InitgPty"], PartyRole.INITIATOR))
    underlying = said.get("underlying")
    if underlying is not None:
        found += chain_of_parties(underlying, UNDERLYING)
        found += parties_of_invoices(underlying)
    if "structured" in said:
        found += parties_of_invoices(said)
    return found


def parties_of_invoices(said: Said) -> Iterator[Party]:
    """Give who stands in the invoices that are settled."""
    for invoice in said.get("structured", ()):
        if "invoicer" in invoice:
            yield party(invoice["invoicer"], PartyRole.INVOICER)
        if "invoicee" in invoice:
            yield party(invoice["invoicee"], PartyRole.INVOICEE)


def _agents(said: Said, header: Said) -> list[Agent]:
    """Give the institutions; one that the message names for all of its transactions stands in each."""
    both = {**header, **said} if not AGENTS.keys().isdisjoint(header) else said
    found = chain_of_agents(both, AGENTS)
    if "underlying" in said:
        found += chain_of_agents(said["underlying"], UNDERLYING_AGENTS)
    return found


def texts_of_structured(said: Said, name: str) -> Iterator[str]:
    """Give the texts of one name in the invoices that are settled, and in those of who stands behind a cover."""
    for each in said.get("structured", ()):
        yield from each.get(name, ())
    if "underlying" in said:
        yield from said["underlying"].get(name, ())
        yield from texts_of_structured(said["underlying"], name)


def _first(said: Said, header: Said, name: str) -> str:
    found: str = said.get(name) or header.get(name, "")
    return found
