"""Messages of ISO 20022 for tests, as text: invented people and institutions of the states XA and XB."""

STANDARD = "urn:iso:std:iso:20022:tech:xsd:"
UETR = "7f9c2a10-0b1c-4d2e-8f3a-001122334455"
MOMENT = "2026-03-14T09:00:00Z"
PERSON = (
    "<Nm>Tarik Amri</Nm><PstlAdr><StrtNm>Quay</StrtNm><BldgNb>1</BldgNb><TwnNm>Port</TwnNm><Ctry>XA</Ctry></PstlAdr>"
    "<Id><PrvtId><DtAndPlcOfBirth><BirthDt>1971-03-14</BirthDt><CityOfBirth>Port</CityOfBirth>"
    "<CtryOfBirth>XA</CtryOfBirth></DtAndPlcOfBirth><Othr><Id>P0458</Id><SchmeNm><Cd>CCPT</Cd></SchmeNm>"
    "<Issr>XA</Issr></Othr></PrvtId></Id>"
)
SOCIETY = (
    "<Nm>Harbour Society</Nm><PstlAdr><TwnNm>Bay</TwnNm><Ctry>XB</Ctry></PstlAdr>"
    "<Id><OrgId><LEI>SIMP00HARBOURSOC0140</LEI></OrgId></Id>"
)


def agent(bic: str) -> str:
    """The inside of an institution."""
    return f"<FinInstnId><BICFI>{bic}</BICFI></FinInstnId>"


def account(iban: str) -> str:
    """The inside of an account."""
    return f"<Id><IBAN>{iban}</IBAN></Id>"


def transfer(
    *,
    number: int = 1,
    amount: str = "1250.00",
    currency: str = "EUR",
    debtor: str = PERSON,
    creditor: str = SOCIETY,
    payee: str = "XB45SIMP0000067890",
    before: str = "",
    after: str = "",
) -> str:
    """One transaction of pacs.008; `payee` is the creditor's account, `before` and `after` stand around the parties."""
    return (
        f"<CdtTrfTxInf><PmtId><InstrId>I-{number}</InstrId><EndToEndId>E-{number}</EndToEndId>"
        f"<TxId>T-{number}</TxId><UETR>{UETR}</UETR></PmtId>"
        f'<IntrBkSttlmAmt Ccy="{currency}">{amount}</IntrBkSttlmAmt><IntrBkSttlmDt>2026-03-14</IntrBkSttlmDt>'
        f"<ChrgBr>SHAR</ChrgBr>{before}<Dbtr>{debtor}</Dbtr><DbtrAcct>{account('XA46SIMP0000012345')}</DbtrAcct>"
        f"<DbtrAgt>{agent('SIMPXAXA')}</DbtrAgt><CdtrAgt>{agent('SIMPXBXB')}</CdtrAgt><Cdtr>{creditor}</Cdtr>"
        f"<CdtrAcct>{account(payee)}</CdtrAcct><Purp><Cd>CHAR</Cd></Purp>"
        f"<RmtInf><Ustrd>Relief for the flood</Ustrd></RmtInf>{after}</CdtTrfTxInf>"
    )


def message(name: str, body: str, inside: str) -> bytes:
    """A message in its document."""
    return f'<Document xmlns="{STANDARD}{name}"><{body}>{inside}</{body}></Document>'.encode()


def header(count: int = 1, more: str = "") -> str:
    """The header of a group."""
    return (
        f"<GrpHdr><MsgId>M-1</MsgId><CreDtTm>{MOMENT}</CreDtTm><NbOfTxs>{count}</NbOfTxs>{more}"
        "<SttlmInf><SttlmMtd>CLRG</SttlmMtd></SttlmInf></GrpHdr>"
    )


def pacs008(*transfers: str, version: str = "08", count: int | None = None) -> bytes:
    """A message of transfers."""
    found = transfers or (transfer(),)
    head = header(len(found) if count is None else count)
    return message(f"pacs.008.001.{version}", "FIToFICstmrCdtTrf", head + "".join(found))


def enveloped(raw: bytes, *, named: str = "pacs.008.001.08", headers: int = 1, documents: int = 1) -> bytes:
    """A message in an envelope with a business header."""
    before = (
        f'<AppHdr xmlns="{STANDARD}head.001.001.02"><Fr><FIId>{agent("SIMPXAXA")}</FIId></Fr>'
        f"<To><FIId>{agent('SIMPXBXB')}</FIId></To><BizMsgIdr>B-1</BizMsgIdr><MsgDefIdr>{named}</MsgDefIdr>"
        f"<CreDt>{MOMENT}</CreDt></AppHdr>"
    )
    return f"<Envelope>{before * headers}{raw.decode() * documents}</Envelope>".encode()


