"""RTF read once from front to end, without recursion: groups are a stack, and each destination's text a run."""

import re
from binascii import hexlify
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.office.rtf_words import (
    BODY,
    CHANNELS,
    CODE_PAGES,
    MOMENTS,
    PICTURES,
    SIGNS,
    SKIP,
    SKIPPED,
    SYMBOLS,
    codec_of_charset,
    codec_of_page,
)

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}]+)|\\", re.DOTALL)
_WORD, _NUMBERED, _HEX, _SYMBOL, _BRACE, _TEXT = range(1, 7)
_DEPTH = 20_000  # deeper groups are counted, and share the state of the last one
_PROSE = frozenset((BODY, "header", "footer", "footnote", "comment"))
STREAMS = frozenset(("object", "picture"))


@dataclass
class Run:
    """The text of one destination, or the hexadecimal bytes of one picture or object."""

    kind: str
    texts: list[str] = field(default_factory=list, repr=False)
    bytes: list[bytes] = field(default_factory=list, repr=False)
    format: str = ""


class Group(NamedTuple):
    """What holds inside one pair of braces; without a run, its words are skipped."""

    run: Run | None
    font: int = -1
    unicode_skip: int = 1
    is_hidden: bool = False
    is_deleted: bool = False
    is_in_table: bool = False


