"""Small invented items of evidence and their links for tests: one line each, every field of interest an argument."""

from datetime import UTC, datetime, timedelta

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.evidence import (
    Custodian,
    CustodyAct,
    CustodyEntry,
    CustodyStep,
    EvidenceItem,
    Exhibit,
    Nature,
)
from tests.cases import salt, terms

XA, XB, XC = AuthorityId("XA-NCTC"), AuthorityId("XB-NCTC"), AuthorityId("XC-NCTC")
AT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
DIGEST = "d" * 64
RATNA = Custodian(person="Inspector Ratna Wibisono", authority=XB)
BAYU = Custodian(person="Examiner Bayu Hartono", authority=XB)
LELA = Custodian(person="Prosecutor Lela Samir", authority=XA)
OWNER = Custodian(person="Dewi Larasati")


def an_exhibit(**fields: object) -> Exhibit:
    """A memory card that was seized in XB."""
    plain: dict[str, object] = {
        "what": "Contents of a memory card, image",
        "nature": Nature.DIGITAL,
        "place": "Harbour Street 4, State XB",
        "seized_at": AT,
        "seized_by": RATNA,
        "order": "Search order 12/2026 of the Court of State XB",
        "nonce": salt(100),
        "digest": DIGEST,
        "size": 64_000_000_000,
    }
    return Exhibit(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def a_telephone(**fields: object) -> Exhibit:
    """A telephone that was seized in XB, sealed in a bag."""
    plain: dict[str, object] = {"what": "A telephone", "nature": Nature.PHYSICAL, "digest": "", "size": 0}
    return an_exhibit(**(plain | {"seals": ("XB-0001",)} | fields))


def an_item(exhibit: Exhibit | None = None, **fields: object) -> EvidenceItem:
    """The record of an item of XB's, for XA too."""
    plain: dict[str, object] = {
        "originator": XB,
        "exhibit": exhibit or an_exhibit(),
        "handling": terms(XB, XA),
        "written_at": AT + timedelta(minutes=5),
        "salt": salt(101),
    }
    return EvidenceItem(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def a_step(act: CustodyAct, *, after: str, hours: int, by: Custodian = RATNA, **fields: object) -> CustodyStep:
    """A link some hours after the seizure, with what its act needs."""
    plain: dict[str, object] = {
        "previous": after,
        "act": act,
        "at": AT + timedelta(hours=hours),
        "by": by,
        "place": "Evidence store, State XB",
        "nonce": salt(1_000 + hours),
        "digest": DIGEST,
        "text": "A list of its files was made." if act is CustodyAct.EXAMINED else "",
        "copy": DIGEST if act is CustodyAct.COPIED else "",
        "order": "Order 3/2027" if act is CustodyAct.DESTROYED else "",
    }
    return CustodyStep(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def an_entry(step: CustodyStep, *, item: EvidenceItem, **fields: object) -> CustodyEntry:
    """The record that carries a link of an item."""
    originator = AuthorityId(step.by.authority)
    others = (XA,) if originator == XB else (XB,)
    plain: dict[str, object] = {
        "originator": originator,
        "item": item.link,
        "step": step,
        "handling": terms(originator, *others),
        "written_at": step.at + timedelta(minutes=1),
        "salt": salt(5_000),
    }
    return CustodyEntry(**(plain | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def passed(to: Custodian, *, within: int = 48, hours: int) -> dict[str, object]:
    """Give to whom a link passes the item on, and by when it is to be received."""
    return {"to": to, "due_at": AT + timedelta(hours=hours + within)}


def a_chain(item: EvidenceItem) -> list[CustodyEntry]:
    """A chain without a break: examined by another person, copied, handed over to XA, received, destroyed."""
    acts = CustodyAct
    return laid(
        item,
        (acts.TRANSFERRED, 1, RATNA, passed(BAYU, hours=1)),
        (acts.RECEIVED, 2, BAYU, {}),
        (acts.EXAMINED, 3, BAYU, {}),
        (acts.COPIED, 4, BAYU, {}),
        (acts.HANDED_OVER, 30, BAYU, passed(LELA, hours=30)),
        (acts.RECEIVED, 50, LELA, {}),
        (acts.EXAMINED, 60, LELA, {}),
        (acts.DESTROYED, 9_000, LELA, {}),
    )


def laid(item: EvidenceItem, *steps: tuple[CustodyAct, int, Custodian, dict[str, object]]) -> list[CustodyEntry]:
    """Give a chain of these steps: act, hours after the seizure, by whom, and what else."""
    chain: list[CustodyEntry] = []
    for act, hours, by, more in steps:
        after = chain[-1].link if chain else item.link
        chain.append(an_entry(a_step(act, after=after, hours=hours, by=by, **more), item=item))
    return chain
