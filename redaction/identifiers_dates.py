"""Dates as people write them, and which of them are somebody's birth."""

import re

from redaction import finding as types
from redaction.generalise import country_of
from redaction.spans import Hit

_MONTHS = (
    r"jan(?:uary|vier|v)?|feb(?:ruary)?|f[ée]v(?:rier|r)?|mar(?:ch|s|t)?|apr(?:il)?|avr(?:il)?|may|mai|jun(?:e)?|juin|jul(?:y)?|juil(?:let)?"
    r"|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|d[ée]c(?:embre)?"
    r"|янв(?:ар[ья])?|фев(?:р(?:ал[ья])?)?|мар(?:та?)?|апр(?:ел[ья])?|ма[йя]|июн[ья]?|июл[ья]?|авг(?:уста?)?|сен(?:т(?:ябр[ья])?)?|окт(?:ябр[ья])?|ноя(?:бр[ья])?|дек(?:абр[ья])?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|januar|februar|m[äa]rz|juni|juli|oktober|dezember|ocak|[şs]ubat|nisan|may[ıi]s|haziran|temmuz|a[ğg]ustos|eyl[üu]l|ekim|kas[ıi]m|aral[ıi]k"
    r"|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    r"|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro"
    r"|januari|februari|maart|mei|augustus|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
    r"|كانون\sالثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين\s(?:الأول|الثاني)|كانون\sالأول"
    r"|محرم|صفر|ربيع\s(?:الأول|الثاني|الآخر)|جمادى\s(?:الأولى|الآخرة|الثانية)|رجب|شعبان|رمضان|شوال|ذ[وي]\s(?:القعدة|الحجة)"
    r"|muharram|safar|rabi['’]?(?:\sal-|\s)?(?:awwal|thani|akhir|ii?)|jumada(?:\sal-|\s)?(?:ula|awwal|thani|akhira?h?|ii?)|rajab|sha['’]?aban|sha['’]?ban|ramadan|shawwal|dhu(?:\sal-|\s?'?l-)(?:qa['’]?dah?|hijjah?)"
)
_DAY = r"(?:[0-3OoОо]?[0-9OolIО]|[٠-٣]?[٠-٩])(?:st|nd|rd|th|er|-?го|\.)?"
_YEAR = r"(?:[12lI][0-9OoОlIS]{3}|[١٢][٠-٩]{3})"
DATE = (
    rf"(?:{_DAY}\s?[./\-–]\s?(?:[01OoО]?[0-9OolIО]|[٠١]?[٠-٩])\s?[./\-–]\s?(?:{_YEAR}|[0-9]{{2}})"
    rf"|{_YEAR}\s?[./\-–]\s?[01OoО]?[0-9OolIО]\s?[./\-–]\s?[0-3OoО]?[0-9OolIО]"
    rf"|[«\"“]?{_DAY}[»\"”]?(?:\s|[.\-/]|\sde\s){{0,2}}(?:of\s)?(?:{_MONTHS})\.?(?:\s|[.,\-/]|\sde\s){{0,3}}(?:{_YEAR}|[0-9]{{2}}(?!\d))"
    rf"|(?:{_MONTHS})\.?\s{{0,2}}{_DAY},?\s{{0,2}}{_YEAR}"
    rf"|{_DAY}[ .\-/](?:I{{1,3}}|I?V|VI{{1,3}}|I?X|XI{{1,2}})[ .\-/]{_YEAR}"
    rf"|[0-9]{{1,2}} [0-9]{{1,2}} {_YEAR}"
    rf"|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日)"
)
_MONTH_YEAR = rf"(?:(?:{_MONTHS})\.?\s{{1,2}}(?:de\s)?{_YEAR})"
DATE_PATTERN = re.compile(rf"(?<![\w]){DATE}(?!\d)", re.I)
LOOSE_PATTERN = re.compile(rf"(?<![\w])(?:{DATE}|{_MONTH_YEAR}|{_YEAR})(?!\d)", re.I)

