"""Invented people: one person, the many ways the name is written, and the numbers that belong to them."""

import datetime
import random
from dataclasses import dataclass, field

from flows.sample.decline import decline_given, decline_surname, female_surname, patronymic
from flows.sample.numbers import card, fill, iban
from flows.sample.origins import ORIGINS, NamePart, Origin
from flows.sample.places import COUNTRIES, Country


@dataclass(frozen=True)
class Person:
    """One invented person; `latin` is the spelling that the papers about them use first."""

    key: str
    is_woman: bool
    given: NamePart
    surname: NamePart
    father: NamePart | None
    country: Country
    born: datetime.date
    town: tuple[str, str]
    spelling: int = 0
    identifiers: dict[str, str] = field(default_factory=dict)

    @property
    def name_key(self) -> tuple[str, str]:
        """What makes two people namesakes."""
        return self.given.russian, self.surname.russian


def make_person(
    rng: random.Random, key: str, country: Country, *, relative_of: Person | None = None, like: Person | None = None
) -> Person:
    """A new person; with the surname of a relative, or the full name of a namesake."""
    origin = ORIGINS[rng.choice(country.origins)]
    is_woman = like.is_woman if like else rng.random() < 0.3
    given = like.given if like else rng.choice(origin.women if is_woman else origin.men)
    surname = like.surname if like else _surname(rng, origin, relative_of, is_woman=is_woman)
    father = rng.choice(origin.men) if origin.has_patronymic else None
    born = datetime.date(rng.randint(1948, 1998), rng.randint(1, 12), rng.randint(1, 28))
    town = rng.choice(country.towns)
    person = Person(key, is_woman, given, surname, father, country, born, town, rng.randrange(12))
    person.identifiers.update(_identifiers(rng, person))
    return person


def _surname(rng: random.Random, origin: Origin, relative: Person | None, *, is_woman: bool) -> NamePart:
    if relative is not None:
        return _regendered(relative, is_woman=is_woman)
    part = rng.choice(origin.surnames)
    return _feminine(part) if is_woman and origin.is_gendered else part


def _regendered(relative: Person, *, is_woman: bool) -> NamePart:
    """The relative's surname with the ending of this person's sex, where the origin has such endings."""
    for origin in ORIGINS.values():
        for part in origin.surnames if origin.is_gendered else ():
            if relative.surname in (part, _feminine(part)):
                return _feminine(part) if is_woman else part
    return relative.surname


def _feminine(part: NamePart) -> NamePart:
    native = female_surname(part.native) if part.native else ""
    return NamePart(tuple(female_surname(one) for one in part.latin), female_surname(part.russian), native)


def _identifiers(rng: random.Random, person: Person) -> dict[str, str]:
    country = person.country
    street = rng.choice(country.streets).format(n=rng.randint(2, 180), m=rng.randint(2, 99))
    mail_name = "".join(c for c in person.surname.latin[0].lower() if c.isascii() and c.isalpha())
    initial = person.given.latin[0][0].lower()
    initial = initial if initial.isascii() else "x"
    mail = rng.choice(("{s}.{i}{n}", "{i}.{s}", "{i}{s}{n}", "{s}_{n}")).format(
        s=mail_name, i=initial, n=person.born.year % 100
    )
    host = rng.choice(("gmail.com", "mail.example", "proton.example", "yandex.ru", "inbox.example", "outlook.com"))
    return {
        "passport": fill(rng, country.passport),
        "national": fill(rng, country.national),
        "tax": fill(rng, country.tax),
        "phone": fill(rng, country.phone),
        "plate": fill(rng, country.plate),
        "email": f"{mail}@{host}",
        "street": street,
        "iban": iban(rng, rng.choice(("DE", "FR", "LV", "CY", "GE", "AE", "TR", "GB"))),
        "card": card(rng),
        "ip": ".".join(str(rng.randint(11, 223)) for _ in range(4)),
        "url": rng.choice(
            ("https://t.me/{0}{1}", "https://vk.example/{0}.{1}", "http://www.{0}-{1}.example/contact")
        ).format(mail_name, rng.randint(10, 999)),
    }


def latin_patronymic(person: Person) -> str:
    """The patronymic in Latin letters; empty for most origins."""
    return patronymic(person.father.latin[0], is_woman=person.is_woman) if person.father else ""


def russian_patronymic(person: Person, case: str) -> str:
    """The patronymic in Russian, in a case."""
    name = patronymic(person.father.russian, is_woman=person.is_woman) if person.father else ""
    if not name:
        return ""
    return decline_given(name, case, is_woman=person.is_woman) if person.is_woman else _male_patronymic(name, case)


def _male_patronymic(name: str, case: str) -> str:
    return decline_given(name, case, is_woman=False)


def _latin(part: NamePart, spelling: int) -> str:
    return part.latin[spelling % len(part.latin)]


def latin_given(person: Person, shift: int = 0) -> str:
    """The given name in Latin letters, in one of its spellings."""
    return _latin(person.given, person.spelling + shift)


def latin_surname(person: Person, shift: int = 0) -> str:
    """The surname in Latin letters, in one of its spellings."""
    return _latin(person.surname, person.spelling + shift)


def russian_given(person: Person, case: str = "nom") -> str:
    """The given name in Russian."""
    return decline_given(person.given.russian, case, is_woman=person.is_woman)


def russian_surname(person: Person, case: str = "nom") -> str:
    """The surname in Russian."""
    return decline_surname(person.surname.russian, case, is_woman=person.is_woman)


def native_name(person: Person) -> str:
    """The name in its own script, where that is neither Latin nor empty; else in Russian."""
    if not person.surname.native or not person.given.native:
        return f"{russian_surname(person)} {russian_given(person)}"
    if person.surname.native[0] >= "\u4e00":
        return person.surname.native + person.given.native
    return f"{person.given.native} {person.surname.native}"


def all_spellings(person: Person) -> tuple[str, ...]:
    """Every full name that a register would list."""
    found = [f"{given} {surname}" for given in person.given.latin for surname in person.surname.latin]
    found.append(f"{russian_given(person)} {russian_surname(person)}")
    found.append(f"{russian_surname(person)} {russian_given(person)}")
    if russian_patronymic(person, "nom"):
        found.append(f"{russian_surname(person)} {russian_given(person)} {russian_patronymic(person, 'nom')}")
        found.append(f"{latin_given(person)} {latin_patronymic(person)} {latin_surname(person)}")
    found.append(native_name(person))
    return tuple(dict.fromkeys(found))


def any_country(rng: random.Random) -> Country:
    """A country, those with many notices more often."""
    return COUNTRIES[rng.choice(tuple(COUNTRIES) + ("RU", "RU", "TR", "UA", "KZ", "UZ", "AZ", "CN", "TJ"))]
