"""Names on networks and ways of writing an address that are meant to hide it from machines."""

import re

from redaction import finding as types
from redaction.spans import Hit

_DETECTOR = "contact"
_BASE58 = "1-9A-HJ-NP-Za-km-z"
_OPEN, _SHUT = r"[(\[{<]", r"[)\]}>]"
_AT_SIGN = r"(?:at|@|собака|arroba|arobase|ät|kuyruklua|kukac)"
_DOT = rf"(?:\s?{_OPEN}\s?(?:dot|точка|punto|point|punkt|nokta|\.)\s?{_SHUT}\s?|\.)"
_HIDDEN = re.compile(rf"\s?{_OPEN}\s?{_AT_SIGN}\s?{_SHUT}\s?[^\W_][\w\-]{{0,62}}(?:{_DOT}[\w\-]{{2,24}}){{1,4}}", re.I)
_SPOKEN = re.compile(
    "|".join(
        rf"\s{at}\s(?!the\s|a\s|this\s|that\s)[a-z0-9][a-z0-9\-]{{1,40}}(?:\s{dot}\s(?!the\s|on\s)[a-z]{{2,12}}){{1,3}}(?!\w)"
        for at, dot in (("at", "dot"), ("arroba", "punto"), ("arobase", "point"), ("собака", "точка"))
    ),
    re.I,
)
_SPACED = re.compile(r"\s?@\s?[a-z0-9][a-z0-9\-]{1,62}(?:\s\.\s?|\.\s)(?:[a-z0-9\-]{2,24}\.)?[a-z]{2,12}(?![\w.])")
_LOCAL = re.compile(r"[\w][\w.+\-]{0,40}$")
_HANDLE = re.compile(
    r"(?<!\w)(?:telegram|телеграм\w?|instagram|insta|инстаграм\w?|skype|скайп\w?|discord|we\s?chat|viber|jabber|xmpp|signal|threema|wickr|session|facebook|vk|вконтакте|tik\s?tok|snap\s?chat|twitter|icq|user\s?name|nick(?:name)?|ник(?:нейм)?|login|логин|handle|kullanıcı\sadı|benutzername|pseudo|usuario|تلغرام|تيليجرام|انستغرام)"
    r"(?:\s(?:id|account|handle|user|nick|name|аккаунт\w?|ник)){0,2}\s?[:=–—-]?\s?((?-i:@?(?:live:)?[A-Za-z0-9](?:[\w\-]|[.:#](?=\w)){2,40}))",
    re.I,
)
_TOLD = re.compile(r"[\d_#:@]|\w\.\w")
_SHAPES = (
    (types.IP, re.compile(r"(?<![\w.])(?=[0-9a-fA-F.]{0,14}[a-fA-F])[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}(?![\w.])")),
    (
        types.IP,
        re.compile(
            r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){0,2}(?:\[\.\]|\(\.\)|\[dot\])\d{1,3}(?:(?:\[\.\]|\(\.\)|\[dot\]|\.)\d{1,3}){0,2}(?!\w)"
        ),
    ),
    (types.ACCOUNT, re.compile(r"(?<!\w)(?:ltc1|addr1|bitcoincash:|cosmos1|bnb1)[a-z0-9]{25,110}(?!\w)")),
    (types.ACCOUNT, re.compile(r"(?<![\w\-])(?:EQ|UQ)[\w\-]{46}(?![\w\-])")),
    (types.ACCOUNT, re.compile(r"(?<!\w)0x[0-9a-fA-F]{64}(?!\w)")),
    (types.ACCOUNT, re.compile(rf"(?<!\w)8[0-9AB][{_BASE58}]{{93}}(?!\w)")),
    (types.ACCOUNT, re.compile(rf"(?<!\w)[{_BASE58}]{{43,44}}(?!\w)")),
    (types.ACCOUNT, re.compile(rf"(?<!\w)[rDX][{_BASE58}]{{24,33}}(?!\w)")),
)


def find_online(text: str) -> list[Hit]:
    """Hidden mail addresses, handles told by their network, device and network addresses, wallets."""
    hits = [
        Hit(local.start(), one.end(), types.EMAIL, 0.85, _DETECTOR)
        for pattern in (_HIDDEN, _SPOKEN, _SPACED)
        for one in pattern.finditer(text)
        if (local := _LOCAL.search(text, max(0, one.start() - 41), one.start())) and not local.group().isdigit()
    ]
    hits += [
        Hit(*one.span(1), types.ACCOUNT, 0.75, _DETECTOR)
        for one in _HANDLE.finditer(text)
        if _TOLD.search(one.group(1)) and any(each.isalpha() for each in one.group(1))
    ]
    return hits + [
        Hit(*one.span(), kind, 0.85, _DETECTOR)
        for kind, shape in _SHAPES
        for one in shape.finditer(text)
        if kind == types.IP or _is_mixed(one.group())
    ]


def _is_mixed(body: str) -> bool:
    """Figures, small letters and (save where there are none by its kind) capitals: no word is so made."""
    return any(each.isdigit() for each in body) and any(each.islower() for each in body)
