"""What is installed, what is missing, and what that costs: each check is tried, not looked up."""

import importlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.lockproof import Proof


@dataclass(frozen=True)
class Finding:
    """One check. `cost` says what the editor loses where it is not well; `is_needed` fails the command."""

    what: str
    is_well: bool
    told: str
    cost: str = ""
    is_needed: bool = True


def examine() -> tuple[Finding, ...]:
    """Every check, in the order of a document's way."""
    checks: tuple[Callable[[], list[Finding]], ...] = (_libraries, _lock, _cell, _ocr, _models, _swap, _fonts, _age)
    return tuple(finding for check in checks for finding in _tried(check))


def _tried(check: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return check()
    except Exception as fault:  # noqa: BLE001 - a check that cannot run is a finding itself
        return [Finding(check.__name__.strip("_"), False, f"cannot be checked ({type(fault).__name__})")]


def _libraries() -> list[Finding]:
    found = []
    for name, cost in (("magic", "no file type can be told"), ("pymupdf", "no PDF can be read")):
        try:
            importlib.import_module(name)
            found.append(Finding(f"library {name}", True, "loads"))
        except (ImportError, OSError):
            found.append(Finding(f"library {name}", False, "does not load", cost))
    return found


def _lock() -> list[Finding]:
    from extractors.lockproof import prove_lock

    cost = "a hostile file could reach this machine; ingest refuses unless --allow-weak-sandbox"
    return _proven("worker", prove_lock(), cost)


def _cell() -> list[Finding]:
    from extractors.fallback.proof import prove_cell

    proofs = prove_cell()
    if not proofs:
        cost = "install bubblewrap, allow user namespaces; of what only Tika knows no more than bare strings is read"
        return [Finding("second worker's cell", False, "cannot be had", cost, is_needed=False)]
    return _proven("second worker", proofs, "a hostile file could reach this machine")


def _proven(who: str, proofs: "Sequence[Proof]", cost: str) -> list[Finding]:
    return [
        Finding(f"{who} cannot {one.attempt}", one.is_refused, "refused" if one.is_refused else "NOT refused", cost)
        for one in proofs
    ]


def _ocr() -> list[Finding]:
    from extractors.images.engines import tessdata
    from extractors.limits import ReadOptions

    return [
        Finding(
            f"text recognition {language}",
            bool(tessdata(language)),
            "installed" if tessdata(language) else "missing",
            f"install the Debian package tesseract-ocr-{language}; scans in it are read badly or not at all",
            is_needed=language in ("eng", "fra", "rus"),
        )
        for language in ("osd", *ReadOptions().ocr_languages)
    ]


_NAMED = {
    "en": "John Smith lives in Leeds.",
    "fr": "Jean Dupont habite à Lyon.",
    "ru": "Иван Петров живёт в Казани.",
    "es": "Juan Martínez vive en Toledo.",
    "de": "Hans Becker wohnt in Kassel.",
    "uk": "Тарас Шевчук живе у Львові.",
    "ar": "يعيش محمد العلي في دمشق.",
    "tr": "Ahmet Yıldız Bursa'da yaşıyor.",
}


def _models() -> list[Finding]:
    from extractors.document import Channel, Passage
    from redaction.detect import DetectionProblem, Detector

    detector = Detector()
    found = []
    for language, text in _NAMED.items():
        try:
            is_well = any(one.type == "PERSON" for one in detector.find((Passage(Channel.BODY, 0, text),)))
        except DetectionProblem:
            is_well = False
        cost = "run `make setup` again: names would show"
        found.append(Finding(f"names in {language}", is_well, "found" if is_well else "not found", cost))
    return found


def _swap() -> list[Finding]:
    lines = Path("/proc/swaps").read_text().splitlines()[1:]
    is_safe = all(line.startswith("/dev/zram") for line in lines)
    told = "none, or in memory" if is_safe else "on disk"
    cost = "text in memory may be written to the swap disk in clear: turn it off, or encrypt it"
    return [Finding("swap", is_safe, told, cost, is_needed=False)]


def _fonts() -> list[Finding]:
    there = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").exists()
    cost = "install fonts-dejavu-core: `sample` cannot draw Cyrillic pages"
    return [Finding("font DejaVu", there, "installed" if there else "missing", cost, is_needed=False)]


def _age() -> list[Finding]:
    there = shutil.which("age") is not None
    cost = "install age: tests of interoperation are skipped; nothing else needs it"
    return [Finding("age", there, "installed" if there else "missing", cost, is_needed=False)]
