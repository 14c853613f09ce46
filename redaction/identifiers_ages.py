"""How old somebody is, in eight languages; a sentence, a limit or a law's years are none."""

import re

from redaction import finding as types
from redaction.spans import Hit

_DETECTOR = "age"
_N = r"(?<![\w.,:/\-№])(?:1[01]\d|[1-9]?\d|[٠-٩]{1,3}|[۰-۹]{1,3})(?![\d.,]?\d)"
_WRITTEN = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|(?:six|seven|eigh|nine)teen)"
_TO = rf"(?:\s?(?:-|–|to|and|or|до|и|à|et|bis|und|y|a)\s?{_N})?"
_PRISON_FR = (
    r"(?!\sde\s(?:prison|r[ée]clusion|peine|d[ée]tention|travaux|ferme|emprisonnement|s[ûu]ret[ée]|exp[ée]rience))"
)
_PRISON_ES = r"(?!\sde\s(?:prisi[óo]n|c[áa]rcel|reclusi[óo]n|condena|pena|inhabilitaci[óo]n|experiencia|privaci[óo]n))"
_RU_NOT = r"(?!\w*\s(?:срок|период|юбиле|план|заключ|тюрем|стаж|контракт|договор|лишени|давност|строк|термін|ювіле|ув['’]язн|позбавл))"
_DE_NOT = r"(?!\w*\s(?:frist|haft|freiheits|gefängnis|strafe|verjährung|mitglied|vertrag|zusammen|bestehen|jubil))"
_RU_YEARS = r"(?:лет|год(?:а|у|ом)?|рок(?:ів|и|у)|рік)(?!\w)"
_PATTERNS = tuple(
    re.compile(one, re.I)
    for one in (
        # English
        rf"({_N}{_TO}[\- ]years?[\- ]olds?)(?!\w)",
        rf"(?<!\w)({_WRITTEN}[\- ]years?[\- ]olds?)(?!\w)",
        rf"(?<!\w)(ages?d?\s(?:of\s|about\s|around\s|approximately\s|between\s|over\s|under\s)?{_N}{_TO})(?!\w)",
        rf"({_N}\s?(?:y\.?\s?/?\s?o\.?|yrs?\.?(?:\sold)?|years\sof\sage))(?!\w)",
        rf"(?<!\w)ages?(?:\s?\(years\))?\s?[:=]\s?({_N}{_TO})",
        rf"(?<!\w)(?:turn(?:s|ed|ing)?|when\s(?:he|she|i|they)\s(?:was|were))\s({_N})(?=\s?[.,;!?]|\s*$)",
        # French
        rf"(?<!\w)(âgé(?:e|s|es|\(e\))?\s(?:alors\s)?(?:de\s|d['’]environ\s|d['’]\s?)?(?:environ\s)?{_N}{_TO}\sans)(?!\w)",
        rf"(?<!\w)[âa]ge\s?[:=]\s?({_N}(?:\sans)?)",
        rf"(?<!\w)(?:avait|avais|ayant|aura|l['’]âge\sde|alors)\s({_N}\sans)(?!\w){_PRISON_FR}",
        rf"(?<!\w)(?:homme|femme|fille|garçon|enfant|personne|individu|adolescente?|ressortissante?|mineure?|étudiante?)\s(de\s{_N}\sans)(?!\w){_PRISON_FR}",
        r"(?<!\w)((?:(?:vingt|trent|quarant|cinquant|soixant)aine)\sd['’]années)",
        # between commas, after a word: French, German, Spanish, Italian, Portuguese
        rf"(?<=[^\W\d_],\s)((?:de\s|di\s)?{_N}\s(?:ans|años|Jahre|anni|anos))(?=\s?[,;)]|\s?\.\s?$)",
        rf"(?<=[^\W\d_]\s\()({_N}(?:\s(?:ans|años|Jahre|anni|anos|лет|года?|років|роки|yaşında))?)(?=\))(?<!\s\(\d\))(?=\)\s?[,.]|\)\s(?:ans|was|is|wurde|a\s))",
        # German
        rf"({_N}\sJahre\salt)(?!\w)",
        rf"({_N}\s?-?\s?jährige[rsnm]?){_DE_NOT}(?!\w)",
        rf"(?<!\w)Alter\s?[:=]\s?({_N}(?:\sJahre)?)",
        rf"(?<!\w)(im\sAlter\svon\s(?:etwa\s)?{_N}\sJahren)",
        # Spanish, Italian, Portuguese
        rf"((?:de\s)?{_N}{_TO}\s(?:años\sde\sedad|anos\sde\sidade|anni\sd['’]et[àa]))",
        rf"(?<!\w)(?:edad|idade|et[àa])\s?[:=]\s?({_N}(?:\s(?:años|anos|anni))?)",
        rf"(?<!\w)(?:ten[íi]a|tiene|tengo|tinha|tem|cumpli[óo]|aveva|compi[ùu]to)\s({_N}\s(?:años|anos|anni))(?!\w){_PRISON_ES}",
        rf"(?<!\w)(?:hombre|mujer|joven|niñ[oa]|menor|var[óo]n|ciudadan[oa]|adolescente|homem|mulher|uomo|donna|ragazz[oa])\s((?:de|di)\s{_N}\s(?:años|anos|anni))(?!\w){_PRISON_ES}",
        # Russian, Ukrainian
        rf"({_N}[\- ]?(?:летн|річн)(?:ий|яя|его|ей|ему|юю|им|ем|ие|их|я|а|ого|ої|ому|у|ою|і)){_RU_NOT}(?!\w)",
        rf"(?<!\w)(?:возраст\w{{0,3}}|вік(?:ом|у)?|віці)(?:\s?[:=–—-]\s?|\s(?:около\s|близько\s|от\s|від\s)?)({_N}{_TO}(?:\s{_RU_YEARS})?)",
        rf"(?<!\w)(?:ему|ей|мне|йому|їй|мені)\s(?:сейчас\s|было\s|тогда\s|исполнилось\s|зараз\s|було\s|виповнилося\s)?({_N}\s{_RU_YEARS})",
        rf"(?<=[^\W\d_],\s)({_N}\s(?:лет|год|года|років|роки|рік))(?=\s?[,;.)])",
        rf"(?<!\w)(?:гражданин|гражданк|громадян|мужчин|женщин|чоловік|жінк|жител|мешкан|подрост|девушк|юнош|мальчик|девочк|студент|пенсионер|уроженец|уроженк)\w{{0,5}},?\s({_N}\s{_RU_YEARS})",
        rf"({_N}\s{_RU_YEARS}\sот\sроду)",
        # Turkish
        rf"({_N}\syaş(?:ında|larında|ına|ını)\w{{0,8}})",
        rf"(?<!\w)yaşı?\s?[:=]\s?({_N})",
        # Arabic
        rf"((?:عمره|عمرها|عمري|(?:ي|ت)بلغ\sمن\sالعمر|البالغة?\sمن\sالعمر|العمر|السن|بعمر|في\sسن)\s?:?\s?(?:نحو\s)?{_N}(?:\s(?:عام[\u064b-\u0652]?ا?[\u064b-\u0652]?|سنة|سنوات|أعوام))?)",
    )
)
# `The law is 34 years old`
_THING = re.compile(
    r"(?<!\w)(?:law|act|treaty|statute|rule|case|file|building|house|firm|company|agreement|document|record|institution|organi[sz]ation|commission|court|car|vehicle|practice|dispute|conflict)s?\s(?:is|was|were|are|being)\s(?:about\s|some\s|over\s)?$",
    re.I,
)
_LEGAL = re.compile(
    r"(?<!\w)(?:pension|retirement|reach|attain|under\sthe\s$|minimum|majorit|retraite|attei|renten|jubil|пенси|пенсій|emekli|تقاعد)",
    re.I,
)
_NEAR = re.compile(
    r"\d[\s\-]{0,2}(?:ye?a?r|y\.?\s?/?o|ans|años|anos|anni|jahr|jähr|-?\s?летн|-?\s?річн|лет|год|рок|рік|yaş|عام|سنة|سنوات|أعوام)|\bage|âg[ée]|edad|idade|et[àa]\b|alter|возраст|(?:\bвік)|віц|yaş|عمر|السن|aine d|teen|ty\b|ty-|turn|when (?:he|she|i|they) w|\(\d",
    re.I,
)


def find_ages(text: str) -> list[Hit]:
    """Lines without a word that an age is told with cost one look."""
    return [hit for start, line in _lines(text) if _NEAR.search(line) for hit in _of_line(text, start, line)]


def _of_line(text: str, start: int, line: str) -> list[Hit]:
    return [
        Hit(start + one.start(1), start + one.end(1), types.DEMOGRAPHIC, _score(line, one), _DETECTOR)
        for pattern in _PATTERNS
        for one in pattern.finditer(line)
        if not _THING.search(line, max(0, one.start(1) - 40), one.start(1))
    ]


def _score(line: str, one: re.Match[str]) -> float:
    """An age at which the law gives a right is hardly anybody's own."""
    return 0.4 if _LEGAL.search(line, max(0, one.start(1) - 45), one.start(1)) else 0.7


def _lines(text: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return lines
