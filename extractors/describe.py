"""The form all readers share: metadata fields without the empty ones, version stamps, pages of plain text."""

from importlib.metadata import version

from extractors.clean import clean, clean_line
from extractors.document import MetadataField, Page

# Looked up at import: a locked worker can open no package's metadata.
_LIBRARIES = (
    "access-parser",
    "asn1crypto",
    "charset-normalizer",
    "iscc-tika",
    "libarchive-c",
    "libpff-python",
    "lxml",
    "msoffcrypto-tool",
    "mutagen",
    "olefile",
    "pillow",
    "pillow-heif",
    "pyarrow",
    "pymupdf",
    "python-calamine",
    "selectolax",
    "tesserocr",
)
_VERSIONS = {library: version(library) for library in _LIBRARIES}


def stamp(reader: str, library: str = "") -> str:
    """E.g. `pdf/1 pymupdf 1.28.2`; a reader of our own stands alone."""
    return f"{reader}/1 {library} {_VERSIONS[library]}" if library else f"{reader}/1"


def field_of(name: str, value: object, is_hidden: bool = False) -> tuple[MetadataField, ...]:
    """One field, or nothing where the value is empty."""
    text = clean(str(value or "")).strip()
    return (MetadataField(clean_line(name), text, is_hidden),) if text else ()


def fields_of(values: dict[str, object], is_hidden: bool = False) -> tuple[MetadataField, ...]:
    return tuple(one for name, value in values.items() for one in field_of(name, value, is_hidden))


def text_page(text: str, number: int = 1) -> tuple[Page, ...]:
    """One page, or none where there is nothing to read."""
    text = clean(text).strip("\n")
    return (Page(number, text),) if text.strip() else ()


def split_pages(text: str) -> tuple[Page, ...]:
    """Pages parted by form feeds."""
    parts = [part for part in text.split("\f") if part.strip()]
    return tuple(page for number, part in enumerate(parts, 1) for page in text_page(part, number))
