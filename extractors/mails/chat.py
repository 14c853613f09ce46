"""Chats as tables: time, sender, text, attachment, and whatever else a message says."""

from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, Sheet
from extractors.limits import Limits

HEAD = ("time", "sender", "text", "attachment")
Row = tuple[str, ...]


def chat_document(reader: str, chats: list[tuple[str, list[Row]]], rest: str, limits: Limits) -> ExtractedDocument:
    """Each chat a sheet; `rest` is text that belongs to none."""
    sheets: list[Sheet] = []
    left, is_over = limits.cells, False
    for name, rows in chats:
        width = max([len(HEAD), *map(len, rows)])
        kept = rows[: left // width]
        is_over |= len(kept) < len(rows)
        left -= len(kept) * width
        head = (*HEAD, "other")[:width]
        table = tuple(tuple(map(clean_line, (*row, *[""] * (width - len(row))))) for row in (head, *kept))
        sheets.append(Sheet(clean_line(name) or "chat", table))
    reason = "partly_over_limit" if is_over else ""
    return ExtractedDocument("", stamp(reader, "charset-normalizer"), text_page(rest), tuple(sheets), reason=reason)
