"""The forms of a name: its words, and for each the dictionary forms that case endings may come from."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from anyascii import anyascii

from redaction.name_script import key, plain, script_of

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f"
_LETTER = rf"[^\W\d_][{_INVISIBLE}]*"
# A word may be broken by a hyphen at the end of a line; an apostrophe inside belongs to it.
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’ʼ`´](?:{_LETTER})+|-[ \t]*\r?\n[ \t]*(?=[^\W\d_A-ZА-ЯЁ])(?:{_LETTER})+)*")

PARTICLES = frozenset(
    (
        "al el ul ad as ash an ar at ben bin ibn bint von van der den ter de la le du des da do dos das di"
        " del della zu zum oglu ogly oglou ogli qizi kyzy gizi kizi uulu zoda d l o"
    ).split()
)
_TITLES = frozenset(
    (
        "mr mrs ms miss mx sir dr prof professor m mm mme mlle me maitre maître monsieur madame sr sra herr"
        " frau господин госпожа господина госпожи господину госпоже гражданин гражданка гражданина гражданки"
        " гражданину г-н г-жа г-на г-жи г-ну г-же"
    ).split()
)
_PATRONYMIC = re.compile(r"^.{2,}(?:[oe]vi(?:x|k)|i[lk]i?x|[oe]vn[ao]?|inixna)$")


@dataclass(frozen=True)
class Word:
    """One word of a text; `is_initial` for a single letter, `joined` when a hyphen ties it to the word before."""

    start: int
    end: int
    text: str = field(repr=False)
    is_initial: bool = False
    joined: bool = False


@dataclass(frozen=True)
class NameForm:
    """A name taken apart: units are hyphenated words as one, each word with its possible dictionary forms."""

    units: tuple[tuple[tuple[tuple[str, str], ...], ...], ...] = field(repr=False)
    initials: tuple[str, ...] = field(repr=False)
    patronymic: tuple[str, ...] = field(repr=False)
    surname_at: int = -1

    @property
    def is_full(self) -> bool:
        """At least two whole words."""
        return sum(len(unit) for unit in self.units) >= 2 and len(self.units) >= 2

    @property
    def is_bare(self) -> bool:
        """One unit alone, without initials."""
        return len(self.units) == 1 and not self.initials


def words(text: str) -> tuple[Word, ...]:
    """The words of a text with their exact places."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        joined = bool(found) and found[-1].end == start - 1 and text[start - 1] in "-‐‑‒–"
        found.append(Word(start, end, match[0], _is_one_letter(match[0]), joined))
    return tuple(found)


def _is_one_letter(word: str) -> bool:
    return len(word) == 1 and script_of(word) != "other" or (len(word) == 2 and word in ("Ju", "Yu", "Ya", "Ch", "Sh"))


@lru_cache(maxsize=1 << 17)
def lemmas(word: str) -> tuple[tuple[str, str], ...]:
    """Possible dictionary forms as (key, gender m, f or u), the word as it stands first."""
    low = re.split(r"['’ʼ`´]", plain(word))
    bare = "".join(low[:-1]) if len(low) > 1 and _is_suffix(low[-1]) else "".join(low)
    forms = [(bare, "u")]
    if script_of(bare) == "cyrillic":
        forms = _cyrillic(bare)
    found: dict[str, str] = {}
    for form, gender in forms:
        if one := key(form):
            found[one] = gender if found.get(one, gender) == gender else "u"
    return tuple(found.items())


def _is_suffix(tail: str) -> bool:
    """Of Petrov's, Erdoğan'ın: an ending. Of O'Neil: not."""
    return tail == "s" or (len(tail) <= 4 and bool(re.match(r"^(?:[ndy]?[ıiuü]n?|[dt][ae]n?|y?[ae]|l[ae]r)$", tail)))


