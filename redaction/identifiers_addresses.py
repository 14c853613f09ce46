"""Street addresses without a label, in the conventions of several countries."""

import re

from redaction import finding as types
from redaction.bodies import Kind, kind
from redaction.case_repair import repaired
from redaction.identifiers_dates import DATE_PATTERN
from redaction.spans import Hit

_DETECTOR = "address"
_UP = r"[^\W\d_a-zа-яёіїєґа-я]"
_WORD = rf"(?:(?:St|Ste|Dr|Gen)\.\s?)?{_UP}(?:[^\W\d_]|['’\-]|\.(?=\w)){{0,40}}+(?!\w)"
_WHOLE = rf"(?>{_WORD})"  # never given back in part: `AB-AB-AB-` could be parted into words in thousands of ways
_LITTLE = r"(?:de|du|des|de\sla|de\sl['’]|la|le|les|l['’]|d['’]|of|the|del|di|da|von|van|und|et|sur|im|am|an|zum|zur|el|al|на|имени|им\.)"
_NAME = rf"(?:{_LITTLE}\s?){{0,3}}{_WHOLE}(?:[ \-](?:{_LITTLE}\s){{0,2}}{_WHOLE}){{0,3}}"
_HOUSE = r"\d{1,5}(?:\s?[\-–/]\s?\d{1,5})?\s?(?:[A-Za-zА-Яа-я](?!\w)|bis|ter)?"
_EN_TYPE = r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave?\.?|Lane|Ln\.?|Drive|Dr\.?|Close|Court|Ct\.?|Crescent|Square|Sq\.?|Terrace|Place|Pl\.?|Boulevard|Blvd\.?|Way|Gardens?|Grove|Mews|Hill|Park|Row|Walk|Highway|Hwy\.?|Parkway|Quay|Embankment|Alley|Circle|Mount|Rise|Green|Gate|View|Wharf)"
_FR_TYPE = r"(?:[Rr]ue|[Aa]v(?:enue|\.)?|[Bb](?:oulevard|d|ld|vd)\.?|[Pp]lace|[Pp]l\.|[Cc]hemin|[Aa]ll[ée]es?|[Ii]mpasse|[Qq]uai|[Cc]ours|[Rr]oute|[Ss]quare|[Pp]assage|[Rr]uelle|[Ss]entier|[Rr]ond-[Pp]oint|[Ff]aubourg|[Rr]ésidence|[Vv]oie|[Cc]ité|[Ee]splanade|[Mm]ontée|[Vv]illa)"
_RU_TYPE = r"(?:ул(?:\.|ица|ице|ицы)|пр(?:\.|-?к?т\.?|оспект\w{0,2}|осп\.)|пр-д|пер(?:\.|еулок|еулке)|б(?:ул(?:\.|ьвар\w{0,2})|-р)|наб(?:\.|ережн\w{2})|ш(?:\.|оссе)|пл(?:\.|ощадь|ощади)|проезд\w{0,2}|тупик|аллея|линия|мкр(?:\.|н\.?|-н)|микрорайон|кв-л|квартал|тракт|вул(?:\.|иця|иці)|пров(?:\.|улок))"
_ES_TYPE = r"(?:[Cc]alle|C/|[Aa]v(?:enida|da)\.?|[Pp]laza|[Pp]aseo|[Cc]arrera|[Cc]amino|[Rr]onda|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Rr]ua|[Tt]ravessa|[Pp]raça|[Uu]l\.|[Uu]lica|[Aa]l\.)"
_TR_TYPE = r"(?:Cad(?:\.|desi)|Sok(?:\.|ak|ağı)|Sk\.|Mah(?:\.|allesi)|Bulv(?:\.|arı)|Blv\.)"
_CITY = rf"{_WHOLE}(?:[ \-](?:{_LITTLE}[ \-]){{0,2}}{_WHOLE}){{0,2}}"
_UK_CODE = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_FLAT = (
    r"(?:(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite|[Rr]oom|[Ff]loor|[Aa]ppt?\.?|[Aa]ppartement|[Bb][âa]t(?:iment)?\.?|[ÉEée]tage|[Ee]sc(?:alier)?\.?|[Hh]all|[Pp]orte|#"
    r"|д(?:ом|\.)|кв(?:артира|\.)|корп(?:ус|\.)?|к\.|стр(?:оение|\.)|оф(?:ис|\.)|под(?:ъезд|\.)|эт(?:аж|\.)|комн(?:ата|\.)|литер|вл(?:адение|\.)|буд(?:инок|\.)|No|Kat|Daire|D\.|Piso|[Pp]uerta|Wohnung|m\.)\s?[:.№]?\s?[\w°º/\-]{1,8}"
    r"|\d{1,2}[º°ª]\s?(?:[A-Z]|[Ii]zq\.?|[Dd]cha\.?)?|\d{1,3}(?:st|nd|rd|th|er|e|ème)\s(?:[Ff]loor|[ÉEée]tage))"
)
_TOWN = (
    rf"(?:{_UK_CODE}|(?:[A-Z]{{1,2}}-)?\d{{4,6}}(?:[\s\-]\d{{4}}|\s[A-Z]{{2}})?\s{{1,2}}{_CITY}(?:\s(?:[Cc]edex)(?:\s\d{{1,2}})?)?|[A-Z]{{2}}\s\d{{5}}(?:-\d{{4}})?|\d{{5,6}}(?!\d)"
    rf"|(?:г(?:\.|ор\.|ород)|м\.|пос(?:\.|елок)|с\.|дер\.|п\.г\.т\.|пгт|р-н|обл\.|респ\.|край)\s?{_CITY}|{_CITY}(?:\s(?:обл(?:\.|асть|асти)|р-н|район|края?|край|республика))|{_CITY}(?:[ ,]{{1,2}}{_UK_CODE}|,?\s[A-Z]{{2}}\s\d{{5}}(?:-\d{{4}})?|,?\s\d{{5}}(?!\d))?)"
)
_TAIL = rf"(?:(?:\s{{0,2}},\s{{0,2}}|[ \t]{{1,2}}|\s{{0,2}}\n[ \t]{{0,8}}(?=\d|г\.))(?:{_FLAT}|{_TOWN})){{0,6}}"
_COMMA_TAIL = rf"(?:\s{{0,2}}(?:,\s{{0,2}}|\n[ \t]{{0,8}}(?=(?:[A-Z]{{1,2}}-)?\d{{4,6}}\s|{_UK_CODE}|г\.))(?:{_FLAT}|{_TOWN})){{0,6}}"
_RU_HEAD = rf"(?:(?:\d{{5,6}}|(?:Россия|РФ|Украина|Казахстан|Беларусь)|(?:г(?:\.|ор\.|ород)|м\.|пос\.|с\.|дер\.|пгт)\s?{_CITY}|(?<!-){_CITY}\s(?:обл(?:\.|асть)|р-н|район|край)|Москва|Санкт-Петербург)\s?,\s{{0,2}}){{0,5}}"

