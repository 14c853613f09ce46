"""age's text form (strict PEM), read as a stream and written whole."""

import base64
import binascii
from collections.abc import Iterator

from vault.age_intake import Intake, Readable
from vault.problem import VaultProblem
from vault.write_behind import Writable, write_all

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"
COLUMNS = 64
_LINE = COLUMNS // 4 * 3
_LINES = 1000
_BLOCK = _LINES * (COLUMNS + 1)
_SPACE = b" \t\r\n"
_MAX_SPACE = 1024
_MAX_LINE = 4096


def looks_armored(start: bytes) -> bool:
    """Whether a file that begins so is meant to be armored."""
    return start.lstrip(_SPACE).startswith(b"-----BEGIN ")


def armor(data: bytes) -> bytes:
    """The text form of a whole age file."""
    return b"".join([BEGIN, b"\n", *_lines(data), END, b"\n"])


class ArmorWriter:
    """Writes the text form of what is written to it; `finish` ends it."""

    def __init__(self, target: Writable) -> None:
        self._target = target
        self._held = b""
        self._start = BEGIN + b"\n"

    def write(self, data: bytes | memoryview, /) -> int:
        """Take more; what does not fill a line is kept back."""
        whole = self._held + data
        end = len(whole) - len(whole) % _LINE
        self._held = whole[end:]
        write_all(self._target, self._start + b"".join(_lines(whole[:end])))
        self._start = b""
        return len(data)

    def finish(self) -> None:
        """Write the last line and the end mark."""
        write_all(self._target, b"".join([self._start, *_lines(self._held), END, b"\n"]))


def _lines(data: bytes) -> Iterator[bytes]:
    text = base64.b64encode(data)
    for at in range(0, len(text), COLUMNS):
        yield text[at : at + COLUMNS] + b"\n"


class ArmorReader:
    """The bytes within an armored file; anything that is not canonical is `damaged_armor`."""

    def __init__(self, source: Readable | Intake) -> None:
        self._intake = source if isinstance(source, Intake) else Intake(source)
        self._held = bytearray()
        self._has_begun = False
        self._is_regular = True
        self._has_ended = False

    def read(self, size: int, /) -> bytes:
        """The next bytes; fewer than `size` only at the end."""
        if not self._has_begun:
            self._begin()
        while len(self._held) < size and not self._has_ended:
            self._is_regular = self._is_regular and self._take_lines()
            if not self._is_regular:
                self._take_line()
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def _begin(self) -> None:
        skipped = 0
        while not (line := self._line()).strip(_SPACE):
            skipped += len(line) + 1
            if skipped > _MAX_SPACE:
                raise VaultProblem("damaged_armor")
        if line != BEGIN:
            raise VaultProblem("damaged_armor")
        self._has_begun = True

    def _take_lines(self) -> bool:
        """Many full lines at once, which is all that makes it fast; False once they are not all alike."""
        block = self._intake.peek(_BLOCK)
        text = block.replace(b"\n", b"")
        is_regular = len(text) == _LINES * COLUMNS and block[COLUMNS :: COLUMNS + 1] == b"\n" * _LINES
        if is_regular and b"=" not in text:
            self._held += _canonical(text)
            self._intake.block(_BLOCK)
            return True
        return False

    def _take_line(self) -> None:
        line = self._line()
        if line == END:
            return self._end()
        if not line or len(line) > COLUMNS:
            raise VaultProblem("damaged_armor")
        self._held += _canonical(line)
        if len(line) < COLUMNS or line.endswith(b"="):
            if self._line() != END:
                raise VaultProblem("damaged_armor")
            self._end()

    def _end(self) -> None:
        if self._intake.block(_MAX_SPACE + 1).strip(_SPACE) or self._intake.peek(1):
            raise VaultProblem("damaged_armor")
        self._has_ended = True

    def _line(self) -> bytes:
        line = self._intake.line(_MAX_LINE)
        if not line:
            raise VaultProblem("damaged_armor")
        return line.removesuffix(b"\n").removesuffix(b"\r")


def _canonical(line: bytes) -> bytes:
    try:
        data = base64.b64decode(line, validate=True)
    except binascii.Error:
        data = b""
    # Comparing with what we would write refuses every other spelling of the same bytes.
    if not data or base64.b64encode(data) != line:
        raise VaultProblem("damaged_armor")
    return data