# Ending → what it may have been, with the gender that this would mean; the first ending that fits is used.
_ENDINGS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (r"(?<=[сц]к)(?:ого|ому|им|ом)$", (("ий", "m"),)),
    (r"(?<=[сц]к)(?:ой|ую|ою)$", (("ая", "f"),)),
    (r"(?<=[сц]к)(?:ие|их|ими)$", (("ий", "m"), ("ая", "f"))),
    (r"(?<=[^шжчщ])ему$", (("ий", "m"), ("ем", "m"))),
    (r"ому$", (("ой", "m"), ("ый", "m"), ("ий", "m"), ("ом", "m"))),
    (r"(?:ого|его|ему)$", (("ой", "m"), ("ый", "m"), ("ий", "m"))),
    (r"(?<=[оеи]в)(?:ны|не|ну|ной|ною)$", (("на", "f"),)),
    (r"(?<=и[чн])(?:ны|не|ну|ной|ною)$", (("на", "f"),)),
    (r"(?<=[ое]вич)(?:а|у|ем|е)$", (("", "m"),)),
    (r"(?<=[оеё]в)а$|(?<=ин)а$|(?<=ын)а$", (("", "m"), ("а", "f"))),
    (r"(?<=[оеё]в)у$|(?<=[иы]н)у$", (("", "m"), ("а", "f"))),
    (r"(?<=[оеё]в)(?:ым|е)$|(?<=[иы]н)(?:ым|е)$", (("", "m"),)),
    (r"(?<=[оеё]в)(?:ой|ою)$|(?<=[иы]н)(?:ой|ою)$", (("а", "f"),)),
    (r"(?<=[оеё]в)(?:ы|ых|ыми)$|(?<=[иы]н)(?:ы|ых|ыми)$", (("", "m"), ("а", "f"))),
    (r"(?<=[ая])(?:ого|ому)$", (("й", "m"),)),
    (r"ию$|ии$", (("ий", "m"), ("ия", "u"))),
    (r"ием$", (("ий", "m"),)),
    (r"ией$|иею$", (("ия", "u"),)),
    (r"ия$", (("ия", "u"), ("ий", "m"))),
    (r"(?<=[аеоуыэюя])я$|(?<=[аеоуыэюя])ю$|(?<=[аеоуыэюя])ем$|(?<=[аеоуыэюя])е$", (("й", "m"),)),
    (r"ь[еию]$|ь[ею]й$", (("ья", "u"),)),
    (r"а$", (("а", "u"), ("", "m"))),
    (r"у$", (("", "m"), ("а", "f"))),
    (r"ом$", (("", "m"),)),
    (r"ым$", (("", "m"), ("ый", "m"), ("ий", "m"), ("ой", "m"))),
    (r"им$", (("ий", "m"), ("ый", "m"), ("ой", "m"))),
    (r"ой$|ою$", (("а", "u"),)),
    (r"ы$", (("а", "u"),)),
    (r"и$", (("а", "u"), ("я", "u"), ("ь", "u"))),
    (r"я$", (("я", "u"), ("ь", "m"))),
    (r"ю$", (("ь", "m"), ("я", "u"))),
    (r"ем$", (("ь", "m"), ("", "m"))),
    (r"ей$", (("я", "u"), ("а", "u"))),
    (r"е$", (("", "m"), ("а", "u"), ("я", "u"))),
)
_RULES = tuple((re.compile(ending), forms) for ending, forms in _ENDINGS)
_MASCULINE = re.compile(r"(?:[оеё]в|[иы]н|ский|цкий|ович|евич)$")
_FEMININE = re.compile(r"(?:[оеё]ва|[иы]на|ская|цкая|овна|евна|ична)$")
# Case forms that no name has as its first form.
_OBLIQUE = re.compile(r"..(?:[оеё]в|[иы]н)(?:ым|ой|ою|у|ых|ыми|ы)$|[сц]к(?:ого|ому|им|ую|их)$")


def _cyrillic(word: str) -> list[tuple[str, str]]:
    gender = "f" if _FEMININE.search(word) else "m" if _MASCULINE.search(word) else "u"
    found = [] if _OBLIQUE.search(word) else [(word, gender)]
    for ending, forms in _RULES:
        match = ending.search(word)
        if match and match.start() >= 2:
            stem = word[: match.start()]
            found += [(stem + form, of) for form, of in forms]
            found += [(full, "m") for form, of in forms if form in ("", "ь") and (full := _with_vowel(stem))]
            break
    return found


def _with_vowel(stem: str) -> str:
    """Павл(а) → Павел, Льв(а) → Лев, Кравц(а) → Кравец: the vowel that other cases drop."""
    if stem == "льв":
        return "лев"
    if re.search(r"[^аеиоуыэюяьй](?:л|ц)$", stem) and len(stem) >= 4:
        return stem[:-1] + "е" + stem[-1]
    return ""


@lru_cache(maxsize=1 << 17)
def stems(word: str) -> frozenset[str]:
    """What all case and gender forms of a word share: for looking a name up, never for telling two people apart."""
    found = {re.sub(r"(?<=.{2})[aeiou]+$", "", one) for one, _ in lemmas(word)}
    return frozenset(one for one in found if one)


@lru_cache(maxsize=1 << 16)
def name_form(text: str) -> NameForm:
    """A mention's text taken apart: titles dropped, particles dropped where two words remain."""
    parts = [one for one in words(text) if plain(one.text) not in _TITLES or one.joined]
    initials = tuple(initial_letters(one.text) for one in parts if one.is_initial)
    units: list[list[tuple[tuple[str, str], ...]]] = []
    raw: list[Word] = []
    for one in parts:
        forms = () if one.is_initial else _word_forms(one.text)
        for at, form in enumerate(forms):
            if (one.joined or at > 1) and units and not (at == 0 and _is_particle(raw[-1])):
                units[-1].append(form)
            else:
                units.append([form])
                raw.append(one)
    units, raw = _without_particles(units, raw)
    units, raw, patronymic = _without_patronymic(units, raw, bool(re.search(r",", text)))
    return NameForm(tuple(tuple(unit) for unit in units), initials, patronymic, _surname_at(text, raw, initials))


