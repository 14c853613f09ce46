"""What a hit takes too much of is given back: the country after an address, a place that a model took for a man."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redaction.bodies import is_place
from redaction.finding import ADDRESS, BIRTH_PLACE, PERSON
from redaction.generalise import country_of
from redaction.label_words import is_country
from redaction.spans import Hit

_LAST_PART = re.compile(r"[,(\n]\s*([^,()\n]{3,60})\)?\s*$")
_ONE_MORE = re.compile(r" [^\W\d_]+(?: [^\W\d_]+)?")
_ARTICLE = re.compile(r"^(?:the|la|le|les|l['’]|en|au|aux)\s?", re.IGNORECASE)
_GUESSED = ("model:", "names:given", "names:run", "names:position", "names:verb", "names:word")


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
    more = _ONE_MORE.match(text, one.end)  # the hit may end inside the country's name: `United` of `United Kingdom`
    told = (last.group(1), last.group(1) + more.group() if more else "")
    if not any(names_country(each) for each in told):
        return one
    return replace(one, end=one.start + len(body[: last.start()].rstrip()))


def names_country(text: str) -> bool:
    """Is the whole text the name of a country, with or without its article?"""
    bare = _ARTICLE.sub("", text.strip())
    return is_country(bare) or bool(country_of(bare) and "," not in bare)


def _is_place(body: str) -> bool:
    """A given name that is a place too stays a name; a country's name alone does not."""
    return names_country(body) or (len(body.split()) > 1 and is_place(body))