_BORN_BEFORE = re.compile(
    r"(?<!\w)(?:born|dob|d\.\s?o\.\s?b|(?-i:b\.)(?=\s?\d)|birth\s?date|date\s+of\s+birth|birthday|year\s+of\s+birth|n[ée](?:e|\(e\)|\.e|·e)?\s+(?:le|en)"
    r"|n[ée]e?\(?e?\)?\s*:|n[ée](?:e|\(e\)|\.e|·e)?\s+(?:à|au|aux)(?=\s)|date\s+de\s+naissance|ddn|naissance"
    r"|родил(?:ся|ась)|рожд(?:ен|ён|ена|[её]нн\w{1,4}|\.)|дат[аыуе]?\s+рождения|д(?:ни|ень|ней)\s+рождения|birth\s?days|birth\s?dates|dates\s+(?:of\s+birth|de\s+naissance)|год(?:а|у)?\s+рождения|д\.\s?р|г\.\s?р"
    r"|nacid[oa](?:\s+el)?|fecha\s+de\s+nacimiento|geb(?:oren)?\.?(?:\s+am)?|geburtsdatum|do[ğg]um\s+tarihi|nació(?:\sel)?|f(?:echa|\.)\s?(?:de\s)?nac\.?|a[ñn]o\s+de\s+nacimiento|jahrgang|d(?:o[ğg]um|\.)\s?(?:tarihi|yılı)|народи(?:вся|лася)|дата\s+народження|рік\s+народження"
    r"|nat[oa]\s+(?:il|l['’]|a|in|nel)|nascid[oa]|(?-i:ur\.)(?=\s?\d)|urodzon[aye]\w?|data\s+(?:di\s+nascita|de\s+nascimento|urodzenia)|geboortedatum|متولد|تاريخ\s+تولد"
    r"|ولدت?\s+(?:في|عام|سنة|بتاريخ)|تاريخ\s+الولادة|(?:سنة|عام)\s+(?:الميلاد|الولادة)|مواليد|تاريخ\s+الميلاد|المولود)(?!\w)",
    re.I,
)
_BORN_AFTER = re.compile(
    rf"(?<!\w)({DATE}|{_YEAR})(?:\s?(?:г\.?|года?|року))?\s{{0,2}},?\s?(?:року\s+народження|geboren(?!\w)|tarihinde\s+do[ğg](?:du|mu[şs])|р\.?\s?н\.|г\.?\s?р\.?(?!\w)|г\.?\s?рожд|год[а]?\s+рождения|рожд|р\.(?=\s?[),;])|р\.\s?н\.?|do[ğg]umlu|\(?\s?(?:dob|date\s+of\s+birth|date\s+de\s+naissance)(?!\w))",
    re.I,
)
_IN_BRACKETS = re.compile(
    rf"(?<=[^\W\d_][^\W\d_])[,.]?\s{{1,2}}\(\s?(?:b\.?|born|n[ée]e?|р\.|род\.)?\s?({DATE})\s?[,;)]", re.I
)
_YEAR_IN_BRACKETS = re.compile(
    rf"\(\s?(?:b\.|born|n[ée]e?(?:\sen)?|р\.|род\.|г\.\s?р\.)\s{{0,2}}(?:in\s)?({_YEAR})", re.I
)
_REACH = 60
_FIGURE = re.compile(r"\d")
_CLAUSE_END = re.compile(r"[;!?\n]\s*\n|(?<=[a-zа-я]{4})\.\s|;")
# A line that begins after the word of birth, and says itself what its date is.
_OTHER_DATE = re.compile(
    r"[:\t]|\s[–—-]\s|publi|issu|délivr|émis|d[ée]ci[sd]|sign|filed|lodged|d[ée]pos|receiv|re[çc]u|expir|arrest|вид|выд|опубл|подан|получ|реш|подпис|(?<!of )\bdate\b|\bдата\b",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:[Bb]orn|[Nn]é|[Nn]ée|né\(e\)|ne\(e\)|nee|[Рр]одил(?:ся|ась)|nacid[oa]|geboren|geb\.|народи(?:вся|лася))(?!\w)[^\n;.,]{0,45}?(?:,\s?[\d\sг.]{0,12})?(?<!\w)(?:in|at|à|a|в|во|en|у)\s+"
    r"((?:г(?:ор)?\.\s?|гор(?:оде|од)\s|с\.\s|пос\.\s|дер\.\s|the\s)?[^\W\d_a-zа-яё][\w'’\-]{1,30}(?:[ \-](?:(?:de|du|la|le|sur|upon|of|an der|am)\s)?[^\W\d_a-zа-яё][\w'’\-]{1,30}){0,2}(?:\s(?:области|края|района|обл\.|oblast|region|province))?)"
)
_NATIVE_OF = re.compile(
    r"(?<!\w)(?:[Уу]рожен(?:ец|ка|ца|цу|ки|цем|кой)|[Nn]ative\s+of|[Мм]есто(?:\s+и\s+страна)?\s+рождения\s?[:–—-]?|[Pp]lace(?:\s+and\s+country)?\s+of\s+birth\s?[:–—-]?|[Ll]ieu(?:\s+et\s+pays)?\s+de\s+naissance\s?[:–—-]?|[Oo]riginaire\s+de|[Nn]atural\s+de)\s+"
    r"((?:г(?:ор)?\.\s?|города\s|с\.\s?|села\s|пос\.\s?|дер\.\s?|the\s)?[^\W\d_a-zа-яё][\w'’\-]{1,30}(?:[ \-][^\W\d_a-zа-яё][\w'’\-]{1,30}){0,2}(?:\s(?:области|края|района|обл\.))?)"
)
_PLACE_AFTER = re.compile(
    r"(?:\s?(?:г\.?|года?))?(?:\s?г\.?\s?р\.?|\s?рождения)?,?\s(?:(?:in|à|at|в|г\.|гор\.|город)\s?)?(?:(?:г|гор|пос|с|д)\.\s?|городе\s|селе\s|посёлке\s|the\s)?"
    r"([^\W\d_a-zа-яё][\w'’\-]{2,30}(?:[ \-][^\W\d_a-zа-яё][\w'’\-]{1,30}){0,2})(?=\s?[),;(]|\.?$|\.\s)",
    re.M,
)
_DATE_BEFORE = re.compile(rf"(?:{DATE}|{_YEAR})\s{{0,2}}(?:г\.?|года?)?\s{{0,2}}$", re.I)
# The next of several: `22.02.1962 (Nkosi), 5 March 1968 (Hernández)`, `27.09.1990, 24.10.1975`
_NEXT_DATE = re.compile(
    rf"\s{{0,2}}(?:\([^()\n]{{1,40}}\))?\s{{0,2}}(?:[,;/]|\s(?:and|et|и|or|ou|или|alias)\s)\s{{0,2}}({DATE})(?!\d)",
    re.I,
)
_DETECTOR = "birth"


