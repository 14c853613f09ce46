"""What our own readers do not know, read by Tika as native code: the reader of last resort, for the cell only."""

import re
from functools import cache

import iscc_tika

from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, MetadataField
from extractors.fallback.xhtml import Markup, read_xhtml
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem

Said = dict[str, list[str]]
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_UNKNOWN = "application/octet-stream"
_LONGEST = 16 << 20  # characters of markup
_NAMES = {
    "dc:title": "title", "dc:creator": "author", "dc:subject": "subject", "dc:description": "description",
    "dc:publisher": "publisher", "dc:language": "language", "dcterms:created": "created",
    "dcterms:modified": "modified", "meta:last-author": "last_author", "meta:keyword": "keywords",
    "w:Comments": "comment", "meta:print-date": "printed",
    "extended-properties:Application": "software", "extended-properties:Company": "company",
    "extended-properties:Manager": "manager", "xmp:CreatorTool": "software", "generator": "software",
}  # fmt: skip
# What Tika says of its own work, and sizes and colours of pictures: they hold no words of the file.
_OWN = re.compile(
    r"X-TIKA:|Content-(Type|Length|Encoding)|resourceName$|access_permission:|File (Name|Size|Modified)|imagereader:"
    r"|(Chroma|Compression|Data|Dimension|Transparency|Component|Thumbnail) |[XY] Resolution|tiff:[XYIBRS]|pdf:"
)
_ENCRYPTED = re.compile(r"EncryptedDocument|[Pp]assword|-protected\b")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_MOST_ODD = 50  # one character in so many may be no character, before a guessed text is none


def read_tika(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Pages, tables and metadata; texts of files inside stand among the pages, which the reason tells."""
    text, said, found = _asked(data, options.limits)
    kinds = [kind.partition(";")[0].strip().lower() for kind in said.get("Content-Type", [])]
    if _ENCRYPTED.search(" ".join([*kinds, *said.get("X-TIKA:warning", [])])):
        raise ReadProblem("encrypted")
    media_type = next((kind for kind in kinds if _MEDIA_TYPE.fullmatch(kind)), _UNKNOWN)
    if media_type == _UNKNOWN or (media_type == "text/plain" and _is_odd(text)):
        raise ReadProblem("unknown_type")
    if not found.pages and not found.sheets:
        raise ReadProblem("no_text")
    reason = "members_inline" if found.has_members else ""
    if found.is_cut or len(text) >= _LONGEST:
        reason = "partly_over_limit"
    return ExtractedDocument(
        media_type,
        stamp("tika", "iscc-tika"),
        pages=found.pages,
        sheets=found.sheets,
        metadata=_metadata(said) + found.links,
        reason=reason,
    )


@cache
def _extractor(is_markup: bool) -> iscc_tika.Extractor:
    office = (
        iscc_tika.OfficeParserConfig()
        .set_include_deleted_content(True)
        .set_include_move_from_content(True)
        .set_include_headers_and_footers(True)
        .set_extract_macros(True)
        .set_extract_all_alternatives_from_msg(True)
    )
    made = iscc_tika.Extractor().set_xml_output(is_markup).set_extract_string_max_length(_LONGEST)
    return made.set_office_config(office)


def _asked(data: bytes, limits: Limits) -> tuple[str, Said, Markup]:
    """What Tika wrote, what it says of the file, and its parts: as bare text where it cannot write its own markup."""
    answer = _answer(data, True)
    if isinstance(answer, str) and "SAXException" in answer:
        answer = _answer(data, False)
        if not isinstance(answer, str):
            return *answer, Markup(text_page(answer[0]), (), (), False, False)
    if not isinstance(answer, str):
        return *answer, read_xhtml(answer[0], limits)
    raise ReadProblem("memory" if "OutOfMemory" in answer else "encrypted" if _ENCRYPTED.search(answer) else "damaged")


def _answer(data: bytes, is_markup: bool) -> tuple[str, Said] | str:
    """Text and metadata; or what went wrong, which may quote the file and goes no further."""
    try:
        text, said = _extractor(is_markup).extract_bytes_to_string(bytearray(data))
        return text, said
    except MemoryError:
        raise
    except BaseException as fault:  # noqa: BLE001 - native code panics too
        return str(fault)


def _metadata(said: Said) -> tuple[MetadataField, ...]:
    """All but what is Tika's own; what has no usual name is marked as out of sight."""
    told = ((name, value) for name in sorted(said) if not _OWN.match(name) for value in said[name])
    named = dict.fromkeys((_NAMES.get(name, name), value, name not in _NAMES) for name, value in told)
    return tuple(one for field in named for one in field_of(*field))


def _is_odd(text: str) -> bool:
    """Whether what is taken for plain text is bytes."""
    return len(_ODD.findall(text[:1_000_000])) * _MOST_ODD > min(len(text), 1_000_000)
