"""RTF files: the text with its tables, what stands beside it, what is hidden in it, and what is embedded."""

import re
from binascii import unhexlify
from collections.abc import Iterator

from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MetadataField
from extractors.limits import Limits, ReadOptions
from extractors.office.flow import code_of_field, hidden_fields, pages_of
from extractors.office.objects import apart, member_of, of_first_version
from extractors.office.rtf_walk import STREAMS, Run, Walk
from extractors.office.rtf_words import BODY, SHAPE_WORDS
from extractors.reader import Reader

_SIDES = ("header", "footer", "footnote")
_PROPERTIES = (
    "title", "subject", "author", "manager", "company", "last_modified_by", "category", "keywords", "description",
    "link", "software", "template", "created", "modified", "printed",
)  # fmt: skip
_HIDDEN = (
    "hidden_text", "deleted_text", "bookmark", "index_entry", "form_field", "document_variable", "mail_merge",
)  # fmt: skip
_HREF = re.compile(r"(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_NOT_HEX = bytes(set(range(256)) - set(b"0123456789abcdefABCDEF"))


def read_rtf(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    runs = Walk(data).run()
    texts = [(run.kind, "".join(run.texts)) for run in runs]
    body = "".join(text for kind, text in texts if kind == BODY)
    sides = [text for side in _SIDES for kind, text in texts if kind == side]
    streams = [run for run in runs if run.kind in STREAMS and run.bytes]
    return ExtractedDocument(
        "",
        stamp("rtf"),
        pages=pages_of(body, [*sides, *_comments(texts)]),
        metadata=_properties(texts) + hidden_fields(_hidden(texts)),
        members=apart(_member(*one, options.limits) for one in enumerate(streams[: options.limits.members], 1)),
        reason="partly_over_limit" if len(streams) > options.limits.members else "",
    )


def _comments(texts: list[tuple[str, str]]) -> Iterator[str]:
    author = ""
    for kind, text in texts:
        if kind == "comment_author":
            author = text.strip()
        if kind == "comment" and text.strip():
            yield f"{author}: {text.strip()}" if author else text.strip()
            author = ""


def _properties(texts: list[tuple[str, str]]) -> tuple[MetadataField, ...]:
    found: list[MetadataField] = []
    own = ""
    for kind, text in texts:
        if kind in _PROPERTIES:
            found += field_of(kind, text)
        if kind == "custom_property":
            found += field_of("custom_property", f"{own}: {text}")
        own = text if kind == "custom_name" else own
    return tuple(found)


def _hidden(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    shape = ""
    for kind, text in texts:
        if kind == "shape_name":
            shape = text.strip()
        elif kind == "shape_value" and shape in SHAPE_WORDS:
            yield SHAPE_WORDS[shape], text
        elif kind == "field_code":
            yield code_of_field(text)
        elif kind in ("comment_author", "reviser"):
            yield from (("author", one) for one in text.split(";") if one.strip() != "Unknown")
        elif kind == "comment_initials":
            yield "initials", text
        elif kind == "html_tag":
            yield from (("link", found) for found in _HREF.findall(text))
        elif kind in _HIDDEN:
            yield kind, text


def _member(number: int, run: Run, limits: Limits) -> Member:
    digits = b"".join(run.bytes).translate(None, _NOT_HEX)
    data = unhexlify(digits[: len(digits) // 2 * 2])
    if run.kind == "picture":
        return member_of(f"picture{number}.{run.format or 'bin'}", data, limits)
    return of_first_version(f"object{number}.bin", data, limits)


READERS: dict[str, Reader] = {"text/rtf": read_rtf}
