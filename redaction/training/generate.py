"""Makes annotated documents in eight languages, to train the head that finds names and other personal data."""

import itertools
import json
import random
import sys
from collections.abc import Callable, Iterator

from redaction.training import noise
from redaction.training.fill import Piece, Scene, filled, line, scene
from redaction.training.wording import chosen, wording

Document = dict[str, object]
SHARES = {"en": 10, "fr": 10, "es": 10, "de": 10, "ru": 13, "uk": 14, "ar": 14, "tr": 14}
MIXED, NOISY = 0.05, 0.25
PROSE = ("news", "news", "news", "bio", "bio", "bio", "legal", "complaint", "witness", "medical", "plain")
OTHER_REGISTERS = ("plain", "plain", "news", "bio", "legal")
BREAK: Piece = ("\n", "")


def _sentences(at: Scene, register: str, count: int) -> list[list[Piece]]:
    """Wordings of one register, now and then one of another, none twice."""
    lists = [register if at.rng.random() < 0.8 else at.rng.choice(OTHER_REGISTERS) for _ in range(count)]
    used: set[str] = set()
    out = []
    for name in lists:
        template = at.rng.choice(wording(at.lang)[name])
        if template not in used:
            out.append(_lengthened(at, filled(at, chosen(template, at.rng))))
            used.add(template)
    return out


def _lengthened(at: Scene, sentence: list[Piece]) -> list[Piece]:
    """Now and then, who said so."""
    words, label = sentence[-1]
    if label or not words.endswith(".") or at.rng.random() > 0.12:
        return sentence
    return [*sentence[:-1], (words[:-1], ""), *line(at, "tail")]


def _joined(parts: list[list[Piece]], between: str) -> list[Piece]:
    out: list[Piece] = []
    for at, part in enumerate(parts):
        out += ([(between, "")] if at else []) + part
    return out


def _prose(at: Scene) -> list[Piece]:
    register = at.rng.choice(PROSE)
    parts = _sentences(at, register, at.rng.randint(1, 9))
    head = [*line(at, "heading"), ("\n\n", "")] if at.rng.random() < 0.25 else []
    return [*head, *_joined(parts, at.rng.choice((" ", " ", "\n")))]


def _numbered(at: Scene) -> list[Piece]:
    start = at.rng.choice((1, 1, at.rng.randint(2, 90)))
    parts = []
    for at_line in range(at.rng.randint(2, 6)):
        body = _joined(_sentences(at, at.rng.choice(("legal", "complaint")), at.rng.randint(1, 3)), " ")
        parts.append([(f"{start + at_line}{at.rng.choice(('.', '.', ')'))} ", ""), *body])
    head = [*line(at, "heading"), ("\n\n", "")] if at.rng.random() < 0.5 else []
    return [*head, *_joined(parts, at.rng.choice(("\n", "\n\n")))]


def _bureau(at: Scene) -> list[Piece]:
    parts = _sentences(at, "bureau", at.rng.randint(1, 7))
    body = _joined(parts, at.rng.choice((" ", "\n", "\n\n")))
    return noise._upper(body, at.rng, at.lang) if at.rng.random() < 0.35 else body


def _rows(at: Scene, name: str) -> list[tuple[str, str]]:
    lines = [chosen(one, at.rng) for one in wording(at.lang)[name]]
    kept = [one for one in lines if at.rng.random() < 0.6] or lines[:3]
    return [(one.partition("=")[0].strip(), one.partition("=")[2].strip()) for one in kept]


FORMS = ("form", "form", "invoice", "medform", "booking")


def _form(at: Scene) -> list[Piece]:
    """Labels and values in one of the ways a form is printed or exported."""
    between = at.rng.choice((": ", ": ", ":\n", "\n", "\t", " - ", ":  ", " : ", " .......... ", " "))
    case = at.rng.choice((str, str, str.upper, str.lower))
    number = at.rng.random() < 0.2
    parts = []
    for at_row, (label, value) in enumerate(_rows(at, at.rng.choice(FORMS)), 1):
        shown = [(case(label) + between, ""), *filled(at, value)]
        parts.append([(f"{at_row}. ", ""), *shown] if number else shown)
    head = [*line(at, "heading"), BREAK] if at.rng.random() < 0.5 else []
    return [*head, *_joined(parts, at.rng.choice(("\n", "\n", "\n", "; ", "\n\n", " ")))]


