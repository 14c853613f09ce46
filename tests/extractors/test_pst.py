"""A real mailbox: every item a member, the mails inside mails too, and damage named."""

import os
import tarfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, MemberState
from extractors.limits import Limits, ReadOptions
from extractors.mails.pst_nodes import below, node, nodes_of, properties
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.worker import Worker

OPTIONS = ReadOptions(ocr=False)
DATA = Path(os.environ.get("UNDERCROFT_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
PACKED = DATA / "documents.tar.gz"
pytestmark = pytest.mark.skipif(not PACKED.exists(), reason="UNDERCROFT_DATA holds no documents.tar.gz")


@cache
def mailbox() -> bytes:
    with tarfile.open(PACKED) as archive:
        for entry in archive:
            file = archive.extractfile(entry) if entry.name.endswith("documents/pst/testPST.pst") else None
            if file is not None:
                return file.read()
    pytest.skip("documents.tar.gz holds no testPST.pst")


def read(data: bytes, options: ReadOptions = OPTIONS) -> ExtractedDocument:
    return read_file(data, "a.pst", options)


def test_every_item_is_a_member_in_its_folder() -> None:
    document = read(mailbox())
    assert [one.name.rpartition("/")[2] for one in document.members] == [f"{n}.eml" for n in range(1, 8)]
    assert all(one.state == MemberState.READ for one in document.members)
    first = read_file(document.members[0].data, "a.eml", OPTIONS).message
    assert first is not None and first.subject == "Re: Feature Generators" and first.message_id


def test_a_mail_inside_a_mail_is_read_with_its_own_attachment() -> None:
    outer = read_file(read(mailbox()).members[6].data, "a.eml", OPTIONS)
    inner = read_file(outer.members[0].data, outer.members[0].name, OPTIONS)
    assert inner.message is not None and inner.message.subject == "First email"
    assert [(one.name, one.data[:2]) for one in inner.members] == [("attachment.docx", b"PK")]


def test_members_over_the_limits_are_named_or_said() -> None:
    few = read(mailbox(), ReadOptions(ocr=False, limits=Limits(members=3)))
    assert (len(few.members), few.reason) == (3, "partly_over_limit")
    counts = [one.value.rpartition("/ ") for one in few.metadata if one.name == "folder_count"]
    assert [(told[-3:].strip("/ "), said) for told, _, said in counts] == [("3", "7")]
    small = read(mailbox(), ReadOptions(ocr=False, limits=Limits(member_bytes=8000)))
    assert MemberState.OVER_LIMIT in {one.state for one in small.members}


def test_a_mailbox_is_read_in_the_locked_worker_and_damage_in_it_is_named() -> None:
    data = bytearray(mailbox())
    with Worker(OPTIONS) as worker:
        whole = _asked(worker, bytes(data))
        assert whole == read(bytes(data))
        for at in range(1000, len(data), 4096):
            data[at : at + 8] = bytes(8)
        try:
            broken = _asked(worker, bytes(data))
            assert len(broken.members) <= len(whole.members) + 10
        except ReadProblem as problem:
            assert problem.code == "damaged"


def _asked(worker: Worker, data: bytes) -> ExtractedDocument:
    fd = os.memfd_create("original")
    try:
        os.write(fd, data)
        return worker.read(fd, "a.pst", OPTIONS)
    finally:
        os.close(fd)


@given(st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=16)), max_size=30))
@settings(max_examples=40, deadline=None)
def test_damaged_nodes_raise_codes_only(bites: list[tuple[float, bytes]]) -> None:
    data = bytearray(mailbox())
    for place, noise in bites:
        at = int(place * (len(data) - 20))
        data[at : at + len(noise)] = noise
    nodes = nodes_of(bytes(data))
    try:
        item = node(nodes, 0x2000E4)
        for one in below(nodes, item.below).values():
            list(properties(nodes, one, 1 << 24))
    except ReadProblem as problem:
        assert problem.args == (problem.code,)
