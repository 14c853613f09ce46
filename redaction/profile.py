"""A profile: the kinds of document of a case and the words by which facts are lifted, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from redaction.phrases import Phrase, Phrasebook

_SHAPES = frozenset({"ruling", "letter", "form", "mail", "table"})
_TABLES = frozenset({"name", "version", "kinds", "labels", "outcomes", "cues"})


class ProfileProblem(ValueError):
    """A profile that cannot be used; the message says where."""


@dataclass(frozen=True)
class Kind:
    """A kind of document. `shape` says how it is read; phrases in the title weigh by themselves."""

    name: str
    shape: str
    title: tuple[tuple[str, float], ...]
    text: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Profile:
    """Kinds, label words of fields, phrases for outcomes, and cues for roles; each a phrase with its weight."""

    name: str
    version: str
    kinds: tuple[Kind, ...]
    labels: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    outcomes: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    cues: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]

    def phrases(self) -> tuple[Phrase, ...]:
        """Everything to look for, in one list."""
        found = [Phrase(text, "title", kind.name, weight) for kind in self.kinds for text, weight in kind.title]
        found += [Phrase(text, "kind", kind.name, weight) for kind in self.kinds for text, weight in kind.text]
        for group, members in (("label", self.labels), ("outcome", self.outcomes), ("cue", self.cues)):
            found += [Phrase(text, group, name, weight) for name, phrases in members for text, weight in phrases]
        return tuple(found)


def shipped_profile(name: str) -> Profile:
    """A profile that comes with Undercroft."""
    if not name.isidentifier():
        raise ProfileProblem("no such profile")
    source = files("redaction").joinpath("data", f"{name}.toml")
    if not source.is_file():
        raise ProfileProblem("no such profile")
    return parse_profile(source.read_bytes())


def parse_profile(data: bytes) -> Profile:
    """A profile from TOML; what it does not know, it refuses."""
    try:
        tree = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise ProfileProblem("a profile is TOML in UTF-8") from None
    if unknown := sorted(tree.keys() - _TABLES):
        raise ProfileProblem(f"a profile has no table {unknown[0]!r}")
    name = tree.get("name")
    if not isinstance(name, str) or not name:
        raise ProfileProblem("a profile needs a name")
    kinds = tuple(_kind(each, value) for each, value in _table(tree, "kinds").items())
    profile = Profile(
        name,
        str(tree.get("version", "1")),
        kinds,
        _groups(tree, "labels"),
        _groups(tree, "outcomes"),
        _groups(tree, "cues"),
    )
    _check(profile)
    return profile


def _kind(name: str, value: object) -> Kind:
    if not isinstance(value, Mapping) or value.get("shape") not in _SHAPES:
        raise ProfileProblem(f"kind {name!r} needs a shape: {', '.join(sorted(_SHAPES))}")
    if unknown := sorted(value.keys() - {"shape", "title", "text"}):
        raise ProfileProblem(f"kind {name!r} has no table {unknown[0]!r}")
    where = f"kinds.{name}"
    return Kind(
        name, str(value["shape"]), _phrases(where, value.get("title", {})), _phrases(where, value.get("text", {}))
    )


def _groups(tree: Mapping[str, object], key: str) -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
    return tuple((name, _phrases(f"{key}.{name}", value)) for name, value in _table(tree, key).items())


def _table(tree: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = tree.get(key, {})
    if not isinstance(value, Mapping):
        raise ProfileProblem(f"{key} is a table")
    return value


def _phrases(where: str, value: object) -> tuple[tuple[str, float], ...]:
    """A table of phrase = weight, or a list of phrases of weight 1."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple((each, 1.0) for each in value)
    if isinstance(value, Mapping) and all(type(each) in (int, float) for each in value.values()):
        return tuple((str(phrase), float(weight)) for phrase, weight in value.items())
    raise ProfileProblem(f"{where}: phrases are a list, or a table of phrase = weight")


def _check(profile: Profile) -> None:
    for phrase in profile.phrases():
        try:
            Phrasebook((phrase,))
        except ValueError as fault:
            raise ProfileProblem(f"{phrase.group} {phrase.name!r}: {fault}") from None
