"""Presidio's frame around our models and rules: one analysis of one block of text, in one language."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import regex
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redaction.bodies import NAMELIKE, Kind, acronyms, kind
from redaction.case_repair import repaired
from redaction.finding import PERSON
from redaction.name_script import script_of
from redaction.names_models import LANGUAGES, Entity, read_names
from redaction.names_rules import rule_hits, with_lists
from redaction.names_scripts import script_hits
from redaction.names_veto import model_hits
from redaction.names_words import LEADING
from redaction.spans import Hit, is_asked


class Engine(NlpEngine):
    """The models as Presidio asks for them: entities only, no tokens, no lemmas."""

    engine_name = "undercroft"

    def __init__(self, is_reading: bool = True) -> None:
        self._is_reading = is_reading

    def load(self) -> None:
        """Models load when first used."""

    def is_loaded(self) -> bool:
        """Always ready: a missing model raises when used."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """One text."""
        return next(self.process_batch([text], language))[1]

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Many texts at once, case-repaired first."""
        given = list(texts)
        for text, entities in zip(given, self._read(given, language), strict=True):
            yield text, NlpArtifacts(cast(Any, entities), cast(Any, None), [], [], self, language)

    def _read(self, texts: Sequence[str], language: str) -> list[list[Entity]]:
        if not self._is_reading:
            return [[] for _ in texts]
        return read_names([repaired(one, acronyms()).replace("\n", " ") for one in texts], language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Not asked: there are no keywords."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Not asked either."""
        return False

    def get_supported_entities(self) -> list[str]:
        """What the recognizer below makes of the models."""
        return [PERSON]

    def get_supported_languages(self) -> list[str]:
        """Languages with a model."""
        return list(LANGUAGES)


class Names(EntityRecognizer):
    """What the models call a person, trimmed and vetoed by what the words are."""

    detectors = "model:"

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Hits as Presidio's results."""
        given = cast(list[Entity], nlp_artifacts.entities)
        return _results(self, model_hits(given, repaired(text, acronyms()), text, self.supported_language))


class Rules(EntityRecognizer):
    """Names by cue, by form and by script."""

    detectors = "names:"

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Hits as Presidio's results."""
        fixed = repaired(text, acronyms())
        return _results(self, rule_hits(fixed, text) + script_hits(text))


class _NoContext(ContextAwareEnhancer):
    """Our rules score context themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(self, text: str, raw_results: list[Any], *rest: Any, **named: Any) -> list[Any]:
        """As they came."""
        return raw_results


class Frame:
    """An AnalyzerEngine over our recognizers; whatever one of them raises comes out. `only` as for the Detector."""

    def __init__(self, only: Sequence[str] = ("",)) -> None:
        asked = [made for made in (Names, Rules) if is_asked(made.detectors, only)]
        recognizers = [
            made([PERSON], name=made.__name__, supported_language=language) for language in LANGUAGES for made in asked
        ]
        self.is_asked = bool(asked)
        self._only = only
        self._engine = Engine(Names in asked)
        self._analyzer = AnalyzerEngine(
            RecognizerRegistry(recognizers, supported_languages=list(LANGUAGES)),
            self._engine,
            supported_languages=list(LANGUAGES),
            context_aware_enhancer=_NoContext(),
        )

    def analyze(self, blocks: Sequence[str], language: str) -> list[list[Hit]]:
        """The hits of every block, in order; all scores, the caller sets the threshold."""
        found = []
        for text, artifacts in self._engine.process_batch(blocks, language):
            results = self._analyzer.analyze(text, language, nlp_artifacts=artifacts, score_threshold=0.0)
            hits = [_with_first_name(_with_particle(_hit(one), text), text) for one in results]
            found.append([one for one in with_lists(hits, text) if is_asked(one.detector, self._only)])
        return found


def _results(recognizer: EntityRecognizer, hits: Sequence[Hit]) -> list[RecognizerResult]:
    return [
        RecognizerResult(one.type, one.start, one.end, one.score, recognition_metadata=_metadata(recognizer, one))
        for one in hits
    ]


def _metadata(recognizer: EntityRecognizer, hit: Hit) -> dict[str, str]:
    return {
        RecognizerResult.RECOGNIZER_NAME_KEY: hit.detector,
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
    }


def _with_particle(hit: Hit, text: str) -> Hit:
    """`von`, `bin` and the like before a name belong to it."""
    found = LEADING.search(text, max(0, hit.start - 16), hit.start)
    return Hit(found.start(), hit.end, hit.type, hit.score, hit.detector) if found else hit


_FIRST = regex.compile(r"(?<=[\p{Ll},][ \n])\p{Lu}\p{Ll}{2,}(?=[ \u00a0]$)")


def _with_first_name(hit: Hit, text: str) -> Hit:
    """`с Хаканом Мюллерхоффом`: inside a Russian sentence the word with a capital before a surname is a name too."""
    if hit.score < 0.5 or script_of(text[hit.start : hit.end]) != "cyrillic":
        return hit
    found = _FIRST.search(text, max(0, hit.start - 30), hit.start)
    if not found or script_of(found.group()) != "cyrillic" or kind(found.group()) not in (*NAMELIKE, Kind.COMMON):
        return hit
    return Hit(found.start(), hit.end, hit.type, hit.score, hit.detector)


def _hit(result: RecognizerResult) -> Hit:
    how = result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]
    return Hit(result.start, result.end, result.entity_type, result.score, how)