_PATTERNS = (
    # 14 Rosewood Avenue, Flat 3, Leeds LS6 2AB; Flat 3, 14 Rosewood Avenue
    re.compile(
        rf"(?<![\w./\-])(?:(?:Flat|Apt\.?|Apartment|Unit|Suite)\s\w{{1,5}},?\s)?{_HOUSE},?\s{_WHOLE}(?:[ \-]{_WHOLE}){{0,3}}\s{_EN_TYPE}(?!\w){_COMMA_TAIL}"
    ),
    # 12 rue des Lilas, 69003 Lyon
    re.compile(rf"(?<![\w./\-]){_HOUSE}\s?,?\s{_FR_TYPE}\s{_NAME}{_COMMA_TAIL}"),
    re.compile(rf"(?<![\w./\-]){_FR_TYPE}\s{_NAME},?\s(?:n[°o]\s?)?{_HOUSE}(?!\w){_COMMA_TAIL}"),
    # 420111, г. Казань, ул. Ленина, д. 5, кв. 12
    re.compile(
        rf"(?<![\w.]){_RU_HEAD}{_RU_TYPE}\s?(?:\d{{1,3}}-?(?:я|й|го|ая)?\s)?{_UP}[\w.\-]{{0,25}}(?:\s(?:{_LITTLE}\s)?{_UP}[\w.\-]{{0,25}}){{0,2}}(?:\s?,?\s?(?:д(?:ом|\.)?|буд\.)?\s?{_HOUSE})?{_COMMA_TAIL}",
        re.U,
    ),
    re.compile(
        rf"(?<![\w.]){_RU_HEAD}(?:\d{{1,3}}-?(?:я|й|го|ая)\s)?{_UP}[\w.\-]{{2,25}}(?:ая|ый|ий|ой|ое|ского|ова|на)?\s{_RU_TYPE}\s?,?\s?(?:д(?:ом|\.)?)?\s?{_HOUSE}{_COMMA_TAIL}",
        re.U,
    ),
    # Hauptstraße 5, 10115 Berlin
    re.compile(
        rf"(?<!\w){_UP}[\w\-]{{2,30}}(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|ring|damm|ufer|laan|straat|gracht|kade|plein|dijk|singel|chaussee|gatan|vej|gata)\s{_HOUSE}(?!\w){_COMMA_TAIL}"
    ),
    re.compile(rf"(?<!\w){_WORD}[ \-](?:Stra(?:ß|ss)e|Str\.|Allee|Platz|Weg|Ring|Damm)\s{_HOUSE}(?!\w){_COMMA_TAIL}"),
    # 91, Lindenweg, appt 57
    re.compile(
        rf"(?<![\w./\-]){_HOUSE},?\s{_UP}[\w\-]{{2,30}}(?:stra(?:ß|ss)e|gasse|weg|platz|allee|damm|ufer|laan|straat|gatan)(?!\w){_COMMA_TAIL}"
    ),
    # Calle Mayor 3, 2º B; ul. Nowa 7/3
    re.compile(rf"(?<!\w){_ES_TYPE}\s?{_NAME},?\s(?:n[.°º]?\s?|No\.?\s?)?{_HOUSE}(?!\w){_COMMA_TAIL}"),
    re.compile(
        rf"(?<![\w./\-]){_HOUSE},?\s(?:[Cc]alle|[Aa]v(?:enida|da)\.?|[Pp]laza|[Pp]aseo|[Rr]ua|[Uu]l\.|[Uu]lica)\s?{_NAME}(?!\w){_COMMA_TAIL}"
    ),
    # Atatürk Cad. No: 5, Daire 3
    re.compile(
        rf"(?<!\w)(?:{_WORD}\s){{1,3}}{_TR_TYPE}(?:,?\s(?:{_WORD}\s){{1,3}}{_TR_TYPE}){{0,2}},?\s?(?:No\s?[:.]?\s?)?{_HOUSE}(?!\w){_COMMA_TAIL}"
    ),
    # P.O. Box 1234, BP 123, а/я 12
    re.compile(
        rf"(?<!\w)(?:P\.?\s?O\.?\s?Box|B\.?P\.?|C\.?P\.?|а/я|Postfach|Apartado)\s(?:№\s?|n[°o]\s?)?\d{{1,7}}(?!\w){_COMMA_TAIL}"
    ),
    # a flat told by house and flat alone
    re.compile(
        r"(?<!\w)(?:д\.|дом)\s?\d{1,4}\w?(?:[/\-]\d{1,4})?,?\s?(?:(?:корп|к|стр)\.?\s?\d{1,3},?\s?)?(?:кв|оф)\.\s?\d{1,4}(?!\w)"
    ),
)
_TOO_LONG = 240
# `Room 14, Floor 3 of the courthouse`: where a body sits
_IN_A_HOUSE = re.compile(
    r"(?:Room|Office|Hall)\s\w{1,6},\s[\w ]{1,30}\sof\sthe\s(?:court|tribunal|minist|commission|parliament|build|palace)",
    re.I,
)
# What follows says where somebody lives, whatever the country's way of writing it.
_RESIDES = re.compile(
    r"(?<!\w)(?:(?:resid(?:es|ed|ing|ent)|liv(?:e|es|ed|ing)|domiciled|staying|registered(?:\sas\sresiding)?|home|hiding|hidden)\s(?:(?:now|currently|presently|together|with\s\w+)\s)?(?:at|in)"
    r"|residence\s(?:is|at)|(?:home|postal|current|last\sknown|registered)\saddress(?:\sis|\swas)?"
    r"|(?:r[ée]sid(?:e|ant|(?:er)?ait|ent)|domicili[ée]e?s?|demeur(?:e|ant|ait)|habit(?:e|ant|ait)|log(?:e|eant|eait)|h[ée]berg[ée]e?)\s(?:(?:actuellement|d[ée]sormais)\s)?(?:au|[àa](?:\sl['’]adresse)?|chez|dans|sis)"
    r"|(?:прожива\w+|зарегистрирован\w*|прописан\w*|скрыва\w+|жив(?:у|[её]т|ут|ущ\w+)|находи\w+|располож\w+)(?:\s(?:ныне|сейчас|временно|фактически))?\s(?:по\sадресу|в|на)"
    r"|(?:мешка|прожива)\w+(?:\s(?:за\sадресою|в|у|на))?|за\sадресою|по\sадресу|адрес(?:\s(?:проживания|регистрации|места\sжительства))?"
    r"|wohnhaft(?:\sin)?|domiciliad[oa]\sen|mukim)(?:\s?[:,–—-])?\s+(?!\w+\s\w+\s\w+\s\w+\.)",
    re.I,
)
_PART = rf"(?:{_FLAT}|(?:(?:{_LITTLE}|у|at|at\sthe|near|bei|nr\.?|no\.?|n[°º]|№)\s?){{0,2}}(?:{_UP}(?:[\w'’/\-]|\.(?=\w)){{0,30}}|\d[\w/\-]{{0,8}}|(?:{_RU_TYPE}|{_FR_TYPE}|ulitsa|street|road|avenue|block|kv\.|house|d\.|кв\.|д\.|яп\.)\.?)(?:[ \-](?:(?:{_LITTLE})\s)?(?:{_UP}(?:[\w'’/\-]|\.(?=\w)){{0,30}}|\d[\w/\-]{{0,8}}|{_RU_TYPE}|[a-zа-я]{{1,5}}\.)){{0,5}})"
_RESIDENCE = re.compile(rf"{_PART}(?:,[ \n]?{_PART}){{0,7}}")
_PARCEL = re.compile(
    rf"(?<!\w)(?:(?<!,\s){_WORD},\s)?(?:House|Plot|Block|Flat|Villa|Building|Bldg\.?|Apartment|Apt\.?|Unit|Room|Suite|Tower|Office|Shop|Sector|Phase|Zone|Lot|Km|No\.|Nº|№)\s?(?:No\.?\s?|#\s?)?\d[\w/\-]{{0,6}}(?:,[ \n]{_PART}){{1,7}}"
)
_AT = re.compile(
    rf"(?<![\w.])(?:(?:Am|Im|An\sder|Auf\sder|Zum|Zur|In\sder|Unter\sden)\s{_WORD}|{_WORD}(?:\s{_WORD}){{0,2}}\s(?:k[üu][çc][əe]si|prospekti|ko['ʻ]?chasi|k[öo][çc]esi|bulvar[ıi]|alley|alleyi|st\.|utca|ulice|ulitsa|vul\.|vulytsia))\s?,?\s(?:ev\s|uy\s|No\.?\s)?\d[\w/\-]{{0,10}}{_COMMA_TAIL}"
)
_UNITS = (
    r"dom|kv|kvartira|mikrorayon|mikroraion|microdistrict|mkr|uy|oy|xonadon|mavze|kvartal|jay|daire|apto|apt|apartamento|depto|piso|korpus|korp|stroenie|str"
    r"|ulitsa|ulica|ul|vul|vulytsia|vulica|prospekt|prospekti|pr-t|shosse|shayoly|ko['’ʻ]?chasi|kochasi|k[üu][çc][əe]si|m[əe]nzil|ev|bina|duureg|khoroo|khoroolol|horoo"
    r"|ku|chome|ch[oō]|dong|gil|jalan|jl|soi|thanon|[đd][ưu][ờo]ng|ph[ốo]|qu[ậa]n|ng[õo]|sok|cad|mah|carrera|cra|kra|calle|cll|diagonal|transversal|avenida|rua|travessa"
    r"|via|viale|strada|bulevardul|bulevar|rruga|utca|gatve|iela|tänav|mnt|puiestee|katu|tie|gatan|vägen|gade|vej|estate|layout|close|crescent|cantt|colony|nagar|marg|chowk|galli|mohalla|sector|phase|house|plot|block"
    r"|кв|д|дом|корп|мкр|микрорайон"
)
_UNIT = re.compile(
    rf"(?<![\w@.\-])(?:{_UNITS})\.?(?=[\s,#\d])|(?<=\d)-(?:uy|xonadon|mavze|r|chome|ch[oō]|dong|gil|ku|mkr)(?!\w)|-(?:ku|dong|gu|shi|cho|dori)(?!\w)",
    re.I,
)
_TOKEN = r"(?:[#№]\s?)?[\w’'ʻ./#º°-]+"
_NEXT = rf"(?<!\d\.)(?<![^\W\d_]{{4}}\.)\s{_TOKEN}"  # a full stop after a number or a word ends the sentence
_SEGMENT = re.compile(rf",\s{{0,2}}{_TOKEN}(?:{_NEXT}){{0,4}}")
_NUMBERED = re.compile(rf"\s?{_TOKEN}(?:{_NEXT}){{0,3}}")
_LEFT = re.compile(rf"(?:(?:(?:#\s?)?\d[\w/-]*|{_UP}[\w’'ʻ-]+|(?i:{_UNITS})\.?)[,\s]\s?){{0,5}}\d{{0,4}}$")
_CONTACT_LINE = re.compile(
    r"^(?=[^\n]{0,100}\d)[^\n:@]{8,100}\n(?=[ \t]*(?:(?:t[ée]l|тел|phone|mob|моб|fax|факс|e-?mail|courriel|эл)[\w.\s-]{0,12}[:.]|\+\d))",
    re.I | re.M,
)
_NUMBER_AND_COMMA = re.compile(r"\d[^,]{0,190},|,[^\d]{0,190}\d")
_PROSE = re.compile(r",\s(?:[^\W\d_]+\s){3,}")


