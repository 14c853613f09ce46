"""Fills templates and writes down what was planted: a slot reads {who}, {who.shape} or {who.shape:case}."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?(?::(\w+))?\}")


@dataclass(frozen=True)
class Planted:
    """A private string as it stands in a document."""

    type: str
    text: str
    person: str = ""


@dataclass(frozen=True)
class Stays:
    """A string that must still be readable afterwards."""

    type: str
    text: str


@dataclass(frozen=True)
class Said:
    """What a slot becomes."""

    text: str
    private: tuple[Planted, ...] = ()
    stays: tuple[Stays, ...] = ()


Speaker = Callable[[str, str], Said]


@dataclass
class Draft:
    """A document on its way: blocks of text, tables as rows, and what was planted in them."""

    rng: random.Random
    language: str
    speakers: Mapping[str, Speaker]
    blocks: list[str] = field(default_factory=list)
    private: list[Planted] = field(default_factory=list)
    stays: list[Stays] = field(default_factory=list)

    def fill(self, template: str) -> str:
        """The template with its slots said, and what they said remembered."""

        def one(match: re.Match[str]) -> str:
            said = self.speakers[match[1]](match[2] or "", match[3] or "nom")
            self.private.extend(said.private)
            self.stays.extend(said.stays)
            return said.text

        text = _SLOT.sub(one, template)
        text = re.sub(r",([,.;:)])", r"\1", re.sub(r" {2,}", " ", text))
        return re.sub(r"(?<=[^\W\d_]{3}[.!?] )[^\W\d_]", lambda letter: letter[0].upper(), text)

    def add(self, template: str) -> None:
        """One paragraph or line."""
        text = self.fill(template)
        self.blocks.append(text[:1].upper() + text[1:])

    def add_one(self, templates: Sequence[str]) -> None:
        """One of several wordings."""
        self.add(self.rng.choice(templates))

    def add_fields(self, labels: Sequence[tuple[Sequence[str], str]]) -> None:
        """A block of labelled fields; the first three keep their place, the rest come in any order."""
        style = self.rng.choice(("{}: {}", "{} : {}", "{}\t{}", "{} – {}", "{}: {}"))
        rest = list(labels[3:])
        self.rng.shuffle(rest)
        kept = [one for one in rest if self.rng.random() < 0.85]
        lines = [style.format(self.rng.choice(names), self.fill(slot)) for names, slot in (*labels[:3], *kept)]
        self.blocks.append("\n".join(lines))
