"""python -m vault.age: age's own flags, one line on a fault, and output whole or not at all."""

import fcntl
import os
import signal
import stat
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault.age_terminal import type_into
from vault.age import decrypt_bytes, encrypt_bytes
from vault.age_armor import armor
from vault.age_command import main
from vault.age_keys import Identity, new_identity
from vault.identity import write_identity
from vault.problem import CODES

_ROOT = Path(__file__).parents[2]
_COMMAND = [sys.executable, "-m", "vault.age"]
_CANARY = b"canary " * 40_000
_HYBRID, _CLASSIC = new_identity(), new_identity(False)


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", str(_ROOT))
    monkeypatch.chdir(tmp_path)
    write_identity(Path("hybrid"), _HYBRID, None)
    write_identity(Path("classic"), _CLASSIC, None)
    Path("plain").write_bytes(_CANARY)


def _run(*arguments: str, data: bytes = b"") -> bytes:
    done = subprocess.run([*_COMMAND, *arguments], input=data, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def _refusal(*arguments: str, data: bytes = b"") -> str:
    done = subprocess.run([*_COMMAND, *arguments], input=data, capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"")
    return _code(done.stderr.decode())


def _code(line: str) -> str:
    name, code, hint = line.split(": ", 2)
    assert name == "age" and hint == CODES[code] + "\n"
    return code


def _refused_here(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    before = sorted(os.listdir())
    assert main(arguments) == 1
    out, line = capfdbinary.readouterr()
    assert out == b"" and sorted(os.listdir()) == before
    return _code(line.decode())


@pytest.mark.parametrize("identity", [_HYBRID, _CLASSIC], ids=["hybrid", "classic"])
@pytest.mark.parametrize("flags", [(), ("-a",)], ids=["binary", "armor"])
def test_what_is_piped_in_comes_out_again(identity: Identity, flags: tuple[str, ...]) -> None:
    sealed = _run("-r", identity.recipient.text, *flags, data=_CANARY)
    assert sealed.startswith(b"-----BEGIN") == bool(flags)
    assert _run("-d", "-i", "hybrid", "-i", "classic", data=sealed) == _CANARY


def test_files_are_named_as_with_age(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("list").write_text(f"# us\n{_HYBRID.recipient.text}\r\n\n {new_identity().recipient.text}\n")
    assert main(["--encrypt", "--recipients-file", "list", "--output", "sealed", "plain"]) == 0
    assert main(["--decrypt", "--identity", "hybrid", "--output", "opened", "sealed"]) == 0
    assert Path("opened").read_bytes() == _CANARY
    assert main(["-d", "-i", "hybrid", "-o", "-", "sealed"]) == 0
    assert capfdbinary.readouterr() == (_CANARY, b"")
    assert stat.S_IMODE(Path("opened").stat().st_mode) == 0o600


def test_an_identity_may_stand_for_its_recipient() -> None:
    assert main(["-e", "-i", "hybrid", "-o", "sealed", "plain"]) == 0
    assert decrypt_bytes(Path("sealed").read_bytes(), [_HYBRID]) == _CANARY


def test_standard_input_may_be_the_identity_or_the_list_of_recipients() -> None:
    Path("sealed").write_bytes(_run("-R", "-", "plain", data=_HYBRID.recipient.text.encode()))
    assert _run("-d", "-i", "-", "sealed", data=_HYBRID.text.encode()) == _CANARY


def test_a_passphrase_file_seals_opens_and_unlocks_an_identity() -> None:
    Path("words").write_bytes("pässphrase\nno more\n".encode())
    sealed = _run("-p", "--passphrase-file", "words", data=b"canary")
    assert _run("-d", "--passphrase-file", "words", data=sealed) == b"canary"
    write_identity(Path("locked"), _HYBRID, "pässphrase", work_factor=4)
    sealed = _run("-e", "-i", "locked", "--passphrase-file", "words", data=b"canary")
    assert _run("-d", "-i", "locked", "--passphrase-file", "words", data=sealed) == b"canary"


def test_a_passphrase_is_asked_for_on_the_terminal(tmp_path: Path) -> None:
    assert type_into([*_COMMAND, "-p", "-o", "sealed", "plain"], [b"right", b"right"], tmp_path) == 0
    assert type_into([*_COMMAND, "-d", "-o", "opened", "sealed"], [b"right"], tmp_path) == 0
    assert Path("opened").read_bytes() == _CANARY
    assert type_into([*_COMMAND, "-d", "-o", "again", "sealed"], [b"wrong"], tmp_path) == 1
    assert type_into([*_COMMAND, "-p", "-o", "again", "plain"], [b"right", b"rihgt"], tmp_path) == 1
    assert not Path("again").exists()


def test_binary_is_not_written_to_a_terminal(tmp_path: Path) -> None:
    recipient = _CLASSIC.recipient.text
    assert type_into([*_COMMAND, "-r", recipient, "plain"], [], tmp_path) == 1
    assert type_into([*_COMMAND, "-r", recipient, "-a", "plain"], [], tmp_path) == 0


@pytest.mark.parametrize(
    "flags",
    [
        ("-x",),
        ("-e", "-d"),
        ("-d", "-p"),
        ("-d", "-a"),
        ("-d", "-r", "age1canary"),
        ("-p", "-r", "age1canary"),
        ("-p", "-i", "hybrid"),
        ("-i", "hybrid"),
        ("-d", "-i", "-"),
        ("one", "two"),
        ("-r",),
    ],
    ids=" ".join,
)
def test_flags_that_do_not_go_together_are_refused(
    flags: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _refused_here(capfdbinary, *flags) == "wrong_use"


def test_each_fault_is_one_line_with_its_code(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    hybrid, classic = _HYBRID.recipient.text, _CLASSIC.recipient.text
    Path("sealed").write_bytes(encrypt_bytes(b"canary", [_HYBRID.recipient]))
    Path("secret").write_bytes(_HYBRID.text.encode())
    faults = {
        ("plain",): "no_recipients",
        ("-r", hybrid, "-r", classic, "plain"): "mixed_recipients",
        ("-r", _HYBRID.text, "plain"): "bad_recipient",
        ("-R", "secret", "plain"): "bad_recipient",
        ("-R", "plain", "plain"): "bad_recipient",
        ("-R", "missing", "plain"): "no_input",
        ("-r", hybrid, "missing"): "no_input",
        ("-r", hybrid, "."): "no_input",
        ("-r", hybrid, "-o", "plain", "plain"): "exists",
        ("-r", hybrid, "-o", "missing/sealed", "plain"): "no_output",
        ("-p", "--passphrase-file", "missing", "plain"): "no_passphrase",
        ("-p", "--passphrase-file", "/dev/null", "plain"): "empty_passphrase",
        ("-d", "sealed"): "no_identity",
        ("-d", "-i", "missing", "sealed"): "no_identity",
        ("-d", "-i", "plain", "sealed"): "bad_identity",
        ("-d", "-i", "classic", "sealed"): "wrong_identity",
        ("-d", "-i", "hybrid", "plain"): "damaged_header",
    }
    assert {flags: _refused_here(capfdbinary, *flags) for flags in faults} == faults


def test_without_a_terminal_nobody_is_asked() -> None:
    with subprocess.Popen(
        [*_COMMAND, "-p", "plain"], start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        out, line = process.communicate(timeout=60)
    assert (process.returncode, out, _code(line.decode())) == (1, b"", "no_passphrase")


@pytest.mark.parametrize("shape", [bytes, armor], ids=["binary", "armor"])
def test_of_a_damaged_pipe_nothing_is_released_or_set_aside_in_clear(
    shape: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aside").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "aside"))
    sealed = encrypt_bytes(_CANARY * 10, [_HYBRID.recipient])
    assert _refusal("-d", "-i", "hybrid", data=shape(sealed[:-1])) == "damaged_payload"
    assert _run("-d", "-i", "hybrid", data=shape(sealed)) == _CANARY * 10
    assert list((tmp_path / "aside").iterdir()) == []


def test_a_pipe_is_set_aside_sealed(tmp_path: Path) -> None:
    sealed = encrypt_bytes(_CANARY * 10, [_HYBRID.recipient])
    with subprocess.Popen([*_COMMAND, "-d", "-i", "hybrid"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        process.stdin.write(sealed[:-1])
        process.stdin.flush()
        while not (aside := _deleted_files(process.pid, 1 << 20)):
            assert process.poll() is None
        assert all(b"canary" not in data and data[: 1 << 20] == sealed[: 1 << 20] for data in aside)
        process.stdin.write(sealed[-1:])
        process.stdin.close()
        assert process.stdout.read() == _CANARY * 10


def _deleted_files(pid: int, least: int) -> list[bytes]:
    links = [link for link in Path(f"/proc/{pid}/fd").iterdir() if os.readlink(link).endswith("(deleted)")]
    contents = [link.read_bytes() for link in links]
    return [data for data in contents if len(data) >= least]


def test_a_killed_run_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    try:
        os.close(os.open(folder, os.O_WRONLY | os.O_TMPFILE))
    except OSError:
        pytest.skip("this file system knows no unnamed files")
    sealed = encrypt_bytes(_CANARY * 10, [_HYBRID.recipient])
    with subprocess.Popen([*_COMMAND, "-d", "-i", "hybrid", "-o", "folder/opened"], stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(sealed[:-1])
        process.stdin.flush()
        while not _deleted_files(process.pid, 1 << 16):
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    assert list(folder.iterdir()) == []


def test_an_interrupted_run_is_one_line() -> None:
    with subprocess.Popen(
        [*_COMMAND, "-d", "-i", "hybrid"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b"a")
        process.stdin.flush()
        while fcntl.ioctl(process.stdin, termios.FIONREAD, bytes(4)) != bytes(4):
            assert process.poll() is None
        time.sleep(0.2)  # it has read that byte, and now waits for the next
        process.send_signal(signal.SIGINT)
        assert (process.stdout.read(), _code(process.stderr.read().decode())) == (b"", "interrupted")
    assert process.returncode == 1


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what is started in the background ignores them


def test_a_reader_that_goes_away_is_one_line() -> None:
    Path("sealed").write_bytes(encrypt_bytes(_CANARY * 10, [_HYBRID.recipient]))
    with subprocess.Popen(
        [*_COMMAND, "-d", "-i", "hybrid", "sealed"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert _code(process.stderr.read().decode()) == "io"
    assert process.returncode == 1


def test_a_full_disk_is_one_line() -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = subprocess.run([*_COMMAND, "-r", _HYBRID.recipient.text, "plain"], stdout=full, stderr=subprocess.PIPE)
    os.close(full)
    assert (done.returncode, _code(done.stderr.decode())) == (1, "disk_full")


def test_a_large_file_takes_little_memory_in_either_direction() -> None:
    with open("large", "wb") as file:
        file.truncate(192 << 20)
    limit = "import resource, runpy; resource.setrlimit(resource.RLIMIT_DATA, (96 << 20, 96 << 20));"
    limited = [sys.executable, "-c", limit + "runpy.run_module('vault.age_command', run_name='__main__')"]
    subprocess.run([*limited, "-r", _HYBRID.recipient.text, "-o", "sealed", "large"], check=True)
    with open("sealed", "rb") as source, open("opened", "wb") as target:
        subprocess.run([*limited, "-d", "-i", "hybrid"], stdin=source, stdout=target, check=True)
    assert Path("opened").stat().st_size == 192 << 20
