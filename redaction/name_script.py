"""One word of a name in any script → a Latin key that its usual spellings share."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u", "ј": "i", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "dzh",
    "џ": "dzh", "ә": "a", "ғ": "g", "қ": "k", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "zh", "ҷ": "zh",
    "ӣ": "i", "ӯ": "u", "ҳ": "h", "ӏ": "",
}  # fmt: skip
# Letters that stand for a sound which plain transliteration would lose.
_LATIN = {
    "ş": "sh", "š": "sh", "ș": "sh", "ś": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ż": "zh", "ź": "zh",
    "đ": "dzh", "ə": "a", "ı": "i", "ğ": "g", "ä": "a", "ö": "o", "ü": "u", "ß": "ss", "ø": "o", "å": "a", "ñ": "n",
}  # fmt: skip
_LOOKALIKE = dict(zip("аеорсхукмтнвіјѕԁԛԝһАЕОРСХУКМТНВІЈЅ", "aeopcxykmthbijsdqwhAEOPCXYKMTHBIJS", strict=True))
_LOOKALIKE_BACK = {latin: cyrillic for cyrillic, latin in _LOOKALIKE.items()}
_LOOKALIKE_GREEK = dict(zip("αεορκυντιηβΑΕΟΡΚΥΝΤΙΗΒΜΖΧ", "aeopkyvtinbAEOPKYNTIHBMZX", strict=True))

# Spellings of one sound, longest first: English, French, German and Turkish habits meet in one letter.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shtch|shch|chtch|tsch|tch|sch|sh|ch", "x"),
        (r"(?<=g)u(?=[ei])", ""),
        (r"ph", "f"),
        (r"[kg]h", "g"),
        (r"th", "t"),
        (r"[wv]", "v"),
        (r"dzh|dj|zh|je?(?=[aou])", "w"),
        (r"h", "g"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"tz", "ts"),
        (r"ou|oo", "u"),
        (r"[yj]", "i"),
        (r"i+", "i"),
        (r"i[eo]", "e"),
        (r"(?<=[oe])ff?$", "v"),
        (r"(?<=[dt])er$|(?<=[dt])re$", "r"),
        (r"^dimitr", "dmitr"),
        (r"([a-z])\1+", r"\1"),
    )
)


def script_of(word: str) -> str:
    """`latin`, `cyrillic` or `other`, by the first letter."""
    name = unicodedata.name(next((each for each in word if each.isalpha()), " "), "")
    return "latin" if name.startswith("LATIN") else "cyrillic" if name.startswith("CYRILLIC") else "other"


@lru_cache(maxsize=1 << 17)
def plain(word: str) -> str:
    """Lower case, composed, one script: what is invisible or borrowed from another alphabet is put right."""
    kept = "".join(each for each in word if unicodedata.category(each) not in ("Cf", "Cc", "Pd", "Zs"))
    kept = _one_script(unicodedata.normalize("NFKC", kept)).replace("İ", "i").lower()
    return unicodedata.normalize("NFC", kept).replace("ё", "е")


def _one_script(word: str) -> str:
    latin = [each for each in word if "a" <= each.lower() <= "z"]
    cyrillic = [each for each in word if "а" <= each.lower() <= "ӿ"]
    if latin and cyrillic:
        if all(each in _LOOKALIKE_BACK for each in latin) and len(cyrillic) >= len(latin):
            return "".join(_LOOKALIKE_BACK.get(each, each) for each in word)
        return "".join(_LOOKALIKE.get(each, each) for each in word)
    return "".join(_LOOKALIKE_GREEK.get(each, each) for each in word) if latin else word


@lru_cache(maxsize=1 << 17)
def key(word: str) -> str:
    """The key of one `plain` word; empty if nothing of it can be written in Latin letters."""
    script = script_of(word)
    if script == "cyrillic":
        letters = "".join(_CYRILLIC.get(each, anyascii(each)) for each in word)
    elif script == "latin":
        letters = anyascii("".join(_LATIN.get(each, each) for each in word))
    else:
        letters = anyascii(unicodedata.normalize("NFKC", word))
    return _sounded("".join(each for each in letters.lower() if "a" <= each <= "z"))


def _sounded(letters: str) -> str:
    # A true x is two sounds; it is set apart before the hushing sounds take that letter.
    letters = re.sub(r"x", "ks", letters)
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters
