"""Text of a mail by the charset it claims: the claim is often a label for a larger code page, or false."""

import codecs

from extractors.charset import decode

# what a label means in practice, as browsers have it
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601-1989": "cp949",
    "ksc5601": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "x-unknown": "",
    "unknown-8bit": "",
}
_STATEFUL = frozenset(("utf-7", "iso2022_jp_ext", "iso2022_kr", "iso-2022-kr", "hz", "hz-gb-2312", "iso-2022-jp-2"))
_NO_CHARSETS = frozenset(
    ("idna", "punycode", "unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape", "undefined")
)
_LONGEST_NAME = 40


def mail_text(data: bytes, claimed: str = "") -> str:
    """`claimed` is the charset as the header gives it."""
    charset = meant_by(claimed)
    if charset in _STATEFUL:
        text = _strictly(data, charset)
        if text is not None:
            return text
    return decode(data, charset)


def meant_by(claimed: str) -> str:
    """The codec that a label stands for; nothing where it names none."""
    name = claimed.strip(" \"'\t").split(";")[0].lower()[:_LONGEST_NAME]
    name = _MEANT.get(name, name)
    return name if name and name not in _NO_CHARSETS and is_known(name) else ""


def is_known(charset: str) -> bool:
    try:
        return codecs.lookup(charset)._is_text_encoding
    except (LookupError, ValueError, ImportError):
        return False


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return None
