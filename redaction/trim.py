"""What a hit takes too much of is given back: the country after an address, a place that a model took for a man."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redaction.bodies import Kind, is_place, kind
from redaction.finding import ADDRESS, BIRTH_PLACE, PERSON
from redaction.generalise import country_of
from redaction.label_words import is_country
from redaction.spans import Hit

_LAST_PART = re.compile(r"[,(\n]\s*([^,()\n]{3,60})\)?\s*$")
_MORE_WORDS = re.compile(r"(?: [^\W\d_]+){1,4}")
_ELISION = re.compile(r"^[dl]['’]", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|la|le|les|l['’]|en|au|aux)\s?", re.IGNORECASE)
_GUESSED = ("model:", "tagger", "rampart", "names:given", "names:run", "names:position", "names:verb", "names:word")


def trimmed(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """The hits that remain, each as long as it need be."""
    for one in hits:
        if one.type in (ADDRESS, BIRTH_PLACE):
            one = _without_country(one, text)
        elif one.type == PERSON and one.detector.startswith(_GUESSED) and _is_place(text[one.start : one.end]):
            continue
        if one.start < one.end:
            yield one


def _without_country(one: Hit, text: str) -> Hit:
    body = text[one.start : one.end]
    if names_country(body):
        return replace(one, end=one.start)
    last = _LAST_PART.search(body)
    if last is None:
        return one
    if not any(names_country(last.group(1) + more) for more in _beginnings(text, one.end)):
        return one
    return replace(one, end=one.start + len(body[: last.start()].rstrip()))


def _beginnings(text: str, at: int) -> list[str]:
    """What may follow inside one name, word by word: a hit may end at the `United` of `United States of America`."""
    more = _MORE_WORDS.match(text, at)
    words = more.group().split() if more else []
    return ["", *("".join(f" {word}" for word in words[:count]) for count in range(1, len(words) + 1))]


def names_country(text: str) -> bool:
    """Is the whole text the name of a country, with or without its article?"""
    bare = _ARTICLE.sub("", text.strip())
    return is_country(bare) or bool(country_of(bare) and "," not in bare) or _is_inflected_country(bare)


def _is_inflected_country(word: str) -> bool:
    """`уроженец Узбекистана`: Russian declines a country's name."""
    return "\u0400" <= word[:1] <= "\u04ff" and kind(word) is Kind.COUNTRY


def _is_place(body: str) -> bool:
    """A given name that is a place too stays a name; a country's name alone does not."""
    bare = _ELISION.sub("", body)
    return names_country(bare) or (len(bare.split()) > 1 and is_place(bare))
