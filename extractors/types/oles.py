"""What an OLE compound file holds, by its streams."""

from io import BytesIO

import olefile

from extractors.types.names import MSG, OLE, XLS

_OLE_STREAMS = (
    ("__substg1.0_", MSG),
    ("EncryptedPackage", "application/encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)


def ole_kind(data: bytes) -> str:
    """Stream names stand in the directory as UTF-16; where two kinds are told, one holds the other."""
    kinds = list(dict.fromkeys(kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data))
    if len(kinds) > 1 and kinds[0] == MSG and not _is_message(data):
        return kinds[1]
    return kinds[0] if kinds else OLE


def _is_message(data: bytes) -> bool:
    """Whether the file itself is a message, and not a document that holds one."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            return bool(file.exists("__properties_version1.0"))
    except Exception:  # noqa: BLE001 - a damaged file raises anything; its reader names the fault
        return True
