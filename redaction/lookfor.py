"""Names found anywhere are looked for everywhere: one walk over a text, whatever the number of names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from redaction.bodies import Kind, is_given_name, kind
from redaction.label_words import is_country
from redaction.name_forms import PARTICLES, NameForm, Word, initial_letters, name_form, stems, unit_keys, words
from redaction.name_script import key, plain, script_of
from redaction.names_cues import names_a_court

_MOST_WORDS = 5
_GAP = re.compile(r"[\s,._\-‐‑–'’/\\+|;:]{1,6}$|^[\s,]{1,3}[(«\"][\s]?$")
_SIGNS = re.compile(r"[\u3400-\u9fff\u3040-\u30ff々·]+")
_MOST_SIGNS = 8
_TIGHT = frozenset("._-+@/\\")


@dataclass(frozen=True, order=True)
class NameHit:
    """A known name in a text; several ids where several people bear it. `is_whole` unless it is a surname alone."""

    start: int
    end: int
    person_ids: tuple[str, ...]
    is_whole: bool = True


def is_more_than_a_name(word: str) -> bool:
    """Whether a single word is too common to be looked for by itself: a given name, a place, a dictionary's word."""
    return kind(word) is not Kind.UNKNOWN and not (kind(word) is Kind.GIVEN and not is_given_name(word))


