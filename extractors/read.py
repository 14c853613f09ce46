"""Bytes in, the neutral document out: identify, read, and refuse what would be passed on silently empty."""

from dataclasses import replace

from extractors.document import WORDS_BESIDE, ExtractedDocument
from extractors.limits import ReadOptions
from extractors.members import reason_of
from extractors.problem import ReadProblem
from extractors.registry import reader_for, refusal_of
from extractors.texts.strings import read_strings
from extractors.types.identify import identify

_UNREAD = ("ocr_unavailable", "undecoded", "no_transcript")  # there is, or may be, text that nobody read
_CODE_OF = {"partly_over_limit": "over_limit", "partly_broken": "damaged", "partly_encrypted": "encrypted"}


def read_file(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Touches no file, network, process or thread, so that it runs in the locked worker; raises only ReadProblem."""
    if not data:
        raise ReadProblem("empty")
    if len(data) > options.limits.bytes:
        raise ReadProblem("over_limit", bytes=len(data))
    if not data.strip(b"\x00"):
        raise ReadProblem("unknown_type")
    return _not_silent(_read(data, name, options))


def _read(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    code = "damaged"
    try:
        media_type = identify(data, name)
        reader = read_strings if options.strings else reader_for(media_type)
        if reader is not None:
            found = reader(data, name, options)
            return replace(found, media_type=media_type, reason=found.reason or reason_of(found.members))
        code = refusal_of(media_type)
    except ReadProblem:
        raise
    except MemoryError:
        code = "memory"
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - parsers raise anything, Rust's panics too, and its text may quote the file
        code = "damaged"
    raise ReadProblem(code)


def _not_silent(document: ExtractedDocument) -> ExtractedDocument:
    has_text = any(page.text.strip() for page in document.pages) or document.message is not None
    has_text = has_text or any(one.name in WORDS_BESIDE and one.value for one in document.metadata)
    if has_text or document.members or any(sheet.rows for sheet in document.sheets):
        return document
    is_picture = document.media_type.startswith("image/")  # it may well be without words
    if document.reason != "ocr_unavailable" and (document.metadata or is_picture):
        return replace(document, reason=document.reason or "no_text")
    raise ReadProblem(_CODE_OF.get(document.reason, document.reason if document.reason in _UNREAD else "no_text"))
