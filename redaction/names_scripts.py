"""Names in scripts that no model here reads: in brackets after a name, after a cue, or alone among other letters."""

import regex

from redaction.finding import PERSON
from redaction.spans import Hit

_SCRIPTS = (
    "Arabic", "Hebrew", "Georgian", "Armenian", "Greek", "Han", "Hiragana", "Katakana", "Hangul", "Devanagari", "Bengali",
    "Thai", "Tamil", "Telugu", "Ethiopic", "Sinhala", "Khmer", "Myanmar", "Gurmukhi", "Gujarati", "Lao", "Tibetan", "Mongolian",
    "Syriac", "Thaana", "Kannada", "Malayalam",
)  # fmt: skip
_NATIVE = "".join(rf"\p{{Script={one}}}" for one in _SCRIPTS)
_LETTER = rf"[{_NATIVE}]"
_RUN = regex.compile(
    rf"{_LETTER}[{_NATIVE}\p{{M}}'’.·・\u200c\u200d-]*+(?: [{_NATIVE}][{_NATIVE}\p{{M}}'’.·・\u200c\u200d-]*+)*+"
)
_CUE = regex.compile(
    r"(?:السيد|السيدة|المدعو|المدعوة|المواطن|الدكتور|المحامي|الاسم|اسم|ბატონი|ქალბატონი|მოქალაქე|Κύριος|Κος|κ\.|כבוד|מר|先生|女士|姓名|氏名)[\s:：]*"
)
_ALONE = 6  # words; longer runs are text, not a name
_LONG = 40


def script_hits(text: str) -> list[Hit]:
    """Short runs of such letters standing among Latin or Cyrillic ones, and what follows a cue in their own text."""
    if not regex.search(_LETTER, text):
        return []
    native = len(regex.findall(_LETTER, text))
    other = len(regex.findall(r"[\p{Latin}\p{Cyrillic}]", text))
    among = other > native or native <= _LONG
    found = [_hit(one.start(), one.end()) for one in _RUN.finditer(text) if among and _is_short(one.group())]
    return found + _after_cues(text)


def _is_short(run: str) -> bool:
    return run.count(" ") < _ALONE and 2 <= len(run) <= 60


def _after_cues(text: str) -> list[Hit]:
    found = []
    for cue in _CUE.finditer(text):
        run = _RUN.match(text, cue.end())
        if run:
            words = list(regex.finditer(r"\S+", run.group()))[:4]
            found.append(_hit(run.start(), run.start() + words[-1].end()))
    return found


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, PERSON, 0.8, "names:script")
