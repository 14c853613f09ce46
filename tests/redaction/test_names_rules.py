"""Names as models and rules find them together: every origin, every way of writing, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Channel, Passage
from redaction import detect
from redaction.detect import DetectionProblem, Detector
from redaction.finding import BIRTH_DATE, EMAIL, PERSON, TYPES
from redaction.names_rules import rule_hits

_WORDS = "Zeldin LA De de la van Hayes M. M Mr Dr SR JI Brown Oxford Road Oslo May IVAN al- bin AG the Ivanovich оглы Де".split()


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def names(detector: Detector, text: str, channel: Channel = Channel.BODY, label: str = "") -> list[str]:
    found = detector.find((Passage(channel, 0, text, label),))
    return [text[one.start : one.end] for one in found if one.type == PERSON]


@pytest.mark.parametrize(
    "text",
    [
        "The complainant, <Chukwuemeka Obiorah>, was arrested in Lagos on 3 May 2019.", "<Q. H. Trelawney-Okafor> signed.",
        "The file of <CHUKWUEMEKA OBIORAH> was sent. <OBIORAH> denies it.", "<OKONKWOR, Adaeze Blessing> was released.",
        "<Ọlájùmọ̀kẹ́ Adéṣínà> was heard by <Łukasz Wiśniewolski> and <Đặng Thị Quỳnh>.", "Ms. <Nguyen Thi Quynh Hoa> and Mrs <von der Brekk>",
        "They saw <Salim bin Rashid al-Harthi> there.", "Mr <Yılmazoğlu> met <Zaur Mammadzade> (<زاور ممدزاده>) at noon.",
        "<Qobiljon Yuldoshxonov> (<Кобилжон Юлдошхонов>) lives here.", "Statements by <Babatunde Sunday> and others.",
        "<Hjalmar Brekkesen>, <Astrid Lundqvistsen> and <Okonkwor> met.",
    ],
)  # fmt: skip
def test_a_name_in_english_is_found_whole(detector: Detector, text: str) -> None:
    check(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "Le requérant, <Thibault Maréchaux-Delcourt>, a été arrêté à Dakar.", "Maître <Hélène Bertholet> représente M. <Diabatouré> dans la procédure et pour la suite.",
        "<J.-P. Maréchaux> et <Maréchaux J.-P.> sont venus.", "La plainte de Mme <Aminata Diabatouré> est rejetée.",
        "M. <MARÉCHAUX Thibault> a saisi la Commission de la plainte.", "<Aminata Diabatouré> et <Fanta Kandjabalo> sont parties.",
    ],
)  # fmt: skip
def test_a_name_in_french_is_found_whole(detector: Detector, text: str) -> None:
    check(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "Заявитель <Кобилжон Юлдошхонов> был задержан в Ташкенте 3 мая 2019 года.", "В отношении <Кобилжона Юлдошхонова> поступила жалоба.",
        "<А.В. Щербатюк> подал жалобу. <Щербатюка> вызвали.", "<О.Т. Щербатюк> и <Щербатюк О. Т.> прибыли.", "<Заур МАМЕДЗАДЕ оглы Рамиз> осуждён.",
        "Жалоба <Шахназарян Ашота Гургеновича> рассмотрена.", "Гражданка <Заболотская> обратилась в суд.",
    ],
)  # fmt: skip
def test_a_name_in_russian_is_found_in_every_case_form(detector: Detector, text: str) -> None:
    check(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "ПРОШУ СООБЩИТЬ <ЩЕРБАТЮК ИВАН ПЕТРОВИЧ> ТЧК ЖДЕМ ОТВЕТА ТЧК", "ПРОСИМ ЗАДЕРЖАТЬ <МАМЕДЗАДЕ ЗАУРА> ТЧК ОБ ИСПОЛНЕНИИ СООБЩИТЬ ТЧК",
        "ARREST <WILLOUGHBY TREVANION> STOP REPLY SOON STOP", "PLEASE LOCATE <OKONKWOR ADAEZE> STOP",
        "PLEASE LOCATE AND ARREST <DIABATOURE FANTA> BORN 030371 STOP INFORM URGENTLY STOP",
    ],
)  # fmt: skip
def test_in_a_telegram_the_words_for_a_stop_or_a_birth_end_a_name(detector: Detector, text: str) -> None:
    check(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "The letter of <Zaur Mamedzade>\nHowever the Commission decided.", "The arrest of <Zaur Mamedzade>\nThe Commission was told.",
        "Жалоба <Заура Мамедзаде>\nОднако Комиссия решила иначе.",
        "The Commission heard the lawyer <Thibault Maréchaux>\nDecision of 3 March 2020 was sent to the parties of the case.",
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_common_word_ends_a_name(detector: Detector, text: str) -> None:
    check(detector, text)


@pytest.mark.parametrize(
    "text",
    ["Mr <May> denied it.", "Mr <London> was there.", "Mme <Paris> a soutenu que non.", "господин <Париж> пришел.", "Mr <Hope> came.", "господин <Мороз> заявил."],
)  # fmt: skip
def test_after_a_title_a_word_or_a_place_is_a_name(detector: Detector, text: str) -> None:
    check(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "May was cold.", "London was there first.", "We hope so.", "The Red Notice was published in January 2019 by the General Secretariat at the request "
        "of the NCB of Nigeria under Article 3.", "La Chambre des requêtes s'est réunie à Lyon. Le Secrétariat général a répondu.",
        "Комиссия по контролю за файлами Интерпола рассмотрела жалобу на заседании в Женеве.", "Министерство юстиции Норвегии ответило.",
        "Adoption of the Decision. Signed in Lagos, Nigeria.",
    ],
)  # fmt: skip
def test_without_one_they_are_none(detector: Detector, text: str) -> None:
    assert names(detector, text) == []


@pytest.mark.parametrize(
    "text",
    [
        'The suspect <Rustam Gilazov> "<Shakal>" was seen.', "Задержан <Остап Щербатюк> («<Косой>»).", "He was known as “<Bulldog>” there.",
        "<Adaeze Okonkwor> (Nigeria) was heard.",
    ],
)  # fmt: skip
def test_a_nickname_beside_a_name_is_found_and_a_country_is_none(detector: Detector, text: str) -> None:
    check(detector, text)


@pytest.mark.parametrize(
    ("text", "people", "births"),
    [
        ("OBIORAH Chukwuemeka\t21.10.1964\tNigeria\nNGUYEN Quoc Huy\t03.02.1971\tViet Nam", ["OBIORAH Chukwuemeka", "NGUYEN Quoc Huy"], ["21.10.1964", "03.02.1971"]),
        ("OBIORAH, Chukwuemeka | 21.10.1964\nNGUYEN, Quoc Huy | 03.02.1971", ["OBIORAH, Chukwuemeka", "NGUYEN, Quoc Huy"], ["21.10.1964", "03.02.1971"]),
        ("Иванчук Петр Сидорович\t21.10.1964\nШахназарян Ашот Гургенович\t03.02.1971", ["Иванчук Петр Сидорович", "Шахназарян Ашот Гургенович"], ["21.10.1964", "03.02.1971"]),
        ("МУРАДЯН Ашот | 18 декабря 1956 года\nОБИОРА Чуквуэмека | 3 марта 1971 года", ["МУРАДЯН Ашот", "ОБИОРА Чуквуэмека"], ["18 декабря 1956", "3 марта 1971"]),
        ("Obiorah, Chukwuemeka\nNguyen, Quoc Huy", ["Obiorah, Chukwuemeka", "Nguyen, Quoc Huy"], []),
    ],
    ids=["tabs", "pipes", "Russian tabs", "Russian pipes", "commas"],
)  # fmt: skip
def test_rows_of_people_are_names_and_births(
    detector: Detector, text: str, people: list[str], births: list[str]
) -> None:
    found = detector.find((Passage(Channel.BODY, 0, text),))
    assert [text[one.start : one.end] for one in found if one.type == PERSON] == people
    assert [text[one.start : one.end] for one in found if one.type == BIRTH_DATE] == births


def test_no_name_runs_over_the_line_between_two_cells(detector: Detector) -> None:
    text = "Obiorah, Chukwuemeka | 21.10.1964 | Lagos\nNguyen, Quoc Huy | 03.02.1971 | Hue"
    found = detector.find((Passage(Channel.BODY, 0, text),))
    assert not any("|" in text[one.start : one.end] for one in found)
    hidden = {at for one in found for at in range(one.start, one.end)}
    for part in ("Obiorah", "Chukwuemeka", "21.10.1964", "Nguyen", "Quoc Huy", "03.02.1971"):
        assert set(range(text.index(part), text.index(part) + len(part))) <= hidden


def test_a_name_found_on_one_page_is_found_on_every_other(detector: Detector) -> None:
    pages = ("Family name: Contractor\nForename: Rajeshwar", "We met Contractor there.", "drop/Contractor.pdf")
    channels = (Channel.PAGE, Channel.PAGE, Channel.PATH)
    found = detector.find(
        [Passage(channel, at, text) for at, (channel, text) in enumerate(zip(channels, pages, strict=True))]
    )
    assert {(one.passage, pages[one.passage][one.start : one.end]) for one in found} >= {
        (1, "Contractor"),
        (2, "Contractor"),
    }


def test_every_channel_is_read_in_its_own_way(detector: Detector) -> None:
    assert names(detector, "drop/Okonkwor_Adaeze/complaint.pdf", Channel.PATH) == ["Okonkwor_Adaeze"]
    assert names(detector, "aokonkwor", Channel.METADATA, "author") == ["aokonkwor"]
    assert names(detector, '"Adaeze Okonkwor" <ao@post.example>', Channel.HEADERS, "From") == ["Adaeze Okonkwor"]
    assert names(detector, "Name\tBorn\nAdaeze Okonkwor\t03.03.1971\n", Channel.SHEET) == ["Adaeze Okonkwor"]


def test_findings_are_disjoint_and_the_same_when_read_again(detector: Detector) -> None:
    text = "Adaeze Okonkwor, ao@post.example, born 3 March 1971, wrote to Остап Щербатюк.\n" * 3
    passages = (Passage(Channel.BODY, 0, text), Passage(Channel.BODY, 1, text))
    found = detector.find(passages)
    assert detector.find(passages) == found == Detector().find(passages)
    assert {one.type for one in found} == {PERSON, EMAIL, BIRTH_DATE} <= TYPES
    for at in (0, 1):
        edges = [edge for one in found if one.passage == at for edge in (one.start, one.end)]
        assert edges == sorted(edges)


def test_more_caution_finds_no_less() -> None:
    text = "She spoke with Oyelaran about it. Пишет Юлдошхонов из Оша. Vu avec Kandjabalo hier."
    low, high = (Detector(caution=one).find((Passage(Channel.BODY, 0, text),)) for one in ("low", "high"))
    covered = {at for one in high for at in range(one.start, one.end)}
    assert {at for one in low for at in range(one.start, one.end)} <= covered


def test_an_unknown_caution_is_refused() -> None:
    with pytest.raises(ValueError, match="caution"):
        Detector(caution="some")


def test_initials_that_look_like_an_article_are_no_fault(detector: Detector) -> None:
    text = "Castrel JI, Zeldin LA, Hoylake DC, Zhang N, Hayes A, Gardner DE, Brown M, Hart SR, Oxford Road, Leeds"
    found = names(detector, text)
    assert any("Zeldin" in one for one in found) and any("Hoylake" in one for one in found)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=12), st.sampled_from([" ", ", ", "\n", ",\n"]))
def test_no_order_of_words_is_a_fault_of_the_rules(words: list[str], between: str) -> None:
    text = between.join(words)
    assert all(0 <= one.start < one.end <= len(text) for one in rule_hits(text, text))


def test_what_is_forgotten_is_never_what_is_wanted(detector: Detector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "_REMEMBERED", 2)
    first = (Passage(Channel.BODY, 0, "Adaeze Okonkwor wrote to us."),)
    alone = detector.find(first)
    others = [Passage(Channel.BODY, at, f"Nothing of note in number {at}.") for at in range(5)]
    detector.find([*first, *others])
    assert detector.find([*first, Passage(Channel.BODY, 1, "One more line.")])[: len(alone)] == alone


def test_a_failure_is_a_code_without_its_cause(detector: Detector) -> None:
    with pytest.raises(DetectionProblem) as problem:
        detector.find([Passage(Channel.BODY, 0, None)])  # type: ignore[arg-type]
    assert (problem.value.code, str(problem.value)) == ("detection_failed", "detection_failed")
    assert problem.value.__cause__ is problem.value.__context__ is None


def check(detector: Detector, marked: str) -> None:
    """Names stand between angle brackets in the marked text; all of them are found, and no others."""
    wanted = [part.split(">")[0] for part in marked.split("<")[1:]]
    assert names(detector, marked.replace("<", "").replace(">", "")) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "They threatened <K. de La Fontaine> and left.", "We met <Olivier de La Fontaine> there.",
        "Dans la procédure, Mme <de La Fontaine> a nié.", "They heard <P. Garcia Mendoza> again.", "Мы видели <Р. Сарагоса> вчера.",
        "Приложен договор с <Хаканом Мюллерхоффом>.", "I was born then. I live there.", "The letter to the Minister of Justice, I was told, is lost.",
        "destiné au ministre de l’Intérieur de la France", "They fled via Rome.",
    ],
)  # fmt: skip
def test_surnames_that_are_words_or_places_are_names_where_the_form_says_so(detector: Detector, marked: str) -> None:
    check(detector, marked)


def test_a_heading_below_a_country_makes_nobody_of_it(detector: Detector) -> None:
    check(detector, "émise à la demande du Viet Nam\nI. Le requérant\n1.1 La personne visée")
    check(detector, "Subject: RED DIFFUSION <RADZHABZODA, Farrukh>\nThe Notices and Diffusions Task Force met.")
