"""Names by how they are written and what stands beside them: cues, initials, patronymics, given names, brackets."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from redaction import names_cues as cues
from redaction.bodies import NAMELIKE, Kind, is_heading, is_place, may_be_place
from redaction.case_repair import is_shouting
from redaction.finding import PERSON
from redaction.language import guess_latin
from redaction.names_words import Piece, runs
from redaction.spans import Hit

CUED, FORMED, LISTED, LIKELY, FREE = 0.95, 0.9, 0.85, 0.7, 0.55
_STOPS = frozenset({Kind.TITLE, Kind.ROLE, Kind.CALENDAR, Kind.BODY, Kind.NATIONALITY, Kind.COUNTRY, Kind.ACRONYM})
_OFFICES = frozenset({Kind.BODY, Kind.ROLE, Kind.TITLE, Kind.ACRONYM})
_SMALL_PARTICLES = regex.compile(r"(?:(?<!\p{L})(?:de|du|des|van|von|der|den|del|di|da)[ \u00a0]){1,2}$")
_COMMA_NAME = regex.compile(r"^,[ \n\u00a0](?=\p{Lu})")


def rule_hits(text: str, original: str) -> list[Hit]:
    """Hits in one block. Runs of unknown words need no cue, but where the language capitalises other words too."""
    found = []
    is_free = guess_latin(text) in ("", "en", "fr")
    for run in runs(text, original):
        for part in parts(_from_cue(run, text)):
            score, how = _score(part, text, original, is_free)
            if score:
                found.append(Hit(part[0].start, part[-1].end, PERSON, score, how))
    return _with_comma_names(found, text, original)


def _from_cue(run: list[Piece], text: str) -> list[Piece]:
    """`in the name of Dang Van Thanh`: what a strong cue announces begins with a name, even if it is a word."""
    left = _left_of(run[0], text)
    is_named = cues.BEFORE_TITLE.search(left) or cues.BEFORE_ALIAS.search(left)
    if is_named and run[0].is_particle and len(run) > 1 and run[1].kind not in _OFFICES:
        return [run[0], replace(run[1], kind=Kind.UNKNOWN), *run[2:]]
    if is_named and run[0].kind not in _OFFICES and not run[0].is_initial:
        return [replace(run[0], kind=Kind.UNKNOWN), *run[1:]]
    is_word = len(run) > 1 and run[0].kind is Kind.COMMON and any(one.is_sure for one in run[1:])
    is_word = is_word and not is_heading(run[0].text)
    if is_word and cues.BEFORE_STRONG.search(left):
        return [replace(run[0], kind=Kind.MAYBE), *run[1:]]
    return run


def _left_of(one: Piece, text: str) -> str:
    """What stands before a name, without the `de` of `Mr de La Fontaine`; `ministre de l'Intérieur` keeps its own."""
    left = cues.before(text, one.start)
    bare = _SMALL_PARTICLES.sub("", left)
    return bare if one.is_particle or cues.BEFORE_TITLE.search(bare) else left


def parts(run: Sequence[Piece], is_vouched: bool = False) -> list[list[Piece]]:
    """The stretches of a run that could be one name: cut at titles, roles, bodies, countries, months.

    What a model vouches for is cut at common words and places only where they lead."""
    found: list[list[Piece]] = [[]]
    for at, one in enumerate(run):
        is_kept = is_vouched and found[-1] and _may_go_on(one, found[-1]) or _is_after_title(run, at)
        if not is_kept and _is_cut(one, found[-1], run[at + 1 :]):
            found.append([])
        else:
            found[-1].append(one)
    return [part for one in found if (part := _trimmed(one))]


def _may_go_on(one: Piece, so_far: Sequence[Piece]) -> bool:
    """What a model calls one name ends where a new line, or a text in capitals, goes on with a common word."""
    if one.kind in _STOPS:
        return False
    is_word = one.kind in (Kind.COMMON, Kind.MAYBE)
    return not (is_word and (one.is_on_new_line or one.capitals and len(so_far) > 1))


def _is_after_title(run: Sequence[Piece], at: int) -> bool:
    """`Mr May`, `Mme de La Fontaine`: after a title everything but an office is a name."""
    before = at - 1
    while before > 0 and run[before].is_particle:
        before -= 1
    return before >= 0 and run[before].kind is Kind.TITLE and run[at].kind not in _OFFICES


def _is_cut(one: Piece, so_far: Sequence[Piece], rest: Sequence[Piece]) -> bool:
    if one.is_initial and one.is_on_new_line and len(one.text) < 3 and rest and not rest[0].is_on_new_line:
        return True  # `I. Le requérant` begins a heading
    if one.is_initial or one.is_particle:
        return False
    if one.kind in (Kind.COMMON, Kind.MAYBE) and _is_after_article(so_far):
        return False
    if one.is_on_new_line and one.kind in (Kind.COMMON, Kind.MAYBE, Kind.PLACE):
        return True  # a new line that begins with a word
    if one.kind is Kind.CALENDAR and len(so_far) == 1 and so_far[0].is_sure and not rest:
        return False  # Babatunde Sunday
    if one.kind in _STOPS:
        return True
    named = any(each.is_sure and not each.is_initial for each in so_far)
    if one.kind is Kind.PLACE and so_far and _may_be_initial_of_name(so_far[0]):
        return False  # P. Garcia Mendoza
    if one.kind is Kind.PLACE and one.capitals and not so_far and rest and rest[0].kind is Kind.GIVEN:
        return rest[0].capitals  # KARADAG Emre
    if one.kind is Kind.PLACE:
        followed = bool(rest) and (rest[0].is_sure or rest[0].is_initial)
        return not (named and (followed or len(so_far) == 1 and not rest))
    if one.kind is Kind.COMMON and named and not _is_before_initial(one, rest):
        is_cut = len(so_far) > 2 or len(so_far) == 2 and one.text.lower() in _BIRTH
        return bool(rest) or one.capitals and is_cut  # a last word may be a surname: Pierre Blanc
    if one.kind is not Kind.COMMON or named or _is_before_initial(one, rest):
        return False
    return len(rest) > 0 or any(not each.is_initial for each in so_far)


def _is_after_article(so_far: Sequence[Piece]) -> bool:
    """`de La Fontaine`, `van der Berg`: after two particles, or a small one in a run, stands a surname."""
    return len(so_far) > 1 and so_far[-1].is_particle and (so_far[-2].is_particle or so_far[-1].text[:1].islower())


_BIRTH = frozenset(("born", "née", "nee", "né"))  # in a telegram's capitals
_NUMBERED_THINGS = frozenset(
    "annex appendix section article part group table figure chapter schedule exhibit item annexe pièce partie groupe tableau chapitre".split()
)


def _may_be_initial_of_name(one: Piece) -> bool:
    """No heading's number, no quarter of the sky (`N. Korea`) and no word for a town (`Г. Москва`)."""
    return one.is_initial and not one.is_on_new_line and one.start > 0 and one.text[0] not in "NSEWГСПДО"


