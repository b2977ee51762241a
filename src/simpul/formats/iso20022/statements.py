"""The tables of statements and advices (camt.052, camt.053, camt.054), and the entries on an account that they say.

Rules:
1. An entry with details of transactions gives one movement for each, with its own amount where the details say it.
2. No schema of these messages was at hand: the paths are those of versions 02 to 13 as public samples and knowledge of
   the messages have them. What is met and not known is told of.
"""

from collections.abc import Mapping

from simpul.core.errors import InputError
from simpul.core.payment.money import money
from simpul.core.payment.original import AccountEntry, EntryDirection, EntryEffect, EntryStatus, OriginalPayment
from simpul.formats.iso20022.answers import reasons
from simpul.formats.iso20022.parties import ACCOUNT, AGENT, CODE, PARTY_OR_AGENT
from simpul.formats.iso20022.transfers import (
    AGENTS,
    PARTIES,
    REMITTANCE,
    chain_of_agents,
    chain_of_parties,
    references,
    remittance,
)
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

DAY: Table = {"Dt": text("day"), "DtTm": text("day")}
BANK_CODE: Table = {
    "Domn": into({"Cd": text("domain"), "Fmly": into({"Cd": text("family"), "SubFmlyCd": text("sub_family")})}),
    "Prtry": into({"Cd": text("own"), "Issr": PASSED}),
}
AMOUNTS: Table = {
    "InstdAmt": into({"Amt": amount("instructed"), "CcyXchg": PASSED}),
    "TxAmt": into({"Amt": amount("transacted"), "CcyXchg": PASSED}),
    **dict.fromkeys(("CntrValAmt", "AnncdPstngAmt", "PrtryAmt"), PASSED),
}
HISTORY: Table = {
    "OrgnlBkTxCd": PASSED,
    "Orgtr": group("by", PARTY_OR_AGENT),
    "Rsn": into(CODE),
    "AddtlInf": texts("words"),
}
DETAIL: Table = {
    "Refs": into(
        {
            "MsgId": text("original_message_id"),
            "PmtInfId": text("original_batch"),
            "InstrId": text("instruction"),
            "EndToEndId": text("end_to_end"),
            "TxId": text("transaction"),
            "UETR": text("uetr"),
            "ClrSysRef": text("clearing"),
            "AcctSvcrRef": text("servicer"),
            "Prtry": within("beside"),
            **passed("MndtId", "ChqNb", "AcctOwnrTxId", "AcctSvcrTxId", "MktInfrstrctrTxId", "PrcgId"),
        }
    ),
    "Amt": amount("amount"),
    "CdtDbtInd": text("direction"),
    "AmtDtls": into(AMOUNTS),
    "BkTxCd": group("code", BANK_CODE),
    "RltdPties": into(
        {
            **{tag: group(tag, PARTY_OR_AGENT) for tag in PARTIES},
            "DbtrAcct": group("DbtrAcct", ACCOUNT),
            "CdtrAcct": group("CdtrAcct", ACCOUNT),
            "TradgPty": within("beside"),
            "Prtry": within("beside"),
        }
    ),
    "RltdAgts": into(
        {
            **{tag: group(tag, AGENT) for tag in AGENTS},
            **dict.fromkeys(("RcvgAgt", "DlvrgAgt", "IssgAgt", "SttlmPlc", "Prtry"), within("beside")),
        }
    ),
    "Purp": group("purpose", CODE),
    "RmtInf": into(REMITTANCE),
    "RtrInf": groups("reasons", HISTORY),
    "AddtlTxInf": text("additional"),
    **dict.fromkeys(("RltdRmtInf", "LclInstrm", "Tax", "SplmtryData", "Chrgs"), within("beside")),
    **passed("Avlbty", "Intrst", "RltdDts", "RltdPric", "RltdQties", "FinInstrmId", "CorpActn", "SfkpgAcct"),
    **passed("CshDpst", "CardTx", "PmtTpInf"),
}
ENTRY: Table = {
    "NtryRef": text("entry_reference"),
    "AcctSvcrRef": text("servicer"),
    "Amt": amount("amount"),
    "CdtDbtInd": text("direction"),
    "RvslInd": text("reversal"),
    "Sts": text("status"),
    "BookgDt": group("booked", DAY),
    "ValDt": group("valued", DAY),
    "BkTxCd": group("code", BANK_CODE),
    "NtryDtls": elements("details"),
    "AddtlNtryInf": text("additional"),
    **dict.fromkeys(("AddtlInfInd", "Chrgs"), within("beside")),
    **passed("Avlbty", "ComssnWvrInd", "AmtDtls", "TechInptChanl", "Intrst", "CardTx"),
}
CODED_ENTRY: Table = {**ENTRY, "Sts": into({"Cd": text("status"), "Prtry": text("status")})}
BOOKING: Table = {"TxDtls": elements("transactions"), "Btch": within("beside")}
STATEMENT: Table = {
    "Id": text("statement"),
    "Acct": group(
        "account",
        {**ACCOUNT, "Ownr": group("owner", PARTY_OR_AGENT), "Svcr": group("servicer", AGENT)},
    ),
    "CreDtTm": text("created_at"),
    "Ntry": elements("entries"),
    "AddtlStmtInf": text("additional"),
    **dict.fromkeys(("RltdAcct", "AddtlRptInf", "AddtlNtfctnInf"), within("beside")),
    **passed("ElctrncSeqNb", "LglSeqNb", "FrToDt", "CpyDplctInd", "RptgSrc", "Intrst", "Bal", "TxsSummry"),
    **passed("NtfctnPgntn", "StmtPgntn", "RptPgntn", "RptgSeq"),
}
HEADER: Table = {
    "MsgId": text("message_id"),
    "CreDtTm": text("created_at"),
    **dict.fromkeys(("MsgRcpt", "AddtlInf"), within("beside")),
    **passed("MsgPgntn", "OrgnlBizQry"),
}
REPORTS: Table = {
    "GrpHdr": group("header", HEADER),
    "Stmt": elements("statements"),
    "Rpt": elements("statements"),
    "Ntfctn": elements("statements"),
    "SplmtryData": within("beside"),
}


