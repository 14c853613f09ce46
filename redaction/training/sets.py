"""The annotated sets: which may be trained on, what their labels mean here, and which part is held out."""

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

PERSON, ORG, LOC, DATE, CODE, ADDRESS, DEM, OTHER = "PERSON", "ORG", "LOC", "DATE", "CODE", "ADDRESS", "DEM", "OTHER"
LABELS = (PERSON, ORG, LOC, DATE, CODE, ADDRESS, DEM, OTHER)
Part = Literal["train", "held_out", "all"]
HELD_OUT = 0.15  # of the documents, the last ones
_COURT = {"DATETIME": DATE, "QUANTITY": OTHER, "MISC": OTHER}
_GERMAN = {"OTH": OTHER, "LOCderiv": DEM} | {
    name: OTHER for name in ("PERpart", "PERderiv", "LOCpart", "ORGpart", "ORGderiv", "OTHpart", "OTHderiv")
}
_TURKISH = {"GPE": LOC, "FAC": LOC, "TIME": DATE, "NORP": DEM}
_SYNTH = {
    "ORGANIZATION": ORG, "GPE": LOC, "DATE_TIME": DATE, "STREET_ADDRESS": ADDRESS, "ZIP_CODE": ADDRESS, "NRP": DEM,
    "AGE": DEM, "CREDIT_CARD": CODE, "US_SSN": CODE, "US_DRIVER_LICENSE": CODE, "PHONE_NUMBER": CODE,
    "EMAIL_ADDRESS": CODE, "DOMAIN_NAME": CODE, "IBAN_CODE": CODE, "IP_ADDRESS": CODE,
}  # fmt: skip


@dataclass(frozen=True)
class Described:
    """One set. `missing` labels are not annotated in it, or not throughout: their absence there says nothing."""

    language: str
    is_trainable: bool
    missing: frozenset[str]
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def label(self, given: str) -> str:
        """A label of the set as one of LABELS; what is listed nowhere is OTHER."""
        return self.labels.get(given, given if given in LABELS else OTHER)


_ONLY_NAMES = frozenset({DATE, CODE, ADDRESS, DEM})
SETS: Mapping[str, Described] = MappingProxyType(
    {
        "en_tab_dev": Described("en", True, frozenset({ADDRESS}), _COURT),
        "ru_factrueval_dev": Described(
            "ru", True, _ONLY_NAMES | {OTHER}, {"Org": ORG, "LocOrg": LOC, "Location": LOC, "Project": OTHER}
        ),
        "fr_echr_train": Described("fr", True, frozenset({ADDRESS}), _COURT),
        "es_echr_train": Described("es", True, frozenset({ADDRESS}), _COURT),
        "en_presidio_synth": Described("en", True, frozenset({OTHER}), _SYNTH),
        "de_germeval_dev": Described("de", True, _ONLY_NAMES, _GERMAN),
        "tr_wiki_train": Described("tr", True, frozenset({CODE, ADDRESS}), _TURKISH),
        "ar_aqmar_dev": Described("ar", True, _ONLY_NAMES, {"-ORG": ORG}),
        "uk_ner_train": Described("uk", False, frozenset({CODE, ADDRESS, DEM}), {"PERIOD": DATE, "TIME": DATE}),
        **{
            f"{language}_wikineural_val": Described(language, False, _ONLY_NAMES)
            for language in ("en", "fr", "ru", "es", "de")
        },
    }
)


@dataclass(frozen=True)
class Annotated:
    """A document of a set with its spans, labelled as the set labels them."""

    id: str
    language: str
    text: str = field(repr=False)
    spans: tuple[tuple[int, int, str], ...]


def documents(name: str, part: Part = "all") -> Iterator[Annotated]:
    """The documents of a set in its order. A set that is for measuring only is held out whole."""
    about = SETS[name]
    lines = rows(name)
    cut = len(lines) - max(1, round(len(lines) * HELD_OUT)) if about.is_trainable else 0
    first, last = {"train": (0, cut), "held_out": (cut, len(lines)), "all": (0, len(lines))}[part]
    for one in lines[first:last]:
        spans = tuple((start, end, label) for start, end, label in one["spans"])
        yield Annotated(one["id"], one.get("lang") or about.language, one["text"], spans)


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file of the folder, as they are."""
    with gzip.open(folder() / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def folder() -> Path:
    """Where the sets lie: no part of the project, and not on a newsroom's machine."""
    return Path(os.environ.get("UNDERCROFT_DATA", "../shared/data")) / "ner"
