"""Ways to reach somebody: phones, e-mail, web addresses, handles, network and device addresses, wallets."""

import ipaddress
import re
from functools import lru_cache

import phonenumbers

from redaction import finding as types
from redaction.identifiers_dates import DATE_PATTERN
from redaction.spans import Hit

_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w][\w.+\-'’]{0,63}\s?(?:@|\(at\)|\[at\]|＠)\s?[\w][\w\-]{0,62}(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w\-]{2,62}){1,4}",
    re.I,
)
_OCR_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w][\w.+\-]{0,63}(?:@|©|®)[\w\-]{1,62}[.,][\w\-]{2,24}(?:[.,][a-z]{2,6}){0,2}", re.I
)
_URL = re.compile(
    r"(?<!\w)(?:(?:https?|ftp|tg|viber|skype|hxxps?)\s?:/{1,2}\s?[^\s<>\"«»]{2,400}|www\d?\.[^\s<>\"«»]{3,400}"
    r"|(?:t\.me|telegram\.me|vk\.com|ok\.ru|wa\.me|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|linkedin\.com|youtube\.com|tiktok\.com|github\.com|skype)/[^\s<>\"«»]{1,200}"
    r"|(?:[a-z0-9][a-z0-9\-]{0,40}\.){1,4}(?:com|org|net|info|biz|io|ru|fr|uk|de|ua|by|kz|tr|es|it|pl|su|eu|int|gov|edu|me|рф|ae|cn|ch|be|nl|onion)(?![\w.])(?:/[^\s<>\"«»]{0,300})?)",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-zА-Яа-я_][\w.]{2,31}")
_IP4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w])(?!\.\d)")
_IP6 = re.compile(r"(?<![\w:.])(?=[0-9a-fA-F]{0,4}:)[0-9a-fA-F:]{3,39}(?:\.\d{1,3}){0,3}(?![\w:])")
_OF_A_TEXT = re.compile(
    r"(?<!\w)(?:sections?|paras?\.?|rules?|articles?|chapters?|version|v\.|пункт\w{0,2}|раздел\w?)\s$", re.I
)
_MAC = re.compile(r"(?<![\w:\-])[0-9A-Fa-f]{2}(?:([:\-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![\w:\-])")
_WALLET = re.compile(
    r"(?<!\w)(?:bc1[a-z0-9]{20,80}|[13][1-9A-HJ-NP-Za-km-z]{25,39}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|[LM][1-9A-HJ-NP-Za-km-z]{26,33}|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})(?!\w)"
)
_PHONE_SHAPE = re.compile(
    r"(?<![\w+.,/])(?:\+|00)?[(\d](?:[\d()]|[ \u00a0\u202f.\-–‑/](?=[\d(])|\)?\n[ \t]{0,8}(?=\d{2,8}(?:[ \n.,;)\-]|$))|[ )][ \-](?=[\d(])){5,24}(?<=\d)(?![\w])"
)
_LONG_PREFIX = re.compile(r"(?<!\d)00[1-9]\d{0,2}(?:[ .\-]\d{2,4}){2,5}(?!\d)")
_PHONE_WORD = re.compile(
    r"(?<!\w)(?:t[ée]l(?:[ée]phone)?s?|telef[oó]n\w{0,6}|phones?|mob(?:ile)?s?|cell(?:ular)?|fax|gsm|whats\s?app|viber|signal|portables?|call|handy"
    r"|тел(?:ефон\w{0,3})?|моб(?:ильн\w{0,3})?|факс|сот(?:овый)?|звонить|cep|هاتف|جوال)(?!\w)",
    re.I,
)
_REGIONS = ("FR", "RU", "GB", "US", "DE", "ES", "TR", "UA", "AE", "CH", "BE", "IT", "PL")
_DATE_LIKE = re.compile(
    r"(?:\d{1,2}([./\-– ])\d{1,2}\1\d{2,4}|\d{4}([./\-– ])\d{1,2}\2\d{1,2}|\d{4}\s?[\-–/]\s?\d{2,4})\.?$"
)
_DATED = re.compile(r"(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d(?!\d)|[0-3]?\d[./](?:0\d|1[0-2])[./](?:19|20)\d\d(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+$")
_DETECTOR = "contact"


