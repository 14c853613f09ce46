"""Numbers after a mask, and those with a checksum."""

import random

_IBAN_BODY = {"DE": 18, "FR": 23, "LV": 17, "CY": 24, "GE": 18, "AE": 19, "TR": 22, "GB": 18}
_BANK = {"LV": "HABA", "GE": "TB", "GB": "NWBK"}


def fill(rng: random.Random, mask: str) -> str:
    """A mask with each # a digit and each @ a capital letter."""
    letters = "ABCDEHKMOPTXZ"
    return "".join(str(rng.randint(0, 9)) if c == "#" else rng.choice(letters) if c == "@" else c for c in mask)


def iban(rng: random.Random, country: str) -> str:
    """A valid IBAN, printed in groups of four or in one run."""
    head = _BANK.get(country, "")
    body = head + fill(rng, "#" * (_IBAN_BODY[country] - len(head)))
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    whole = f"{country}{98 - number % 97:02d}{body}"
    if rng.random() < 0.4:
        return whole
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def card(rng: random.Random) -> str:
    """A card number that passes Luhn."""
    body = rng.choice("45") + fill(rng, "#" * 14)
    doubled = [int(c) * 2 if at % 2 == 0 else int(c) for at, c in enumerate(body)]
    total = sum(d - 9 if d > 9 else d for d in doubled)
    whole = body + str(-total % 10)
    return " ".join(whole[at : at + 4] for at in range(0, 16, 4))