def _is_before_initial(one: Piece, rest: Sequence[Piece]) -> bool:
    """`Мороз И.`, `Rose M.`: a common word with an initial behind it is a surname."""
    if not rest or not rest[0].is_initial or one.text.lower() in _NUMBERED_THINGS:
        return False
    return rest[0].end - rest[0].start > 2 or rest[0].text[0] > "\u0400"


def _trimmed(part: Sequence[Piece]) -> list[Piece]:
    """No particle at the edges; the words of a heading before a name are cut off."""
    kept = list(part)
    while kept and (kept[0].is_particle and not _is_capital_particle(kept[0])):
        kept.pop(0)
    while kept and kept[-1].is_particle and not _is_suffix(kept[-1]):
        kept.pop()
    return kept


def _is_capital_particle(one: Piece) -> bool:
    return one.text[:1].isupper()


def _is_suffix(one: Piece) -> bool:
    return regex.match(r"(?:og|oğ|ki|qi|ky|gi|uu|ul|za|ог|кы|гы|ул|уу|за|уг|ки)", one.text) is not None


def _score(part: Sequence[Piece], text: str, original: str, is_free: bool) -> tuple[float, str]:
    words = [one for one in part if not one.is_initial and not one.is_particle]
    if not words:
        is_named = part[0].is_initial and cues.BEFORE_TITLE.search(cues.before(text, part[0].start))
        return (FORMED, "names:cue") if is_named else (0.0, "")
    whole = part[-1] if not (part[-1].is_initial and part[-1].is_on_new_line) else words[-1]
    if is_place(text[part[0].start : whole.end]):
        left = cues.before(text, part[0].start)
        is_named = cues.BEFORE_TITLE.search(left) or cues.BEFORE_ALIAS.search(left)
        return (CUED, "names:cue") if is_named else (0.0, "")
    return (
        _by_form(part, words)
        or _by_cue(part, words, text, original)
        or _by_freedom(words, text, original, part, is_free)
    )