def find_births(text: str) -> list[Hit]:
    """Birth dates by what stands before, after or around them, and the places named with them."""
    hits = [
        hit
        for cue in _BORN_BEFORE.finditer(text)
        if _FIGURE.search(text, cue.end(), cue.end() + _REACH + 40)
        and not _DATE_BEFORE.search(text[max(0, cue.start() - 30) : cue.start()])
        for hit in _date_after(text, cue.end())
    ]
    hits += [Hit(*one.span(1), types.BIRTH_DATE, 0.95, _DETECTOR) for one in _BORN_AFTER.finditer(text)]
    hits += [
        Hit(*one.span(1), types.BIRTH_DATE, 0.7, _DETECTOR)
        for one in _IN_BRACKETS.finditer(text)
        if _has_name(text, one.start())
    ]
    hits += [Hit(*one.span(1), types.BIRTH_DATE, 0.9, _DETECTOR) for one in _YEAR_IN_BRACKETS.finditer(text)]
    hits += [
        Hit(*one.span(1), types.BIRTH_PLACE, 0.7, _DETECTOR)
        for pattern in (_PLACE_BEFORE, _NATIVE_OF)
        for one in pattern.finditer(text)
        if not country_of(one.group(1))
    ]
    hits += [place for hit in hits if hit.type == types.BIRTH_DATE and (place := _place_after(text, hit.end))]
    return hits


def _place_after(text: str, at: int) -> Hit | None:
    """`born 12.03.1960, Lankaran)`: what stands alone after the date is the place, unless it is a country."""
    found = _PLACE_AFTER.match(text, at)
    if found is None or country_of(found.group(1)):
        return None
    return Hit(*found.span(1), types.BIRTH_PLACE, 0.6, _DETECTOR)


def _date_after(text: str, at: int) -> list[Hit]:
    """The first date that follows a word of birth within the clause; every one of several joined by `or`."""
    window = text[at : at + _REACH + 40]
    end = _CLAUSE_END.search(window)
    found = LOOSE_PATTERN.search(window, 0, min(len(window), end.start() if end else _REACH + 40))
    if found is None or found.start() > _REACH or not any(each.isdigit() for each in found.group()):
        return []
    if "\n" in (between := window[: found.start()]) and _OTHER_DATE.search(between.rsplit("\n", 1)[1]):
        return []
    hits = [Hit(at + found.start(), at + found.end(), types.BIRTH_DATE, 0.95, _DETECTOR)]
    while len(hits) < 30 and (more := _NEXT_DATE.match(text, hits[-1].end)):
        hits.append(Hit(*more.span(1), types.BIRTH_DATE, 0.9, _DETECTOR))
    return hits


def _has_name(text: str, end: int) -> bool:
    """Do the words before a bracket look like a name rather than a document?"""
    words = re.findall(r"[^\W\d_][\w'’\-]*\.?", text[max(0, end - 50) : end + 1])[-2:]
    return len(words) == 2 and all(word[0].isupper() for word in words)
