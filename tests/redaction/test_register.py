"""The list of public people is read as editors write it, and refused with the lines at fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.name_forms import name_form
from redaction.register import RegisterProblem, no_register, parse_register

HEADER = "name,aliases,role,source,born,country\n"
LIST = HEADER + (
    "Hjalmar Brekkesen,Ялмар Бреккесен|H. O. Brekkesen,Minister of Justice,list,1960-05-05,Norway\n"
    "Бахтиёр Анварович Саидмуродов,,Prosecutor General,list,,Uzbekistan\n"
)


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(), LIST.encode("utf-8-sig"), LIST.encode("utf-16"), LIST.encode("cp1251"),
        LIST.replace("\n", "\r\n").encode(), LIST.replace(",", ";").encode(), LIST.replace(",", "\t").encode(),
        ("\n\n" + LIST + "\n,,\n").encode(), LIST.replace("name,", " NAME ,", 1).encode(),
    ],
    ids=["utf-8", "with a mark", "utf-16", "cp1251", "windows", "semicolons", "tabs", "blank lines", "heading"],
)  # fmt: skip
def test_a_list_is_read_however_a_spreadsheet_saved_it(data: bytes) -> None:
    first, second = parse_register(data).entries
    assert (first.name, first.aliases, first.role) == (
        "Hjalmar Brekkesen", ("Ялмар Бреккесен", "H. O. Brekkesen"), "Minister of Justice",
    )  # fmt: skip
    assert (first.born, first.country, second.name) == ("1960-05-05", "Norway", "Бахтиёр Анварович Саидмуродов")


@pytest.mark.parametrize(
    ("data", "code", "lines"),
    [
        (b"", "register_empty", ()),
        (b"\n , \n", "register_empty", ()),
        (b"person,role\nA B,x\n", "register_no_name_column", (1,)),
        (b"name,role\nA B,x\n,minister\nC D,y\nE F,x,too,many\n", "register_bad_line", (3, 5)),
        (b'name,role\n"A\nB",x\n,y\n', "register_bad_line", (4,)),
        (b"name\n" + b"a" * 140_000 + b"\n", "register_bad_line", (2,)),
        (b"\xff\xfe\x00", "register_encoding", ()),
    ],
    ids=["empty", "blank", "no name column", "two lines", "a cell of two lines", "a huge cell", "half a character"],
)
def test_a_bad_list_is_refused_with_the_lines_at_fault(data: bytes, code: str, lines: tuple[int, ...]) -> None:
    with pytest.raises(RegisterProblem) as problem:
        parse_register(data)
    assert (problem.value.code, problem.value.lines) == (code, lines)


def test_a_problem_tells_numbers_and_no_names() -> None:
    with pytest.raises(RegisterProblem) as problem:
        parse_register(b"name,role\nOkonkwor,x,y,z\n")
    assert str(problem.value) == "register_bad_line 2"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = parse_register(data)
    except RegisterProblem as problem:
        assert problem.code.startswith("register_")
    else:
        assert all(one.name for one in found.entries)


@pytest.mark.parametrize("name", ["Hjalmar Brekkesen", "BREKKESEN, Hjalmar", "Ялмара Бреккесена", "Ялмару БРЕККЕСЕНУ"])
def test_a_full_name_matches_in_any_order_script_and_case_form(name: str) -> None:
    assert parse_register(LIST.encode()).full_matches(name_form(name)) == (0,)


@pytest.mark.parametrize("name", ["Astrid Brekkesen", "Brekkesen", "H. Brekkesen", "Hjalmar Brekkesen Lund"])
def test_part_of_a_name_is_no_full_match(name: str) -> None:
    assert parse_register(LIST.encode()).full_matches(name_form(name)) == ()


def test_another_fathers_name_is_another_man() -> None:
    register = parse_register(LIST.encode())
    assert register.full_matches(name_form("Бахтиёр Анварович Саидмуродов")) == (1,)
    assert register.full_matches(name_form("Бахтиёр Саидмуродов")) == (1,)
    assert register.full_matches(name_form("Бахтиёр Каримович Саидмуродов")) == ()


@pytest.mark.parametrize(
    ("name", "found"),
    [("Brekkesen", (0,)), ("H. Brekkesen", (0,)), ("A. Brekkesen", ()), ("Б. А. Саидмуродов", (1,)), ("Б. К. Саидмуродов", ())],
)  # fmt: skip
def test_a_surname_matches_where_its_initials_agree(name: str, found: tuple[int, ...]) -> None:
    assert parse_register(LIST.encode()).surname_matches(name_form(name)) == found


def test_another_list_has_another_digest() -> None:
    assert parse_register(LIST.encode()).digest != parse_register(LIST.replace("Hjalmar", "Halvor").encode()).digest


def test_without_a_list_nobody_is_public() -> None:
    assert no_register().full_matches(name_form("Hjalmar Brekkesen")) == ()


def test_a_list_shows_no_names_when_it_is_printed() -> None:
    assert "Brekkesen" not in repr(parse_register(LIST.encode()))
