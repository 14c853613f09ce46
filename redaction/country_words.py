"""Words that name a country or say that something is of it, in English, French and Russian."""

from functools import lru_cache

from redaction.name_forms import words
from redaction.name_script import key, plain

_VAGUE = frozenset(
    (
        "united republic south north west east central new saint islands island great democratic people's"
        " states kingdom the and of république îles île nord sud ouest centrale états unis nouvelle saint"
        " демократическая республика южная северная новая острова остров центральная соединенные штаты"
        " объединенные федерация san trinidad papua equatorial french british american территории антильские"
        " святая святой"
    ).split()
)
# Where the adjective shares too little with the name.
_ADJECTIVES = {
    "FR": "french français française франц", "GB": "british britain uk britannique британ", "US": "american usa сша америк",
    "DE": "german allemand немец герман", "ES": "spanish espagnol испан", "NL": "dutch néerland голланд", "RU": "russe russian росси рф",
    "AE": "emirati uae émirat оаэ эмират", "GR": "greek grec грече", "TR": "turkish turc turque турец турк",
    "CH": "swiss suisse швейц", "PL": "polish polon поль", "CN": "chinese chinois китай", "UA": "ukrain украин",
    "CZ": "czech tchèque чеш", "SA": "saudi saoud сауд", "GE": "georgia géorgi груз", "TJ": "tajik tadjik таджик",
    "UZ": "uzbek ouzb узбек", "KZ": "kazakh казах", "KG": "kyrgyz kirghiz киргиз кыргыз", "BY": "belarus bélarus biélorus белорус беларус",
    "AZ": "azerb azéri азерб", "AM": "armen armén армян армен", "IR": "iran иран", "IQ": "iraq irak ирак", "MD": "moldov молдав молдов",
    "EG": "egypt égypt египет", "TM": "turkmen туркмен",
}  # fmt: skip


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, frozenset[str]]:
    """The first letters of a country's key → codes."""
    from babel import Locale

    found: dict[str, set[str]] = {}
    for language in ("en", "fr", "ru"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "ZZ", "QO", "UN", "EZ", "XA", "XB"):
                telling = [one for one in words(str(name)) if _prefix(one.text) not in _vague()]
                for word in telling[:1]:
                    found.setdefault(_prefix(word.text), set()).add(code)
    for code, listed in _ADJECTIVES.items():
        for one in listed.split():
            found.setdefault(_prefix(one), set()).add(code)
    return {prefix: frozenset(codes) for prefix, codes in found.items() if len(prefix) >= 2}


@lru_cache(maxsize=1)
def _vague() -> frozenset[str]:
    return frozenset(_prefix(one) for one in _VAGUE | {"федерации", "республики", "центральный"})


def _prefix(word: str) -> str:
    return key(plain(word))[:5]


@lru_cache(maxsize=1 << 14)
def _codes(word: str) -> frozenset[str]:
    prefix = _prefix(word)
    if prefix in _vague():
        return frozenset()
    for length in range(len(prefix), 3, -1):
        if codes := _prefixes().get(prefix[:length]):
            return codes
    return _prefixes().get(prefix, frozenset()) if word.isupper() or len(word) >= 3 else frozenset()


def countries_in(text: str) -> dict[str, frozenset[str]]:
    """Each lower-case word that names a country, with the codes that it may mean."""
    return {one.text.lower(): codes for one in words(text) if len(one.text) > 1 and (codes := _codes(one.text))}


def countries_of(cell: str) -> frozenset[str]:
    """The codes that a cell of a table means: a code itself, or a name."""
    if len(cell) == 2 and cell.isascii() and cell.isalpha():
        return frozenset({cell.upper()})
    return frozenset(code for codes in countries_in(cell).values() for code in codes)
