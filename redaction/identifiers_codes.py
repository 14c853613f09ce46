"""Numbers of cases, notices and files: by their form, or by the word before them."""

import re

from redaction import finding as types
from redaction.identifiers_dates import DATE_PATTERN
from redaction.spans import Hit

_DETECTOR = "code"
# Letters, digits and the signs that part them, with a digit somewhere; bounded, so that scanning stays linear.
_BODY = r"(?=[^\s]{0,24}\d)[\w][\w]{0,24}(?:(?:[ \t]?[/\-–_\\][ \t]?|[.:](?=\w))[\w(][\w)]{0,24}){0,7}"
_SPACED = r"[A-ZА-ЯЁ]{1,5}\s\d[\w]{0,12}(?:[/\-.][\w]{1,12}){0,4}"
_SHAPES = (
    # CCF/2019/R1234.18, BCN/PAR/2020/123, IPSG-2019-123
    re.compile(
        r"(?<![\w/])[A-ZА-ЯЁ]{1,8}(?:\s?[/\-–_.]\s?[A-ZА-ЯЁ]{1,8}){0,3}\s?[/\-–_]\s?(?:[A-ZА-ЯЁ]{0,6}\d[\w]{0,16})(?:[/\-–_.][\w]{1,16}){0,5}(?![\w])"
    ),
    # A-1234/5-2020, R1234.18, R-1234-18
    re.compile(r"(?<![\w/\-])[A-ZА-ЯЁ]{1,3}[\-–.]?\d{2,9}(?:[/\-–.]\d{1,9}){1,4}(?![\w/])"),
    # CCF/R.183.16
    re.compile(r"(?<![\w/])[A-ZА-ЯЁ]{2,8}/[A-ZА-ЯЁa-z]{1,3}\.?\s?\d\w{0,8}(?:[./\-]\w{1,8}){0,4}(?![\w/])"),
    # R 1234.18, c1255.19
    re.compile(r"(?<![\w/.])[RCcСсР]\s?\d{2,5}\.\d{2}(?![\w.]|,\d)"),
    # 2021/45678, 2018/12345-1
    re.compile(r"(?<![\w/.\-])(?:19|20)\d\d\s?[/_]\s?\d{3,12}(?:[/\-.]\d{1,10}){0,3}(?![\w/])"),
    re.compile(r"(?<![\w/.\-])(?:19|20)\d\d[\-–]\d{5,12}(?:[/\-.]\d{1,10}){0,3}(?![\w/])"),
    # 5 StR 123/20, 1 BvR 123/21, 12 Js 345/20
    re.compile(r"(?<![\w/.,])\d{1,4}\s[A-Z][A-Za-z]{1,3}(?:\s\d{1,4}\s[A-Z][A-Za-z]{1,2})?\s\d{1,6}/\d{2}(?![\w/])"),
    # 12345/20, 1234/2019 as courts number them; a day and a month have no third digit
    re.compile(r"(?<![\w/.\-,])\d{3,9}/(?:\d{1,6}/)?(?:19|20)?\d\d(?![\w/])"),
    re.compile(r"(?<![\w/.\-,])\d{1,6}[\-–]\d{1,8}/(?:19|20)?\d\d(?:[\-–]\d{1,6})?(?![\w/])"),
    re.compile(r"(?<![\w/.\-,])\d{1,2}/\d{1,2}/\d{4,9}[\-/]\d{1,8}(?![\w/])"),
)
_NO_CASE = re.compile(r"(?:COVID|SARS(?:-CoV)?|ISO|MERS|Boeing|Airbus)[ \-/]?\d", re.I)
_CUE = re.compile(
    r"(?<!\w)(?:"
    r"(?:our\s|your\s|ccf\s|ncb\s|ipsg\s|file\s|case\s|case\sfile\s|notice\s|diffusion\s|control\s|complaint\s|request\s|application\s|decision\s|docket\s|warrant\s|indictment\s|message\s|matter\s|claim\s|red\snotice\s|entry\s|registration\s|criminal\scase\s|police\sreport\s)"
    r"{0,2}(?:(?:file|case|notice|diffusion|control|complaint|request|application|decision|docket|warrant|indictment|message|matter|claim|report|registration|dossier)s?|ref(?:erence)?s?|entry)"
    r"|(?:nos?\s|vos?\s|votre\s|notre\s|[nv]/)?r[ée]f(?:[ée]rences?)?|dossiers?|affaires?|notices?|requ[êe]tes?|plaintes?|mandats?(?:\sd['’]arr[êe]t)?|d[ée]cisions?|contr[ôo]les?|parquet|proc[ée]dures?|instruction|proc[èe]s[\s\-]verbal|p\.?v\.?|enregistr[ée]e?(?:\ssous)?(?:\sle)?"
    r"|(?:уголовн\w{1,4}\s)?дел(?:о|а|у|е|ом|ам)|досье|исх(?:одящ\w{1,4})?|вх(?:одящ\w{1,4})?|уведомлени\w{1,3}|извещени\w{1,3}|циркуляр\w{0,3}|жалоб\w{1,3}|заявлени\w{1,3}|решени\w{1,3}|постановлени\w{1,3}|приговор\w{0,3}|запрос\w{0,3}|ордер\w{0,3}|протокол\w{0,3}|ссылк\w{1,2}|контрольный|регистрационн\w{2,3}|рег|материал\w{0,3}|кусп"
    r"|expedientes?|procedimientos?|diligencias|sumario|atestado|referencias?|causa|aktenzeichen|az|gesch[äa]ftszeichen|gz|dosya|esas|karar|справ[аиіу]"
    r")(?!\w)\.?(?:\s(?:interne|internal|national|domestic|p[ée]nale?|внутренн\w{2,3}|уголовн\w{2,3}))?",
    re.I,
)
_SIGN = r"(?:n\.[°ºo]|n[°ºo]s?\.?|nrs?\.?|№№?|#|num(?:ber|[ée]ro)s?|номер\w{0,2}|n\.|N)"
_AFTER_CUE = re.compile(
    rf"(?:[ \t\u00a0]{{0,3}}(?:of\s|de\s|du\s)?{_SIGN}[ \t\u00a0]{{0,3}}[:.]?|[ \t]{{0,2}}[:=](?:[ \t]{{0,3}}{_SIGN})?|[ \t](?=\S{{0,12}}\d\S{{0,12}}[/\-]|[A-ZА-Я]{{1,5}}[ .\-]?\d|\d{{5,}}))[ \t\u00a0]{{0,8}}((?-i:{_SPACED})|{_BODY})",
    re.I,
)
_MORE = re.compile(rf"(?:\s?[,;]\s?|\s(?:and|et|и|or|ou|или|y|und)\s)(?:{_SIGN}\s?)?({_BODY})", re.I)
_NUMBERED = re.compile(rf"(?<![\w])(?:№|n[°º]|No\.|Nr\.)[ \t\u00a0]{{0,3}}({_BODY})")
_LONE_DATE = re.compile(
    r"\d{1,2}([./\-])\d{1,2}\1\d{2,4}$|(?:19|20)\d\d[\-/.]\d{1,2}[\-/.]\d{1,2}$|(?:19|20)\d\d$|(?:19|20)\d\d[\-–/](?:(?:19|20)\d\d|\d\d)$"
)
_MONTH_AND_YEAR = re.compile(r"(?:0?\d|1[0-2])/(?:19|20)\d\d$")
_LAW = re.compile(
    r"(?:art(?:icle|icles|\.)?|ст(?:\.|ать\w{1,3})|§|para(?:graph)?s?\.?|section|sec\.|part|part\w{0,3}|ч\.|п\.|rule|règle|пункт\w{0,2}|law|loi|act|закон\w{0,2}(?:\sукраїни|\sрф|\sрб|\sрк)?|resolution|regulation|directive|фз|convention)\s{0,2}(?:\((?:EU|EC|UE|CE|EEC|ЕС)\)\s)?(?:n[°ºo]\.?\s?|no\.?\s?|№\s?)?$",
    re.I,
)


