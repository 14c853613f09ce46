"""What of the text beside a label is the value: names parted from each other, numbers without the prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.label_values import value_hits
from redaction.label_words import NAME, ROLE, STAY

KINDS = (NAME, ROLE, STAY, "birth_date", "birth_place", "address", "passport", "national_id", "tax_id", "phone", "email",
         "account", "card", "plate", "code", "nationality", "occupation", "ip", "url")  # fmt: skip


def values(text: str, kind: str) -> list[str]:
    return [text[one.start : one.end] for one in value_hits(text, 0, len(text), kind)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Thibault Maréchaux and Ms Fanta Diabatouré", ["Thibault Maréchaux", "Fanta Diabatouré"]),
        ("OKONKWOR, Adaeze", ["OKONKWOR, Adaeze"]), ("Adaeze Okonkwor, Fanta Diabatouré", ["Adaeze Okonkwor", "Fanta Diabatouré"]),
        ("Adaeze Okonkwor, born 3 March 1971", ["Adaeze Okonkwor"]), ("Okonkwor / Оконквор", ["Okonkwor", "Оконквор"]),
        ("г-н Щербатюк О.Т. и г-жа Гайнутдинова", ["Щербатюк О.Т", "Гайнутдинова"]), ("adaeze okonkwor", ["adaeze okonkwor"]),
        ("زاور ممدزاده", ["زاور ممدزاده"]), ("van der Brekk Hjalmar", ["van der Brekk Hjalmar"]), ("France", ["France"]),
        ("Adaeze Okonkwor who lives in Lagos", ["Adaeze Okonkwor"]), ("unknown", []), ("-", []), ("12", []), ("«Adaeze Okonkwor»", ["Adaeze Okonkwor"]),
    ],
)  # fmt: skip
def test_beside_a_name_label_stand_names(text: str, names: list[str]) -> None:
    assert values(text, NAME) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NCB Abuja", []),
        ("Nigeria", []),
        ("The Commission", []),
        ("Adaeze Okonkwor (lawyer)", ["Adaeze Okonkwor"]),
        ("n/a", []),
    ],
)
def test_beside_a_role_may_stand_an_office_and_that_stays(text: str, names: list[str]) -> None:
    assert values(text, ROLE) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 March 1971", ["3 March 1971"]), ("5 мая 1969 г., Бишкек", ["5 мая 1969", "Бишкек"]), ("03.03.1971 or 04.04.1972", ["03.03.1971", "04.04.1972"]),
        ("4 mai 1977 à Bangui", ["4 mai 1977", "Bangui"]), ("1971", ["1971"]), ("03.03.1971, Cameroun", ["03.03.1971"]), ("not known to us", []),
        ("3/3/-71 ?", ["3/3/-71 ?"]),
    ],
)  # fmt: skip
def test_beside_a_label_of_birth_stand_dates_and_perhaps_a_place(text: str, found: list[str]) -> None:
    assert values(text, "birth_date") == found


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("A01234567, B07654321", "passport", ["A01234567", "B07654321"]), ("45 09 № 123456 issued 03.05.2009", "passport", ["45 09 № 123456"]),
        ("No. A01234567 of Nigeria", "passport", ["A01234567"]), ("dated 3 March 2019", "code", []), ("CCF/2019/R123", "code", ["CCF/2019/R123"]),
        ("adaeze@post.example; none", "email", ["adaeze@post.example"]), ("+234 800 000 0000", "phone", ["+234 800 000 0000"]),
        ("okonkwor_a", "account", ["okonkwor_a"]), ("K 7711", "plate", ["K 7711"]), ("03.05.2019", "passport", []),
    ],
)  # fmt: skip
def test_beside_a_label_of_a_number_stands_the_number_alone(text: str, kind: str, found: list[str]) -> None:
    assert values(text, kind) == found


def test_an_address_ends_with_its_sentence() -> None:
    assert values("14 Rosewood Avenue 12. She then left", "address") == ["14 Rosewood Avenue 12"]


def test_a_country_beside_a_label_of_a_place_stays() -> None:
    assert values("Nigeria", "birth_place") == []
    assert values("Owerri", "birth_place") == ["Owerri"]


def test_what_stays_is_never_a_value() -> None:
    assert values("Adaeze Okonkwor", STAY) == []


@given(st.text(max_size=80), st.sampled_from(KINDS), st.data())
def test_values_lie_inside_what_was_asked_about(text: str, kind: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert all(start <= one.start < one.end <= end for one in value_hits(text, start, end, kind))
