"""One case before the Commission: its people, dates and outcome, and how each is said in a document."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

import datetime
import random
from dataclasses import dataclass, replace

from flows.sample.dates import say_date
from flows.sample.offices import Official, french_of, with_office
from flows.sample.people import (
    Person,
    any_country,
    latin_given,
    latin_patronymic,
    latin_surname,
    make_person,
    native_name,
    russian_given,
    russian_patronymic,
    russian_surname,
)
from flows.sample.places import COUNTRIES, Country
from flows.sample.say import Planted, Said, Speaker, Stays

OUTCOMES = ("deleted", "deleted", "refused", "maintained", "corrected", "inadmissible", "withdrawn")
_CHARGES = {
    "en": ("large-scale fraud", "embezzlement", "tax evasion", "money laundering", "participation in a criminal group"),
    "fr": ("escroquerie en bande organisée", "détournement de fonds", "fraude fiscale", "blanchiment de capitaux"),
    "ru": (
        "мошенничество в особо крупном размере",
        "присвоение и растрата",
        "уклонение от уплаты налогов",
        "отмывание денежных средств",
    ),
}
_AUTHORITIES = {
    "en": ("the Prosecutor General's Office of {0}", "the Ministry of the Interior of {0}", "the Investigative Committee of {0}", "the National Central Bureau of {0}"),
    "fr": ("le Parquet général {0}", "le ministère de l'Intérieur {0}", "le Comité d'enquête {0}", "le Bureau central national {0}"),
    "ru": ("Генеральная прокуратура {0}|Генеральной прокуратуры {0}", "Министерство внутренних дел {0}|Министерства внутренних дел {0}", "Следственный комитет {0}|Следственного комитета {0}"),
}  # fmt: skip
_UNSPECIFIED = {"en": "the requesting State", "fr": "l'État requérant", "ru": "запрашивающее государство"}
_NAMELESS = {
    "en": "the competent authority",
    "fr": "l'autorité compétente",
    "ru": "компетентный орган|компетентного органа",
}


@dataclass(frozen=True)
class Case:
    """What the documents of one complaint share."""

    reference: str
    notice: str
    country: Country
    asylum: Country
    is_country_known: bool
    subject: Person
    relative: Person
    lawyer: Person
    officer: Person
    witness: Person
    namesake: Person
    kin: Person
    official: Official
    received: datetime.date
    decided: datetime.date
    outcome: str

    @property
    def country_code(self) -> str:
        """ISO code, or what the corpus says where a case names none."""
        return self.country.iso if self.is_country_known else "unspecified"


def make_case(rng: random.Random, number: int, officials: tuple[Official, ...]) -> Case:
    """A case with its own people; the namesake bears the full name of an office holder of another country."""
    country = any_country(rng)
    asylum = rng.choice(
        [one for one in COUNTRIES.values() if one.iso in {"FR", "DE", "ES", "AE", "TR"} and one is not country]
    )
    taken = {one.person.name_key for one in officials}
    key = f"case-{number:04d}"

    def new(role: str, home: Country, relative_of: Person | None = None) -> Person:
        while True:
            person = make_person(rng, f"{key}-{role}", home, relative_of=relative_of)
            if person.name_key not in taken:
                taken.add(person.name_key)
                return person

    subject = new("subject", country)
    double = rng.choice([one.person for one in officials if one.person.country is not country])
    received = datetime.date(rng.randint(2014, 2023), rng.randint(1, 12), rng.randint(1, 28))
    year, serial = received.year, 100 + number
    reference = rng.choice(
        ("CCF/{y}/{n}", "CCF/{y}/R.{n}.{s}", "R {n}.{s}", "CCF-{y}-{n:05d}", "CCF/112/R{n}.{s}", "C-{n}/{y}")
    ).format(y=year, n=serial, s=year % 100)
    official = rng.choice([one for one in officials if one.person.country is country] or list(officials))
    return Case(
        reference=reference,
        notice=f"{rng.choice(('A', '2'))}-{rng.randint(100, 19999)}/{rng.randint(1, 12)}-{year - rng.randint(1, 4)}",
        country=country,
        asylum=asylum,
        is_country_known=rng.random() > 0.03,
        subject=subject,
        relative=new("relative", country, subject),
        lawyer=new("lawyer", asylum),
        officer=new("officer", country),
        witness=new("witness", rng.choice((country, asylum))),
        namesake=make_person(rng, f"{key}-namesake", double.country, like=double),
        kin=new("kin", official.person.country, official.person),
        official=official,
        received=received,
        decided=received + datetime.timedelta(days=rng.randint(120, 640)),
        outcome=rng.choice(OUTCOMES),
    )


def other_spelling(rng: random.Random, case: Case) -> Case:
    """The same case as another clerk writes it: names in other Latin spellings."""
    people = {"subject": case.subject, "relative": case.relative, "lawyer": case.lawyer}
    shifted = {name: replace(one, spelling=rng.randrange(12)) for name, one in people.items()}
    return replace(case, subject=shifted["subject"], relative=shifted["relative"], lawyer=shifted["lawyer"])


def speakers(rng: random.Random, case: Case, language: str) -> dict[str, Speaker]:
    """Every slot a template of this case may use."""
    found: dict[str, Speaker] = {
        role: _person(rng, getattr(case, role), language)
        for role in ("subject", "relative", "lawyer", "officer", "witness", "namesake", "kin")
    }
    for prefix, person in (
        ("", case.subject),
        ("lawyer_", case.lawyer),
        ("officer_", case.officer),
        ("relative_", case.relative),
    ):
        for slot, kind in _NUMBERS.items():
            found[prefix + slot] = _fixed(Planted(kind, person.identifiers[slot], person.key))
        found[prefix + "address"] = _address(rng, person, language)
        found[prefix + "birth"] = _fixed(Planted("BIRTH_DATE", say_date(rng, person.born, language), person.key))
        found[prefix + "town"] = _fixed(Planted("BIRTH_PLACE", person.town[language == "ru"], person.key))
    found["namesake_birth"] = _fixed(
        Planted("BIRTH_DATE", say_date(rng, case.namesake.born, language), case.namesake.key)
    )
    found["ref"] = _fixed(Planted("CODE", case.reference))
    found["notice"] = _fixed(Planted("CODE", case.notice))
    found["received"] = _stay("date", say_date(rng, case.received, language))
    found["decided"] = _stay("date", say_date(rng, case.decided, language))
    found["today"] = _stay("date", say_date(rng, case.received + datetime.timedelta(days=rng.randint(3, 90)), language))
    return found | _places(rng, case, language) | _words(rng, case, language)


_NUMBERS = {
    "passport": "PASSPORT", "national": "NATIONAL_ID", "tax": "TAX_ID", "phone": "PHONE", "plate": "PLATE",
    "email": "EMAIL", "iban": "ACCOUNT", "card": "CARD", "ip": "IP", "url": "URL",
}  # fmt: skip


def _fixed(planted: Planted) -> Speaker:
    return lambda shape, case: Said(planted.text, (planted,))


def _stay(kind: str, text: str) -> Speaker:
    return lambda shape, case: Said(text, (), (Stays(kind, text),))


def _address(rng: random.Random, person: Person, language: str) -> Speaker:
    street, town = person.identifiers["street"], person.town[language == "ru"]
    text = f"{street}, {town}" if rng.random() < 0.6 else f"{town}, {street}"
    planted = (Planted("ADDRESS", text, person.key), Planted("ADDRESS", street, person.key))
    return lambda shape, case: Said(text, planted)


def _person(rng: random.Random, person: Person, language: str) -> Speaker:
    def say(shape: str, case: str) -> Said:
        if shape == "bracket":
            outside, inside = say_name(rng, person, language, "", case), native_name(person)
            texts = (outside, inside)
            return Said(f"{outside} ({inside})", tuple(Planted("PERSON", text, person.key) for text in texts))
        text = say_name(rng, person, language, shape, case)
        return Said(text, (Planted("PERSON", text, person.key),))

    return say


def say_name(rng: random.Random, person: Person, language: str, shape: str, case: str) -> str:
    """A name in one of its shapes: full, comma, caps, short, sur, given, native, alt."""
    if shape == "native":
        return native_name(person)
    if language == "ru":
        given, surname = russian_given(person, case), russian_surname(person, case)
        father = russian_patronymic(person, case) if rng.random() < 0.8 else ""
    else:
        shift = 1 if shape == "alt" else 0
        given, surname = latin_given(person, shift), latin_surname(person, shift)
        father = latin_patronymic(person) if rng.random() < 0.3 else ""
    return _shape(rng, shape, given, surname, father)


def _shape(rng: random.Random, shape: str, given: str, surname: str, father: str) -> str:
    both = f"{given} {father}".strip()
    if shape == "sur":
        return surname
    if shape == "given":
        return both
    if shape == "caps":
        return rng.choice((f"{surname} {both}", f"{both} {surname}")).upper()
    if shape == "comma":
        return f"{surname.upper()}, {both}"
    if shape == "short":
        letters = f"{given[0]}.{father[0]}." if father else f"{given[0]}."
        return rng.choice((f"{letters} {surname}", f"{surname} {letters}"))
    return rng.choice(
        (
            f"{both} {surname}",
            f"{both} {surname}",
            f"{given} {surname}",
            f"{surname} {both}",
            f"{both} {surname.upper()}",
        )
    )


def _places(rng: random.Random, case: Case, language: str) -> dict[str, Speaker]:
    at = ("en", "fr", "ru").index(language)
    country, city = case.country, case.country.capital[at]
    name = (country.en, country.fr, country.ru)[at]
    of = (country.en, french_of(country), country.ru_of)[at]
    office = rng.choice(_AUTHORITIES[language]).format(of)
    ncb = {"en": f"NCB {city}", "fr": f"BCN {city}", "ru": f"НЦБ {city}"}[language]
    asylum = (case.asylum.en, case.asylum.fr_of, case.asylum.ru)[at]
    asylum_of = (case.asylum.en, french_of(case.asylum), case.asylum.ru_of)[at]
    if not case.is_country_known:
        name = of = _UNSPECIFIED[language]
        office, ncb = _NAMELESS[language], {"en": "the NCB concerned", "fr": "le BCN concerné", "ru": "НЦБ"}[language]
    kind = "country" if case.is_country_known else "phrase"
    forms = (office.split("|") * 2)[:2]
    return {
        "country": _stay(kind, name),
        "of": _stay(kind, of),
        "ncb": _stay("authority", ncb),
        "authority": lambda shape, gram: _said_authority(forms[gram == "gen"]),
        "asylum": _stay("country", asylum),
        "asylum_of": _stay("country", asylum_of),
        "official": lambda shape, gram: _said_official(rng, case.official, language, gram),
    }


def _said_authority(text: str) -> Said:
    bare = text.removeprefix("the ").removeprefix("le ").removeprefix("l'")
    return Said(text, (), (Stays("authority", bare),))


def _said_official(rng: random.Random, official: Official, language: str, case: str) -> Said:
    phrase, name = with_office(rng, official, language, case)
    return Said(phrase, (), (Stays("public_name", name),))


def _words(rng: random.Random, case: Case, language: str) -> dict[str, Speaker]:
    woman = case.subject.is_woman
    words = {
        "mr": {"en": "Ms" if woman else "Mr", "fr": "Mme" if woman else "M.", "ru": "г-жа" if woman else "г-н"}[
            language
        ],
        "he": "she" if woman else "he",
        "his": "her" if woman else "his",
        "him": "her" if woman else "him",
        "il": "elle" if woman else "il",
        "e": "e" if woman else "",
        "sex": {
            "en": "F" if woman else "M",
            "fr": "féminin" if woman else "masculin",
            "ru": "женский" if woman else "мужской",
        }[language],
        "charge": rng.choice(_CHARGES[language]),
        "article": str(rng.choice((159, 160, 174, 177, 189, 190, 198, 210))),
    }
    return {slot: _plain(text) for slot, text in words.items()}


def _plain(text: str) -> Speaker:
    return lambda shape, case: Said(text)
