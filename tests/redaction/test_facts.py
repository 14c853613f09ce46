"""Facts lifted from redacted documents: forms, rulings, letters, registers, lists."""

import time

import pytest

from extractors.document import Channel
from redaction.facts import Lifted, LocalRecord, join, lift
from redaction.policy import Action
from redaction.profile import shipped_profile
from redaction.redact import Mark, RedactedPassage
from tests.redaction.sentences import COUNTRIES, DATES, OUTCOMES, TRAPS

PROFILE = shipped_profile("interpol")
HEADS = {
    "en": "DECISION OF THE COMMISSION\n\nCase reference: [CASE 7F3K-Q2]\n\n",
    "fr": "DÉCISION DE LA COMMISSION\n\nRéférence du dossier : [CASE 7F3K-Q2]\n\n",
    "ru": "РЕШЕНИЕ КОМИССИИ\n\nДело № [CASE 7F3K-Q2]\n\n",
}
BOTH_STAY = {"maintained": "refused"}  # either leaves the data where they are


def passage(channel: Channel, text: str, label: str = "", marks: tuple[Mark, ...] = ()) -> RedactedPassage:
    return RedactedPassage(channel, 1 if channel is Channel.PAGE else 0, label, text, marks, ())


def page(text: str) -> Lifted:
    return lift([passage(Channel.PAGE, text)], PROFILE)


def sheet(*rows: str) -> Lifted:
    text = "".join(row.replace(" | ", "\t") + "\n" for row in rows)
    return lift([passage(Channel.SHEET_NAME, "Sheet1"), passage(Channel.SHEET, text)], PROFILE)


def facts(record: LocalRecord) -> dict[str, str]:
    return {name: value for name, value, _ in record.facts}


def told(lifted: Lifted) -> dict[str, str]:
    (record,) = lifted.records
    return facts(record)


@pytest.mark.parametrize(("language", "outcome", "sentence"), OUTCOMES + TRAPS)
def test_a_decision_tells_what_was_decided(language: str, outcome: str, sentence: str) -> None:
    found = told(page(HEADS[language] + sentence))["outcome"]
    assert BOTH_STAY.get(found, found) == BOTH_STAY.get(outcome, outcome)


@pytest.mark.parametrize(("language", "country", "sentence"), COUNTRIES)
def test_the_requesting_country_is_told_from_the_others(language: str, country: str, sentence: str) -> None:
    assert told(page(HEADS[language] + sentence))["requesting_country"] == country


@pytest.mark.parametrize(("language", "received", "decided", "sentence"), DATES)
def test_dates_are_told_apart(language: str, received: str, decided: str, sentence: str) -> None:
    found = told(page(HEADS[language] + sentence))
    assert (found["complaint_date"], found["decision_date"]) == (received, decided)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("red_notice", "INTERPOL RED NOTICE\nFamily name: [PERSON 7F3K-Q2]\nRequesting country: Peru\n"),
        (
            "red_diffusion",
            "DIFFUSION ROUGE\nNom de famille : [PERSON 7F3K-Q2]\nConduite à tenir : localiser et arrêter",
        ),
        ("complaint", "To the Commission\nCOMPLAINT of [PERSON 7F3K-Q2]\nI hereby lodge this complaint on 5 May 2019."),
        ("complaint", "ЖАЛОБА\nЯ, [PERSON 7F3K-Q2], прошу Комиссию удалить данные о красном уведомлении."),
        ("decision", "РЕШЕНИЕ КОМИССИИ\nКомиссия решает, что данные подлежат удалению."),
        ("message", "Chers collègues,\nnous vous informons que [PERSON 7F3K-Q2] a été localisé.\nCordialement"),
        ("", "Shopping list\nMilk, bread, three apples."),
    ],
)
def test_a_document_has_a_kind(kind: str, text: str) -> None:
    assert page(text).kind == kind


def test_a_form_is_read_by_its_labels() -> None:
    text = (
        "RED NOTICE\nFamily name: [PERSON 7F3K-Q2]\nPlace of birth: [BIRTH_PLACE], Ukraine\nNationality\tUkraine\n"
        "Control No.: [CASE 4BVV-DR]\nRequesting country\nKazakhstan\nDate of publication: 5 May 2019\n"
    )
    found = told(page(text))
    assert (found["requesting_country"], found["case"], found["subject"]) == ("KZ", "4BVV-DR", "7F3K-Q2")
    assert "complaint_date" not in found


