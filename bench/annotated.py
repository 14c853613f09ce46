"""The measures on annotated text: names covered, findings right, and what protects a person of a court's judgment."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from redaction.finding import PERSON
from redaction.training.sets import Annotated, rows

Found = tuple[int, int, str]  # a finding, or an annotation: start, end, type
_WORD = re.compile(r"\w+")
_NOT_SPACE = re.compile(r"\S+")
# A title is part of a name in some sets and in none of our findings.
_TITLES = frozenset(
    (
        "mr mrs ms miss dr m mm mme mlle mmes me maître maitre sir prof professor lord lady the judge sr sra srta don"
        " doña d dña señor señora herr frau doktor dra st bay bayan sayın г-н г-жа г-на г-ну г-ном г-же г-жи гр гр-н"
        " гр-ка пан пані господин господина госпожа госпожи السيد السيدة الدكتور"
    ).split()
)
_STRICTEST = ("DIRECT", "QUASI", "NO_MASK")
_MASKS = {"en_tab_dev": "en_tab_dev_masks"}


@dataclass
class Tally:
    """Counts of one set and one detector. A name is covered if every letter of it is."""

    names: int = 0
    covered: int = 0  # by findings of any type
    covered_as_person: int = 0
    persons: int = 0  # findings of the type PERSON
    right: int = 0  # those of them that touch an annotated name
    addresses: int = 0
    addresses_covered: int = 0
    words: int = 0
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list, repr=False)
    wrong: Counter[str] = field(default_factory=Counter, repr=False)
    wrong_by_detector: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """Names covered, whatever the findings call them."""
        return self.covered / max(1, self.names)

    @property
    def recall_as_person(self) -> float:
        """Names covered by findings of the type PERSON."""
        return self.covered_as_person / max(1, self.names)

    @property
    def precision(self) -> float:
        """Findings of the type PERSON that touch a name."""
        return self.right / max(1, self.persons)

    @property
    def f1(self) -> float:
        """Of the precision and the recall as PERSON."""
        both = self.precision + self.recall_as_person
        return 2 * self.precision * self.recall_as_person / both if both else 0.0

    @property
    def speed(self) -> float:
        """Words a CPU-second."""
        return self.words / self.seconds if self.seconds else 0.0


def count(tally: Tally, one: Annotated, found: Sequence[Found], detectors: Sequence[str] = ()) -> None:
    """Adds one document."""
    hidden, hidden_as_person = places(found), places(each for each in found if each[2] == PERSON)
    named = places(each for each in one.spans if each[2] == PERSON)
    tally.words += len(one.text.split())
    for start, end, label in one.spans:
        letters = set(name_letters(one.text, start, end)) if label == PERSON else set()
        if letters:
            tally.names += 1
            tally.covered += letters <= hidden
            tally.covered_as_person += letters <= hidden_as_person
            if not letters <= hidden:
                tally.missed.append(_shown(one.text, start, end))
        if label == "STREET_ADDRESS":
            tally.addresses += 1
            tally.addresses_covered += {at for at in range(start, end) if one.text[at].isalnum()} <= hidden
    for at, (start, end, label) in enumerate(found):
        if label != PERSON:
            continue
        tally.persons += 1
        if named.isdisjoint(range(start, end)):
            tally.wrong[one.text[start:end]] += 1
            tally.wrong_by_detector[detectors[at] if detectors else ""] += 1
        else:
            tally.right += 1


def places(spans: Iterable[Found]) -> set[int]:
    """Every offset that a span covers."""
    return {at for start, end, _ in spans for at in range(start, end)}


def name_letters(text: str, start: int, end: int) -> list[int]:
    """The offsets of a name's letters, without those of titles at its edges."""
    words = [(one.start(), one.end()) for one in _NOT_SPACE.finditer(text, start, end)]
    while words and _is_title(text[slice(*words[0])]):
        del words[0]
    while words and _is_title(text[slice(*words[-1])]):
        del words[-1]
    return [at for first, last in words for at in range(first, last) if text[at].isalpha()]


def _is_title(word: str) -> bool:
    return word.lower().strip(".,;:()\"'«»") in _TITLES


def _shown(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 25) : start]}[{text[start:end]}]{text[end : end + 15]}".replace("\n", "⏎")


@dataclass(frozen=True)
class Mention:
    """One place where an entity is named, and how far it points at the person: DIRECT, QUASI or NO_MASK."""

    start: int
    end: int
    label: str
    identifies: str
    entity: str


@dataclass
class Protection:
    """The measures of Pilán et al. 2022, The Text Anonymization Benchmark, section 4."""

    entities: Counter[str] = field(default_factory=Counter)  # by how far they identify, and by that with their label
    protected: Counter[str] = field(default_factory=Counter)  # with every mention covered
    tokens: int = 0  # words that any finding touches
    in_entities: int = 0
    in_masked: int = 0

    def recall(self, what: str) -> float:
        """Entities of which no mention is left, `what` being DIRECT, QUASI or one of these with a label."""
        return self.protected[what] / max(1, self.entities[what])

    def line(self) -> str:
        """One row."""
        direct, quasi = (f"{self.recall(how):.3f} of {self.entities[how]}" for how in ("DIRECT", "QUASI"))
        in_entities, in_masked = (one / max(1, self.tokens) for one in (self.in_entities, self.in_masked))
        tokens = f"tokens in entities {in_entities:.3f}, in masked ones {in_masked:.3f} of {self.tokens}"
        return f"direct {direct}  quasi {quasi}  {tokens}"


def masks_of(name: str) -> dict[str, list[Mention]]:
    """The mentions of each document by its id; empty where a set has none."""
    if name not in _MASKS:
        return {}
    return {one["id"]: [Mention(*each) for each in one["mentions"]] for one in rows(_MASKS[name])}


def protect(tally: Protection, text: str, mentions: Sequence[Mention], found: Sequence[Found]) -> None:
    """Adds one document. An entity identifies as far as the strictest of its mentions says."""
    hidden = places(found)
    entities: dict[str, list[Mention]] = {}
    for one in mentions:
        entities.setdefault(one.entity, []).append(one)
    masked: set[int] = set()
    for group in entities.values():
        how = min((one.identifies for one in group), key=_STRICTEST.index)
        if how == "NO_MASK":
            continue
        masked |= places((one.start, one.end, one.label) for one in group)
        is_protected = all(_is_covered(text, one, hidden) for one in group)
        for what in (how, f"{how} {group[0].label}"):
            tally.entities[what] += 1
            tally.protected[what] += is_protected
    annotated = places((one.start, one.end, one.label) for one in mentions)
    for word in _WORD.finditer(text):
        at = range(*word.span())
        if not hidden.isdisjoint(at):
            tally.tokens += 1
            tally.in_entities += not annotated.isdisjoint(at)
            tally.in_masked += not masked.isdisjoint(at)


def _is_covered(text: str, one: Mention, hidden: set[int]) -> bool:
    if one.label == PERSON:
        return set(name_letters(text, one.start, one.end)) <= hidden
    return all(at in hidden for at in range(one.start, one.end) if text[at].isalnum())
