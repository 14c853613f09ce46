"""Whether a text layer can be what the page shows: fonts without a table of meanings give letters that mean nothing."""

import re
import unicodedata

from extractors.images.language import commonness

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouyàâäáãåèéêëìíîïòóôöõøùúûüÿœæıаеёиоуыэюяіїєѐ")
_FEW = 120  # letters; of less nothing can be said
_SPEAKING = 0.04  # of running text in any language we know, far more words are common ones
_LANGUAGES = ("eng", "fra", "spa", "deu", "tur", "rus", "ukr")


def is_garbage(text: str) -> bool:
    """Replacement signs, private code points and controls for letters."""
    signs = [char for char in text if not char.isspace()]
    strange = sum(char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cc") for char in signs)
    return strange > 0.1 * len(signs)


def is_doubtful(text: str) -> bool:
    """Letters in an order that no language gives them; Latin and Cyrillic only, and running text only."""
    if "(cid:" in text:
        return True
    words = _WORD.findall(text)
    letters = "".join(words).lower()
    known = sum("a" <= char <= "z" or "\u00c0" <= char <= "\u024f" or "\u0400" <= char <= "\u052f" for char in letters)
    if len(letters) < _FEW or known < 0.9 * len(letters):
        return False
    accented = sum("\u0080" <= char <= "\u00ff" for char in letters) / len(letters)
    if accented > 0.35 or speaks(text) >= _SPEAKING:
        return accented > 0.35
    vowels = sum(char in _VOWELS for char in letters) / len(letters)
    turned = sum(word[1:] != word[1:].lower() and not word.isupper() for word in words) / len(words)
    return not 0.22 < vowels < 0.62 or turned > 0.3


def speaks(text: str) -> float:
    """The share of common words in whichever language has most."""
    return commonness(text, *_LANGUAGES)
