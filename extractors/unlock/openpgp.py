"""An OpenPGP message opened with secret keys or passwords (RFC 9580; GnuPG's OCB too). No signature is checked.

Of RFC 9580 itself, version 2 of encrypted data and version 6 of keys are not read: what has them stays encrypted.
"""

import bz2
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESOCB3

from extractors.keys import Keys, Trying
from extractors.limits import Limits
from extractors.problem import ReadProblem
from extractors.unlock.ciphers import block_size, cfb_decrypted, key_size
from extractors.unlock.openpgp_keys import FAULTS, SecretKey, secret_keys, session_of
from extractors.unlock.openpgp_packets import Cursor, Packet, binary, packets
from extractors.unlock.openpgp_s2k import read_s2k

_FOR_KEY, _FOR_PASSWORD, _ONE_PASS, _SIGNATURE = 1, 3, 4, 2
_PLAIN_SEALED, _SEALED, _OCB_SEALED, _COMPRESSED, _LITERAL = 9, 18, 20, 8, 11
_BESIDE = (_ONE_PASS, _SIGNATURE, 10, 13, 21)  # signatures, markers, padding
_MDC = b"\xd3\x14"
_OCB = 2
_DEEPEST = 8
_MOST_RECIPIENTS = 200
Session = tuple[int, bytes]


def opened_message(data: bytes, trying: Trying, limits: Limits) -> bytes:
    """What was sealed. Raises ReadProblem: `encrypted` where no key opens it, `over_limit` where it grows too large."""
    try:
        found = list(packets(binary(data)))
    except ValueError:
        found = []
    sealed = next((one for one in found if one.tag in (_PLAIN_SEALED, _SEALED, _OCB_SEALED)), None)
    if sealed is not None:
        for session in _sessions(found[:_MOST_RECIPIENTS], sealed, trying):
            plain = _content(sealed, session, limits)
            if plain is not None:
                trying.opened += 1
                return plain
    raise ReadProblem("encrypted")


def _sessions(found: Sequence[Packet], sealed: Packet, trying: Trying) -> Iterator[Session]:
    """Those of keys first: they cost less than a password, and a key that fits is certain."""
    wrapped = [one for one in found if one.tag == _FOR_KEY]
    for key in _secret_keys(trying.keys) if wrapped else ():
        for one in wrapped:
            if trying.is_over:
                return
            session = session_of(key, one)
            if session is not None:
                yield session
    yield from _by_password([one for one in found if one.tag == _FOR_PASSWORD], sealed, trying)


def _by_password(found: Sequence[Packet], sealed: Packet, trying: Trying) -> Iterator[Session]:
    for password in trying.passwords() if found else ():
        for one in found:
            session = _session_of(one, password)
            if session is not None and _is_likely(sealed, session):
                yield session


@lru_cache(maxsize=1)
def _secret_keys(keys: Keys) -> tuple[SecretKey, ...]:
    """A passphrase takes a while to become a key: once for all parts of a mail."""
    found: list[SecretKey] = []
    for one in keys.openpgp:
        with suppress(ValueError):
            found += secret_keys(one.data, one.passphrase)
    return tuple(found)


def _session_of(packet: Packet, password: str) -> Session | None:
    """What this packet makes of a password, right or wrong."""
    cursor = Cursor(packet.body)
    try:
        version, cipher = cursor.number(1), cursor.number(1)
        if version == 5:
            return _ocb_session(cursor, cipher, password)
        if version != 4:
            return None
        made, wrapped = read_s2k(cursor).key(password, key_size(cipher)), cursor.rest()
        if not wrapped:
            return cipher, made
        plain = cfb_decrypted(cipher, made, bytes(block_size(cipher)), wrapped)
        return (plain[0], plain[1:]) if len(plain) - 1 == key_size(plain[0]) else None
    except FAULTS:
        return None


def _ocb_session(cursor: Cursor, cipher: int, password: str) -> Session | None:
    mode = cursor.number(1)
    key = read_s2k(cursor).key(password, key_size(cipher))
    if mode != _OCB:
        return None
    try:
        return cipher, AESOCB3(key).decrypt(cursor.take(15), cursor.rest(), bytes([0xC3, 5, cipher, mode]))
    except InvalidTag:
        return None