def find_addresses(text: str) -> list[Hit]:
    """From the house or street to the town; a city by itself is no address."""
    hits = [
        Hit(one.start(), _end(one), types.ADDRESS, 0.8, _DETECTOR)
        for pattern in _PATTERNS
        for one in pattern.finditer(text)
    ]
    hits += [
        Hit(one.start(), _end(one), types.ADDRESS, 0.75, _DETECTOR)
        for p in (_PARCEL, _AT)
        for one in p.finditer(text)
        if not _IN_A_HOUSE.match(text, one.start())
    ]
    hits += _by_units(text)
    title = "\n".join(repaired(line, frozenset()) for line in text.split("\n"))
    if title != text:
        hits += [
            Hit(one.start(), _end(one), types.ADDRESS, 0.75, _DETECTOR)
            for pattern in _PATTERNS
            for one in pattern.finditer(title)
        ]
    hits += [hit for cue in _RESIDES.finditer(text) if (hit := _residence(text, cue.end()))]
    hits += [hit for one in _CONTACT_LINE.finditer(text) if (hit := _contact_line(one))]
    hits = [_with_town(hit, text) for hit in hits]
    return [
        hit
        for hit in hits
        if hit.type == types.BIRTH_PLACE
        or hit.end - hit.start <= _TOO_LONG
        and any(each.isdigit() for each in text[hit.start : hit.end])
    ]


