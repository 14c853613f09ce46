"""Plain text in whatever encoding it came."""

from extractors.charset import decode
from extractors.describe import split_pages, stamp
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import PLAIN


def read_plain(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    pages = split_pages(decode(data))
    if len(pages) > options.limits.pages:
        raise ReadProblem("over_limit", pages=len(pages))
    return ExtractedDocument("text/plain", stamp("plain", "charset-normalizer"), pages=pages)


_KINDS = (PLAIN, "text/calendar", "text/vcard")
READERS: dict[str, Reader] = dict.fromkeys(_KINDS, read_plain)
