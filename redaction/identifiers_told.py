"""Numbers told by a word beside them, where the word is Arabic or the number is a bank's."""

import re

import pycountry

from redaction import finding as types
from redaction.spans import Hit

_DETECTOR = "number"
_DIGIT = r"[\d٠-٩۰-۹]"
_VALUE = rf"((?:[A-Z]{{1,3}}[ \-]?)?{_DIGIT}(?:{_DIGIT}|[A-Z]|[/\-.](?=[A-Z\d])|[ ](?={_DIGIT}{{2}})){{2,28}})"
_ARABIC = (
    (types.PASSPORT, 5, r"(?:ال)?جواز(?:ات)?(?:\s(?:ال)?سفر)?"),
    (types.NATIONAL_ID, 5, r"رخصة\s(?:ال)?(?:قيادة|سوق)|(?:ال)?هوية|(?:ال)?بطاقة(?:\sالشخصية)?|(?:ال)?رقم\sال(?:قومي|وطني|مدني)"),
    (types.TAX_ID, 5, r"(?:ال)?رقم\sالضريبي"),
    (types.PLATE, 3, r"(?:ال)?لوحة|سيارة"),
    (types.ACCOUNT, 6, r"(?:ال)?حساب"),
    (types.PHONE, 6, r"(?:ال)?هاتف|(?:ال)?جوال|(?:ال)?موبايل|تلفون|فاكس|واتساب"),
    (types.CODE, 3, r"(?:ال)?قضية|(?:ال)?دعوى|(?:ال)?ملف|(?:ال)?شكوى|(?:ال)?طلب|(?:ال)?نشرة(?:\sالحمراء)?|(?:ال)?مذكرة|(?:ال)?محضر"),
)  # fmt: skip
_TOLD = tuple(
    (kind, least, re.compile(rf"(?<!\w)(?:{words})(?:\s?رقم|\sذ[يو]\sالرقم|\s?:){{1,2}}\s?:?\s?{_VALUE}(\s(?:لسنة|لعام)\s{_DIGIT}{{4}})?"))
    for kind, least, words in _ARABIC
)  # fmt: skip
_EMIRATE = re.compile(r"\s(?:دبي|أبوظبي|الشارقة|عجمان|مصر|بغداد|دمشق)")
_SWIFT = re.compile(
    r"(?<!\w)(?:swift|bic|свифт|свіфт)(?:[ /\-](?:bic|code|swift|код))?\s?[:=№#]?\s?((?-i:[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?))(?!\w)",
    re.I,
)
_SORT = re.compile(r"(?<!\w)sort\scode\s?[:=]?\s?(\d{2}[\- ]?\d{2}[\- ]?\d{2})(?!\w)", re.I)


def find_told(text: str) -> list[Hit]:
    """The number alone is the hit."""
    hits = [
        Hit(one.start(1), _end(text, one, kind), kind, 0.85, _DETECTOR)
        for kind, least, pattern in _TOLD
        for one in pattern.finditer(text)
        if sum(each.isdigit() for each in one.group(1)) >= least
    ]
    hits += [
        Hit(*one.span(1), types.ACCOUNT, 0.85, _DETECTOR)
        for one in _SWIFT.finditer(text)
        if pycountry.countries.get(alpha_2=one.group(2)) is not None
    ]
    return hits + [Hit(*one.span(1), types.ACCOUNT, 0.85, _DETECTOR) for one in _SORT.finditer(text)]


def _end(text: str, one: re.Match[str], kind: str) -> int:
    emirate = _EMIRATE.match(text, one.end()) if kind == types.PLATE else None
    return emirate.end() if emirate else one.end()
