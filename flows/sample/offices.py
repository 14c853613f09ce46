"""Offices of public people, in English, French and Russian with its cases."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

import random
from dataclasses import dataclass

from flows.sample.decline import CASES
from flows.sample.people import (
    Person,
    all_spellings,
    latin_given,
    latin_patronymic,
    latin_surname,
    make_person,
    russian_given,
    russian_patronymic,
    russian_surname,
)
from flows.sample.places import COUNTRIES, Country


@dataclass(frozen=True)
class Office:
    """An office; `fr` has its article for a man and a woman; `ru` is the declined head, `ru_tail` the rest."""

    en: str
    fr: tuple[str, str]
    ru: tuple[str, ...]
    ru_tail: str
    has_country: bool = True


def _office(line: str) -> Office:
    en, fr_man, fr_woman, heads, tail = (cell.strip() for cell in line.split(";"))
    return Office(en, (fr_man, fr_woman), tuple(heads.split(",")), tail)


_LINES = """
President;le président;la présidente;президент,президента,президенту,президента,президентом,президенте;
Prime Minister;le Premier ministre;la Première ministre;премьер-министр,премьер-министра,премьер-министру,премьер-министра,премьер-министром,премьер-министре;
Minister of the Interior;le ministre de l'Intérieur;la ministre de l'Intérieur;министр,министра,министру,министра,министром,министре;внутренних дел
Minister of Justice;le ministre de la Justice;la ministre de la Justice;министр,министра,министру,министра,министром,министре;юстиции
Minister of Foreign Affairs;le ministre des Affaires étrangères;la ministre des Affaires étrangères;министр,министра,министру,министра,министром,министре;иностранных дел
Prosecutor General;le procureur général;la procureure générale;генеральный прокурор,генерального прокурора,генеральному прокурору,генерального прокурора,генеральным прокурором,генеральном прокуроре;
Speaker of Parliament;le président du Parlement;la présidente du Parlement;спикер,спикера,спикеру,спикера,спикером,спикере;парламента
head of the State Security Service;le chef du Service de sécurité de l'État;la cheffe du Service de sécurité de l'État;глава,главы,главе,главу,главой,главе;Службы государственной безопасности
governor of the Central Bank;le gouverneur de la Banque centrale;la gouverneure de la Banque centrale;председатель,председателя,председателю,председателя,председателем,председателе;Центрального банка
ambassador to France;l'ambassadeur en France;l'ambassadrice en France;посол,посла,послу,посла,послом,после;во Франции
"""

OFFICES: tuple[Office, ...] = tuple(map(_office, _LINES.strip().splitlines()))
_FRENCH_OF = {"la ": "de la ", "le ": "du ", "les ": "des "}


@dataclass(frozen=True)
class Official:
    """A public person with the office they hold."""

    person: Person
    office: Office


def french_of(country: Country) -> str:
    """`de` with the country's article."""
    for article, joined in _FRENCH_OF.items():
        if country.fr_of.startswith(article):
            return joined + country.fr_of[len(article) :]
    return "de " + country.fr_of


def office_title(official: Official, language: str, case: str) -> str:
    """The office with its country, as a phrase of the language."""
    country = official.person.country
    if language == "en":
        return f"{official.office.en} of {country.en}"
    if language == "fr":
        return f"{official.office.fr[official.person.is_woman]} {french_of(country)}"
    head = official.office.ru[CASES.index(case)]
    return " ".join(part for part in (head, official.office.ru_tail, country.ru_of) if part)


def official_name(rng: random.Random, official: Official, language: str, case: str) -> str:
    """The full name as a text of the language writes it."""
    person = official.person
    if language != "ru":
        name = f"{latin_given(person)} {latin_surname(person)}"
        middle = latin_patronymic(person)
        return f"{latin_given(person)} {middle} {latin_surname(person)}" if middle and rng.random() < 0.15 else name
    given, surname, father = (
        russian_given(person, case),
        russian_surname(person, case),
        russian_patronymic(person, case),
    )
    if father and rng.random() < 0.4:
        return rng.choice((f"{given} {father} {surname}", f"{surname} {given} {father}"))
    return f"{given} {surname}"


def with_office(rng: random.Random, official: Official, language: str, case: str) -> tuple[str, str]:
    """(the phrase with office and name, the name in it)."""
    title, name = office_title(official, language, case), official_name(rng, official, language, case)
    if language == "en":
        return rng.choice((f"the {title}, {name},", f"{name}, the {title},", f"the {title} {name}")), name
    if language == "fr":
        return rng.choice((f"{title}, {name},", f"{name}, {title},", f"{title} {name}")), name
    return rng.choice((f"{title} {name}", f"{name}, {title},", f"{title}, {name},")), name


def make_officials(rng: random.Random) -> tuple[Official, ...]:
    """Two or three office holders of each country, no two of them namesakes."""
    found: list[Official] = []
    taken: set[tuple[str, str]] = set()
    for country in COUNTRIES.values():
        for office in rng.sample(OFFICES, 3):
            person = make_person(rng, f"public-{len(found):03d}", country)
            if person.name_key in taken:
                continue
            taken.add(person.name_key)
            found.append(Official(person, office))
    return tuple(found)


def register_rows(officials: tuple[Official, ...]) -> list[dict[str, str]]:
    """The rows of `public.csv`."""
    rows = []
    for one in officials:
        spellings = all_spellings(one.person)
        roles = [office_title(one, language, "nom") for language in ("en", "fr", "ru")]
        born, iso = one.person.born.isoformat(), one.person.country.iso
        row = {"name": spellings[0], "aliases": "|".join(spellings[1:]), "role": " / ".join(roles)}
        rows.append(row | {"source": "invented", "born": born, "country": iso})
    return rows
