"""Offices in English, French and Russian: whether the words beside a name say the role that the register gives."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from redaction.countries import countries_in, country_in_cell
from redaction.name_forms import stems, words
from redaction.phrases import words_of

# Head of an office → how it is written; the first that fits a place wins.
_HEADS: dict[str, str] = {
    "deputy_minister": r"замминистр\w*",
    "chief_justice": r"(?:lord )?chief justice",
    "prime_minister": r"prime[ -]minister|premiere?[ -]ministre|première?[ -]ministre|премьер(?:-министр)?\w*|"
    r"председател\w+ правительства",
    "vice_president": r"vice[- ]?pr[eé]sident\w*|вице-президент\w*",
    "prosecutor_general": r"prosecutor[- ]general|attorney[- ]general|chief prosecutor|procureure?s? g[eé]n[eé]rale?|"
    r"генеральн\w+ прокурор\w*|генпрокурор\w*",
    "secretary_general": r"secretary[- ]general|secr[eé]taire g[eé]n[eé]rale?|генеральн\w+ секретар\w*|генсек\w*",
    "secretary_of_state": r"secretary of state|secr[eé]taire d['’][eé]tat|госсекретар\w*|государственн\w+ секретар\w*",
    "deputy": r"deputy|vice|adjointe?|заместител\w*|зам\.?",
    "minister": r"minister|ministre|garde des sceaux|home secretary|foreign secretary|министр(?!ств|ерств)\w{0,3}",
    "prosecutor": r"prosecutor|procureure?|прокурор\w*",
    "ambassador": r"ambassadors?|ambassad(?:eur|rice)|пос(?:ол|ла|лу|лом|ле)|high commissioner",
    "consul": r"consul(?:[- ]general)?|генконсул\w*|консул\w*",
    "judge": r"judge|justice(?= [A-Z])|juge|magistrat|судь\w+",
    "governor": r"governor|gouverneure?|губернатор\w*",
    "mayor": r"mayor|maire|мэр\w*|градоначальник\w*",
    "speaker": r"speaker|спикер\w*|(?:president|chair(?:man|woman|person)?) of (?:the )?(?:national assembly|parliament|senate)|pr[eé]sidente? (?:du parlement|de l['’]assembl[eé]e(?: nationale)?|du s[eé]nat)|председател\w+ (?:парламента|государственной думы|верховной рады|мажилиса|совета федерации|национального собрания)",
    "senator": r"senator|s[eé]nat(?:eur|rice)|сенатор\w*",
    "parliamentarian": r"member of parliament|mp|mep|d[eé]put[eé]e?|депутат\w*|lawmaker",
    "commissioner": r"commissioner|commissaire|комиссар\w*|ombuds(?:man|woman|person)|d[eé]fenseure? des droits|омбудсмен\w*|"
    r"уполномоченн\w+",
    "general": r"(?:major|lieutenant|colonel)?[- ]?general|g[eé]n[eé]ral|генерал(?!ьн)\w*(?:-\w+)?",
    "monarch": r"king|queen|emir|sheikh|sultan|prince(?:ss)?|roi|reine|корол\w+|эмир(?!ат)\w*|принц\w*|шейх\w*|султан\w*",
    "chancellor": r"chancellor|chanceli[eè]re?|канцлер\w*",
    "president": r"president|pr[eé]sidente?|президент\w*",
    "chair": r"chair(?:man|woman|person)?|председател\w*",
    "director": r"director(?:[- ]general)?|direct(?:eur|rice)(?: g[eé]n[eé]rale?)?|директор\w*|ceo|chief executive",
    "chief": r"head|chief|chef(?:fe)?|глав(?:а|ы|е|у|ой)|начальник\w*|руководител\w*|commander|commandant\w*|(?:главно)?командующ\w+",
    "secretary": r"secretary|secr[eé]taire|секретар\w*",
    "spokesperson": r"spokes(?:man|woman|person)|porte-parole|пресс-секретар\w*",
    "adviser": r"advis[eo]r|conseill[eè]re?|советник\w*|помощник\w*|aide",
    "rapporteur": r"(?:special )?rapporteure?|докладчик\w*",
    "delegate": r"representative to|permanent representative|repr[eé]sentante? permanente?|полпред\w*|"
    r"постоянн\w+ представител\w+",
}
_DOMAINS: dict[str, str] = {
    "justice": r"justice|garde des sceaux|юстици\w+",
    "interior": r"interior|home secretary|internal affairs|home affairs|int[eé]rieur|внутренних дел|мвд",
    "foreign": r"foreign secretary|foreign(?: affairs| relations)?|external (?:affairs|relations)|affaires [eé]trang[eè]res|"
    r"иностранных дел|внешних (?:сношений|связей)|мид(?:а|у|ом|е)?",
    "finance": r"financ\w+|финанс\w+|treasury|казначейств\w*",
    "defence": r"defen[cs]e|d[eé]fense|arm[eé]es|оборон\w+",
    "economy": r"econom\w+|[eé]conomi\w+|экономик\w+|экономическ\w+|commerce|trade|торговл\w+",
    "health": r"health|sant[eé]|здравоохранени\w+",
    "education": r"education|[eé]ducation|образовани\w+|просвещени\w+|sciences?|науки",
    "security": r"(?:national |state )?security|s[eé]curit[eé]|s[uû]ret[eé]|безопасност\w+|фсб|кгб|intelligence|разведк\w+",
    "police": r"police|polic\w+|полиц\w+|милиц\w+|gendarmerie",
    "interpol": r"interpol|интерпол\w*",
    "supreme_court": r"supreme court|cour supr[eê]me|cour de cassation|верховн\w+ суд\w*",
    "constitutional_court": r"constitutional court|cour constitutionnelle|конституционн\w+ суд\w*",
    "court": r"court|cour|tribunal|суд(?:а|у|ом)?",
    "bank": r"(?:central|national|reserve) bank|banque (?:centrale|nationale|de france)|центробанк\w*|"
    r"(?:центральн|национальн)\w+ банк\w*|нацбанк\w*",
    "tax": r"tax\w*|fisc\w*|imp[oô]ts|налогов\w+",
    "customs": r"customs|douanes?|таможенн\w+",
    "energy": r"energy|[eé]nergie|энергетик\w+|oil|petroleum|нефт\w+",
    "transport": r"transports?|транспорт\w*",
    "agriculture": r"agricultur\w+|сельск\w+ хозяйств\w+",
    "culture": r"cultur\w+|культур\w+",
    "environment": r"environment\w*|environnement|[eé]cologi\w+|экологи\w+|природн\w+ ресурс\w+",
    "labour": r"labou?r|travail|emploi|труда",
    "sport": r"sports?|спорт\w*",
    "digital": r"digital\w*|num[eé]rique|цифров\w+|communications?|связи",
    "parliament": r"parliament\w*|parlement\w*|national assembly|assembl[eé]e nationale|senate|s[eé]nat|duma|"
    r"парламент\w*|дум(?:ы|е|у|а)|совет\w+ федерации|верховн\w+ рад\w+|мажилис\w*",
    "investigation": r"investigati\w+|enqu[eê]te|следственн\w+",
    "anticorruption": r"(?:anti-?)?corruption|антикоррупц\w+|коррупци\w+",
    "migration": r"migration\w*|immigration|миграци\w+",
    "prison": r"prisons?|penitentiar\w+|p[eé]nitentiaire|исполнени\w+ наказани\w+|фсин",
    "border": r"borders?|fronti[eè]res|пограничн\w+",
    "human_rights": r"human rights|droits de l['’]homme|прав\w* человека",
    "children": r"child(?:ren)?(?:['’]s)?|enfants?|enfance|дет(?:ей|ям|ства)|реб[её]нка",
    "emergencies": r"emergenc\w+|situations d['’]urgence|чрезвычайн\w+",
}
_FILLER = frozenset(
    (
        "of the a an for and in to at de du des d la le les l et en au aux à по и при в во на со ко о об для г-н г-жа господин"
        " господина господину господином госпожа госпожи госпоже mr mrs ms m mm mme dr sir his her its then"
        " acting former current new ex honourable excellency s e son sa ancien ancienne actuel actuelle"
        " nouveau nouvelle бывший бывшего бывшему бывшим нынешний действующий исполняющий обязанности ио врио"
        " его её превосходительство hon rt general gen region city область области края город города republic"
        " federation state states kingdom république fédération république royaume état республика республики"
        " федерация федерации государства королевства страны страна responsible charge national rights droits"
        " права правам"
    ).split()
)
_COPULA = frozenset(
    (
        "who was is as appointed named elected serves served serving has been became had qui est était fut"
        " nommé nommée élu élue devenu comme который которая является являлся был была назначен назначена"
        " избран избрана занимал занимает должность пост ставший since также took office takes take assumed sworn a pris ses"
        " prend fonctions fonction qualité вступил вступила вступает в должность"
    ).split()
)


def _spaced(pattern: str) -> str:
    """A space between words may be a line's end."""
    return pattern.replace("[ -]", r"[\s-]").replace(" ", r"\s+")


