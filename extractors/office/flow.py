"""What all word-processor readers hand out alike: pages of a running text, and the fields' codes."""

import re
from collections.abc import Iterable

from extractors.clean import clean
from extractors.describe import field_of, text_page
from extractors.document import MetadataField, Page

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|(\S+))(?:\s+\\l\s+"([^"]*)")?', re.IGNORECASE)


def pages_of(body: str, sides: Iterable[str]) -> tuple[Page, ...]:
    """Page breaks (form feeds) part the pages; headers, notes and comments follow the last one, each once."""
    texts = [part for part in body.split("\f") if part.strip()] or [""]
    beside = dict.fromkeys(text for side in sides if (text := side.replace("\f", "\n").strip("\n")).strip())
    texts[-1] = "\n".join([texts[-1].rstrip("\n"), *beside]).strip("\n")
    return tuple(page for number, text in enumerate(texts, 1) for page in text_page(text, number))


def hidden_fields(pairs: Iterable[tuple[str, str]]) -> tuple[MetadataField, ...]:
    """Names and values of what does not show, each once."""
    found = dict.fromkeys((name, text) for name, value in pairs if (text := clean(value).strip()))
    return tuple(one for name, text in found for one in field_of(name, text, True))


def code_of_field(code: str) -> tuple[str, str]:
    """A field's code as a named value: where a link leads, or the code itself."""
    link = _LINK.match(code)
    if link is None:
        return "field_code", code
    return "link", (link[1] or link[2] or "") + (f"#{link[3]}" if link[3] else "")