def account_entry(
    said: Said, *, number: int, entry: Said, statement: Said, decimals: Mapping[str, int], unread: tuple[str, ...]
) -> AccountEntry:
    """Give one movement: what the details say, and what they do not say from the entry they stand in."""
    figure, currency = said.get("amount") or said.get("transacted") or entry.get("amount", ("", ""))
    account: Said = statement.get("account", {})
    return AccountEntry(
        number=number,
        direction=_direction(said.get("direction") or entry.get("direction", "")),
        status=_status(entry.get("status", "")),
        amount=money(figure, currency, decimals=decimals, place="Amt"),
        statement=statement.get("statement", ""),
        account=account.get("iban", "") or account.get("other", {}).get("id", "") or account.get("bban", ""),
        booked_on=_day(entry, "booked"),
        valued_on=_day(entry, "valued"),
        original=OriginalPayment(
            message_id=said.get("original_message_id", ""),
            payment_information=said.get("original_batch", ""),
            references=references(said),
        ),
        entry_reference=entry.get("entry_reference", "") or said.get("servicer", "") or entry.get("servicer", ""),
        code=_code(said.get("code") or entry.get("code", {})),
        effect=EntryEffect.REVERSAL if entry.get("reversal") in ("true", "1") else EntryEffect.MOVEMENT,
        reasons=tuple(reasons(said)),
        parties=tuple(chain_of_parties(said, PARTIES)),
        agents=tuple(chain_of_agents(said, AGENTS)),
        remittance=(*remittance(said), *_additional(said), *_additional(entry)),
        unread=unread,
    )


def _direction(said: str) -> EntryDirection:
    if said not in ("CRDT", "DBIT"):
        raise InputError(f"neither CRDT nor DBIT: {said[:20]!r}", place="CdtDbtInd")
    return EntryDirection(said)


def _status(said: str) -> EntryStatus:
    return EntryStatus(said) if said in ("BOOK", "PDNG", "INFO", "FUTR") else EntryStatus.OTHER


def _day(entry: Said, name: str) -> str:
    found: str = entry.get(name, {}).get("day", "")
    return found[:10]


def _code(said: Said) -> str:
    return "/".join(said[name] for name in ("domain", "family", "sub_family") if name in said) or said.get("own", "")


def _additional(said: Said) -> tuple[str, ...]:
    return (said["additional"],) if "additional" in said else ()
