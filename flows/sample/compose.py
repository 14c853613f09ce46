"""Which documents a case leaves behind, each composed and given a format."""

import datetime
import random
from dataclasses import dataclass, replace

from flows.sample.cases import Case, other_spelling, speakers
from flows.sample.content import Content
from flows.sample.decisions import write_decision
from flows.sample.docx import write_docx
from flows.sample.letters import write_complaint, write_cover
from flows.sample.messages import MailHead, write_message
from flows.sample.notices import write_notice
from flows.sample.pdf import write_pdf
from flows.sample.people import latin_surname, russian_surname
from flows.sample.plain import write_html, write_text
from flows.sample.registers import write_register
from flows.sample.say import Draft, Planted
from flows.sample.scan import write_image, write_scanned_pdf
from flows.sample.truth import Record, Truth, record_of
from flows.sample.xlsx import write_csv, write_xlsx

_FORMATS = ("pdf",) * 8 + ("docx",) * 6 + ("txt",) * 5 + ("html",) * 2 + ("scan",) * 2 + ("jpg", "png")
_NAMES = {
    "red_notice": ("Red_Notice", "notice", "RN", "Notice_rouge", "Уведомление"),
    "red_diffusion": ("Diffusion", "DIFF", "diffusion_rouge", "Циркуляр"),
    "complaint": ("Complaint", "plainte", "Жалоба", "Request"),
    "decision": ("Decision", "DEC", "decision_finale", "Решение"),
    "cover_letter": ("Letter", "courrier", "Письмо"),
    "message": ("msg", "message", "RE_urgent", "Сообщение"),
    "register": ("register", "registre", "Реестр"),
}


@dataclass(frozen=True)
class Item:
    """A composed document: its name, its bytes unless it is a message, and its truth without a path."""

    name: str
    truth: Truth
    data: bytes = b""
    head: MailHead | None = None
    content: Content | None = None
    sent: datetime.datetime = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def compose(rng: random.Random, case: Case, kind: str, serial: int, *, form: str = "") -> Item:
    """One document of a case."""
    language = _language(rng, case)
    written = other_spelling(rng, case)
    draft = Draft(rng, language, speakers(rng, written, language))
    with_official = case.is_country_known and rng.random() < 0.35
    head = _write(draft, case, kind, with_official=with_official)
    author = draft.fill(rng.choice(("{lawyer}", "{officer}", "{lawyer.short}"))) if kind != "message" else ""
    content = Content(tuple(draft.blocks), author, case.received.year)
    form = "eml" if kind == "message" else form or rng.choice(_FORMATS)
    name = _name(rng, draft, written, kind, serial, form)
    if form not in ("pdf", "docx", "html"):
        draft.private = [
            one for one in draft.private if one.text != author or one.text in content.text or one.text in name
        ]
    outcome = case.outcome if kind == "decision" else ""
    truth = _truth(draft, kind, form, (record_of(case, kind, outcome),))
    sent = datetime.datetime.combine(case.received, datetime.time(9, serial % 60), datetime.UTC)
    data = b"" if kind == "message" else encode(rng, content, language, form)
    return Item(name, truth, data, head, content, sent)


def _write(draft: Draft, case: Case, kind: str, *, with_official: bool) -> MailHead | None:
    if kind == "message":
        return write_message(draft, with_official=with_official)
    if kind == "complaint":
        write_complaint(draft, with_official=with_official, is_signed_for=draft.rng.random() < 0.6)
    elif kind == "decision":
        write_decision(draft, case.outcome, with_official=with_official)
    elif kind == "cover_letter":
        write_cover(draft, with_official=with_official)
    else:
        write_notice(draft, kind, with_official=with_official)
    return None


def compose_register(rng: random.Random, cases: list[tuple[Case, str]], serial: int, form: str) -> Item:
    """A register of cases, each with the outcome it shows."""
    language = rng.choice(("en", "en", "fr", "ru"))
    draft = Draft(rng, language, speakers(rng, cases[0][0], language))
    year = cases[0][0].received.year
    register = write_register(draft, cases, year)
    draft.speakers = speakers(rng, cases[0][0], language)
    author = draft.fill("{officer}") if form == "xlsx" else ""
    data = write_xlsx(register, author, year) if form == "xlsx" else write_csv(rng, register)
    records = tuple(record_of(case, "register", outcome) for case, outcome in cases)
    name = f"{rng.choice(_NAMES['register'])}_{year}_{serial:04d}.{form}"
    return Item(name, _truth(draft, "register", form, records), data)


def encode(rng: random.Random, content: Content, language: str, form: str) -> bytes:
    """The content in a format."""
    if form == "pdf":
        return write_pdf(rng, content)
    if form == "scan":
        return write_scanned_pdf(rng, content)
    if form in ("jpg", "png"):
        return write_image(rng, content, "JPEG" if form == "jpg" else "PNG")
    if form == "docx":
        return write_docx(rng, content)
    return write_html(rng, content) if form == "html" else write_text(rng, content, language)


def _language(rng: random.Random, case: Case) -> str:
    if case.country.iso in {"RU", "BY", "KZ", "UZ", "TJ", "KG", "UA"}:
        return rng.choice(("ru", "ru", "en", "fr"))
    return rng.choice(("fr", "fr", "en", "ru") if case.country.iso in {"FR", "CM", "RW"} else ("en", "en", "fr", "ru"))


def _name(rng: random.Random, draft: Draft, case: Case, kind: str, serial: int, form: str) -> str:
    stem = rng.choice(_NAMES[kind])
    if rng.random() < 0.35:
        surname = russian_surname(case.subject) if draft.language == "ru" else latin_surname(case.subject)
        draft.private.append(Planted("PERSON", surname, case.subject.key))
        stem += rng.choice(("_{}", " {}", "-{}")).format(surname)
    return f"{stem}_{serial:04d}.{'pdf' if form == 'scan' else form}"


def _truth(draft: Draft, kind: str, form: str, records: tuple[Record, ...]) -> Truth:
    private, stays = tuple(dict.fromkeys(draft.private)), tuple(dict.fromkeys(draft.stays))
    blank = Truth("", kind, draft.language, form, "published", (), private, stays)
    return replace(blank, records=records)