_POST_TOWN = re.compile(rf",?[ \n]{{1,2}}(?:[A-Z]{{1,2}}-)?\d{{4,6}},?[ \n]{{1,2}}(?:г\.\s?)?({_CITY})(?!\w)")
_LAST_TOWN = re.compile(rf",[ \n]{{1,2}}((?:г\.\s?)?{_CITY})(?=\s?(?:[;)]|\n|$|\.(?:\s|$)|,[ \n]))")


_MORE = re.compile(
    r",[ \n]{1,2}(?:(?!(?:since|in|on|at|from|until|aged?|d[èe]s|en|depuis|page|p|article|art|year|le|du|с|от|на|до|стр|ст|лет|года?)[.\s])"
    r"[^\W\dA-ZА-ЯЁ_]{2,9}\.?\s\d[\w/\-]{0,6}(?![\w.])"
    rf"|(?:quartier|quarter|barrio|bairro|colonia|mahalla|district|sector|secteur|lot|cit[ée]|village|район|квартал|посёлок|поселок|село)\s{_CITY})"
)


def _with_town(hit: Hit, text: str) -> Hit:
    """`Knez Mihailova 144, stan 85, Vranje.`: the parts and the town that end what the patterns found."""
    while hit.type == types.ADDRESS and (more := _MORE.match(text, hit.end, min(len(text), hit.end + 60))):
        hit = Hit(hit.start, more.end(), hit.type, hit.score, hit.detector)
    post = _POST_TOWN.match(text, hit.end, min(len(text), hit.end + 60)) if hit.type == types.ADDRESS else None
    if post is not None:
        return Hit(hit.start, post.end(1), hit.type, hit.score, hit.detector)
    town = _LAST_TOWN.match(text, hit.end, min(len(text), hit.end + 60)) if hit.type == types.ADDRESS else None
    if town is None or kind(town.group(1).split()[0]) not in (Kind.PLACE, Kind.UNKNOWN):
        return hit
    return Hit(hit.start, town.end(1), hit.type, hit.score, hit.detector)


