"""Russian declension of names by their endings, enough for invented people of any origin."""

CASES = ("nom", "gen", "dat", "acc", "ins", "prep")
_HUSHED = "жшчщц"
_VELAR = "гкх" + _HUSHED

# endings to take off, then the six to put on; the first row whose ending fits is used
_MALE_GIVEN = (("ий", "ий ия ию ия ием ии"), ("й", "й я ю я ем е"), ("ь", "ь я ю я ем е"))
_SOFT_A = (("ия", "ия ии ии ию ией ии"), ("я", "я и е ю ей е"))
_MALE_SURNAME = (
    ("ский", "ский ского скому ского ским ском"),
    ("цкий", "цкий цкого цкому цкого цким цком"),
    ("ый", "ый ого ому ого ым ом"),
    ("ов", "ов ова ову ова овым ове"),
    ("ев", "ев ева еву ева евым еве"),
    ("ин", "ин ина ину ина иным ине"),
    ("ын", "ын ына ыну ына ыным ыне"),
)
_FEMALE_SURNAME = (
    ("ская", "ская ской ской скую ской ской"),
    ("цкая", "цкая цкой цкой цкую цкой цкой"),
    ("ова", "ова овой овой ову овой овой"),
    ("ева", "ева евой евой еву евой евой"),
    ("ина", "ина иной иной ину иной иной"),
    ("ына", "ына ыной ыной ыну ыной ыной"),
)


def decline_given(name: str, case: str, *, is_woman: bool) -> str:
    """A given name, or a surname without a declension of its own kind."""
    at = CASES.index(case)
    if name.endswith("а") and name[-2:-1] not in "аеиоуэюя":
        before = name[-2:-1]
        second = "и" if before in _VELAR else "ы"
        fifth = "ей" if before in _HUSHED else "ой"
        return name[:-1] + ("а", second, "е", "у", fifth, "е")[at]
    table = _SOFT_A if is_woman else _SOFT_A + _MALE_GIVEN
    changed = _by_table(name, table, at)
    if changed or is_woman or name[-1:] not in "бвгджзклмнпрстфхцчшщ":
        return changed or name
    return name + ("", "а", "у", "а", "ем" if name[-1] in _HUSHED else "ом", "е")[at]


def decline_surname(name: str, case: str, *, is_woman: bool) -> str:
    """A surname: possessive and adjectival endings first, then as a given name."""
    if name.endswith(("их", "ых")):
        return name
    table = _FEMALE_SURNAME if is_woman else _MALE_SURNAME
    return _by_table(name, table, CASES.index(case)) or decline_given(name, case, is_woman=is_woman)


def female_surname(name: str) -> str:
    """The woman's form of a gendered surname, Russian or Latin."""
    for man, woman in _FEMALE_FORMS:
        if name.endswith(man):
            return name[: len(name) - len(man)] + woman
    return name


def patronymic(father: str, *, is_woman: bool) -> str:
    """From a father's name in Russian or Latin; empty where the rule would be irregular."""
    if not father or father[-1] in "аяоиеьaoe" or father.endswith(("ий", "iy", "ii")):
        return ""
    is_latin = father.isascii()
    if father[-1] in "йyi":
        stem, soft = father[:-1], True
    else:
        stem, soft = father, False
    endings = {(True, True): "evna", (True, False): "evich", (False, True): "ovna", (False, False): "ovich"}
    russian = {(True, True): "евна", (True, False): "евич", (False, True): "овна", (False, False): "ович"}
    return stem + (endings if is_latin else russian)[(soft, is_woman)]


def _by_table(name: str, table: tuple[tuple[str, str], ...], at: int) -> str:
    for ending, forms in table:
        if name.endswith(ending):
            return name[: len(name) - len(ending)] + forms.split()[at]
    return ""


_FEMALE_FORMS = (
    ("ский", "ская"),
    ("цкий", "цкая"),
    ("ый", "ая"),
    ("ов", "ова"),
    ("ев", "ева"),
    ("ин", "ина"),
    ("skiy", "skaya"),
    ("skii", "skaia"),
    ("sky", "skaya"),
    ("ov", "ova"),
    ("ev", "eva"),
    ("in", "ina"),
    ("ine", "ina"),
)
