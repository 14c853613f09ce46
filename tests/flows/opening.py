"""Everything that a holder of the identity can open in a case: what a canary must not be found in."""

import os
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from flows.house import House, opened
from tests.flows.cases import Host
from vault.age import decrypt_bytes
from vault.identity import read_identities
from vault.original import open_original
from vault.problem import VaultProblem
from vault.secret import CaseSecret, open_record

KINDS = ("dossier", "revision", "people", "register", "keyring")


def as_host(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process acts as the host."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(host.place / "config"))


def secret_of(host: Host) -> CaseSecret:
    with opened(host.case, read_identities(host.identity), changes=False) as house:
        return house.secret


def all_opened(host: Host) -> Iterator[bytes]:
    """Each sealed object and each note, in clear; fails where one cannot be opened."""
    with opened(host.case, read_identities(host.identity), changes=False) as house:
        for name in house.catalogue.objects():
            yield _opened(house, name)
        for row in house.catalogue.rows():
            yield open_record(house.secret, "note", row.doc_id, row.note)


def open_with(secret: CaseSecret, name: str, data: bytes) -> bytes | None:
    """A record of whatever kind, if this secret opens it."""
    for kind in KINDS:
        with suppress(VaultProblem):
            return open_record(secret, kind, name, data)
    return None


def _opened(house: House, name: str) -> bytes:
    if not house.store.read_head(name):
        found = open_with(house.secret, name, house.store.read(name))
        assert found is not None
        return found
    if name == house.catalogue.kept("object:secret"):
        return decrypt_bytes(house.store.read(name), house.identities)
    target = BytesIO()
    with house.store.open(name) as source:
        manifest = open_original(source, house.identities, target)
    return os.fsencode(manifest.path) + b"\n" + target.getvalue()


def files_below(*folders: Path) -> Iterator[bytes]:
    """Every file's name and bytes, as they lie on the disk."""
    for folder in folders:
        for path in folder.rglob("*"):
            yield os.fsencode(path)
            if path.is_file():
                yield path.read_bytes()
