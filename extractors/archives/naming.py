"""Names of members: made of plain steps, in whatever encoding they came."""

from collections.abc import Sequence

from extractors.charset import guess
from extractors.clean import clean_line

_LONGEST = 2_000


def safe_path(name: str) -> str:
    """Paths that would climb are flattened."""
    steps = [clean_line(step) for step in name[:_LONGEST].replace("\\", "/").split("/")]
    return "/".join(step for step in steps if step not in ("", ".", "..")) or "unnamed"


def decoded(names: Sequence[bytes]) -> list[str]:
    """All names of one archive are in one encoding, which is easier to tell from all of them."""
    foreign = b"\n".join(name for name in names if not _is_utf8(name))
    encoding = guess(foreign) if foreign else "utf-8"
    return [name.decode("utf-8" if _is_utf8(name) else encoding, "replace") for name in names]


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True
