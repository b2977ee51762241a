"""Hostile and broken XML is refused with its line, quickly, and without reading what lies outside."""

import os
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from simpul.core.errors import InputError
from simpul.formats.xml import Source, XmlBounds, records
from tests.patience import PATIENCE_SECONDS

BOUNDS = XmlBounds(max_bytes=2 * 1024**3)
ENTITIES = "".join(f'<!ENTITY lol{level} "{f"&lol{level - 1};" * 10}">' for level in range(1, 10))
LAUGHS = f'<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY lol0 "lol">{ENTITIES}]>\n<r><a>&lol9;</a></r>'


def texts(source: Source, *, depth: int = 1, bounds: XmlBounds = BOUNDS) -> list[str]:
    """What the records of a document say; each is read before the next is asked for."""
    return ["".join(map(str, record.itertext())) for record in records(source, root="r", depth=depth, bounds=bounds)]


def refusal(source: Source, *, bounds: XmlBounds = BOUNDS) -> InputError:
    with pytest.raises(InputError) as caught:
        texts(source, bounds=bounds)
    return caught.value


def place_and_reason(source: Source, *, bounds: XmlBounds = BOUNDS) -> tuple[str | None, str]:
    refused = refusal(source, bounds=bounds)
    return refused.place, refused.reason


def test_records_come_one_by_one_with_all_they_say() -> None:
    document = b"<r>\n<a>one <b>two</b> three</a><!-- nothing --><c/>\n<a><![CDATA[<four>]]></a></r>"
    assert texts(document) == ["one two three", "", "<four>"]


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_records_are_found_at_the_depth_that_is_asked_for(depth: int) -> None:
    assert texts(b"<r><a><b>1</b><b>2</b></a></r>", depth=depth) == [["12"], ["12"], ["1", "2"]][depth]


@pytest.mark.parametrize(
    "document",
    [
        '<?xml version="1.0" encoding="UTF-8"?><r><a>é</a></r>'.encode(),
        '<?xml version="1.0" encoding="UTF-8"?><r><a>é</a></r>'.encode("utf-8-sig"),
        '<?xml version="1.0" encoding="UTF-16"?><r><a>é</a></r>'.encode("utf-16"),
        b"<?xml version='1.0' encoding='us-ascii'?><r><a>&#233;</a></r>",
        "<r><a>é</a></r>".encode(),
    ],
)
def test_utf_8_and_utf_16_with_its_mark_are_read(document: bytes) -> None:
    assert texts(document) == ["é"]


def test_a_file_a_stream_and_bytes_are_read_alike(tmp_path: Path) -> None:
    document = b"<r>" + b"<a>x</a>\n" * 20_000 + b"</r>"
    file = tmp_path / "list.xml"
    file.write_bytes(document)
    assert texts(file) == texts(document) == texts(BytesIO(document)) == ["x"] * 20_000


class Trickle(BytesIO):
    """A stream that gives a byte at a time, as a slow line does."""

    def read(self, size: int | None = -1, /) -> bytes:
        del size
        return super().read(1)


def test_a_stream_that_trickles_is_read_like_any_other() -> None:
    assert texts(Trickle('<?xml version="1.0" encoding="UTF-16"?><r><a>é</a></r>'.encode("utf-16"))) == ["é"]


