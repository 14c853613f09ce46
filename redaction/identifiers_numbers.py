"""Numbers that stand for a person: documents, registers, taxes, banks, cards, devices and vehicles."""

import re
from collections.abc import Callable
from functools import lru_cache

from stdnum import iban, imei, luhn

from redaction import finding as types
from redaction.bodies import Kind
from redaction.bodies import kind as kind_of_word
from redaction.spans import Hit

_DETECTOR = "number"
_CUES = (
    (
        types.PASSPORT,
        r"passports?|passeports?|паспорт\w{0,3}|загранпаспорт\w{0,3}|pasaporte|reisepass\w{0,3}|pasaport\w{0,3}|travel\sdocument|titre\sde\svoyage|серия|جواز",
    ),
    (types.TAX_ID, r"инн|огрн(?:ип)?|кпп|окпо|tax|tin|fiscale?|siren|siret|vat|tva|nif|steuer\w{0,20}|vergi"),
    (
        types.NATIONAL_ID,
        r"снилс|иин|id|personal\s(?:id\s)?(?:n(?:umber|o\b\.?)|code)|идентификационн\w{2,3}\s(?:номер\w{0,2}|код\w{0,2})|identity|identit[ée]|identification|cni|nir|insee|s[ée]curit[ée]\ssociale|ssn|social\ssecurity|nino|national\sinsurance|dni|nie|c[ée]dula|curp|cpf|pesel|tckn?|kimlik"
        r"|рнокпп|личн\w{2,3}\sномер|удостоверени\w{1,3}|водительск\w{2,3}|driv(?:ing|er'?s?)\slicen[cs]e|permis(?:\sde\sconduire)?|emirates|residen(?:ce|t)\s(?:permit|card)|titre\sde\ss[ée]jour|carte\sde\ss[ée]jour|imei|imsi|personnel|matricule|personalausweis|الهوية",
    ),
    (types.ACCOUNT, r"account|acct|compte|сч[её]т\w{0,2}|р/с|к/с|бик|swift|bic|rib|iban|konto|cuenta|hesap"),
    (types.CARD, r"card|carte|карт[аыуе]|visa|mastercard|tarjeta|мир"),
    (
        types.PLATE,
        r"plates?|immatricul\w{1,8}|госномер|гос\.?\s?номер|г\.?р\.?з\.?|registration\splate|licen[cs]e\splate|number\splate|plaka|kennzeichen|matr[íi]cula|vehicles?|v[ée]hicules?|voitures?|cars?|автомобил\w{1,3}|автомашин\w{1,2}|машин\w{1,2}|а/м|vin",
    ),
)
_CUE = re.compile("|".join(f"(?P<{name}>(?<!\\w)(?:{words})(?!\\w))" for name, words in _CUES), re.I)
_LINK = r"(?:[ \t\u00a0]|[:#№°º=.,(]|n[°ºo]s?\.?|nr\.?|num(?:ber|[ée]ro)s?|номер\w{0,2}|серия|серии|series|is|est|card|carte|photo|рф|РФ|code|код){0,6}"
_VALUE = r"(?=[^\s]{0,14}\s?\d)(?:[A-ZА-ЯЁ0-9OolI][A-ZА-ЯЁ0-9OolI*]{0,24}(?:[ \-./\u00a0]|\n(?=[A-Z0-9]{0,4}\d)|\s(?:№|n[°º]|No\.?)\s?)){0,7}[A-ZА-ЯЁ0-9*]{1,24}(?![a-zа-я])"
_AFTER_CUE = re.compile(rf"(?:[^\n\d]{{0,55}}?|[^\n\d:.;]{{0,8}}:?\n[ \t]{{0,4}})(?<!\w)({_VALUE})")
# `the tax number of Solène Le Goff is 16 02 648 883 306`, over a line's end
_AFTER_NAME = re.compile(
    rf"[^\n\d.;]{{0,45}}?\n?[^\n\d.;]{{0,45}}?\s(?:is|est|est le|–|—|:)\s{{1,4}}((?-i:{_VALUE}))", re.I
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9O]{2}(?:[ \u00a0\n\-]?[A-Z0-9]{4}){2,7}(?:[ \u00a0\n\-]?[A-Z0-9]{1,4})?(?!\w)")
_CARD = re.compile(r"(?<![\w])[2-6]\d{3}(?:([ \-\u00a0]?)\d{4})(?:\1\d{4}){1,2}(?:\1\d{1,4})?(?![\w])")
_BARE = re.compile(r"(?<![\w.,/\-])\d{9,26}(?![\w]|[.,/\-]\d)")
_MONEY = re.compile(
    r"\s{0,2}(?:€|\$|£|₽|eur|usd|rub|gbp|chf|uah|kzt|aed|руб|рубл|dollar|евро|долл|pounds|francs|roubles|тенге|грн)",
    re.I,
)
_MONEY_BEFORE = re.compile(r"(?:€|\$|£|₽|eur|usd|rub|gbp|chf)\s{0,2}$", re.I)
_SHAPES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (types.NATIONAL_ID, 0.9, re.compile(r"(?<![\w\-])\d{3}-\d{3}-\d{3}[ \-]\d{2}(?!\w)")),  # SNILS
    (types.NATIONAL_ID, 0.8, re.compile(r"(?<![\w\-])\d{3}-\d{2}-\d{4}(?![\w\-])")),  # United States
    (
        types.NATIONAL_ID,
        0.85,
        re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?!\w)"),
    ),  # United Kingdom
    (
        types.NATIONAL_ID,
        0.85,
        re.compile(
            r"(?<!\w)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\w)"
        ),
    ),  # France
    (
        types.NATIONAL_ID,
        0.7,
        re.compile(r"(?<!\w)(?:\d{8}|[XYZ]\d{7}|\d{2}\.\d{3}\.\d{3})[ \-]?[A-HJ-NP-TV-Z](?!\w)"),
    ),  # Spain
    (types.NATIONAL_ID, 0.9, re.compile(r"(?<!\w)784[\- ]?\d{4}[\- ]?\d{7}[\- ]?\d(?!\w)")),  # Emirates
    (types.NATIONAL_ID, 0.85, re.compile(r"(?<!\w)\d{17}[\dXx](?!\w)")),  # China
    (types.NATIONAL_ID, 0.8, re.compile(r"(?<!\w)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)")),  # Brazil
    (types.NATIONAL_ID, 0.8, re.compile(r"(?<!\w)756\.\d{4}\.\d{4}\.\d{2}(?!\w)")),  # Switzerland
    (types.NATIONAL_ID, 0.7, re.compile(r"(?<!\w)[A-Z]{4}\d{6}[A-Z0-9]{7,8}(?!\w)")),  # Mexico
    (types.NATIONAL_ID, 0.7, re.compile(r"(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)")),  # Italy
    (
        types.PASSPORT,
        0.7,
        re.compile(r"(?<![\w/\-.])\d{2}[ \u00a0]?\d{2}[ \u00a0](?:№\s?)?\d{6}(?![\w/\-])"),
    ),  # Russia, inner
    (types.PASSPORT, 0.6, re.compile(r"(?<![\w/\-.])\d{2}[ \u00a0](?:№\s?)?\d{7}(?![\w/\-])")),  # Russia, for travel
    (types.PASSPORT, 0.75, re.compile(r"(?<!\w)\d{2}[A-Z]{2}\d{5}(?!\w)")),  # France
    (types.PASSPORT, 0.65, re.compile(r"(?<![\w/\-])[A-ZА-ЯІЇ]{1,3}[ \u00a0]?(?:№\s?)?\d{6,9}(?![\w/\-])")),
    (
        types.PASSPORT,
        0.9,
        re.compile(r"[PIACV][A-Z<][A-Z]{3}[A-Z0-9<]{20,60}|[A-Z0-9<]{9}[0-9<][A-Z]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{2,20}"),
    ),  # machine-readable zone
    (
        types.NATIONAL_ID,
        0.55,
        re.compile(
            r"(?<![\w/.\-])(?!\d{1,2}[A-Z]{3,5}(?:19|20)\d\d(?!\w))(?=[A-Z0-9]*[A-Z])(?=(?:[A-Z]*\d){5})[A-Z0-9]{7,16}(?![\w/\-])"
        ),
    ),  # letters and figures mixed: a document of some country
    (types.TAX_ID, 0.75, re.compile(r"(?<!\w)[A-Z]{5}\d{4}[A-Z](?!\w)")),  # India
    (types.PLATE, 0.8, re.compile(r"(?<!\w)(?:Dubai|Abu Dhabi|Sharjah|Ajman|Fujairah)\s[A-Z]{1,2}\s\d{3,5}(?!\w)")),
    (types.PLATE, 0.8, re.compile(r"(?<!\w)[АВЕКМНОРСТУХ]\s?\d{3}\s?[АВЕКМНОРСТУХ]{2}\s?\d{2,3}(?:\s?RUS)?(?!\w)")),
    (types.PLATE, 0.75, re.compile(r"(?<!\w)[\u4e00-\u9fff][A-Z]\s?[·•]?\s?[A-Z0-9]{5,6}(?!\w)")),  # China
    (types.PLATE, 0.7, re.compile(r"(?<!\w)[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}(?!\w)")),
    (types.PLATE, 0.6, re.compile(r"(?<!\w)[A-Z]{2}\d{2}\s[A-Z]{3}(?!\w)")),
    (types.PLATE, 0.6, re.compile(r"(?<![\w/.-])(?:0[1-9]|[1-7]\d|8[01]) [A-Z]{1,3} \d{2,4}(?![\w/])")),
    (types.PLATE, 0.7, re.compile(r"(?<!\w)[АВЕІКМНОРСТХA-Z]{2} ?\d{4} ?[АВЕІКМНОРСТХA-Z]{2}(?!\w)")),
    (
        types.PLATE,
        0.7,
        re.compile(r"(?<!\w)(?=[A-HJ-NPR-Z0-9]{0,16}\d)[A-HJ-NPR-Z]{1,3}[A-HJ-NPR-Z0-9]{10,12}\d{4}(?!\w)"),
    ),  # VIN
)
_NO_CODE = re.compile(r"(?:RES|ISO|ICC|AG|GA|EN|FZ|ФЗ|UTC|GMT|HTTP|EUR|USD|RUB|GBP|CHF|ART|NO|TEL|FAX|PAGE)\b", re.I)


