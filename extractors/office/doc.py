"""Word 6 to 2003 (DOC, DOT): text with notes and comments, what is hidden in it, properties, objects and pictures."""

import struct
from collections.abc import Iterator

from extractors.describe import stamp
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.office.blips import pictures
from extractors.office.doc_marks import Marks, character_marks, paragraph_marks
from extractors.office.doc_pieces import Head, pieces_of, read_head
from extractors.office.doc_text import Texts, read_text
from extractors.office.flow import hidden_fields, pages_of
from extractors.office.objects import apart, objects_in, opened, stream_of
from extractors.office.summary import summary
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import DOC

_SIDES = ("header", "footnote", "endnote", "text_box", "header_text_box", "macro")
_BOOKMARKS, _OWNERS, _REVISERS, _SAVERS = 21, 36, 51, 71
_COMMENTS = 4
_COMMENT_BYTES = 30
_NO_MARKS = Marks((), ())
_MOST_NAMES = 10_000


def read_doc(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    ole = opened(data)
    if ole is None:
        raise ReadProblem("damaged")
    with ole:
        head = read_head(ole)
        marks = (_NO_MARKS, _NO_MARKS) if head.is_old else (character_marks(head), paragraph_marks(head))
        texts = read_text(head, pieces_of(head), *marks, options.limits.text_bytes // 2)
        members, is_over = objects_in(ole, ("ObjectPool",), options.limits)
        images = pictures(iter((stream_of(ole, ("Data",)), head.main)), options.limits)
        return ExtractedDocument(
            "",
            stamp("doc", "olefile"),
            pages=pages_of("".join(texts.parts.get("body", ())), _beside(head, texts)),
            metadata=summary(ole) + hidden_fields(_hidden(head, texts)),
            members=apart((*members, *images)),
            reason="partly_over_limit" if is_over or texts.is_cut else "partly_broken" if ole.is_lying else "",
        )


def _beside(head: Head, texts: Texts) -> Iterator[str]:
    for side in _SIDES:
        yield "\n".join(line for line in "".join(texts.parts.get(side, ())).split("\n") if line.strip())
    owners = _owners(head)
    comments = "".join(texts.parts.get("comment", ())).split("\x05")[1:]
    for number, text in enumerate(comments):
        author = owners[number] if number < len(owners) else ""
        yield f"{author}: {text.strip()}" if author else text


def _owners(head: Head) -> list[str]:
    """Whose each comment is: an index into the list of names."""
    plc, names = head.place(_COMMENTS), list(_counted(head.place(_OWNERS)))
    count = max(0, (len(plc) - 4) // (4 + _COMMENT_BYTES))
    places = [4 * (count + 1) + _COMMENT_BYTES * number + 20 for number in range(count)]
    numbers = [struct.unpack_from("<H", plc, place)[0] for place in places if place + 2 <= len(plc)]
    return [names[number] if number < len(names) else "" for number in numbers]


def _hidden(head: Head, texts: Texts) -> Iterator[tuple[str, str]]:
    yield from ((name, "".join(value)) for name, value in texts.hidden)
    authors = (*_counted(head.place(_OWNERS)), *_listed(head.place(_REVISERS)))
    yield from (("author", one) for one in authors if one != "Unknown")
    yield from (("bookmark", one) for one in _listed(head.place(_BOOKMARKS)))
    yield from (("saved_by", one) for one in _listed(head.place(_SAVERS)))


def _counted(data: bytes, at: int = 0, extra: int = 0) -> Iterator[str]:
    """Strings of two-byte characters, each after its length."""
    for _ in range(_MOST_NAMES):
        if at + 2 > len(data):
            return
        (length,) = struct.unpack_from("<H", data, at)
        yield data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        at += 2 + 2 * length + extra


def _listed(data: bytes) -> Iterator[str]:
    """A table of strings ([MS-DOC] 2.2.4), as Word 97 and later write it."""
    if len(data) >= 6 and data[:2] == b"\xff\xff":
        yield from _counted(data, 6, struct.unpack_from("<H", data, 4)[0])


READERS: dict[str, Reader] = {DOC: read_doc}
