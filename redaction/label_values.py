"""What beside a label is the value: names parted from each other, numbers without the prose after them."""

import re
from collections.abc import Iterator

from redaction import finding as types
from redaction.bodies import Kind
from redaction.bodies import kind as kind_of_word
from redaction.identifiers_codes import is_code
from redaction.identifiers_dates import DATE_PATTERN, LOOSE_PATTERN
from redaction.identifiers_numbers import is_letters_alone
from redaction.label_words import NAME, ROLE, STAY, is_country, is_nobody, names_an_office, plain
from redaction.spans import Hit

_DETECTOR = "label"
_TYPES = {
    NAME: types.PERSON,
    ROLE: types.PERSON,
    "birth_date": types.BIRTH_DATE,
    "birth_place": types.BIRTH_PLACE,
    "address": types.ADDRESS,
    "passport": types.PASSPORT,
    "national_id": types.NATIONAL_ID,
    "tax_id": types.TAX_ID,
    "phone": types.PHONE,
    "email": types.EMAIL,
    "account": types.ACCOUNT,
    "card": types.CARD,
    "plate": types.PLATE,
    "code": types.CODE,
    "nationality": types.NATIONALITY,
    "occupation": types.OCCUPATION,
    "employer": types.EMPLOYER,
    "health": types.HEALTH,
    "belief": types.BELIEF,
    "ip": types.IP,
    "url": types.URL,
}
_PARTS = re.compile(
    r"\s*[;/|\n\t()\[\]]\s*|\s{3,}|\s+(?:and|et|и|y|und|ve|та|or|ou|или|alias|aka|a\.k\.a\.|dit|он же|она же|aussi connu sous le nom de|also known as|assisted by|assistée? (?:de|par))\s+|(?<=\w)\s+[-–—]\s+",
    re.I,
)
_TITLE = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Mister|Dr|Prof|Sir|Me|Ma[îi]tre|MM?|Mme|Mlle|Monsieur|Madame|Sr|Sra|Don|Do[ñn]a|Herr|Frau|RA|г-н|г-жа|гр|гр-н|гр-ка|господин|госпожа|гражданин|гражданка|адвокат|adv|avv|av|judge|counsel|captain|col|lt|maj|sgt|insp|inspector)(?:\.\s*|\s+))+",
    re.I,
)
_END_OF_NAME = re.compile(
    r"\s*(?:,?\s*(?:born|b\.|n[ée]e?\s(?:le|en)|dob|г\.\s?р|\d|aged|âgée?|citizen|citoyen|гражд\w+\s|род\.|родил|passport|паспорт|of\s(?:the\s)?[a-z]|who\s|whose\s|qui\s|котор)|[\"“”«»]|<|=|@).*",
    re.I | re.S,
)
_LITTLE = frozenset(
    (
        "de du des la le les el al bin ibn bint ben abu von van der den zu di da dos das do y e ben ould oglu"
        " кызы оглы угли ибн аль оль"
    ).split()
)
_NUMBER = re.compile(
    r"(?=\S{0,16}(?:\s\S{1,8}){0,2}\d)[^\W_][\w*]{0,30}(?:(?:\s?[/\-–]\s?|[.:](?=\w)|\s(?=[\w№]{0,8}\d)|\s?№\s?|\s(?=[A-ZА-Я]{1,3}\s?\d))[\w*]{1,30}){0,9}"
)
_EDGES = " \t\u00a0\u202f\u200b.,;:·•*|_–—-=\"'«»“”"
_NAME_WORDS = 7
_SENTENCE_END = re.compile(r"(?:\d|[^\W\d_]{5}|\))[.;](?=\s+[^\W\d_])")
_PLACE = re.compile(
    r"(?:(?:г|гор|город|с|пос)\.? )?[^\W\d_a-zа-яё][\w'’.-]{2,}(?:,? (?:(?:de|la|le|du|sur|am|an der) )?[^\W\d_a-zа-яё][\w'’-]+){0,4}"
)
_LISTED = re.compile(r"[^\w]{0,6}(?:(?:and|et|и|or|ou|или|y|und|n|no|nr)[.°\s]{1,3}|№)?[^\w]{0,3}", re.I)
_BETWEEN_DATES = re.compile(
    r"[^\w]{0,4}(?:(?:or|ou|или|and|et|и|le|the|on|около|vers|about|г|года?)[\s.,;/]{1,3}){0,2}[^\w]{0,3}", re.I
)


