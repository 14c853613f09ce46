"""Words before and after a name that say that it is one, in English, French and Russian."""

import regex

_FLAGS = regex.IGNORECASE
_END = r"[\s\u00a0:,«\"“(–-]*$"
_STRONG = (
    r"\b(?:mr|mrs|ms|miss|dr|prof|sir|messrs|maître|mme|mlle|mm|monsieur|madame|mademoiselle|docteur|maitre|esq|hon|rev|capt|"
    r"col|gen|lt|sgt|maj)\.?|(?-i:\bM\.|\bMe\b|\bMᵉ|\bM(?=\s))|"
    r"\b(?:г-н|г-ж|гр-н|гр-к|гр|господин|госпож|граждан(?:ин|к)|гр)\p{Ll}{0,3}\.?|"
    r"\b(?:herr|frau|señora?|sra?|signora?|sayın|bay|bayan|пан|пані|д-р)\.?|"
    r"\b(?:lawyers?|counsel|attorney|solicitor|barrister|advocate|complainants?|applicants?|claimant|petitioner|suspect|fugitive|"
    r"judges?|juges?|minister|president|président|ministre|chairman|director|ambassador|prosecutor|procureur|secretary|"
    r"accused|defendant|witness|victim|spouse|wife|husband|son|daughter|father|mother|brother|sister|nephew|uncle|cousin|partner|"
    r"alias|aka|a\.k\.a\.|named|called|née?|surnamed|signed(?: by)?|dear|regards|sincerely|faithfully|faithfully yours|officer|inspector|detective|"
    r"on behalf of|in the name of|represented by|known as|subject|attn|attention|contact|"
    r"requérante?s?|plaignante?s?|demandeur|demanderesse|avocate?s?|conseil|représentante?|épou(?:x|se)|fils|fille|père|mère|frère|sœur|"
    r"(?:le|la|les|du|au|aux|de la|dudit|ledit) nommée?s?|dénommée?s?|intéressée?|prévenue?|témoin|au nom de|représentée?s? par|dit|dite|signé|cher|chère|cordialement|"
    r"заявител\p{Ll}{1,4}|адвокат\p{Ll}{0,3}|защитник\p{Ll}{0,3}|представител\p{Ll}{1,4}|обвиняем\p{Ll}{2,3}|подозреваем\p{Ll}{2,3}|осужд[её]нн\p{Ll}{2,3}|"
    r"потерпевш\p{Ll}{2,3}|свидетел\p{Ll}{1,3}|разыскиваем\p{Ll}{2,3}|следовател\p{Ll}{1,3}|судь\p{Ll}{1,2}|жен\p{Ll}{1,2}|муж\p{Ll}{0,2}|сын\p{Ll}{0,2}|"
    r"доч\p{Ll}{1,4}|отц\p{Ll}{1,2}|отец|мат(?:ь|ери)|брат\p{Ll}{0,2}|сестр\p{Ll}{1,2}|супруг\p{Ll}{0,2}|истц\p{Ll}{1,2}|истец|ответчик\p{Ll}{0,2}|"
    r"от имени|на имя|он же|она же|по имени|уважаем\p{Ll}{2,3}|с уважением|исполнител\p{Ll}{1,2}|подпись|фамили\p{Ll}{1,2}|жалобщик\p{Ll}{0,2}|кличк\p{Ll}{1,2})"
)
_WEAK = (
    r"\b(?:of|against|concerning|regarding|about|for|by|to|from|with|and|between|versus|vs?\.?|re|"
    r"concernant|contre|à l['’]encontre de|au sujet de|relative? à|par|pour|de|d['’]|à|avec|et|entre|visant|c/|"
    r"в отношении|касательно|относительно|против|жалоб\p{Ll}{1,2}|об?|у|для|от|на|с|и|между|дел[оуа]|делу)"
)
BEFORE_STRONG = regex.compile(rf"(?:{_STRONG}){_END}", _FLAGS)
BEFORE_TITLE = regex.compile(
    r"(?:\b(?:mrs?|ms|miss|mme|mlle|maître|г-\p{L}+|господин\p{L}*|госпож\p{L}*)\.?|(?-i:\bM\.|\bMe|\bM))[\s\u00a0]*$",
    _FLAGS,
)
BEFORE_ALIAS = regex.compile(
    r"\b(?:alias|a\.?k\.?a\.?|also known as|nicknamed|my name is|je m['’]appelle|je soussignée?|меня зовут|я, нижеподписавш\p{Ll}{2,3}|он же|она же|по кличке|по прозвищу|surnommée?|in the name of)[\s:«\"“,(]*$",
    _FLAGS,
)
BEFORE_PERSON = regex.compile(
    r"\b(?:told|tell|asked|ask|threatened|threatens|arrested|detained|questioned|beat|called|phoned|met|meet|saw|with|and|from|paid|gave|give|married"
    r"|menac(?:e|é|er|ait)|arrêt(?:é|er)|frappé|appelé|rencontré|vu|avec|et|chez|payé|épousé|demandé à|dit à|donné à"
    r"|передай(?:те)?|скажи(?:те)?|сказал[аи]?|позвони(?:л[аи]?|те)?|встретил[аи]?|видел[аи]?|угрожал[аи]?|задержал[аи]?|с|со|и|у|к|от|для)\s$",
    _FLAGS,
)
BEFORE_PLACE = regex.compile(r"(?i)(?<!\p{L})(?:in|via|from|at|near|to|à|en|vers|depuis|в|во|из|через)\s$")
BEFORE_WEAK = regex.compile(rf"(?:{_WEAK})\s*$", _FLAGS)
AFTER = regex.compile(
    r"^[\s,;(–-]{0,4}(?:(?:was |is |who was )?born\b|b\.\s?\d|d\.?o\.?b|née?\b|(?:a |an |the )?(?:citizen|national)\b|a\.?k\.?a|alias\b|"
    r"aged\b|age \d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4} ?г\.?\s?р|ressortissante?\b|de nationalité|"
    r"рожд|род\.|родивш|родил|уроженец|уроженк|граждан|г\.\s?р|года рождения|holder of|titulaire d|passport|passeport|паспорт)",
    _FLAGS,
)
VERB_AFTER = regex.compile(
    r"^[\s\u00a0]{1,2}(?:said|says|states?d?|told|argued|claimed|alleged|submitted|maintained|requested|denied|admitted|lodged|appealed|"
    r"testified|confirmed|explained|fled|lives?|resides|worked|married|replied|complained|contends?|contended|"
    r"(?:was|is|has been|had been|were) (?:arrested|detained|convicted|sentenced|extradited|charged|accused|wanted|released|born|granted|"
    r"questioned|prosecuted|acquitted|represented|informed|heard|notified|suspected|the subject)|"
    r"(?:a|avait|ont) (?:déclaré|affirmé|soutenu|demandé|contesté|indiqué|saisi|introduit|déposé|quitté|fui|reconnu|nié|expliqué)|"
    r"(?:a été|est|fut|avait été) (?:arrêté|détenu|condamné|extradé|accusé|recherché|libéré|entendu|poursuivi|interpellé|placé|né)|soutient|affirme|réside|"
    r"(?:за|со|объ)явил|сказал|подал|обратил|утвержда|отметил|пояснил|призна|был[аи]? (?:арестован|задержан|осужд|экстрадирован|объявлен|допрошен)|"
    r"(?:арестован|задержан|осужд[её]н|разыскивается|проживает|родил|обвиняется|подозревается|является|находится))",
    _FLAGS,
)
BETWEEN = regex.compile(r"(?:,|,?[ \u00a0](?:and|et|и|&|e|y|und|или|or|ou))[ \u00a0]{1,2}")
ORGANISATION_AFTER = regex.compile(
    r"^[\s,»\"”]{0,2}(?:ltd|llc|llp|inc|plc|gmbh|ag|s\.?a\.?r?\.?l?|b\.?v|corp|co\b|limited|holding|group|groupe|bank|street|avenue|road|"
    r"district|province|region|oblast|области|района|ооо|оао|зао|пао)\b",
    _FLAGS,
)
ORGANISATION_BEFORE = regex.compile(
    r"(?:\b(?:ncb|bcn|ocn|нцб|ip ncb|ip|ооо|оао|зао|пао|ао|ип|llc|jsc|ojsc|company|société|компани\p{Ll}{1,2}|фирм\p{Ll}{1,2}|bank|банк\p{Ll}{0,2}|"
    r"г\.|гор\.|город\p{Ll}{0,2}|city of|town of|ville de|суд\p{Ll}{0,3}|court of|court in|court at|tribunal (?:de|d['’])|cour (?:de|d['’])|район\p{Ll}{0,2}|ул\.|улиц\p{Ll}{1,2}|пр\.|пос\.|село|с\.|street|rue|avenue|republic of|république d[eu]))"
    r"[\s«\"“]*$",
    _FLAGS,
)
LOOK_BACK = 40
_COURT_BEFORE = regex.compile(
    r"\b(?:суд[ае]?\s+|(?:court|cour|tribunal|суд\p{L}{0,3})(?:[\s-]+(?:of|de|du|d['’]|des|la|le|the|in|at|г\.|города?|district|region|city|high|federal|fédérale?|"
    r"supr[eê]me|haute?|pénale?|criminal|régionale?|appeals?|appel|instance|grande|première|по|тяжким|преступлениям|района?|округа?)){1,7}[\s'’]*)$",
    _FLAGS,
)
_COURT_AFTER = regex.compile(
    r"^[\s-]{1,2}(?:(?:district|regional|city|town|high|supreme|criminal|municipal|federal|county|crown|magistrates['’]?|central|inter-?district|"
    r"(?:районн|городск|областн|краев|уголовн|окружн|межрайонн|гарнизонн|арбитражн|апелляционн)\p{L}{1,4})[\s-]+){1,3}(?:court|суд)",
    _FLAGS,
)


def before(text: str, start: int) -> str:
    """The text a cue may stand in."""
    return text[max(0, start - LOOK_BACK) : start]


def after(text: str, end: int) -> str:
    """The text right after a candidate."""
    return text[end : end + LOOK_BACK]


def names_a_court(text: str, start: int, end: int) -> bool:
    """Whether the words are part of a court's name: where it sits."""
    return bool(_COURT_AFTER.match(text[end : end + 60]) or _COURT_BEFORE.search(text[max(0, start - 60) : start]))
