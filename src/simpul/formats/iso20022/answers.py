"""The tables of what is said of payments afterwards (pacs.002, pacs.004, camt.056, camt.029), and their values.

A report or an answer on a whole message has no references of a payment: it stands for every payment of that message.
"""

from collections.abc import Iterator, Mapping

from simpul.core.errors import InputError
from simpul.core.payment.money import Money, money
from simpul.core.payment.original import (
    CancellationAnswer,
    CancellationRequest,
    OriginalPayment,
    PaymentReturn,
    StatedReason,
    StatusReport,
    TransactionStatus,
)
from simpul.core.payment.payment import References
from simpul.core.payment.returning import ReturnSaid, payment_of_return
from simpul.formats.iso20022.parties import ACCOUNT, AGENT, CODE, PARTY, PARTY_OR_AGENT
from simpul.formats.iso20022.transfers import (
    ACCOUNTED,
    AGENTS,
    PARTIES,
    REMITTANCE,
    chain_of_agents,
    chain_of_parties,
    parties_of_invoices,
    remittance,
    texts_of_structured,
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

REASON: Table = {
    "Orgtr": group("by", PARTY),
    "Rsn": into(CODE),
    "RtrRsn": into(CODE),
    "CxlRsn": into(CODE),
    "StsRsn": into(CODE),
    "CxlStsRsn": into(CODE),
    "RtrOrgtr": group("by", PARTY),
    "CxlOrgtr": group("by", PARTY),
    "StsOrgtr": group("by", PARTY),
    "CxlStsOrgtr": group("by", PARTY),
    **dict.fromkeys(
        ("AddtlInf", "AddtlRtrRsnInf", "AddtlCxlRsnInf", "AddtlStsRsnInf", "AddtlCxlStsRsnInf"), texts("words")
    ),
}
REASONS: Table = dict.fromkeys(("RtrRsnInf", "StsRsnInf", "CxlRsnInf", "CxlStsRsnInf"), groups("reasons", REASON))
ORIGINAL: Table = {
    "OrgnlMsgId": text("original_message_id"),
    "OrgnlMsgNmId": text("original_message"),
    "OrgnlCreDtTm": text("original_created"),
    "NtwkFileNm": text("original_file"),
}
REFERENCES: Table = {
    "OrgnlPmtInfId": text("original_batch"),
    "OrgnlInstrId": text("instruction"),
    "OrgnlEndToEndId": text("end_to_end"),
    "OrgnlTxId": text("transaction"),
    "OrgnlUETR": text("uetr"),
    "OrgnlClrSysRef": text("clearing"),
    "OrgnlIntrBkSttlmAmt": amount("original_amount"),
    "OrgnlInstdAmt": amount("original_amount"),
    "OrgnlIntrBkSttlmDt": text("original_day"),
}
DAY: Table = {"Dt": text("day"), "DtTm": text("day")}
AMOUNTS: Table = {
    "InstdAmt": amount("copied_instructed"),
    "EqvtAmt": into({"Amt": amount("copied_equivalent"), "CcyOfTrf": text("copied_currency")}),
}
COPY: Table = {
    **{tag: group(tag, PARTY_OR_AGENT) for tag in PARTIES},
    **{tag: group(tag, AGENT) for tag in AGENTS},
    **{tag: group(tag, ACCOUNT) for tag in ACCOUNTED},
    "RmtInf": into(REMITTANCE),
    "IntrBkSttlmAmt": amount("copied_amount"),
    "Amt": into(AMOUNTS),
    "IntrBkSttlmDt": text("copied_day"),
    "Purp": group("purpose", CODE),
    **dict.fromkeys(
        (
            "CdtrSchmeId",
            "DbtrSchmeId",
            "MndtRltdInf",
            "UndrlygCstmrCdtTrf",
            "UndrlygFICdtTrf",
        ),
        within("beside"),
    ),
    **passed("ReqdColltnDt", "ReqdExctnDt", "SttlmInf", "PmtTpInf", "PmtMtd"),
}
TRANSACTION: Table = {
    **REASONS,
    **REFERENCES,
    "OrgnlGrpInf": into(ORIGINAL),
    "OrgnlTxRef": into(COPY),
    "InstgAgt": group("InstgAgt", AGENT),
    "InstdAgt": group("InstdAgt", AGENT),
    **dict.fromkeys(("SplmtryData", "ChrgsInf", "AgrdRate", "Assgnr", "Assgne"), within("beside")),
    **passed("AccptncDtTm", "AcctSvcrRef", "ClrSysRef", "FctvIntrBkSttlmDt", "PrcgDt", "CdtSttlmKey"),
}
GROUP_HEADER: Table = {
    "MsgId": text("message_id"),
    "CreDtTm": text("created_at"),
    "NbOfTxs": text("count"),
    "CtrlSum": text("sum"),
    "IntrBkSttlmDt": text("settled_on"),
    "TtlRtrdIntrBkSttlmAmt": amount("total"),
    **dict.fromkeys(
        ("InstgAgt", "InstdAgt", "InitgPty", "FwdgAgt", "DbtrAgt", "CdtrAgt", "SttlmInf"), within("beside")
    ),
    **passed("BtchBookg", "Authstn", "GrpRtr", "OrgnlBizQry", "PmtTpInf"),
}
CHAIN: Table = {
    **{tag: group(tag, PARTY_OR_AGENT) for tag in PARTIES},
    **{tag: group(tag, AGENT) for tag in AGENTS},
    **{tag: group(tag, ACCOUNT) for tag in ACCOUNTED},
}
RETURN: Table = {
    **TRANSACTION,
    "RtrChain": group("chain", CHAIN),
    "RtrId": text("own_id"),
    "RtrdIntrBkSttlmAmt": amount("returned"),
    "IntrBkSttlmDt": text("settled_on"),
    **passed(
        "RtrdInstdAmt", "XchgRate", "CompstnAmt", "ChrgBr", "SttlmPrty", "SttlmTmIndctn", "SttlmTmReq", "PmtTpInf"
    ),
}
RETURNS: Table = {
    "GrpHdr": group("header", GROUP_HEADER),
    "OrgnlGrpInf": group("original", {**ORIGINAL, **REASONS}),
    "TxInf": elements("transactions"),
    "SplmtryData": within("beside"),
}
STATUS: Table = {
    **TRANSACTION,
    "StsId": text("own_id"),
    "TxSts": text("status"),
}
STATUS_OF_GROUP: Table = {
    **ORIGINAL,
    **REASONS,
    "GrpSts": text("status"),
    **passed("OrgnlNbOfTxs", "OrgnlCtrlSum", "NbOfTxsPerSts", "FileOrgtr"),
}
STATUSES: Table = {
    "GrpHdr": group("header", GROUP_HEADER),
    "OrgnlGrpInfAndSts": elements("of_group"),
    "TxInfAndSts": elements("transactions"),
    "SplmtryData": within("beside"),
}
CASE: Table = {"Id": text("case"), "Cretr": within("beside"), "ReopCaseIndctn": PASSED}
ASSIGNMENT: Table = {
    "Id": text("message_id"),
    "CreDtTm": text("created_at"),
    "Assgnr": within("beside"),
    "Assgne": within("beside"),
}
REQUEST: Table = {**TRANSACTION, "CxlId": text("own_id"), "Case": into(CASE)}
REQUEST_OF_GROUP: Table = {
    **ORIGINAL,
    **REASONS,
    "GrpCxlId": text("own_id"),
    "Case": into(CASE),
    **passed("NbOfTxs", "CtrlSum", "GrpCxl"),
}
UNDERLYING: Table = {"OrgnlGrpInfAndCxl": elements("of_group"), "TxInf": elements("transactions")}
REQUESTS: Table = {
    "Assgnmt": group("header", ASSIGNMENT),
    "Case": group("case", CASE),
    "Undrlyg": elements("underlying"),
    "SplmtryData": within("beside"),
    **passed("CtrlData"),
}
ANSWER: Table = {
    **TRANSACTION,
    "CxlStsId": text("own_id"),
    "RslvdCase": into(CASE),
    "TxCxlSts": text("status"),
    "UETR": text("uetr"),
    "RsltnRltdInf": within("beside"),
    **passed("OrgnlReqdExctnDt", "OrgnlReqdColltnDt"),
}
ANSWER_OF_GROUP: Table = {
    **ORIGINAL,
    **REASONS,
    "OrgnlGrpCxlId": text("own_id"),
    "RslvdCase": into(CASE),
    "GrpCxlSts": text("status"),
    **passed("OrgnlNbOfTxs", "OrgnlCtrlSum", "NbOfTxsPerCxlSts"),
}
ANSWER_OF_BATCH: Table = {
    **REASONS,
    "OrgnlPmtInfCxlId": text("own_id"),
    "RslvdCase": into(CASE),
    "OrgnlPmtInfId": text("original_batch"),
    "OrgnlGrpInf": into(ORIGINAL),
    "PmtInfCxlSts": text("status"),
    "TxInfAndSts": elements("transactions"),
    **passed("OrgnlNbOfTxs", "OrgnlCtrlSum", "NbOfTxsPerCxlSts"),
}
DETAILS: Table = {
    "OrgnlGrpInfAndSts": elements("of_group"),
    "OrgnlPmtInfAndSts": elements("of_batch"),
    "TxInfAndSts": elements("transactions"),
}
ANSWERS: Table = {
    "Assgnmt": group("header", ASSIGNMENT),
    "RslvdCase": group("case", CASE),
    "Sts": into(
        {
            "Conf": text("confirmed"),
            "RjctdMod": within("refused"),
            "RjctdCxl": within("refused"),
            "DplctOf": within("beside"),
            "AssgnmtCxlConf": text("withdrawn"),
        }
    ),
    "CxlDtls": elements("details"),
    **dict.fromkeys(
        ("StmtDtls", "CrrctnTx", "RsltnRltdInf", "SplmtryData", "ModDtls", "ClmNonRctDtls"), within("beside")
    ),
}


def payment_return(
    said: Said, *, name: str, number: int, header: Said, decimals: Mapping[str, int], unread: tuple[str, ...]
) -> PaymentReturn:
    """Give the return that a transaction of pacs.004 says."""
    returned = _money(said, "returned", decimals)
    if returned is None:
        raise InputError("no amount", place="RtrdIntrBkSttlmAmt")
    chain: Said = said.get("chain", {})
    what = ReturnSaid(
        number=number,
        return_id=said.get("own_id", ""),
        original=original(said, header, decimals),
        parties=(*chain_of_parties(said, PARTIES), *parties_of_invoices(said)),
        agents=chain_of_agents(said, AGENTS),
        chain_parties=chain_of_parties(chain, PARTIES),
        chain_agents=chain_of_agents(chain, AGENTS),
        settled_on=(said.get("settled_on") or header.get("settled_on", ""))[:10],
        reasons=tuple(reasons(said)) or tuple(reasons(header)),
        remittance=tuple(remittance(said)),
        beside=(*said.get("beside", ()), *texts_of_structured(said, "documents"), *texts_of_structured(said, "beside")),
        unread=unread,
    )
    return PaymentReturn(
        number=number,
        original=what.original,
        amount=returned,
        payment=payment_of_return(
            what,
            returned,
            message=name,
            message_id=header.get("message_id", ""),
            created_at=header.get("created_at", ""),
        ),
        return_id=what.return_id,
        settled_on=what.settled_on,
        reasons=tuple(what.reasons),
        parties=tuple(what.parties),
        agents=tuple(what.agents),
        unread=unread,
    )


def status_report(
    said: Said, *, number: int, header: Said, decimals: Mapping[str, int], unread: tuple[str, ...]
) -> StatusReport:
    """Give the report that a transaction of pacs.002, or its group, says."""
    status = said.get("status") or header.get("status", "")
    known = {each.value for each in TransactionStatus}
    return StatusReport(
        number=number,
        status=TransactionStatus(status) if status in known else TransactionStatus.OTHER,
        said=status,
        original=original(said, header, decimals),
        status_id=said.get("own_id", ""),
        reasons=tuple(reasons(said)),
        unread=unread,
    )


def cancellation_request(
    said: Said, *, number: int, header: Said, decimals: Mapping[str, int], unread: tuple[str, ...]
) -> CancellationRequest:
    """Give the wish to cancel that a transaction of camt.056, or its group, says."""
    return CancellationRequest(
        number=number,
        original=original(said, header, decimals),
        request_id=said.get("own_id", ""),
        case=said.get("case") or header.get("case", ""),
        reasons=tuple(reasons(said)),
        parties=tuple(chain_of_parties(said, PARTIES)),
        unread=unread,
    )


def cancellation_answer(
    said: Said, *, number: int, header: Said, decimals: Mapping[str, int], unread: tuple[str, ...]
) -> CancellationAnswer:
    """Give the answer to a wish to cancel that a transaction of camt.029, or its group, says."""
    refused = " ".join(header.get("refused", ()))[:140]
    status = said.get("status") or header.get("confirmed") or header.get("withdrawn") or refused
    return CancellationAnswer(
        number=number,
        said=status or "",
        original=original(said, header, decimals),
        case=said.get("case") or header.get("case", ""),
        reasons=tuple(reasons(said)),
        unread=unread,
    )


def original(said: Said, header: Said, decimals: Mapping[str, int]) -> OriginalPayment:
    """Give which payment is meant; what the transaction does not say its group may."""
    found = (_money(said, name, decimals) for name in ("original_amount", "copied_amount", "copied_instructed"))
    return OriginalPayment(
        message_id=said.get("original_message_id") or header.get("original_message_id", ""),
        message=said.get("original_message") or header.get("original_message", ""),
        payment_information=said.get("original_batch") or header.get("original_batch", ""),
        references=References(
            instruction=said.get("instruction", ""),
            end_to_end=said.get("end_to_end", ""),
            transaction=said.get("transaction", ""),
            uetr=said.get("uetr", ""),
            clearing=said.get("clearing", ""),
        ),
        amount=next(filter(None, found), None),
        settled_on=(said.get("original_day") or said.get("copied_day", ""))[:10],
    )


def reasons(said: Said) -> Iterator[StatedReason]:
    """Give the reasons that are stated."""
    for each in said.get("reasons", ()):
        by: Said = each.get("by", {})
        yield StatedReason(
            code=each.get("code", "") or each.get("own", ""),
            words=tuple(each.get("words", ())),
            by=by.get("name", ""),
        )


def _money(said: Said, name: str, decimals: Mapping[str, int]) -> Money | None:
    found = said.get(name)
    return money(found[0], found[1], decimals=decimals, place=name.replace("_", " ")) if found else None