def value_hits(text: str, start: int, end: int, kind: str) -> list[Hit]:
    """The hits in the value that stands at start..end beside a label of that kind."""
    start, end = _trim(text, start, end)
    if start >= end or kind == STAY or is_nobody(text[start:end]):
        return []
    if kind in (NAME, ROLE):
        return list(_names(text, start, end, kind))
    if kind == "birth_date":
        return _birth(text, start, end)
    if kind in ("birth_place", "address"):
        stop = _SENTENCE_END.search(text, start, end)
        end = stop.start() + 1 if stop else end
        return [] if is_country(text[start:end]) else [_hit(start, end, kind)]
    if kind in ("nationality", "occupation", "employer", "health", "belief"):
        return [_hit(start, min(end, start + 120), kind)]
    return _numbers(text, start, end, kind)


def _hit(start: int, end: int, kind: str, score: float = 0.9) -> Hit:
    return Hit(start, end, _TYPES[kind], score, _DETECTOR)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES + "\n":
        start += 1
    while end > start and text[end - 1] in _EDGES + "\n":
        end -= 1
    return start, end


def _names(text: str, start: int, end: int, kind: str) -> Iterator[Hit]:
    for part_start, part_end in _parts(text, start, end):
        for one_start, one_end in _apart(text, part_start, part_end):
            found = _one_name(text, one_start, one_end, kind)
            if found is not None:
                yield found


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _PARTS.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names listed with commas; `SURNAME, Forename` stays one."""
    commas = [at for at in range(start, end) if text[at] in ",،、"]
    edges = [start, *(at + 1 for at in commas), end]
    pieces = [(left, right - (right != end)) for left, right in zip(edges, edges[1:], strict=False)]
    sizes = [len(text[left:right].split()) for left, right in pieces]
    if len(pieces) == 2 and (sizes[0] == 1 or text[slice(*pieces[0])].isupper() != text[slice(*pieces[1])].isupper()):
        return [(start, end)] if _is_like_name(text[slice(*pieces[1])]) else pieces
    return pieces


def _one_name(text: str, start: int, end: int, kind: str) -> Hit | None:
    start, end = _trim(text, start, end)
    title = _TITLE.match(text[start:end])
    start += title.end() if title else 0
    body = _END_OF_NAME.sub("", text[start:end], count=1)
    start, end = _trim(text, start, start + len(body))
    body = text[start:end]
    if len(body) < 2 or not any(each.isalpha() for each in body) or is_nobody(body):
        return None
    if (kind == ROLE or len(body.split()) >= 3) and names_an_office(body):
        return None
    if not _is_like_name(body):
        end = start + _leading_name(body, kind)
    if end <= start or (kind == ROLE and (is_nobody(text[start:end]) or _is_of_an_office(text[start:end]))):
        return None
    return _hit(start, end, kind, 0.95 if kind == NAME else 0.85)


def _is_of_an_office(found: str) -> bool:
    """`la Première` of `la Première ministre`: words, none of which is more a name than a word."""
    told = re.findall(r"[^\W\d_]{3,}", found)
    return bool(told) and all(kind_of_word(word) in (Kind.COMMON, Kind.ROLE, Kind.TITLE, Kind.BODY) for word in told)


def _is_like_name(body: str) -> bool:
    """Few words, each with a capital (or of a script without capitals, or a particle)."""
    words = body.split()
    return 0 < len(words) <= _NAME_WORDS and all(_may_be_in_name(word) for word in words)


def _may_be_in_name(word: str) -> bool:
    bare = word.strip("-'’.,\"«»“”")
    if not bare or not any(each.isalpha() for each in bare):
        return not bare
    return (
        bare[0].isupper()
        or not bare[0].islower()
        or plain(bare) in _LITTLE
        or bare.startswith(("al-", "el-", "d'", "d’", "аль-"))
    )


def _leading_name(body: str, kind: str) -> int:
    """How far capitalised words go from the start; a lone lower-case word is a name typed without care."""
    words = list(re.finditer(r"\S+", body))
    if kind == NAME and len(words) <= 3 and not any(each.isupper() for each in body):
        return len(body)
    last = 0
    for word in words[:_NAME_WORDS]:
        if not _may_be_in_name(word.group()):
            break
        if plain(word.group()) not in _LITTLE:
            last = word.end()
    return last


def _birth(text: str, start: int, end: int) -> list[Hit]:
    """The date that the value begins with, and those listed after it; what follows the last one is the place."""
    dates = _listed_dates(text, start, end)
    if not dates:
        has_digit = any(each.isdigit() for each in text[start : start + 12])
        return [_hit(start, min(end, start + 40), "birth_date")] if has_digit else []
    hits = [_hit(*one.span(), "birth_date", 0.95) for one in dates]
    rest = _trim(text, dates[-1].end(), end)
    lead = re.match(r"(?:г\.(?=\s|,)|года?|\(|in|at|à|в|en)\s{0,3},?\s*", text[rest[0] : rest[1]])
    named = _PLACE.match(text, rest[0] + (lead.end() if lead else 0), rest[1])
    if named and not is_country(named.group()):
        hits.append(_hit(*named.span(), "birth_place", 0.7))
    return hits


def _listed_dates(text: str, start: int, end: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    at = start
    for one in LOOSE_PATTERN.finditer(text, start, end):
        if not _BETWEEN_DATES.fullmatch(text[at : one.start()]):
            break
        found.append(one)
        at = one.end()
    return found


def _numbers(text: str, start: int, end: int, kind: str) -> list[Hit]:
    """Each run that holds a digit, or the whole of a short value that is all one word."""
    value = text[start:end]
    if kind == "national_id" and is_letters_alone(value):
        return [_hit(start, end, kind)]
    if kind in ("email", "url") or (kind == "account" and not any(each.isdigit() for each in value)):
        return [
            _hit(start + one.start(), start + one.end(), kind)
            for one in re.finditer(r"[^\s;,<>()]{3,200}", value[:400])
            if kind == "url" or kind == "account" or "@" in one.group()
        ]
    if kind == "phone":
        found = re.finditer(r"\+?[\d(][\d()\s.\-–/]{3,24}\d", value[:300])
    else:
        found = _NUMBER.finditer(value[:300])
    least = 2 if kind in ("code", "plate") else 4
    hits: list[Hit] = []
    dated = [one.span() for one in DATE_PATTERN.finditer(value)]
    for one in found:
        if any(one.start() < right and left < one.end() for left, right in dated):
            continue
        at = start + one.start() + _prose(one.group())
        body = text[at : start + one.end()]
        if hits and not _LISTED.fullmatch(text[hits[-1].end : at]):
            break
        if sum(each.isdigit() for each in body) >= least and not _is_date(body):
            hits.append(_hit(at, start + one.end(), "code" if kind == "national_id" and is_code(body) else kind))
    return hits


def _prose(number: str) -> int:
    """How many characters of words come before the number itself (`dated`, `от`)."""
    lead = re.match(r"(?:[^\W\d_A-ZА-ЯЁ][^\W\d_]*[\s.:]+)+(?=\S)", number)
    return lead.end() if lead else 0


def _is_date(value: str) -> bool:
    return (
        LOOSE_PATTERN.fullmatch(value) is not None
        and len(value) >= 8
        or re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", value) is not None
    )
