"""The map: who may import whom, and where each library lives."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {
    "flows": {"flows", "extractors", "redaction", "vault"},
    "extractors": {"extractors"},
    "redaction": {"redaction", "extractors.document"},
    "vault": {"vault"},
}
HOMES = {
    "olefile": {"extractors/office/", "extractors/types/oles.py", "extractors/mails/msg.py"},
    "prefect": {"flows/engine.py", "flows/ephemeral.py"},
    # unlock: what a leak holds encrypted is opened in the worker, by other algorithms than those that seal the vault
    "cryptography": {"vault/", "extractors/unlock/"},
    "rfc3161_client": {"vault/timestamp.py"},
    "presidio_analyzer": {"redaction/names_", "redaction/detect"},
    "pymupdf": {"extractors/pages/", "flows/sample/"},
    "magic": {"extractors/types/identify.py"},
    "spacy": {"redaction/names_"},
    "natasha": {"redaction/names_"},
    "slovnet": {"redaction/names_"},
    "navec": {"redaction/names_"},
    "tesserocr": {"extractors/images/engines.py"},
    "iscc_tika": {"extractors/fallback/tika.py"},
    "pyseccomp": {"extractors/syscalls.py", "extractors/fallback/cell_syscalls.py"},
    "pyarrow": {"flows/corpus.py", "extractors/archives/coders.py", "extractors/tables/parquet.py"},
    "sqlite3": {"vault/catalogue.py", "extractors/tables/sqlite.py"},
    "libarchive": {"extractors/archives/unpack.py"},
    "access_parser": {"extractors/tables/access.py"},
    "pillow_heif": {"extractors/images/heif.py"},
    "mutagen": {"extractors/media/"},
    "msoffcrypto": {"extractors/office/locked.py"},
    "ahocorasick": {"redaction/leftovers.py"},
    "msgspec": {"flows/"},
    "socket": {"extractors/"},
    "pypff": {"extractors/mails/pst.py"},
    "asn1crypto": {"extractors/mails/cms.py", "extractors/unlock/cms_envelope.py"},
}
HEAVY = ("presidio_analyzer", "spacy", "natasha", "slovnet", "navec", "prefect", "pymupdf", "tesserocr")
READS = ("journeys",)  # the commands that run the models in a flow


def sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module from the top"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_room_imports_only_what_the_map_allows(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    for name in imports(path):
        if name.split(".")[0] in ROOMS:
            assert (
                any(name == one or name.startswith(one + ".") for one in ROOMS[room])
                or name in ROOMS[room]
                or (room == "redaction" and name == "extractors.document")
            ), f"{path} imports {name}"


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_library_has_one_home(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or any(place.startswith(home) for home in homes), f"{place} imports {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_the_rooms_init_files_are_empty(room: str) -> None:
    assert all(path.read_text() == "" for path in (ROOT / room).rglob("__init__.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert path.name == "__init__.py" or ast.get_docstring(ast.parse(path.read_text()))


def test_imports_between_modules_have_no_circle() -> None:
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in sources()}
    edges = {name: {one for one in imports(path) if one in names and one != name} for name, path in names.items()}
    done: set[str] = set()
    while ready := {name for name, to in edges.items() if name not in done and to <= done}:
        done |= ready
    assert done == set(edges), f"circle among {sorted(set(edges) - done)}"


@pytest.mark.parametrize("command", sorted(path.stem for path in (ROOT / "flows" / "commands").glob("[a-z]*.py")))
def test_a_command_that_reads_nothing_starts_without_models_and_prefect(command: str) -> None:
    """An intake host seals without them, and `vault list` does not wait for them."""
    code = f"import sys, flows.cli, flows.commands.{command}; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert bool(done.stdout.split()) == (command in READS), done.stdout
