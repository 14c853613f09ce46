"""Mail's own containers and cryptographic envelopes, told by their first bytes."""

import re

from extractors.types.names import CMS, EMLX, PGP, TNEF, TSD

_CMS_OID = bytes.fromhex("06092a864886f70d0107")
_TSD_OID = bytes.fromhex("060b2a864886f70d010910011f")
_SMIME_OID = bytes.fromhex("060b2a864886f70d01091001")
_BASE64 = (b"KoZIhvcNAQc", b"CSqGSIb3DQEH", b"BgkqhkiG9w0BBw")
_PEM = re.compile(rb"-----BEGIN (?:PKCS ?#?7[A-Z ]*|CMS)-----")
_VERSIONS = {1: (b"\x03", b"\x06"), 3: (b"\x04", b"\x05", b"\x06")}  # of packets with session keys
_SEALED = (9, 18, 20)
_MOST_RECIPIENTS = 500
_EMLX = re.compile(rb"[ \t]{0,20}\d{1,12}[ \t]{0,20}\r?\n[A-Za-z][A-Za-z0-9-]{0,60}:")


def envelope_kind(data: bytes) -> str:
    if data.startswith(b"\x78\x9f\x3e\x22"):
        return TNEF
    if is_pgp_message(data):
        return PGP
    head = data[:24]
    if head[:1] == b"0" and _TSD_OID in head:
        return TSD
    if head[:1] == b"0" and (_CMS_OID in head or _SMIME_OID in head):
        return CMS
    start = data[:200].lstrip()
    if start[:2] in (b"MI", b"MD") and any(one in start[:40] for one in _BASE64):
        return CMS
    if _PEM.match(start):
        return CMS
    return EMLX if _EMLX.match(data) else ""


def is_pgp_message(data: bytes) -> bool:
    """Binary: session keys for recipients or passwords, each whole and of a known version, then what they open."""
    at = 0
    for _ in range(_MOST_RECIPIENTS):
        head = data[at : at + 6].ljust(6, b"\0")
        tag = head[0] & 0x3F if head[0] & 0x40 else head[0] >> 2 & 0x0F
        if not head[0] & 0x80 or tag not in _VERSIONS:
            return at > 0 and bool(head[0] & 0x80) and tag in _SEALED
        start, size = _length(head)
        if data[at + start : at + start + 1] not in _VERSIONS[tag]:
            return False
        at += start + size
    return False


def _length(head: bytes) -> tuple[int, int]:
    """How many bytes say the length of a packet, the first included, and what they say."""
    if not head[0] & 0x40:
        size = 1 << (head[0] & 3)
        return (1 + size, int.from_bytes(head[1 : 1 + size], "big")) if size < 8 else (1, 1 << 32)
    if head[1] < 192:
        return 2, head[1]
    if head[1] < 224:
        return 3, ((head[1] - 192) << 8) + head[2] + 192
    return 6, int.from_bytes(head[2:6], "big")
