"""Numbers, addresses on the net and dates: the values that have a shape."""
# ruff: noqa: E501  (tables are easier to read, and to extend, on one line)

import random
import string

from redaction.training.translit import romanised, unaccented

UPPER, DIGITS = string.ascii_uppercase, string.digits
_SHAPES: dict[str, str] = {
    "case": "####/##|##/####|####/###|A-####/##|#-###/####|CCF/R###.##|R-####/##|##-######|#####/##|####/##|20##/#####|20##/#####-1|AA-##-####|###-##/20##|##/#####-A|WP/##/20##|ECLI:AA:AA:20##:###",
    "file": "20##-#####|AA/####/###|REF-######|##.##.####/##|A-##-##/####|NCB/##/###/20##|IP/###/##|EEG/####|E-####-##|##########|######-##",
    "passport": "A########|AA#######|AA######|## ## ######|## #######|#########|##AA#####|A#######|A## #######|Р########",
    "id": "###########|## ## ######|###-##-####|########A|#########|#-##-##-##-###-###-##|##########|######-#####|######/####|### ### ###|############|###.###.###-##|A-########",
    "phone": "+## ### ### ## ##|+## ### #######|+#(###)###-##-##|8 (9##) ###-##-##|+380 ## ### ## ##|+380#########|0### ### ## ##|+90 5## ### ## ##|0## ## ## ## ##|+49 1## #######|(###) ###-####|###-####|+7 9## ### ## ##|06.##.##.##.##|00## ########|+34 6## ### ###|0##-#######|+971 5# ### ####|######|+1-###-###-####x###",
    "card": "4### #### #### ####|5###-####-####-####|4###############|3### ###### #####|5### **** **** ####|**** ####|6### #### #### ####",
    "iban": "DE## #### #### #### #### ##|TR################ ########|FR## #### #### #### #### #### ###|UA###########################|ES################ ######|GB##AAAA##############|40817810#############|AE#####################",
    "plate": "A ### AA ###|A###AA##|AA #### AA|AA-###-AA|A-AA ####|## AA ####|#### AAA|AA## AAA|## AAA ##|### A #|M-AA ###",
    "licence": "##########|AAAAA######A##AA|A####-#####-#####|## AA ######|AAA ######|########|A-#######",
    "ip": "1##.1##.##.##|10.#.##.1##|2##.##.1#.#|fe80::##a:#b:##|192.168.#.##",
    "booking": "AAAAAA|AA#A#A|AAA###|###-##########|AA #### #|#A#AAA",
    "flight": "AA ####|AA###|AA ###|AA####",
    "account": "####-####-####|AA/#####/##|bc1qaa#a##a##aaa##a|INV-20##-####|#####-##|A##.#|AAAAA##A#A######|###############",
}
_WORDS = "north river blue cargo delta nova trade mega info alpha desk west press metal plus sun shop star night owl wolf max real cool".split()
_TLDS = "com net org ru ua de fr es com.tr ae info io co.uk gov int".split()


def shaped(shape: str, rng: random.Random) -> str:
    """A shape with its # and A and a filled in."""
    fill = {"#": DIGITS, "A": UPPER, "a": string.ascii_lowercase}
    return "".join(rng.choice(fill[char]) if char in fill else char for char in shape)


def code(kind: str, rng: random.Random) -> str:
    """A number of a kind."""
    shape = rng.choice(_SHAPES[kind].split("|"))
    if kind == "iban":
        head = shape[:2]
        return head + shaped(shape[2:], rng)
    return shaped(shape, rng)


def handle(name: str, rng: random.Random) -> str:
    """A user name, half of them from a name."""
    base = unaccented(romanised(name, "plain")).lower()
    base = "".join(c if c.isascii() and c.isalnum() else rng.choice("._") for c in base).strip("._")
    stem = (
        base
        if rng.random() < 0.5 and base
        else rng.choice(_WORDS) + rng.choice(("", "_", ".", "-")) + rng.choice(_WORDS)
    )
    return stem + rng.choice(("", "", str(rng.randint(1, 99)), str(rng.randint(1960, 2010))))


def mail(name: str, rng: random.Random) -> str:
    """An address for mail."""
    return f"{handle(name, rng)}@{domain(rng)}"


def domain(rng: random.Random) -> str:
    """A host."""
    return rng.choice(_WORDS) + rng.choice(("", "-")) + rng.choice(_WORDS) + "." + rng.choice(_TLDS)


def url(name: str, rng: random.Random) -> str:
    """A page on the web."""
    start = rng.choice(
        ("https://", "http://", "www.", "https://www.", "t.me/", "instagram.com/", "vk.com/", "https://t.me/")
    )
    if start.endswith("com/") or start.endswith("me/"):
        return start + handle(name, rng)
    return (
        start
        + domain(rng)
        + rng.choice(("", "/", f"/{rng.choice(_WORDS)}/{rng.randint(1, 9999)}", f"/{rng.choice(_WORDS)}.html"))
    )


CODES = frozenset(_SHAPES)


def date(months: list[str], short: list[str], lang: str, rng: random.Random) -> str:
    """A day as this language writes days, in figures or with the month's name."""
    day, month = rng.randint(1, 28), rng.randint(0, 11)
    year = rng.choice((rng.randint(1940, 2026), rng.randint(1990, 2026)))
    name = rng.choice(months[month].split("/"))
    figures = f"{day:02}.{month + 1:02}.{year}|{day:02}/{month + 1:02}/{year}|{year}-{month + 1:02}-{day:02}|{day}.{month + 1}.{year}|{day:02}.{month + 1:02}.{year % 100:02}|{day:02}-{month + 1:02}-{year}"
    words = {
        "en": f"{day} {name} {year}|{name} {day}, {year}|{day} {name}|{name} {year}|{day} {short[month]} {year}|{day:02}{short[month].upper()}{year}|the {day}th of {name} {year}|{name} {day}",
        "fr": f"{day} {name} {year}|{day} {name}|{name} {year}|{'1er' if day == 1 else day} {name} {year}|{day} {short[month]} {year}",
        "de": f"{day}. {name} {year}|{day}. {name}|{name} {year}|{day}. {short[month]} {year}",
        "es": f"{day} de {name} de {year}|{day} de {name}|{name} de {year}|{day} {short[month]}. {year}",
        "ru": f"{day} {name} {year} года|{day} {name} {year} г.|{day} {name}|{day} {name} {year}|«{day:02}» {name} {year} г.",
        "uk": f"{day} {name} {year} року|{day} {name} {year} р.|{day} {name}|{day} {name} {year}|«{day:02}» {name} {year} р.",
        "tr": f"{day} {name} {year}|{day} {name}|{name} {year}",
        "ar": f"{day} {name} {year}|{day} {name}|{name} {year}|{year}/{month + 1}/{day}",
    }[lang]
    if rng.random() < 0.45:
        value = rng.choice(figures.split("|"))
    else:
        value = rng.choice(words.split("|"))
    return value.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if lang == "ar" and rng.random() < 0.2 else value
