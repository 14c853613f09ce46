"""Plain text in the encodings of three languages, and HTML."""

import html
import random

from flows.sample.content import Content

_ENCODINGS = {
    "en": ("utf-8", "utf-8", "cp1252", "utf-16"),
    "fr": ("utf-8", "latin-1", "cp1252", "utf-16"),
    "ru": ("utf-8", "cp1251", "cp1251", "koi8-r", "utf-16"),
}


def write_text(rng: random.Random, content: Content, language: str) -> bytes:
    """In an encoding that can hold it."""
    ends = rng.choice(("\n", "\r\n"))
    text = content.text.replace("\n", ends)
    try:
        return text.encode(rng.choice(_ENCODINGS[language]))
    except UnicodeEncodeError:
        return text.encode("utf-8")


def write_html(rng: random.Random, content: Content) -> bytes:
    """A page with paragraphs, some of it inside tags that split a line."""
    tag = rng.choice(("p", "div", "section"))
    body = "\n".join(f"<{tag}>{html.escape(block).replace(chr(10), '<br>')}</{tag}>" for block in content.blocks)
    head = f'<meta charset="utf-8"><meta name="author" content="{html.escape(content.author)}">'
    title = html.escape(content.blocks[0][:80].replace("\n", " "))
    return f"<!DOCTYPE html>\n<html><head>{head}<title>{title}</title></head>\n<body>{body}</body></html>\n".encode()
