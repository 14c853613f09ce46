"""Office files in an encrypted package ([MS-OFFCRYPTO]): opened with the password given, or with Excel's own."""

from io import BytesIO

from msoffcrypto.format.ooxml import OOXMLFile

from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import DOCX, PPTX, XLSB, XLSX
from extractors.types.zips import zip_kind

_OF_EXCEL = "VelvetSweatshop"  # a workbook that is only protected against changes is sealed with this
_ENDINGS = {DOCX: "docx", PPTX: "pptx", XLSX: "xlsx", XLSB: "xlsb"}


def read_locked(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """The file within, as a member; raises ReadProblem(`encrypted`) where the password is another."""
    inner = _opened(data, options.password or _OF_EXCEL)
    if len(inner) > options.limits.member_bytes:
        raise ReadProblem("over_limit", bytes=len(inner))
    member = Member(f"decrypted.{_ENDINGS.get(zip_kind(inner), 'zip')}", MemberState.READ, inner)
    note = field_of("encryption", "opened with the password given" if options.password else "opened with Excel's own")
    return ExtractedDocument("", stamp("locked", "msoffcrypto-tool"), metadata=note, members=(member,))


def _opened(data: bytes, password: str) -> bytes:
    plain = BytesIO()
    try:
        file = OOXMLFile(BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(plain)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken package raises anything, and stays as closed as a locked one
        plain = BytesIO()
    if not plain.getvalue().startswith(b"PK"):
        raise ReadProblem("encrypted")
    return plain.getvalue()


READERS: dict[str, Reader] = {"application/encrypted": read_locked}
