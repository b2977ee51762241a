"""Invented partners with real keys, and a second, independent hand for envelopes: what a forger would write."""

import hashlib
import json
import struct
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simpul.core.assertion import Assertion
from simpul.core.authority import Authority, AuthorityId, Purpose
from simpul.core.exchange import SUITE, Introduction, MessageKind, Receipt, SignedReceipt
from simpul.core.grading import Grading, Scale
from simpul.core.handling import Handling, Tlp
from simpul.core.holding import OutgoingEnvelope, Partner
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.log import root_of
from simpul.core.node import Limits
from simpul.core.report import Disclosure, Report, ReportKind, SignedReport, arranged_leaves, leaf_count
from simpul.core.vocabulary import Schema
from simpul.peers.envelopes import NodeEnvelopes
from simpul.peers.introduction import signed_introduction
from simpul.peers.keys import KeyCost, NodeKeyring, create_keys
from simpul.peers.sealing import wrapped

XA, XB, XC = (AuthorityId(name) for name in ("XA-NCTC", "XB-FIU", "XC-BORDER"))
AT = datetime(2026, 3, 14, 9, 26, 53, 589793, tzinfo=UTC)
GRADING = Grading(scale=Scale.ADMIRALTY, source="B", information="2")
LIMITS = Limits()


@cache
def keyring(name: str) -> NodeKeyring:
    """The keys of an invented node, the same for a whole run."""
    with tempfile.TemporaryDirectory() as folder:
        return create_keys(Path(folder) / "node.key", f"passphrase of {name}", KeyCost.FAST_FOR_TESTS)


def introduction(name: AuthorityId, base_url: str = "") -> Introduction:
    """How an invented node presents itself."""
    keys = keyring(name)
    return Introduction(
        authority=Authority(id=name, name=f"The authority {name}"),
        base_url=base_url or f"https://{name.lower()}.example",
        identity_key=keys.identity_key,
        sealing_key=keys.sealing_key,
        made_at=AT,
    )


def partner(name: AuthorityId, base_url: str = "") -> Partner:
    """An invented node as an accepted partner."""
    introduced = introduction(name, base_url)
    return Partner(
        introduction=introduced,
        signed_introduction=signed_introduction(keyring(name), introduced),
        fingerprint=keyring(name).fingerprint,
        added_at=AT,
    )


def envelopes(name: AuthorityId, limits: Limits = LIMITS) -> NodeEnvelopes:
    """What seals and opens at an invented node."""
    return NodeEnvelopes(us=name, keyring=keyring(name), limits=limits)


def sealed_by(
    sender: AuthorityId, recipient: AuthorityId, payload: bytes = b"payload", number: int = 1
) -> OutgoingEnvelope:
    """An envelope as our own code seals it."""
    return envelopes(sender).seal(
        payload, kind=MessageKind.REPORT, recipient=introduction(recipient), number=number, at=AT
    )


def terms(originator: AuthorityId = XA, *releasable_to: AuthorityId) -> Handling:
    """Terms of an invented originator."""
    return Handling(
        originator=originator,
        tlp=Tlp.AMBER,
        releasable_to=tuple(sorted(releasable_to or (XB, XC))),
        purposes=(Purpose.COUNTER_TERRORISM, Purpose.TERRORIST_FINANCING),
    )


def assertion(index: int, value: str = "", originator: AuthorityId = XA) -> Sealed[Assertion]:
    """One invented claim; no two indices give the same."""
    return seal(
        Domain.ASSERTION,
        Assertion(
            originator=originator,
            subject=hashlib.sha256(b"subject%d" % (index % 7)).hexdigest()[:32],
            schema=Schema.PERSON,
            property="name",
            value=value or f"Bahrul Contohnama {index}",
            grading=GRADING,
            handling=terms(originator),
            asserted_at=AT,
            salt=hashlib.sha256(b"salt%d" % index).hexdigest()[:32],
            lang="id",
        ),
    )


