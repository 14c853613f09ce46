"""Made-up people of many origins, and the ways a text writes them."""
# ruff: noqa: E501  (tables are easier to read, and to extend, on one line)

import random
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from redaction.training import inflect, translit

LATIN = (
    "tr_TR az_AZ uz_UZ de_DE de_AT de_CH fr_FR fr_BE fr_CA es_ES es_MX es_AR es_CO it_IT pl_PL nl_NL nl_BE cs_CZ sk_SK ro_RO hr_HR "
    "hu_HU sv_SE fi_FI da_DK no_NO is_IS et_EE lt_LT lv_LV sl_SI pt_PT pt_BR ga_IE sw tw_GH yo_NG ig_NG ha_NG zu_ZA id_ID vi_VN fil_PH "
    "en_GB en_US en_IN en_NG en_IE en_KE en_PK en_TH ja_JP zh_CN"
).split()
CYRILLIC = "ru_RU uk_UA bg_BG mk_MK".split()
OTHER = "el_GR hy_AM ka_GE".split()
ARABIC = "ar_AA ar_SA ar_DZ ar_JO ar_PS fa_IR".split()
HOME = {
    "en": "en_GB en_US en_IN en_NG en_IE".split(),
    "fr": "fr_FR fr_FR fr_BE fr_CA".split(),
    "ru": ["ru_RU"],
    "es": "es_ES es_MX es_AR es_CO".split(),
    "de": "de_DE de_DE de_AT de_CH".split(),
    "uk": ["uk_UA"],
    "ar": ARABIC[:-1],
    "tr": ["tr_TR"],
}
ROMAN_ARABIC_M = (
    "Ahmad Mohammed Mahmoud Omar Othman Ali Hassan Hussein Khalid Youssef Ibrahim Ismail Abdullah Abdelrahman Abdul-Karim Faisal Saif "
    "Tariq Nabil Rachid Karim Hicham Jamal Samir Walid Bilal Hamza Mustafa Nasser Salah Ziad Marwan Anwar Adel Fadi Rami Majed Haitham"
).split()
ROMAN_ARABIC_F = "Fatima Aisha Khadija Mariam Zainab Layla Huda Nour Rania Amal Salma Hanan Samira Yasmin Nadia Iman Dalia Lina Souad".split()
ARABIC_SURNAMES = (
    "Tamimi Masri Shami Baghdadi Halabi Nasrawi Qudsi Hariri Khatib Najjar Haddad Sabbagh Zahrani Ghamdi Otaibi Harbi Qahtani Shehri Dosari "
    "Jaziri Maghribi Tunsi Obeidi Jubouri Dulaimi Janabi Rawi Samarrai Sharif Rashidi Mansouri Kaabi Suwaidi Bakri Farsi Omari Hashimi"
).split()
SYLLABLES: dict[str, tuple[str, str, str]] = {
    "ru": (
        "Бро Кра Зве Тол Мир Гор Пле Стре Вер Ду Ло Ме Ряб Шам Хор Жи Пу Кос Ве Са Бе Дро",
        "ва ло ми рья ша бо не ру ки до тья га зи лу че ",
        "нов лов шин ров кин чев мин хин цев ский дский зин тов рский шев нин",
    ),
    "uk": (
        "Бро Кра Зві Тол Мир Гор Пле Стрі Вер Ду Ло Ме Рябо Шам Хор Жу Пу Кос Веш Са Бе Дро",
        "ва ло ми ша бо не ру ки до га зи лу че ",
        "ченко нюк щук чак льський вець рко ненко лич ців шин йко чук ник",
    ),
    "tr": (
        "Ak Kara De Yıl Gün Öz Er Tun Bay Sar Çe Top Kö Gü Al Dur Şa",
        "mir dı de ka ba ra ça ",
        "oğlu er soy taş kan gil tekin türk can man maz ç",
    ),
    "de": (
        "Wend Brau Hoh Stein Kru Lan Mer Grau Schwe Hag Ott Bru Vol Rie",
        "ge el ber en ",
        "mann bach berg hauer ler inger stedt hoff ke ner dorf",
    ),
    "fr": (
        "Mar Des Bel Cha Gui Fon Ver Bou La Mon Per Tré Car Du",
        "ti ra vi lle ne bou mo ",
        "chard neau vier lot ret taine dier rand celle geau bois mont",
    ),
    "es": (
        "Ca Mon Her Ro Al Var Go Sal Ber Qui Ma Es",
        "rra te va lla ce do me ",
        "nez guez dero ría lda ño res cio zábal ueta vedra món",
    ),
    "pl": ("Wis Kra Dom Bro Zie Sta Kwi Mal Gór Paw", "le ni cho bra lo wi ", "wski ński cki czyk owicz arz ak ka"),
    "it": ("Bra Mon Ca Fer Gal De Ros Ven Bel Ma", "ra ti lla ne vo cci ", "tti lli ni ricci valdi gnoli sero zzo no"),
    "en": (
        "Hart Wood Ash Bram Thorn Wil Pem El Mar Black Har Lang Fair Den",
        "ing er ",
        "ley ton worth field ford by son wick ham croft stone",
    ),
    "fa": ("Ka Far Mo Re Sha Ho Ba Gol Mehr Ja", "ri ha za va ma ", "zadeh pour nejad ian vand i abadi rian"),
    "zh": ("Zh Sh L W X Ch H G Q Y", "ao ang en ei ou iang un ", ""),
    "ge": ("Gha Ki Me Ba Tso Lo Che Dza Na", "ra ka mi la bu ", "shvili dze ia ava uani"),
}
PARTICLES = (
    "von|von der|van|van der|van den|de|de la|del|di|da|dos|d'|al-|el-|bin|ibn|Ben |Mac|O'|ter|zu|le|abu ".split("|")
)
NICKS = "Fox Professor Ghost Viper Doc Baron Turk Bear Tiny Zeus Falcon Moscow Sailor Needle".split()
NICKS_CYR = "Лис Профессор Призрак Цыган Барон Седой Медведь Малыш Зевс Сокол Боцман Шрам Немец Хан".split()
NICKS_AR = ["الثعلب", "الدكتور", "الشبح", "الصقر", "البارون", "أبو العز", "أبو النور", "أبو ليلى", "الدب", "الأعرج"]


