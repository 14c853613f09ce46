"""What finds: our detector, any part of it by the name of its findings, or plain Presidio."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.annotated import Found
from extractors.document import Channel, Passage
from redaction.detect import Detector

Find = Callable[[Sequence[Passage]], list[tuple[int, Found, str]]]  # passage, finding, detector
PLAIN, ALL = "plain", "all"
# Short words for several beginnings at once; any other word is the beginning of a detector's name itself.
GROUPS = {
    ALL: ("",),
    "model": ("model:",),
    "rules": ("names:",),
    "identifiers": ("birth", "contact", "code", "number", "address"),
    "label": ("label",),
}
_WARM = {
    "en": "Anna Smith lives in Leeds.",
    "fr": "Le nom de Anna Petit est sur la liste.",
    "ru": "Иван Петров в Москве.",
}


def finder(name: str, caution: str) -> Find:
    """By its name, loaded and warm."""
    find = _plain() if name == PLAIN else _ours(GROUPS.get(name, (name,)), caution)
    for text in _WARM.values():
        find([body(text)])
    return find


def body(text: str) -> Passage:
    """A text as the body of a message."""
    return Passage(Channel.BODY, 0, text)


def can_read(name: str, language: str) -> bool:
    """Plain Presidio comes with English alone."""
    return name != PLAIN or language == "en"


def _ours(only: Sequence[str], caution: str) -> Find:
    detector = Detector(caution=caution, only=only, quasi=True)

    def find(passages: Sequence[Passage]) -> list[tuple[int, Found, str]]:
        return [(one.passage, (one.start, one.end, one.type), one.detector) for one in detector.find(passages)]

    return find


def _plain() -> Find:
    """Presidio's defaults: every recognizer it loads for English, its own model; what was read is remembered."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    from redaction.names_models import _spacy_folder

    tldextract.tldextract.TLD_EXTRACTOR.suffix_list_urls = ()  # its own list: no calls of the network in a measurement
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": str(_spacy_folder("en"))}])
    analyzer: Any = AnalyzerEngine(nlp_engine=engine)
    known: dict[str, list[Any]] = {}

    def find(passages: Sequence[Passage]) -> list[tuple[int, Found, str]]:
        for one in passages:
            if one.text not in known:
                known[one.text] = analyzer.analyze(one.text, "en")
        return [
            (at, (hit.start, hit.end, hit.entity_type), "presidio")
            for at, one in enumerate(passages)
            for hit in known[one.text]
        ]

    return find