def _is_likely(sealed: Packet, session: Session) -> bool:
    """A wrong password is told by two bytes that come twice, before all is decrypted; one in 65,536 is not."""
    if sealed.tag == _OCB_SEALED:
        return True
    with suppress(*FAULTS):
        size = block_size(session[0])
        start = 1 if sealed.tag == _SEALED else 0
        head = cfb_decrypted(*session, bytes(size), sealed.body[start : start + size + 2])
        return head[size - 2 : size] == head[size : size + 2]
    return False


def _content(sealed: Packet, session: Session, limits: Limits) -> bytes | None:
    """None where this is not the key."""
    try:
        plain = _UNSEALED[sealed.tag](sealed.body, session)
        return None if plain is None else _literal(plain, limits)
    except (*FAULTS, InvalidTag, zlib.error, OSError, EOFError):
        return None


def _unsealed(body: bytes, session: Session) -> bytes | None:
    """With the digest at its end, which is checked."""
    if body[:1] != b"\x01":
        return None
    size = block_size(session[0])
    plain = cfb_decrypted(*session, bytes(size), body[1:])
    whole, end = plain[:-20], plain[-20:]
    is_right = whole.endswith(_MDC) and hashlib.sha1(whole, usedforsecurity=False).digest() == end
    return whole[size + 2 : -2] if is_right else None


def _unsealed_plain(body: bytes, session: Session) -> bytes | None:
    """The form of before 2000, without any digest: feedback starts anew after the first bytes."""
    size = block_size(session[0])
    if not _is_likely(Packet(_PLAIN_SEALED, body), session):
        return None
    return cfb_decrypted(*session, body[2 : size + 2], body[size + 2 :])


def _unsealed_ocb(body: bytes, session: Session) -> bytes | None:
    cursor = Cursor(body)
    version, cipher, mode, coded = (cursor.number(1) for _ in range(4))
    if version != 1 or mode != _OCB or cipher != session[0] or coded > 16:
        return None
    start, told = cursor.take(15), bytes([0xD4, version, cipher, mode, coded])
    rest, sealer, step = cursor.rest(), AESOCB3(session[1]), (1 << (coded + 6)) + 16
    chunks, last = rest[:-16], rest[-16:]
    pieces: list[bytes] = []
    for at in range(0, len(chunks), step):
        number = len(pieces).to_bytes(8, "big")
        pieces.append(sealer.decrypt(_mixed(start, number), chunks[at : at + step], told + number))
    number = len(pieces).to_bytes(8, "big")
    sealer.decrypt(_mixed(start, number), last, told + number + sum(map(len, pieces)).to_bytes(8, "big"))
    return b"".join(pieces)


def _mixed(start: bytes, number: bytes) -> bytes:
    return start[:7] + bytes(one ^ other for one, other in zip(start[7:], number, strict=True))


_UNSEALED = {_PLAIN_SEALED: _unsealed_plain, _SEALED: _unsealed, _OCB_SEALED: _unsealed_ocb}


def _literal(data: bytes, limits: Limits) -> bytes | None:
    """The words themselves, out of what compresses them and beside what signs them."""
    for _ in range(_DEEPEST):
        one = next((one for one in packets(data) if one.tag not in _BESIDE), None)
        if one is None or one.tag not in (_LITERAL, _COMPRESSED):
            return None
        if one.tag == _LITERAL:
            cursor = Cursor(one.body)
            cursor.take(1)
            cursor.take(cursor.number(1) + 4)  # a file's name, a date
            return cursor.rest()
        data = _inflated(one.body, limits)
    return None


def _inflated(body: bytes, limits: Limits) -> bytes:
    most = min(limits.member_bytes, max(limits.ratio_floor, len(body) * limits.ratio))
    kind, packed = body[0], body[1:]
    if kind == 0:
        return packed
    if kind not in (1, 2, 3):
        raise ValueError
    stream = bz2.BZ2Decompressor() if kind == 3 else zlib.decompressobj(-15 if kind == 1 else 15)
    plain = stream.decompress(packed, most + 1)
    if len(plain) > most:
        raise ReadProblem("over_limit", bytes=most)
    return plain


def warm() -> None:
    """Wakes the library of ciphers and hashes."""
    for one in (8, 9, 10):
        hashlib.new({8: "sha256", 9: "sha384", 10: "sha512"}[one])
    cfb_decrypted(9, bytes(32), bytes(16), b"warm")
    AESOCB3(bytes(16)).encrypt(bytes(15), b"warm", None)
