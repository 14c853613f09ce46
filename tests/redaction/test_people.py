"""One person across documents, scripts, case forms, order and initials; namesakes stay two; ids stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.finding import BIRTH_DATE, PASSPORT
from redaction.mention import Anchor, Mention
from redaction.people import People, PersonMatch, resolve
from redaction.register import no_register, parse_register
from tests.makers.mentions import anchor, mentions

SIGNS = {"born": BIRTH_DATE, "passport": PASSPORT}


def told(*documents: str, first: int = 0) -> list[Mention]:
    """Each document is names parted by `;`, a sign in brackets after its name: `Anna Orlova [born 1971]`."""
    return [one for doc, text in enumerate(documents, first) for one in _names(text, doc)]


def _names(text: str, doc: int) -> list[Mention]:
    names = [each.split("[")[0].strip() for each in text.split(";")]
    return mentions(text, *dict.fromkeys(names), doc=doc)


def _signs(*documents: str, first: int = 0) -> dict[int, list[Anchor]]:
    found: dict[int, list[Anchor]] = {}
    for doc, text in enumerate(documents, first):
        for part in text.split("[")[1:]:
            word, _, value = part.split("]")[0].partition(" ")
            found.setdefault(doc, []).append(anchor(text, SIGNS[word], value))
    return found


def resolved(*documents: str, first: int = 0, known: People | None = None) -> People:
    return resolve(told(*documents, first=first), _signs(*documents, first=first), no_register(), known)


def ids(*documents: str) -> list[str]:
    people = resolved(*documents)
    return [people.who(one).person_id[-1] for one in sorted(told(*documents))]


@pytest.mark.parametrize(
    "documents",
    [
        ("Zaur Mamedzade; Заур Мамедзаде; MAMEDZADE, Zaur; З. Мамедзаде; Mamedzade",),
        ("Ostap Shcherbatyuk", "Остапу Щербатюку", "SHCHERBATYUK Ostap", "Остапом Щербатюком"),
        ("Ostap Chtcherbatiouk", "Остапа Щербатюка"),
        ("Остап Тарасович Щербатюк", "О. Т. Щербатюк", "Щербатюк О.Т."),
        ("Thibault Maréchaux-Delcourt; M. Maréchaux-Delcourt; T. MARECHAUX-DELCOURT",),
        ("Çingiz Yılmazer", "Чингиз Йылмазер", "Chingiz Yilmazer"),
        ("Jamila Zhaparova", "Djamila Japarova"),
        ("Adaeze Okonkwor; Mrs Okonkwor’s", "Okonkwor Adaeze"),
        ("Hjalmar van der Brekk", "Brekk, Hjalmar"),
        ("毛小明", "Mao Xiaoming"),
    ],
)
def test_one_person_is_one_in_every_script_case_form_and_order(documents: tuple[str, ...]) -> None:
    assert set(ids(*documents)) == {"1"}


def test_names_side_by_side_in_two_scripts_are_one_person() -> None:
    text = "Qobiljon Yuldoshxonov (Кобилжон Юлдошхонов), Çingiz Yılmazer / چنگیز ییلمازر"
    names = ("Qobiljon Yuldoshxonov", "Кобилжон Юлдошхонов", "Çingiz Yılmazer", "چنگیز ییلمازر")
    one, two, three, four = mentions(text, *names)
    people = resolve([one, two, three, four], {}, no_register())
    assert people.who(one) == people.who(two) != people.who(three) == people.who(four)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        (("Adaeze Okonkwor [born 03.03.1971]", "Adaeze Okonkwor [born 5 May 1980]"), "12"),
        (("Adaeze Okonkwor [born 03.03.1971]", "Adaeze Okonkwor [born 3 March 1971]"), "11"),
        (("Adaeze Okonkwor [born 03.03.1971]", "Adaeze Okonkwor [born 1971]"), "11"),
        (("Adaeze Okonkwor [born 1971-03-03]", "Adaeze Okonkwor [born 1980-05-05]"), "12"),
        (("Adaeze Okonkwor [born 03.03.1971]; Adaeze Okonkwor [born 5 May 1980]",), "12"),
        (("Adaeze Okonkwor [passport A0123456]", "Adaeze Okonkwor [passport B9876543]"), "12"),
        (("Adaeze Okonkwor [passport A0123456]", "Adaeze Okonkwor [passport A 0123456]"), "11"),
        (("Иван Петрович Щербатюк; Иван Сидорович Щербатюк; Ивана Петровича Щербатюка",), "121"),
        (("Адаэзе Оконквор; Фанта Оконквор; Оконквор",), "123"),
        (("Adaeze Okonkwor; Fanta Okonkwor; A. Okonkwor; F. Okonkwor",), "1212"),
        (("Остап Гайнутдинов; Юлией Гайнутдиновой",), "12"),
    ],
)
def test_namesakes_are_told_apart_by_what_is_told_of_them(documents: tuple[str, ...], expected: str) -> None:
    assert "".join(ids(*documents)) == expected


def test_a_name_without_signs_is_the_only_person_of_that_name() -> None:
    assert "".join(ids("Adaeze Okonkwor [born 03.03.1971]", "Adaeze Okonkwor")) == "11"


def test_a_name_without_signs_is_neither_of_two_namesakes() -> None:
    found = ids("Adaeze Okonkwor [born 03.03.1971]", "Adaeze Okonkwor [born 5 May 1980]", "Adaeze Okonkwor")
    assert "".join(found) == "123"


def test_a_surname_in_a_document_that_does_not_explain_it_is_not_guessed() -> None:
    assert "".join(ids("Adaeze Okonkwor", "Okonkwor")) == "12"


def test_two_people_of_one_given_name_are_two() -> None:
    assert "".join(ids("Adaeze Okonkwor; Adaeze Diabatouré")) == "12"


def test_known_people_keep_their_ids_and_new_ones_get_later_ids() -> None:
    known = resolved("Adaeze Okonkwor", "Остап Щербатюк")
    later = resolved("Fanta Diabatouré; Остапа Щербатюка", "OKONKWOR, Adaeze", first=2, known=known)
    fanta, ostap, adaeze = sorted(told("Fanta Diabatouré; Остапа Щербатюка", "OKONKWOR, Adaeze", first=2))
    assert [later.who(one).person_id for one in (fanta, ostap, adaeze)] == ["p-000003", "p-000002", "p-000001"]


def test_a_person_without_a_mention_now_is_not_forgotten() -> None:
    known = resolved("Adaeze Okonkwor", "Остап Щербатюк")
    later = resolved("Остап Щербатюк", known=known)
    assert [one.person_id for one in later.people] == ["p-000001", "p-000002"]
    assert later.people[0] == known.people[0]


def test_the_same_case_resolved_again_is_the_same() -> None:
    documents = ("Adaeze Okonkwor [born 03.03.1971]; О. Щербатюк", "Adaeze Okonkwor [born 5 May 1980]", "Щербатюк")
    once = resolved(*documents)
    again = resolved(*documents, known=once)
    assert again.of == once.of
    assert [one.person_id for one in again.people] == [one.person_id for one in once.people]


def test_a_namesake_who_comes_later_gets_an_id_of_his_own() -> None:
    known = resolved("Adaeze Okonkwor [born 03.03.1971]")
    documents = ("Adaeze Okonkwor [born 5 May 1980]; Fanta Diabatouré", "Adaeze Okonkwor [born 03.03.1971]")
    later = resolved(*documents, first=0, known=known)
    found = [later.who(one).person_id for one in sorted(told(*documents))]
    assert found == ["p-000002", "p-000003", "p-000001"]


def test_two_ids_that_turn_out_to_be_one_person_become_the_older() -> None:
    known = resolved("Qobiljon Yuldoshxonov", "Кобилжон Юлдошхонов")
    assert len(known.people) == 2
    text = "Qobiljon Yuldoshxonov (Кобилжон Юлдошхонов)"
    found = resolve(mentions(text, "Qobiljon Yuldoshxonov", "Кобилжон Юлдошхонов"), {}, no_register(), known)
    (person,) = found.people
    assert (person.person_id, person.former_ids) == ("p-000001", ("p-000002",))


def test_a_public_id_is_never_taken_over_by_a_private_namesake() -> None:
    register = parse_register(b"name,role,country\nHjalmar Brekkesen,Minister of Justice,Norway\n")
    text = "the Minister of Justice of Norway, Hjalmar Brekkesen"
    known = resolve(mentions(text, "Hjalmar Brekkesen"), {}, register)
    (private,) = mentions("the driver Hjalmar Brekkesen", "Hjalmar Brekkesen", doc=1)
    later = resolve([private], {}, register, known)
    assert later.who(private).person_id == "p-000002"
    assert later.who(private).match is PersonMatch.UNKNOWN
    assert known.people[0].status == "public" and known.people[0].register_name == "Hjalmar Brekkesen"


NAMES = st.sampled_from(
    [
        "Adaeze Okonkwor", "A. Okonkwor", "Okonkwor", "Остап Щербатюк", "Остапу Щербатюку", "Щербатюк О.", "Щербатюк",
        "Ostap Shcherbatyuk", "毛小明", "H. van der Brekk", "X", "12", "", "-", "Фанта", "Adaeze Okonkwor [born 1971]",
        "Adaeze Okonkwor [born 1980]",
    ]
)  # fmt: skip
CASES = st.lists(st.lists(NAMES, min_size=1, max_size=6).map("; ".join), max_size=5)


def _told(documents: list[str]) -> list[Mention]:
    found = []
    for doc, text in enumerate(documents):
        at = 0
        for part in text.split(";"):
            name = part.split("[")[0].strip()
            start = at + len(part) - len(part.lstrip())
            found.append(Mention(doc, 0, start, start + len(name), name, text[:start][-80:], text[start + len(name) :]))
            at += len(part) + 1
    return found


@settings(max_examples=60)
@given(CASES, st.randoms())
def test_every_mention_means_one_person_whatever_the_order_it_is_given_in(documents: list[str], random: object) -> None:
    given_ = _told(documents)
    found = resolve(given_, _signs(*documents), no_register())
    assert set(found.of) == {one.place for one in given_}
    assert {one.person_id for one in found.of.values()} == {one.person_id for one in found.people}
    random.shuffle(given_)  # type: ignore[attr-defined]
    assert resolve(given_, _signs(*documents), no_register()) == found


@settings(max_examples=60)
@given(CASES)
def test_nobody_changes_when_a_case_is_resolved_again(documents: list[str]) -> None:
    once = resolve(_told(documents), _signs(*documents), no_register())
    assert resolve(_told(documents), _signs(*documents), no_register(), once).of == once.of
