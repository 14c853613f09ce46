"""undercroft.toml says what one file may cost; what cannot be kept is refused by name."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extractors.limits import Limits
from flows.problem import UndercroftProblem
from flows.settings import NAME, Settings, put_recipients, read_settings, settings_text

CASE = Settings("case-1", ("en", "ru"), "interpol", ("age1old",), ("key",))


def _written(case: Path, text: bytes) -> Path:
    (case / NAME).write_bytes(text)
    return case


@given(pages=some.integers(1, 10**9), seconds=some.integers(1, 10**6))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, pages: int, seconds: int) -> None:
    settings = replace(CASE, limits=replace(Limits(), pages=pages, seconds=seconds), witnesses=("w",))
    assert read_settings(_written(tmp_path_factory.mktemp("case"), settings_text(settings))) == settings


def test_every_limit_stands_in_the_file_and_one_left_out_is_as_shipped(tmp_path: Path) -> None:
    text = settings_text(CASE).decode()
    assert all(f"\n{name} = {number}\n" in text for name, number in asdict(Limits()).items())
    short = text[: text.index("[limits]")]
    assert read_settings(_written(tmp_path, short.encode())).limits == Limits()
    assert read_settings(_written(tmp_path, f"{short}[limits]\npages = 7\n".encode())).limits.pages == 7


@pytest.mark.parametrize(
    "line", ["pages = 0", "pages = -1", "pages = true", 'pages = "9"', "pages = 1.5", "leaves = 9"]
)
def test_a_limit_that_cannot_be_kept_is_refused_by_name(line: str, tmp_path: Path) -> None:
    text = settings_text(CASE).decode()
    case = _written(tmp_path, f"{text[: text.index('[limits]')]}[limits]\n{line}\n".encode())
    with pytest.raises(UndercroftProblem) as caught:
        read_settings(case)
    assert caught.value.code == "bad_limit" and line.split()[0] in str(caught.value)


def test_limits_that_are_no_table_are_refused(tmp_path: Path) -> None:
    text = settings_text(CASE).decode()
    with pytest.raises(UndercroftProblem, match="cannot be read"):
        read_settings(_written(tmp_path, f"limits = 3\n{text[: text.index('[limits]')]}".encode()))


def test_new_recipients_change_nothing_else(tmp_path: Path) -> None:
    case = _written(tmp_path, settings_text(CASE))
    put_recipients(case, ["age1new", "age1other"])
    assert read_settings(case) == replace(CASE, recipients=("age1new", "age1other"))
