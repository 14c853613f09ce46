"""Which mentions mean a person of the register: the name alone never does, the office beside it must say so too."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from redaction.anchors import day_of, same_day
from redaction.mention import Mention
from redaction.name_forms import NameForm, unit_keys
from redaction.offices import is_after, is_before
from redaction.register import Register

_PRIVATE_BEFORE = re.compile(
    r"(?<!\w)(?:complainants?|applicants?|claimant|petitioner|wanted person|person concerned|data subject|subject|suspect|accused|detainee"
    r"|victim|witness|requ[eé]rante?|plaignante?|personne (?:recherch[eé]e|concern[eé]e)|mis en cause|заявител\w+|разыскиваем\w+"
    r"|обвиняем\w+|подозреваем\w+|осужд[её]нн\w+|потерпевш\w+|свидетел\w+|гражданин\w*|гражданк\w+|citizen|ressortissante?"
    r"|(?:(?:family|full|first|given|last|maiden) ?|sur|fore)?names?|nom(?: et pr[eé]noms?| de famille)?|pr[eé]noms?|фамилия|имя|фио|ф\. ?и\. ?о\.?"
    r"|alias|a\.?k\.?a\.?|passport holder|lawyer|counsel|avocate?|адвокат\w*"
    r"|wife|husband|spouse|son|daughter|brother|sister|father|mother|cousin|nephew|niece|widow|relative|namesake"
    r"|[eé]pou(?:x|se)|mari|femme|fils|fille|fr[eè]re|s[oœ]e?ur|p[eè]re|m[eè]re|neveu|ni[eè]ce|veuve|homonyme"
    r"|жен\w{1,3}|муж\w{0,3}|супруг\w*|сын\w{0,3}|доч\w+|брат\w{0,3}|сестр\w+|от(?:ец|ца|цу|цом)|мат(?:ь|ери|ерью)|племянни\w+|вдов\w+|однофамил\w+|т[её]зк\w+)"
    r"[\s,:.()«\"'’\t–—-]*(?:(?:is|est|the|le|la|mr|mrs|ms|m|mme|г-н\w*|г-ж\w*|господин\w*|госпож\w*)[\s.:]*){0,2}$",
    re.IGNORECASE,
)
_PRIVATE_AFTER = re.compile(
    r"^[\s,(–—\-\t]{0,6}(?:(?:a|an|the|who was|qui est|un|une)\s)?(?:born\b|b\. ?\d|d\.?o\.?b\b|n[eé]e?\b|date (?:of birth|de naissance)|род\.|родил\w+|рожд[её]нн\w+"
    r"|дата рождения|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\s*г\.? ?р|(?:19|20)\d\d\s*г(?:ода|\.)? ?р|passport|passeport|паспорт|holder of|titulaire"
    r"|(?:the )?(?:complainant|applicant|requ[eé]rante?|plaignante?|заявител\w+)|no relation|sans lien|однофамил\w+|т[её]зк\w+|namesake|homonyme)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Signs:
    """What stands beside one mention, cut where another name begins."""

    before: str = field(repr=False)
    after: str = field(repr=False)
    is_after_name: bool
    is_before_name: bool


def public_mentions(
    document: Sequence[Mention],
    forms: Sequence[NameForm],
    keys: Sequence[str],
    register: Register,
    signs: Mapping[int, set[str]],
) -> dict[int, int]:
    """For one document's mentions in their order: index of a public one → index of the register's entry."""
    full = {at: found for at, form in enumerate(forms) if (found := register.full_matches(form))}
    short = {at: found for at, form in enumerate(forms) if (found := register.surname_matches(form))}
    if not full and not short:
        return {}
    view = _View(document, forms, register, signs)
    public, refused = _full_names(view, full)
    private = frozenset(word for at, key in enumerate(keys) if at not in public for word in key.split())
    with_initials = {at: one for at, one in short.items() if forms[at].initials}
    public.update(_short_names(view, with_initials, public, refused, private))
    private |= _private_short(forms, public)
    bare = {at: one for at, one in short.items() if not forms[at].initials}
    public.update(_short_names(view, bare, public, refused, private))
    return public


@dataclass(frozen=True)
class _View:
    document: Sequence[Mention] = field(repr=False)
    forms: Sequence[NameForm] = field(repr=False)
    register: Register = field(repr=False)
    signs: Mapping[int, set[str]] = field(repr=False)

    def beside(self, at: int) -> Signs:
        """The context of a mention, without what lies beyond its neighbours."""
        one = self.document[at]
        before, after, is_after, is_before_ = one.before, one.after, False, False
        if at and (last := self.document[at - 1]).passage == one.passage and one.start - last.end < len(before):
            before, is_after = before[len(before) - max(0, one.start - last.end) :], True
        if at + 1 < len(self.document) and (following := self.document[at + 1]).passage == one.passage:
            gap = max(0, following.start - one.end)
            after, is_before_ = after[:gap], gap <= len(after)
        return Signs(before, after, is_after, is_before_)

    def has_office(self, at: int, entry: int, must_be_whole: bool = False) -> bool:
        """The office right before the name or right after it; of a surname, the whole of it."""
        office, beside = self.register.entries[entry].office, self.beside(at)
        if is_before(office, beside.before, beside.is_after_name, must_be_whole):
            return True
        return is_after(office, beside.after, beside.is_before_name, must_be_whole)

    def is_contradicted(self, at: int, entry: int) -> bool:
        """A birth date that is not the public person's, a form field, a word for a private person or a relative."""
        born = day_of(self.register.entries[entry].born)
        births = [one[2:] for one in self.signs.get(at, ()) if one.startswith("b:")]
        if births and born and all(same_day(one, born) for one in births):
            return False
        one, beside = self.document[at], self.beside(at)
        return bool(
            births
            or any(sign.startswith("p:") for sign in self.signs.get(at, ()))
            or _PRIVATE_BEFORE.search(beside.before[-60:])
            or _PRIVATE_AFTER.search(one.after)
        )

    def is_born_alike(self, at: int, entry: int) -> bool:
        """The public person's own full birth date stands beside the name: a second sign as good as the office."""
        born = day_of(self.register.entries[entry].born)
        return len(born) > 4 and any(len(one) > 6 and same_day(one[2:], born) for one in self.signs.get(at, ()))