ORIGINAL = (
    "<OrgnlGrpInf><OrgnlMsgId>M-0</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInf>"
    f"<OrgnlEndToEndId>E-1</OrgnlEndToEndId><OrgnlTxId>T-1</OrgnlTxId><OrgnlUETR>{UETR}</OrgnlUETR>"
)


def pacs004(*, chain: str = "", copy: str = "") -> bytes:
    """A return of a part; `chain` is who returns it to whom, `copy` what it says of the original."""
    parties = copy or f"<Dbtr><Pty>{PERSON}</Pty></Dbtr><Cdtr><Pty>{SOCIETY}</Pty></Cdtr>"
    returned = f"<RtrChain>{chain}</RtrChain>" if chain else ""
    inside = (
        f"<TxInf><RtrId>R-1</RtrId>{ORIGINAL}<OrgnlIntrBkSttlmAmt Ccy='EUR'>1250.00</OrgnlIntrBkSttlmAmt>"
        "<RtrdIntrBkSttlmAmt Ccy='EUR'>1200.00</RtrdIntrBkSttlmAmt><IntrBkSttlmDt>2026-03-16</IntrBkSttlmDt>"
        f"{returned}"
        "<RtrRsnInf><Orgtr><Nm>Bank of Bay</Nm></Orgtr><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></RtrRsnInf>"
        f"<OrgnlTxRef>{parties}</OrgnlTxRef></TxInf>"
    )
    return message("pacs.004.001.09", "PmtRtr", header() + inside)


def pacs002(*, group: str = "", transaction: str = "RJCT") -> bytes:
    """A report on a message, on a payment, or on both."""
    status = f"<GrpSts>{group}</GrpSts>" if group else ""
    of_group = (
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>M-0</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId>{status}"
        "</OrgnlGrpInfAndSts>"
    )
    of_payment = (
        f"<TxInfAndSts><StsId>S-1</StsId><OrgnlEndToEndId>E-1</OrgnlEndToEndId><OrgnlUETR>{UETR}</OrgnlUETR>"
        f"<TxSts>{transaction}</TxSts><StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf></TxInfAndSts>"
    )
    head = f"<GrpHdr><MsgId>M-9</MsgId><CreDtTm>{MOMENT}</CreDtTm></GrpHdr>"
    return message("pacs.002.001.10", "FIToFIPmtStsRpt", head + of_group + (of_payment if transaction else ""))


def assigned(case: str = "C-1") -> str:
    """The head of an investigation."""
    return (
        f"<Assgnmt><Id>M-5</Id><Assgnr><Agt>{agent('SIMPXAXA')}</Agt></Assgnr><Assgne><Agt>{agent('SIMPXBXB')}</Agt>"
        f"</Assgne><CreDtTm>{MOMENT}</CreDtTm></Assgnmt>"
    )


def camt056() -> bytes:
    """A wish to cancel."""
    inside = (
        f"{assigned()}<Case><Id>C-1</Id><Cretr><Agt>{agent('SIMPXAXA')}</Agt></Cretr></Case><Undrlyg><TxInf>"
        f"<CxlId>X-1</CxlId>{ORIGINAL}<OrgnlIntrBkSttlmAmt Ccy='EUR'>1250.00</OrgnlIntrBkSttlmAmt>"
        "<OrgnlIntrBkSttlmDt>2026-03-14</OrgnlIntrBkSttlmDt><CxlRsnInf><Rsn><Cd>FRAD</Cd></Rsn></CxlRsnInf>"
        "</TxInf></Undrlyg>"
    )
    return message("camt.056.001.08", "FIToFIPmtCxlReq", inside)


