"""Text as every reader hands it out: no NUL, no lone surrogate, nothing unseen that could split a name."""

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")
_CONTROLS = {code: None for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: None}
# zero widths, soft hyphens and direction marks are unseen, and would hide a name from every later search
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF, 0x180E, 0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F)))
_INVISIBLE |= dict.fromkeys(range(0x2066, 0x206A))
_DROPPED = _CONTROLS | _INVISIBLE
_JOINERS = re.compile(r"(?<=[\u0020-\u052f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\u0020-\u052f])")
_SHAPED = re.compile(r"[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_PLAIN = re.compile(r"[\t\n\x20-\x7e]*")


def clean(text: str) -> str:
    """Composed, with presentation forms and ligatures unfolded; other compatibility characters (№, ½) stay."""
    if _PLAIN.fullmatch(text):
        return text
    text = _NEWLINES.sub("\n", _joined_surrogates(text)).translate(_DROPPED)
    text = _JOINERS.sub("", text)
    text = _SHAPED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """For cells, names and headers: one line, without tabs."""
    return " ".join(clean(text).split())


def _joined_surrogates(text: str) -> str:
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