class NameIndex:
    """The names of a case, looked up by what their case forms and spellings share."""

    def __init__(
        self, names_of: Mapping[str, Iterable[str]], is_common: Callable[[str], bool] = is_more_than_a_name
    ) -> None:
        """`names_of` gives the names that each id bears."""
        self._is_common = is_common
        self._whole: dict[tuple[str, ...], dict[str, None]] = {}
        self._initialled: dict[tuple[str, str], dict[str, None]] = {}
        self._bare: dict[str, dict[str, None]] = {}
        self._glued: dict[str, dict[str, None]] = {}
        self._signs: dict[str, dict[str, None]] = {}
        self._known: set[str] = set()
        self._cache: dict[str, tuple[str, ...]] = {}
        for own, names in names_of.items():
            for name in names:
                if _SIGNS.fullmatch(name) and 2 <= len(name) <= _MOST_SIGNS:
                    self._signs.setdefault(name, {})[own] = None
            for form in dict.fromkeys(name_form(name) for name in names):
                self._add(own, form)

    @classmethod
    def of_names(cls, names: Iterable[str]) -> "NameIndex":
        """Where it does not matter whose names they are."""
        return cls({name: (name,) for name in names})

    def find(self, text: str) -> list[NameHit]:
        """Disjoint hits in order, the longest at each place; offsets are code points of the text."""
        found: list[NameHit] = []
        run: list[tuple[Word, tuple[str, ...]]] = []
        for word in words(text):
            if run and not _is_near(text[run[-1][0].end : word.start]):
                found += self._in_run(run, text)
                run = []
            known = self._known_stems(word)
            if known or word.is_initial or (run and _may_stand_between(word)):
                run.append((word, known))
            elif run:
                found += self._in_run(run, text)
                run = []
        found += self._in_run(run, text)
        return sorted([*found, *self._in_signs(text)]) if self._signs else found

    def _in_signs(self, text: str) -> Iterator[NameHit]:
        """Names written in signs without spaces stand inside longer runs."""
        for match in _SIGNS.finditer(text):
            at = match.start()
            while at < match.end():
                for width in range(min(_MOST_SIGNS, match.end() - at), 1, -1):
                    if ids := self._signs.get(text[at : at + width]):
                        yield NameHit(at, at + width, tuple(sorted(ids)))
                        at += width - 1
                        break
                at += 1

    def _add(self, person_id: str, form: NameForm) -> None:
        parts = [part for unit in form.units for part in unit]
        if not parts or len(parts) > _MOST_WORDS:
            return
        if form.is_full:
            for reading in _combinations([_part_stems(part) for part in parts]):
                self._whole.setdefault(tuple(sorted(reading)), {})[person_id] = None
            self._add_glued(person_id, form)
        surname = form.units[form.surname_at]
        if form.is_full or form.initials or form.is_bare:
            self._add_surname(person_id, form, surname)
        self._known.update(stem for part in parts for stem in _part_stems(part))

    def _add_surname(self, person_id: str, form: NameForm, surname: tuple[tuple[tuple[str, str], ...], ...]) -> None:
        joined = list(_combinations([_part_stems(part) for part in surname]))
        letters = set("".join(form.initials)) | {
            one[:1] for unit in form.units if unit is not surname for part in unit for one, _ in part
        }
        for reading in joined:
            self._bare.setdefault("-".join(reading), {})[person_id] = None
            for letter in letters:
                self._initialled.setdefault(("-".join(reading), letter), {})[person_id] = None

    def _add_glued(self, person_id: str, form: NameForm) -> None:
        """`ivanpetrov`, `petrovivan` and `ipetrov`, as addresses and file names write them."""
        plainest = [unit_keys(unit)[-1].replace("-", "") for unit in form.units]
        surname = plainest[form.surname_at]
        rest = [one for at, one in enumerate(plainest) if at != form.surname_at % len(plainest)]
        for glued in ("".join(rest) + surname, surname + "".join(rest), rest[0][:1] + surname, surname + rest[0][:1]):
            if len(glued) >= 6:
                self._glued.setdefault(glued, {})[person_id] = None

    def _known_stems(self, word: Word) -> tuple[str, ...]:
        found = self._cache.get(word.text)
        if found is None:
            if len(self._cache) > 1 << 18:
                self._cache.clear()
            is_none = word.is_initial or bool(_SIGNS.match(word.text))
            found = () if is_none else tuple(sorted(_text_stems(word.text) & self._known))
            if not found and key(plain(word.text)) in self._glued:
                found = ("",)
            self._cache[word.text] = found
        return found

    def _in_run(self, run: Sequence[tuple[Word, tuple[str, ...]]], text: str) -> Iterator[NameHit]:
        at = 0
        while at < len(run):
            hit, width = self._longest(run, at, text)
            if hit:
                yield hit
            at += width

    def _longest(self, run: Sequence[tuple[Word, tuple[str, ...]]], at: int, text: str) -> tuple[NameHit | None, int]:
        for width in range(min(_MOST_WORDS + 2, len(run) - at), 0, -1):
            window = run[at : at + width]
            if not (window[0][1] or window[0][0].is_initial) or not (window[-1][1] or window[-1][0].is_initial):
                continue
            ids, is_whole = self._people_in(window, text)
            if ids and not _is_country(window, text):
                last = window[-1][0]
                end = last.end + (last.is_initial and text[last.end : last.end + 1] == ".")
                return NameHit(window[0][0].start, end, tuple(sorted(ids)), is_whole), width
        return None, 1

    def _people_in(self, window: Sequence[tuple[Word, tuple[str, ...]]], text: str) -> tuple[Mapping[str, None], bool]:
        known = [one for one in window if one[1]]
        initials = [one[0] for one in window if one[0].is_initial]
        if len(known) + len(initials) < len(window) and not known:
            return {}, False
        if initials:
            return (self._with_initials(window, known, initials, text) if len(known) <= 2 else {}), True
        if len(known) >= 2:
            whole = self._whole_name(known, text)
            if whole or len(window) > 1 and not all(one[0].joined for one in window[1:]):
                return whole, True
            return self._alone(known, text), False
        return self._single(known, text) if len(window) == 1 else ({}, False)

    def _whole_name(self, known: Sequence[tuple[Word, tuple[str, ...]]], text: str) -> Mapping[str, None]:
        if not _is_written_as_name([one for one, _ in known], text, self._is_common):
            return {}
        found: dict[str, None] = {}
        for reading in product(*(one[1][:4] for one in known)):
            found.update(self._whole.get(tuple(sorted(reading)), {}))
        return found

    def _with_initials(
        self,
        window: Sequence[tuple[Word, tuple[str, ...]]],
        known: Sequence[tuple[Word, tuple[str, ...]]],
        initials: Sequence[Word],
        text: str,
    ) -> Mapping[str, None]:
        if not known or not (window[0][0].is_initial or window[-1][0].is_initial) or len(initials) > 3:
            return {}
        if len(known) > 1 and not all(one[0].joined for one in known[1:]):
            return {}
        if not (known[0][0].text[:1].isupper() and initials[0].text.isupper() or _is_tight(known[0][0], text)):
            return {}
        found: dict[str, None] = {}
        for reading in product(*(one[1][:4] for one in known)):
            for letter in initial_letters(initials[0].text):
                found.update(self._initialled.get(("-".join(reading), letter), {}))
        return found

    def _single(self, known: Sequence[tuple[Word, tuple[str, ...]]], text: str) -> tuple[Mapping[str, None], bool]:
        word = known[0][0]
        glued = self._glued.get(key(plain(word.text)), {})
        if glued and (len(word.text) >= 9 or _is_tight(word, text)):
            return glued, True
        return self._alone(known, text), False

    def _alone(self, known: Sequence[tuple[Word, tuple[str, ...]]], text: str) -> Mapping[str, None]:
        """A surname by itself: written like a name, and not a word that means something else."""
        first, last = known[0][0], known[-1][0]
        if first.joined or (len(known) == 1 and _is_part_of_compound(last, text)):
            return {}
        if last.end - first.start < 4 and script_of(first.text) != "other":
            return {}
        if not (first.text[:1].isupper() or script_of(first.text) == "other" or _is_tight(first, text)):
            return {}
        if names_a_court(text, first.start, last.end):
            return {}
        if len(known) == 1 and self._is_common(plain(first.text)):
            return {}
        found: dict[str, None] = {}
        for reading in product(*(one[1][:4] for one in known)):
            found.update(self._bare.get("-".join(reading), {}))
        return found


