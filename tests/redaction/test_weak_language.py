from extractors.document import Channel, Passage
from redaction.detect import Detector
from redaction.names_blocks import blocks
from redaction.prose import language_of
from redaction.spans import Hit
from redaction.weak_language import is_measured, weak_hits

POLISH = "Wnioskodawca twierdzi, że został zatrzymany w Warszawie i że jego żona Anna Kowalska nie wie o niczym."
PERSIAN = "متقاضی ادعا می‌کند که در تهران همراه با همسرش بازداشت شده است."
BULGARIAN = "Жалбоподателят твърди, че е бил задържан в София заедно със съпругата си."
MEASURED = {
    "en": "The applicant claims that he was arrested in Minsk together with his wife and both of his sons.",
    "fr": "Le requérant affirme avoir été arrêté à Minsk avec sa femme et ses deux fils au mois de mars.",
    "ru": "Заявитель утверждает, что он был задержан в Минске вместе с женой и двумя сыновьями.",
    "uk": "Заявник стверджує, що його було затримано у Києві разом із дружиною та двома дітьми.",
    "es": "El demandante afirma que fue detenido en Minsk junto con su esposa y sus dos hijos en marzo.",
    "de": "Der Beschwerdeführer gibt an, dass er in Minsk zusammen mit seiner Frau festgenommen wurde.",
    "tr": "Başvurucu, eşi ve iki oğluyla birlikte Minsk'te gözaltına alındığını ve serbest bırakılmadığını söylüyor.",
}


def _gone(text: str) -> list[str]:
    return [text[one.start : one.end] for one in weak_hits(list(blocks(text)))]


def test_a_passage_in_a_language_that_was_not_measured_goes_whole() -> None:
    for text in (POLISH, PERSIAN, BULGARIAN):
        assert _gone(text) == [text], text


def test_what_was_measured_stays() -> None:
    for language, text in MEASURED.items():
        assert language_of(text) == language
        assert is_measured(language)
        assert _gone(text) == []


def test_labelled_countries_and_dates_stay_and_other_values_do_not() -> None:
    text = f"{POLISH}\nKraj: Polska\nData: 12.03.2016\nImię: Jan\nUlica: Długa 7"
    assert _gone(text) == [POLISH, "Imię: Jan", "Ulica: Długa 7"]


def test_one_foreign_passage_in_an_english_document_goes_alone() -> None:
    english = MEASURED["en"]
    text = "\n\n".join((english, english, POLISH, english))
    assert _gone(text) == [POLISH]


def test_lists_of_names_headings_and_numbers_are_in_no_language() -> None:
    for text in (
        "Ivan Petrov, Sergei Ivanov, Natalia Pestrikova, Mehmet Yilmaz, Ahmet Kaya, Olga Sidorenko",
        "RED NOTICE REQUEST CONTROL NUMBER 2015/12345 WANTED PERSON STATUS ACTIVE",
        "12 13 14 15 16 17 18 19 20",
        "",
    ):
        assert language_of(text) == ""
        assert _gone(text) == []


def test_the_detector_hides_it_whatever_languages_are_expected() -> None:
    found = Detector(languages=("pl",)).find([Passage(Channel.BODY, 0, POLISH)])
    hidden = {at for one in found for at in range(one.start, one.end)}
    assert all(at in hidden for at, letter in enumerate(POLISH) if letter.isalpha())


def test_a_hit_is_a_hit() -> None:
    (one,) = weak_hits(list(blocks(POLISH)))
    assert one == Hit(0, len(POLISH), "OTHER", 1.0, "language")