@dataclass(frozen=True, repr=False)
class Person:
    """Someone in one document, spelled in the letters of its language."""

    given: str
    middle: str
    surname: str
    gender: str
    is_native: bool


@dataclass(frozen=True, repr=False)
class Part:
    """A word of a name and what it is: given, patr, sur, or fixed."""

    text: str
    kind: str


@lru_cache(maxsize=128)
def _faker(locale: str) -> Any:
    from faker import Faker  # type: ignore[import-not-found,unused-ignore]

    return Faker(locale)


def _drawn(fake: Any, name: str, rng: random.Random) -> str:
    fake.seed_instance(rng.getrandbits(32))
    value = getattr(fake, name)
    return str(value()).strip()


def _syllabic(origin: str, rng: random.Random) -> str:
    first, middle, last = (part.split(" ") for part in SYLLABLES[origin])
    return rng.choice(first) + rng.choice(middle) + rng.choice(last)


def _surname(locale: str, fake: Any, gender: str, rng: random.Random) -> str:
    origin = {"uk": "uk", "fa": "fa", "ka": "ge"}.get(locale[:2], locale[:2])
    invented = rng.random() < 0.35 and origin in SYLLABLES and locale not in ("fa_IR", "ka_GE", "zh_CN")
    name = (
        "last_romanized_name" if locale in ("ja_JP", "zh_CN") else f"last_name_{'female' if gender == 'f' else 'male'}"
    )
    value = _syllabic(origin, rng) if invented else _drawn(fake, name, rng)
    if invented and gender == "f" and locale == "ru_RU":
        value = value[:-2] + "ая" if value.endswith("ий") else value + "а"
    elif invented and gender == "f" and locale == "uk_UA" and value.endswith("ий"):
        value = value[:-2] + "а"
    return value


def _patronymic(locale: str, fake: Any, gender: str, rng: random.Random) -> str:
    if locale in ("ru_RU", "uk_UA"):
        return _drawn(fake, f"middle_name_{'female' if gender == 'f' else 'male'}", rng) if rng.random() < 0.75 else ""
    if locale == "az_AZ" and rng.random() < 0.4:
        return _drawn(fake, "first_name_male", rng) + (" qızı" if gender == "f" else " oğlu")
    if rng.random() < 0.12 and locale not in ("ja_JP", "zh_CN", "vi_VN"):
        return _drawn(fake, f"first_name_{'female' if gender == 'f' else 'male'}", rng)
    return ""


def _raw(locale: str, gender: str, rng: random.Random) -> tuple[str, str, str]:
    if locale == "roman_arabic":
        given = rng.choice(ROMAN_ARABIC_F if gender == "f" else ROMAN_ARABIC_M)
        surname = rng.choice(("Al-", "al-", "El ", "Al ", "")) + rng.choice(ARABIC_SURNAMES)
        middle = (
            rng.choice(("", "", "bin ", "ibn ", "Ben ", "")) + rng.choice(ROMAN_ARABIC_M) if rng.random() < 0.3 else ""
        )
        return given, middle, surname
    fake = _faker(locale)
    name = (
        "first_romanized_name"
        if locale in ("ja_JP", "zh_CN")
        else f"first_name_{'female' if gender == 'f' else 'male'}"
    )
    return _drawn(fake, name, rng), _patronymic(locale, fake, gender, rng), _surname(locale, fake, gender, rng)


def _locale(lang: str, rng: random.Random) -> str:
    if rng.random() < 0.5:
        return rng.choice(HOME[lang])
    if lang == "ar":
        return rng.choice([*ARABIC, *LATIN, *CYRILLIC, "el_GR"])
    kin = ["ru_RU", "uk_UA"] * 4 if lang in ("ru", "uk") else ["ru_RU", "uk_UA", "tr_TR"]
    return rng.choice([*LATIN, *CYRILLIC, *OTHER, *["roman_arabic"] * 6, *kin])


