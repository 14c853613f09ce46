"""Databases and tables, by their first bytes and by headers that add up."""

import struct

SQLITE = "application/vnd.sqlite3"
ACCESS = "application/x-msaccess"
DBF = "application/x-dbf"
PLIST = "application/x-bplist"
PARQUET = "application/vnd.apache.parquet"

_DBF_VERSIONS = frozenset((0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7B, 0x83, 0x8B, 0x8C, 0xCB, 0xF5))


def table_kind(data: bytes) -> str:
    if data.startswith(b"SQLite format 3\0"):
        return SQLITE
    if data.startswith(b"bplist0"):
        return PLIST
    if data[4:19] in (b"Standard Jet DB", b"Standard ACE DB"):
        return ACCESS
    if data.startswith(b"PAR1") and data.endswith((b"PAR1", b"PARE")):
        return PARQUET
    return DBF if _is_dbf(data) else ""


def _is_dbf(data: bytes) -> bool:
    """The fields' sizes add up to the record's, and the list ends where the header says."""
    if len(data) < 65 or data[0] not in _DBF_VERSIONS or not (data[2] <= 12 and data[3] <= 31):
        return False
    start, width = struct.unpack_from("<HH", data, 8)
    first, step, place = (68, 48, 33) if data[0] & 7 == 4 else (32, 32, 16)
    at, total = first, 1
    while at + step <= min(start, len(data)) and data[at] != 0x0D:
        if data[at + place - 5 if step == 32 else at + 32] < 0x20:
            return False
        total += data[at + place] + (data[at + 17] << 8 if step == 32 and data[at + 11] == 0x43 else 0)
        at += step
    return at > first and total == width and at < start <= at + 300
