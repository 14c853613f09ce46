"""How fast the vault seals and opens, beside others: python -m bench.vault [--megabytes 256] [--sparse GB]."""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vault.age import decrypt, encrypt
from vault.identity import new_identity, read_identities, write_identity

_CHUNK = 1 << 16
_MEGABYTE = 1 << 20
Run = Callable[[Path], float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sparse", type=int, metavar="GB", help="seal and open that much emptiness; peak memory only")
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)  # what a measured process does
    options = parser.parse_args()
    if options.job:
        return _do_job(*options.job)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        write_identity(base / "identity", new_identity(post_quantum=False), None)  # as old an age as Debian's knows
        if options.sparse:
            _sparse(base, options.sparse)
        else:
            _compare(base, options.megabytes, options.rounds)


def _compare(base: Path, megabytes: int, rounds: int) -> None:
    portion = os.urandom(_MEGABYTE)
    with (base / "plain").open("wb") as file:
        for _ in range(megabytes):
            file.write(portion)
    runs = _runs()
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):  # in turns, so that a busy minute hits all of them
        for name, run in runs.items():
            times[name].append(run(base))
    print(f"{'':16}{'best MB/s':>10}{'median':>8}{'best to age':>13}{'median':>8}")
    for name, took in times.items():
        _print_line(name, megabytes, took, times.get(f"age {name.split()[-1]}"))
    print(f"peak memory of ours: {max(_PEAKS):.0f} MB")


def _print_line(name: str, megabytes: int, took: list[float], of_age: list[float] | None) -> None:
    line = f"{name:16}{megabytes / min(took):10.0f}{megabytes / median(took):8.0f}"
    print(line + (f"{min(of_age) / min(took):13.2f}{median(of_age) / median(took):8.2f}" if of_age else ""))


def _runs() -> dict[str, Run]:
    """Each seals `plain` or opens what it sealed, file to file, and says how many seconds that took."""
    runs: dict[str, Run] = {"ours seal": _job("seal", "ours"), "ours open": _job("open", "ours")}
    runs |= {"command seal": _command_seal, "command -o open": _command_open_file, "command open": _command_open}
    if shutil.which("age"):
        runs |= {"age seal": _age_seal, "age open": _age_open}
    if importlib.util.find_spec("pyrage"):
        runs |= {"pyrage seal": _job("pyrage-seal", "pyrage"), "pyrage open": _job("pyrage-open", "pyrage")}
    return runs | {"cipher seal": _job("cipher-seal", "none"), "cipher open": _job("cipher-open", "none")}


def _job(verb: str, name: str) -> Run:
    """In a process of its own, which says how long the work took, its own start left out, and what memory."""

    def run(base: Path) -> float:
        source, target = ("plain", f"{name}.age") if verb.endswith("seal") else (f"{name}.age", f"{name}.out")
        (base / target).unlink(missing_ok=True)
        seconds, peak = _ask([verb, str(base / source), str(base / target)])
        if name == "ours":
            _PEAKS.append(peak)
        return seconds

    return run


_PEAKS: list[float] = []


def _ask(job: list[str]) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.vault", "--job", *job]
    seconds, peak = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.split()
    return float(seconds), float(peak)


def _age_seal(base: Path) -> float:
    return _program(base, ["age", "-r", _recipient(base)], "plain", "age.age")


def _age_open(base: Path) -> float:
    return _program(base, ["age", "-d", "-i", str(base / "identity")], "age.age", "age.out")


def _command_seal(base: Path) -> float:
    return _program(base, [*_COMMAND, "-r", _recipient(base)], "plain", "command.age")


def _command_open(base: Path) -> float:
    """Twice over the file: nothing goes to standard output before all of it is verified."""
    return _program(base, [*_COMMAND, "-d", "-i", str(base / "identity")], "command.age", "command.out")


def _command_open_file(base: Path) -> float:
    """Once over the file: it appears under its name when all of it is verified."""
    (base / "file.out").unlink(missing_ok=True)
    place = ["-o", str(base / "file.out")]
    return _program(base, [*_COMMAND, "-d", "-i", str(base / "identity"), *place], "command.age", "command.out")


_COMMAND = [sys.executable, "-m", "vault.age"]


def _recipient(base: Path) -> str:
    return read_identities(base / "identity")[0].recipient.text


def _program(base: Path, command: list[str], source: str, target: str) -> float:
    """A whole program, its start included, from file to file."""
    (base / target).unlink(missing_ok=True)
    with (base / target).open("wb") as out:
        started = time.perf_counter()
        subprocess.run([*command, base / source], check=True, stdout=out)
        return time.perf_counter() - started


def _do_job(verb: str, source: str, target: str) -> None:
    identities = read_identities(Path(source).parent / "identity")
    started = time.perf_counter()
    if verb.startswith("cipher"):
        _cipher(verb, Path(source).with_name("plain").stat().st_size)
    elif verb.startswith("pyrage"):
        _pyrage(verb, source, target, identities[0].text)
    else:
        with open(source, "rb") as plain, open(target, "wb") as sealed:
            if verb == "seal":
                encrypt(plain, sealed, [identities[0].recipient])
            else:
                decrypt(plain, sealed, identities)
    print(time.perf_counter() - started, _peak_megabytes())


def _pyrage(verb: str, source: str, target: str, identity: str) -> None:
    import pyrage

    key = pyrage.x25519.Identity.from_str(identity)
    if verb.endswith("seal"):
        pyrage.encrypt_file(source, target, [key.to_public()])
    else:
        pyrage.decrypt_file(source, target, [key])


def _cipher(verb: str, size: int) -> None:
    """The cipher alone, in memory, chunk by chunk: what is left to win."""
    cipher, nonce, chunk = ChaCha20Poly1305(bytes(32)), bytes(12), bytes(_CHUNK)
    act, data = (
        (cipher.encrypt, chunk) if verb.endswith("seal") else (cipher.decrypt, cipher.encrypt(nonce, chunk, None))
    )
    for _ in range(size // _CHUNK):
        act(nonce, data, None)


def _peak_megabytes() -> float:
    # Unlike ru_maxrss this leaves out what the process held before it became this program.
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _sparse(base: Path, gigabytes: int) -> None:
    with (base / "plain").open("wb") as file:
        file.truncate(gigabytes << 30)
    for verb, peak in _seal_and_open(base).items():
        print(f"{verb} {gigabytes} GB: peak memory {peak:.0f} MB")


def _seal_and_open(base: Path) -> dict[str, float]:
    """Through a pipe, so that the sealed bytes need no room."""
    command = [sys.executable, "-m", "bench.vault", "--job"]
    pipe = base / "pipe"
    os.mkfifo(pipe)
    with (
        subprocess.Popen([*command, "seal", base / "plain", pipe], stdout=subprocess.PIPE) as seal,
        subprocess.Popen([*command, "open", pipe, os.devnull], stdout=subprocess.PIPE) as opening,
    ):
        ends = {"seal": seal.communicate()[0], "open": opening.communicate()[0]}
    if seal.returncode or opening.returncode:
        raise SystemExit("a run failed")
    return {verb: float(said.split()[1]) for verb, said in ends.items()}


if __name__ == "__main__":
    main()
