"""Canaries over everything that a run leaves behind: a whole run, one that fails at its end, one that is killed."""

import base64
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from tests.flows.cases import Host

pytestmark = pytest.mark.slow

NAMES = ("Qobiljon Yuldoshxonov", "Brekkesenova Thiritha", "Заур Маметкулов")
NUMBERS = ("+998 90 778 85 64", "FK 7781234", "DE44 9216 3447 9865 8245 75", "y.qobiljon@mail.example")
CANARIES = (*NAMES, *NUMBERS, "Yuldoshxonov", "Маметкулов")


def make_drop(drop: Path) -> None:
    """Thirty files; the canaries stand in text, headers, file names and members."""
    (drop / "Yuldoshxonov").mkdir(parents=True)
    for at in range(30):
        text = (
            f"File {at}. The applicant, {NAMES[at % 2]}, holder of passport {NUMBERS[1]}, phone {NUMBERS[0]}, "
            f"account {NUMBERS[2]}.\nЗаявитель: {NAMES[2]}. E-mail: {NUMBERS[3]}\n"
        )
        (drop / "Yuldoshxonov" / f"{at} Brekkesenova Thiritha.txt").write_text(text, encoding="utf-8")
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{NAMES[0]} <{NUMBERS[3]}>", "ncb@office.example"
    mail["Subject"] = f"On Mr {NAMES[0].split()[1]}"
    mail.set_content(f"Please find the complaint of Mr {NAMES[0]} attached.")
    mail.add_attachment(NAMES[0].encode(), maintype="text", subtype="plain", filename="Yuldoshxonov.txt")
    (drop / "mail.eml").write_bytes(mail.as_bytes())
    (drop / "Маметкулов.pdf").write_bytes(b"%PDF-1.7\nbroken")


def needles() -> Iterator[bytes]:
    """Each canary in UTF-8, UTF-16, base64 (three alignments) and hex."""
    for text in CANARIES:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = text.encode(encoding)
            yield from (raw, raw.hex().encode(), raw.hex().upper().encode())
            for at in range(3):
                inner = base64.b64encode(b" " * at + raw)
                yield inner[4 if at else 0 : -4]


def leaks(host: Host, *outputs: bytes) -> list[str]:
    """Where a canary shows: files outside the drop and the sealed objects, Parquet opened, and what was printed."""
    sought = [one for one in needles() if len(one) > 6]
    found = [f"output {at}" for at, one in enumerate(outputs) if any(each in one for each in sought)]
    for path in sorted(host.place.rglob("*")):
        parts = path.relative_to(host.place).parts
        if not path.is_file() or parts[0] == "drop" or "objects" in parts:
            continue
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data += repr(parquet.read_table(path).to_pylist()).encode()
        if any(each in data for each in sought):
            found.append("/".join(parts))
    return found


@pytest.fixture
def host(tmp_path: Path) -> Host:
    host = Host(tmp_path).found()
    make_drop(tmp_path / "drop")
    return host


def test_the_search_finds_what_is_planted(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"x" + base64.b64encode(b"ab" + CANARIES[0].encode("utf-16-le")))
    (tmp_path / "b.bin").write_bytes(CANARIES[2].encode().hex().encode())
    assert leaks(Host(tmp_path)) == ["a.bin", "b.bin"]


def test_no_canary_after_a_whole_run(host: Host) -> None:
    done = host.run("ingest", host.case, host.place / "drop")
    assert done.returncode == 3
    assert leaks(host, done.stdout.encode(), done.stderr.encode()) == []


def test_no_canary_after_a_run_that_fails_at_its_end(host: Host) -> None:
    (host.case / "corpus").rmdir()
    (host.case / "corpus").write_text("in the way")
    done = host.run("ingest", host.case, host.place / "drop")
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert leaks(host, done.stdout.encode(), done.stderr.encode()) == []


@pytest.mark.parametrize("after", [3.0, 6.0, 9.0, 12.0])
def test_no_canary_after_a_kill_nor_after_the_run_that_finishes_it(host: Host, after: float) -> None:
    process = host.start("ingest", host.case, host.place / "drop")
    time.sleep(after)
    process.kill()
    out, err = process.communicate()
    assert leaks(host, out, err) == []
    done = host.run("ingest", host.case, host.place / "drop")
    assert done.returncode == 3
    assert leaks(host, done.stdout.encode(), done.stderr.encode()) == []
