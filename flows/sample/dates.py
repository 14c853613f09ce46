"""Dates as clerks of three languages write them."""

import datetime
import random

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def say_date(rng: random.Random, day: datetime.date, language: str) -> str:
    """A date in one of the usual forms of the language."""
    month = _MONTHS[language].split()[day.month - 1]
    forms = {
        "en": (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"),
        "fr": (f"{day.day if day.day > 1 else '1er'} {month} {day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"),
        "ru": (
            f"{day.day} {month} {day.year} г.",
            f"{day:%d.%m.%Y}",
            f"{day:%d.%m.%Y} г.",
            f"{day.day} {month} {day.year} года",
        ),
    }
    return rng.choice(forms[language])
