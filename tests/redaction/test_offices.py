"""Whether the words beside a name say the office that the register gives, in three languages and any case form."""

import pytest

from redaction.offices import is_after, is_before, office_of


@pytest.mark.parametrize(
    ("role", "country", "before"),
    [
        ("Prime Minister of Uzbekistan", "UZ", "The case was ordered by the Prime Minister of Uzbekistan "),
        ("Prime Minister of Uzbekistan", "Uzbekistan", "поручение премьер-министра Узбекистана "),
        ("Minister of Justice of the United Arab Emirates", "AE", "министр\nюстиции Объединённых Арабских Эмиратов "),
        ("Minister of Justice of the Emirates", "AE", "le ministre de la justice des Émirats arabes unis, "),
        ("Prosecutor General of the Russian Federation", "RU", "ГЕНЕРАЛЬНОГО ПРОКУРОРА РОССИЙСКОЙ ФЕДЕРАЦИИ "),
        ("Prosecutor General", "Russia", "письмо Генерального прокурора РФ "),
        ("Speaker of Parliament / la présidente du Parlement", "CM", "par la présidente du Parlement du Cameroun, "),
        ("Director of the National Anti-Corruption Bureau", "UA", "директору антикоррупционного\nбюро Украины "),
        ("ambassador to France / посол во Франции", "TR", "Посол во Франции Турции, "),
    ],
)  # fmt: skip
def test_the_office_before_a_name_is_known(role: str, country: str, before: str) -> None:
    assert is_before(office_of(role, country), before)


@pytest.mark.parametrize(
    "before",
    ["ordered by the Prime Minister of Kazakhstan ", "the Deputy Prime Minister of Uzbekistan ", "the applicant, "],
)
def test_another_office_is_not_taken_for_it(before: str) -> None:
    assert not is_before(office_of("Prime Minister of Uzbekistan", "UZ"), before)


def test_the_office_after_a_name_is_known() -> None:
    office = office_of("Prosecutor General of Azerbaijan", "AZ")
    assert is_after(office, " (Prosecutor\nGeneral of Azerbaijan), and")
    assert not is_after(office, " (Prosecutor General of Georgia), and")
