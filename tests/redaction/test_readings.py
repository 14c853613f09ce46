"""An inflected name that could be several dictionary forms is read as the document, then the case, reads it."""

from redaction.mention import Mention
from redaction.name_forms import full_keys, name_form
from redaction.readings import choose


def chosen(*documents: tuple[str, ...]) -> list[str]:
    told = [Mention(doc, 0, at * 50, at * 50 + len(one), one) for doc, each in enumerate(documents) for at, one in enumerate(each)]  # fmt: skip
    return choose(told, [name_form(one.text) for one in told])


def key(name: str) -> str:
    return full_keys(name_form(name))[0]


def test_an_inflected_name_is_read_as_the_one_that_its_document_writes_plainly() -> None:
    assert chosen(("Zaur Mamedzade", "Зауру Мамедзаде")) == [key("Zaur Mamedzade")] * 2


def test_it_is_read_as_another_document_writes_it_where_its_own_does_not() -> None:
    assert chosen(("Остапом Щербатюком",), ("Ostap Shcherbatyuk",)) == [key("Ostap Shcherbatyuk")] * 2


def test_case_forms_of_one_man_agree_without_a_plain_one() -> None:
    first, *others = chosen(("Остапу Щербатюку", "Остапа Щербатюка", "Остапом Щербатюком"))
    assert others == [first, first]


def test_the_women_of_a_document_are_not_read_as_its_men() -> None:
    man, woman = chosen(("Остап Гайнутдинов", "Юлией Гайнутдиновой"))
    assert man != woman


def test_what_is_no_full_name_has_no_key() -> None:
    assert chosen(("Щербатюк", "О. Щербатюк", "Остап")) == ["", "", ""]


def test_the_same_text_in_one_document_has_the_same_key() -> None:
    first, _, second = chosen(("Адаэзе Оконкворой", "Фанта Диабатуре", "Адаэзе Оконкворой"))
    assert first == second
