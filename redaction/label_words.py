"""Which words printed beside a value say what kind of value it is."""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from redaction.bodies import Kind
from redaction.bodies import kind as kind_of_word

NAME, ROLE, STAY = "name", "role", "stay"
_LONGEST_LABEL = 90
_NUMBERING = re.compile(r"^(?:\s*(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?[a-zа-я]\))(?=[\s.)]|$))?[\s\-–—•*·▪■□>|#]*")
_OPTIONAL_ENDING = re.compile(r"\((?:s|e|es|x|ы|и)\)")


_SIGNS = re.compile(r"[\W_]+", re.ASCII)


def plain(text: str) -> str:
    """Lower case, without marks or punctuation, one space between words."""
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip()
    return _plain(text)


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    decomposed = unicodedata.normalize(
        "NFKD", text.replace("№", " n ").replace("°", " ").replace("º", " ").replace("ß", "ss")
    )
    letters = (each for each in decomposed.casefold().replace("ı", "i") if not unicodedata.combining(each))
    bare = "".join(each if each.isalnum() else " " for each in letters)
    return " ".join(bare.split())


def kind_of(label: str) -> str | None:
    """The kind of value that a whole label announces; slips of OCR and unlisted wordings are allowed for."""
    if not label or len(label) > _LONGEST_LABEL or sum(each.isdigit() for each in label) > 3:
        return None  # numbers are values
    return _kind_of(label)


def exact_kind_of(label: str) -> str | None:
    """The same for a label that must be listed as it stands."""
    return _phrases().get(plain(label))


def listed_kind_of(label: str) -> str | None:
    """The same for a label that is listed whole, with or without its number and what it says in brackets."""
    if not label or len(label) > _LONGEST_LABEL:
        return None
    bare = _bare(label)
    return _phrases().get(plain(bare)) or _phrases().get(plain(re.sub(r"[(\[][^)\]]{0,80}[)\]]", " ", bare)))


def is_nobody(value: str) -> bool:
    """Does a value by a name label say that there is no name?"""
    return plain(value) in _values("nobody")


def names_an_office(value: str) -> bool:
    """Does a value by a role's label name a body or a country rather than a person?"""
    words = plain(value).split()
    return any(word in _values("office") for word in words) or is_country(value)


@lru_cache(maxsize=4096)
def is_country(value: str) -> bool:
    """Is the whole value the name of a country, in any of the case's main languages?"""
    return plain(value) in _countries()


@lru_cache(maxsize=16384)
def _kind_of(label: str) -> str | None:
    forms = [form for form in _forms(_bare(label)) if 0 < len(form.split()) <= 9]
    mended = [" ".join(_mended(word) for word in form.split()) for form in forms]
    listed = (_phrases().get(form) for form in (*forms, *mended))
    return next((kind for kind in listed if kind), None) or next(
        (kind for form in mended if (kind := _by_words(form.split())) is not None), None
    )


def _bare(label: str) -> str:
    return _NUMBERING.sub("", _OPTIONAL_ENDING.sub("", label.casefold()), count=1).strip(" \t.:=*")


def _forms(bare: str) -> list[str]:
    """The label whole, without what it says in brackets, and each language of a bilingual one."""
    outside = re.sub(r"[(\[][^)\]]{0,80}[)\]]", " ", bare)
    parts = re.split(r"\s*[/|]\s*|\s+[-–—]\s+|,\s", outside) if re.search(r"[/|–—,]|\s-\s", outside) else []
    if any(len(part.split()) > 5 for part in parts):
        parts = []  # a sentence, no label in two languages
    return list(dict.fromkeys(plain(each) for each in (outside, *parts, bare)))


def _by_words(words: list[str]) -> str | None:
    if len(words) > 7:
        return None
    return next((kind for kind, holds in _RULES if holds(frozenset(words))), None)


def _has(*groups: str) -> Callable[[frozenset[str]], bool]:
    return lambda words: all(words & _words(group) for group in groups)


def _without(group: str, *barred: str) -> Callable[[frozenset[str]], bool]:
    return lambda words: bool(words & _words(group)) and not any(words & _words(each) for each in barred)


# In this order: the first that holds decides.
_RULES: tuple[tuple[str, Callable[[frozenset[str]], bool]], ...] = (
    ("birth_place", _has("birth", "place")),
    (STAY, _without("country", "address")),
    ("birth_date", _has("birth", "date")),
    (NAME, _without("name", "not_name", "birth")),
    ("email", _without("email", "number")),
    ("phone", _has("phone")),
    (STAY, _has("date")),
    ("passport", _has("passport")),
    ("tax_id", _has("tax_id", "number")),
    ("account", _has("account", "number")),
    ("national_id", _has("national_id", "number")),
    ("plate", _without("plate", "not_plate", "address")),
    ("code", _has("code", "number")),
    ("address", _without("address", "not_address")),
    ("nationality", _has("nationality")),
    (
        "national_id",
        _without("number", "not_name", "date"),
    ),  # a number of something: whatever it is, it points at somebody
    (ROLE, lambda words: len(words) <= 3 and _without("role", "not_role", "number")(words)),
)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("redaction") / "data" / "labels.toml").read_text("utf-8"))


@cache
def _phrases() -> dict[str, str]:
    """Each listed label's kind; what is listed first under two kinds keeps the first."""
    found: dict[str, str] = {}
    for kind, phrases in _data()["phrases"].items():
        for phrase in phrases:
            found.setdefault(plain(phrase), kind)
    return found


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(plain(word) for word in _data()["words"][group])


@cache
def _values(group: str) -> frozenset[str]:
    return frozenset(plain(word) for word in _data()["values"][group])


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    names = {plain(name) for tag in ("en", "fr", "ru", "es", "de") for name in Locale(tag).territories.values()}
    return frozenset(
        names | {"usa", "uk", "uae", "рф", "сша", "russian federation", "российская федерация", "federation de russie"}
    )


@cache
def _vocabulary() -> dict[str, str]:
    """Every long label word by itself and by each form with one letter left out."""
    long_words = {word for phrase in _phrases() for word in phrase.split() if len(word) >= 5}
    found = {short: word for word in sorted(long_words) for short in _shorter(word)}
    return found | {word: word for word in long_words}


def _mended(word: str) -> str:
    """A word read with one slip (or rn for m) as the label word it stands for."""
    if len(word) < 5 or word in _all_words() or kind_of_word(word) is not Kind.UNKNOWN:
        return word
    vocabulary = _vocabulary()
    for guess in (word, word.replace("rn", "m"), word.replace("0", "o").replace("1", "l")):
        found = vocabulary.get(guess) or next(
            (vocabulary[each] for each in _shorter(guess) if each in vocabulary), None
        )
        if found is not None and abs(len(found) - len(guess)) <= 1:
            return found
    return word


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase.split())
