"""Street addresses as they are written in Turkish and in Arabic, where the words stand in another order."""

import re

from redaction import finding as types
from redaction.spans import Hit

_DETECTOR = "address"
_TR_WORD = r"(?:\d{1,4}\.|[A-ZÇĞİÖŞÜ][\w'’.\-]{0,24})"
_TR_KIND = r"(?:Mah(?:\.|allesi)?|Cad(?:\.|desi)?|Sok(?:\.|ak|ağı)?|Sk\.?|Bulv(?:\.|arı)|Blv\.?|Bul\.|Apt\.?|Sitesi|Köyü|Meydanı|Yolu)"
_TR_FLAT = r"(?:[ ,/]{0,3}(?:Kat|K|Daire|D|Da|İç\sKapı\sNo|Blok|Apt)\s?[.:]{0,2}\s?(?:\d\w{0,4}|[A-Z](?!\w)))"
_TR = re.compile(
    rf"(?<![\w.])(?:(?:{_TR_WORD}\s){{1,3}}{_TR_KIND}[,\s]{{1,2}}){{1,4}}No\s?[:.]{{0,2}}\s?\d{{1,5}}(?:\s?[/\-]\s?\w{{1,5}})?{_TR_FLAT}{{0,3}}(?:[ ,/]{{1,3}}(?:\d{{5}}|[A-ZÇĞİÖŞÜ][\w'’]{{2,20}})(?![\w:])){{0,4}}"
)
_AR_WORD = r"(?:(?!(?:عام|سنة|في|من|بين|التي|الذي|إلى|على|منذ|و?كان)(?!\w))[\u0621-\u064a][\u0621-\u0652ـ]{0,18}|[\d٠-٩۰-۹]{1,6}(?:[/\-][\d٠-٩]{1,4})?)"
_AR_HEAD = r"(?:ال)?(?:شارع|حي|بناية|بنايه|مبنى|منزل|شقة|شقه|محلة|زقاق|دار|عمارة|عماره|برج|فيلا|طريق|حارة|ميدان|ساحة|جادة|بيت|طابق|قطعة|بلوك)|ص\s?\.\s?ب\s?\.?|صندوق\s(?:ال)?بريد"
_AR = re.compile(
    rf"(?<!\w)(?:{_AR_HEAD})(?:\s{{1,2}}{_AR_WORD}){{1,4}}(?:\s?[،,\-–]\s?{_AR_WORD}(?:\s{_AR_WORD}){{0,3}}){{0,6}}"
)


def find_streets(text: str) -> list[Hit]:
    """A number belongs to an address: a street by itself says less."""
    return [
        Hit(*one.span(), types.ADDRESS, 0.75, _DETECTOR)
        for pattern in (_TR, _AR)
        for one in pattern.finditer(text)
        if any(each.isdigit() for each in one.group())
    ]
