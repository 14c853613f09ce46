"""The age format alone, by the flags of age itself: python -m vault.age."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from vault import age
from vault.age_armor import ArmorWriter
from vault.age_ends import is_standard_output, opened, released, seekable
from vault.age_keys import Identity, Recipient, parse_recipient
from vault.age_options import STANDARD, Options, parse_options
from vault.age_stream import PayloadWriter
from vault.identity import read_identities
from vault.problem import VaultProblem
from vault.store_files import coded
from vault.terminal import ask_new_secret, ask_secret
from vault.write_behind import Writable

_LARGEST_LIST = 1 << 20


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 and one line on standard error."""
    try:
        options = parse_options(arguments)
        with coded():
            _decrypt(options) if options.decrypt else _encrypt(options)
    except VaultProblem as problem:
        return _refuse(problem)
    except MemoryError:
        return _refuse(VaultProblem("out_of_memory"))
    except KeyboardInterrupt:
        return _refuse(VaultProblem("interrupted"))
    return 0


def _refuse(problem: VaultProblem) -> int:
    print(f"age: {problem.code}: {problem.hint}", file=sys.stderr)
    return 1


def _encrypt(options: Options) -> None:
    if not options.armor and not options.output and os.isatty(1):
        raise VaultProblem("terminal_output")
    begin = _lock(options)
    with opened(options.input) as source, released(options.output) as target:
        if not options.armor:
            return begin(target).take(source)
        armored = ArmorWriter(target)
        begin(armored).take(source)
        armored.finish()


def _lock(options: Options) -> Callable[[Writable], PayloadWriter]:
    """How the new file begins, once there is a place for it."""
    if options.passphrase:
        passphrase = _passphrase(options, ask_new_secret)
        return lambda target: age.open_passphrase_writer(target, passphrase)
    recipients = _recipients(options)
    return lambda target: age.open_writer(target, recipients)


def _recipients(options: Options) -> list[Recipient]:
    lines = [line for name in options.recipients_file for line in _read_list(name)]
    own = [identity.recipient for identity in _identities(options)]
    return [parse_recipient(text) for text in [*options.recipient, *lines]] + own


def _read_list(name: str) -> list[str]:
    with opened(name) as file:
        data = file.read(_LARGEST_LIST + 1)
    if len(data) > _LARGEST_LIST or not data.isascii():
        raise VaultProblem("bad_recipient")
    lines = [line.strip() for line in data.decode("ascii").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _decrypt(options: Options) -> None:
    identities = _identities(options)
    ask = None if options.identity else lambda: _passphrase(options, ask_secret)
    with opened(options.input) as source:
        if is_standard_output(options.output):
            return _decrypt_to_standard_output(source, identities, ask)
        with released(options.output) as target:
            age.open_reader(source, identities, ask).drain(target)


def _decrypt_to_standard_output(
    source: BinaryIO, identities: Sequence[Identity], ask: Callable[[], str] | None
) -> None:
    """Opens twice: what is released cannot be taken back, so the end is checked before the start is written.

    Should the file change in between, it is still only what its own sealer wrote that comes out, and a fault.
    """
    with seekable(source) as sealed:
        start = sealed.tell()
        reader = age.open_reader(sealed, identities, ask)
        reader.check()
        sealed.seek(start)
        with released(STANDARD) as target:
            age.reopen(sealed, reader).drain(target)


def _identities(options: Options) -> list[Identity]:
    names = ["/dev/stdin" if name == STANDARD else name for name in options.identity]
    return [one for name in names for one in read_identities(Path(name), lambda: _passphrase(options, ask_secret))]


def _passphrase(options: Options, ask: Callable[[str], str]) -> str:
    if options.passphrase_file is None:
        return ask("passphrase")
    try:
        with open(options.passphrase_file, "rb") as file:
            line = file.readline(_LARGEST_LIST)
    except OSError:
        raise VaultProblem("no_passphrase") from None
    return line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")


if __name__ == "__main__":
    raise SystemExit(main())
