"""Encrypted members of a ZIP: which passwords may open one is told cheaply, which does by its digest once unpacked."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from extractors.archives.budget import Budget
from extractors.archives.packed import unpacked
from extractors.archives.unpack import How
from extractors.document import Member, MemberState
from extractors.keys import Trying
from extractors.limits import ReadOptions

_AES, _AES_EXTRA, _ROUNDS = 99, b"\x01\x99", 1000
_STRONG = 0x40  # PKWARE's own way, with certificates
_MASK = 0xFFFFFFFF
_DOS = ("cp866", "cp850", "cp1251", "cp1252")  # programs of before took a password's bytes as the machine had them
Locked = Mapping[bytes, tuple[zipfile.ZipInfo, bytes]]  # stored name: its entry, and its bytes from their start


def opened_members(data: bytes, locked: Locked, options: ReadOptions, budget: Budget) -> dict[bytes, Member]:
    """What the keys open, by stored names; each password that opens one member is tried on all the others at once."""
    trying = options.trying
    found: dict[bytes, Member] = {}
    waiting = dict(locked)
    while trying is not None and waiting and not trying.is_over:
        name = next(iter(waiting))
        for password, coded in _candidates(trying, waiting[name]):
            same = frozenset(one for one, entry in waiting.items() if not trying.is_over and _may_open(entry, coded))
            opened = _unpacked(data, coded, same, options, budget)
            found |= opened
            for one in opened:
                del waiting[one]
            if name in opened:
                trying.opened_by(password)
                trying.opened += len(opened)
                break
        waiting.pop(name, None)
    return found


def _candidates(trying: Trying, locked: tuple[zipfile.ZipInfo, bytes]) -> Iterator[tuple[str, bytes]]:
    for password in trying.passwords():
        for coded in _codings(password):
            if _may_open(locked, coded):
                yield password, coded


def _codings(password: str) -> tuple[bytes, ...]:
    if password.isascii():
        return (password.encode(),)
    found = [password.encode()]
    for name in _DOS:
        try:
            found.append(password.encode(name))
        except UnicodeEncodeError:
            continue
    return tuple(dict.fromkeys(found))


def _unpacked(
    data: bytes, password: bytes, names: frozenset[bytes], options: ReadOptions, budget: Budget
) -> dict[bytes, Member]:
    """What a wrong password makes of a member is broken, and is not to be paid for."""
    rest = unpacked(data, How(("zip_seekable",), password=password), options, wanted=names, budget=replace(budget))
    found: dict[bytes, Member] = {}
    for name, state, piece in zip(rest.names, rest.states, rest.data, strict=True):
        if state is MemberState.READ and len(piece) <= budget.most:
            budget.spend(len(piece))
            found[name] = Member("", state, piece)
    return found


def _may_open(locked: tuple[zipfile.ZipInfo, bytes], password: bytes) -> bool:
    """By one byte (ZipCrypto) or two (AES) that stand before the member for this purpose."""
    entry, packed = locked
    if entry.flag_bits & _STRONG:
        return False
    if entry.compress_type == _AES:
        return _may_open_aes(entry, packed, password)
    check = (entry.CRC >> 24) if not entry.flag_bits & 8 else _time_of(entry) >> 8
    return len(packed) >= 12 and _last_of_head(packed[:12], password) == check & 0xFF


def _time_of(entry: zipfile.ZipInfo) -> int:
    _, _, _, hour, minute, second = entry.date_time
    return hour << 11 | minute << 5 | second // 2


def _last_of_head(head: bytes, password: bytes) -> int:
    """The traditional cipher (APPNOTE, 6.1), as far as the last of the twelve bytes before the member."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        stir(keys, byte)
    plain = 0
    for byte in head:
        mixed = keys[2] & 0xFFFF | 2
        plain = byte ^ (mixed * (mixed ^ 1) >> 8 & 0xFF)
        stir(keys, plain)
    return plain


def stir(keys: list[int], byte: int) -> None:
    """The three keys of the traditional cipher after one more byte of plain text."""
    keys[0] = _crc(keys[0], byte)
    keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & _MASK
    keys[2] = _crc(keys[2], keys[1] >> 24)


def _crc(state: int, byte: int) -> int:
    return zlib.crc32(bytes((byte,)), state ^ _MASK) ^ _MASK


def _may_open_aes(entry: zipfile.ZipInfo, packed: bytes, password: bytes) -> bool:
    strength = _strength(entry.extra)
    if strength not in (1, 2, 3):
        return False
    size = 4 * (strength + 1)
    made = hashlib.pbkdf2_hmac("sha1", password, packed[:size], _ROUNDS, 4 * size + 2)
    return made[-2:] == packed[size : size + 2]


def _strength(extra: bytes) -> int:
    at = 0
    while at + 11 <= len(extra):
        if extra[at : at + 2] == _AES_EXTRA:
            return extra[at + 8]
        at += 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
    return 0
