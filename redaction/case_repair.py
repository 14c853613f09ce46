"""Words in capitals brought to the case that models know, character for character, so that offsets stay."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 4  # up to here a lone word in capitals is more often an acronym than a name


def repaired(text: str, is_acronym: frozenset[str]) -> str:
    """The text, same length, with words in capitals in title case; acronyms stay."""
    if not any(each.isupper() for each in text):
        return text
    shouting = is_shouting(text)
    return _WORD.sub(lambda found: _repair(found.group(), shouting, is_acronym), text)


def is_capitals(word: str) -> bool:
    """More than one letter, all of them capitals."""
    letters = [each for each in word if each.isalpha()]
    return len(letters) > 1 and all(each.isupper() for each in letters)


def _repair(word: str, shouting: bool, is_acronym: frozenset[str]) -> str:
    if not is_capitals(word) or word.lower() in is_acronym or (len(word) < _SHORT and not shouting):
        return word
    return word[0] + "".join(_lower(each) for each in word[1:])


def _lower(letter: str) -> str:
    """One letter for one letter: 'İ' would become two."""
    low = letter.lower()
    return low if len(low) == 1 else letter


def is_shouting(text: str) -> bool:
    """Seven words of ten are in capitals: there they mean nothing."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    return len(words) > 1 and sum(is_capitals(word) for word in words) * 10 >= len(words) * 7