def _is_country(window: Sequence[tuple[Word, tuple[str, ...]]], text: str) -> bool:
    """`Viet Nam` names no one, whoever is called Nam."""
    return len(window) > 1 and is_country(text[window[0][0].start : window[-1][0].end])


def _part_stems(part: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(sorted({re.sub(r"(?<=.{2})[aeiou]+$", "", one) for one, _ in part}))


def _text_stems(word: str) -> frozenset[str]:
    """A plural in s is looked up without it: the Samoylovs."""
    found = stems(word)
    return found | stems(word[:-1]) if len(word) > 5 and word[-1] in "sS" else found


def _combinations(parts: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for count, reading in enumerate(product(*(part[:4] for part in parts))):
        if count >= 64:
            return
        yield reading


def _is_near(gap: str) -> bool:
    return not gap or (len(gap) <= 6 and bool(_GAP.fullmatch(gap)) and gap.count("\n") <= 1)


def _may_stand_between(word: Word) -> bool:
    """A particle, or a father's name that the known form left out."""
    low = plain(word.text)
    return low in PARTICLES or bool(re.search(r"(?:ви[чщ]\w{0,2}|вн\w{1,2}|vi[tc]*h|vna)$", low))


def _is_tight(word: Word, text: str) -> bool:
    """Part of an address, a path or a handle: there capitals mean nothing."""
    before, after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 2]
    return before in _TIGHT and before != "" and before != "." or (after[:1] in _TIGHT and after[1:].strip() != "")


def _is_part_of_compound(word: Word, text: str) -> bool:
    """Белова in Львова-Белова is no Белова."""
    return word.joined or bool(re.match(r"[-‐‑][^\W\d_]", text[word.end : word.end + 2]))


def _is_written_as_name(name: Sequence[Word], text: str, is_common: Callable[[str], bool]) -> bool:
    if all(one.text[:1].isupper() or script_of(one.text) == "other" or _is_tight(one, text) for one in name):
        return True
    return not any(is_common(plain(one.text)) for one in name)
