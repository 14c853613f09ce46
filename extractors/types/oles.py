"""What an OLE compound file holds, by the streams at its root: those of embedded objects say nothing of the whole."""

from extractors.office.ole import CompoundFile
from extractors.types.names import DOC, MSG, OLE, PPT, XLS

_OLE_STREAMS = (
    ("__substg1.0_", MSG),
    ("__properties_version1.0", MSG),
    ("encryptedpackage", "application/encrypted"),
    ("worddocument", DOC),
    ("workbook", XLS),
    ("book", XLS),
    ("powerpoint document", PPT),
    ("visiodocument", "application/vnd.visio"),
)


def ole_kind(data: bytes) -> str:
    names = _root_names(data)
    for stream, kind in _OLE_STREAMS:
        if any(name.startswith(stream) if stream.endswith("_") else name == stream for name in names):
            return kind
    return OLE


def _root_names(data: bytes) -> list[str]:
    """Names are compared without case; where the directory is broken, they are sought in its bytes."""
    try:
        with CompoundFile(data) as ole:
            return [str(entry.name).lower() for entry in ole.root.kids]
    except Exception:  # noqa: BLE001 - a damaged directory raises anything
        folded = data.lower()
        return [name for name, _ in _OLE_STREAMS if name.encode("utf-16-le") in folded]
