"""Names where no sentence stands around them: paths, authors, senders and receivers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.names_channels import address_hits, author_hits, is_addressed, is_author, is_machine, path_hits


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("drop/Okonkwor_Adaeze/complaint Okonkwor.pdf", ["Okonkwor_Adaeze", "Okonkwor"]), ("Щербатюк/решение.txt", ["Щербатюк"]),
        ("AdaezeOkonkwor-CV.docx", ["Adaeze", "Okonkwor"]), ("letter to M. Diabatouré.eml", ["Diabatouré"]), ("scan0012.pdf", []),
        ("report final.xlsx", []), ("2019/March/decision.pdf", []), ("жалоба.docx", []), ("毛小明.pdf", ["毛小明"]),
    ],
)  # fmt: skip
def test_words_of_a_path_that_no_list_knows_are_names(path: str, names: list[str]) -> None:
    assert [path[one.start : one.end] for one in path_hits(path)] == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Adaeze Okonkwor", ["Adaeze Okonkwor"]), ("aokonkwor", ["aokonkwor"]), ("Adaeze Okonkwor; Fanta", ["Adaeze Okonkwor", "Fanta"]),
        ("Microsoft Office User", []), ("Ministry of Justice", []), ("NCB Abuja", []), ("", []), ("12", []),
    ],
)  # fmt: skip
def test_an_author_is_a_person_unless_every_word_is_known_for_something_else(value: str, names: list[str]) -> None:
    assert [value[one.start : one.end].strip() for one in author_hits(value)] == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ('"Adaeze Okonkwor" <ao@post.example>, fd@post.example (Fanta Diabatouré)', ["Adaeze Okonkwor", "Fanta Diabatouré"]),
        ("Adaeze Okonkwor <ao@post.example>", ["Adaeze Okonkwor"]), ("Остап Щербатюк <os@post.example>", ["Остап Щербатюк"]),
        ("Adaeze Okonkwor", ["Adaeze Okonkwor"]), ("General Secretariat <gs@post.example>", []), ("ao@post.example", []),
    ],
)  # fmt: skip
def test_the_display_names_of_a_header_are_found(value: str, names: list[str]) -> None:
    assert [value[one.start : one.end].strip() for one in address_hits(value)] == names


@pytest.mark.parametrize("find", [path_hits, author_hits, address_hits])
@given(text=st.text(max_size=80))
def test_hits_lie_inside_the_value(find: object, text: str) -> None:
    hits = find(text)  # type: ignore[operator]
    assert all(0 <= one.start < one.end <= len(text) for one in hits)


@pytest.mark.parametrize(
    ("label", "is_one"),
    [("author", True), ("Last Modified By", True), ("creator", True), ("producer", False), ("title", False)],
)
def test_some_fields_of_a_file_hold_a_person(label: str, is_one: bool) -> None:
    assert is_author(label) is is_one


def test_headers_are_told_apart_whatever_their_case() -> None:
    assert [is_addressed(one) for one in ("From", "CC", "Reply-To", "Subject", "Received")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [is_machine(one) for one in ("Received", "MESSAGE-ID", "Subject", "From")] == [True, True, False, False]
