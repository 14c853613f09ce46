"""What an OLE compound file holds, by its streams."""

from extractors.types.names import OLE, XLS

_OLE_STREAMS = (
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("EncryptedPackage", "application/encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)


def ole_kind(data: bytes) -> str:
    """Stream names stand in the directory as UTF-16."""
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return OLE
