"""The patterns of data/quasi.toml: what is said of people beside their names."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import regex

GAP = r"[ \t\n\u00a0]{1,3}"  # between two words, also over a line's end


def any_of(*lists: str) -> str:
    """The entries of these lists as one alternation; `employer.said` is a table and its list."""
    entries = (one for name in lists for one in _table()[name.partition(".")[0]][name.partition(".")[2]])
    return f"(?i:{'|'.join(_spaced(one) for one in entries)})"


def pattern(before: str, *lists: str, after: str = r"(?!\w)") -> Any:
    """A compiled pattern around the entries of these lists."""
    return regex.compile(f"{before}{any_of(*lists)}{after}")


def _spaced(entry: str) -> str:
    return entry.replace(" ", f"(?:{GAP})").replace("’", "['’ʼ]")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("redaction") / "data" / "quasi.toml").read_text("utf-8"))
