"""Bytes of unknown encoding → text; Cyrillic encodings are told apart by how Russian reads."""

import codecs
import re
from collections import Counter

from charset_normalizer import from_bytes

from extractors.charset_letters import asian, is_paired, is_rather_another, lettered

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = ("cp1251", "koi8-u", "iso8859-5", "cp866", "cp1125", "mac-cyrillic", "cp855")
_LATIN = "cp1252"
_WESTERN = (_LATIN, "latin-1", "mac-roman", "cp850")  # of equals the first
_USUAL = frozenset("àâäáãåçéèêëíìîïñóòôöõøúùûüýÿæœßÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜ«»’‘“”–—…°§€£\xa0·•©®")
_COMMON_RUSSIAN = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїє")
_PAIRS = frozenset(
    (
        "ст", "но", "то", "на", "ен", "ов", "ни", "ра", "во", "ко", "ро", "не", "по", "ре", "пр", "ос", "от",
        "ер", "го", "та", "ор", "ан", "ал", "ка", "ва", "ли", "ть", "ин", "ло", "ес", "ом", "ел", "де", "ат",
        "ол", "ск", "ри", "тр", "ам", "им", "ет", "ви", "ла", "до", "ил", "за", "ог", "ог", "ая", "ие", "ый",
        "ой", "ий", "их", "ым", "ого", "ем", "на", "ми", "сс", "но", "нн", "ле", "ве", "ти", "од", "ас", "ар",
        "об", "се", "ив", "ич", "св", "да", "га", "ма", "ру", "ск", "ки",
    )
)  # fmt: skip
_SAMPLE = 65536


def decode(data: bytes, hint: str = "") -> str:
    """`hint` is an encoding that the file claims; it is tried first and may be wrong."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace")
    for encoding in filter(None, ("utf-8", hint)):
        text = _strictly(data, encoding)
        if text is not None and "\x1b" not in text[:_SAMPLE]:
            return text
    return data.decode(guess(data), "replace")


def guess(data: bytes) -> str:
    """The likeliest encoding of bytes that are no Unicode."""
    sample = data[:_SAMPLE]
    if _is_cut_utf8(sample):
        return "utf-8"
    high = sum(byte >= 0x80 for byte in sample)
    if not high:
        return "iso2022_jp" if b"\x1b$" in sample or b"\x1b(" in sample else "latin-1"
    if page := asian(sample):
        return page
    best, score = max(((one, _reads_as_russian(sample, one)) for one in _CYRILLIC), key=lambda pair: pair[1])
    if score > 0.5 and not is_rather_another(sample, best):
        return best
    if page := lettered(sample):
        return page
    if is_paired(sample):
        return "gb18030"
    if high > 24:
        found = from_bytes(sample, threshold=0.3).best()
        if (
            found is not None
            and found.encoding not in {one.replace("-", "_") for one in _CYRILLIC}
            and found.chaos < 0.1
        ):
            return _plausible(found.encoding, sample)
    return max(_WESTERN, key=lambda one: _reads_as_western(sample, one))


def _reads_as_western(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "replace")
    usual = sum(char in _USUAL for char in text)
    inner_capitals = len(re.findall(r"[A-Za-zà-ÿ][À-Þ](?=[a-z])", text))
    return usual - sum(ord(char) >= 0x80 and char not in _USUAL for char in text) - 2 * inner_capitals


def _plausible(encoding: str, sample: bytes) -> str:
    """Western text is often taken for a rarer code page that shares most of its letters."""
    text = _strictly(sample, _LATIN)
    if text is not None and encoding.startswith(("cp12", "iso8859", "latin", "mac", "cp4", "cp5", "cp7", "cp8", "hp")):
        letters = [char for char in text if ord(char) >= 0x80]
        usual = sum(char in _USUAL for char in letters)
        if usual >= 0.9 * len(letters) and not _is_mid_word_capital(text):
            return _LATIN
    return encoding


def _is_mid_word_capital(text: str) -> bool:
    return len(re.findall(r"[a-z][À-ÖØ-Þ]", text)) > 2


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_cut_utf8(sample: bytes) -> bool:
    """Mostly good UTF-8 with a broken byte here and there is read as such, not as something older."""
    text = sample.decode("utf-8", "replace")
    good = sum(ord(char) >= 0x80 for char in text) - text.count("\ufffd")
    return good > 8 * text.count("\ufffd")


def _wide_encoding(data: bytes) -> str:
    """UTF-16 and UTF-32 without a mark, told by where the zero bytes or the repeated high bytes stand."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return ""
    nulls = [sample[at::4].count(0) * 4 / len(sample) for at in range(4)]
    if len(data) % 4 == 0 and nulls[3] > 0.9 and nulls[2] > 0.9 and nulls[0] < 0.5:
        return "utf-32-le"
    if len(data) % 4 == 0 and nulls[0] > 0.9 and nulls[1] > 0.9 and nulls[3] < 0.5:
        return "utf-32-be"
    return _utf16_order(sample)


def _utf16_order(sample: bytes) -> str:
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        common = Counter(high).most_common(3)
        few = sum(count for byte, count in common if byte <= 0x08)
        if few >= 0.9 * len(high) and len(set(low)) > len(set(high)):
            return encoding
    return ""


def _reads_as_russian(sample: bytes, encoding: str) -> float:
    """0..1: the share of letter pairs that Russian uses often, less what no Russian text would hold."""
    text = sample.decode(encoding, "replace")
    words = re.findall(r"[^\W\d_]+", text)
    foreign = [word for word in words if any(ord(char) >= 0x80 for char in word)]
    if not foreign:
        return 0.0
    good = sum(_is_russian_word(word) for word in foreign)
    pairs = [word[at : at + 2] for word in map(str.lower, foreign) for at in range(len(word) - 1)]
    frequent = sum(pair in _PAIRS for pair in pairs) / len(pairs) if pairs else 0.0
    odd = sum(char in "\ufffd¤¦¬±│┤╡╢╖╕╣║╗╝┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀░▒▓√≈∆÷∞≤≥∂ƒ" for char in text) / max(
        1, len(text)
    )
    stuck = len(re.findall(r"[€‚ƒ†‡ˆ‰‹˜™šѓЃ‘](?=[а-яё])", text))  # a capital that another code page made a sign
    return good / len(foreign) * 0.7 + min(0.3, frequent * 0.6) - 2 * odd - stuck / len(foreign)


def _is_russian_word(word: str) -> bool:
    """All Cyrillic letters, and capitals only first or throughout."""
    if not all(char.lower() in _COMMON_RUSSIAN for char in word):
        return False
    return word.islower() or word.isupper() or word.istitle()
