"""Spells a name in another script: the way passports, press and clerks do, in several systems."""
# ruff: noqa: E501  (tables are easier to read, and to extend, on one line)

import re
import unicodedata
from functools import lru_cache

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_RU = dict(
    zip(CYRILLIC, "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch ie y ' e yu ya".split(), strict=True)
)
_RU |= {
    "ё": "e",
    "і": "i",
    "ї": "i",
    "є": "ie",
    "ґ": "g",
    "ў": "u",
    "ѓ": "gj",
    "ќ": "kj",
    "љ": "lj",
    "њ": "nj",
    "ј": "j",
}
_RU |= {
    "џ": "dzh",
    "ђ": "dj",
    "ћ": "c",
    "ѕ": "dz",
    "қ": "q",
    "ғ": "gh",
    "ү": "u",
    "ө": "o",
    "ң": "n",
    "һ": "h",
    "ә": "a",
}
SYSTEMS: dict[str, dict[str, str]] = {
    "icao": _RU | {"ь": "", "ъ": "ie", "ю": "iu", "я": "ia", "й": "i"},
    "plain": _RU | {"ь": "", "ъ": "", "ё": "yo"},
    "scientific": _RU
    | dict(zip("жхцчшщйюяэ", ["ž", "h", "c", "č", "š", "šč", "j", "ju", "ja", "è"], strict=True))
    | {"ь": "", "ъ": "", "ё": "ë"},
    "french": _RU
    | dict(zip("жучшщйюяхё", ["j", "ou", "tch", "ch", "chtch", "ï", "iou", "ia", "kh", "io"], strict=True))
    | {"ь": "", "ъ": ""},
    "german": _RU
    | dict(zip("вжзчшщйюяхцё", "w sch s tsch sch schtsch j ju ja ch z jo".split(), strict=True))
    | {"ь": "", "ъ": ""},
    "ukrainian": _RU | {"и": "y", "г": "h", "ь": "", "й": "i", "ю": "iu", "я": "ia", "щ": "shch", "'": "", "’": ""},
    "turkish": _RU
    | dict(zip("жчшщхцюя", ["j", "ç", "ş", "şç", "h", "ts", "yu", "ya"], strict=True))
    | {"ь": "", "ъ": "", "ы": "ı"},
    "spanish": _RU | {"ж": "zh", "х": "j", "ч": "ch", "й": "i", "ь": "", "ъ": "", "я": "ia", "ю": "iu"},
}
SYSTEM_OF: dict[str, tuple[str, ...]] = {
    "en": ("icao", "plain", "scientific"),
    "fr": ("french", "french", "icao"),
    "de": ("german", "icao", "scientific"),
}
SYSTEM_OF |= {"es": ("spanish", "icao"), "tr": ("turkish", "icao", "plain")}
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev".split(),
        strict=True,
    )
)
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآءئؤپچژگکی",
        "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i a a a i a - - - p ch zh g k i".split(),
        strict=True,
    )
) | {"ء": "", "ئ": "i", "ؤ": "u"}
_OTHERS = _GREEK | _ARMENIAN | _GEORGIAN | _ARABIC
_FOLD = {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}

_LATIN = {
    "ru": "james джеймс|john джон|george джордж|michael майкл|charles чарльз|joseph джозеф|jean жан|jacques жак|jorge хорхе|jose хосе|juan хуан|javier хавьер|jack джек|jason джейсон|william уильям|eau о|shch щ|tsch ч|sch ш|tch ч|dzh дж|sh ш|ch ч|zh ж|kh х|th т|ph ф|ts ц|ck к|qu кв|gh г|ya я|yu ю|yo йо|ye е|ju ю|ja я|oo у|ee и|ou у|"
    "ei ей|eu ой|ay ай|ey ей|oy ой|iy ий|uy уй|ö ё|ü ю|ä е|ş ш|ç ч|š ш|č ч|ž ж|ğ г|ı ы|ñ нь|ś сь|ć ч|ę ен|ą он|ő ё|ű ю|ə а|x кс|w в|j дж|y и|"
    "a а|b б|c к|d д|e е|f ф|g г|h х|i и|k к|l л|m м|n н|o о|p п|q к|r р|s с|t т|u у|v в|z з",
}
_LATIN["uk"] = (
    ("shch щ|ya я|yu ю|ye є|ja я|ju ю|ay ай|ey ей|iy ій|y и|i і|g ґ|h г|e е|gh г|kh х|ch ч|" + _LATIN["ru"])
    .replace("ё", "ьо")
    .replace("ы", "и")
)
_LATIN["ar"] = (
    "sh ش|ch تش|kh خ|gh غ|th ث|dh ذ|ph ف|oo و|ou و|ee ي|ck ك|sch ش|š ش|č تش|ž ج|ş ش|ç تش|ğ غ|ö و|ü و|ı ي|x كس|w و|j ج|y ي|a ا|b ب|c ك|d د|e ي|f ف|"
    "g غ|h ه|i ي|k ك|l ل|m م|n ن|o و|p ب|q ق|r ر|s س|t ت|u و|v ف|z ز"
)


