"""undercroft extract: what the workers read, a line a file; nothing is kept."""

import argparse
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.document import WORDS_BESIDE, Channel, ExtractedDocument, Member, MemberState, passages
from extractors.keys import Keys
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from flows.keyring import read_keys
from flows.memory import memory_file
from flows.problem import DONE, QUARANTINE, UndercroftProblem
from flows.source import open_plain
from flows.terminal import one_line, show_json
from vault.walk import files_below, shown

_DEPTH = 16  # of containers in containers


def extract(options: argparse.Namespace) -> int:
    """Exit 3 where a file could not be read; a member that could not be is named in its container's line."""
    from extractors.reading import Reading

    refused = 0
    reading = ReadOptions(ocr=not options.no_ocr)
    keys = _keys_given(options)
    with Reading(reading, allow_weak_sandbox=options.allow_weak_sandbox) as opened:
        reader = _Keyed(opened, keys)
        for file in _files(options.paths):
            found = _extract_one(reader, file, reading.limits)
            refused += found["state"] == "quarantined"
            _show(found, options.json)
    return QUARANTINE if refused else DONE


@dataclass(frozen=True)
class _Keyed:
    """A reader, and the keys that it may open encrypted things with."""

    reader: Any
    keys: Keys = field(repr=False)

    def read(self, handle: int, name: str) -> ExtractedDocument:
        document: ExtractedDocument = self.reader.read(handle, name, None, self.keys)
        return document


def _keys_given(options: argparse.Namespace) -> Keys:
    passphrase = Path(options.passphrase_of_key) if options.passphrase_of_key else None
    return read_keys([Path(one) for one in options.unlock], passphrase)


@dataclass
class _Budget:
    """What is left of the members and bytes that one file may unfold to."""

    members: int
    bytes: int
    texts: list[str] = field(default_factory=list, repr=False)

    def takes(self, member: Member) -> bool:
        self.members -= 1
        self.bytes -= len(member.data)
        return self.members >= 0 and self.bytes >= 0


def _extract_one(reader: _Keyed, file: Path, limits: Limits) -> dict[str, Any]:
    path = shown(os.fspath(file))
    handle, reason = open_plain(file)
    if reason:
        return _line(path, "", "quarantined", reason)
    try:
        document = reader.read(handle, shown(file.name))
    except ReadProblem as problem:
        return _line(path, "", "quarantined", problem.code)
    finally:
        os.close(handle)
    budget = _Budget(limits.members, limits.expansion_bytes)
    members = _read_members(reader, document, budget, 1)
    texts = [*_texts(document), *budget.texts]
    return {
        **_line(path, document.media_type, "read", document.reason),
        "text": "\n".join(texts),
        "metadata": _metadata(document),
        "members": members,
        "fallback": document.is_fallback,
    }


def _line(path: str, media_type: str, state: str, reason: str) -> dict[str, Any]:
    return {
        "path": path, "media_type": media_type, "state": state, "reason": reason, "text": "", "metadata": {},
        "members": [], "fallback": False,
    }  # fmt: skip


def _read_members(reader: _Keyed, document: ExtractedDocument, budget: _Budget, depth: int) -> list[dict[str, Any]]:
    return [_member(reader, one, budget, depth) for one in document.members]


def _member(reader: _Keyed, member: Member, budget: _Budget, depth: int) -> dict[str, Any]:
    """Its name is read too: it stands before its text, and tells of a picture in a letter where there is no other."""
    budget.texts.append(member.name)
    is_whole = member.state is MemberState.READ
    told: dict[str, Any] = {
        "name": member.name, "state": member.state.value, "size": len(member.data), "media_type": "",
        "reason": "" if is_whole else member.state.value, "members": [],
    }  # fmt: skip
    if not is_whole:
        return told
    if depth > _DEPTH or not budget.takes(member):
        return {**told, "reason": "over_limit"}
    try:
        document = _read_bytes(reader, member)
    except ReadProblem as problem:
        return {**told, "reason": problem.code}
    budget.texts += _texts(document)
    inner = _read_members(reader, document, budget, depth + 1)
    return {**told, "media_type": document.media_type, "reason": document.reason, "members": inner}


def _read_bytes(reader: _Keyed, member: Member) -> ExtractedDocument:
    with memory_file() as target:
        target.write(member.data)
        return reader.read(target.fileno(), member.name)


def _metadata(document: ExtractedDocument) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in document.metadata:
        found.setdefault(one.name, []).append(one.value)
    return found


def _texts(document: ExtractedDocument) -> Iterator[str]:
    for one in passages(document, ""):
        if one.channel is Channel.HEADERS:
            yield f"{one.label}: {one.text}"
        elif one.channel not in (Channel.PATH, Channel.METADATA) and one.text:
            yield one.text
    is_recording = document.media_type.startswith(("audio/", "video/"))  # whose tags are all its words
    told = (one.value for one in document.metadata if is_recording or one.name in WORDS_BESIDE)
    yield from filter(None, told)


def _files(given: Iterable[str]) -> Iterator[Path]:
    """Whatever has a name: links, pipes and closed folders too, since each gets its line."""
    for name in given:
        path = Path(name)
        if not os.path.lexists(path):
            raise UndercroftProblem("no_source", "a path given does not exist", "check the spelling of each path")
        if path.is_dir() and not path.is_symlink():
            yield from (path / one for one in files_below(path))
        else:
            yield path


def _show(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    told = found["reason"] or f"{len(found['text'])} characters, {len(found['members'])} members"
    if found["fallback"]:
        told += ", fallback"
    print(f"{one_line(found['path'])}\t{found['media_type']}\t{found['state']}\t{told}", flush=True)
