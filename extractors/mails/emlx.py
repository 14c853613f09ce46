"""Apple Mail's file of one mail: a line that counts its bytes, the mail, and a property list about it."""

import plistlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from xml.parsers.expat import ExpatError

from extractors.describe import field_of
from extractors.document import ExtractedDocument, MetadataField
from extractors.limits import ReadOptions
from extractors.mails.mail import read_mail
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import EMLX

_COUNT = re.compile(rb"[ \t]*(\d{1,12})[ \t]*\r?\n")
_LISTED = ("date-sent", "date-received", "date-last-viewed", "subject", "sender", "to", "remote-id", "original-mailbox")
_LONGEST_LIST = 1 << 20
_LISTS = re.compile(rb"\s*<\?xml")


def read_emlx(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """A count that is wrong is not believed: the mail then ends where the list begins."""
    found = _COUNT.match(data)
    if found is None:
        raise ReadProblem("damaged")
    start = found.end()
    end = start + int(found[1])
    if end > len(data) or (data[end:].strip() and not _LISTS.match(data, end)):
        at = data.rfind(b"<?xml", start)
        end = at if at >= 0 else len(data)
    document = read_mail(data[start:end], name, options)
    return replace(document, metadata=(*document.metadata, *_listed(data[end:])))


def _listed(text: bytes) -> tuple[MetadataField, ...]:
    try:
        values = plistlib.loads(text.strip(), fmt=plistlib.FMT_XML) if 0 < len(text) < _LONGEST_LIST else {}
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, OverflowError, ExpatError):
        return ()
    if not isinstance(values, dict):
        return ()
    return tuple(one for key in _LISTED for one in field_of(key.replace("-", "_"), _said(key, values.get(key)), True))


def _said(key: str, value: object) -> object:
    if key.startswith("date-") and isinstance(value, (int, float)) and 0 < value < 1 << 33:
        return datetime.fromtimestamp(value, UTC).isoformat()
    return value


READERS: dict[str, Reader] = {EMLX: read_emlx}
UNLOCKERS = READERS
