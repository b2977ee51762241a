"""Throw broken envelopes at a node, and count what happens: `python -m tests.fuzz.envelopes 100000 --seed 1`.

Every frame must be refused with a refusal and a place. What is neither refused nor byte for byte an envelope that was
sealed, and any other exception, is a fault: the frame is printed, and the exit status is 1.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from simpul.core.exchange import EnvelopeRefusedError
from tests.peering import XA, XB, envelopes, introduction, sealed_by, signed_anew, spelled_header, taken_apart

JSON_PIECES = (
    *(b"{", b"}", b"[", b"]", b'"', b":", b",", b"\\", b"\\u0000", b"\\ud800", b"1", b"-0", b"1.5", b"1e9"),
    *(b"null", b"true", b'"version":2', b'"suite":"none"', b'"number":1', b" ", b"\n", b"\x00", b"\xff", b"\xc3\xa9"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the frames."""

    refusals: Counter[str]
    accepted: int
    seconds: float


def flipped(frame: bytes, chance: random.Random) -> bytes:
    """Change a few bits."""
    changed = bytearray(frame)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(frame: bytes, chance: random.Random) -> bytes:
    """End early."""
    return frame[: chance.randrange(len(frame))]


def extended(frame: bytes, chance: random.Random) -> bytes:
    """Go on after the end."""
    return frame + chance.randbytes(chance.randint(1, 200))


def spliced(frame: bytes, chance: random.Random) -> bytes:
    """Repeat, drop or move a stretch."""
    start, end = sorted(chance.randrange(len(frame) + 1) for _ in range(2))
    place = chance.randrange(len(frame) + 1)
    return frame[:place] + frame[start:end] + frame[place + chance.randint(0, end - start) :]


def wrong_length(frame: bytes, chance: random.Random) -> bytes:
    """Say another length."""
    place = chance.choice((8, 12, chance.randrange(len(frame) - 4)))
    return (
        frame[:place] + chance.choice((0, 1, 2**31, 2**32 - 1, chance.getrandbits(32))).to_bytes(4) + frame[place + 4 :]
    )


def noise(_frame: bytes, chance: random.Random) -> bytes:
    """Say anything at all, with or without the right beginning."""
    return chance.choice((b"", b"SIMPUL1\n", b"SIMPUL1\n\x00\x00\x00\x02{}")) + chance.randbytes(
        chance.randint(0, 2_000)
    )


def broken_header(frame: bytes, chance: random.Random) -> bytes:
    """Break the header and sign it, as a partner whose software is broken or hostile could."""
    parts = taken_apart(frame)
    header = bytearray(parts.header)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(header) + 1)
        header[place : place + chance.randint(0, 6)] = chance.choice(JSON_PIECES)
    return signed_anew(replace(parts, header=bytes(header)), XA)


def other_fields(frame: bytes, chance: random.Random) -> bytes:
    """Say other things in a header whose form and signature are in order."""
    parts = taken_apart(frame)
    fields = dict(parts.fields)
    values: tuple[object, ...] = ("", "x", -1, 0, 2**70, [], ["x"], {"a": "b"}, {}, XB, "2026-13-45T99:99:99Z")
    for _ in range(chance.randint(1, 3)):
        fields[chance.choice((*fields, "extra", "Version", "\u202e"))] = chance.choice(values)
    return signed_anew(replace(parts, header=spelled_header(fields)), XA)


def other_parts(frame: bytes, chance: random.Random) -> bytes:
    """Exchange wrapped key or ciphertext, and sign that."""
    parts = taken_apart(frame)
    noisy = chance.randbytes(chance.choice((0, 1, 11, 12, 28, len(parts.wrap), 5_000)))
    changed = replace(parts, wrap=noisy) if chance.random() < 0.5 else replace(parts, ciphertext=noisy)
    return signed_anew(changed, XA)


BREAKINGS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(flipped, cut, extended, spliced, wrong_length, noise, broken_header, other_fields, other_parts),
)


def fuzz(count: int, seed: int) -> tuple[Tally, bytes | None]:
    """Throw so many frames; give what became of them, and the first that was taken though it should not have been."""
    chance = random.Random(seed)
    whole = [sealed_by(XA, XB, chance.randbytes(size)).frame for size in (0, 1, 300, 5_000)]
    node, link = envelopes(XB), introduction(XA)
    refusals: Counter[str] = Counter()
    accepted, begun = 0, time.perf_counter()
    for index in range(count):
        frame = BREAKINGS[index % len(BREAKINGS)](chance.choice(whole), chance)
        try:
            node.open(frame, link=link)
        except EnvelopeRefusedError as refused:
            refusals[f"{refused.refusal} at {refused.place.partition('.')[0]}"] += 1
        else:
            accepted += 1
            if frame not in whole:
                return Tally(refusals=refusals, accepted=accepted, seconds=time.perf_counter() - begun), frame
    return Tally(refusals=refusals, accepted=accepted, seconds=time.perf_counter() - begun), None


def main(arguments: list[str]) -> int:
    """Throw frames and print what became of them."""
    parser = argparse.ArgumentParser(prog="tests.fuzz.envelopes", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    tally, taken = fuzz(asked.count, asked.seed)
    for refusal, count in tally.refusals.most_common():
        print(f"{count:>9}  {refusal}")
    print(f"{tally.accepted:>9}  unchanged by chance, and taken")
    print(f"{asked.count} frames in {tally.seconds:.1f} s, seed {asked.seed}")
    if taken is not None:
        print(f"taken though it was never sealed: {taken.hex()}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