def disclosure(
    *assertions: Sealed[Assertion], sender: AuthorityId = XA, title: str = "A meeting was seen"
) -> Disclosure:
    """A report of an invented originator with all of its claims, signed."""
    claims = assertions or tuple(assertion(index) for index in range(3))
    padding = [hashlib.sha256(b"padding%d" % index).digest() for index in range(leaf_count(len(claims)) - len(claims))]
    leaves = arranged_leaves(claims, padding=padding)
    report = seal(
        Domain.REPORT,
        Report(
            originator=sender,
            kind=ReportKind.INFORMATION,
            title=title,
            summary="Two persons met in the harbour town.",
            grading=GRADING,
            handling=terms(sender),
            written_at=AT,
            root=root_of(leaves).hex(),
            salt="0" * 32,
        ),
    )
    signed = SignedReport(report=report, signature=keyring(sender).sign(report.body), leaves=leaves)
    return Disclosure(signed=signed, assertions=claims)


def receipt(number: int = 1, **changes: object) -> SignedReceipt:
    """What XB says about an envelope of XA's."""
    plain = SignedReceipt(
        envelope=hashlib.sha256(b"envelope%d" % number).hexdigest(),
        sender=XA,
        recipient=XB,
        number=number,
        outcome=Receipt.ACCEPTED,
        log_size=number,
        log_root=hashlib.sha256(b"root%d" % number).hexdigest(),
        received_at=AT,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the names of its own fields


# --- the forger's hand: the frame as the documentation says it, written without our code --------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a frame."""

    header: bytes
    wrap: bytes
    ciphertext: bytes
    signature: bytes

    @property
    def fields(self) -> dict[str, object]:
        """The header's fields."""
        found = json.loads(self.header)
        assert isinstance(found, dict)
        return found

    @property
    def frame(self) -> bytes:
        """The frame."""
        framed = b"".join(struct.pack(">I", len(part)) + part for part in (self.header, self.wrap, self.ciphertext))
        return b"SIMPUL1\n" + framed + self.signature


def taken_apart(frame: bytes) -> Parts:
    """The parts of a frame of ours."""
    found, position = [], len(b"SIMPUL1\n")
    for _ in range(3):
        (length,) = struct.unpack_from(">I", frame, position)
        found.append(frame[position + 4 : position + 4 + length])
        position += 4 + length
    return Parts(header=found[0], wrap=found[1], ciphertext=found[2], signature=frame[position:])


def encoded_for_signing(domain: str, *parts: bytes) -> bytes:
    """What a signature covers, written without our code."""
    told = b"SIMPULv1"
    for part in (domain.encode(), *parts):
        told += b" " + str(len(part)).encode() + b" " + part
    return told


def signed_anew(parts: Parts, signer: AuthorityId) -> bytes:
    """The frame of these parts, signed by whoever has the key: a forger inside a partner's node."""
    digest = hashlib.sha256(parts.ciphertext).digest()
    message = encoded_for_signing("simpul/envelope/1", parts.header, parts.wrap, digest)
    return replace(parts, signature=keyring(signer).sign(message)).frame


def spelled_header(fields: dict[str, object]) -> bytes:
    """A header's canonical bytes."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def header_changed(frame: bytes, signer: AuthorityId, **changes: object) -> bytes:
    """A frame with another header and a signature that holds."""
    parts = taken_apart(frame)
    fields = {name: value for name, value in {**parts.fields, **changes}.items() if value is not None}
    return signed_anew(replace(parts, header=spelled_header(fields)), signer)


def sealed_by_hand(
    sender: AuthorityId, recipient: AuthorityId, payload: bytes, *, signer: AuthorityId | None = None, **said: object
) -> bytes:
    """A whole envelope, sealed without our code for envelopes: what another implementation would send."""
    terms_of_header = {
        "kind": "report",
        "number": 1,
        "recipient": recipient,
        "sender": sender,
        "sent_at": "2026-03-14T09:26:53Z",
        "suite": SUITE,
        "version": 1,
        **said,
    }
    key, nonce = b"k" * 32, b"n" * 12
    associated = hashlib.sha256(spelled_header(terms_of_header)[1:]).digest()
    ciphertext = nonce + AESGCM(key).encrypt(nonce, payload, associated)
    header = spelled_header({**terms_of_header, "digest": hashlib.sha256(ciphertext).hexdigest()})
    info = encoded_for_signing("simpul/envelope/1", hashlib.sha256(header).digest(), recipient.encode())
    wrap = wrapped(key, sealing_key=keyring(recipient).sealing_key, info=info)
    parts = Parts(header=header, wrap=wrap, ciphertext=ciphertext, signature=b"")
    return signed_anew(parts, signer or sender)
