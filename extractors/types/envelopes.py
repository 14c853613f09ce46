"""Mail's own containers and cryptographic envelopes, told by their first bytes."""

import re

from extractors.types.names import CMS, EMLX, TNEF, TSD

_CMS_OID = bytes.fromhex("06092a864886f70d0107")
_TSD_OID = bytes.fromhex("060b2a864886f70d010910011f")
_SMIME_OID = bytes.fromhex("060b2a864886f70d01091001")
_BASE64 = (b"KoZIhvcNAQc", b"CSqGSIb3DQEH", b"BgkqhkiG9w0BBw")
_PEM = re.compile(rb"-----BEGIN (?:PKCS ?#?7[A-Z ]*|CMS)-----")
_EMLX = re.compile(rb"[ \t]{0,20}\d{1,12}[ \t]{0,20}\r?\n[A-Za-z][A-Za-z0-9-]{0,60}:")


def envelope_kind(data: bytes) -> str:
    if data.startswith(b"\x78\x9f\x3e\x22"):
        return TNEF
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
