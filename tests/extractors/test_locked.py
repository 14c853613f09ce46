"""Encrypted Office packages: Excel's own password opens them, a given one too, another is told as encrypted."""

import io
import os

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from extractors.document import ExtractedDocument
from extractors.keys import NO_KEYS, Keys
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reading import Reading
from tests.makers import files

OPTIONS = ReadOptions(ocr=False)


def _locked(password: str) -> bytes:
    plain = files.workbook({"Accounts": [["the money went to Cyprus"]]})
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, target)
    return target.getvalue()


def _read(reader: Reading, data: bytes, options: ReadOptions, keys: Keys = NO_KEYS) -> ExtractedDocument:
    handle = os.memfd_create("original")
    try:
        os.write(handle, data)
        return reader.read(handle, "a.xlsx", options, keys)
    finally:
        os.close(handle)


def test_a_package_opens_behind_the_lock_with_the_right_password_only() -> None:
    with Reading(OPTIONS) as reader:
        found = _read(reader, _locked("VelvetSweatshop"), OPTIONS)
        assert [(one.name, one.state) for one in found.members] == [("decrypted.xlsx", "read")]
        assert "Cyprus" in _read(reader, found.members[0].data, OPTIONS).sheets[0].rows[0][0]
        with pytest.raises(ReadProblem, match="encrypted"):
            _read(reader, _locked("another"), OPTIONS)
        assert _read(reader, _locked("another"), OPTIONS, Keys(("a third", "another"))).members


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_package_cut_short_or_changed_is_a_code(share: float) -> None:
    whole = _locked("VelvetSweatshop")
    flipped = bytearray(whole)
    flipped[int(len(whole) * share)] ^= 0xFF
    with Reading(OPTIONS) as reader:
        for data in (whole[: int(len(whole) * share)], bytes(flipped)):
            try:
                found = _read(reader, data, OPTIONS)
            except ReadProblem:
                continue
            assert found.members or found.pages or found.sheets or found.reason
