"""Whether the words beside a name say the office that the register gives, in three languages and any case form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("role", "country", "before"),
    [
        ("Minister of Justice", "Norway", "a letter of the Norwegian Justice Minister "),
        ("Minister of Justice", "Norway", "la ministre norvégienne de la Justice, Mme "),
        ("Minister of Justice", "Norway", "министру юстиции Норвегии "),
        ("Minister of Justice", "Norway", "former Minister of Justice "),
        ("Minister of Interior", "Mali", "министром внутренних дел Мали господином "),
        ("President of the Constitutional Court", "Mali", "председателя Конституционного суда Мали "),
        ("President of the Constitutional Court", "Mali", "le président de la Cour constitutionnelle, M. "),
        ("Secretary of State for Migration", "Belgium", "госсекретаря Бельгии по вопросам миграции "),
        ("Governor of the Central Bank", "Ghana", "le gouverneur de la banque centrale du Ghana, "),
        ("Deputy Minister of Finance", "Chad", "заместителю министра финансов Чада "),
        ("Ombudsman", "Peru", "омбудсмен Перу "),
    ],
)
def test_an_office_is_known_in_any_wording_of_its_three_languages(role: str, country: str, before: str) -> None:
    assert is_before(office_of(role, country), before)


@pytest.mark.parametrize(
    ("role", "country", "before"),
    [
        ("Minister of Justice", "Norway", "the Minister of Justice of Sweden, "),
        ("Minister of Justice", "Norway", "the Minister of Finance of Norway, "),
        ("Minister of Justice", "Norway", "The Ministry of Justice of Norway informed "),
        ("Minister of Justice", "Norway", "the Minister of Justice of Norway. The driver "),
        ("Minister of Justice", "Norway", "the Minister of Justice of Norway received a complaint from "),
        ("Deputy Minister of Finance", "Chad", "министру финансов Чада "),
        ("Ombudsman", "Peru", ""),
        ("", "", "the Minister of Justice, "),
    ],
)
def test_other_words_say_another_office_or_none(role: str, country: str, before: str) -> None:
    assert not is_before(office_of(role, country), before)


@pytest.mark.parametrize(
    "after",
    [
        ", Minister of Justice of Norway, wrote", " (ministre de la Justice)", ", министр юстиции Норвегии,",
        ", who was appointed Minister of Justice in 2019", " est ministre de la Justice de Norvège",
        ", бывший министр юстиции",
    ],
)  # fmt: skip
def test_what_follows_a_name_may_say_its_office(after: str) -> None:
    assert is_after(office_of("Minister of Justice", "Norway"), after)


@pytest.mark.parametrize(
    "after",
    ["; the Minister of Justice of Norway", " wrote to the Minister of Justice of Norway", ", Minister of Health", ""],
)
def test_what_follows_may_be_somebody_elses(after: str) -> None:
    assert not is_after(office_of("Minister of Justice", "Norway"), after)


def test_an_office_that_leads_to_the_next_name_is_the_next_ones() -> None:
    office = office_of("Minister of Justice", "Norway")
    assert not is_after(office, ", Minister of Justice ", is_before_name=True)
    assert not is_before(office, ", the Minister of Justice, ", is_after_name=True)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_may_be_asked_for_an_office(role: str, beside: str) -> None:
    office = office_of(role, beside)
    assert is_before(office, beside) in (True, False)
    assert is_after(office, beside) in (True, False)


@pytest.mark.parametrize(
    "before", ["le président du Parlement azerbaïdjanais,", "председателя парламента Азербайджана"]
)
def test_who_presides_over_a_parliament_is_its_speaker(before: str) -> None:
    assert is_before(office_of("Speaker of Parliament", "AZ"), before + " ")


def test_a_country_behind_an_elision_is_read() -> None:
    office = office_of("ambassador to France of Uzbekistan / l'ambassadeur en France de l'Ouzbékistan", "UZ")
    assert is_after(office, ", l'ambassadeur en France de l'Ouzbékistan, s'est exprimé")
    assert not is_after(office, ", l'ambassadeur en France de l'Azerbaïdjan, s'est exprimé")
