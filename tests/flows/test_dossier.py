"""A dossier comes back as it was sealed, whatever the file was called."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, Member, MemberState, MetadataField, Page
from flows.dossier import Dossier, MemberRecord, Note, decode_dossier, decode_note, encode, shown_path, without_data
from redaction.finding import Finding


def file_names() -> st.SearchStrategy[str]:
    return st.binary(min_size=1, max_size=40).map(lambda raw: raw.decode("utf-8", "surrogateescape"))


@given(file_names())
def test_any_file_name_comes_back(path: str) -> None:
    assert decode_note(encode(Note(path, "text/plain", "p", 3, "d"))).path == path
    assert decode_dossier(encode(Dossier("d", path, ExtractedDocument("a/b", "x")))).path == path
    shown_path(path).encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_findings_and_text_come_back(text: str) -> None:
    document = ExtractedDocument("a/b", "x", pages=(Page(1, text),), metadata=(MetadataField("title", text),))
    dossier = Dossier(
        "d", "p", document, (Finding(0, 0, 1, "PERSON", 0.5, "t"),), ("en",), (MemberRecord("m", "read", "e"),)
    )
    again = decode_dossier(encode(dossier))
    assert again == dossier
    assert again.texts() == dossier.texts()


def test_members_bytes_do_not_enter_the_dossier() -> None:
    document = ExtractedDocument("a/b", "x", members=(Member("m", MemberState.READ, b"secret"),))
    assert without_data(document).members == (Member("m", MemberState.READ),)


def test_nothing_of_the_content_is_in_a_repr() -> None:
    dossier = Dossier("d", "canary path", ExtractedDocument("a/b", "x", pages=(Page(1, "canary text"),)))
    assert "canary" not in repr(dossier)
    assert "canary" not in repr(Note("canary"))
