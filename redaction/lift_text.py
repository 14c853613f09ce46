"""The redacted text of a document laid out for lifting: words, lines, and what is found in them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from extractors.document import Channel
from redaction.countries import Named, countries_in
from redaction.phrases import Hit, Phrasebook, Words, words_of
from redaction.policy import Action
from redaction.profile import Profile
from redaction.redact import Mark, RedactedPassage
from redaction.written_dates import Dated, dates_in

OFFICIAL = "OFFICIAL"  # how a person whose name stays reads here, so that no surname is taken for a country
TOKEN = re.compile(r"\[(CASE|PERSON|OFFICIAL) ([0-9A-Z]{4}-[0-9A-Z]{2,8})\]")
_LINES = re.compile(r"[\n\x0b\x0c]")
_SHORT = 48  # a line that ends before this many characters is not wrapped running text
_STARTS = re.compile(r"^\s*(?:[-–—•*]\s|\(?\w{1,3}[.)]\s|[^\W\d_][^:.;\n\t]{1,48}\s?:\s|[^\t\n]{2,48}\t)")
_BODY = frozenset({Channel.BODY, Channel.PAGE, Channel.SHEET})


@dataclass(frozen=True, slots=True)
class Token:
    """A pseudonym in the text: CASE, PERSON or OFFICIAL."""

    kind: str
    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """A run of text and all that is found in it. `place` is what a fact names."""

    place: str
    words: Words = field(repr=False)
    hits: Mapping[str, Sequence[Hit]] = field(repr=False)  # by group and name, `cue:asks`

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Pseudonyms, in order."""
        return tuple(Token(one[1], one[2], one.start(), one.end()) for one in TOKEN.finditer(self.words.plain))

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        """Full dates, in order."""
        return tuple(dates_in(self.words.folded))

    @cached_property
    def countries(self) -> tuple[Named, ...]:
        """Countries, in order."""
        return tuple(countries_in(self.words))

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Lines with the offset of each; the blank ones are left out."""
        found, at = [], 0
        for line in _LINES.split(self.words.plain):
            if line.strip():
                found.append((at, line))
            at += len(line) + 1
        return tuple(found)

    def cues(self, *names: str) -> list[Hit]:
        """The cues of these names, by place."""
        return sorted((hit for name in names for hit in self.hits.get(f"cue:{name}", ())), key=lambda one: one.start)

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[str, int], Sequence[Hit]]:
        found: dict[tuple[str, int], list[Hit]] = {}
        for key, hits in self.hits.items():
            for hit in hits:
                found.setdefault((key, hit.sentence), []).append(hit)
        return found

    def cues_at(self, name: str, sentence: int) -> Sequence[Hit]:
        """The cues of a name in one sentence."""
        return self._by_sentence.get((f"cue:{name}", sentence), ())

    def group(self, group: str) -> Iterator[Hit]:
        """All hits of a group."""
        for key, hits in self.hits.items():
            if key.startswith(f"{group}:"):
                yield from hits

    def sentence_at(self, start: int) -> int:
        """The number of the sentence around an offset."""
        return bisect_left(self.words.breaks, start)

    def word_at(self, offset: int) -> int:
        """How many words begin before an offset."""
        return bisect_left(self.words.starts, offset)


class Books:
    """The phrasebooks of a profile: one for running text, one for labels."""

    def __init__(self, profile: Profile) -> None:
        phrases = profile.phrases()
        running = ("cue", "outcome", "kind", "title")
        self.text = Phrasebook(one for one in phrases if one.group in running and not one.name.startswith("brief_"))
        self.label = Phrasebook(one for one in phrases if one.group == "label")
        self.cell = Phrasebook(one for one in phrases if one.group == "outcome" or one.name.startswith("brief_"))


@lru_cache(maxsize=4)
def books_of(profile: Profile) -> Books:
    """Made once a profile."""
    return Books(profile)


def text_of(place: str, text: str, books: Books) -> Text:
    """A run of text, read."""
    words = words_of(text)
    hits: dict[str, list[Hit]] = {}
    for hit in books.text.scan(words):
        hits.setdefault(f"{hit.group}:{hit.name}", []).append(hit)
    return Text(place, words, hits)


def texts_of(passages: Sequence[RedactedPassage], books: Books) -> list[Text]:
    """Pages and bodies, read; a document of several pages is one text where a sentence may run over."""
    return [
        text_of(place_of(one), _with_breaks(shown(one)), books)
        for one in passages
        if one.channel in (Channel.BODY, Channel.PAGE) and one.text.strip()
    ]


def place_of(passage: RedactedPassage) -> str:
    """How a fact names the place where it stands."""
    if passage.channel is Channel.PAGE:
        return f"page {passage.number}"
    return "body" if passage.channel is Channel.BODY else passage.channel.value


def shown(passage: RedactedPassage) -> str:
    """The passage's text with its public people as tokens too."""
    return "".join(_pieces(passage.text, passage.marks))


def _pieces(text: str, marks: Iterable[Mark]) -> Iterator[str]:
    at = 0
    for mark in sorted(marks, key=lambda one: one.start):
        if mark.type == "PERSON" and mark.action is Action.KEEP and mark.pseudonym and mark.start >= at:
            yield text[at : mark.start]
            yield f"[{OFFICIAL} {mark.pseudonym}]"
            at = mark.end
    yield text[at:]


def _with_breaks(text: str) -> str:
    """A line that does not run on becomes a paragraph, so that labels and titles do not flow into sentences."""
    lines = text.split("\n")
    out: list[str] = []
    for at, line in enumerate(lines):
        out.append(line)
        if at + 1 < len(lines):
            out.append("\n\n" if _is_ended(line, lines[at + 1]) else "\n")
    return "".join(out)


def _is_ended(line: str, after: str) -> bool:
    if not line.strip() or not after.strip():
        return False
    if _STARTS.match(after) and not line.rstrip().endswith((",", "-")):
        return True
    begins = after.lstrip()[0]
    return len(line) < _SHORT and not line.rstrip().endswith((",", "-", "(")) and (begins.isupper() or begins in '[«"')


def is_body(passage: RedactedPassage) -> bool:
    """Whether a passage is what the document says, rather than what is said about it."""
    return passage.channel in _BODY