def _one_pattern(table: dict[str, str]) -> re.Pattern[str]:
    inner = "|".join(f"(?P<{name}>{_spaced(pattern)})" for name, pattern in table.items())
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE)


_HEAD = _one_pattern(_HEADS)
_DOMAIN = _one_pattern(_DOMAINS)
_INSTITUTION = re.compile(
    r"committee|service|agency|ministry|department|office|bureau|board|council|national|federal|comit[eé]|agence"
    r"|minist[eè]re|d[eé]partement|conseil|f[eé]d[eé]ral|комитет|бюро|служб|агентств|министерств|управлени|департамент|совет"
    r"|национальн|государственн|федеральн|республик",
    re.IGNORECASE,
)
_ELISION = re.compile(r"\b[dl]['’]", re.IGNORECASE)
_LEADERS = frozenset({"president", "chair", "director", "chief", "governor"})


@dataclass(frozen=True)
class Office:
    """A role taken apart: heads (minister), domains (justice), other telling words, country codes."""

    heads: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    others: frozenset[str] = field(default=frozenset(), repr=False)
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phrase:
    """An office as it stands in a text."""

    start: int
    end: int
    heads: frozenset[str]
    domains: frozenset[str]


@lru_cache(maxsize=4096)
def office_of(role: str, country: str) -> Office:
    """The office that a register's `role` and `country` speak of."""
    told = re.split(r"\s*[/|;]\s*", role)  # the same office, perhaps in several languages
    heads = frozenset(one for each in told for phrase in phrases(each)[:1] for one in phrase.heads)
    found = [phrase for each in told for phrase in phrases(each)]
    domains = frozenset(one.lastgroup or "" for one in _DOMAIN.finditer(role))
    if "chief_justice" in heads:
        domains = frozenset(one for phrase in found for one in phrase.domains)
    rest = _DOMAIN.sub(" ", _HEAD.sub(" ", role))
    others = {
        one for word in words(rest) if word.text.lower() not in _FILLER for one in stems(word.text) if len(one) > 2
    }
    cell = country_in_cell(words_of(country))
    return Office(heads, domains, frozenset(others), frozenset({cell}) if cell else _countries(role)[0])