class Walk:
    """One pass over the bytes; `runs` are in the order in which they were opened, the first is the body."""

    def __init__(self, data: bytes) -> None:
        self.runs = [Run(BODY)]
        self._data = data
        self._group, self._stack, self._beyond = Group(self.runs[0]), list[Group](), 0
        self._codec, self._fonts, self._default_font, self._defined_font = "cp1252", dict[int, str](), 0, 0
        self._bytes = bytearray()
        self._to_skip, self._is_optional, self._aside = 0, False, ""
        self._last_aside = Run("hidden_text")
        self._words: dict[str, Callable[[int | None], None]] = self._handlers()

    def run(self) -> list[Run]:
        at, data, match = 0, self._data, _TOKEN.match
        while token := match(data, at):
            at = token.end()
            kind = token.lastindex
            if kind == _TEXT:
                self._plain(token[_TEXT])
            elif kind == _HEX:
                self._byte(int(token[_HEX], 16))
            elif kind == _BRACE:
                self._brace(token[_BRACE])
            elif kind == _SYMBOL:
                self._symbol(token[_SYMBOL])
            elif kind is not None:
                word, number = token[_WORD].decode("ascii"), token[_NUMBERED]
                at = self._word(word, int(number) if number else None, at)
        self._flush()
        return self.runs

    def _plain(self, text: bytes) -> None:
        group = self._group
        if group.run is None:
            return
        text = text.translate(None, b"\r\n\x00")
        if group.run.kind in STREAMS:
            group.run.bytes.append(text)
            return
        if self._to_skip:
            self._to_skip, text = max(0, self._to_skip - len(text)), text[self._to_skip :]
        self._bytes += text

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif self._group.run is not None and self._group.run.kind not in STREAMS:
            self._bytes.append(value)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip, self._is_optional = 0, False
        if brace == b"{":
            if len(self._stack) < _DEPTH:
                self._stack.append(self._group)
            else:
                self._beyond += 1
        elif self._beyond:
            self._beyond -= 1
        elif self._stack:
            self._group = self._stack.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_optional = True
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in b"\\{}":
            self._byte(symbol[0])
        elif symbol in b"\r\n":
            self._paragraph(None)
        elif symbol in SYMBOLS:
            self._put(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None, at: int) -> int:
        is_optional, self._is_optional = self._is_optional, False
        if word == "bin":
            return self._binary(max(0, number or 0), at)
        if self._to_skip and word != "u":
            self._to_skip -= 1
            return at
        if word in self._words:
            self._words[word](number)
        elif word in CHANNELS:
            self._open(CHANNELS[word])
        elif word in SIGNS:
            self._put(" " if self._group.is_in_table and word in ("line", "page") else SIGNS[word])
        elif is_optional or word in SKIPPED:
            self._open(SKIP)
        elif word in PICTURES and self._group.run is not None:
            self._group.run.format = self._group.run.format or PICTURES[word]
        elif word in MOMENTS and self._group.run is not None and self._group.run.kind != BODY:
            self._put(MOMENTS[word] + f"{number or 0:02d}")
        return at

    def _binary(self, length: int, at: int) -> int:
        if self._group.run is not None and self._group.run.kind in STREAMS:
            self._group.run.bytes.append(hexlify(self._data[at : at + length]))
        return at + length

    def _open(self, kind: str) -> None:
        """A destination begins, for the rest of its group; inside a skipped one all is skipped."""
        self._flush()
        if kind == BODY or self._group.run is None:
            return
        run = Run(kind) if kind != SKIP else None
        if run is not None:
            self.runs.append(run)
        self._group = self._group._replace(run=run, is_hidden=False, is_deleted=False, is_in_table=False)

    def _put(self, text: str) -> None:
        self._flush()
        self._write(text)

    def _write(self, text: str) -> None:
        group = self._group
        if group.run is None or group.run.kind in STREAMS:
            return
        aside = "hidden_text" if group.is_hidden else "deleted_text" if group.is_deleted else ""
        if not aside or group.run.kind not in _PROSE:
            self._aside = ""
            group.run.texts.append(text)
            return
        if aside != self._aside:
            self.runs.append(Run(aside))
            self._last_aside = self.runs[-1]
        self._aside = aside
        self._last_aside.texts.append(text)

    def _flush(self) -> None:
        if self._bytes:
            font = self._group.font if self._group.font >= 0 else self._default_font
            text = bytes(self._bytes).decode(self._fonts.get(font) or self._codec, "replace")
            self._bytes.clear()
            self._write(text)

    def _paragraph(self, _: int | None) -> None:
        self._put(" " if self._group.is_in_table else "\n")

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) & 0xFFFF if (number or 0) < 0 else number or 0
        self._put(chr(code) if code <= 0x10FFFF else "\ufffd")
        self._to_skip = self._group.unicode_skip

    def _set_font(self, number: int | None) -> None:
        if self._group.run is not None and self._group.run.kind == "fonts":
            self._defined_font = number or 0
        elif number != self._group.font:
            self._flush()
            self._group = self._group._replace(font=max(-1, number or 0))

    def _font_codec(self, codec: str) -> None:
        if self._group.run is not None and self._group.run.kind == "fonts" and codec:
            self._fonts[self._defined_font] = codec

    def _set_codec(self, codec: str) -> None:
        self._flush()
        self._codec = codec or self._codec

    def _unicode_twin(self, _: int | None) -> None:
        """`{\\upr{old}{\\*\\ud{new}}}`: the new text goes where the whole stands."""
        if len(self._stack) >= 2:
            self._group = self._group._replace(run=self._stack[-2].run)

    def _set(self, name: str, value: int) -> None:
        if getattr(self._group, name) != value:
            self._flush()
            self._group = self._group._replace(**{name: value})  # type: ignore[arg-type]

    def _handlers(self) -> dict[str, Callable[[int | None], None]]:
        found: dict[str, Callable[[int | None], None]] = {
            "par": self._paragraph,
            "u": self._unicode,
            "uc": lambda number: self._set("unicode_skip", min(max(number or 0, 0), 64)),
            "ud": self._unicode_twin,
            "f": self._set_font,
            "af": self._set_font,
            "fcharset": lambda number: self._font_codec(codec_of_charset(number or 0)),
            "cpg": lambda number: self._font_codec(codec_of_page(number or 0)),
            "ansicpg": lambda number: self._set_codec(codec_of_page(number or 0)),
            "deff": lambda number: setattr(self, "_default_font", number or 0),
            "v": lambda number: self._set("is_hidden", number != 0),
            "deleted": lambda number: self._set("is_deleted", number != 0),
            "intbl": lambda _: self._set("is_in_table", True),
            "itap": lambda number: self._set("is_in_table", (number or 0) > 0),
            "pard": lambda _: self._set("is_in_table", False),
            "plain": self._plain_again,
        }
        return found | {word: self._machine(codec) for word, codec in CODE_PAGES.items()}

    def _machine(self, codec: str) -> Callable[[int | None], None]:
        return lambda _: self._set_codec(codec)

    def _plain_again(self, _: int | None) -> None:
        for name, value in (("font", -1), ("is_hidden", False), ("is_deleted", False)):
            self._set(name, value)
