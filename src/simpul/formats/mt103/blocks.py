"""The blocks of SWIFT MT messages, and the fields of the text block with their lines.

Rules:
1. A file holds one message or several, one after the other, with or without a `$` between (RJE).
2. A message has blocks 1, 2 and 4; what stands in 3 and 5 is kept by its tag. A block that does not close is refused.
3. A field begins with `:tag:` at the start of a line and goes on to the next one.
4. Texts are of SWIFT's character set X; another character is refused with its field and line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simpul.core.errors import InputError

MOST_BYTES = 8 * 1024 * 1024
MOST_MESSAGES = 10_000
MOST_TEXT = 20_000
HEAD = re.compile(r"\{1:([A-Z][0-9]{2}[A-Z0-9]{12}[0-9]{0,10})\}")
APPLICATION = re.compile(
    r"\{2:(?:I([0-9]{3})([A-Z0-9]{12})[A-Z0-9]{0,5}|O([0-9]{3})[0-9]{10}([A-Z0-9]{12})[0-9A-Z]{0,26})\}"
)
USER = re.compile(r"\{([0-9A-Z]{3}):([^{}]{0,200})\}")
FIELD = re.compile(r"^:([0-9]{2}[A-Z]?):", re.MULTILINE)
NOT_X = re.compile(r"[^A-Za-z0-9/\-?:().,'+ \r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class MtField:
    """One field of the text block: its tag, its lines, and where it stands."""

    tag: str
    lines: tuple[str, ...]
    line: int

    @property
    def place(self) -> str:
        """The field as a person finds it: `line 7, field 50K`."""
        return f"line {self.line}, field {self.tag}"

    @property
    def text(self) -> str:
        """The whole text of the field."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class MtMessage:
    """One message: its type, who sent it to whom, its user header, and its fields in order."""

    kind: str
    sender: str
    recipient: str
    user: dict[str, str]
    fields: tuple[MtField, ...]
    line: int


def mt_messages(raw: bytes) -> Iterator[MtMessage | InputError]:
    """Give the messages of a file in order; in the place of one that is badly made, why.

    Raises:
        InputError: it is no file of messages, or larger than the bounds.
    """
    text = _text(raw)
    starts = [found.start() for found in re.finditer(r"\{1:", text)]
    if not starts or text[: starts[0]].strip("$ \r\n\x01"):
        raise InputError("does not begin with block 1 of a message", place="line 1")
    if len(starts) > MOST_MESSAGES:
        raise InputError(f"more than {MOST_MESSAGES} messages", place="line 1")
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text.count("\n", 0, start) + 1
        try:
            yield _message(text[start:end], line)
        except InputError as refused:
            yield refused


def _text(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES} bytes", place=f"byte {MOST_BYTES}")
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        raise InputError(f"holds the byte {raw[exc.start]:02x}, which no MT message has", place=f"line {line}") from exc


def _message(text: str, line: int) -> MtMessage:
    head, application = HEAD.match(text), APPLICATION.search(text)
    if head is None or application is None or application.start() != head.end():
        raise InputError("blocks 1 and 2 are not those of a message", place=f"line {line}")
    begins = text.find("{4:", application.end())
    ends = text.find("-}", begins)
    if begins < 0 or ends < 0:
        raise InputError("block 4 is not there, or does not end", place=f"line {line}")
    between = text[application.end() : begins]
    if between and not (between.startswith("{3:{") and between.endswith("}}")):
        raise InputError("block 3 does not end", place=f"line {line}")
    sent = application[1] is not None
    other = application[2] if sent else application[4]
    own = head[1][3:15]
    first = line + text.count("\n", 0, begins)
    return MtMessage(
        kind=application[1] or application[3],
        sender=_bic(own if sent else other),
        recipient=_bic(other if sent else own),
        user=dict(USER.findall(between)),
        fields=tuple(_fields(text[begins + 3 : ends], first)),
        line=line,
    )


def _fields(block: str, line: int) -> Iterator[MtField]:
    if len(block) > MOST_TEXT:
        raise InputError(f"block 4 is longer than {MOST_TEXT} characters", place=f"line {line}")
    found = list(FIELD.finditer(block))
    if not found or block[: found[0].start()].strip():
        raise InputError("block 4 does not begin with a field", place=f"line {line}")
    for each, following in zip(found, [*found[1:], None], strict=True):
        text = block[each.end() : following.start() if following else len(block)]
        at = line + block.count("\n", 0, each.start())
        yield _field(each[1], text.rstrip("\r\n"), at)


def _field(tag: str, text: str, line: int) -> MtField:
    wrong = NOT_X.search(text)
    if wrong:
        at = line + text.count("\n", 0, wrong.start())
        reason = f"holds the character U+{ord(wrong[0]):04X}, which is not in character set X"
        raise InputError(reason, place=f"line {at}, field {tag}")
    return MtField(tag=tag, lines=tuple(text.replace("\r\n", "\n").split("\n")), line=line)


def _bic(terminal: str) -> str:
    """Give the BIC of a logical terminal: without its letter, and without a branch that says nothing."""
    bank, branch = terminal[:8], terminal[9:12]
    return bank if branch in ("XXX", "") else bank + branch
