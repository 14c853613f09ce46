"""Presidio's frame around our models and rules: one analysis of one block of text, in one language."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import regex
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redaction.bodies import NAMELIKE, Kind, acronyms, kind
from redaction.case_repair import repaired
from redaction.finding import PERSON
from redaction.language import languages_of, scripts
from redaction.name_script import script_of
from redaction.names_blocks import Block
from redaction.names_judged import judged
from redaction.names_models import LANGUAGES, Entity, read_names
from redaction.names_ruled import ruled
from redaction.names_rules import rule_hits, with_lists
from redaction.names_scripts import script_hits
from redaction.names_tagged import DETECTOR, TAGGED, is_unsure, may_be_typed, nobody, tagged_hits
from redaction.names_veto import model_hits
from redaction.names_words import LEADING
from redaction.prose import language_of
from redaction.spans import Hit, is_asked
from redaction.tagger import rampart
from redaction.tagger.tagger import Word, tagger

ANY = "xx"  # what reads every language: the tagger and the rules
_SCRIPTS = {"ru": "cyrillic", "uk": "cyrillic"} | dict.fromkeys(
    ("en", "fr", "es", "de", "tr", "it", "pt", "nl"), "latin"
)


@dataclass(frozen=True)
class Read:
    """What the readers of every language say of one text: the tagger's words, Rampart's hits."""

    words: Sequence[Word] = ()
    hits: Sequence[Hit] = ()

    def within(self, start: int, end: int) -> "Read":
        """What of it is said of one part, counted from where that begins."""
        words = tuple(
            Word(one.start - start, one.end - start, one.chances)
            for one in self.words
            if start <= one.start and one.end <= end
        )
        hits = (
            replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start)
            for one in self.hits
            if one.start < end and start < one.end
        )
        return Read(words, tuple(hits))


class Engine(NlpEngine):
    """The models as Presidio asks for them: entities only, no tokens, no lemmas."""

    engine_name = "undercroft"

    def __init__(self, reads: Collection[str], is_thorough: bool) -> None:
        self._reads = reads
        self._is_thorough = is_thorough

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
        fixed = [_repaired(one) for one in given]
        is_read = language != ANY and language in self._reads
        read = read_names(fixed, language) if is_read else [[]] * len(given)
        for text, told in zip(given, read, strict=True):
            yield text, self.artifacts(told, language)

    def artifacts(self, told: Sequence[Entity | Read], language: str) -> NlpArtifacts:
        """What was read, as Presidio hands it to its recognizers."""
        return NlpArtifacts(cast(Any, told), cast(Any, None), [], [], self, language)

    def read(self, around: str) -> Read:
        """What reads every language, over a text of any length."""
        fixed = repaired(around, acronyms())
        words = tagger().read([fixed])[0] if DETECTOR in self._reads else ()
        if rampart.DETECTOR not in self._reads:
            return Read(words)
        is_asked_too = self._is_thorough or may_be_typed(words, tagger().labels)
        return Read(words, _rampart(fixed) if is_asked_too else ())

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
        """Languages with a model of their own, and all."""
        return [*LANGUAGES, ANY]


class Names(EntityRecognizer):
    """What the models call a person, trimmed and vetoed by what the words are."""

    detectors = "model:"

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Hits as Presidio's results."""
        given = cast(list[Entity], nlp_artifacts.entities)
        return _results(self, model_hits(given, repaired(text, acronyms()), text, self.supported_language))


class Tagged(EntityRecognizer):
    """What the tagger says of every word."""

    detectors = "tagger"

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Hits as Presidio's results."""
        return _results(self, tagged_hits(_told(nlp_artifacts).words, tagger().labels, text))


