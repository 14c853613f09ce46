"""Chats that Telegram Desktop, signal-cli and tools for Signal Desktop export as JSON."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from extractors.charset import decode
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.mails.chat import Row, chat_document
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import SIGNAL, TELEGRAM

_TIMES = ("date", "sent_at", "timestamp", "date_unixtime", "received_at")
_SENDERS = ("from", "actor", "sourceName", "source", "sourceNumber", "author", "sender", "sourceServiceId")
_TEXTS = ("text", "body", "message")
_FILES = ("file", "photo", "file_name", "attachments", "contact_vcard")
_DULL = frozenset(("text_entities", "date_unixtime", "edited_unixtime", "width", "height", "type"))
_DEEPEST = 40


def read_chat_json(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    rest: list[str] = []
    chats: list[tuple[str, list[Row]]] = []
    for value in _values(decode(data)):
        _find(value, chats, rest)
    merged: dict[str, list[Row]] = {}
    for title, rows in chats:
        merged.setdefault(title, []).extend(rows)
    return chat_document("chat", list(merged.items()), "\n".join(rest), options.limits)


def _values(text: str) -> list[Any]:
    """One value, or one a line; a last line that is cut off is left out."""
    try:
        return [json.loads(text)]
    except RecursionError:
        raise ReadProblem("over_limit") from None
    except ValueError:
        pass
    found: list[Any] = []
    for line in text.splitlines():
        try:
            found += [json.loads(line)] if line.strip() else []
        except (ValueError, RecursionError):
            continue
    if not found:
        raise ReadProblem("damaged")
    return found


def _find(top: Any, chats: list[tuple[str, list[Row]]], rest: list[str]) -> None:
    """Lists of messages wherever they stand; all other values are kept as lines."""
    stack: list[tuple[str, Any]] = [("", top)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict) and isinstance(value.get("messages"), list):
            title = str(value.get("name") or value.get("type") or "chat")
            chats.append((title, [_row(one) for one in value["messages"] if isinstance(one, dict)]))
            value = {key: one for key, one in value.items() if key != "messages"}
        if _is_message(value):
            chats.append((str(value.get("conversationId") or "chat"), [_row(value)]))
        elif isinstance(value, dict):
            stack += [(f"{path}{key}.", one) for key, one in reversed(value.items())]
        elif isinstance(value, list):
            stack += [(path, one) for one in reversed(value)]
        elif value not in (None, "", False):
            rest.append(f"{path.rstrip('.')}: {value}")


def _is_message(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    return "envelope" in value or ("sent_at" in value and ("body" in value or "conversationId" in value))


def _row(message: dict[str, Any]) -> Row:
    flat = list(_flat(message))
    used: set[str] = set()

    def first(keys: tuple[str, ...]) -> str:
        for key in keys:
            for path, value in flat:
                if path.rpartition(".")[2] == key and value:
                    used.add(path)
                    return value
        return ""

    time, sender = first(_TIMES), first(_SENDERS)
    text = _joined(message.get("text")) if "text" in message else first(_TEXTS)
    files = [(path, value) for path, value in flat if path.split(".")[-1] in (*_FILES, "fileName", "filename")]
    used |= {path for path, _ in files} | {path for path, _ in flat if path.split(".")[0] == "text"}
    other = [
        f"{path}: {value}" for path, value in flat if path not in used and not _DULL & set(path.split(".")) and value
    ]
    return _time(time), sender, text, "; ".join(value for _, value in files), "; ".join(other)


def _joined(text: Any) -> str:
    """Telegram's text is a string, or a list of strings and marked pieces."""
    if isinstance(text, list):
        pieces = (one.get("text", "") if isinstance(one, dict) else one for one in text)
        return "".join(str(one) for one in pieces)
    return str(text or "")


def _flat(value: Any) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        path, one = stack.pop()
        if isinstance(one, (dict, list)) and path.count(".") < _DEEPEST:
            pairs = one.items() if isinstance(one, dict) else (("", inner) for inner in one)
            stack += reversed([(f"{path}.{key}".strip("."), inner) for key, inner in pairs])
        elif one is not None and one is not False:
            yield path, str(one)


def _time(value: str) -> str:
    """Milliseconds since 1970 as ISO 8601."""
    if value.isascii() and value.isdigit() and 12 <= len(value) <= 13:
        return datetime.fromtimestamp(int(value) / 1000, UTC).isoformat(timespec="seconds")
    return value


READERS: dict[str, Reader] = {TELEGRAM: read_chat_json, SIGNAL: read_chat_json}
