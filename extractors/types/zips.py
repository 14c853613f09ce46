"""What a ZIP holds: an office file, an e-book, or files."""

import re
import zipfile
from io import BytesIO

from extractors.types.names import DOCX, IWORK, PPTX, VISIO, XLSB, XLSX, ZIP

_OFFICE_PARTS = (("word/", DOCX), ("xl/workbook.bin", XLSB), ("xl/", XLSX), ("ppt/", PPTX), ("visio/", VISIO))


def zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()[:2000]
            declared = archive.read("mimetype")[:100].decode("ascii", "ignore").strip() if "mimetype" in names else ""
            if not declared and "content.xml" in names and "META-INF/manifest.xml" in names:
                declared = _in_manifest(archive.read("META-INF/manifest.xml")[:65536])
    except Exception:  # noqa: BLE001 - a damaged archive raises anything; its reader names the fault
        return _cut_zip_kind(data)
    if declared.startswith("application/"):
        return declared
    if any(one.lower().endswith((".fdseq", ".fpage")) for one in names):
        return "application/vnd.ms-xpsdocument"
    if "[Content_Types].xml" in names:
        return next(
            (kind for part, kind in _OFFICE_PARTS if any(one.startswith(part) for one in names)), "application/x-opc"
        )
    is_iwork = "buildVersionHistory.plist" in names and ("index.xml" in names or "index.apxl" in names)
    return IWORK if is_iwork or "Index/Document.iwa" in names or "Index.zip" in names else ZIP


def _in_manifest(manifest: bytes) -> str:
    """OpenOffice.org 1 and some writers since name the whole's type only in the list of parts."""
    found = re.search(rb'media-type="(application/vnd\.[a-z.-]+)"[^>]*full-path="/"', manifest)
    return found[1].decode("ascii") if found else ""


def _cut_zip_kind(data: bytes) -> str:
    """Without its directory, an office file is still told by the names in its local headers."""
    if b"[Content_Types].xml" not in data[:4096]:
        return ZIP
    return next((kind for part, kind in _OFFICE_PARTS if b"PK" in data and part.encode() in data), ZIP)
