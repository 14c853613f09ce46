"""The characters of a Word 97 to 2003 file as text: tables as tabs, fields as their results, hidden runs apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.office.doc_marks import Mark, Marks
from extractors.office.doc_pieces import PARTS, Head, Piece
from extractors.office.flow import code_of_field

_FIELD_BEGIN, _FIELD_SPLIT, _FIELD_END = "\x13", "\x14", "\x15"
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x0e": "\n", "\x1e": "\u2011", "\x1f": None, **dict.fromkeys("\x00\x01\x02\x03\x04\x06\x08")}
)  # fmt: skip  # \x05 stays: it begins each comment
_ASIDE = {Mark.HIDDEN: "hidden_text", Mark.DELETED: "deleted_text"}


@dataclass
class Texts:
    """What was read: each part's text, and named what does not show."""

    parts: dict[str, list[str]] = field(default_factory=dict, repr=False)
    hidden: list[tuple[str, list[str]]] = field(default_factory=list, repr=False)
    fields: list[list[str] | None] = field(default_factory=list, repr=False)  # open ones; a list while in the code
    aside: str = ""
    is_cut: bool = False


def read_text(head: Head, pieces: tuple[Piece, ...], characters: Marks, paragraphs: Marks, most: int) -> Texts:
    """At most `most` characters, since pieces may name the same bytes again and again."""
    texts = Texts()
    part, left = _next_part(head, -1)
    for piece in pieces:
        done = 0
        while done < piece.count and part < len(PARTS):
            taken = min(left, piece.count - done, most)
            most -= taken
            if not taken:
                texts.is_cut = True
                return texts
            run = Piece(piece.start + done * piece.width, taken, piece.width)
            _read_run(head, run, characters, paragraphs, texts, texts.parts.setdefault(PARTS[part], []))
            done, left = done + taken, left - taken
            if not left:
                part, left = _next_part(head, part)
                texts.fields.clear()
    return texts


def _next_part(head: Head, part: int) -> tuple[int, int]:
    part += 1
    while part < len(PARTS) and not head.counts[part]:
        part += 1
    return part, head.counts[part] if part < len(PARTS) else 0


def _read_run(head: Head, run: Piece, characters: Marks, paragraphs: Marks, texts: Texts, out: list[str]) -> None:
    at, end = run.start, run.start + run.count * run.width
    while at < end:
        stop = max(at + run.width, min(characters.next(at, end), paragraphs.next(at, end)))
        stop -= (stop - at) % run.width
        raw = head.main[at:stop]
        text = raw.decode("utf-16-le", "surrogatepass") if run.width == 2 else raw.decode(head.codec, "replace")
        _add(_shown(text, characters.at(at) | paragraphs.at(at), head.is_old), characters.at(at), texts, out)
        at = stop


def _shown(text: str, mark: Mark, is_old: bool) -> str:
    if mark & Mark.SPECIAL:
        text = text.replace("(", " ")
    if is_old:
        text = text.replace("\x07\x07", "\n")
    text = text.replace("\x07", "\n" if mark & Mark.ROW_END else "\t")
    return text.replace("\r", " " if mark & Mark.IN_TABLE else "\n").translate(_SIGNS)


def _add(text: str, mark: Mark, texts: Texts, out: list[str]) -> None:
    for piece in _split(text):
        if piece == _FIELD_BEGIN:
            texts.fields.append([])
        elif piece == _FIELD_SPLIT:
            _end_code(texts)
        elif piece == _FIELD_END:
            _end_code(texts)
            del texts.fields[-1:]
        elif texts.fields and (code := texts.fields[-1]) is not None:
            code.append(piece)
        else:
            _place(piece, mark, texts, out)


def _split(text: str) -> Iterator[str]:
    if not any(sign in text for sign in (_FIELD_BEGIN, _FIELD_SPLIT, _FIELD_END)):
        yield text
        return
    start = 0
    for at, sign in enumerate(text):
        if sign in (_FIELD_BEGIN, _FIELD_SPLIT, _FIELD_END):
            if at > start:
                yield text[start:at]
            yield sign
            start = at + 1
    if start < len(text):
        yield text[start:]


def _end_code(texts: Texts) -> None:
    if texts.fields and (code := texts.fields[-1]) is not None:
        name, value = code_of_field("".join(code))
        texts.hidden.append((name, [value]))
        texts.fields[-1], texts.aside = None, ""


def _place(text: str, mark: Mark, texts: Texts, out: list[str]) -> None:
    name = next((name for one, name in _ASIDE.items() if mark & one), "")
    if not name:
        out.append(text)
    elif name == texts.aside:
        texts.hidden[-1][1].append(text)
    else:
        texts.hidden.append((name, [text]))
    texts.aside = name
