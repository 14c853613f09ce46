"""Files that no one can read, and one that was already there."""

import random
from collections.abc import Iterator

from flows.sample.cases import make_case
from flows.sample.compose import compose
from flows.sample.offices import Official
from flows.sample.pdf import write_locked_pdf
from flows.sample.truth import Truth


def hostile_files(
    rng: random.Random, officials: tuple[Official, ...], files: dict[str, bytes], count: int
) -> Iterator[tuple[str, bytes, Truth]]:
    """Up to five: empty, cut short, locked, unknown, and an exact copy."""
    item = compose(rng, make_case(rng, 9000, officials), "complaint", 9000, form="pdf")
    assert item.content is not None
    copied = rng.choice(sorted(path for path in files if path.endswith((".pdf", ".docx", ".txt"))) or sorted(files))
    made = (
        ("incoming/empty.pdf", b"", "quarantined"),
        ("incoming/broken transfer.pdf", item.data[: len(item.data) // 3], "quarantined"),
        ("incoming/locked.pdf", write_locked_pdf(rng, item.content), "quarantined"),
        ("incoming/blob.bin", rng.randbytes(4096), "quarantined"),
        (f"copies/{copied.rpartition('/')[2]}", files[copied], "duplicate"),
    )
    for path, data, state in made[:count]:
        yield (
            path,
            data,
            Truth(path, "hostile" if state == "quarantined" else "copy", "", path.rpartition(".")[2], state),
        )
