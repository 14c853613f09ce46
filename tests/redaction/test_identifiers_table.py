"""Many made-up examples for each kind of identifier and each language: what is found, and what has to stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from redaction.identifiers import find_identifiers
from redaction.labels import find_labelled

NORMAL = 0.5
_MARK = re.compile(r"(?<![\w{\[])\[((?:[^\[\]]|\[[^\[\]]{1,3}\])+)\](?![\w])")


@dataclass(frozen=True)
class Example:
    """A text and the values in it that somebody must not read."""

    group: str
    text: str
    values: tuple[str, ...]


def examples() -> Iterator[Example]:
    group = ""
    for line in Path(__file__).with_name("identifiers.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            group = line[3:]
        elif line.startswith("- "):
            yield Example(group, line[2:], ())
        elif not line.startswith("#"):
            values = tuple(one.replace("\\n", "\n") for one in _MARK.findall(line))
            last = line.rpartition(" [")
            told_behind = len(values) == 1 and line.endswith("]") and values[0] in last[0]
            text = last[0] if told_behind else _MARK.sub(r"\1", line)
            yield Example(group, text.replace("\\n", "\n"), values)


ALL = tuple(examples())


def covered(text: str) -> set[int]:
    hits = [*find_identifiers(text, "en"), *find_labelled(text, False)]
    return {at for one in hits if one.score >= NORMAL for at in range(one.start, one.end) if text[at].isalnum()}


def missed(one: Example) -> list[str]:
    """Values of which more than a letter in ten stays to be read."""
    found = covered(one.text)
    shown = []
    for value in one.values:
        at = one.text.index(value)
        signs = [each for each in range(at, at + len(value)) if one.text[each].isalnum()]
        if sum(each in found for each in signs) < 0.9 * len(signs):
            shown.append(value)
    return shown


@pytest.mark.parametrize("one", [each for each in ALL if each.values], ids=lambda each: f"{each.group}: {each.text}")
def test_what_tells_of_a_person_is_found(one: Example) -> None:
    assert missed(one) == []


@pytest.mark.parametrize(
    "one", [each for each in ALL if not each.values], ids=lambda each: f"{each.group}: {each.text}"
)
def test_what_tells_of_nobody_stays(one: Example) -> None:
    assert "".join(one.text[at] for at in sorted(covered(one.text))) == ""


def test_every_group_has_examples_of_both_kinds() -> None:
    for group in {one.group for one in ALL}:
        mine = [one for one in ALL if one.group == group]
        assert sum(bool(one.values) for one in mine) >= 6 and sum(not one.values for one in mine) >= 3, group