@pytest.mark.parametrize(
    ("document", "place", "word"),
    [
        (LAUGHS.encode(), "line 2", "DOCTYPE"),
        (LAUGHS.replace("<r><a>&lol9;</a></r>", '<r a="&lol9;"/>').encode(), "line 2", "DOCTYPE"),
        (LAUGHS.encode("utf-16"), "line 2", "DOCTYPE"),
        (b'\n\n<!DOCTYPE r SYSTEM "http://127.0.0.1:9/list.dtd"><r/>', "line 3", "DOCTYPE"),
        (b"<!DOCTYPE r [<!ENTITY a 'x'>]><r><a>&a;</a></r>", "line 1", "DOCTYPE"),
        (b"<!DOCTYPE r><r/>", "line 1", "DOCTYPE"),
        (b"<r>\n<a>&unheard;</a></r>", "line 2", "unheard"),
        (b"<r>\n<a>\n", "line 3", "Premature end"),
        (b"<r>\n<a", "line 2", "Start Tag a"),
        (b"", "line 1", "empty"),
        (b"  \n", "line 2", "Start tag expected"),
        (b"name,alias\n", "line 1", "Start tag expected"),
        (b"<r>\n<a></b></r>", "line 2", "mismatch"),
        (b"<r>\n\x01</r>", "line 2", "invalid Char"),
        (b"<r/>\n<r/>", "line 2", "Extra content"),
        (b"\n<html><body/></html>", "line 2", "begins with <html>"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n<r>\né</r>'.encode("latin-1"), "line 3", "Invalid bytes"),
        ('<?xml version="1.0" encoding="UTF-16"?><r/>'.encode("utf-16-le"), "line 1", "no byte-order mark"),
        ('<?xml version="1.0" encoding="UTF-16"?><r/>'.encode("utf-16-be"), "line 1", "no byte-order mark"),
        ("<r/>".encode("utf-32"), "line 1", "UTF-32"),
        ("<?xml version='1.0'?><r/>".encode("cp500"), "line 1", "Start tag expected"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<r>\xe9</r>', "line 1", "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="UTF-7"?><r>+AGE-</r>', "line 1", "UTF-7"),
        (b'<?xml version="1.0" encoding="unheard"?><r/>', "line 1", "unheard"),
        (b"<r>\n" * 17 + b"</r>" * 17, "line 17", "16 levels"),
        (b"<r>" * 100_000, "line 1", "levels"),
        (b"<r><a>\n" + b"x" * 20_000_000 + b"</a></r>", "line 2", "without the end of a record"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_with_its_line(document: bytes, place: str, word: str) -> None:
    begun = time.process_time()
    found, reason = place_and_reason(document)
    assert (found, word in reason) == (place, True), reason
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("before", ["", "<!-- <r> -->"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r SYSTEM "{0}"><r/>',
        '<!DOCTYPE r PUBLIC "-//r//r" "{0}"><r/>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "{0}">]><r><a>&x;</a></r>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "{0}">]><r a="&x;"/>',
        '<!DOCTYPE r [<!ENTITY % x SYSTEM "{0}"> %x;]><r/>',
    ],
)
@pytest.mark.timeout(PATIENCE_SECONDS)
def test_what_a_doctype_names_is_not_even_opened(tmp_path: Path, doctype: str, before: str) -> None:
    # Whoever opens a pipe to read waits until somebody writes, and nobody ever does.
    pipe = tmp_path / "secret"
    os.mkfifo(pipe)
    assert "DOCTYPE" in refusal(f"{before}{doctype.format(pipe)}".encode()).reason


def test_a_document_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    sparse = tmp_path / "sparse.xml"
    with sparse.open("wb") as file:
        file.truncate(1024**3)
    bounds = XmlBounds(max_bytes=1024**2)
    begun = time.process_time()
    assert refusal(sparse, bounds=bounds).reason == "larger than 1048576 bytes"
    assert time.process_time() - begun < 0.1
    assert refusal(b" " * (1024**2 + 1), bounds=bounds).place == "byte 1048576"
    assert refusal(BytesIO(b"<r>" + b"<a/>" * 1024**2), bounds=bounds).reason == "larger than 1048576 bytes"


def test_too_many_elements_are_refused() -> None:
    bounds = XmlBounds(max_bytes=1024**2, max_elements=100)
    assert texts(b"<r>" + b"<a/>" * 99 + b"</r>", bounds=bounds) == [""] * 99
    assert refusal(b"<r>\n" + b"<a/>" * 100 + b"</r>", bounds=bounds).reason == "more than 100 elements"


@pytest.mark.parametrize("name", ["absent.xml", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    refused = refusal(tmp_path / name)
    assert refused.reason.startswith("cannot be read: ")
    assert refused.place in {"absent.xml", tmp_path.name}


WHITESPACE = """
import sys, time
from simpul.core.errors import InputError
from simpul.formats.xml import XmlBounds, records

class Whitespace:
    def __init__(self, head, size):
        self.head, self.size, self.given = head, size, 0
    def read(self, most):
        if self.head:
            head, self.head = self.head, b""
            return head
        given = min(most, self.size - self.given)
        self.given += given
        return b" " * given

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

before, begun = peak(), time.process_time()
stream = Whitespace(sys.argv[1].encode(), 1024**3)
try:
    list(records(stream, root="r", depth=1, bounds=XmlBounds(max_bytes=2 * 1024**3)))
except InputError as exc:
    print(exc.place, stream.given, peak() - before, time.process_time() - begun, sep=";")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of memory from /proc")
@pytest.mark.parametrize("head", ["", "<r>", "<r><a>", "<r/>", "<r a='", "<!--"])
def test_a_gigabyte_of_whitespace_costs_neither_memory_nor_time(head: str) -> None:
    done = subprocess.run([sys.executable, "-c", WHITESPACE, head], capture_output=True, check=True, text=True)
    place, given, kilobytes, seconds = done.stdout.strip().split(";")
    assert place == "line 1"
    assert int(given) < 2 * 1024**2
    assert int(kilobytes) < 16 * 1024
    assert float(seconds) < 3


def test_a_long_list_is_read_in_the_memory_of_one_record() -> None:
    program = WHITESPACE.partition("before, begun")[0] + (
        'entry = b"<a>" + b"<b>some words of it</b>" * 40 + b"</a>\\n"\n'
        "class Long(Whitespace):\n"
        "    def read(self, most):\n"
        "        self.given += 1\n"
        '        end = b"</r>" if self.given == 400 else b""\n'
        '        return b"<r>" if self.given == 1 else entry * 64 if self.given < 400 else end\n'
        "before = peak()\n"
        "bounds = XmlBounds(max_bytes=2 * 1024**3, max_elements=10**7)\n"
        'count = sum(1 for _ in records(Long(b"", 0), root="r", depth=1, bounds=bounds))\n'
        "print(count, peak() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    count, kilobytes = done.stdout.split()
    assert int(count) == 64 * 398
    assert int(kilobytes) < 24 * 1024


@pytest.mark.parametrize("namespace", ["http://e}.example", "}", "{", "a}b}c"])
def test_a_namespace_with_a_brace_in_it_is_refused_with_its_line(namespace: str) -> None:
    raw = f'<list xmlns="{namespace}">\n<entry>x</entry></list>'.encode()
    with pytest.raises(InputError, match="line 1: not well-formed XML"):
        list(records(raw, root="list", depth=1, bounds=XmlBounds(max_bytes=1_000)))