# One Latin letter begins names whose keys begin differently: J. is Jean or Jakub, C. is Carl, Cédric or Charles.
_INITIALS = {
    "j": "iw", "c": "ksx", "s": "sx", "k": "kg", "z": "zw", "y": "ie", "t": "tx", "p": "pf", "e": "ei", "x": "kxg",
    "i": "ie", "d": "dw", "ю": "i", "я": "i", "ё": "e", "е": "ei",
}  # fmt: skip


def initial_letters(initial: str) -> str:
    """The letters that the key of a name so abbreviated may begin with."""
    low = plain(initial)
    return _INITIALS.get(low, key(low)[:1])


def _word_forms(word: str) -> list[tuple[tuple[str, str], ...]]:
    """Han names are one run: the first sign is the surname, the rest the given name."""
    if "\u4e00" <= word[0] <= "\u9fff" and 2 <= len(word) <= 4:
        cut = 2 if len(word) == 4 else 1
        return [((key(anyascii(part).lower()), "u"),) for part in (word[:cut], word[cut:])]
    return [forms] if (forms := lemmas(word)) else []


def _is_particle(word: Word) -> bool:
    return plain(word.text) in PARTICLES


def _without_particles(
    units: list[list[tuple[tuple[str, str], ...]]], raw: list[Word]
) -> tuple[list[list[tuple[tuple[str, str], ...]]], list[Word]]:
    kept = [at for at, one in enumerate(raw) if not (_is_particle(one) and len(units[at]) == 1)]
    enough = (
        1 if any(raw[at].text[:1].islower() or raw[at].text.lower() in ("al", "el") for at in range(len(raw))) else 2
    )
    if len(kept) < enough or len(kept) == len(raw):
        return units, raw
    return [units[at] for at in kept], [raw[at] for at in kept]


def _without_patronymic(
    units: list[list[tuple[tuple[str, str], ...]]], raw: list[Word], has_comma: bool
) -> tuple[list[list[tuple[tuple[str, str], ...]]], list[Word], tuple[str, ...]]:
    """Of three words, the one after the given name that says whose child it is."""
    if len(units) < 3:
        return units, raw, ()
    for at in range(len(units) - 1, 0, -1):
        found = tuple(one for one, _ in units[at][0] if _PATRONYMIC.match(one)) if len(units[at]) == 1 else ()
        if found:
            return units[:at] + units[at + 1 :], raw[:at] + raw[at + 1 :], found
    return units, raw, ()


def _surname_at(text: str, raw: list[Word], initials: tuple[str, ...]) -> int:
    """Which unit is the surname: before a comma, alone in capitals, alone beside initials, with a Russian ending."""
    if len(raw) <= 1:
        return len(raw) - 1
    comma = text.find(",")
    before = [at for at, one in enumerate(raw) if one.end <= comma]
    if len(before) == 1:
        return before[0]
    capitals = [at for at, one in enumerate(raw) if one.text.isupper() and len(one.text) > 1]
    if len(capitals) == 1:
        return capitals[0]
    marked = [at for at, one in enumerate(raw) if _looks_like_surname(one.text)]
    return marked[0] if len(marked) == 1 else len(raw) - 1


_SURNAME = re.compile(r"(?:[oe]va?|[iy]na|ski|skaia|enko|xuk|adze|xvili|ian|ovix|evix)$")


def _looks_like_surname(word: str) -> bool:
    return any(_SURNAME.search(one) and len(one) >= 5 for one, _ in lemmas(word))


@lru_cache(maxsize=1 << 16)
def full_keys(form: NameForm) -> tuple[str, ...]:
    """The readings of a full name, order of words set aside, genders agreeing; as it stands comes first."""
    parts = [part for unit in form.units for part in unit]
    if len(parts) < 2 or len(parts) > 7:
        parts = parts[:7]
    found: dict[str, None] = {}
    for reading in product(*(part[:4] for part in parts)):
        genders = {gender for _, gender in reading} - {"u"}
        if len(genders) < 2:
            found[" ".join(sorted(one for one, _ in reading))] = None
        if len(found) >= 48:
            break
    return tuple(found)


def unit_keys(unit: tuple[tuple[tuple[str, str], ...], ...]) -> tuple[str, ...]:
    """The readings of one unit, its words in their order."""
    return tuple(
        dict.fromkeys("-".join(one for one, _ in reading) for reading in product(*(part[:4] for part in unit)))
    )


def unit_stems(unit: tuple[tuple[tuple[str, str], ...], ...]) -> frozenset[str]:
    """What the case and gender forms of a unit share."""
    return frozenset(re.sub(r"(?<=.{2})[aeiou]+$", "", one) for one in unit_keys(unit))
