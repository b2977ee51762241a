"""The Merkle log, against the reference vectors of Certificate Transparency and the definitions of RFC 9162."""

import hashlib
from collections.abc import Sequence

import pytest

from simpul.core.errors import InputError
from simpul.core.log import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    extends,
    includes,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)

# The entries and roots that the implementations of RFC 6962 and RFC 9162 are checked against (tree sizes 1 to 8).
ENTRIES = [bytes.fromhex(text) for text in "|00|10|2021|3031|40414243|5051525354555657".split("|")]
ENTRIES.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
LARGEST = 64
MANY = [leaf_hash(bytes([index])) for index in range(LARGEST)]


def defined_root(entries: Sequence[bytes]) -> bytes:
    """MTH as RFC 9162, section 2.1.1, defines it, over entries and with nothing of the module under test."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = max(2**power for power in range(10) if 2**power < len(entries))
    left, right = defined_root(entries[:split]), defined_root(entries[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_the_reference_vectors(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_the_inclusion_proof_of_the_sixth_of_eight_is_that_of_the_reference_vectors() -> None:
    assert [step.hex() for step in inclusion_proof(LEAVES, 5)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_the_consistency_proof_from_three_to_eight_is_that_of_the_reference_vectors() -> None:
    assert [step.hex() for step in consistency_proof(LEAVES, 3)] == [
        "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
        "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


@pytest.mark.parametrize("size", range(LARGEST + 1))
def test_every_root_up_to_64_is_the_defined_one_however_the_leaves_came(size: int) -> None:
    entries = [bytes([index]) for index in range(size)]
    grown = Frontier()
    for index in range(size):
        grown = grown.with_leaves(MANY[index : index + 1])
    at_once = Frontier().with_leaves(MANY[: size // 2]).with_leaves(MANY[size // 2 : size])
    assert root_of(MANY[:size]) == grown.root == at_once.root == defined_root(entries)
    assert grown == at_once
    assert grown.size == size


def wrong_proofs(proof: Sequence[bytes]) -> list[tuple[bytes, ...]]:
    """What somebody might try instead of a proof: each step changed, one lacking, one more, another order."""
    flipped = [
        (*proof[:index], bytes([step[0] ^ 1]) + step[1:], *proof[index + 1 :]) for index, step in enumerate(proof)
    ]
    shorter = [tuple(proof[:-1]), tuple(proof[1:])] if proof else []
    longer = [(*proof, MANY[0]), (MANY[0], *proof)]
    turned = [tuple(reversed(proof))] if len(proof) > 1 else []
    none: list[tuple[bytes, ...]] = [()] if proof else []
    return [*flipped, *shorter, *longer, *turned, *none]


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_inclusion_proof_up_to_64_holds_and_nothing_else_does(size: int) -> None:
    leaves, root = MANY[:size], root_of(MANY[:size])
    for index in range(size):
        proof = inclusion_proof(leaves, index)
        assert len(proof) <= (size - 1).bit_length()
        assert includes(root, size=size, leaf=leaves[index], index=index, proof=proof)
        assert not includes(EMPTY_ROOT, size=size, leaf=leaves[index], index=index, proof=proof)
        assert not includes(root, size=size, leaf=leaf_hash(b"another"), index=index, proof=proof)
        for other in {(index + 1) % size, size - 1 - index} - {index}:
            assert not includes(root, size=size, leaf=leaves[index], index=other, proof=proof)
        for wrong in wrong_proofs(proof):
            assert not includes(root, size=size, leaf=leaves[index], index=index, proof=wrong)


@pytest.mark.parametrize("later", range(1, LARGEST + 1))
def test_every_consistency_proof_up_to_64_holds_and_nothing_else_does(later: int) -> None:
    leaves = MANY[:later]
    new = root_of(leaves)
    for earlier in range(1, later + 1):
        old, proof = root_of(leaves[:earlier]), consistency_proof(leaves, earlier)
        assert extends(old, earlier=earlier, later_root=new, later=later, proof=proof)
        assert not extends(EMPTY_ROOT, earlier=earlier, later_root=new, later=later, proof=proof)
        assert not extends(old, earlier=earlier, later_root=EMPTY_ROOT, later=later, proof=proof)
        for wrong in wrong_proofs(proof):
            assert not extends(old, earlier=earlier, later_root=new, later=later, proof=wrong)


def test_a_rewritten_history_has_no_consistency_proof() -> None:
    rewritten = [leaf_hash(b"forged"), *MANY[1:8]]
    for earlier in range(1, 8):
        proof = consistency_proof(rewritten, earlier)
        old, new = root_of(MANY[:earlier]), root_of(rewritten)
        assert not extends(old, earlier=earlier, later_root=new, later=8, proof=proof)


def test_a_leaf_is_never_taken_for_an_inner_node() -> None:
    inner = node_hash(LEAVES[0], LEAVES[1])
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != inner
    assert root_of(LEAVES[:2]) == inner


@pytest.mark.parametrize("index", [-1, 8])
def test_a_leaf_that_is_not_there_has_no_proof(index: int) -> None:
    with pytest.raises(InputError, match="no leaf"):
        inclusion_proof(LEAVES, index)
    assert not includes(root_of(LEAVES), size=8, leaf=LEAVES[0], index=index, proof=())


@pytest.mark.parametrize("earlier", [-1, 0, 9])
def test_a_size_that_is_no_prefix_has_no_proof(earlier: int) -> None:
    with pytest.raises(InputError, match="no prefix"):
        consistency_proof(LEAVES, earlier)
    root = root_of(LEAVES)
    assert not extends(root, earlier=earlier, later_root=root, later=8, proof=())


def test_the_same_tree_needs_no_proof_and_takes_none() -> None:
    root = root_of(LEAVES)
    assert consistency_proof(LEAVES, 8) == ()
    assert extends(root, earlier=8, later_root=root, later=8, proof=())
    assert not extends(root, earlier=8, later_root=root, later=8, proof=(LEAVES[0],))


@pytest.mark.parametrize(("size", "roots"), [(-1, ()), (1, ()), (2, (EMPTY_ROOT, EMPTY_ROOT)), (3, (EMPTY_ROOT,))])
def test_a_frontier_whose_roots_do_not_fit_its_size_cannot_be_built(size: int, roots: tuple[bytes, ...]) -> None:
    with pytest.raises(InputError, match="do not fit"):
        Frontier(size=size, roots=roots)