def camt029(*, details: bool = True) -> bytes:
    """The answer to a wish to cancel, for a payment or for the case."""
    found = (
        f"<CxlDtls><TxInfAndSts><CxlStsId>Y-1</CxlStsId>{ORIGINAL}<TxCxlSts>RJCR</TxCxlSts><CxlStsRsnInf>"
        "<Rsn><Cd>CUST</Cd></Rsn></CxlStsRsnInf></TxInfAndSts></CxlDtls>"
    )
    inside = (
        f"{assigned()}<RslvdCase><Id>C-1</Id><Cretr><Agt>{agent('SIMPXAXA')}</Agt></Cretr></RslvdCase>"
        f"<Sts><Conf>RJCR</Conf></Sts>{found if details else ''}"
    )
    return message("camt.029.001.09", "RsltnOfInvstgtn", inside)


def camt054(*, entries: str = "") -> bytes:
    """An advice of one entry with two transactions."""
    detail = (
        "<TxDtls><Refs><EndToEndId>E-{0}</EndToEndId><UETR>" + UETR + "</UETR></Refs><Amt Ccy='EUR'>{0}0.50</Amt>"
        "<CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty>" + PERSON + "</Pty></Dbtr></RltdPties>"
        "<RmtInf><Ustrd>gift</Ustrd></RmtInf></TxDtls>"
    )
    entry = (
        "<Ntry><NtryRef>N-1</NtryRef><Amt Ccy='EUR'>31.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        "<BookgDt><Dt>2026-03-14</Dt></BookgDt><ValDt><Dt>2026-03-15</Dt></ValDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly>"
        "<Cd>RCDT</Cd><SubFmlyCd>AUTT</SubFmlyCd></Fmly></Domn></BkTxCd>"
        f"<NtryDtls>{detail.format(1)}{detail.format(2)}</NtryDtls></Ntry>"
    )
    inside = (
        f"<GrpHdr><MsgId>M-7</MsgId><CreDtTm>{MOMENT}</CreDtTm></GrpHdr><Ntfctn><Id>A-1</Id><Acct>"
        f"{account('XB45SIMP0000067890')}</Acct>{entries or entry}</Ntfctn>"
    )
    return message("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", inside)


def pain001() -> bytes:
    """An initiation of two payments from one account."""
    one = (
        "<CdtTrfTxInf><PmtId><EndToEndId>E-{0}</EndToEndId></PmtId><Amt><InstdAmt Ccy='EUR'>{0}00.00</InstdAmt></Amt>"
        f"<CdtrAgt>{agent('SIMPXBXB')}</CdtrAgt><Cdtr>{SOCIETY}</Cdtr></CdtTrfTxInf>"
    )
    inside = (
        f"<GrpHdr><MsgId>M-3</MsgId><CreDtTm>{MOMENT}</CreDtTm><NbOfTxs>2</NbOfTxs><CtrlSum>300</CtrlSum>"
        f"<InitgPty><Nm>Tarik Amri</Nm></InitgPty></GrpHdr><PmtInf><PmtInfId>P-1</PmtInfId><PmtMtd>TRF</PmtMtd>"
        f"<ReqdExctnDt><Dt>2026-03-17</Dt></ReqdExctnDt><Dbtr>{PERSON}</Dbtr>"
        f"<DbtrAcct>{account('XA46SIMP0000012345')}</DbtrAcct><DbtrAgt>{agent('SIMPXAXA')}</DbtrAgt>"
        f"{one.format(1)}{one.format(2)}</PmtInf>"
    )
    return message("pain.001.001.09", "CstmrCdtTrfInitn", inside)


def pacs009() -> bytes:
    """A cover payment between institutions, with the customers who stand behind it."""
    inside = (
        "<CdtTrfTxInf><PmtId><InstrId>I-1</InstrId><EndToEndId>E-1</EndToEndId><TxId>T-1</TxId></PmtId>"
        '<IntrBkSttlmAmt Ccy="USD">99.00</IntrBkSttlmAmt><IntrBkSttlmDt>2026-03-14</IntrBkSttlmDt>'
        f"<Dbtr>{agent('SIMPXAXA')}</Dbtr><Cdtr>{agent('SIMPXBXB')}</Cdtr><UndrlygCstmrCdtTrf><Dbtr>{PERSON}</Dbtr>"
        f"<DbtrAcct>{account('XA46SIMP0000012345')}</DbtrAcct><DbtrAgt>{agent('SIMPXAXA')}</DbtrAgt>"
        f"<CdtrAgt>{agent('SIMPXBXB')}</CdtrAgt><Cdtr>{SOCIETY}</Cdtr></UndrlygCstmrCdtTrf></CdtTrfTxInf>"
    )
    return message("pacs.009.001.08", "FICdtTrf", header() + inside)
