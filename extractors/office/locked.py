"""Office files under a password ([MS-OFFCRYPTO]): opened with Excel's own, or with the editor's, as a member."""

from io import BytesIO
from types import SimpleNamespace
from xml.dom.minidom import parseString

from msoffcrypto import OfficeFile
from msoffcrypto.format import doc97, ppt97, xls97
from msoffcrypto.format.ooxml import OOXMLFile

from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MemberState, MetadataField
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import DOC, DOCX, PPT, PPTX, XLS, XLSB, XLSX
from extractors.types.oles import ole_kind
from extractors.types.zips import zip_kind

_OF_EXCEL = "VelvetSweatshop"  # a workbook that is only protected against changes is sealed with this
_ENDINGS = {DOCX: "docx", PPTX: "pptx", XLSX: "xlsx", XLSB: "xlsb", DOC: "doc", PPT: "ppt", XLS: "xls"}


for _module in (doc97, ppt97, xls97):  # it would put what it decrypts into a file on the disk
    _module.tempfile = SimpleNamespace(TemporaryFile=BytesIO)


def read_locked(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """The file within, as a member; raises ReadProblem(`encrypted`) where the password is another."""
    inner = _package(data, _OF_EXCEL)
    if inner is None:
        raise ReadProblem("encrypted")
    return _document(inner, field_of("encryption", "opened with Excel's own"), options.limits)


def unlock_office(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """As `read_locked`, with the editor's passwords; old binary files too."""
    if options.trying is None:
        raise ReadProblem("encrypted")
    opens = _package if ole_kind(data) == _PACKAGE else _binary
    return _document(options.trying.first(lambda password: opens(data, password)), (), options.limits)


def _document(inner: bytes, note: tuple[MetadataField, ...], limits: Limits) -> ExtractedDocument:
    if len(inner) > limits.member_bytes:
        raise ReadProblem("over_limit", bytes=len(inner))
    kind = zip_kind(inner) if inner.startswith(b"PK") else ole_kind(inner)
    member = Member(f"decrypted.{_ENDINGS.get(kind, 'bin')}", MemberState.READ, inner)
    return ExtractedDocument("", stamp("locked", "msoffcrypto-tool"), metadata=note, members=(member,))


def _package(data: bytes, password: str) -> bytes | None:
    plain = BytesIO()
    try:
        file = OOXMLFile(BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(plain)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken package raises anything, and stays as closed as a locked one
        return None
    return plain.getvalue() if plain.getvalue().startswith(b"PK") else None


def _binary(data: bytes, password: str) -> bytes | None:
    """DOC, XLS and PPT check a password by themselves."""
    plain = BytesIO()
    try:
        file = OfficeFile(BytesIO(data))
        file.load_key(password=password)
        file.decrypt(plain)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        return None
    return plain.getvalue() or None


def warm() -> None:
    """The library looks for the reader of a kind, and the reader for its parser, when it is given a file."""
    parseString(b"<warm/>").unlink()
    for data in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _binary(data, "")
        _package(data, "")


_PACKAGE = "application/encrypted"
READERS: dict[str, Reader] = {_PACKAGE: read_locked}
UNLOCKERS: dict[str, Reader] = dict.fromkeys((_PACKAGE, DOC, XLS, PPT), unlock_office)
