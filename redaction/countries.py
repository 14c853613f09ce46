"""Countries as text names them: names, capitals and adjectives in the languages of the case, declined where needed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import pycountry
from babel import Locale

from redaction.phrases import Phrase, Phrasebook, Words

_LANGUAGES = ("en", "fr", "ru", "es", "de", "uk", "tr", "ar", "it", "pt")
# Words that are more often something else: the Russian pronoun, the sex on a form, first names, days.
_OTHERWISE_USED = frozenset(
    {"того", "male", "maurice", "мало", "мали", "sana", "сане", "сану", "мен", "ile", "man", "niger", "виктория"}
)
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ия", ("ии", "ию", "ией")),
    ("ая", ("ой", "ую")),
    ("ые", ("ых", "ым", "ыми")),
    ("ие", ("их", "им", "ими")),
    ("ый", ("ого", "ому", "ым", "ом")),
    ("ий", ("ого", "ому", "им", "ом")),
    ("ое", ("ого", "ому", "ым", "ом")),
    ("а", ("ы", "и", "е", "у", "ой")),
    ("я", ("и", "е", "ю", "ей")),
    ("ы", ("", "ов", "ам", "ами", "ах")),
    ("ь", ("я", "ю", "ем", "е", "и", "ью")),
    ("й", ("я", "ю", "ем", "е")),
)
_CLOSED = frozenset("бвгджзклмнпрстфхцчшщ")


@dataclass(frozen=True, slots=True)
class Named:
    """A country named in a text: its code, where, and whether by an adjective."""

    code: str
    start: int
    end: int
    first: int
    last: int
    sentence: int
    is_adjective: bool


def countries_in(text: Words) -> list[Named]:
    """Every country named, in order, the longest reading of each place."""
    found: list[Named] = []
    for hit in sorted(_book().scan(text), key=lambda one: (one.start, -one.end, one.name)):
        if found and hit.start < found[-1].end:
            continue
        is_adjective = hit.group == "adjective"
        if is_adjective or _is_name(text.plain[hit.start : hit.end]):
            found.append(Named(hit.name, hit.start, hit.end, hit.first, hit.last, hit.sentence, is_adjective))
    return found


def country_in_cell(cell: Words) -> str:
    """The country that a table's cell names, by name or by ISO code; empty if none or several."""
    plain = cell.plain.strip()
    if 2 <= len(plain) <= 3 and plain.isascii() and (code := _by_iso(plain.upper())):
        return code
    codes = {one.code for one in countries_in(cell)}
    if not codes and cell.plain.islower():
        codes = {hit.name for hit in _book().scan(cell)}
    return codes.pop() if len(codes) == 1 else ""


def _is_name(written: str) -> bool:
    """A name begins with a capital, an abbreviation is all capitals; scripts without case always pass."""
    if len(written.replace(".", "")) <= 3:
        return written.upper() == written
    return not written[0].islower()


@lru_cache(maxsize=1024)
def _by_iso(text: str) -> str:
    found = pycountry.countries.get(alpha_2=text) if len(text) == 2 else pycountry.countries.get(alpha_3=text)
    return str(found.alpha_2) if found else ""


@lru_cache(maxsize=1)
def _book() -> Phrasebook:
    names = {name.casefold(): phrase for phrase in _listed() for name in [f"{phrase.group}:{phrase.text}"]}
    for phrase in _published():
        names.setdefault(f"name:{phrase.text}".casefold(), phrase)
    return Phrasebook(phrase for phrase in names.values() if phrase.text.casefold() not in _OTHERWISE_USED)


def _listed() -> Iterator[Phrase]:
    for line in files("redaction").joinpath("data", "countries.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, names, adjectives = line.split("|")
        for name in filter(None, names.split(",")):
            yield from (Phrase(form, "name", code) for form in declined(name))
        yield from (Phrase(stem, "adjective", code) for stem in filter(None, adjectives.split(",")))


def _published() -> Iterator[Phrase]:
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")):
            if name and not set(name) & set(",(*"):
                yield Phrase(name, "name", country.alpha_2)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and _by_iso(code):
                plain = str(name).partition(" (")[0].replace("*", "")
                forms = declined(plain) if language in ("ru", "uk") else (plain,)
                yield from (Phrase(form, "name", code) for form in forms if form)


def declined(name: str) -> tuple[str, ...]:
    """A Russian name in every case that ends otherwise (all words change together); other names as they are."""
    words = re.findall(r"\w+", name.replace("ʼ", "'"))
    if not words or not any("а" <= each <= "я" for each in name.casefold()):
        return (name,)
    tables = [_forms(word) for word in words]
    count = max(len(table) for table in tables)
    return tuple(dict.fromkeys([name, *(" ".join(_nth(table, at) for table in tables) for at in range(count))]))


def _nth(table: tuple[str, ...], at: int) -> str:
    """The form of a rank; a word with fewer forms keeps open every one of its own by a choice."""
    choices = sorted(set(table))
    return f"({'|'.join(choices)})" if len(choices) > 1 else table[0]


def _forms(word: str) -> tuple[str, ...]:
    if word.isupper() or len(word) < 3:
        return (word,)
    if word.casefold() == "египет":  # the only one that loses its vowel
        return (word, *(word[:-2] + other for other in ("та", "ту", "том", "те")))
    for ending, others in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return (word, *(stem + other for other in others))
    return (word, *(word + other for other in ("а", "у", "ом", "е"))) if word[-1] in _CLOSED else (word,)
