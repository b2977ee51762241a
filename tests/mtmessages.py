"""SWIFT MT messages for tests, as text: invented people and institutions of the states XA and XB."""

UETR = "7f9c2a10-0b1c-4d2e-8f3a-001122334455"
FIELDS = {
    "20": "REF-1",
    "23B": "CRED",
    "32A": "260314EUR1250,00",
    "33B": "EUR1260,",
    "50K": "/XA46SIMP0000012345\r\nTARIK AMRI\r\n1 QUAY\r\nPORT",
    "52A": "SIMPXAXA",
    "57A": "SIMPXBXB",
    "59": "/XB45SIMP0000067890\r\nHARBOUR SOCIETY\r\nBAY",
    "70": "RELIEF\r\nFOR THE FLOOD",
    "71A": "SHA",
}
COVER = (
    ("20", "COV-1"),
    ("21", "REF-1"),
    ("32A", "260314USD99,"),
    ("52A", "SIMPXAXA"),
    ("58A", "SIMPXBXB"),
    ("50F", "/XA46SIMP0000012345\r\n1/TARIK AMRI\r\n3/XA/PORT\r\n4/19710314\r\n5/XA/PORT"),
    ("59", "/77\r\nHARBOUR SOCIETY"),
    ("70", "RELIEF"),
)


def mt(
    fields: dict[str, str] | None = None, *, kind: str = "103", user: str = f"{{121:{UETR}}}", more: str = ""
) -> bytes:
    """An MT103 with these fields in the place of the usual ones; an empty one is left out."""
    said = {**FIELDS, **(fields or {})}
    inside = "".join(f":{tag}:{text}\r\n" for tag, text in said.items() if text)
    return block(inside + more, kind=kind, user=user)


def cover(user: str = "{119:COV}") -> bytes:
    """An MT202 COV."""
    return block("".join(f":{tag}:{text}\r\n" for tag, text in COVER), kind="202", user=user)


def block(inside: str, *, kind: str = "103", user: str = "") -> bytes:
    """A message around its fields."""
    third = f"{{3:{user}}}" if user else ""
    head = f"{{1:F01SIMPXAXAAXXX0000000000}}{{2:I{kind}SIMPXBXBXXXXN}}"
    return f"{head}{third}{{4:\r\n{inside}-}}{{5:{{CHK:123456789ABC}}}}".encode()
