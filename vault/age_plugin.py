"""Keys that a plugin keeps: age-plugin-NAME is started and spoken to, as https://c2sp.org/age-plugin has it."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from vault.age_header import Stanza, decode64, read_stanza, render_stanza
from vault.age_intake import Intake
from vault.age_keys import Identity, Recipient
from vault.age_wrap import FILE_KEY_LENGTH
from vault.problem import VaultProblem
from vault.terminal import ask_openly, ask_secret, has_terminal, show
from vault.write_behind import write_all

POST_QUANTUM = frozenset({"postquantum"})
_OK = Stanza("ok", (), b"")
_FAIL = Stanza("fail", (), b"")
_UNSUPPORTED = Stanza("unsupported", (), b"")
_SECONDS_TO_END = 5
_Answers = Mapping[str, Callable[[Stanza], Stanza]]


@dataclass(frozen=True)
class Wrapped:
    """A file key as a plugin wrapped it; only recipients with equal labels go together."""

    stanzas: tuple[Stanza, ...]
    labels: frozenset[str]


def wrap_by_plugin(file_key: bytes, recipient: Recipient) -> Wrapped:
    """The stanzas that let this recipient's plugin open the file."""
    stanzas: list[Stanza] = []
    labels: set[str] = set()

    def take_stanza(stanza: Stanza) -> Stanza:
        stanzas.append(_inner(stanza))
        return _OK

    def take_labels(stanza: Stanza) -> Stanza:
        labels.update(stanza.arguments)
        return _OK

    with _started(recipient.plugin, "recipient-v1") as plugin:
        plugin.send(Stanza("add-recipient", (recipient.text,), b""))
        plugin.send(Stanza("wrap-file-key", (), file_key))
        plugin.send(Stanza("extension-labels", (), b""))
        plugin.converse({"recipient-stanza": take_stanza, "labels": take_labels})
    if not stanzas:
        raise VaultProblem("plugin_failed")
    return Wrapped(tuple(stanzas), frozenset(labels))


def unwrap_by_plugin(stanzas: Sequence[Stanza], identity: Identity) -> bytes | None:
    """The file key, or None when none of the stanzas is for this identity."""
    keys: list[bytes] = []

    def take_key(stanza: Stanza) -> Stanza:
        if stanza.arguments != ("0",) or len(stanza.body) != FILE_KEY_LENGTH:
            raise VaultProblem("plugin_failed")
        keys.append(stanza.body)
        return _OK

    with _started(identity.plugin, "identity-v1") as plugin:
        plugin.send(Stanza("add-identity", (identity.text,), b""))
        for stanza in stanzas:
            plugin.send(Stanza("recipient-stanza", ("0", stanza.kind, *stanza.arguments), stanza.body))
        plugin.converse({"file-key": take_key})
    return keys[0] if keys else None


def _inner(stanza: Stanza) -> Stanza:
    if len(stanza.arguments) < 2 or stanza.arguments[0] != "0":
        raise VaultProblem("plugin_failed")
    return Stanza(stanza.arguments[1], stanza.arguments[2:], stanza.body)


@dataclass(frozen=True)
class _Plugin:
    """A conversation with one plugin: first we speak, then it asks and we answer."""

    ear: BinaryIO
    mouth: Intake
    failures: list[str] = field(default_factory=list)

    def send(self, stanza: Stanza) -> None:
        write_all(self.ear, render_stanza(stanza))

    def converse(self, answers: _Answers) -> None:
        """Answer until the plugin has done; `plugin_failed` if it reported an error on the way."""
        self.send(Stanza("done", (), b""))
        known = {**_ANSWERS_TO_ALL, "error": self._take_error, **answers}
        while (stanza := read_stanza(self.mouth)).kind != "done":
            self.send(known[stanza.kind](stanza) if stanza.kind in known else _UNSUPPORTED)
        if self.failures:
            raise VaultProblem("plugin_failed")

    def _take_error(self, stanza: Stanza) -> Stanza:
        self.failures.append(stanza.kind)
        return _OK


@contextmanager
def _started(name: str | None, machine: str) -> Iterator[_Plugin]:
    program = shutil.which(f"age-plugin-{name}")
    if program is None or not os.path.isabs(program):  # never one that happens to lie in the working folder
        raise VaultProblem("plugin_missing")
    try:
        with _process(program, machine) as process:
            assert process.stdin and process.stdout
            yield _Plugin(process.stdin, Intake(process.stdout))  # type: ignore[arg-type]  # unbuffered
    except OSError:
        raise VaultProblem("plugin_failed") from None
    except VaultProblem as problem:
        # What it said was no stanza, or it said nothing more.
        raise VaultProblem("plugin_failed" if problem.code == "damaged_header" else problem.code) from None


@contextmanager
def _process(program: str, machine: str) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(
        [program, f"--age-plugin={machine}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )
    with process:
        try:
            yield process
            assert process.stdin
            process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_SECONDS_TO_END)
        finally:
            process.kill()


def _show(stanza: Stanza) -> Stanza:
    if not has_terminal():
        return _FAIL
    show(_text(stanza.body))
    return _OK


def _confirm(stanza: Stanza) -> Stanza:
    if not has_terminal() or not stanza.arguments:
        return _FAIL
    choices = [_text(decode64(argument)) for argument in stanza.arguments[:2]]
    asked = f"{_text(stanza.body)} (1: {choices[0]}" + (f", 2: {choices[1]})" if choices[1:] else ")")
    return Stanza("ok", ("yes" if ask_openly(asked).strip() == "1" else "no",), b"")


def _asking(ask: Callable[[str], str]) -> Callable[[Stanza], Stanza]:
    def answer(stanza: Stanza) -> Stanza:
        if not has_terminal():
            return _FAIL
        return Stanza("ok", (), ask(_text(stanza.body)).encode("utf-8", "surrogateescape"))

    return answer


def _text(data: bytes) -> str:
    """What a plugin wants shown, without what could steer the terminal."""
    return "".join(letter for letter in data.decode("utf-8", "replace") if letter.isprintable())


_ANSWERS_TO_ALL: _Answers = {
    "msg": _show,
    "confirm": _confirm,
    "request-public": _asking(ask_openly),
    "request-secret": _asking(ask_secret),
}