def _by_form(part: Sequence[Piece], words: Sequence[Piece]) -> tuple[float, str] | None:
    if any(one.is_patronymic for one in words):
        return FORMED, "names:patronymic"
    if any(one.is_initial for one in part) and not _is_numbered(part, words):
        return FORMED, "names:initials"
    given = sum(one.kind is Kind.GIVEN for one in words)
    sure = sum(one.is_sure for one in words)
    if given and len(words) > 1 and (sure > 1 or words[0].kind is Kind.GIVEN and len(words) == 2):
        return LISTED, "names:given"
    if sure and len(words) > 1 and any(one.kind is Kind.MAYBE for one in words):
        return LIKELY, "names:given"
    return None


def _is_numbered(part: Sequence[Piece], words: Sequence[Piece]) -> bool:
    """`I. Circumstances`, `A. Procedure`: a heading's number before words that are no names."""
    if any(one.is_sure for one in words) or any(one.is_particle for one in part):
        return False
    if words[0].kind is Kind.PLACE and _may_be_initial_of_name(part[0]):
        return False
    return part[0].is_initial and len(part[0].text) < 4


def _by_cue(part: Sequence[Piece], words: Sequence[Piece], text: str, original: str) -> tuple[float, str] | None:
    left, right = _left_of(part[0], text), cues.after(text, part[-1].end)
    if cues.ORGANISATION_BEFORE.search(left) or cues.ORGANISATION_AFTER.match(right):
        return None
    namelike = any(one.kind in NAMELIKE and len(one.text) > 1 for one in words)
    if _is_cued(left, words, namelike):
        return CUED, "names:cue"
    if namelike and cues.AFTER.match(right):
        return CUED, "names:cue"
    sure = sum(one.is_sure and not (one.capitals and len(one.text) < 5) for one in words)
    if sure == len(words) and cues.VERB_AFTER.match(right):
        return LIKELY, "names:verb"
    if sure and cues.BEFORE_WEAK.search(left) and len(words) > 1:
        return LIKELY, "names:position"
    return None


def _is_cued(left: str, words: Sequence[Piece], namelike: bool) -> bool:
    found = cues.BEFORE_STRONG.search(left)
    if not found:
        return False
    return namelike or cues.BEFORE_TITLE.search(left) is not None


