"""The RTF body of an Outlook item: the web page or text that was wrapped into it (MS-OXRTFEX), or its own text."""

import re
from dataclasses import dataclass, field, replace

from extractors.mails.charsets import is_known

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_CHARACTERS = {
    "par": "\n", "line": "\n", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "cell": "\t", "row": "\n",
    "sect": "\n", "page": "\n",
}  # fmt: skip
_ESCAPED = {"~": "\xa0", "_": "-", "-": "", "\n": "\n", "\r": "\n"}
_DESTINATIONS = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "listtable", "listoverridetable", "generator",
     "themedata", "datastore", "rsidtbl", "fldinst", "mhtmltag", "xmlnstbl", "latentstyles", "nonshppict")
)  # fmt: skip
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
_DEEPEST = 20_000


@dataclass(frozen=True)
class RtfBody:
    text: str = field(repr=False)
    is_html: bool


@dataclass(frozen=True)
class _State:
    is_ignored: bool = False
    is_tag: bool = False
    is_rtf_only: bool = False  # \htmlrtf: for programs that show RTF only
    skip: int = 1  # how many characters stand in for one \u
    codec: str = ""
    is_fonts: bool = False


@dataclass
class _Reader:
    """What is known while the tokens pass by."""

    is_html: bool
    codec: str = "cp1252"
    font: int = 0
    fonts: dict[int, str] = field(default_factory=dict)
    state: _State = _State()
    stack: list[_State] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    is_starred: bool = False
    has_opened: bool = False


def rtf_body(data: bytes) -> RtfBody:
    text = data.decode("latin-1")
    reader = _Reader("\\fromhtml" in text[:4096])
    for found in _TOKEN.finditer(text):
        _take(reader, found)
    _flush(reader)
    return RtfBody("".join(reader.out), reader.is_html)


def _take(reader: _Reader, found: re.Match[str]) -> None:
    word, number, code, sign, brace, text = found.groups()
    if brace:
        _brace(reader, brace)
        return
    if code:
        _byte(reader, int(code, 16))
    elif word:
        _word(reader, word, int(number) if number else None)
    elif sign == "*":
        reader.is_starred = True
        return
    elif sign:
        _put(reader, _ESCAPED.get(sign, sign))
    elif text:
        _put(reader, text)
    reader.has_opened = False


def _brace(reader: _Reader, brace: str) -> None:
    _flush(reader)
    reader.to_skip = 0
    if brace == "{":
        if len(reader.stack) < _DEEPEST:
            reader.stack.append(reader.state)
        reader.has_opened = True
    elif reader.stack:
        reader.state = reader.stack.pop()
    reader.is_starred = False


def _word(reader: _Reader, word: str, number: int | None) -> None:
    is_starred, reader.is_starred = reader.is_starred, False
    if word == "u" and number is not None:
        _flush(reader)
        _put(reader, chr(number & 0xFFFF))
        reader.to_skip = reader.state.skip
    elif word == "uc":
        reader.state = replace(reader.state, skip=max(0, min(number if number is not None else 1, 16)))
    elif word == "htmlrtf":
        _flush(reader)
        reader.state = replace(reader.state, is_rtf_only=number != 0)
    elif word == "htmltag":
        reader.state = replace(reader.state, is_tag=True, is_ignored=not reader.is_html)
    elif word in ("f", "fcharset", "ansicpg", "mac"):
        _font(reader, word, number or 0)
    elif word in _DESTINATIONS or (is_starred and reader.has_opened):
        reader.state = replace(reader.state, is_ignored=True, is_fonts=word == "fonttbl")
    elif word == "bin" and number:
        reader.to_skip = 0
    elif word in _CHARACTERS:
        _put(reader, _CHARACTERS[word])


def _font(reader: _Reader, word: str, number: int) -> None:
    _flush(reader)
    if word == "ansicpg":
        reader.codec = f"cp{number}" if is_known(f"cp{number}") else "utf-8" if number == 65001 else reader.codec
    elif word == "mac":
        reader.codec = "mac-roman"
    elif word == "fcharset" and reader.state.is_fonts:
        reader.fonts[reader.font] = _CHARSETS.get(number, "") if number > 1 else ""
    elif word == "f" and reader.state.is_fonts:
        reader.font = number
    elif word == "f":
        reader.state = replace(reader.state, codec=reader.fonts.get(number, ""))


def _is_silent(reader: _Reader) -> bool:
    return reader.state.is_ignored or (reader.is_html and reader.state.is_rtf_only and not reader.state.is_tag)


def _byte(reader: _Reader, byte: int) -> None:
    if reader.to_skip:
        reader.to_skip -= 1
    elif not _is_silent(reader):
        reader.raw.append(byte)


def _put(reader: _Reader, text: str) -> None:
    if reader.to_skip and len(text) > reader.to_skip or (reader.to_skip and text):
        dropped = min(reader.to_skip, len(text))
        reader.to_skip -= dropped
        text = text[dropped:]
    if text and not _is_silent(reader):
        if not text.isascii() and all(ord(char) < 0x100 for char in text):
            reader.raw += text.encode("latin-1")
            return
        _flush(reader)
        reader.out.append(text)


def _flush(reader: _Reader) -> None:
    if reader.raw:
        codec = reader.state.codec or reader.codec
        reader.out.append(bytes(reader.raw).decode(codec if is_known(codec) else "cp1252", "replace"))
        reader.raw.clear()
