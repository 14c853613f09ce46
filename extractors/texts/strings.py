"""The last resort for bytes that nobody can read: what looks like text in them, marked as a guess."""

import re
from collections.abc import Iterator

from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument
from extractors.limits import MiB, ReadOptions
from extractors.problem import ReadProblem

_LEAST = 6
_LONGEST = 10_000
_PAGE = 200_000
_LOOKED_AT = 32 * MiB
_MOST_TEXT = 16 * MiB
_TICK_LINES = 5_000
# two bytes of UTF-8 are Latin, Greek, Cyrillic, Hebrew or Arabic letters; three are the rest of the plane
_UTF8 = re.compile(rb"(?:[\x20-\x7e\t]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){5,}")
_WIDE = {
    "utf-16-le": re.compile(rb"(?:[\x20-\x7e\t]\x00|[\xa0-\xff]\x00|[\x00-\xff][\x04\x06]){5,}"),
    "utf-16-be": re.compile(rb"(?:\x00[\x20-\x7e\t]|\x00[\xa0-\xff]|[\x04\x06][\x00-\xff]){5,}"),
}
_CYRILLIC = re.compile(rb"(?:[\xc0-\xff\xa8\xb8\xb2\xb3\xaf\xbf\xaa\xba]{3,}[ ,.\-:;]{0,2}){2,}")
_LETTERS = re.compile(r"[^\W\d_]")
_VOWELS = re.compile(r"[aeiouyаеёиоуыэюяіїєاويéèàüöäııİ]", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_NO_WORD = re.compile(r"(.)\1{5,}")


def read_strings(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Raises ReadProblem(`unknown_type`) where nothing looks like text."""
    most = min(_MOST_TEXT, options.limits.text_bytes // 8)
    lines: dict[str, None] = {}
    size, is_cut = 0, len(data) > _LOOKED_AT
    for number, line in enumerate(_lines(data[:_LOOKED_AT])):
        if number % _TICK_LINES == 0:
            options.tick()
        if line in lines:
            continue
        size += len(line) + 1
        if size > most:
            is_cut = True
            break
        lines[line] = None
    pages = tuple(
        page
        for number, text in enumerate(_parted(list(lines), options.limits.pages), 1)
        for page in text_page(text, number)
    )
    if not pages:
        raise ReadProblem("unknown_type")
    reason = "partly_over_limit" if is_cut else "strings_only"
    return ExtractedDocument("application/octet-stream", stamp("strings"), pages=pages, reason=reason, is_fallback=True)


def _lines(data: bytes) -> Iterator[str]:
    for found in _UTF8.finditer(data):
        yield from _good(found[0].decode("utf-8", "replace"))
    for encoding, pattern in _WIDE.items():
        for start in (0, 1):  # a run may begin at an odd place
            for found in pattern.finditer(data, start):
                if found.start() % 2 == start:
                    yield from _good(found[0].decode(encoding, "replace"))
    for found in _CYRILLIC.finditer(data):
        yield from _good(found[0].decode("cp1251", "replace"))


def _good(run: str) -> Iterator[str]:
    """Runs that have words in them: mostly letters, some of them vowels, capitals where they belong."""
    line = clean_line(run[:_LONGEST])
    letters = _LETTERS.findall(line)
    told = sum(char.isalnum() or char == " " for char in line)
    if len(line) < _LEAST or len(letters) < 4 or told * 4 < len(line) * 3:
        return
    vowels = len(_VOWELS.findall(line))
    if vowels * 8 < len(letters) or _NO_WORD.search(line):
        return
    foreign = _FOREIGN.findall(line)
    if len({_block(char) for char in foreign}) <= 2 and _is_case_usual(line):
        yield line


def _block(char: str) -> int:
    """Latin, Greek and Cyrillic, Hebrew and Arabic: chance mixes what languages do not."""
    code = ord(char)
    if code < 0x250 or 0x2000 <= code < 0x2200:
        return 0
    return 1 + code // 0x100


def _is_case_usual(line: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 2]
    usual = sum(word.islower() or word.isupper() or word[1:].islower() or not _cased(word) for word in words)
    return bool(words) and usual * 3 >= len(words) * 2


def _cased(word: str) -> bool:
    return word.lower() != word.upper()


def _parted(lines: list[str], most: int) -> Iterator[str]:
    """Pages of a size that can be shown."""
    page: list[str] = []
    size = number = 0
    for line in lines:
        page.append(line)
        size += len(line)
        if size > _PAGE and number < most - 1:
            yield "\n".join(page)
            page, size, number = [], 0, number + 1
    yield "\n".join(page)