def _table(at: Scene) -> list[Piece]:
    """Rows under a header."""
    rows = _rows(at, at.rng.choice(FORMS))[: at.rng.randint(3, 7)]
    between = at.rng.choice(("\t", "\t", ",", ";", " | ", "  "))
    head = [[(between.join(label for label, _ in rows), "")]] if at.rng.random() < 0.8 else []
    body = [_joined([filled(at, value) for _, value in rows], between) for _ in range(at.rng.randint(1, 7))]
    return _joined([*head, *body], "\n")


def _people(at: Scene) -> list[Piece]:
    one = at.rng.choice(wording(at.lang)["people"])
    count = at.rng.randint(2, 9)
    rows = [[(at.rng.choice((f"{n + 1}. ", "- ", "• ")), ""), *filled(at, chosen(one, at.rng))] for n in range(count)]
    if at.rng.random() < 0.3:
        return [*line(at, "heading"), (": ", ""), *_joined([row[1:] for row in rows], at.rng.choice(("; ", ", ")))]
    return _joined(rows, "\n")


def _mail(at: Scene) -> list[Piece]:
    head = [line(at, name) for name in ("mail_from", "mail_to", "mail_date", "mail_subject") if at.rng.random() < 0.85]
    body = _joined(_sentences(at, "mail", at.rng.randint(1, 5)), at.rng.choice((" ", "\n")))
    blocks = [line(at, "greeting"), body, line(at, "closing")]
    return [*_joined(head, "\n"), *([("\n\n", "")] if head else []), *_joined(blocks, "\n\n")]


def _chat(at: Scene) -> list[Piece]:
    nicks = [filled(at, at.rng.choice(("{nickid}", "{nickid}", "{giv}", "{full}", "{handle}"))) for _ in range(2)]
    parts = []
    form = at.rng.choice(("bare", "bare", "nick", "time"))
    for template in at.rng.sample(wording(at.lang)["chat"], at.rng.randint(1, 7)):
        said = filled(at, chosen(template, at.rng))
        said = noise._lower(said, at.rng, at.lang) if at.rng.random() < 0.5 else said
        when = [("[", ""), *filled(at, "{time}"), ("] ", "")] if form == "time" else []
        parts.append([*when, *([] if form == "bare" else [*at.rng.choice(nicks), (": ", "")]), *said])
    return _joined(parts, at.rng.choice(("\n", "\n", " ")))


KINDS: dict[str, tuple[int, Callable[[Scene], list[Piece]]]] = {
    "prose": (30, _prose),
    "numbered": (12, _numbered),
    "bureau": (10, _bureau),
    "form": (14, _form),
    "table": (7, _table),
    "people": (5, _people),
    "mail": (10, _mail),
    "chat": (12, _chat),
}


def _body(lang: str, rng: random.Random) -> list[Piece]:
    build = rng.choices([kind for _, kind in KINDS.values()], [share for share, _ in KINDS.values()])[0]
    return build(scene(lang, rng))


def _placed(pieces: list[Piece]) -> tuple[str, list[list[object]]]:
    """The text, and the spans without white space at their ends."""
    text, spans = "", []
    for piece, label in pieces:
        bare = piece.strip()
        if label and bare:
            start = len(text) + len(piece) - len(piece.lstrip())
            spans.append([start, start + len(bare), label])
        text += piece
    return text, spans


def pieces(lang: str, rng: random.Random) -> list[Piece]:
    """One document before any damage."""
    made = _body(lang, rng)
    if rng.random() < MIXED:
        made = [*made, ("\n\n", ""), *_body(rng.choice([one for one in SHARES if one != lang]), rng)]
    return made


def generate(seed: int, count: int) -> Iterator[Document]:
    """`count` documents; the same for the same seed."""
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        lang = rng.choices(list(SHARES), list(SHARES.values()))[0]
        made = pieces(lang, rng)
        if rng.random() < NOISY:
            made = noise.noisy(made, rng, lang)
        text, spans = _placed(made)
        yield {"id": f"made/{seed}/{number}", "lang": lang, "text": text, "spans": spans}


if __name__ == "__main__":
    for document in itertools.islice(generate(int(sys.argv[1]), int(sys.argv[2])), None):
        print(json.dumps(document, ensure_ascii=False))
