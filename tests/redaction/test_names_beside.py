"""A nickname is vouched for by the name beside it or by a verb of naming."""

import pytest

from redaction.finding import ADDRESS, PERSON
from redaction.names_beside import names_beside
from redaction.spans import Hit


def nicknames(text: str, *names: str, kind: str = PERSON) -> list[str]:
    hits = [Hit(text.index(one), text.index(one) + len(one), kind, 0.9, "test") for one in names]
    found = names_beside(text, hits)
    assert all(one.type == PERSON for one in found)
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("text", "name", "nickname"),
    [
        ('Rustam Gilazov "Shakal" was seen', "Rustam Gilazov", "Shakal"), ("Остап Щербатюк («Косой»)", "Остап Щербатюк", "Косой"),
        ("Njoya Mbarga (Le Patron), left", "Njoya Mbarga", "Le Patron"), ("Njoya Mbarga, “Big Mike”,", "Njoya Mbarga", "Big Mike"),
        ("Moussa Diabatouré « Chacal » a fui", "Moussa Diabatouré", "Chacal"), ("Moussa Diabatouré «\u00a0Chacal\u00a0»", "Moussa Diabatouré", "Chacal"),
        ("“Bulldog” is Rustam Gilazov", "Rustam Gilazov", "Bulldog"), ("«Косой» – Остап Щербатюк", "Остап Щербатюк", "Косой"),
    ],
)  # fmt: skip
def test_a_nickname_stands_beside_the_name(text: str, name: str, nickname: str) -> None:
    assert nicknames(text, name) == [nickname]


@pytest.mark.parametrize(
    ("text", "nickname"),
    [
        ("he was known as “Bulldog”", "Bulldog"), ("по кличке «Седой»", "Седой"), ('alias "El Zorro"', "El Zorro"),
        ("surnommé « Le Rouge »", "Le Rouge"), ('we called him "Ghost"', "Ghost"), ("его зовут «Малыш»", "Малыш"),
    ],
)  # fmt: skip
def test_a_verb_of_naming_announces_one_without_a_name(text: str, nickname: str) -> None:
    assert nicknames(text) == [nickname]


@pytest.mark.parametrize(
    "text",
    [
        "Adaeze Okonkwor (Nigeria) was heard", "Adaeze Okonkwor (Applicant)", "Adaeze Okonkwor (CCF)", "Adaeze Okonkwor (Lagos)",
        "Adaeze Okonkwor (born in May)", 'Adaeze Okonkwor said "Come here"', 'Adaeze Okonkwor, "the boss"', "Adaeze Okonkwor “1971”",
        "Adaeze Okonkwor (Buenos Aires)", "Adaeze Okonkwor (Ministry of Justice)",
    ],
)  # fmt: skip
def test_a_country_a_part_in_the_matter_or_a_quotation_is_none(text: str) -> None:
    assert nicknames(text, "Adaeze Okonkwor") == []


def test_only_a_name_vouches() -> None:
    assert nicknames('12 Elm Road "Bulldog"', "12 Elm Road", kind=ADDRESS) == []