def find_numbers(text: str) -> list[Hit]:
    """By a word before the number, by a country's form, and any long run of digits that is no sum of money."""
    hits = [hit for cue in _CUE.finditer(text) for hit in _after_cue(text, cue)]
    for kind, score, shape in _SHAPES:
        hits += [
            Hit(*one.span(), kind, score, _DETECTOR)
            for one in shape.finditer(text)
            if not _NO_CODE.match(one.group()) and not is_money(text, *one.span())
        ]
    hits += _checked(_IBAN, text, types.ACCOUNT, iban.is_valid)
    hits += _checked(_CARD, text, types.CARD, luhn.is_valid)
    return hits + _bare(text)


def _after_cue(text: str, cue: re.Match[str]) -> list[Hit]:
    found = _AFTER_CUE.match(text, cue.end(), min(len(text), cue.end() + 110))
    if found is None and cue.lastgroup in (types.TAX_ID, types.PASSPORT):
        found = _AFTER_NAME.match(text, cue.end(), min(len(text), cue.end() + 130))
    if found is None or cue.lastgroup == types.NATIONAL_ID and found.start(1) > cue.end() + 12:
        found = _letters(text, cue) or found
    if found is None:
        return []
    start, value = found.start(1), found.group(1)
    if value.isalpha():
        return [Hit(start, start + len(value), str(cue.lastgroup), 0.8, _DETECTOR)]
    digits = sum(each.isdigit() or each in "OolI" for each in value)
    is_long = digits >= (4 if cue.lastgroup in (types.PLATE, types.CARD) else 5) or (
        cue.lastgroup == types.PLATE and digits >= 2
    )
    if not is_long or _looks_dated(value) or is_money(text, *found.span(1)):
        return []
    return [Hit(start, start + len(value), str(cue.lastgroup), 0.9, _DETECTOR)]