def test_a_complaint_asks_and_decides_nothing() -> None:
    text = (
        "COMPLAINT to the Commission\nOur reference: [CASE 4BVV-DR]\nThis complaint is lodged on 5 May 2019.\n"
        "The notice was published at the request of Peru. The data are not compliant and must be deleted.\n"
        "The applicant requests that the data be deleted.\n"
    )
    found = told(page(text))
    assert (found["complaint_date"], found["requesting_country"]) == ("2019-05-05", "PE")
    assert "outcome" not in found


def test_what_an_applicant_asks_for_is_no_outcome() -> None:
    text = HEADS["en"] + "The applicant requested the deletion of the data. The Commission rejects the request."
    assert told(page(text))["outcome"] == "refused"


def test_a_decision_tells_its_outcome_country_and_dates() -> None:
    text = (
        "РЕШЕНИЕ КОМИССИИ\n\nНомер дела: [CASE 4BVV-DR]\nДата решения: 02.06.2018 г.\nЗапрашивающая страна: Сербия\n"
        "Жалоба поступила 09.04.2017. НА ЭТОМ ОСНОВАНИИ Комиссия постановляет исправить данные.\n"
    )
    found = told(page(text))
    assert (found["case"], found["kind"], found["outcome"]) == ("4BVV-DR", "decision", "corrected")
    assert (found["requesting_country"], found["complaint_date"], found["decision_date"]) == (
        "RS", "2017-04-09", "2018-06-02",
    )  # fmt: skip


def test_two_documents_of_one_case_have_one_record() -> None:
    complaint = page("COMPLAINT\nOur reference: [CASE 4BVV-DR]\nThis complaint is lodged on 5 May 2019.\n")
    decision = page("DECISION OF THE COMMISSION\nCase reference: [CASE 4BVV-DR]\nThe request is refused.\n")
    assert len(set(join([("a", complaint), ("b", decision)]).values())) == 1


def test_a_letter_tells_of_a_decision() -> None:
    text = (
        "Secretariat of the Commission\nOur ref: [CASE 4BVV-DR]\n\nDear Ms [PERSON 7F3K-Q2],\n\nYour request of 5 May"
        " 2019 was considered on 6 June 2020. The data are to be erased. They had been entered at the request of Peru."
    )
    found = told(page(text))
    assert (found["complaint_date"], found["decision_date"]) == ("2019-05-05", "2020-06-06")
    assert (found["outcome"], found["requesting_country"]) == ("deleted", "PE")


def test_a_request_between_bureaus_is_no_complaint() -> None:
    text = "Dear colleagues,\nWith reference to your request of 5 May 2019 concerning red notice [CASE 4BVV-DR]."
    assert "complaint_date" not in told(page(text))


def test_a_decision_that_names_no_country_says_so() -> None:
    assert (
        told(page(HEADS["en"] + "He lives in France. The request is refused."))["requesting_country"] == "unspecified"
    )


def test_a_public_name_is_no_country() -> None:
    text = HEADS["en"] + "The statement was made by Georgia Jordan. The request is refused."
    start = text.index("Georgia")
    mark = Mark(start, start + len("Georgia Jordan"), "PERSON", Action.KEEP, "9H2M-W4", "public")
    found = told(lift([passage(Channel.PAGE, text, marks=(mark,))], PROFILE))
    assert (found["requesting_country"], found["official"]) == ("unspecified", "9H2M-W4")


def test_every_row_of_a_register_is_a_record() -> None:
    lifted = sheet(
        "CCF – requests 2019 |  |  |  | ",
        "File no. | Applicant | Residence | NCB | In | Out | Disposition",
        "[CASE AAAA-11] | [PERSON BBBB-11] | France | RU | 04/05/2019 | 03/03/2020 | Deletion",
        "[CASE AAAA-22] | [PERSON BBBB-22] | Spain | Turkey | 04/06/2019 |  | Open",
        "[CASE AAAA-33] | [PERSON BBBB-33] | Italy | – | 04/07/2019 | 03/05/2020 | Request dismissed",
    )
    assert lifted.kind == "register"
    assert [one.own for one in lifted.records] == ["AAAA-11", "AAAA-22", "AAAA-33"]
    first, second, third = map(facts, lifted.records)
    assert (first["requesting_country"], first["complaint_date"], first["decision_date"]) == (
        "RU", "2019-05-04", "2020-03-03",
    )  # fmt: skip
    assert [one["outcome"] for one in (first, second, third)] == ["deleted", "pending", "refused"]
    assert (second["requesting_country"], third["requesting_country"]) == ("TR", "unspecified")
    assert lifted.records[0].facts[0][2] == "row 3"


