"""A compound file of our own is read back by a reader that is not ours."""

from io import BytesIO

import olefile
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.office.compound import compound_file

PATHS = st.lists(st.text("abcdé", min_size=1, max_size=5), min_size=1, max_size=1).map(tuple)


@given(st.dictionaries(PATHS, st.binary(max_size=9_000), max_size=12), st.integers(4_000, 80_000))
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(small: dict[tuple[str, ...], bytes], large: int) -> None:
    streams = {("z", *path): data for path, data in small.items()} | {("y", "deep", "stream"): b"x" * large}
    with olefile.OleFileIO(BytesIO(compound_file(streams)), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert {tuple(path): ole.openstream(path).read() for path in ole.listdir()} == streams


def test_more_than_one_sector_of_the_table_is_needed_for_a_large_stream() -> None:
    streams = {("a",): bytes(range(256)) * 50_000}
    with olefile.OleFileIO(BytesIO(compound_file(streams)), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert ole.openstream(["a"]).read() == streams[("a",)]
