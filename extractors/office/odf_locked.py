"""An encrypted OpenDocument file, made a plain one: each entry that the manifest calls encrypted is opened."""

import zipfile
from io import BytesIO

from lxml import etree

from extractors.describe import stamp
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import ReadOptions
from extractors.office.opendocument import PACKED
from extractors.office.parts import Parts, open_parts, parse_xml
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.unlock.odf_cipher import Method, decrypted, method_of

_MANIFEST, _WHOLE, _KIND = "META-INF/manifest.xml", "encrypted-package", "mimetype"
_ENDINGS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}


def unlock_opendocument(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """The file as a member; raises ReadProblem(`encrypted`) where no password opens it."""
    if options.trying is None:
        raise ReadProblem("encrypted")
    parts = open_parts(data, options.limits)
    methods = _methods(parts)
    if not methods:
        raise ReadProblem("encrypted")
    sealed = {one: parts.data(one) for one in methods}
    plain = options.trying.first(lambda password: _opened(parts, methods, sealed, password))
    if len(plain) > options.limits.member_bytes:
        raise ReadProblem("over_limit", bytes=len(plain))
    member = Member(f"decrypted.{_ending(parts)}", MemberState.READ, plain)
    return ExtractedDocument("", stamp("odf_locked"), members=(member,))


def _methods(parts: Parts) -> dict[str, Method]:
    """The smallest entry first: with it a password is tried."""
    root = parse_xml(parts.data(_MANIFEST)) if _MANIFEST in parts.names else None
    found: dict[str, Method] = {}
    for node in () if root is None else root.iter("{*}file-entry"):
        name = next((str(value) for key, value in node.attrib.items() if key.endswith("}full-path")), "")
        if name in parts.names and len(node):
            found[name] = method_of(node)
    return dict(sorted(found.items(), key=lambda one: parts.archive.getinfo(one[0]).file_size))


def _opened(parts: Parts, methods: dict[str, Method], sealed: dict[str, bytes], password: str) -> bytes | None:
    plain: dict[str, bytes] = {}
    left = parts.most
    for name, method in methods.items():
        found = decrypted(sealed[name], method, password, left)
        if found is None:
            return None
        left -= len(found)
        plain[name] = found
    return plain[_WHOLE] if _WHOLE in plain else _packed(parts, plain)


def _packed(parts: Parts, plain: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.names:
            if name == _MANIFEST:
                archive.writestr(name, _without_encryption(parts.data(name)))
            elif not name.endswith("/"):
                data = plain[name] if name in plain else parts.data(name)
                archive.writestr(name, data, zipfile.ZIP_STORED if name == _KIND else None)
    return target.getvalue()


def _without_encryption(manifest: bytes) -> bytes:
    root = parse_xml(manifest)
    if root is None:
        raise ReadProblem("damaged")
    for node in [*root.iter("{*}encryption-data")]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _ending(parts: Parts) -> str:
    kind = parts.data(_KIND).decode("ascii", "replace") if _KIND in parts.names else ""
    return next((ending for name, ending in _ENDINGS.items() if f".{name}" in kind), "odf")


UNLOCKERS: dict[str, Reader] = dict.fromkeys(PACKED, unlock_opendocument)