@lru_cache(maxsize=1 << 14)
def _countries(text: str) -> tuple[frozenset[str], str]:
    """The codes of the countries that a text names, and the text without them."""
    read = words_of(text)
    rest, codes = read.plain, set()
    for one in countries_in(read):
        codes.add(one.code)
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    return frozenset(codes), rest


def phrases(text: str) -> list[Phrase]:
    """Offices in a short text, each head with the domains and heads that belong to it."""
    heads = [(one.start(), one.end(), one.lastgroup or "") for one in _HEAD.finditer(text)]
    fields = [(one.start(), one.end(), one.lastgroup or "") for one in _DOMAIN.finditer(text)]
    groups: list[list[tuple[int, int, str]]] = []
    for one in heads:
        if groups and _is_tied(text[groups[-1][-1][1] : one[0]], 12):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_phrase(text, group, fields) for group in groups]


def _phrase(text: str, group: list[tuple[int, int, str]], fields: list[tuple[int, int, str]]) -> Phrase:
    start, end = group[0][0], group[-1][1]
    inside = {one[2] for one in fields if start <= one[0] and one[1] <= end}
    for one in fields:
        if one[0] >= end and _is_tied(text[end : one[0]], 60):
            inside.add(one[2])
            end = one[1]
        elif one[1] <= start and _is_tied(text[one[1] : start], 8):
            inside.add(one[2])
    first = min([start, *(one[0] for one in fields if one[1] <= start and _is_tied(text[one[1] : start], 8))])
    heads = {one[2] for one in group}
    if "chief_justice" in heads:  # who presides over a supreme court, under another name
        heads |= {"president", "chair"}
        inside = (inside - {"justice"}) | {"supreme_court"}
    return Phrase(first, end, frozenset(heads), frozenset(inside))


def _is_tied(gap: str, most: int) -> bool:
    return len(gap) <= most and not re.search(r"[.;:()\n\t!?]|,\s", gap.rstrip())