def person(lang: str, rng: random.Random) -> Person:
    """Somebody new, of any origin, half of them from where the language is spoken."""
    while True:
        one = _drafted(lang, rng)
        if len(one.given) > 1 and len(one.surname) > 1:
            return one


def _drafted(lang: str, rng: random.Random) -> Person:
    gender = rng.choice("mmf")
    locale = _locale(lang, rng)
    given, middle, surname = _raw(locale, gender, rng)
    if rng.random() < 0.06:
        surname = f"{surname}-{_raw(locale, gender, rng)[2]}"
    if locale[:2] in ("es", "pt") and rng.random() < 0.5:
        surname = f"{surname} {_raw(locale, gender, rng)[2]}"
    if rng.random() < 0.08 and " " not in given and locale not in ("ru_RU", "uk_UA"):
        given = f"{given}-{_raw(locale, gender, rng)[0]}"
    if rng.random() < 0.06 and translit.script(surname) == "latin" and " " not in surname:
        particle = rng.choice(PARTICLES)
        surname = particle + ("" if particle[-1] in "'-c " else " ") + surname
    system = rng.choice(translit.SYSTEM_OF.get(lang, ("plain", "ukrainian")))
    if locale == "uk_UA" and lang != "fr" and rng.random() < 0.8:
        system = "ukrainian"
    spell = [translit.in_letters_of(lang, one, system) for one in (given, middle, surname)]
    return Person(
        spell[0], spell[1], spell[2], gender, translit.script(given) == "cyrillic" and locale in ("ru_RU", "uk_UA")
    )


def _initial(text: str) -> str:
    bare = text.removeprefix("ال")
    return bare[:1] + "."


def _capitals(text: str, lang: str) -> str:
    return text.replace("i", "İ").upper() if lang == "tr" else text.upper()


def _split(text: str, kind: str) -> list[Part]:
    return [Part(word, kind) for word in text.split()]


def parts(who: Person, form: str, lang: str, rng: random.Random) -> list[Part]:
    """The words of one way to write a name; `form` is a key of the table below."""
    given, middle, surname = _split(who.given, "given"), _split(who.middle, "patr"), _split(who.surname, "sur")
    capital = [Part(_capitals(p.text, lang), p.kind) for p in surname]
    first = Part(_initial(who.given), "fixed")
    second = [Part(_initial(who.middle), "fixed")] if who.middle else []
    glued = [Part(first.text + "".join(p.text for p in second), "fixed")]
    comma = [*surname[:-1], Part(surname[-1].text + ",", "sur_comma")]
    suffix = [Part(rng.choice(("Jr.", "Jr", "III", "Sr.", "II")), "fixed")] if lang in ("en", "es", "fr") else []
    table: dict[str, list[Part]] = {
        "full": [*given, *middle, *surname] if rng.random() < 0.5 else [*given, *surname],
        "long": [*given, *middle, *surname],
        "reversed": [*surname, *given, *middle],
        "comma": [*comma, *given, *middle],
        "capital": [*capital, *given, *middle],
        "capital_last": [*given, *capital],
        "all_capital": [Part(_capitals(p.text, lang), p.kind) for p in (*given, *middle, *surname)],
        "initials": [first, *second, *surname] if rng.random() < 0.6 else [*glued, *surname],
        "initials_after": [*surname, *glued] if rng.random() < 0.5 else [*surname, first, *second],
        "middle_initial": [*given, Part(rng.choice("ABCDEFGHJKLMNPRST") + ".", "fixed"), *surname],
        "surname": surname,
        "given": given,
        "io": [*given, *middle],
        "junior": [*given, *surname, *suffix],
    }
    if lang == "ar":
        table |= {"initials": table["full"], "initials_after": table["full"], "middle_initial": table["full"]}
    if lang in ("ru", "uk"):
        table |= {"middle_initial": table["initials"]}
    return table[form]


def written(who: Person, form: str, case: str, lang: str, rng: random.Random) -> str:
    """A name in a form and, for Russian and Ukrainian, in a case."""
    words = []
    for part in parts(who, form, lang, rng):
        text, tail = (part.text[:-1], ",") if part.kind == "sur_comma" else (part.text, "")
        kind = "sur" if part.kind == "sur_comma" else part.kind
        if lang in ("ru", "uk") and case and kind != "fixed":
            kind = kind if who.is_native or kind == "sur" else "given"
            turned = inflect.inflected(text.capitalize() if text.isupper() else text, case, who.gender, lang, kind)
            text = turned.upper() if text.isupper() and len(text) > 1 else turned
        words.append(text + tail)
    return " ".join(words)


def nickname(lang: str, rng: random.Random) -> str:
    """What friends or police files call somebody."""
    pool = {"ru": NICKS_CYR, "uk": NICKS_CYR, "ar": NICKS_AR}.get(lang, NICKS)
    return rng.choice(pool) if rng.random() < 0.7 else _syllabic(lang if lang in SYLLABLES else "tr", rng)[:5]
