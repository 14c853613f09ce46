"""What a capitalised word is when it is no name: a body, a place, a role, a month, a common word."""

import tomllib
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_FRENCH_AND_ENGLISH = ("en", "fr")
_DEMONYMS = (
    "an", "ian", "ese", "ish", "ic", "ais", "aise", "ois", "oise", "ien", "ienne", "ine", "ain", "aine", "ans", "ians",
    "iens", "iennes", "aines", "ains", "ne", "i", "is", "que", "en",
)  # fmt: skip


class Kind(IntEnum):
    """What a word is likely to be, apart from its context."""

    UNKNOWN = 0
    GIVEN = 1  # on a list of given names, or a name by its Russian form
    MAYBE = 2  # a name or a common word
    COMMON = 3
    PLACE = 4
    COUNTRY = 5
    BODY = 6
    ACRONYM = 7
    TITLE = 8
    ROLE = 9
    CALENDAR = 10
    NATIONALITY = 11


_COUNTRY_OR_NAME = frozenset({"jordan", "israel", "georgia", "chad"})
NAMELIKE = frozenset({Kind.UNKNOWN, Kind.GIVEN, Kind.MAYBE})


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """Lower case without accents; Cyrillic keeps its letters but ё."""
    low = word.lower().replace("\0", " ").replace("ё", "е").replace("’", "'").replace("й", "\0")
    bare = "".join(each for each in unicodedata.normalize("NFKD", low) if not unicodedata.combining(each))
    return bare.lower().replace("\0", "й").replace("ı", "i").replace("ə", "e").replace("ø", "o").replace("ł", "l")


@lru_cache(maxsize=100_000)
def kind(word: str) -> Kind:
    """The kind of one word, whatever its case."""
    low = plain(word)
    listed = _listed(low)
    if listed is not None:
        return listed
    is_named = all(unicodedata.name(each, "") for each in low)  # the dictionary fails on characters without a name
    if is_named and any("\u0400" <= each <= "\u04ff" for each in low):
        return _russian_kind(low)
    return _latin_kind(low, word.lower())


def is_given_name(word: str) -> bool:
    """A name that many people share; a surname known by its Russian form alone is none."""
    low = plain(word)
    if low in _given():
        return True
    return any("\u0400" <= each <= "\u04ff" for each in low) and any("Name" in tags for tags in _russian_tags(low))


def acronyms() -> frozenset[str]:
    """Acronyms that stay in capitals."""
    return _words("acronym")


@lru_cache(maxsize=20_000)
def is_place(phrase: str) -> bool:
    """A city or a country by its whole name, in English, French or Russian (any case form of one word)."""
    low = plain(phrase).strip()
    return low in _places() or low in _country_phrases() or kind(low) in (Kind.PLACE, Kind.COUNTRY)


def may_be_place(word: str) -> bool:
    """A place, even if it is a name too."""
    low = plain(word)
    known = _places_of_all()
    return is_place(word) or low in known or "\u0400" <= low[:1] <= "\u04ff" and _lemma(low) in known


def is_heading(word: str) -> bool:
    """A word of headings, subjects and file names: no part of any name."""
    return plain(word) in _words("heading")


def _listed(low: str) -> Kind | None:
    for name in ("acronym", "title", "calendar", "role", "nationality", "country"):
        if low in _words(name):
            return Kind[name.upper()]
    if low in _words("body"):
        return Kind.BODY
    return Kind.COMMON if low in _words("heading") else None


def _latin_kind(low: str, exact: str) -> Kind:
    common = exact in _common() or low in _common() or low in _unaccented_common()
    given = low in _given()
    if common and low.startswith(_stems()):
        return Kind.BODY
    if low in _country_words():
        return Kind.MAYBE if low in _COUNTRY_OR_NAME else Kind.COUNTRY
    if not given and low in _places():
        return Kind.PLACE
    if _is_demonym(low):
        return Kind.NATIONALITY
    if common:
        return Kind.MAYBE if given else Kind.COMMON
    return Kind.GIVEN if given else Kind.UNKNOWN


