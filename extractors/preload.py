"""Everything that would be loaded late is loaded and used once now, since the locked worker can open no file."""

import email.message
import encodings
import importlib
import io
import pkgutil
import warnings
import zipfile

from PIL import Image

from extractors.images import ocr
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.registry import FAMILIES
from extractors.types import identify

_LAZY = (
    "bz2",
    "calendar",
    "charset_normalizer.cd",
    "charset_normalizer.md",
    "cryptography.hazmat.backends.openssl.backend",
    "csv",
    "email._header_value_parser",
    "email.generator",
    "email.iterators",
    "email.quoprimime",
    "email.base64mime",
    "email.headerregistry",
    "encodings.idna",
    "lxml.etree",
    "lzma",
    "quopri",
    "stringprep",
    "unicodedata",
    "uu",
    "xml.dom.expatbuilder",
    "selectolax.lexbor",
    "PIL.ExifTags",
    "PIL.TiffTags",
    "zoneinfo",
    "_strptime",
)


def preload(options: ReadOptions) -> tuple[str, ...]:
    """Gives the OCR languages that are ready."""
    warnings.simplefilter("ignore")  # a shown warning opens the source file to quote it
    for name in _LAZY + tuple(f"encodings.{one.name}" for one in pkgutil.iter_modules(encodings.__path__)):
        _import(name)
    Image.init()
    identify.warm()
    for family in FAMILIES:
        getattr(family, "warm", _nothing)()
    languages = ocr.warm(options.ocr_languages) if options.ocr else ()
    for name, data in _samples():
        _try(data, name, options)
    return languages


def _nothing() -> None:
    """A family that loads nothing late."""


def _import(name: str) -> None:
    try:
        importlib.import_module(name)
    except ImportError:
        return


def _try(data: bytes, name: str, options: ReadOptions) -> None:
    try:
        read_file(data, name, options)
    except ReadProblem:
        return


def _samples() -> list[tuple[str, bytes]]:
    """One of each kind that can be made in a few lines; each wakes its reader."""
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "A <a@example.org>", "b@example.org", "warm \u0439"
    mail.set_content("warm \u0439")
    mail.add_alternative("<p>warm \xe9</p>", subtype="html")
    mail.add_attachment(b"warm", maintype="application", subtype="octet-stream", filename="\u0439.txt")
    texts = [("a.txt", "теплый день для всех".encode(one)) for one in ("cp1251", "koi8-r", "utf-16", "utf-8")]
    pictures = [(f"a.{one}", _picture(one)) for one in ("png", "jpeg", "tiff", "webp", "gif", "bmp")]
    zips = [
        ("a.zip", _zip(one)) for one in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    ]
    pages = [
        ("a.html", b"<html><body><p>caf\xe9</p></body></html>"),
        ("a.csv", b"a,b,c\n1,2,3\n4,5,6\n"),
        ("a.txt", b"caf\xe9 d'\xe9t\xe9 " * 20),
    ]
    return [("a.eml", mail.as_bytes()), *texts, *pictures, *zips, *pages]


def _picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(stream, kind)
    return stream.getvalue()


def _zip(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", "warm")
    return stream.getvalue()
