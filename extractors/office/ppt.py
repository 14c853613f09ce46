"""PowerPoint 97 to 2003: a page for each slide of the show, with notes and comments; earlier versions are named."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import Limits, ReadOptions
from extractors.office import ppt_records as kinds
from extractors.office.blips import pictures
from extractors.office.flow import hidden_fields
from extractors.office.objects import apart, opened, stream_of, unwrapped
from extractors.office.ole import CompoundFile
from extractors.office.ppt_records import Record, inside, outermost, record_at, siblings, strings_in, words_in
from extractors.office.summary import summary
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import PPT

_ENCRYPTED = 0xF3D1C4DF
_MOST_RECORDS = 100_000  # at the top of the file; a large show has some thousand
_MOST_EDITS = 10_000
_HIDDEN_SLIDE = 0x04
_TEXTS = (kinds.SLIDE, kinds.NOTES, kinds.DOCUMENT, kinds.HANDOUT)


@dataclass
class Show:
    """The records that the last saving refers to; without its list, all that are found."""

    slides: list[tuple[int, list[str], Record | None]] = field(default_factory=list)  # id, outline, the slide itself
    notes: dict[int, Record] = field(default_factory=dict)
    document: Record | None = None
    live: set[int] = field(default_factory=set)


def read_ppt(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    ole = opened(data)
    if ole is None:
        raise ReadProblem("damaged")
    with ole:
        main, user = stream_of(ole, ("PowerPoint Document",)), stream_of(ole, ("Current User",))
        if not main:
            raise ReadProblem("damaged")
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED:
            raise ReadProblem("encrypted")
        return _document(ole, main, user, options.limits)


def _document(ole: CompoundFile, main: bytes, user: bytes, limits: Limits) -> ExtractedDocument:
    records = list(islice(siblings(main, 0, len(main)), _MOST_RECORDS))
    show = _show(main, _places(main, user), records)
    texts = [_slide_text(show, *slide) for slide in show.slides[: limits.pages]]
    members = [_object(one, number, limits) for number, one in enumerate(_objects(records)[: limits.members], 1)]
    return ExtractedDocument(
        "",
        stamp("ppt", "olefile"),
        pages=tuple(page for number, text in enumerate(texts, 1) for page in text_page(text, number)),
        metadata=summary(ole) + hidden_fields(_hidden(show, records, "\n".join(texts))),
        members=apart((*members, *pictures(iter((stream_of(ole, ("Pictures",)),)), limits))),
        reason=_reason(ole, show, records, limits),
    )


def _reason(ole: CompoundFile, show: Show, records: list[Record], limits: Limits) -> str:
    if len(show.slides) > limits.pages or len(records) == _MOST_RECORDS:
        return "partly_over_limit"
    return "partly_broken" if ole.is_lying or any(one.is_cut for one in records) else ""


def _places(main: bytes, user: bytes) -> dict[int, int]:
    """Where each object stands now, by its number: the newest saving speaks first ([MS-PPT] 2.1.2)."""
    found: dict[int, int] = {}
    place = struct.unpack_from("<I", user, 16)[0] if len(user) >= 20 else 0
    seen: set[int] = set()
    while place and place not in seen and len(seen) < _MOST_EDITS:
        seen.add(place)
        edit = record_at(main, place, len(main))
        if edit is None or edit.kind != kinds.EDIT:
            break
        _read_places(record_at(main, edit.number(12), len(main)), found)
        found.setdefault(0, edit.number(16))
        place = edit.number(8)
    return found


def _read_places(record: Record | None, found: dict[int, int]) -> None:
    if record is None or record.kind != kinds.PLACES:
        return
    numbers = struct.unpack(f"<{len(record.body) // 4}I", record.body[: len(record.body) // 4 * 4])
    at = 0
    while at < len(numbers):
        first, count = numbers[at] & 0xFFFFF, numbers[at] >> 20
        for step, place in enumerate(numbers[at + 1 : at + 1 + count]):
            found.setdefault(first + step, place)
        at += 1 + count


def _show(main: bytes, places: dict[int, int], records: list[Record]) -> Show:
    document = record_at(main, places.get(places.get(0, -1), -1), len(main))
    if document is None or document.kind != kinds.DOCUMENT:
        slides = [one for one in records if one.kind == kinds.SLIDE]
        document = next((one for one in reversed(records) if one.kind == kinds.DOCUMENT), None)
        return Show([(0, [], one) for one in slides], {}, document, {one.place for one in slides})
    show = Show(document=document, live={document.place, *places.values()})
    for one in siblings(main, document.start, document.end):
        if one.kind == kinds.SLIDE_LIST and one.instance != 1:
            _read_list(one, places, show)
    return show


def _read_list(record: Record, places: dict[int, int], show: Show) -> None:
    for one in siblings(record.data, record.start, record.end):
        if one.kind == kinds.SLIDE_PLACE:
            target = record_at(record.data, places.get(one.number(0), -1), len(record.data))
            if record.instance == 2 and target is not None:
                atom = next((inner for inner in inside(target) if inner.kind == kinds.NOTES_ATOM), None)
                show.notes[atom.number(0) if atom else 0] = target
            if record.instance == 0:
                show.slides.append((one.number(12), [], target))
        elif record.instance == 0 and one.kind in (kinds.CHARS, kinds.BYTES) and show.slides:
            show.slides[-1][1].append(kinds.word_of(one))


def _slide_text(show: Show, number: int, outline: list[str], slide: Record | None) -> str:
    texts = [text for text in outline if text]
    if slide is not None:
        texts += words_in(slide)
        texts += [text for strings in strings_in(slide, kinds.HEADERS) for text in strings.values()]
    if number in show.notes and number:
        texts += words_in(show.notes[number])
    for strings in strings_in(slide, kinds.COMMENT) if slide is not None else ():
        texts.append(": ".join(text for text in (strings.get(0, ""), strings.get(1, "")) if text))
    return "\n".join(text for text in texts if text and text != "*")


def _hidden(show: Show, records: list[Record], shown: str) -> Iterator[tuple[str, str]]:
    for number, (_, _, slide) in enumerate(show.slides, 1):
        for one in inside(slide) if slide is not None else ():
            if one.kind == kinds.SLIDE_SHOW and len(one.body) > 10 and one.body[10] & _HIDDEN_SLIDE:
                yield "hidden_slide", str(number)
        for strings in strings_in(slide, kinds.COMMENT) if slide is not None else ():
            yield from (("author", strings.get(0, "")), ("initials", strings.get(2, "")))
    if show.document is not None:
        for strings in strings_in(show.document, kinds.LINK):
            yield from (("link", text) for key, text in strings.items() if key)
        for strings in strings_in(show.document, kinds.HEADERS):
            yield from (("printed_header", text) for text in strings.values())
    for one in records:
        if one.kind == kinds.MASTER:
            yield from (("master_text", text) for text in _own_words(one))
        elif one.kind in _TEXTS and one.place not in show.live:
            yield from (("earlier_text", text) for text in words_in(one) if text not in shown)


def _own_words(master: Record) -> Iterator[str]:
    """What a master shows on every slide; its placeholders only say where to click."""
    for one in outermost(master, kinds.SHAPE):
        if not any(inner.kind == kinds.PLACEHOLDER for inner in inside(one)):
            yield from words_in(one)


def _objects(records: list[Record]) -> list[Record]:
    return [one for one in records if one.kind == kinds.OBJECT]


def _object(record: Record, number: int, limits: Limits) -> Member:
    """A compound file, as it is or packed after its size."""
    name = f"object{number}.ole"
    if record.instance == 0:
        return unwrapped(name, record.body, limits)
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(record.body[4:], limits.member_bytes)
    except zlib.error:
        return Member(name, MemberState.BROKEN)
    return Member(name, MemberState.OVER_LIMIT) if unpacker.unconsumed_tail else unwrapped(name, data, limits)


READERS: dict[str, Reader] = {PPT: read_ppt}
