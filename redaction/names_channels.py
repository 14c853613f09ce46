"""Names where no sentence stands around them: file names, authors, senders and receivers."""

from collections.abc import Sequence

import regex

from redaction.bodies import NAMELIKE, Kind, kind
from redaction.finding import PERSON
from redaction.spans import Hit

_PATH_WORD = regex.compile(r"\p{Lu}?[\p{Ll}\p{M}'’]+|\p{Lu}+(?!\p{Ll})|\p{Lo}+")
_PATH_JOIN = regex.compile(r"[ _.,-]{1,2}(?:\p{Lu}[ _.-]{1,2})?")
_EXTENSION = regex.compile(r"\.[A-Za-z0-9]{1,5}$")
_AUTHOR = regex.compile(
    r"(?i)author|creator$|modified.?by|saved.?by|manager|owner|contact|person|by.?line|artist|from|to$|sender|recipient|signer|user"
)
_ADDRESSED = frozenset(
    (
        "from to cc bcc reply-to sender resent-from resent-to resent-cc resent-sender delivered-to"
        " x-original-to return-path disposition-notification-to x-sender envelope-to mail-followup-to"
        " errors-to"
    ).split()
)
_MACHINE = frozenset(
    (
        "message-id in-reply-to references received dkim-signature mime-version content-type"
        " content-transfer-encoding date arc-seal arc-message-signature arc-authentication-results"
        " authentication-results received-spf x-mailer user-agent content-language thread-index x-priority"
        " importance"
    ).split()
)
_DISPLAY = regex.compile(
    r'"(?P<quoted>[^"\n]{2,80})"|(?P<bare>[^<>",;()\n@]{2,80}?)(?=\s*<)|\((?P<note>[^()\n@]{2,80})\)'
)
_NAME_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")


def path_hits(text: str) -> list[Hit]:
    """Words of a path that no list knows, with the words beside them that may belong to a name."""
    found: list[Hit] = []
    for folder in regex.finditer(r"[^/\\]+", text):
        end = folder.end() - len(tail.group()) if (tail := _EXTENSION.search(folder.group())) else folder.end()
        found += [
            _hit(one.start(), one.end(), 0.7, "names:path")
            for one in _PATH_WORD.finditer(text, folder.start(), end)
            if _is_name_in_path(one.group())
        ]
    return _with_initials(found, text)


def is_author(label: str) -> bool:
    """Whether a metadata field of this name holds a person."""
    return _AUTHOR.search(label) is not None


def author_hits(text: str) -> list[Hit]:
    """The whole value, but where every word of it is a known word that is no name."""
    parts = [one for one in regex.finditer(r"[^;,\n]+", text) if not _is_impersonal(one.group())]
    return [_hit(one.start(), one.end(), 0.9, "names:author") for one in parts]


def is_addressed(label: str) -> bool:
    """A mail header that names who wrote or receives."""
    return label.lower() in _ADDRESSED


def is_machine(label: str) -> bool:
    """A header in which no sentence stands."""
    return label.lower() in _MACHINE


def address_hits(text: str) -> list[Hit]:
    """The display names of a header such as From or To; a value without an address is a name itself."""
    if "@" not in text:
        return author_hits(text)
    found = []
    for one in _DISPLAY.finditer(text):
        group = one.lastgroup or "bare"
        if not _is_impersonal(one.group(group)):
            found.append(_hit(one.start(group), one.end(group), 0.9, "names:header"))
    return found


def _is_impersonal(value: str) -> bool:
    words = [word for word in _NAME_WORD.findall(value) if len(word) > 1]
    kinds: Sequence[Kind] = [kind(word) for word in words]
    return not words or not any(one in NAMELIKE for one in kinds) or Kind.BODY in kinds and Kind.UNKNOWN not in kinds


def _is_name_in_path(word: str) -> bool:
    if len(word) < 3 or word.isupper() and len(word) < 4:
        return False
    return kind(word) in (Kind.UNKNOWN, Kind.GIVEN)


def _with_initials(hits: Sequence[Hit], text: str) -> list[Hit]:
    """`Ivan_Petrov` and `Ivanov_I_S` are one name each."""
    result: list[Hit] = []
    for one in hits:
        if result and _PATH_JOIN.fullmatch(text, result[-1].end, one.start):
            result[-1] = _hit(result[-1].start, one.end, one.score, one.detector)
        else:
            result.append(one)
    return result


def _hit(start: int, end: int, score: float, how: str) -> Hit:
    return Hit(start, end, PERSON, score, how)
