"""The control words of RTF that matter for reading: where each destination's text goes, and what stands for a sign."""

BODY = "body"
SKIP = "skip"

# destinations whose words are read, and the channel that takes them
CHANNELS: dict[str, str] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "footnote": "footnote",
    "annotation": "comment",
    "atnauthor": "comment_author",
    "atnid": "comment_initials",
    "atndate": SKIP,
    "shptxt": BODY,
    "fldrslt": BODY,
    "listtext": BODY,
    "pntext": BODY,
    "result": BODY,
    "shpinst": BODY,
    "shprslt": SKIP,
    "shppict": BODY,
    "nonshppict": SKIP,
    "moMath": BODY,
    "moMathPara": BODY,
    "nesttableprops": BODY,
    "nonesttables": SKIP,
    "do": BODY,
    "dptxbxtext": BODY,
    **dict.fromkeys(("cs", "ds", "ts"), BODY),
    "fldinst": "field_code",
    "xe": "index_entry",
    "tc": "index_entry",
    "bkmkstart": "bookmark",
    "htmltag": "html_tag",
    "mhtmltag": SKIP,
    "title": "title",
    "subject": "subject",
    "author": "author",
    "manager": "manager",
    "company": "company",
    "operator": "last_modified_by",
    "category": "category",
    "keywords": "keywords",
    "comment": "description",
    "doccomm": "description",
    "hlinkbase": "link",
    "generator": "software",
    "template": "template",
    "creatim": "created",
    "revtim": "modified",
    "printim": "printed",
    "revtbl": "reviser",
    "propname": "custom_name",
    "staticval": "custom_property",
    "docvar": "document_variable",
    "file": "link",
    "ffdeftext": "form_field",
    "ffl": "form_field",
    "ffhelptext": "form_field",
    "ffstattext": "form_field",
    "ffname": SKIP,
    "formfield": "form",
    "userprops": BODY,
    "linkval": SKIP,
    "filetbl": BODY,
    "mailmerge": BODY,
    "mmconnectstr": "mail_merge",
    "mmdatasource": "mail_merge",
    "mmquery": "mail_merge",
    "sn": "shape_name",
    "sv": "shape_value",
    "objclass": "object_class",
    "objname": SKIP,
    "objdata": "object",
    "pict": "picture",
    "picprop": "form",
    "upr": SKIP,
    "fonttbl": "fonts",
}

# without `\*` before them, these too hold no words of the document
SKIPPED = frozenset(
    (
        "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "latentstyles", "themedata",
        "colorschememapping", "datastore", "datafield", "xmlnstbl", "pgptbl", "bkmkend", "atnref",
        "atrfstart", "atrfend", "objalias", "objsect", "blipuid", "fontemb", "fontfile", "falt",
        "panose", "mathPr", "mmathPr", "mmathPict", "wgrffmtfilter", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
        "aftnsepc", "aftncn", "background", "passwordhash", "password", "protusertbl", "listpicture",
        "buptim", "oldcprops", "oldpprops", "oldsprops", "oldtprops", "pnseclvl", "fldtype", "fname",
    )
)  # fmt: skip

SIGNS: dict[str, str] = {
    "line": "\n",
    "sect": "\n",
    "page": "\f",
    "tab": "\t",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "cell": "\t",
    "nestcell": "\t",
    "row": "\n",
    "nestrow": "\n",
}

SYMBOLS: dict[bytes, str] = {b"~": "\xa0", b"_": "\u2011", b"\t": "\t", b"\n": "\n", b"\r": "\n"}

CODE_PAGES: dict[str, str] = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}

# the parts of a date, each with what parts it from the one before
MOMENTS: dict[str, str] = {"yr": "", "mo": "-", "dy": "-", "hr": " ", "min": ":", "sec": ":"}

PICTURES: dict[str, str] = {
    "pngblip": "png",
    "jpegblip": "jpg",
    "emfblip": "emf",
    "wmetafile": "wmf",
    "macpict": "pict",
}

# the shapes' properties that are words: what a reader sees, or the shape says of itself
SHAPE_WORDS: dict[str, str] = {
    "gtextUNICODE": "text_effect",
    "wzDescription": "alternative_text",
    "wzTooltip": "alternative_text",
    "wzName": "alternative_text",
    "pihlShape": "link",
}

_CHARSETS: dict[int, str] = {
    77: "mac_roman",
    78: "shift_jis",
    79: "euc_kr",
    80: "gb2312",
    81: "big5",
    83: "mac_greek",
    84: "mac_turkish",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_PAGES: dict[int, str] = {
    65001: "utf-8",
    10000: "mac_roman",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10029: "mac_latin2",
    10081: "mac_turkish",
    936: "gbk",
    1361: "johab",
    28591: "latin-1",
    20866: "koi8_r",
    21866: "koi8_u",
    28595: "iso8859_5",
}
_KNOWN = frozenset((437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874))
_KNOWN |= {932, 949, 950, *range(1250, 1259)}


def codec_of_page(number: int) -> str:
    """The codec of a code page, or nothing where it is none."""
    return _PAGES.get(number) or (f"cp{number}" if number in _KNOWN else "")


def codec_of_charset(number: int) -> str:
    """Nothing for the default sets, which mean the document's own code page."""
    return _CHARSETS.get(number, "")
