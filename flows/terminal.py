"""What the editor sees: a bar on a terminal, plain lines otherwise; never a name of the leak while working."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Progress = Callable[[int, int], None]
_SURROGATE = re.compile("[\ud800-\udfff]")


@contextmanager
def progress(what: str, quiet: bool = False) -> Iterator[Progress]:
    """Yields a function of (done, total)."""
    if quiet:
        yield lambda done, total: None
    elif sys.stderr.isatty():
        yield from _bar(what)
    else:
        yield _lines(what)


def show_json(thing: Any) -> None:
    """One JSON value, one line; half a character stays escaped, for no encoding can write it."""
    line = json.dumps(thing, ensure_ascii=False, separators=(", ", ": "))
    print(_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", line), flush=True)


def one_line(text: str) -> str:
    """Text of the leak that can stand on a terminal: what is not to be seen is spelled out."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def complain(what: str, hint: str = "") -> None:
    """An error, then a hint; lower case, one line each. What nobody can be told is no fault of its own."""
    with suppress(OSError):
        print(f"undercroft: {what}", file=sys.stderr)
        if hint:
            print(f"  hint: {hint}", file=sys.stderr)


def _bar(what: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _lines(what: str) -> Progress:
    last = [0.0]

    def line(done: int, total: int) -> None:
        if done >= total or time.monotonic() - last[0] > 10:
            last[0] = time.monotonic()
            print(f"{what} {done}/{total}", file=sys.stderr, flush=True)

    return line
