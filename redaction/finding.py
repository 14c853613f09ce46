"""A finding points at text and never holds it."""

from dataclasses import dataclass

PERSON = "PERSON"
PHONE = "PHONE"
EMAIL = "EMAIL"
ADDRESS = "ADDRESS"
BIRTH_DATE = "BIRTH_DATE"
BIRTH_PLACE = "BIRTH_PLACE"
DATE = "DATE"
PASSPORT = "PASSPORT"
NATIONAL_ID = "NATIONAL_ID"
TAX_ID = "TAX_ID"
ACCOUNT = "ACCOUNT"  # IBAN, bank account, wallet, user id
CARD = "CARD"
CODE = "CODE"  # case, notice, file numbers
IP = "IP"
URL = "URL"
PLATE = "PLATE"
LOCATION = "LOCATION"
ORGANIZATION = "ORGANIZATION"
NATIONALITY = "NATIONALITY"
OCCUPATION = "OCCUPATION"
DEMOGRAPHIC = "DEMOGRAPHIC"
EMPLOYER = "EMPLOYER"  # a firm tied to a person
HEALTH = "HEALTH"
BELIEF = "BELIEF"  # and ethnicity
TRAVEL = "TRAVEL"  # towns and days of a journey, whereabouts
RELATION = "RELATION"  # the words of a kinship; the name is a finding of its own
OTHER = "OTHER"

TYPES = frozenset(
    {
        PERSON, PHONE, EMAIL, ADDRESS, BIRTH_DATE, BIRTH_PLACE, DATE, PASSPORT, NATIONAL_ID, TAX_ID, ACCOUNT, CARD,
        CODE, IP, URL, PLATE, LOCATION, ORGANIZATION, NATIONALITY, OCCUPATION, DEMOGRAPHIC, EMPLOYER, HEALTH, BELIEF,
        TRAVEL, RELATION, OTHER,
    }
)  # fmt: skip


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """`start` and `end` are code point offsets into the passage with index `passage`; `score` is in 0..1."""

    passage: int
    start: int
    end: int
    type: str
    score: float
    detector: str
