"""The register of complaints as a spreadsheet, one row a case."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

import random
from dataclasses import dataclass

from flows.sample.cases import Case, speakers
from flows.sample.say import Draft

_COLUMNS = {
    "en": {"ref": ("Case reference", "Ref.", "File no."), "received": ("Date received", "Received", "Complaint date"), "name": ("Applicant", "Name", "Full name"), "birth": ("Date of birth", "DOB"), "country": ("Requesting country", "NCB", "Country"), "passport": ("Passport", "Passport no."), "lawyer": ("Representative", "Counsel"), "phone": ("Phone", "Contact"), "email": ("E-mail", "Mail"), "decided": ("Decision date", "Decided"), "outcome": ("Outcome", "Decision", "Result")},
    "fr": {"ref": ("Référence", "N° de dossier"), "received": ("Date de réception", "Reçue le", "Date de la plainte"), "name": ("Requérant", "Nom et prénoms", "Nom"), "birth": ("Date de naissance", "Né(e) le"), "country": ("Pays demandeur", "BCN", "Pays"), "passport": ("Passeport", "N° passeport"), "lawyer": ("Représentant", "Avocat"), "phone": ("Téléphone", "Tél."), "email": ("Courriel",), "decided": ("Date de décision", "Décidé le"), "outcome": ("Résultat", "Décision", "Issue")},
    "ru": {"ref": ("Номер дела", "№ дела"), "received": ("Дата поступления", "Дата жалобы"), "name": ("Заявитель", "ФИО", "Фамилия, имя"), "birth": ("Дата рождения",), "country": ("Запрашивающая страна", "НЦБ", "Страна"), "passport": ("Паспорт",), "lawyer": ("Представитель", "Адвокат"), "phone": ("Телефон",), "email": ("Эл. почта", "E-mail"), "decided": ("Дата решения",), "outcome": ("Результат", "Решение", "Исход")},
}  # fmt: skip

_OUTCOMES = {
    "en": {"deleted": ("deleted", "Data deleted"), "refused": ("refused", "Request rejected"), "maintained": ("maintained", "Data retained"), "corrected": ("corrected", "Data corrected"), "inadmissible": ("inadmissible",), "withdrawn": ("withdrawn",), "pending": ("pending", "under examination")},
    "fr": {"deleted": ("effacées", "Données supprimées"), "refused": ("refusée", "Demande rejetée"), "maintained": ("maintenues", "Données conservées"), "corrected": ("rectifiées", "Données corrigées"), "inadmissible": ("irrecevable",), "withdrawn": ("retirée",), "pending": ("en cours", "en cours d'examen")},
    "ru": {"deleted": ("удалены", "Данные удалены"), "refused": ("отказано", "Жалоба отклонена"), "maintained": ("сохранены", "Данные сохранены"), "corrected": ("исправлены", "Данные исправлены"), "inadmissible": ("неприемлема",), "withdrawn": ("отозвана",), "pending": ("на рассмотрении", "в процессе")},
}  # fmt: skip

_CELLS = {"ref": "{ref}", "name": "{subject%s}", "birth": "{birth}", "country": "{country}", "passport": "{passport}", "lawyer": "{lawyer}", "phone": "{phone}", "email": "{email}"}  # fmt: skip
_SHEETS = {
    "en": ("Complaints {0}", "Register", "CCF {0}"),
    "fr": ("Plaintes {0}", "Registre", "CCF {0}"),
    "ru": ("Жалобы {0}", "Реестр", "ККФ {0}"),
}


@dataclass(frozen=True)
class Register:
    """A table with its first row of labels; rows are cells of text."""

    sheet: str
    rows: tuple[tuple[str, ...], ...]


def write_register(draft: Draft, cases: list[tuple[Case, str]], year: int) -> Register:
    """A row for each (case, outcome); an outcome of pending has no date of decision."""
    language, rng = draft.language, draft.rng
    fields = [one for one in _COLUMNS[language] if one in _KEPT or rng.random() < 0.75]
    head = tuple(rng.choice(_COLUMNS[language][one]) for one in fields)
    shape = rng.choice((".comma", "", ".caps"))
    rows = [head]
    for case, outcome in cases:
        draft.speakers = speakers(rng, case, language)
        rows.append(tuple(_cell(draft, rng, field, case, outcome, shape) for field in fields))
    return Register(rng.choice(_SHEETS[language]).format(year), tuple(rows))


_KEPT = frozenset({"ref", "received", "name", "country", "decided", "outcome"})


def _cell(draft: Draft, rng: random.Random, field: str, case: Case, outcome: str, shape: str) -> str:
    if field in ("received", "decided"):
        if field == "decided" and outcome == "pending":
            return ""
        return draft.fill("{" + field + "}")
    if field == "outcome":
        return rng.choice(_OUTCOMES[draft.language][outcome])
    if field == "country" and not case.is_country_known:
        return rng.choice(("", "n/a", "–"))
    return draft.fill(_CELLS[field] % shape if "%" in _CELLS[field] else _CELLS[field])
