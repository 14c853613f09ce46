"""The wordings of each language, and the small grammar they are written in.

`<a|b>` is a choice, `[a]` may be there, `{slot.attribute}` is a value, `{LABEL:words}` words that are of a kind.
"""

import random
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

LANGS = ("en", "fr", "ru", "es", "de", "uk", "ar", "tr")
SHARED = ("product", "car", "drug", "ship")  # written in English where a language has none of its own


@lru_cache(maxsize=16)
def wording(lang: str) -> dict[str, list[str]]:
    """Every list of a language's file: a name, then its lines."""
    raw = tomllib.loads((files("redaction.training") / "data" / f"{lang}.toml").read_text("utf-8"))
    own = {key: [line for line in value.strip().split("\n") if line] for key, value in raw.items()}
    return own if lang == "en" else {key: wording("en")[key] for key in SHARED} | own


def chosen(template: str, rng: random.Random) -> str:
    """The template with its choices made and its optional parts in or out; the slots remain."""
    inner = re.compile(r"<([^<>\[\]]*)>|\[([^<>\[\]]*)\]")

    def one(match: re.Match[str]) -> str:
        if match[1] is not None:
            return rng.choice(str(match[1]).split("|"))
        return str(match[2]) if rng.random() < 0.5 else ""

    while inner.search(template):
        template = inner.sub(one, template)
    return (
        re.sub(r"  +", " ", template)
        .strip(" ")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("⟨", "<")
        .replace("⟩", ">")
    )


def slots(template: str) -> Iterator[tuple[str, str]]:
    """The pieces of a template in order: ("", words) and (slot, "")."""
    for at, piece in enumerate(re.split(r"\{([^{}]+)\}", template)):
        if piece:
            yield (piece, "") if at % 2 else ("", piece)