def find_contacts(text: str) -> list[Hit]:
    """Every way to reach somebody."""
    hits = [
        Hit(*one.span(), types.EMAIL, 0.95, _DETECTOR)
        for pattern in (_EMAIL, _OCR_EMAIL)
        for one in _near_at(pattern, text)
    ]
    hits += [Hit(one.start(), _url_end(one), types.URL, 0.8, _DETECTOR) for one in _URL.finditer(text)]
    hits += [Hit(*one.span(), types.URL, 0.7, _DETECTOR) for one in _HANDLE.finditer(text)]
    hits += [
        Hit(*one.span(), types.IP, 0.9, _DETECTOR)
        for p in (_IP4, _IP6)
        for one in p.finditer(text)
        if _is_ip(one.group()) and not _OF_A_TEXT.search(text, max(0, one.start() - 14), one.start())
    ]
    hits += [Hit(*one.span(), types.IP, 0.9, _DETECTOR) for one in _MAC.finditer(text)]
    hits += [
        Hit(*one.span(), types.ACCOUNT, 0.8, _DETECTOR) for one in _WALLET.finditer(text) if _is_mixed(one.group())
    ]
    return hits + find_phones(text)


def find_phones(text: str) -> list[Hit]:
    """Numbers in international form, in a country's own valid form, or by a word for phones."""
    hits = []
    for one in _PHONE_SHAPE.finditer(text):
        shape = _on_one_line(text, one)
        score = _phone_score(text, one.start(), shape)
        if score:
            hits.append(Hit(one.start(), one.start() + len(shape), types.PHONE, score, _DETECTOR))
    return hits + [Hit(*one.span(), types.PHONE, 0.8, _DETECTOR) for one in _LONG_PREFIX.finditer(text)]


def _on_one_line(text: str, one: re.Match[str]) -> str:
    """Only a number that is international, or too short as yet, runs over a line's end; none runs into a date."""
    shape = one.group()
    at = shape.find("\n")
    is_open = shape.startswith(("+", "00")) or sum(each.isdigit() for each in shape[:at]) < 7
    start = one.start() + at + 1 + len(shape[at + 1 :]) - len(shape[at + 1 :].lstrip())
    if at < 0 or (is_open and not DATE_PATTERN.match(text, start)):
        return shape
    return shape[:at].rstrip(" .-")


def _near_at(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Matches around each sign that an address has; the rest of the text costs nothing."""
    found: list[re.Match[str]] = []
    for sign in re.finditer(r"@|＠|\(at\)|\[at\]|©|®", text, re.I):
        if found and sign.start() < found[-1].end():
            continue
        for start in _starts(text, sign.start()):
            one = pattern.match(text, start, min(len(text), sign.end() + 330))
            if one is not None and sign.end() <= one.end():
                found.append(one)
                break
    return found


def _starts(text: str, sign: int) -> list[int]:
    """Where what stands before a sign may begin: with its apostrophes and without."""
    at = sign - 1 if sign and text[sign - 1].isspace() else sign
    last, start = at, at
    while start > max(0, at - 65) and (text[start - 1].isalnum() or text[start - 1] in "_.+-'’"):
        start -= 1
        if last == at and text[start] in "'’":
            last = start + 1
    while start < at and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    return [start] if last in (at, start) else [start, last]


def _url_end(one: re.Match[str]) -> int:
    return one.start() + len(one.group().rstrip(".,;:!?)]}'’»"))


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return len(text) > 4


def _is_mixed(text: str) -> bool:
    return any(each.isdigit() for each in text) and any(each.isalpha() for each in text)


def _phone_score(text: str, start: int, shape: str) -> float:
    digits = sum(each.isdigit() for each in shape)
    if not 6 <= digits <= 17 or _DATE_LIKE.match(shape) or _DATED.match(shape):
        return 0.0
    if shape.startswith("+") or (shape.startswith("00") and digits >= 10):
        return 0.95 if digits >= 7 else 0.0
    if _PHONE_WORD.search(text, max(0, start - 25), start):
        return 0.9
    if _GROUPED.match(shape) and not shape.startswith("0"):
        return 0.0
    return _local_score(shape, digits)


def _local_score(shape: str, digits: int) -> float:
    is_parted = any(not each.isdigit() for each in shape)
    if digits == 11 and shape[0] in "78" and (is_parted or shape[1] in "3489"):
        return 0.7
    if digits in (9, 10, 11) and shape[0] == "0" and digits >= 10:
        return 0.6
    return 0.6 if is_parted and 9 <= digits <= 12 and _is_valid_anywhere(shape) else 0.0


@lru_cache(maxsize=8192)
def _is_valid_anywhere(shape: str) -> bool:
    for region in _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(shape, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