def _says(office: Office, phrase: Phrase, near: str, is_direct: bool) -> bool:
    """Whether a phrase (with the words around it in `near`) names this office and no other."""
    if not office.heads & phrase.heads and not (office.heads & _LEADERS and phrase.heads & _LEADERS):
        return False
    second = {"deputy", "deputy_minister", "vice_president"}
    if bool(second & phrase.heads) != bool(second & office.heads):
        return False
    if office.domains and phrase.domains and not office.domains & phrase.domains:
        return False
    found, rest = _countries(near)
    if found and office.countries and not found & office.countries:
        return False
    if office.domains & phrase.domains:
        return True
    exact = bool(office.heads & phrase.heads)
    rest = _DOMAIN.sub(" ", _HEAD.sub(" ", rest))
    told = [one for one in words(rest) if one.text[:1].isupper() and one.text.lower() not in _FILLER]
    named = [one for one in told if stems(one.text) & office.others]
    if phrase.domains and not named:
        return False
    return bool(named) or (exact and is_direct and not any(len(one.text) > 1 for one in told))


def is_before(office: Office, before: str, is_after_name: bool = False, must_be_whole: bool = False) -> bool:
    """Whether the text before a name ends in this office; `is_after_name` if the text begins right after another name."""
    before = _unwrapped(before)
    found = phrases(before)
    if not found:
        return False
    phrase = found[-1]
    gap = before[phrase.end :]
    if not _is_apposition(gap, office):
        return False
    if is_after_name and "," in gap and re.fullmatch(r"[\s,(–—-]*(?:the|le|la|l['’])?\s*", before[: phrase.start]):
        return False
    if must_be_whole and office.domains and not office.domains & phrase.domains:
        return False
    lead = re.split(r"[.;:()\n,]", before[: phrase.start])[-1][-30:]
    return _says(office, phrase, _around(lead, before[phrase.start :]), len(gap) <= 40)


_AT_ONCE = re.compile(r"\s*,\s+(?:(?:the|le|la|l['’]|his|her|notre|our)\s?)?|\s*[(–—]\s?(?:(?:the|le|la|l['’])\s?)?")


def is_after(office: Office, after: str, is_before_name: bool = False, must_be_whole: bool = False) -> bool:
    """Whether the text after a name begins with this office; `is_before_name` if another name ends the text.

    `must_be_whole` for a surname: the office follows at once, behind a comma, with all that the register says of it."""
    after = _unwrapped(after)
    found = phrases(after)
    if not found:
        return False
    phrase = found[0]
    gap = after[: phrase.start]
    if not _is_copula(gap):
        return False
    if must_be_whole and not (_AT_ONCE.fullmatch(gap) and phrase.domains >= office.domains):
        return False
    tail = after[phrase.end :]
    if is_before_name and re.fullmatch(r"\s*(?:(?:M|Mr|Mrs|Ms|Mme|Dr|г-н|г-жа)\.?\s*)?", tail):
        return False
    near = re.split(r"[.;:()\n,\t]", tail)[0][:40]
    return _says(office, phrase, after[: phrase.end] + _proper(near), len(gap) <= 25)


def _around(lead: str, rest: str) -> str:
    """The adjective before an office belongs to it (the Russian Justice Minister), a whole clause does not."""
    kept: list[str] = []
    if rest.isupper():  # in capitals nothing tells an adjective from any other word
        return rest
    for word in reversed(lead.split()):
        if not word[:1].isupper():
            break
        kept.insert(0, word)
    return " ".join(kept[-2:]) + " " + rest


def _unwrapped(text: str) -> str:
    """A line's end inside a paragraph is a space."""
    return re.sub(r"(?<!\n)[ \t]*\n[ \t]*(?!\n)", " ", text)


def _proper(near: str) -> str:
    """Of what follows an office, the words that may still name it: up to the first word that is neither proper nor filler."""
    end = 0
    for one in words(near):
        if not (_ELISION.sub("", one.text)[:1].isupper() or one.text.lower() in _FILLER):
            break
        end = one.end
    return near[:end]


def _is_apposition(gap: str, office: Office) -> bool:
    if len(gap) > 75 or re.search(r"[;!?()\"»]|\.\s+(?=\w{4})|\n\s*\n", gap):
        return False
    listed = [one for one in words(_ELISION.sub("", _countries(gap)[1])) if not one.text[:1].isupper()]
    return all(
        one.text.lower() in _FILLER
        or _INSTITUTION.match(one.text)
        or stems(one.text) & office.others
        or len(one.text) == 1
        for one in listed
    )


def _is_copula(gap: str) -> bool:
    if len(gap) > 60 or re.search(r"[;!?:]|\.\s|\n\s*\n", gap):
        return False
    told = words(_ELISION.sub("", _countries(gap)[1]))
    return all(one.text.lower() in _FILLER | _COPULA or one.text.isdigit() for one in told)
