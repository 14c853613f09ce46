"""The name forms of a document's mentions, with surname and given name put together where a form keeps them apart."""

import re
from collections.abc import Sequence

from redaction.mention import Mention
from redaction.name_forms import NameForm, name_form

_SURNAME_LABEL = re.compile(
    r"(?:family ?name|last ?name|sur ?name|nom(?: de famille)?|фамилия|прізвище|apellidos?|nachname|soyad[ıi])[^\w\n]{0,6}$",
    re.IGNORECASE,
)
_GIVEN_LABEL = re.compile(
    r"(?:fore ?names?|first ?names?|given ?names?|christian names?|pr[eé]noms?|имя|ім['’]я|nombres?|vorname|ad[ıi])"
    r"(?:\(s\))?[^\w\n]{0,6}$",
    re.IGNORECASE,
)
_FATHER_LABEL = re.compile(r"(?:отчество|patronymic|middle ?names?)[^\w\n]{0,6}$", re.IGNORECASE)
_FAR = 80


def forms_in_place(document: Sequence[Mention]) -> list[NameForm]:
    """One form a mention, in the document's order."""
    forms = [name_form(one.text) for one in document]
    for at in range(len(document) - 1):
        for surname, given in ((at, at + 1), (at + 1, at)):
            if _are_parts(document, forms, surname, given):
                whole = _joined(document, forms, surname, given, at + 2)
                forms[surname] = forms[given] = whole
                break
    return forms


def _are_parts(document: Sequence[Mention], forms: Sequence[NameForm], surname: int, given: int) -> bool:
    first, second = document[min(surname, given)], document[max(surname, given)]
    return (
        first.passage == second.passage
        and second.start - first.end <= _FAR
        and not forms[surname].initials
        and len(forms[surname].units) <= 2
        and bool(_SURNAME_LABEL.search(document[surname].before))
        and bool(_GIVEN_LABEL.search(document[given].before))
    )


def _joined(document: Sequence[Mention], forms: Sequence[NameForm], surname: int, given: int, after: int) -> NameForm:
    text = f"{document[surname].text}, {document[given].text}"
    if after < len(document) and _FATHER_LABEL.search(document[after].before) and forms[after].is_bare:
        text += f" {document[after].text}"
    return name_form(text)
