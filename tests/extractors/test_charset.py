"""Text comes out right whatever encoding it was written in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.charset import decode, guess
from extractors.clean import clean, clean_line

CYRILLIC = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1251",
    "koi8-r",
    "iso8859-5",
    "cp866",
)


@pytest.mark.parametrize("encoding", (*CYRILLIC, "mac-cyrillic"))
@pytest.mark.parametrize(
    "text", ["Самойлов Иван Петрович, паспорт 75 1938264", "ЩЕРБАКОВА ЮЛИЯ", "Name: Журавлёв; file 12 of 4 May"]
)
def test_russian_is_read_in_every_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "mac-roman", "cp850"]
)
def test_french_is_read_in_every_encoding(encoding: str) -> None:
    assert decode("Hélène Lefèvre est née à Besançon".encode(encoding)) == "Hélène Lefèvre est née à Besançon"


LANGUAGES = {
    "en": "The witness said he’d met the “consultant” twice — once in a café, once at the airport. " * 3,
    "fr": "Le témoin a affirmé qu’il avait rencontré le conseiller à deux reprises, près de la gare où il était arrêté. "
    * 2,
    "es": "La testigo afirmó que había visto al señor Núñez dos veces; ¿quién más sabía de la reunión en Málaga? " * 2,
    "de": "Die Zeugin erklärte, sie habe den Berater zweimal getroffen, zuletzt vor dem Gebäude der Behörde für Öl und Straßen. "
    * 2,
    "ru": "Свидетель заявил, что дважды встречался с консультантом: первый раз в гостинице, второй раз в аэропорту. "
    * 3,
    "uk": "Свідок заявив, що двічі зустрічався з радником: уперше в готелі, вдруге на летовищі, де їх бачили й інші. "
    * 3,
    "ar": "قال الشاهد إنه التقى المستشار مرتين، الأولى في الفندق والثانية في المطار، وإن أحدا لم يعرف بالأمر قبل ذلك. "
    * 3,
    "tr": "Tanık, danışmanla iki kez görüştüğünü, ilkinin otelde, ikincisinin havaalanında olduğunu söyledi; başkası bilmiyordu. "
    * 2,
}
PAGES = {
    "en": ("cp1252",),
    "fr": ("cp1252", "latin-1", "mac-roman", "cp850"),
    "es": ("cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850"),
    "de": ("cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850", "cp437"),
    "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"),
    "uk": ("cp1251", "koi8-u", "iso8859-5", "cp1125", "mac-cyrillic"),
    "ar": ("cp1256", "iso8859-6"),
    "tr": ("cp1254", "iso8859-9", "cp857"),
}
WIDE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_read_in_each_of_its_encodings(language: str) -> None:
    text = LANGUAGES[language]
    for encoding in (*PAGES[language], *WIDE):
        raw = text.encode(encoding, "ignore")
        assert decode(raw) == raw.decode(encoding), encoding


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "证人说他两次见过这位顾问，第一次在酒店，第二次在机场，没有别的人知道这件事。"),
        ("big5", "證人說他兩次見過這位顧問，第一次在酒店，第二次在機場，沒有別的人知道這件事。"),
        ("shift_jis", "証人は、その顧問に二度会ったと述べた。一度目はホテルで、二度目は空港でのことだった。"),
        ("euc_jp", "証人は、その顧問に二度会ったと述べた。一度目はホテルで、二度目は空港でのことだった。"),
        ("euc_kr", "증인은 그 고문을 두 번 만났다고 말했다. 첫 번째는 호텔에서, 두 번째는 공항에서였다."),
        (
            "cp1250",
            "Świadek zeznał, że dwukrotnie spotkał się z doradcą, później również na lotnisku we Wrocławiu, gdzie był mróz.",
        ),
        ("cp1253", "Ο μάρτυρας δήλωσε ότι συνάντησε τον σύμβουλο δύο φορές, την πρώτη στο ξενοδοχείο."),
        ("cp1255", "העד אמר כי נפגש עם היועץ פעמיים, בפעם הראשונה במלון ובפעם השנייה בשדה התעופה."),
    ],
)
def test_other_scripts_are_read_too(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_few_chinese_characters_are_told_by_their_pairs() -> None:
    assert decode("虽然该指令经过重新发布".encode("gb18030")) == "虽然该指令经过重新发布"


def test_a_wrong_claim_does_no_harm() -> None:
    assert decode("Hélène".encode(), "koi8-r") == "Hélène"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode()).lstrip("\ufeff") == text.lstrip("\ufeff")


@given(st.text(st.characters()))
def test_cleaned_text_can_always_be_written(text: str) -> None:
    assert "\x00" not in clean(text) and "\r" not in clean(text) and clean(text).encode() is not None


def test_what_cannot_be_seen_does_not_split_a_name() -> None:
    assert clean("Sm\u00adi\u200bth \u202eО\u200dльга") == "Smith Ольга"


def test_arabic_presentation_forms_become_letters() -> None:
    assert clean("\ufe8e\ufedf\ufee0\ufeea") == "الله"


def test_a_cell_is_one_line() -> None:
    assert clean_line(" a\tb\r\nc ") == "a b c"


def test_one_endless_word_costs_no_more_than_many() -> None:
    start = time.process_time()
    guess(b"\xff" * 60_000)
    assert time.process_time() - start < 2
