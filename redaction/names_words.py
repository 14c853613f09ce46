"""Runs of words written like names, in Latin or Cyrillic letters, and what each of their words is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from redaction.bodies import Kind, kind
from redaction.case_repair import is_capitals
from redaction.language import guess_latin

_PARTICLE = (
    r"(?:von|van|der|den|de|du|des|del|della|di|da|dos|das|la|le|el|al|ad|as|bin|bint|ibn|ben|ould|abu|abou|umm|ter|zu|af|"
    r"фон|ван|де|дер|да|ди|ла|ле|эль|аль|бин|ибн|бен|абу|оглы|оглу|кызы|гызы|улы|уулу|заде|углы|кизи|"
    r"ogly|oglu|oğlu|ogli|qizi|kyzy|gizi|kizi|uulu|uly|zadeh|zade)"
)
_WORD = r"\p{Lu}[\p{L}\p{M}]*+(?:['’ʼ`ʻ‘-]{1,2}\p{L}[\p{L}\p{M}]*+)*+"
_SMALL = r"(?:d|l|al|el|ad|ash|аль|эль|ас|аш)['’-]\p{Lu}[\p{L}\p{M}-]*+"
_INITIAL = r"\p{Lu}\p{Ll}?\.(?:\s?-?\s?\p{Lu}\.){0,3}"
_ONE = rf"(?:{_INITIAL}|{_WORD}|{_SMALL})"
_GAP = r"(?:[ \t\u00a0]{1,2}| ?\n ?|(?<=\.))"
RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}]){_ONE}(?:{_GAP}(?:{_PARTICLE}[ \n\u00a0]){{0,2}}{_ONE}|{_GAP}{_PARTICLE}\b)*+"
)
LEADING = regex.compile(
    r"(?:\b(?:von|van|zu|bin|ibn|ben|ould|abu|af|el|фон|ван|бин|ибн|абу|эль)[ \u00a0](?:(?:der|den|de|dem|дер|ден)[ \u00a0])?"
    r"|\b(?:de la|de los|dos|della)[ \u00a0])$"
)
PIECE = regex.compile(
    rf"(?<!\p{{N}})(?:(?P<initial>{_INITIAL})|(?P<word>{_WORD}|{_SMALL})(?!\p{{N}})|(?P<particle>[\p{{Ll}}ğ'’]+))"
)
# What ends a name that a model drew too long: a cell's edge, a word for `and`, a small word that is no particle.
BREAK = regex.compile(
    rf"\||(?<![\p{{L}}'’-])(?!{_PARTICLE}(?![\p{{L}}'’-]))(?:\p{{Ll}}{{4,}}|and|et|est|и)(?![\p{{L}}'’-])"
)
_CAPITAL_PARTICLES = frozenset(("de da do dos di du del della van von der den la le el al bin ibn ван фон де").split())
_PATRONYMIC = regex.compile(
    r"(?:[оеё]вич|[оеё]вн|ьич|ичн)(?:а|у|ем|ом|е|ы|ой|и|ами|ам|ах)?$|(?:ovich|evich|ovitch|evitch|ovna|evna|ievna|yevna)$",
    regex.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """One word of a run; `text` is case-repaired, `capitals` says how the original was written."""

    start: int
    end: int
    text: str = field(repr=False)
    kind: Kind
    is_initial: bool = False
    is_particle: bool = False
    capitals: bool = False
    is_on_new_line: bool = False

    @property
    def is_patronymic(self) -> bool:
        """Ivanovich, Ивановна, in any case form."""
        return len(self.text) > 5 and _PATRONYMIC.search(self.text) is not None

    @property
    def is_sure(self) -> bool:
        """More a name than anything else."""
        if len(self.text) < 2:
            return False
        return self.is_patronymic or self.kind in (Kind.GIVEN, Kind.UNKNOWN) and not self.is_particle


def runs(text: str, original: str) -> Iterator[list[Piece]]:
    """Every run of capitalised words, initials and particles."""
    for found in RUN.finditer(text):
        yield pieces(text, original, found.start(), found.end())


def pieces(text: str, original: str, start: int, end: int) -> list[Piece]:
    """The words between two offsets."""
    found: list[Piece] = []
    for one in PIECE.finditer(text, start, end):
        is_initial, is_particle = one.lastgroup == "initial", one.lastgroup == "particle"
        word = one.group()
        if is_initial and _is_title(text, one, start):
            is_initial = False
            what = Kind.TITLE
        else:
            is_particle = is_particle or word.lower() in _CAPITAL_PARTICLES
            what = Kind.UNKNOWN if is_initial or is_particle else _kind_of(word)
        is_on_new_line = "\n" in text[max(0, one.start() - 2) : one.start()]
        capitals = is_capitals(original[one.start() : one.end()])
        if (
            what is Kind.COMMON
            and len(word) < 4
            and not capitals
            and found
            and found[-1].is_sure
            and not found[-1].is_initial
        ):
            what = Kind.MAYBE  # Thiri Ko Ko
        found.append(Piece(one.start(), one.end(), word, what, is_initial, is_particle, capitals, is_on_new_line))
    return found


def _is_title(text: str, one: "regex.Match[str]", start: int) -> bool:
    """`Ms.` and `Dr.`; and `M.`, which is an initial in English and a title in French."""
    bare = one.group().rstrip(".")
    if len(bare) > 1:
        return kind(bare) is Kind.TITLE
    return one.group() == "M." and one.start() == start and _is_french_mister(text, one.end())


def _is_french_mister(text: str, end: int) -> bool:
    following = regex.match(r"\s?([\p{L}-]+)(\.?)", text[end : end + 40])
    if not following or following.group(2) and len(following.group(1)) == 1:
        return guess_latin(text) == "fr"
    return kind(following.group(1).split("-")[0]) is Kind.GIVEN or guess_latin(text) == "fr"


def _kind_of(word: str) -> Kind:
    """A hyphenated word is a name if one part is; an apostrophe's tail decides for French elision."""
    what = kind(word)
    if what is not Kind.UNKNOWN or not any(each in word for each in "-'’"):
        return what
    parts = [kind(part) for part in regex.split(r"['’-]", word) if len(part) > 1]
    for wanted in (Kind.GIVEN, Kind.UNKNOWN, Kind.MAYBE):
        if wanted in parts:
            return Kind.UNKNOWN if not _all_elided(word) else wanted
    return parts[-1] if parts else Kind.UNKNOWN


def _all_elided(word: str) -> bool:
    return regex.match(r"(?:[dlDL]|Qu|qu)['’]", word) is not None
