"""The log: an append-only Merkle tree as in RFC 9162 (Certificate Transparency 2.0), section 2.1.

1. Leaf hash: SHA-256(0x00 || entry). Node hash: SHA-256(0x01 || left || right). Empty tree: SHA-256 of nothing.
2. A tree of n leaves splits at the largest power of two below n (section 2.1.1).
3. `Frontier` holds the roots of the full subtrees, largest first: appending costs O(log n) and needs no leaves.
4. Inclusion and consistency proofs and their checks follow sections 2.1.3 and 2.1.4.

Hashes are 32 bytes. Storage is elsewhere.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from simpul.core.errors import InputError

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Give the hash of one entry as a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The size of a tree and the roots of its full subtrees, largest first: enough to append and to give the root."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse roots that do not fit the size: there is one for each bit set in it."""
        if self.size < 0 or len(self.roots) != self.size.bit_count():
            raise InputError("the roots do not fit the size", place="frontier")

    def with_leaves(self, leaves: Sequence[bytes]) -> "Frontier":
        """Give the frontier after these leaf hashes are appended."""
        size, roots = self.size, list(self.roots)
        for leaf in leaves:
            current, height = leaf, size
            while height & 1:
                current = node_hash(roots.pop(), current)
                height >>= 1
            roots.append(current)
            size += 1
        return Frontier(size=size, roots=tuple(roots))

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.roots:
            return EMPTY_ROOT
        current = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            current = node_hash(left, current)
        return current


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over these leaf hashes."""
    return Frontier().with_leaves(leaves).root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Give the path from a leaf to the root (RFC 9162, section 2.1.3.1), lowest first.

    Raises:
        InputError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise InputError(f"there is no leaf {index} of {len(leaves)}", place="index")
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*inclusion_proof(leaves[:split], index), root_of(leaves[split:]))
    return (*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split]))


def includes(root: bytes, *, size: int, leaf: bytes, index: int, proof: Sequence[bytes]) -> bool:
    """Say whether the proof shows the leaf at the index of the tree (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, current = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            current = node_hash(step, current)
            while position and not position & 1:
                position >>= 1
                last >>= 1
        else:
            current = node_hash(current, step)
        position >>= 1
        last >>= 1
    return last == 0 and current == root


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> tuple[bytes, ...]:
    """Give the proof that the tree of the first `earlier` leaves is a prefix of this one (section 2.1.4.1).

    Raises:
        InputError: `earlier` is no size of a prefix.
    """
    if not 0 < earlier <= len(leaves):
        raise InputError(f"no prefix of {earlier} of {len(leaves)} leaves", place="earlier")
    return _subproof(leaves, earlier, complete=True)


def extends(earlier_root: bytes, *, earlier: int, later_root: bytes, later: int, proof: Sequence[bytes]) -> bool:
    """Say whether the proof shows that the later tree only added to the earlier one (section 2.1.4.2)."""
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not proof and earlier_root == later_root
    steps = list(proof) if earlier & (earlier - 1) else [earlier_root, *proof]
    if not steps:
        return False
    position, last = earlier - 1, later - 1
    while position & 1:
        position >>= 1
        last >>= 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while position and not position & 1:
                position >>= 1
                last >>= 1
        else:
            new = node_hash(new, step)
        position >>= 1
        last >>= 1
    return last == 0 and old == earlier_root and new == later_root


def _subproof(leaves: Sequence[bytes], earlier: int, *, complete: bool) -> tuple[bytes, ...]:
    if earlier == len(leaves):
        return () if complete else (root_of(leaves),)
    split = _split(len(leaves))
    if earlier <= split:
        return (*_subproof(leaves[:split], earlier, complete=complete), root_of(leaves[split:]))
    return (*_subproof(leaves[split:], earlier - split, complete=False), root_of(leaves[:split]))


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