def test_a_register_without_a_head_is_read_by_what_it_holds() -> None:
    lifted = sheet(
        "[CASE AAAA-11] | 04/05/2019 | Russie | 03/03/2020 | effacées",
        "[CASE AAAA-22] | 04/05/2019 | Türkiye | 03/03/2020 | rejetée",
        "[CASE AAAA-33] | 04/05/2019 | Inde |  | en cours",
    )
    assert [facts(one)["outcome"] for one in lifted.records] == ["deleted", "refused", "pending"]
    assert [facts(one)["requesting_country"] for one in lifted.records] == ["RU", "TR", "IN"]


def test_a_register_on_a_page_whose_columns_flowed_together_is_read() -> None:
    lifted = page(
        "Реестр запросов\n№ дела\tФ.И.О. Страна\tПоступил Решение от Итог\n"
        "[CASE AAAA-11]\t[PERSON BBBB-11]\tТурция\t2014-09-14 2015-02-16 отозвано заявителем\n"
        "[CASE AAAA-22] [PERSON BBBB-22]\tИндия\t2016-10-09 2018-04-16 оставлено в силе\n"
        "[CASE AAAA-33] [PERSON BBBB-33]\tЕгипет\n2017-01-25 2018-01-06 признано неприемлемым\n"
    )
    assert [facts(one)["outcome"] for one in lifted.records] == ["withdrawn", "maintained", "inadmissible"]
    assert facts(lifted.records[2])["decision_date"] == "2018-01-06"


def test_a_list_of_messages_is_no_register_of_complaints() -> None:
    lifted = sheet(
        "Message no | Date received | From | To | Subject",
        "[CASE AAAA-11] | 04/05/2019 | NCB Moscow | IPSG | [PERSON BBBB-11]",
        "[CASE AAAA-22] | 04/05/2019 | NCB Ankara | NCB Paris | [PERSON BBBB-22]",
    )
    assert not any("complaint_date" in facts(one) for one in lifted.records)


def test_the_items_of_a_list_are_cases_of_their_own() -> None:
    lifted = page(
        "Minutes of the call\n\n1. [PERSON BBBB-11]. Request of India, no. [CASE AAAA-11], complaint of 5 May 2019. By"
        " decision of 6 June 2020 the Chamber refused the request.\n2. [PERSON BBBB-22] ([CASE AAAA-22]), at the"
        " request of Peru. Complaint of 7 May 2019.\n"
    )
    assert [(one.own, facts(one)["requesting_country"]) for one in lifted.records] == [
        ("AAAA-11", "IN"), ("AAAA-22", "PE"),
    ]  # fmt: skip
    assert "outcome" not in facts(lifted.records[1])


def test_a_page_takes_few_milliseconds() -> None:
    text = HEADS["en"] + "\n".join(sentence for language, _, sentence in OUTCOMES if language == "en")
    page(text)
    start = time.perf_counter()
    for _ in range(5):
        page(text)
    assert (time.perf_counter() - start) / 5 < 0.1


@pytest.mark.parametrize("by", ["sheet", "page"])
@pytest.mark.parametrize(
    "head", ["Notice | Wanted person | Passport | Country | Published", "Уведомление | Разыскиваемый | Паспорт | Страна | Опубликовано",
     "Notice | Personne recherchée | Passeport | Pays | Publiée", "Notice | Wanted person | Passport | Country | On the screens since"]
)  # fmt: skip
def test_the_day_a_notice_was_published_is_no_complaint(by: str, head: str) -> None:
    rows = [f"[CASE 7F3K-Q{at}] | [PERSON 4BVV-D{at}] | [PASSPORT] | Peru | 0{at}.05.2019" for at in range(2, 8)]
    lifted = sheet(head, *rows) if by == "sheet" else page("\n".join([head, *rows]).replace(" | ", "\t"))
    assert not any(name == "complaint_date" for one in lifted.records for name in facts(one))


def test_a_journal_of_letters_tells_of_no_complaint() -> None:
    rows = [
        f"2019-05-0{at} | [CASE 7F3K-Q{at}] | BCN Lima | [PERSON 4BVV-D{at}], fraude fiscale | [EMAIL]"
        for at in range(2, 8)
    ]
    lifted = sheet("Date | Référence | Bureau | Objet | Courriel", *rows)
    told_of = {name for one in lifted.records for name in facts(one)}
    assert not {"complaint_date", "requesting_country", "outcome"} & told_of
