"""Fills the slots of a wording for one document, each value with its label."""
# ruff: noqa: E501  (tables are easier to read, and to extend, on one line)

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from redaction.training import codes, inflect, people
from redaction.training.wording import chosen, slots, wording

Piece = tuple[str, str]
PER_FORMS = {
    "full": 50, "long": 8, "initials": 13, "initials_after": 4, "surname": 12, "capital": 4, "capital_last": 5, "middle_initial": 3, "junior": 1,
    "reversed": 3, "given": 2, "all_capital": 1,
}  # fmt: skip
NAMES = {
    "full": "full", "long": "long", "sur": "surname", "giv": "given", "io": "io", "ini": "initials", "cap": "capital", "rev": "reversed",
    "com": "comma", "jun": "junior", "inia": "initials_after", "caps": "all_capital",
}  # fmt: skip
VOWELS = "aeiouyhàâäéèêëîïôöùûüAEIOUYHÀÂÉÈÊËÎÔ"


@dataclass(frozen=True, repr=False)
class Scene:
    """One document's language, dice and cast of people."""

    lang: str
    rng: random.Random
    cast: list[people.Person] = field(default_factory=list)

    def words(self, name: str) -> str:
        return self.rng.choice(wording(self.lang)[name])


def scene(lang: str, rng: random.Random) -> Scene:
    """A document about to be written, with two to five people in it."""
    return Scene(lang, rng, [people.person(lang, rng) for _ in range(rng.randint(2, 5))])


def _somebody(at: Scene, gender: str) -> people.Person:
    known = [one for one in at.cast if gender in ("", one.gender)]
    if known and at.rng.random() < 0.6:
        return at.rng.choice(known)
    while True:
        one = people.person(at.lang, at.rng)
        if gender in ("", one.gender):
            return one


def _name(at: Scene, slot: str, attributes: set[str]) -> str:
    who = _somebody(at, next((g for g in "mf" if g in attributes), ""))
    case = next((c for c in inflect.CASES if c in attributes), "")
    form = NAMES.get(slot) or at.rng.choices(list(PER_FORMS), list(PER_FORMS.values()))[0]
    text = people.written(who, form, case, at.lang, at.rng)
    if at.lang == "de" and case == "gen":
        text += "’" if text[-1] in "sxzßSXZ" else "s"
    return text


def _with_clitic(text: str, attributes: set[str]) -> str:
    for clitic in ("و", "ف", "ب", "ل"):
        if clitic in attributes:
            return "لل" + text[2:] if clitic == "ل" and text.startswith("ال") else clitic + text
    return text


def _place(at: Scene, slot: str, attributes: set[str]) -> str:
    name = slot if slot in ("city", "country") else at.rng.choice(("city", "city", "country", "place"))
    case = next((c for c in inflect.CASES if c in attributes), "")
    text = at.words(name)
    if name == "city" and at.rng.random() < 0.2 and at.lang in ("de", "fr", "es", "ru", "uk") and not case:
        text = people._drawn(people._faker(people.HOME[at.lang][0]), "city", at.rng).replace("\n", " ")
    return inflect.place(text, case, at.lang) if case and at.lang in ("ru", "uk") else text


def _flat(at: Scene, template: str) -> str:
    return "".join(text for text, _ in filled(at, template))


def _date(at: Scene) -> str:
    lines = wording(at.lang)
    return codes.date(lines["months"], lines.get("months_short", lines["months"]), at.lang, at.rng)


def _demographic(at: Scene, slot: str, attributes: set[str]) -> str:
    forms = at.words(slot).split("/")
    return forms[-1] if "f" in attributes else forms[0]


def _time(at: Scene) -> str:
    hour, minute = at.rng.randint(0, 23), at.rng.randint(0, 59)
    return at.rng.choice(
        (f"{hour}:{minute:02}", f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}:{at.rng.randint(0, 59):02}")
    )


