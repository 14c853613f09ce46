"""RFC 6962 proofs, made and checked: that an entry is in a tree, and that one tree grew out of another."""

from collections.abc import Callable, Sequence

from vault.merkle import EMPTY_ROOT, node_hash

Node = Callable[[int, int], bytes]  # (height, index): the root over the index-th 2**height leaves
Proof = tuple[bytes, ...]
MAX_PROOF = 63  # no tree has more levels


def range_root(node: Node, start: int, end: int) -> bytes:
    """The root over some leaves, as the RFC divides them: `start` is a multiple of the largest half."""
    size = end - start
    if size == 0:
        return EMPTY_ROOT
    if size & (size - 1) == 0:
        return node(size.bit_length() - 1, start // size)
    middle = start + _half(size)
    return node_hash(range_root(node, start, middle), range_root(node, middle, end))


def inclusion_proof(node: Node, index: int, size: int) -> Proof:
    """The hashes beside the way from an entry up to the root."""
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            path.append(range_root(node, middle, end))
            end = middle
        else:
            path.append(range_root(node, start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(node: Node, old: int, size: int) -> Proof:
    """The hashes from which both the root at the old size and the root now can be made."""
    if old == 0:
        return ()
    start, end, path = 0, size, []
    while old != end:
        middle = start + _half(end - start)
        if old <= middle:
            path.append(range_root(node, middle, end))
            end = middle
        else:
            path.append(range_root(node, start, middle))
            start = middle
    if start:
        path.append(range_root(node, start, end))
    return tuple(reversed(path))


def is_included(leaf: bytes, index: int, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(one, found)
            at, last = _up_to_a_right_child(at, last)
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162, section 2.1.4.2: the tree of `size` entries begins with that of `old` ones."""
    if not 0 < old < size:
        return not proof and ((old == size and old_root == root) or (old == 0 <= size and old_root == EMPTY_ROOT))
    way = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not way:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    then = now = way[0]
    for one in way[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            then, now = node_hash(one, then), node_hash(one, now)
            at, last = _up_to_a_right_child(at, last)
        else:
            now = node_hash(now, one)
        at, last = at >> 1, last >> 1
    return last == 0 and (then, now) == (old_root, root)


def _up_to_a_right_child(at: int, last: int) -> tuple[int, int]:
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _half(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