def _russian_kind(low: str) -> Kind:
    tags = _russian_tags(low)
    named = any(tag & {"Surn", "Name", "Patr"} for tag in tags)
    known = any(tag - {"Surn", "Name", "Patr"} == tag for tag in tags)
    if low.startswith(_stems()) and (not named or known):
        return Kind.BODY
    if low in _country_words() or _lemma(low) in _country_words():
        return Kind.COUNTRY
    if not named and (any("Geox" in tag for tag in tags) or low in _places() or _lemma(low) in _places()):
        return Kind.PLACE
    if _is_russian_demonym(low):
        return Kind.NATIONALITY
    if named or low in _given():
        return Kind.MAYBE if known and not _is_first_choice_name(low) else Kind.GIVEN
    return Kind.COMMON if tags else Kind.UNKNOWN


def _russian_tags(low: str) -> list[frozenset[str]]:
    """The dictionary's readings of a word; none for a word it only guesses at."""
    morph = _morph()
    if not morph.word_is_known(low):
        return []
    return [frozenset(one.tag.grammemes) for one in morph.parse(low)]


def _is_first_choice_name(low: str) -> bool:
    return bool(_morph().parse(low)[0].tag.grammemes & {"Surn", "Name", "Patr"})


@lru_cache(maxsize=50_000)
def _lemma(low: str) -> str:
    return str(_morph().parse(low)[0].normal_form).replace("ё", "е")


def _is_demonym(low: str) -> bool:
    if len(low) <= 5 or low in _given() or not low.endswith(_DEMONYMS):
        return False
    return low[:5] in _country_prefixes() or low[:4] in _country_prefixes()


def _is_russian_demonym(low: str) -> bool:
    lemma = _lemma(low)
    return lemma.endswith(("ский", "ец", "ка", "нин", "нка")) and lemma[:5] in _country_prefixes()


@cache
def _morph() -> Any:
    import pymorphy3  # costs a second; documents without Cyrillic never need it

    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(_read("bodies.toml"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name].get("words", "").split())


@cache
def _stems() -> tuple[str, ...]:
    return tuple(_table()["body"]["stems"].split())


@cache
def _common() -> frozenset[str]:
    return frozenset(word for lang in _FRENCH_AND_ENGLISH for word in _read(f"words.{lang}.txt").split())


@cache
def _unaccented_common() -> frozenset[str]:
    """French capitals are often written without accents."""
    return frozenset(plain(word) for word in _common() if not word.isascii())


@cache
def _given() -> frozenset[str]:
    return frozenset(_read("given.txt").split())


@cache
def _places() -> frozenset[str]:
    return frozenset(_read("places.txt").splitlines())


@cache
def _places_of_all() -> frozenset[str]:
    return _places() | _zone_cities()


@cache
def _zone_cities() -> frozenset[str]:
    """The cities that time zones are called after (CLDR): Rome, Astana and Paris are names of people too."""
    from babel import Locale

    zones = [zone for lang in ("en", "fr", "ru") for zone in Locale(lang).time_zones.items()]
    named = [zone.get("city", key.rpartition("/")[2].replace("_", " ")) for key, zone in zones]
    return frozenset(plain(one) for one in (*named, *(key.rpartition("/")[2].replace("_", " ") for key, _ in zones)))


@cache
def _country_phrases() -> frozenset[str]:
    import pycountry
    from babel import Locale

    names = [plain(name) for lang in ("en", "fr", "ru") for name in Locale(lang).territories.values()]
    return frozenset(names) | {plain(one.name) for one in pycountry.countries}


@cache
def _country_words() -> frozenset[str]:
    """Names of one word; a word of a longer name (Heard and McDonald Islands) proves nothing."""
    return frozenset(phrase for phrase in _country_phrases() if phrase.replace("-", "").isalpha())


@cache
def _country_prefixes() -> frozenset[str]:
    return frozenset(word[:5] for word in _country_words() if len(word) > 3)


def _read(name: str) -> str:
    return files("redaction").joinpath(f"data/{name}").read_text("utf-8")