def _by_units(text: str) -> list[Hit]:
    """`7 mikrorayon, dom 31, kv. 12, Bishkek`: parts between commas, with a word for a part of a town and two numbers."""
    hits: list[Hit] = []
    for unit in _UNIT.finditer(text):
        if (hits and unit.start() < hits[-1].end) or not _NUMBER_AND_COMMA.search(
            text, max(0, unit.start() - 60), unit.end() + 130
        ):
            continue
        line = text.rfind("\n", 0, unit.start()) + 1
        left = _LEFT.search(text, max(line, unit.start() - 60), unit.start())
        start, end = (left.start() if left else unit.start()), unit.end()
        rest = _NUMBERED.match(text, end, min(len(text), end + 60))
        end = rest.end() if rest and any(each.isdigit() for each in rest.group()) else end
        while (more := _SEGMENT.match(text, end, min(len(text), end + 70))) and _is_part_of_address(more.group()):
            end = more.end()
        body = text[start:end]
        if len(re.findall(r"\d+", body)) >= 2 and "," in body and not DATE_PATTERN.search(body):
            hits.append(Hit(start, start + len(body.rstrip(" ,;.")), types.ADDRESS, 0.6, _DETECTOR))
    return hits


def _is_part_of_address(segment: str) -> bool:
    words = segment.strip(" ,").split()
    plain_words = sum(word[:1].islower() and _UNIT.match(word + " ") is None for word in words)
    return bool(words) and plain_words == 0


