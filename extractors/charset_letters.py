"""Which code page makes the bytes read like a language: by how often it uses its letters beyond ASCII."""

import math
import re
from functools import cache

_PUNCTUATION = "’“”«»–—…‘•§°€„‚·\xa0"
_SIGNS = "£©®™²³½¼¾¿¡º…†¤¢¥"
_PUNCTUATION_SHARE, _SIGN_SHARE, _RARE = 0.012, 0.002, 0.00002
_CAPITAL = 0.06

# Roughly what part of a language's letters beyond ASCII each one makes up, in per mille, in falling order.
_LETTERS = {
    "ru": (
        "о:105 е:82 а:80 и:70 н:65 т:60 с:53 р:46 в:45 л:42 к:34 м:31 д:30 п:28 у:26 я:19 ы:17 ь:17 г:17 з:17 б:16 "
        "ч:14 й:12 х:10 ж:9 ш:7 ю:6 ц:5 щ:4 э:3 ф:3 ъ:1 ё:1 і:20 ї:4 є:3 ґ:1"
    ),
    "fr": "é:540 à:120 è:100 ê:65 ç:55 ù:20 â:20 î:25 ô:25 û:15 œ:12 ë:6 ï:8 æ:1 ÿ:1 ü:1",
    "es": "ó:290 í:240 á:190 é:150 ñ:70 ú:55 ¿:8 ¡:4 ü:4 º:3 ª:3",
    "de": "ü:360 ä:310 ö:170 ß:150 é:6",
    "pt": "ã:210 ç:160 é:140 á:120 í:90 õ:60 ó:90 ê:60 ú:30 à:35 â:25 ô:12",
    "it": "è:300 à:300 ù:110 ò:150 ì:80 é:50",
    "no": "å:270 ø:250 æ:150 ä:190 ö:160 é:8",
    "is": "ð:240 á:150 í:140 þ:90 ö:90 æ:80 ú:60 ó:70 é:60 ý:20",
    "pl": "ł:230 ą:160 ę:170 ó:130 ż:120 ś:110 ć:60 ń:30 ź:10",
    "cs": "í:190 á:170 é:90 ě:110 š:80 č:80 ř:80 ž:80 ý:70 ů:45 ú:25 ň:10 ť:10 ď:10 ó:10 ľ:20 ĺ:2 ŕ:1 ô:10",
    "hu": "á:260 é:250 ö:100 ó:100 ő:90 ü:60 í:60 ú:50 ű:20",
    "ro": "ă:300 ș:110 ț:110 î:190 â:80 ş:110 ţ:110",
    "tr": "ı:330 ü:130 ş:120 ö:75 ç:80 ğ:85 İ:40 â:12 î:5 û:3",
    "ar": (
        "ا:125 ل:110 ي:68 ن:60 م:62 و:60 ت:55 ر:52 ه:42 ب:40 ة:35 د:32 ع:32 أ:30 ف:29 س:26 ق:26 ك:24 ح:20 ج:16 "
        "ش:14 ص:12 ى:12 إ:12 خ:10 ط:10 ذ:9 ء:8 ض:7 ز:6 ث:6 غ:5 ئ:5 آ:3 ؤ:3 ظ:2 ،:12 ؟:2 ؛:1 ً:3 ّ:2 ُ:1 ِ:1 َ:1 ـ:2"
    ),
    "fa": (
        "ا:120 ی:60 ر:70 د:65 ن:65 م:50 ه:55 و:55 ت:45 ب:40 س:35 ش:30 ک:25 گ:15 پ:10 چ:6 ژ:2 ل:30 ز:25 ي:40 ك:20 "
        "ف:15 خ:15 ق:10"
    ),
    "he": "י:110 ו:105 ה:95 ל:75 א:65 ר:60 ת:55 ש:50 ב:50 מ:55 ם:30 נ:35 ע:35 ד:30 ק:25 ח:25 פ:20 כ:20 ן:15 ט:15 ג:15 צ:12 ס:15 ז:10 ף:3 ך:6 ץ:2",
    "el": (
        "α:95 ο:90 ι:75 ε:75 τ:80 σ:50 ν:60 η:45 υ:40 ρ:42 π:40 κ:40 μ:33 λ:28 ς:40 ω:18 ά:18 ό:18 ί:25 έ:16 "
        "ή:15 ύ:10 ώ:8 γ:17 δ:17 θ:12 χ:12 φ:9 β:7 ξ:5 ζ:4 ψ:2 ϊ:1"
    ),
}  # fmt: skip
# the first of two that fit equally well is taken
_PAGES = {
    "cp1252": ("fr", "es", "de", "pt", "it", "no", "is"),
    "iso8859-15": ("fr", "de", "es"),
    "mac-roman": ("fr", "es", "de", "pt", "it", "no"),
    "cp850": ("fr", "es", "de", "pt", "it", "no"),
    "cp437": ("fr", "es", "de", "it"),
    "cp1250": ("pl", "cs", "hu", "ro"),
    "iso8859-2": ("pl", "cs", "hu", "ro"),
    "cp852": ("pl", "cs", "hu", "ro"),
    "mac-latin2": ("pl", "cs", "hu"),
    "cp1254": ("tr",),
    "iso8859-9": ("tr",),
    "cp857": ("tr",),
    "mac-turkish": ("tr",),
    "cp1256": ("ar", "fa"),
    "iso8859-6": ("ar",),
    "cp864": ("ar",),
    "cp1255": ("he",),
    "cp862": ("he",),
    "cp1253": ("el",),
    "iso8859-7": ("el",),
    "cp737": ("el",),
}
_GOOD = -4.2
_FOREIGN_WORD = re.compile(rb"\S*[\x80-\xff]\S*")
_ENOUGH = 6_000
# a capital after a small letter, a sign within a word, two scripts in one word, a lone letter of a further script
_FURTHER = "\u0370-\u03ff\u0590-\u06ff"
_STRANGE = re.compile(
    rf"[A-Za-z][{_FURTHER}]|[{_FURTHER}][A-Za-z]|(?<!\w)[{_FURTHER}](?!\w)|[A-Za-z][“‘„«»–—…•§°€‚£®™²³½¿¡º†¤¢¥][a-z]|[a-zß-öø-ÿıışğ][À-ÖØ-ÞŞĞİŁŚŻŹĆŃĄĘ]|[À-ÖØ-ÞŞĞİ][A-Za-z]*[a-z][A-Z]"
)