def _by_freedom(
    words: Sequence[Piece], text: str, original: str, part: Sequence[Piece], is_free: bool
) -> tuple[float, str]:
    if cues.names_a_court(text, part[0].start, part[-1].end):
        return 0.0, ""
    left, right = cues.before(text, part[0].start), cues.after(text, part[-1].end)
    if cues.ORGANISATION_BEFORE.search(left) or cues.ORGANISATION_AFTER.match(right):
        return 0.0, ""
    sure = [one for one in words if one.is_sure and not (one.capitals and len(one.text) < 4)]
    if (
        is_free
        and 2 <= len(words) <= 5
        and len(sure) == len(words)
        and not left.rstrip(" ").endswith(("«", '"', "“", "(", "‘", "'"))
    ):
        return FREE, "names:run"
    if len(words) == 1 and cues.BEFORE_PLACE.search(left) and may_be_place(words[0].text):
        return 0.0, ""
    if len(words) == 1 and words[0].kind is Kind.GIVEN:
        return 0.5, "names:given"
    if not (is_free and len(words) == 1 and sure and _is_mid_sentence(left)):
        return 0.0, ""
    is_shouted = words[0].capitals and len(words[0].text) > 4 and is_shouting(original)
    is_person = len(words[0].text) > 3 and not words[0].capitals and _stands_as_person(left, right) or is_shouted
    return (0.5 if is_person else 0.35), "names:word"


def _stands_as_person(left: str, right: str) -> bool:
    """A word that no dictionary knows, where people stand: after `told`, before a verb of theirs, after `with`."""
    return bool(cues.BEFORE_PERSON.search(left) or cues.VERB_AFTER.match(right))


def _is_mid_sentence(left: str) -> bool:
    return bool(left.strip()) and left.rstrip()[-1] not in '.!?:;\n\t|•–-"«“('


def _with_comma_names(found: list[Hit], text: str, original: str) -> list[Hit]:
    """`SAMOYLOV, Ivan`: a name in capitals (or one that has its line to itself), a comma, then the rest of the name."""
    extra = []
    for run in runs(text, original):
        last = run[-1]
        comma = _COMMA_NAME.match(text[last.end : last.end + 3])
        if not comma or last.kind not in NAMELIKE or is_place(last.text):
            continue
        rest = parts(next(runs(text[last.end + 2 :][:80], original[last.end + 2 :][:80]), []))
        if (
            rest
            and rest[0][0].start == 0
            and rest[0][0].kind in (*NAMELIKE, Kind.COMMON)
            and not is_place(rest[0][0].text)
            and (last.capitals or _is_whole_cell(run, rest[0], text, last.end + 2 + rest[0][-1].end))
        ):
            first = _first_of_last_name(run)
            extra.append(Hit(first.start, last.end + 2 + rest[0][-1].end, PERSON, LISTED, "names:comma"))
    return found + extra


def _first_of_last_name(run: Sequence[Piece]) -> Piece:
    """`Zeldin LA, Hoylake DC`: initials may be taken for an article, and then end no part of the run."""
    named = parts(run)
    rest = run[run.index(named[-1][-1]) + 1 :] if named else run
    return named[-1][0] if named and all(one.is_particle for one in rest) else run[-1]


def _is_whole_cell(run: Sequence[Piece], rest: Sequence[Piece], text: str, end: int) -> bool:
    """`Samoylov, Ivan | 21.10.1964`: alone in its line or cell, and nothing in it is more a word than a name."""
    before, after = text[max(0, run[0].start - 3) : run[0].start].rstrip(" "), text[end : end + 3].lstrip(" ")
    if before and before[-1] not in "\n|" or after and after[0] not in "\n|":
        return False
    return len(run) <= 3 and all(one.is_sure or one.is_initial or one.is_particle for one in (*run, *rest))


def with_lists(found: Sequence[Hit], text: str) -> list[Hit]:
    """`Raimondi, Bianku and Mahoney`: in a list that begins with a name the lone words are names."""
    result: list[Hit] = []
    for one in sorted(found):
        last = result[-1] if result else None
        if (
            one.type == PERSON
            and last
            and last.type == PERSON
            and last.score >= FREE > one.score
            and cues.BETWEEN.fullmatch(text, last.end, one.start)
        ):
            one = Hit(one.start, one.end, one.type, FREE, "names:list")
        result.append(one)
    return result
