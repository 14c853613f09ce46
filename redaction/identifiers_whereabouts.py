"""Where somebody was or will be: coordinates, flights, tickets and bookings."""

import re

from redaction import finding as types
from redaction.spans import Hit

_DETECTOR = "whereabouts"
_LINK = r"(?:[ \t\u00a0]{0,2}(?:№|n[°º.]|nos?\.?|nr\.?|num(?:ber|[ée]ro|ara(?:sı)?)?|номер\w?|رقم|code|ref(?:erence)?|is|[:#=-])){0,3}[ \t\u00a0]{0,2}"
_DEGREES = (
    r"\d{1,3}(?:\.\d{1,8})?\s?°(?:\s?\d{1,2}(?:\.\d{1,6})?\s?['′’ʹ](?:\s?\d{1,2}(?:\.\d{1,6})?\s?(?:[\"″”]|''))?)?"
)
_SIDE = r"[NSEWСЮВЗO]"
_DEGREE_PAIR = re.compile(
    rf"(?<!\w)(?:[NSСЮ]\s?{_DEGREES}[\s,;/]{{1,3}}[EWВЗO]\s?{_DEGREES}|{_DEGREES}\s?{_SIDE}?[\s,;/]{{0,3}}{_DEGREES}\s?{_SIDE})(?!\w)"
)
_DECIMALS = r"[-+−]?\d{1,3}[.]\d{4,12}"
_PAIR = re.compile(rf"(?<![\w.,/\-]){_DECIMALS}(?:\s?[,;/]\s?|\s){_DECIMALS}(?![\w.]\w?\d)")
_COORDINATE = re.compile(
    r"(?<!\w)(?:gps|lat(?:itude)?|lon(?:g(?:itude)?)?|lng|coord(?:inate|onn[ée]e|enada)?s?|koordinat\w{0,5}|координат\w{0,3}|широт\w|долгот\w|довгот\w|خط\sالعرض|خط\sالطول|إحداثيات)[ \t]?[:=]?[ \t]?(\(?[-+−]?\d{1,3}[.,]\d{2,12}(?:(?:\s?[,;/]\s?|\s)[-+−]?\d{1,3}[.,]\d{2,12})?)",
    re.I,
)
_FLIGHT = re.compile(
    rf"(?<!\w)(?:flights?|рейс(?:а|ом|у|е|ы|і)?|vols?|flug|flugnummer|vuelo|volo|voo|u[çc]u[şs]|sefer|الرحلة|رحلة)(?!\w){_LINK}(?:[^\W\d_]{{1,14}}[ ]){{0,3}}((?-i:(?:[A-Z]{{2}}|[A-Z]\d|\d[A-Z])[ \-]?\d{{2,4}}[A-Z]?))(?!\w)",
    re.I,
)
_TICKET = re.compile(
    rf"(?<!\w)(?:e-?ticket|ticket|billet|билет\w{{0,2}}|квитк?\w{{0,3}}|boarding\spass|flugschein|boleto|bilet|تذكرة)(?!\w){_LINK}((?-i:[A-Z]{{0,3}}\d{{3}}[ \-]?\d{{7,11}}))(?!\w)",
    re.I,
)
_BOOKING = re.compile(
    rf"(?<!\w)(?:pnr|booking|record\slocator|reservation(?:\scode)?|r[ée]servation|buchungs(?:code|nummer)|rezervasyon(?:\skodu)?|код\w?\sброни\w*|бронировани\w|брон[ьи]|localizador|حجز){_LINK}((?-i:(?=[A-Z]{{0,7}}\d)[A-Z0-9]{{5,8}}))(?!\w)",
    re.I,
)


def find_whereabouts(text: str) -> list[Hit]:
    """Coordinates are an address, the numbers of a journey are codes."""
    hits = [Hit(*one.span(), types.ADDRESS, 0.8, _DETECTOR) for p in (_DEGREE_PAIR, _PAIR) for one in p.finditer(text)]
    hits += [Hit(*one.span(1), types.ADDRESS, 0.8, _DETECTOR) for one in _COORDINATE.finditer(text)]
    return hits + [
        Hit(*one.span(1), types.CODE, 0.75, _DETECTOR)
        for pattern in (_FLIGHT, _TICKET, _BOOKING)
        for one in pattern.finditer(text)
    ]