def _letters(text: str, cue: re.Match[str]) -> re.Match[str] | None:
    """`personal number MAATEBZ`: some countries' numbers may hold no figure; a word of a language is none."""
    if cue.lastgroup != types.NATIONAL_ID:
        return None
    found = _ALL_LETTERS.match(text, cue.end(), min(len(text), cue.end() + 30))
    return found if found and is_letters_alone(found.group(1)) else None


def is_letters_alone(value: str) -> bool:
    """`MAATEBZ`: seven capitals that are a word of no language."""
    return re.fullmatch(r"[A-Z]{7}", value) is not None and kind_of_word(value) is Kind.UNKNOWN


_ALL_LETTERS = re.compile(r"[^\n\w]{0,4}(?:(?:number|no|n|code|card)\b[^\n\w]{1,4})?([A-Z]{7})(?!\w)")
_DATED = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./\- ](?:0?[1-9]|1[0-2])[./\- ](?:\d{4}|\d{2})(?![./\- ]?\d)|\d{4}[./\-]\d{1,2}[./\-]\d{1,2}|(?:19|20)\d\d(?:[\-/](?:19|20)?\d\d)?$"
)


def _looks_dated(value: str) -> bool:
    return _DATED.match(value) is not None


def is_money(text: str, start: int, end: int) -> bool:
    """Does a currency stand beside these figures?"""
    return _MONEY.match(text, end) is not None or _MONEY_BEFORE.search(text[max(0, start - 6) : start]) is not None


