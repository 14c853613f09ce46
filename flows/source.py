"""A thing found in a drop: whether it is a file that may be opened, and if not, why."""

import os
import stat
from pathlib import Path


def reason_not_to_read(file: Path) -> str:
    """Nothing is followed and nothing opened; empty for a plain file."""
    try:
        return _reason(file.lstat().st_mode)
    except (OSError, ValueError):
        return "unreadable_source"


def open_plain(file: Path) -> tuple[int, str]:
    """A descriptor of a plain file, or the reason why there is none: a pipe must not hold us up."""
    reason = reason_not_to_read(file)
    if reason:
        return -1, reason
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return -1, "unreadable_source"
    reason = _reason(os.fstat(handle).st_mode)
    if reason:  # it was changed for something else meanwhile
        os.close(handle)
        return -1, reason
    return handle, ""


def _reason(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "link_not_followed"
    if stat.S_ISDIR(mode):
        return "unreadable_source"
    return "" if stat.S_ISREG(mode) else "special_file"
