"""Which of a script's languages a page is in, by the commonest words of what a first engine made of it."""

import re
import unicodedata

LATIN, CYRILLIC, ARABIC = "latin", "cyrillic", "arabic"
_SCRIPTS = {
    "rus": CYRILLIC,
    "ukr": CYRILLIC,
    "bul": CYRILLIC,
    "bel": CYRILLIC,
    "ara": ARABIC,
    "fas": ARABIC,
    "ell": "greek",
}
_WORD = re.compile(r"[^\W\d_]+")
_CLEAR = 1.5  # times as many words as the next language

# as an engine of another language may write them: without accents
_COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "eng": "the of and to in is that for it was on with as be by this have from at not are or were which you we "
        "his her had has will been their would they there all but if any can he she who may such no your",
        "fra": "le la les de des du et est que qui en une un au aux pour par dans ne pas ce cette il elle sur avec "
        "sont ont ete se son sa ses leur leurs nous vous mais comme plus votre notre ou etre fait tout a",
        "spa": "el la los las de del y en que un una por con para se su sus no al es lo como fue han sido este esta "
        "son pero mas o le ha donde cuando sin sobre entre todo toda ser",
        "deu": "der die das und den dem des ist von zu mit im in nicht ein eine einer einen einem sich auf fur als "
        "auch wird wurde war sind er sie es an bei nach aus am uber durch oder haben hat werden dass wir ihre zum zur",
        "tur": "ve bir bu ile icin olarak olan tarafindan da de ne daha cok gibi kadar sonra her veya hakkinda olup "
        "degil ise o sayin iki tarih uzere ancak oldugu gore kendi en ki mi",
        "rus": "и в на не что с по от для из за к как о это его или был была были при во со то же а но также до об она "
        "они быть которые который года бы у мы вы их ее",
        "ukr": "та в на не що з по від для із за до як про це його або був була були при у й але також вона вони бути "
        "які який року б ми ви їх її і щодо цього під через є",
        "ara": "",
    }.items()
}  # fmt: skip


def script_of(language: str) -> str:
    return _SCRIPTS.get(language, LATIN)


def in_script(languages: tuple[str, ...], script: str) -> tuple[str, ...]:
    return tuple(language for language in languages if script_of(language) == script)


def scripts_of(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(script_of, languages)))


def spoken(text: str, languages: tuple[str, ...]) -> str:
    """The language whose common words are clearly the most, or nothing."""
    words = [_plain(word) for word in _WORD.findall(text)]
    counts = sorted(((_count(words, language), language) for language in languages), reverse=True)
    if not counts or counts[0][0] < 4:
        return ""
    return counts[0][1] if len(counts) == 1 or counts[0][0] >= _CLEAR * counts[1][0] else ""


def commonness(text: str, *languages: str) -> float:
    """The share of words that are common ones, in whichever of the languages has most."""
    words = [_plain(word) for word in _WORD.findall(text)]
    return max(_count(words, language) for language in languages) / max(1, len(words))


def _count(words: list[str], language: str) -> float:
    """Words that several languages share part nothing, and count the less."""
    known = _COMMON.get(language, frozenset())
    return sum(1.0 if len(word) > 1 else 0.5 for word in words if word in known)


def _plain(word: str) -> str:
    """Without accents on Latin letters; й and ї are letters of their own."""
    word = word.lower()
    if not word.isascii() and any(char < "\u0370" for char in word):
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return word.replace("ı", "i").replace("ß", "ss")