def _checked(shape: re.Pattern[str], text: str, kind: str, is_valid: Callable[[str], bool]) -> list[Hit]:
    """A checksum raises the score and never vetoes: most numbers in letters were typed by hand."""
    return [
        Hit(*one.span(), kind, 0.98 if is_valid(_bare_form(one.group())) else 0.6, _DETECTOR)
        for one in shape.finditer(text)
        if sum(each.isdigit() for each in one.group()) >= 8 and not is_money(text, *one.span())
    ]


def _bare_form(value: str) -> str:
    return re.sub(r"[\s\-]", "", value)


def _bare(text: str) -> list[Hit]:
    return [
        Hit(*one.span(), kind, score, _DETECTOR)
        for one in _BARE.finditer(text)
        if not is_money(text, *one.span())
        for kind, score in [_kind_of_run(one.group())]
    ]


@lru_cache(maxsize=4096)
def _kind_of_run(digits: str) -> tuple[str, float]:
    """What an unlabelled run of digits most likely is; whatever it is, it points at somebody."""
    if len(digits) == 20:
        return types.ACCOUNT, 0.7
    if len(digits) in (15, 16) and luhn.is_valid(digits):
        return (types.NATIONAL_ID, 0.8) if len(digits) == 15 and imei.is_valid(digits) else (types.CARD, 0.9)
    if len(digits) in (10, 12, 13) and _is_russian(digits):
        return types.TAX_ID, 0.8
    return types.NATIONAL_ID, 0.5


def _is_russian(digits: str) -> bool:
    from stdnum.ru import inn, ogrn

    return bool(inn.is_valid(digits) or ogrn.is_valid(digits))
