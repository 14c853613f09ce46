"""What is read of real files, beside native Tika and other readers, on the same files in one run.

python -m bench.extraction FOLDER [--ocr] [--peers tika,markitdown] [--show]
A peer that is not installed is left out. Each reader has processes of its own; a peer that dies goes on with the next
file, under 2 GB of data, without which one bomb takes the machine. Families go by the ending of a file's name.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_MOST_DATA = 2 << 30
_MOST_SECONDS = 60
_WORD = re.compile(r"\w{2,}")
_WORDS_OF = ("docx", "xlsx", "pptx", "pdf", "eml", "msg", "html", "rtf", "odt", "ods", "odp", "doc", "xls")


@dataclass
class Reader:
    """What one reader made of the files: text by path, and what that cost."""

    name: str
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    cpu: float = 0.0
    peak: int = 0  # KiB, of its largest process


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--ocr", action="store_true")
    options.add_argument("--peers", default="tika,markitdown")
    options.add_argument("--peer-python", default=sys.executable, help="where the peers are installed, if not here")
    options.add_argument("--show", action="store_true", help="what the first peer reads and we do not")
    options.add_argument("--as-peer", metavar="NAME", help=argparse.SUPPRESS)
    wanted = options.parse_args()
    if wanted.as_peer:
        return _be_peer(wanted.as_peer)
    files = sorted(one for one in wanted.folder.rglob("*") if one.is_file() and not one.is_symlink())
    ours = _ours(files, wanted.folder, wanted.ocr)
    places = {name: _place(name, wanted.peer_python) for name in wanted.peers.split(",")}
    peers = [_peer(name, place, files) for name, place in places.items() if place]
    _print_totals(files, [ours, *peers])
    _print_families(files, [ours, *peers])
    _print_words(files, ours, peers)
    if wanted.show and peers:
        for path in sorted(set(peers[0].texts) - set(ours.texts)):
            print(f"only {peers[0].name}: {path}")


def _ours(files: Sequence[Path], folder: Path, ocr: bool) -> Reader:
    """The whole command, with its sandboxes and its start."""
    reader = Reader("undercroft")
    command = [sys.executable, "-m", "flows.cli", "extract", "--json", *([] if ocr else ["--no-ocr"]), str(folder)]
    with tempfile.TemporaryFile() as out:
        reader.cpu, reader.peak = _cost(command, out.fileno())
        out.seek(0)
        for line in map(json.loads, out):
            if line["text"].strip() and not line["fallback"]:
                reader.texts[line["path"]] = line["text"]
    return reader


def _cost(command: Sequence[str], out: int) -> tuple[float, int]:
    """Processor seconds of a command and of all that it waited for, and the largest process in KiB."""
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def _place(name: str, other: str) -> str:
    """The interpreter that has this peer, or nothing."""
    for python in (sys.executable, other):
        check = [
            python,
            "-c",
            f"import importlib.util, sys; sys.exit(not importlib.util.find_spec({_PEERS[name][0]!r}))",
        ]
        if name in _PEERS and subprocess.run(check).returncode == 0:
            return python
    return ""


def _peer(name: str, python: str, files: Sequence[Path]) -> Reader:
    reader, left = Reader(name), list(map(str, files))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    while left:
        done = 0
        for path, text in _conversation(name, python, left):
            done += 1
            if text.strip():
                reader.texts[path] = text
        left = left[done + 1 :]  # the one that it died of is skipped
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    reader.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    reader.peak = after.ru_maxrss
    return reader


def _conversation(name: str, python: str, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """One process of a peer, a file at a time until it dies or takes too long."""
    command = [python, "-m", "bench.extraction", "-", "--as-peer", name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin and process.stdout
    try:
        for path in paths:
            process.stdin.write(path.encode("utf-8", "surrogateescape") + b"\0")
            process.stdin.flush()
            line = _line(process, time.monotonic() + _MOST_SECONDS)
            if not line:
                return
            yield path, json.loads(line)
    except BrokenPipeError:
        return
    finally:
        process.kill()
        process.communicate()


def _line(process: "subprocess.Popen[bytes]", until: float) -> bytes:
    import select

    assert process.stdout
    while time.monotonic() < until:
        if select.select([process.stdout], [], [], 1)[0]:
            return process.stdout.readline()
    return b""


def _be_peer(name: str) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_DATA, _MOST_DATA))
    read = _PEERS[name][1]()
    waiting = b""
    while portion := os.read(0, 1 << 16):
        *paths, waiting = (waiting + portion).split(b"\0")
        for path in paths:
            sys.stdout.write(json.dumps(_tried(read, path)) + "\n")
            sys.stdout.flush()


def _tried(read: Callable[[bytes], str], path: bytes) -> str:
    try:
        return read(path)
    except BaseException:  # noqa: BLE001 - a peer's refusal is no text
        return ""


def _tika() -> Callable[[bytes], str]:
    import iscc_tika

    extractor = iscc_tika.Extractor().set_extract_string_max_length(50_000_000)

    def read(path: bytes) -> str:
        with open(path, "rb") as file:
            return str(extractor.extract_bytes_to_string(bytearray(file.read()))[0])

    return read


def _markitdown() -> Callable[[bytes], str]:
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)
    return lambda path: str(converter.convert_local(os.fsdecode(path)).text_content)


_PEERS: dict[str, tuple[str, Callable[[], Callable[[bytes], str]]]] = {
    "tika": ("iscc_tika", _tika),
    "markitdown": ("markitdown", _markitdown),
}


def _print_totals(files: Sequence[Path], readers: Sequence[Reader]) -> None:
    size = sum(one.stat().st_size for one in files) / 1e6
    first = readers[1] if len(readers) > 1 else readers[0]
    print(f"{'reader':14}{'read':>6}{'of':>6}{'to ' + first.name:>10}{'files/CPU-s':>13}{'MB/CPU-s':>10}{'peak MB':>9}")
    for one in readers:
        ratio = len(one.texts) / max(1, len(first.texts))
        rates = f"{len(files) / one.cpu:13.1f}{size / one.cpu:10.1f}{one.peak / 1024:9.0f}"
        print(f"{one.name:14}{len(one.texts):6}{len(files):6}{ratio:10.2f}{rates}")


def _print_families(files: Sequence[Path], readers: Sequence[Reader]) -> None:
    families: dict[str, list[str]] = defaultdict(list)
    for one in files:
        families[_family(one)].append(str(one))
    print(f"\n{'family':12}{'files':>6}" + "".join(f"{one.name:>12}" for one in readers))
    for name, paths in sorted(families.items(), key=lambda one: (-len(one[1]), one[0])):
        counts = [sum(path in one.texts for path in paths) for one in readers]
        mark = "  <" if len(counts) > 1 and counts[0] < counts[1] else ""
        print(f"{name:12}{len(paths):6}" + "".join(f"{number:12}" for number in counts) + mark)


def _print_words(files: Sequence[Path], ours: Reader, peers: Sequence[Reader]) -> None:
    """Of the words that every peer who read a file agrees on, the share that we have too."""
    kept: dict[str, list[float]] = defaultdict(list)
    for one in files:
        known = [_words(peer.texts[str(one)]) for peer in peers if str(one) in peer.texts]
        if not known or _family(one) not in _WORDS_OF:
            continue
        agreed = set.intersection(*known)
        if agreed:
            kept[_family(one)].append(len(agreed & _words(ours.texts.get(str(one), ""))) / len(agreed))
    print(f"\n{'words kept':12}{'files':>6}{'mean':>8}{'below .95':>11}")
    for name, shares in sorted(kept.items()):
        low = sum(share < 0.95 for share in shares)
        print(f"{name:12}{len(shares):6}{sum(shares) / len(shares):8.3f}{low:11}")


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _family(path: Path) -> str:
    return path.suffix.lstrip(".").lower() or "(none)"


if __name__ == "__main__":
    main()
