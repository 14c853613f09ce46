"""Ten thousand objects, some damaged: the audit names those and no other."""

import os
import random
from pathlib import Path

import pytest

from tests.vault.test_audit import ORIGIN, SIGNER, act
from vault.audit import verify_case
from vault.log import append
from vault.store import new_id

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
COUNT = 10_000


def test_exactly_the_damaged_ones_are_named(tmp_path: Path) -> None:
    from hashlib import sha256

    objects = tmp_path / "vault" / "objects"
    paths: list[Path] = []
    adds = []
    for _ in range(COUNT):
        name, data = new_id(), os.urandom(64)
        paths.append(objects / name[:2] / name)
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        paths[-1].write_bytes(data)
        adds.append([name, sha256(data).hexdigest(), len(data)])
    append(tmp_path / "log", ORIGIN, SIGNER, [act("sealed", adds=adds[at : at + 400]) for at in range(0, COUNT, 400)])
    assert verify_case(tmp_path, [SIGNER.public]).is_sound

    damaged = random.Random(1).sample(paths, 37)
    for number, path in enumerate(damaged):
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.write_bytes(path.read_bytes()[:-1])
        else:
            data = bytearray(path.read_bytes())
            data[number % 64] ^= 1
            path.write_bytes(bytes(data))
    found = {one.where for one in verify_case(tmp_path, [SIGNER.public]).differences}
    assert found == {path.relative_to(tmp_path).as_posix() for path in damaged}
