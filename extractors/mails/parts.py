"""A mail's parts with S/MIME signatures taken off on the way; what needs a key is only named."""

import re
from dataclasses import dataclass, field, replace

from extractors.limits import Limits
from extractors.mails import cms
from extractors.mails.headers import Headers
from extractors.mails.mime_tree import Part, Tree, parse_tree
from extractors.mails.transfer import undo
from extractors.problem import ReadProblem

_SEALED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_ENTITY = re.compile(rb"\s{0,20}(?:content-|mime-version)[a-z-]*\s*:", re.IGNORECASE)
_DEEPEST_SEAL = 8


@dataclass
class Opened:
    """All leaves in their order, what stands between them, and who signed."""

    headers: Headers
    parts: list[Part] = field(default_factory=list)
    loose: list[bytes] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    is_over: bool = False


def opened_parts(data: bytes, limits: Limits) -> Opened:
    headers, tree = parse_tree(data, limits)
    opened = Opened(headers, is_over=headers.is_cut)
    stack: list[tuple[Part, int]] = []
    _push(tree, 0, opened, stack)
    offset = 1
    while stack:
        part, depth = stack.pop()
        envelope = _envelope(part, limits) if part.media_type in _SEALED else None
        if isinstance(envelope, Part) or envelope is None or depth >= _DEEPEST_SEAL:
            opened.parts.append(envelope if isinstance(envelope, Part) else part)
            continue
        opened.signers += envelope.names
        _, inner = parse_tree(envelope.content or b"", limits)
        offset += 1_000_000
        inner.leaves = [replace(one, alternative=one.alternative and one.alternative + offset) for one in inner.leaves]
        _push(inner, depth + 1, opened, stack)
    return opened


def _push(tree: Tree, depth: int, opened: Opened, stack: list[tuple[Part, int]]) -> None:
    opened.loose += tree.loose
    opened.is_over |= tree.is_over or tree.over > 0
    stack += [(part, depth) for part in reversed(tree.leaves)]


def _envelope(part: Part, limits: Limits) -> cms.Envelope | Part | None:
    """A signed mail inside; the part marked as encrypted; or nothing to open here."""
    try:
        envelope = cms.opened(undo(part.body, part.encoding).data, limits)
    except ReadProblem as problem:
        is_locked = problem.code == "encrypted" or "enveloped" in part.kind.parameters.get("smime-type", "")
        return replace(part, is_encrypted=True) if is_locked else None
    return envelope if envelope.content and _ENTITY.match(envelope.content) else None
