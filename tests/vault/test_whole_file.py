"""A file appears whole, in nobody's place, or leaves nothing; on poorer file systems too."""

import errno
import os
from pathlib import Path

import pytest

from vault.whole_file import whole_file

_OPEN, _LINK = os.open, os.link


def _open_without_unnamed_files(path: str, flags: int, *rest: int, **where: int) -> int:
    if flags & os.O_TMPFILE == os.O_TMPFILE:
        raise OSError(errno.EOPNOTSUPP, "no such files here")
    return _OPEN(path, flags, *rest, **where)


def _no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no links here")


@pytest.fixture(params=["unnamed files", "links", "neither"], autouse=True)
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it knows of: a good disk, an old one, a memory stick."""
    if request.param != "unnamed files":
        monkeypatch.setattr(os, "open", _open_without_unnamed_files)
    if request.param == "neither":
        monkeypatch.setattr(os, "link", _no_links)


def test_it_appears_at_the_end_and_not_before(tmp_path: Path) -> None:
    with whole_file(tmp_path / "new") as file:
        file.write(b"canary")
        assert not (tmp_path / "new").exists()
    assert (tmp_path / "new").read_bytes() == b"canary"
    assert os.listdir(tmp_path) == ["new"]


def test_a_fault_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "new") as file:
        file.write(b"canary")
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("is_late", [False, True], ids=["there before", "there meanwhile"])
def test_what_is_there_is_not_replaced(tmp_path: Path, is_late: bool) -> None:
    if not is_late:
        (tmp_path / "new").write_bytes(b"precious")
    with pytest.raises(FileExistsError), whole_file(tmp_path / "new") as file:
        file.write(b"canary")
        (tmp_path / "new").write_bytes(b"precious")
    assert (tmp_path / "new").read_bytes() == b"precious"
    assert os.listdir(tmp_path) == ["new"]


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "new").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError), whole_file(tmp_path / "new"):
        pass
    assert os.listdir(tmp_path) == ["new"]
