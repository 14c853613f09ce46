"""What kind of document a text is, by its title first and by its phrases after that."""

from collections.abc import Sequence

from extractors.document import Channel
from redaction.lift_text import Books, Text, text_of
from redaction.profile import Profile
from redaction.redact import RedactedPassage

_TITLE_LINES = 7
_TITLE = 420  # characters of the beginning that may hold the title
_ENOUGH = 2.0
_SURE = 4.0
_MOST = 7.0  # what phrases in the text may weigh together
_SHARES = {"first": 1.0, "later": 0.6, "name": 0.5}


def kind_of(passages: Sequence[RedactedPassage], texts: Sequence[Text], has_table: bool, profile: Profile) -> str:
    """The name of the likeliest kind, or empty."""
    scores = scores_of(passages, texts, has_table, profile)
    if not scores:
        return ""
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _ENOUGH else ""


def scores_of(
    passages: Sequence[RedactedPassage], texts: Sequence[Text], has_table: bool, profile: Profile
) -> dict[str, float]:
    """How much speaks for each kind."""
    from redaction.lift_text import books_of

    books = books_of(profile)
    scores = {kind.name: 0.0 for kind in profile.kinds}
    is_mail = any(one.channel is Channel.HEADERS and one.label.lower() == "from" for one in passages)
    for kind in profile.kinds:
        scores[kind.name] += (kind.shape == "mail") * is_mail * 2.0 + (kind.shape == "table") * has_table * 6
    titles = _titles(passages, texts, books)
    for place, text in titles:
        for name, value in _title_weights(text).items():
            scores[name] += _SHARES[place] * value
    for name, value in _against([text for place, text in titles if place != "name"]).items():
        scores[name] += value
    for name, value in _text_weights(texts).items():
        scores[name] += min(value, _MOST)
    return scores


def _titles(passages: Sequence[RedactedPassage], texts: Sequence[Text], books: Books) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    if texts:
        head = "\n\n".join(line for _, line in texts[0].lines[:_TITLE_LINES])[:_TITLE]
        first, _, later = head.partition("\n\n")
        if len(first) > 160:
            first = first[:160]
        found += [("first", text_of("", first, books)), ("later", text_of("", later, books))]
    for one in passages:
        if one.channel is Channel.HEADERS and one.label.lower() == "subject":
            found.append(("name", text_of("", one.text, books)))
        elif one.channel is Channel.PATH:
            name = one.text.rpartition("/")[2].replace("_", " ").replace("-", " ").replace(".", " ")
            found.append(("name", text_of("", name, books)))
    return found


def _title_weights(text: Text) -> dict[str, float]:
    """By kind, its best phrase counting whole and the others by a third."""
    weights: dict[str, list[float]] = {}
    for hit in text.group("title"):
        early = 1.0 if hit.first <= 3 else 0.75
        weights.setdefault(hit.name, []).append(max(hit.weight, 0.0) * early)
    return {name: max(each) + (sum(each) - max(each)) / 3 for name, each in weights.items()}


def _against(head: Sequence[Text]) -> dict[str, float]:
    """What in the head speaks against a kind, unless the head names that kind beyond doubt."""
    hits = [hit for text in head for hit in text.group("title")]
    sure = {hit.name for hit in hits if hit.weight >= _SURE}
    against: dict[str, float] = {}
    for hit in hits:
        if hit.weight < 0 and hit.name not in sure:
            against[hit.name] = against.get(hit.name, 0.0) + hit.weight
    return against


def _text_weights(texts: Sequence[Text]) -> dict[str, float]:
    seen: dict[tuple[str, str], float] = {}
    for text in texts:
        for hit in text.group("kind"):
            words = " ".join(text.words.words[hit.first : min(hit.last, hit.first + 3)])
            seen[(hit.name, words)] = hit.weight
    weights: dict[str, float] = {}
    for (name, _), weight in seen.items():
        weights[name] = weights.get(name, 0.0) + weight
    return weights