PLAIN: dict[str, Callable[[Scene], str]] = {
    "n": lambda at: str(at.rng.randint(2, 40)),
    "big": lambda at: f"{at.rng.randint(1, 999)}{at.rng.choice((' ', ',', '.', ''))}{at.rng.randint(0, 999):03}",
    "age": lambda at: str(at.rng.randint(16, 89)),
    "cur": lambda at: at.rng.choice("EUR USD GBP UAH RUB TRY AED CHF € $".split()),
    "dec": lambda at: f"{at.rng.randint(0, 99)}{at.rng.choice('.,')}{at.rng.randint(0, 9)}",
}
OTHERS: dict[str, str] = {
    "work": "OTHER",
    "law": "OTHER",
    "ncb": "ORG",
    "product": "OTHER",
    "car": "OTHER",
    "drug": "OTHER",
    "ship": "OTHER",
    "event": "OTHER",
    "org": "ORG",
}


def _address_of(at: Scene, slot: str) -> str:
    name = _name(at, "full", set())
    made = {"mail": codes.mail, "url": codes.url, "nickid": codes.handle}
    return "@" + codes.handle(name, at.rng) if slot == "handle" else made[slot](name, at.rng)


def _value(at: Scene, slot: str) -> Piece:
    name, *rest = slot.split(".")
    attributes = set(rest)
    if name in NAMES or name == "per":
        return _with_clitic(_name(at, name, attributes), attributes), "PERSON"
    if name == "nick":
        return people.nickname(at.lang, at.rng), "PERSON"
    if name in ("loc", "city", "country"):
        return _with_clitic(_place(at, name, attributes), attributes), "LOC"
    if name in PLAIN:
        return PLAIN[name](at), ""
    if name in ("date", "year", "time", "weekday", "month"):
        made = {"date": _date, "year": lambda at: str(at.rng.randint(1900, 2026)), "time": _time}
        return made[name](at) if name in made else at.words("month" if name == "month" else "weekdays"), "DATE"
    if name in ("nat", "adj", "job", "rel"):
        return _demographic(at, name, attributes), "DEM"
    if name in ("handle", "mail", "url", "nickid"):
        return _address_of(at, name), "CODE"
    if name in codes.CODES:
        return codes.code(name, at.rng), "CODE"
    if name == "addr":
        return _flat(at, chosen(at.words("addr"), at.rng)), "ADDRESS"
    if name == "domain":
        return codes.domain(at.rng), "CODE"
    text = _flat(at, chosen(at.words(name), at.rng))
    return _with_clitic(text, attributes), OTHERS.get(name, "")


def filled(at: Scene, template: str) -> list[Piece]:
    """The pieces of a wording; choices must be made before."""
    pieces: list[Piece] = []
    for slot, words in slots(template):
        if not slot:
            pieces.append((words, ""))
        elif slot[0].isupper() and ":" in slot:
            label, _, text = slot.partition(":")
            pieces.append((text, label))
        elif slot in ("@weekday_in", "@month_in"):
            before, _, day = at.words(slot[1:]).rpartition(" ")
            pieces.extend([(before + " " if before else "", ""), (day, "DATE")])
        elif slot.startswith("@"):
            pieces.extend(filled(at, chosen(at.words(slot[1:]), at.rng)))
        else:
            value = _value(at, slot)
            pieces = _elided(at.lang, pieces, value[0])
            pieces.append(value)
            pieces.extend(_ending(at, slot, value))
    return pieces


def _elided(lang: str, pieces: list[Piece], value: str) -> list[Piece]:
    if (
        lang == "fr"
        and pieces
        and not pieces[-1][1]
        and pieces[-1][0].endswith((" de ", " que ", " De "))
        and value[:1] in VOWELS
    ):
        return [*pieces[:-1], (pieces[-1][0][:-2] + "’", "")]
    return pieces


def _ending(at: Scene, slot: str, value: Piece) -> list[Piece]:
    """The Turkish suffix after a proper name, outside its span."""
    case = next((c for c in (*inflect.CASES, "abl") if f".{c}" in slot), "")
    if at.lang != "tr" or not case:
        return []
    return [(at.rng.choice("'’'") + inflect.suffix(value[0], case), "")]


def line(at: Scene, name: str) -> list[Piece]:
    """One wording of a list, filled."""
    return filled(at, chosen(at.words(name), at.rng))
