"""A case with a letter in it, and for each test a copy that may be harmed."""

from pathlib import Path

import pytest

from tests.flows.cases import Host
from tests.flows.visits import copy_of, with_a_letter


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return with_a_letter(tmp_path_factory.mktemp("host"))


@pytest.fixture
def host(sealed: Host, tmp_path: Path) -> Host:
    return copy_of(sealed, tmp_path)
