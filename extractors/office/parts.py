"""Office files as a ZIP of XML parts: bounded reading, XML without entities, and the properties."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from lxml import etree

from extractors.describe import field_of
from extractors.document import Member, MemberState, MetadataField
from extractors.limits import Limits
from extractors.office.objects import apart, unwrapped
from extractors.problem import ReadProblem

_EMBEDDED = ("/embeddings/", "/media/", "/afchunk", "/docProps/thumbnail", "/vbaProject.bin", "/activeX/")
_FOREIGN = (".html", ".htm", ".mht", ".rtf", ".docx", ".txt")  # text that Word takes over when it next opens the file
# names of metadata are codes of ours: the file's own words would pass unseen as names
_PROPERTIES = {
    "creator": "author",
    "initial-creator": "author",
    "lastModifiedBy": "last_modified_by",
    "title": "title",
    "subject": "subject",
    "description": "description",
    "keywords": "keywords",
    "keyword": "keywords",
    "category": "category",
    "created": "created",
    "creation-date": "created",
    "modified": "modified",
    "date": "modified",
    "lastPrinted": "printed",
    "Company": "company",
    "Manager": "manager",
    "Application": "software",
    "generator": "software",
    "Template": "template",
    "contentStatus": "status",
    "HyperlinkBase": "link",
    "printed-by": "printed_by",
}


@dataclass
class Parts:
    """The members of an office file, read on demand under one budget."""

    archive: zipfile.ZipFile = field(repr=False)
    limits: Limits
    most: int  # bytes that all parts together may grow to
    spent: int = 0
    is_broken: bool = False  # a part ended before its time, or was cut where it nests too deep

    @cached_property
    def names(self) -> dict[str, None]:
        """In the order of the archive, each once."""
        return dict.fromkeys(self.archive.namelist())

    def data(self, name: str) -> bytes:
        if self.is_encrypted(name):
            raise ReadProblem("encrypted")
        with self.archive.open(name) as stream:
            data = stream.read(self.most - self.spent + 1)
        self.spent += len(data)
        if self.spent > self.most:
            raise ReadProblem("over_limit", bytes=self.spent)
        return data

    def is_encrypted(self, name: str) -> bool:
        return bool(self.archive.getinfo(name).flag_bits & 1)

    def tree(self, name: str) -> etree._Element | None:
        """The part's root, or nothing where the part is missing."""
        if name not in self.names:
            return None
        root, is_whole = parse_whole(self.data(name))
        self.is_broken |= not is_whole
        return root

    def reason(self, code: str = "") -> str:
        """To be asked when all parts are read."""
        return code or ("partly_broken" if self.is_broken else "")

    def member(self, name: str) -> Member:
        """The part as a file of its own."""
        if self.is_encrypted(name):
            return Member(name, MemberState.ENCRYPTED)
        if self.archive.getinfo(name).file_size > self.limits.member_bytes:
            return Member(name, MemberState.OVER_LIMIT)
        try:
            return unwrapped(name, self.data(name), self.limits)
        except ReadProblem:
            return Member(name, MemberState.OVER_LIMIT)
        except Exception:  # noqa: BLE001 - zlib, zipfile and lzma each raise their own on broken bytes
            return Member(name, MemberState.BROKEN)


@dataclass(frozen=True)
class Relation:
    """One line of a part's list of relations: the last step of its kind, and the part or address it leads to."""

    id: str
    kind: str
    target: str = field(repr=False)
    is_external: bool


def relations(parts: Parts, name: str) -> list[Relation]:
    """None where the list is missing; targets inside are full names of parts."""
    folder, base = posixpath.split(name)
    root = parts.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
    return [_relation(node, folder) for node in (root if root is not None else ()) if isinstance(node.tag, str)]


def _relation(node: etree._Element, folder: str) -> Relation:
    target, is_external = str(node.get("Target", "")), node.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(str(node.get("Id")), str(node.get("Type", "")).rpartition("/")[2], target, is_external)


def main_part(parts: Parts, default: str) -> str:
    """Where the document itself stands, by the package's own list."""
    return next((one.target for one in relations(parts, "") if one.kind == "officeDocument"), default)


def external_links(parts: Parts, folder: str) -> Iterator[tuple[str, str]]:
    for name in parts.names:
        if name.startswith(folder) and name.endswith(".rels") and (root := parts.tree(name)) is not None:
            yield from (("link", str(one.get("Target"))) for one in root if one.get("TargetMode") == "External")


def custom_data(parts: Parts) -> Iterator[tuple[str, str]]:
    """The words of data bound to a document (`customXml`), which show only where a field repeats them."""
    for name in parts.names:
        if name.startswith("customXml/item") and name.endswith(".xml") and "Props" not in name:
            root = parts.tree(name)
            if root is not None:
                yield "custom_data", " ".join(text for one in root.itertext() if (text := str(one).strip()))


def open_parts(data: bytes, limits: Limits) -> Parts:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except zipfile.BadZipFile:
        archive = None
    if archive is None:
        raise ReadProblem("truncated")
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise ReadProblem("over_limit", members=len(entries))
    most = min(limits.expansion_bytes, max(limits.ratio_floor, len(data) * limits.ratio))
    return Parts(archive, limits, most)


def parse_xml(data: bytes) -> etree._Element | None:
    return parse_whole(data)[0]


def parse_whole(data: bytes) -> tuple[etree._Element | None, bool]:
    """What could be read, and whether that is all: the parser mends what is broken, and cuts what nests too deep."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, recover=True, huge_tree=False
    )
    root = etree.fromstring(data, parser)
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        etree.strip_tags(root, etree.Entity)  # else what stands after one in the same element is not in its text
    return root, not any(one.level == etree.ErrorLevels.FATAL for one in parser.error_log)


def properties(parts: Parts) -> tuple[MetadataField, ...]:
    """Authors, titles, dates and own properties; of OpenDocument too."""
    found: list[MetadataField] = []
    for part in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml"):
        root = parts.tree(part)
        found += properties_in(root) if root is not None else ()
    return tuple(found)


def properties_in(root: etree._Element) -> tuple[MetadataField, ...]:
    return tuple(one for node in root.iter(etree.Element) for one in _property(node))


def _property(node: etree._Element) -> tuple[MetadataField, ...]:
    name = _PROPERTIES.get(etree.QName(node).localname, "property")
    own = [str(value) for key, value in node.attrib.items() if etree.QName(key).localname == "name"]
    if len(node) and not own:
        return ()
    text = " ".join(part.strip() for part in node.itertext() if isinstance(part, str) and part.strip())
    if own and text:
        return field_of("custom_property", f"{own[0]}: {text}")
    is_telling = name != "property" or (any(char.isalpha() for char in text) and text not in ("true", "false"))
    return field_of(name, text) if is_telling else ()


def embedded_files(parts: Parts) -> tuple[Member, ...]:
    """Objects and pictures inside, each a file of its own."""
    found: list[Member] = []
    for name in parts.names:
        is_inside = any(folder in "/" + name for folder in _EMBEDDED) or name.lower().endswith(_FOREIGN)
        if is_inside and not name.endswith("/"):
            found.append(parts.member(name))
    return apart(found)