def _residence(text: str, at: int) -> Hit | None:
    """Where somebody lives: an address if it has a number, else a place that is told as a birth place is."""
    found = _RESIDENCE.match(text, at, min(len(text), at + _TOO_LONG))
    if found is None or DATE_PATTERN.match(text, at):
        return None
    body = found.group()
    date = DATE_PATTERN.search(body)
    end = _end(found) if date is None else at + len(body[: date.start()].rstrip(" ,;.\t\n"))
    if any(each.isdigit() for each in text[at:end]):
        return Hit(at, end, types.ADDRESS, 0.75, _DETECTOR)
    place = re.match(rf"{_CITY}", body)
    is_place = place is not None and kind(place.group().split()[0]) is Kind.PLACE
    return Hit(at, at + place.end(), types.BIRTH_PLACE, 0.55, _DETECTOR) if place and is_place else None


def _contact_line(one: re.Match[str]) -> Hit | None:
    """The line above a telephone in a block of signature or letterhead."""
    body = one.group().strip()
    words = body.split()
    if DATE_PATTERN.search(body) or not 2 <= len(words) <= 14 or re.search(r"[(!?;]|[.!?]$|[^\W\d_]{4}\. ", body):
        return None
    if sum(word[:1].islower() and len(word) > 4 for word in words) > len(words) // 3:
        return None
    return Hit(one.start(), one.start() + len(one.group().rstrip()), types.ADDRESS, 0.6, _DETECTOR)


def _end(one: re.Match[str]) -> int:
    """A cell's edge ends an address."""
    return one.start() + len(one.group().partition("\t")[0].rstrip(" ,;.\t\n\u00a0"))
