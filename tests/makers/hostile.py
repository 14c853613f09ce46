"""Text that is made to keep a pattern busy."""

import time
from collections.abc import Callable, Sequence

from redaction.spans import Hit

SIZE = 200_000
UNITS = ("a", "1", ".", "А.", "\n\t", "\n", "\t", " ")
SLOWER_UNITS = (
    "A1", "1-", "1 ", "1/", "a@", "AB-", "(", "+1 ", "Aa, ", "12, ", "www.", "Rue A ", "г. А, ", "kv 1, ", "case ",
    "№ ", "passport ", "born ", "resides at ", "de la ", "name: ", "Name\t", "_", ":\n", "0", "é", "\u00a0",
    "A<", "1° ", "1.2345,", "Mah. ", "شارع ا ", "جواز رقم ", "aged 1 ", "34 лет ", "Telegram: a.",
    "a at a dot ", "flight AB ",
)  # fmt: skip


def hostile(unit: str, size: int = SIZE) -> str:
    """The unit again and again."""
    return unit * (size // len(unit))


def seconds(find: Callable[[str], Sequence[Hit]], text: str) -> float:
    """The processor time a finder takes, on a busy machine too; what it finds must lie inside the text."""
    started = time.process_time()
    hits = find(text)
    taken = time.process_time() - started
    assert all(0 <= one.start < one.end <= len(text) for one in hits)
    return taken
