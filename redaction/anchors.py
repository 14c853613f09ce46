"""Which birth date or passport belongs to which mention, and when two birth dates say the same day."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from redaction.finding import BIRTH_DATE, NATIONAL_ID, PASSPORT, TAX_ID
from redaction.mention import Anchor, Mention
from redaction.name_script import plain

_SIGNS = {BIRTH_DATE: "b", PASSPORT: "p", NATIONAL_ID: "p", TAX_ID: "p"}
_FAR = 150
_DASHES = re.compile(r"[-‐‑‒–—−]")
_MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan янв січ", "feb fev fév фев лют", "mar мар бер", "apr avr апр кві", "may mai мая май тра", "jun juin июн чер",
            "jul juil июл лип", "aug aou aoû авг сер", "sep сен вер", "oct окт жов", "nov ноя лис", "dec déc дек гру",
        ),
        1,
    )
    for prefix in prefixes.split()
}  # fmt: skip


def assign(mentions: Sequence[Mention], anchors: Sequence[Anchor]) -> dict[int, set[str]]:
    """For one document's mentions (sorted), the signs of each by its index: `b:1971-03-03`, `p:4509123456`."""
    found: dict[int, set[str]] = {}
    starts = [(one.passage, one.start) for one in mentions]
    for one in anchors:
        if one.type in _SIGNS and (sign := _sign(one)):
            at = _owner(mentions, starts, one)
            if at is not None:
                found.setdefault(at, set()).add(sign)
    return found


def _owner(mentions: Sequence[Mention], starts: list[tuple[int, int]], one: Anchor) -> int | None:
    """The name before it, unless only the name after it shares its line."""
    at = bisect_right(starts, (one.passage, one.start)) - 1
    before = _gap(mentions, at, one)
    after = _gap(mentions, at + 1, one)
    if before is None:
        return at + 1 if after is not None and after < 60 else None
    if (
        after is not None
        and after < 60
        and "\n" in mentions[at].after
        and _breaks(mentions[at], one)
        and not _breaks_to(one, mentions[at + 1])
    ):
        return at + 1
    return at if before <= _FAR else None


def _gap(mentions: Sequence[Mention], at: int, one: Anchor) -> int | None:
    if not 0 <= at < len(mentions) or mentions[at].passage != one.passage:
        return None
    return max(one.start - mentions[at].end, mentions[at].start - one.end)


def _breaks(mention: Mention, one: Anchor) -> bool:
    """A line ends between a mention and what follows it (as far as its context shows)."""
    return "\n" in mention.after[: max(0, one.start - mention.end)]


def _breaks_to(one: Anchor, mention: Mention) -> bool:
    gap = mention.start - one.end
    return "\n" in mention.before[-gap:] if 0 < gap <= len(mention.before) else gap > 0


def _sign(one: Anchor) -> str:
    if one.type == BIRTH_DATE:
        day = day_of(one.text)
        return f"b:{day}" if day else ""
    number = "".join(each for each in plain(one.text) if each.isalnum())
    return f"p:{number}" if sum(each.isdigit() for each in number) >= 4 else ""


@lru_cache(maxsize=1 << 16)
def day_of(text: str) -> str:
    """A written birth date as yyyy-mm-dd, or yyyy if only the year can be told, or empty."""
    low = plain(_DASHES.sub(".", text.replace(" ", "_"))).replace("_", " ")  # `plain` drops spaces and dashes
    year = re.search(r"(?<!\d)(1[89]\d\d|20[0-4]\d)(?!\d)", low)
    if not year:
        short = re.search(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d\d)(?!\d)", low)
        return _joined(f"19{short[3]}" if int(short[3]) >= 20 else f"20{short[3]}", short[2], short[1]) if short else ""
    rest = [one for one in re.findall(r"\d+", low[: year.start()] + " " + low[year.end() :]) if len(one) <= 2]
    month = next(
        (_MONTHS[one[:size]] for one in re.findall(r"[^\W\d_]{3,}", low) for size in (4, 3) if one[:size] in _MONTHS), 0
    )
    if month and rest:
        return _joined(year[1], str(month), rest[0])
    if len(rest) >= 2:
        first, second = (rest[0], rest[1]) if year.start() <= 1 else (rest[1], rest[0])
        return _joined(year[1], first, second)
    return year[1]


def _joined(year: str, month: str, day: str) -> str:
    if int(month) > 12 >= int(day):
        month, day = day, month
    return f"{year}-{int(month):02d}-{int(day):02d}"


def same_day(first: str, second: str) -> bool:
    """A year alone agrees with every day in it; day and month may have been swapped."""
    if len(first) == 4 or len(second) == 4:
        return first[:4] == second[:4]
    return first[:4] == second[:4] and sorted(first.split("-")[1:]) == sorted(second.split("-")[1:])