@lru_cache(maxsize=16)
def _rules(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for rule in _LATIN[lang].split("|"):
        key, _, value = rule.partition(" ")
        table.setdefault(key, value)
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


def script(text: str) -> str:
    """Which script a name is in, by its first letter that tells."""
    for char in text:
        if char.isalpha():
            return unicodedata.name(char, "LATIN").split()[0].lower()
    return "latin"


def _cased(word: str, mapped: str) -> str:
    return mapped[:1].upper() + mapped[1:] if word[:1].isupper() or script(word) in ("arabic", "georgian") else mapped


def _words(text: str) -> list[str]:
    return re.split(r"([\s\-’'.]+)", text)


def unaccented(text: str) -> str:
    """The letters without their marks: é is e, ł is l."""
    bare = "".join(_FOLD.get(c, _FOLD.get(c.lower(), "").upper() or c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))


def romanised(text: str, system: str) -> str:
    """A name of any script in Latin letters."""
    out = []
    for word in _words(text):
        low = unicodedata.normalize("NFD", word.lower()) if script(word) == "greek" else word.lower()
        low = re.sub("[̀-ًͯ-ْٰ‌]", "", low)
        mapped = "".join(SYSTEMS[system].get(c, _OTHERS.get(c, c)) for c in low)
        out.append(_cased(word, mapped))
    return "".join(out)


_BEGUN = {"a": "أ", "e": "إ", "i": "إ", "o": "أو", "u": "أو"}


def _by_ear(word: str) -> str:
    """What Arabic does not write: doubled letters and a short e."""
    return re.sub(
        r"(?<=[b-z])e(?=[rln](?:[b-dfghj-np-tv-z]|$))|(?<=[b-dfghj-np-tv-z])e$",
        "",
        re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", word),
    )


def spelled(text: str, lang: str) -> str:
    """A Latin name in the letters of Russian, Ukrainian or Arabic, more or less by ear."""
    pattern, table = _rules(lang)
    out = []
    for word in _words(text):
        low = word.lower()
        kept = "".join(c if c in table else unaccented(c) for c in low)
        kept = _by_ear(kept) if lang == "ar" else kept
        mapped = pattern.sub(lambda m: table[m[0]], kept)
        mapped = _BEGUN.get(low[:1], "") + mapped[1:] if lang == "ar" and low[:1] in _BEGUN else mapped
        if lang != "ar" and mapped.startswith("е") and lang == "ru":
            mapped = "э" + mapped[1:]
        out.append(_cased(word, mapped) if lang != "ar" else mapped)
    return "".join(out)


_RESPELLED = {
    "ru": str.maketrans(
        {
            "і": "и",
            "І": "И",
            "ї": "и",
            "Ї": "И",
            "є": "е",
            "Є": "Е",
            "ґ": "г",
            "Ґ": "Г",
            "ʼ": "ъ",
            "’": "ъ",
            "'": "ъ",
            "ј": "й",
            "Ј": "Й",
        }
    ),
    "uk": str.maketrans({"ы": "и", "э": "е", "Э": "Е", "ё": "ьо", "Ё": "Йо", "ъ": "’", "ј": "й", "Ј": "Й"}),
}
_BALKAN = str.maketrans(
    {
        "ѓ": "г",
        "Ѓ": "Г",
        "ќ": "к",
        "Ќ": "К",
        "љ": "ль",
        "Љ": "Ль",
        "њ": "нь",
        "Њ": "Нь",
        "џ": "дж",
        "Џ": "Дж",
        "ѕ": "з",
        "Ѕ": "З",
    }
)


def respelled(text: str, lang: str) -> str:
    """A Cyrillic name with the letters of Russian or of Ukrainian only."""
    return text.translate(_BALKAN).translate(_RESPELLED[lang])


def in_letters_of(lang: str, text: str, system: str) -> str:
    """A name as a text in `lang` would write it; a script it can read stays as it is."""
    have = script(text)
    want = {"ru": "cyrillic", "uk": "cyrillic", "ar": "arabic"}.get(lang, "latin")
    if have == want:
        return respelled(text, lang) if lang in _RESPELLED else text
    latin = text if have == "latin" else romanised(text, system)
    return latin if want == "latin" else spelled(latin, lang)