def find_codes(text: str) -> list[Hit]:
    """Each number's span is the number alone."""
    hits = [
        Hit(*one.span(), types.CODE, 0.75, _DETECTOR)
        for shape in _SHAPES
        for one in shape.finditer(text)
        if _is_code(text, *one.span())
    ]
    for cue in _CUE.finditer(text):
        hits += _following(text, cue.end())
    for one in _NUMBERED.finditer(text):
        if _length(one.group(1)) >= 4 and _is_code(text, *one.span(1)):
            hits.append(Hit(*one.span(1), types.CODE, 0.6, _DETECTOR))
    return [trimmed for trimmed in (_trimmed(hit, text) for hit in hits) if trimmed.start < trimmed.end]


_CASE_NUMBER = re.compile(
    r"(?i:ccf|ккф)[/\-–_ ]|.*[/_](?:19|20)?\d\d$|.*[/_\-](?:19|20)\d\d[/_\-]|[RCРС][ .\-]?\d{1,5}\.\d\d$"
)


def is_code(value: str) -> bool:
    """Whether a number is written as registries number their cases: with the Commission's letters, or a year at its end."""
    return _CASE_NUMBER.match(value) is not None


def _following(text: str, at: int) -> list[Hit]:
    """The number after a word such as `case`, and those listed after it."""
    hits: list[Hit] = []
    found = _AFTER_CUE.match(text, at, min(len(text), at + 160))
    while found and _is_code(text, *found.span(1)) and (_length(found.group(1)) >= 2) and len(hits) < 50:
        hits.append(Hit(*found.span(1), types.CODE, 0.85, _DETECTOR))
        found = _MORE.match(text, found.end(), min(len(text), found.end() + 160))
    return hits


def _is_code(text: str, start: int, end: int) -> bool:
    body = text[start:end].strip()
    word = re.match(r"[^\W\d_]{1,9}[ .–—-]*(?=\d)", body)
    if DATE_PATTERN.match(text, start) or (word and DATE_PATTERN.match(text, start + word.end())):
        return False
    if (
        not any(each.isdigit() for each in body)
        or _LONE_DATE.match(body)
        or _MONTH_AND_YEAR.match(body)
        or _NO_CASE.match(body)
    ):
        return False
    return not _LAW.search(text[max(0, start - 24) : start])


def _length(body: str) -> int:
    return sum(each.isdigit() for each in body)


_WORD_BEFORE = re.compile(r"[^\W\d_]{4,}\s[–—-]\s(?=[\w]{1,8}[\-/]?\d)")


def _trimmed(hit: Hit, text: str) -> Hit:
    """Without the word and dash before it (`NOTICE ROUGE – A-8381/11-2017`) and the stops behind."""
    if lead := _WORD_BEFORE.match(text, hit.start, hit.end):
        hit = Hit(lead.end(), hit.end, hit.type, hit.score, hit.detector)
    end = hit.start + len(text[hit.start : hit.end].rstrip(" .,;:-–/\\_\t\u00a0\n"))
    return Hit(hit.start, end, hit.type, hit.score, hit.detector)
