"""The document of a message: found in its bytes, with the header that went before it, and named by its namespace.

Rules:
1. A message stands alone, or in an envelope with one business application header (head.001). Two documents in one
   envelope are refused, and so is a header that names another message than the one behind it.
2. What a message is its namespace says, never its content. A message or a version that is not known is refused as such.
3. Bytes, elements and transactions are bounded; the parser is the one of `simpul.formats.xml`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from simpul.core.errors import InputError
from simpul.core.payment.message import BusinessHeader
from simpul.formats.iso20022.parties import AGENT, PARTY
from simpul.formats.iso20022.walking import Table, compiled, group, into, passed, text, walked, within
from simpul.formats.xml import Element, XmlBounds, line_of, local_name, whole

BOUNDS = XmlBounds(max_bytes=16 * 1024 * 1024, max_elements=750_000)
"""What one message may cost; whoever has more sends several."""

STANDARD = re.compile(r"urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.[0-9]{3}\.[0-9]{3}\.[0-9]{2})")
SWISS = re.compile(r"http://www\.six-interbank-clearing\.com/de/([a-z]{4}\.[0-9]{3}\.001\.[0-9]{2})\.ch\.0[1-5]\.xsd")
"""The Swiss payment standards restrict a message of the standard under a name of their own."""

HEADER_NAME = re.compile(r"head\.001\.001\.0[1-9]")
DEEPEST_ENVELOPE = 3
MOST_SIBLINGS = 50
END: Table = {"OrgId": into(PARTY), "FIId": into(AGENT)}
APPLICATION: Table = {
    "Fr": group("sender", END),
    "To": group("recipient", END),
    "BizMsgIdr": text("id"),
    "MsgDefIdr": text("message"),
    "BizSvc": text("service"),
    "CreDt": text("created_at"),
    "PssblDplct": text("duplicate"),
    **dict.fromkeys(("Rltd", "Sgntr"), within("beside")),
    **passed("CharSet", "CpyDplct", "Prty", "MktPrctc", "BizPrcgDt"),
}


class UnknownMessageError(InputError):
    """Says that a message, or its version, is not one that is read; `name` is what it calls itself."""

    def __init__(self, name: str, *, place: str) -> None:
        """Keep the name."""
        super().__init__(f"the message {name[:80]!r} is not read", place=place)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A message in its bytes: its element, name and namespace, and the header before it."""

    element: Element
    name: str
    namespace: str
    header: BusinessHeader | None


def document(raw: bytes) -> Document:
    """Find the message in its bytes.

    Raises:
        InputError: it is no XML that is read, holds no message or several, or header and message disagree.
        UnknownMessageError: its namespace is not that of a message.
    """
    root = whole(raw, bounds=BOUNDS)
    found, before = (
        (root, None) if str(root.tag).endswith("Document") and local_name(root.tag) == "Document" else _enclosed(root)
    )
    tag = str(found.tag)
    namespace, name = _names(tag)
    if not name:
        raise UnknownMessageError(namespace or tag, place=line_of(found))
    header = _header(before) if before is not None else None
    if before is not None and header is not None and header.message != name:
        raise InputError(f"the header names {header.message[:40]!r}, the document {name}", place=line_of(before))
    return Document(element=found, name=name, namespace=namespace, header=header)


@lru_cache(maxsize=256)
def _names(tag: str) -> tuple[str, str]:
    """Give the namespace of a document's tag, and the message that it names, or none."""
    namespace = tag.partition("}")[0][1:] if tag.startswith("{") else ""
    named = STANDARD.fullmatch(namespace) or SWISS.fullmatch(namespace)
    return namespace, named[1] if named else ""


def _enclosed(root: Element) -> tuple[Element, Element | None]:
    """Find the one document, and the one header, in an envelope."""
    documents: list[Element] = []
    headers: list[Element] = []
    _look(root, 0, documents, headers)
    if not documents:
        raise UnknownMessageError(str(root.tag), place=line_of(root))
    if len(documents) > 1 or len(headers) > 1:
        raise InputError("more than one message in an envelope", place=line_of((documents + headers)[-1]))
    return documents[0], headers[0] if headers else None


def _look(element: Element, depth: int, documents: list[Element], headers: list[Element]) -> None:
    for count, child in enumerate(element):
        name = local_name(child.tag)
        if name == "Document":
            documents.append(child)
        elif name == "AppHdr":
            headers.append(child)
        elif depth < DEEPEST_ENVELOPE:
            _look(child, depth + 1, documents, headers)
        if count > MOST_SIBLINGS or len(documents) > 1:
            return


def _header(element: Element) -> BusinessHeader:
    namespace = str(element.tag).partition("}")[0][1:] if str(element.tag).startswith("{") else ""
    named = STANDARD.fullmatch(namespace)
    if named is None or not HEADER_NAME.fullmatch(named[1]):
        raise UnknownMessageError(namespace or "AppHdr", place=line_of(element))
    said = walked(element, compiled(APPLICATION, namespace), [])
    sender, recipient = said.get("sender", {}), said.get("recipient", {})
    return BusinessHeader(
        id=said.get("id", ""),
        sender=sender.get("bic", "") or sender.get("name", ""),
        recipient=recipient.get("bic", "") or recipient.get("name", ""),
        message=said.get("message", ""),
        service=said.get("service", ""),
        created_at=said.get("created_at", ""),
        duplicate=said.get("duplicate", ""),
    )
