"""Text brought to the form in which two writings of one string are equal, with the way back to each character."""

import unicodedata
from dataclasses import dataclass, field

_HOMOGLYPHS = dict(zip("аеорсхукмтнвіїјѕԁԛԝαεορκυντιηβ", "aeopcxykmthbiijsdqwaeopkyvtinb", strict=True))
_table: dict[str, str] = {}


@dataclass(frozen=True)
class Folded:
    """`text` is lower case, without marks, one space between words and at both ends;
    `origin[i]` is the code point offset in the original of folded character i."""

    text: str = field(repr=False)
    origin: tuple[int, ...] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of the folded characters start..end (end not included, spaces trimmed)."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return self.origin[start], self.origin[max(start, end - 1)] + 1


def fold(text: str) -> Folded:
    """Compatibility forms, case, marks, zero-widths, homoglyphs and punctuation are folded away."""
    letters, origin = [" "], [0]
    for at, character in enumerate(text):
        mapped = _table.get(character)
        if mapped is None:
            mapped = _table[character] = _fold_character(character)
        if mapped == " ":
            if letters[-1] != " ":
                letters.append(" ")
                origin.append(at)
        else:
            for letter in mapped:
                letters.append(letter)
                origin.append(at)
    if letters[-1] != " ":
        letters.append(" ")
        origin.append(max(0, len(text) - 1))
    return Folded("".join(letters), tuple(origin))


def compact(folded: Folded) -> Folded:
    """The same without any space: letter-spaced names and numbers in groups become one run."""
    kept = [(letter, at) for letter, at in zip(folded.text, folded.origin, strict=True) if letter != " "]
    return Folded("".join(letter for letter, _ in kept), tuple(at for _, at in kept))


def _fold_character(character: str) -> str:
    if unicodedata.category(character) in ("Cf", "Cc", "Mn", "Me", "Mc") and not character.isspace():
        return ""
    plain = "".join(
        _HOMOGLYPHS.get(each, each)
        for each in unicodedata.normalize("NFKD", character).casefold()
        if unicodedata.category(each) not in ("Mn", "Me", "Mc")
    )
    return plain if plain and all(each.isalnum() for each in plain) else " "