_ASIAN = {
    "shift_jis": ("cp932", "のにはをたがでてとしれさいるなかアンスルトリ、。", 0.2),
    "euc_jp": ("euc_jp", "のにはをたがでてとしれさいるなかアンスルトリ、。", 0.2),
    "euc_kr": ("cp949", "이다는의에을가고하지로한은를사기도인자시대있어나서해과으그들부정아일리", 0.2),
    "gb18030": ("gb18030", "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小，。、", 0.13),
    "big5": ("cp950", "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可裡後小，。、", 0.13),
}  # fmt: skip


def asian(sample: bytes) -> str:
    """Two bytes a letter leave traces that hardly any other text has; empty if it is none of them."""
    best, most = "", 0.0
    for encoding, common, least in _ASIAN.values():
        text = _without_cut_end(sample, encoding)
        foreign = [char for char in text if ord(char) >= 0x80] if text else []
        if len(foreign) < 4:
            continue
        share = sum(char in common for char in foreign) / len(foreign) / least
        if share >= 1 and share > most and not any(0xE000 <= ord(char) < 0xF900 for char in foreign):
            best, most = encoding, share
    return best


def _without_cut_end(sample: bytes, encoding: str) -> str:
    for end in range(len(sample), max(0, len(sample) - 4), -1):
        try:
            return sample[:end].decode(encoding)
        except UnicodeDecodeError as fault:
            if fault.start < len(sample) - 4:
                return ""
    return ""


def lettered(sample: bytes) -> str:
    """The code page under which the letters beyond ASCII are used as some language uses them, or nothing."""
    words = b" ".join(_FOREIGN_WORD.findall(sample))[:_ENOUGH]
    found = max((_score(words, page, language), -at, page) for at, (page, language) in enumerate(_PAIRS))
    return found[2] if found[0] > _GOOD else ""


def is_paired(sample: bytes) -> bool:
    """Only whole pairs, nearly all of them frequent Chinese characters: too rare a text to tell by its words."""
    runs: list[bytes] = _HIGH_RUN.findall(sample)
    pairs = [run[at : at + 2] for run in runs for at in range(0, len(run), 2)]
    if len(pairs) < 4 or any(len(run) % 2 for run in runs) or len(pairs) < 2 * len(runs):
        return False
    return sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs) >= 0.9 * len(pairs)


_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


def is_rather_another(sample: bytes, cyrillic: str) -> bool:
    """Whether a code page of a further script fits better than this Cyrillic one."""
    words = b" ".join(_FOREIGN_WORD.findall(sample))[:_ENOUGH]
    as_russian: float = _likelihood(words.decode(cyrillic, "replace").lower(), "ru")
    others = [_score(words, page, language) for page, language in _PAIRS if language in _FURTHER_ONES]
    return bool(max(others) > as_russian)


_FURTHER_ONES = frozenset(("ar", "fa", "he", "el"))
_PAIRS = tuple((page, language) for page, languages in _PAGES.items() for language in languages)


def _score(sample: bytes, page: str, language: str) -> float:
    """The mean log likelihood of the letters beyond ASCII."""
    return _likelihood(sample.decode(page, "replace"), language)


def _likelihood(text: str, language: str) -> float:
    foreign = [char for char in text if ord(char) >= 0x80]
    if not foreign:
        return -math.inf
    shares = _shares(language)
    total = sum(shares.get(char, _LOG_RARE) for char in foreign)
    return (total - 6 * len(_STRANGE.findall(text))) / len(foreign)


@cache
def _shares(language: str) -> dict[str, float]:
    shares = {char: math.log(_PUNCTUATION_SHARE) for char in _PUNCTUATION}
    shares |= {char: math.log(_SIGN_SHARE) for char in _SIGNS}
    for one in _LETTERS[language].split():
        share = int(one[2:]) / 1000
        shares[one[0].upper()] = max(shares.get(one[0].upper(), -99.0), math.log(share * _CAPITAL))
        shares[one[0]] = math.log(share)
    return shares


_LOG_RARE = math.log(_RARE)
