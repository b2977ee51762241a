"""Whether a signed paper is one that was set here, with a signature and nothing else added to it.

A signature says that nobody changed a paper afterwards; it does not say that the paper says what the case says. Setting
the case anew gives the same bytes (`formats/paper.py`), with which the signed paper then begins; what follows is one
update of the file. Of it only what a signature that cannot be seen needs is let pass (ISO 32000-2, 7.5.6 and 12.7).
"""

from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import PdfFileReader

from simpul.peers.paper_signing import UNREADABLE

ADDED = {"/Page": frozenset({"/Annots"}), "/Catalog": frozenset({"/AcroForm", "/Extensions", "/Version"})}
"""What a signature adds to a page and to the catalogue of a file."""
INFORMATION = frozenset({"/Title", "/Keywords", "/Creator", "/ModDate", "/CreationDate", "/Producer"})
"""What a file says of itself; no page shows it."""
UNSEEN = [0, 0, 0, 0]


def is_signed_form_of(signed: bytes, unsigned: bytes) -> bool:
    """Say whether a paper is another one, signed, with nothing else added that a reader would see."""
    if not signed.startswith(unsigned):
        return False
    try:
        before, after = PdfFileReader(BytesIO(unsigned), strict=True), PdfFileReader(BytesIO(signed), strict=True)
        if (before.xrefs.total_revisions, after.xrefs.total_revisions) != (1, 2):
            return False
        known = before.xrefs.explicit_refs_in_revision(0)
        changed = after.xrefs.explicit_refs_in_revision(1)
        if _written(before.trailer.raw_get("/Root")) != _written(after.trailer.raw_get("/Root")):
            return False
        return all(
            _adds_a_signature(_object(before, each), _object(after, each))
            if each in known
            else _is_of_a_signature(_object(after, each))
            for each in changed
        )
    except UNREADABLE:
        return False


def _object(reader: PdfFileReader, named: Reference) -> PdfObject:
    found: PdfObject = reader.get_object(named)  # type: ignore[no-untyped-call]  # the library has no type for it
    return found


def _adds_a_signature(before: PdfObject, after: PdfObject) -> bool:
    """Say whether an object that was there differs by what a signature adds alone."""
    if not isinstance(before, DictionaryObject) or not isinstance(after, DictionaryObject):
        return False
    kind = before.get("/Type")
    if kind == "/Metadata":
        return after.get("/Type") == kind and after.get("/Subtype") == before.get("/Subtype")
    if kind is None:
        return set(after) <= INFORMATION
    if str(kind) not in ADDED or ("/Annots" in after and not _is_one_place(after.raw_get("/Annots"))):
        return False
    had = _parts(before)
    return had == {name: value for name, value in _parts(after).items() if name in had or name not in ADDED[str(kind)]}


def _is_one_place(annotations: PdfObject) -> bool:
    """Say whether a page bears one annotation, which is an object of its own: the place of the signature."""
    if not isinstance(annotations, ArrayObject) or len(annotations) != 1:
        return False
    return isinstance(annotations.raw_get(0), IndirectObject)


def _is_of_a_signature(found: PdfObject) -> bool:
    """Say whether a new object is the form of a signature, its unseen place on a page, or the signature."""
    if not isinstance(found, DictionaryObject):
        return False
    if "/Fields" in found:
        return set(found) <= {"/Fields", "/SigFlags"} and len(found["/Fields"]) == 1
    if found.get("/FT") == "/Sig":
        return "/AP" not in found and [int(each) for each in found["/Rect"]] == UNSEEN
    return found.get("/Type") == "/Sig"


def _parts(found: DictionaryObject) -> dict[str, bytes]:
    return {str(name): _written(found.raw_get(name)) for name in found}


def _written(found: PdfObject) -> bytes:
    out = BytesIO()
    found.write_to_stream(out, None)
    return out.getvalue()