def _full_names(view: _View, full: Mapping[int, tuple[int, ...]]) -> tuple[dict[int, int], set[int]]:
    """Public mentions by full name, and the entries that have a namesake in this document."""
    refused = {entry for at, entries in full.items() for entry in entries if view.is_contradicted(at, entry)}
    public: dict[int, int] = {}
    for at, entries in full.items():
        told = [one for one in entries if not view.is_contradicted(at, one)]
        told = [one for one in told if view.has_office(at, one) or view.is_born_alike(at, one)]
        if told:
            public[at] = told[0]
    shown = set(public.values())
    for at, entries in full.items():
        likely = [one for one in entries if one in shown and one not in refused]
        if at not in public and len(likely) == 1:
            public[at] = likely[0]
    return public, refused


def _short_names(
    view: _View,
    short: Mapping[int, tuple[int, ...]],
    public: Mapping[int, int],
    refused: set[int],
    private: frozenset[str],
) -> dict[int, int]:
    """Surnames and initials: with the whole office before them, or where only the public person can be meant."""
    shown = set(public.values())
    found: dict[int, int] = {}
    for at, entries in short.items():
        free = [one for one in entries if not view.is_contradicted(at, one)]
        told = [one for one in free if view.has_office(at, one, must_be_whole=one not in shown)]
        likely = [one for one in free if one in shown and one not in refused]
        is_shared = any(private.issuperset(one.split("-")) for one in unit_keys(view.forms[at].units[0]))
        if len(told) == 1:
            found[at] = told[0]
        elif len(likely) == 1 and not is_shared and not told:
            found[at] = likely[0]
    return found


def _private_short(forms: Sequence[NameForm], public: Mapping[int, int]) -> frozenset[str]:
    """The surnames of initialled names that are not public, in this document."""
    return frozenset(
        word
        for at, form in enumerate(forms)
        if at not in public and form.initials
        for unit in form.units
        for one in unit_keys(unit)
        for word in one.split("-")
    )