class Typed(EntityRecognizer):
    """What Rampart says: names, addresses and numbers in languages of the Latin script."""

    detectors = rampart.DETECTOR

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Hits as Presidio's results."""
        return _results(self, _told(nlp_artifacts).hits)


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
    """An AnalyzerEngine over our recognizers; whatever one of them raises comes out. `only` as for the Detector.

    Where the tagger is sure of every word, the models of single languages could change nothing (names_judged), nor could
    Rampart where it sees no address: they are asked there only if `is_thorough`.
    """

    def __init__(self, only: Sequence[str] = ("",), is_thorough: bool = False) -> None:
        recognizers: list[EntityRecognizer] = []
        if is_asked(Names.detectors, only):
            recognizers += [Names([PERSON], name="Names", supported_language=language) for language in LANGUAGES]
        if is_asked(Rules.detectors, only):
            recognizers.append(Rules([PERSON], name="Rules", supported_language=ANY))
        if is_asked(Tagged.detectors, only):
            recognizers.append(Tagged(list(TAGGED), name="Tagged", supported_language=ANY))
        if is_asked(Typed.detectors, only):
            recognizers.append(Typed(list(rampart.TYPES), name="Typed", supported_language=ANY))
        self.languages = tuple(dict.fromkeys(one.supported_language for one in recognizers))
        self._only = only
        self._is_thorough = is_thorough or not is_asked(Tagged.detectors, only)
        self._engine = Engine({_reader(one) for one in recognizers}, self._is_thorough)
        self._analyzer = AnalyzerEngine(
            RecognizerRegistry(recognizers, supported_languages=self._engine.get_supported_languages()),
            self._engine,
            supported_languages=self._engine.get_supported_languages(),
            context_aware_enhancer=_NoContext(),
        )

    def analyze(self, blocks: Sequence[Block]) -> list[list[Hit]]:
        """The hits of every block, in order; all scores, the caller sets the threshold."""
        around = {text: self._engine.read(text) for text in dict.fromkeys(one.around for one in blocks)}
        read = [around[one.around].within(one.at, one.at + len(one.text)) for one in blocks]
        found: list[list[Hit]] = [[] for _ in blocks]
        for language in self.languages:
            asked = [at for at, one in enumerate(blocks) if self._asks(language, one.text, read[at])]
            batch = self._engine.process_batch([blocks[at].text for at in asked], language)
            for at, (text, artifacts) in zip(asked, batch, strict=True):
                if language == ANY:
                    artifacts = self._engine.artifacts([read[at]], language)
                results = self._analyzer.analyze(text, language, nlp_artifacts=artifacts, score_threshold=0.0)
                found[at] += ruled((_completed(_hit(one), text) for one in results), text)
        return [
            [hit for hit in _weighed(hits, told.words, one.text) if is_asked(hit.detector, self._only)]
            for hits, told, one in zip(found, read, blocks, strict=True)
        ]

    def _asks(self, language: str, text: str, told: Read) -> bool:
        if language == ANY:
            return True
        return (self._is_thorough or is_unsure(told.words, tagger().labels)) and language in models_for(text)


def _repaired(text: str) -> str:
    return repaired(text, acronyms()).replace("\n", " ")


def _told(artifacts: NlpArtifacts) -> Read:
    return cast(list[Read], artifacts.entities)[0]


def _reader(one: EntityRecognizer) -> str:
    return one.detectors if isinstance(one, (Tagged, Typed)) else one.supported_language


def _rampart(text: str) -> Sequence[Hit]:
    """Rampart was not taught any other script, and is not asked where most letters are of one."""
    latin, cyrillic = scripts(text)
    language = language_of(text)
    is_read = latin > cyrillic and (not language or language in rampart.LANGUAGES)
    return rampart.rampart().read([text])[0] if is_read else ()


def models_for(text: str) -> tuple[str, ...]:
    """The models of single languages that read a block; a model of one language sees names in every word of another."""
    language = language_of(text)
    if not language:
        return languages_of(text)
    script = _SCRIPTS.get(language)
    return tuple(one for one in languages_of(text) if one == language or _SCRIPTS[one] != script)


def _weighed(hits: Sequence[Hit], words: Sequence[Word], text: str) -> list[Hit]:
    if not words:
        return with_lists(hits, text)
    labels = tagger().labels
    listed = with_lists(judged(hits, words, labels), text)
    return [*judged(listed, words, labels), *nobody(words, labels, text)]


def _completed(hit: Hit, text: str) -> Hit:
    return _with_first_name(_with_particle(hit, text), text) if hit.type == PERSON else hit


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
