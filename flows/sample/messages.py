"""Messages between national bureaus, with the headers that mail gives them."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

from dataclasses import dataclass

from flows.sample.say import Draft

_SUBJECTS = {
    "en": ("Your request of {today}: {subject.comma}", "URGENT – {subject.caps} / {notice}", "Provisional arrest – {subject}", "Reply concerning ref. {ref}", "Information on {subject.sur}", "Re: red notice {notice}"),
    "fr": ("Votre demande du {today} : {subject.comma}", "URGENT – {subject.caps} / {notice}", "Arrestation provisoire – {subject}", "Réponse à votre réf. {ref}", "Renseignements sur {subject.sur}", "Notice rouge {notice}"),
    "ru": ("Ваш запрос от {today}: {subject.comma}", "СРОЧНО – {subject.caps} / {notice}", "Задержание – {subject}", "Ответ на № {ref}", "Информация о {subject.sur:prep}", "Красное уведомление {notice}"),
}  # fmt: skip

_OPENINGS = {
    "en": ("Dear colleagues,", "TO: IP General Secretariat. FROM: {ncb}.", "With reference to your message of {today},", "Good morning,", "Please treat as urgent.", "{ncb} presents its compliments."),
    "fr": ("Chers collègues,", "À : Secrétariat général. DE : {ncb}.", "En réponse à votre message du {today},", "Bonjour,", "À traiter en urgence.", "{ncb} vous présente ses compliments."),
    "ru": ("Уважаемые коллеги!", "КОМУ: Генеральный секретариат. ОТ: {ncb}.", "На ваше сообщение от {today}", "Здравствуйте!", "Просим рассмотреть срочно.", "{ncb} выражает уважение."),
}  # fmt: skip

_BODIES = {
    "en": (
        "we inform you that {subject}, born {birth}, was located in {asylum} on {today} at {address}.",
        "{subject.comma}, d.o.b. {birth}, travelled with {relative} on passport {passport}.",
        "our records show no trace of {subject.bracket}. His relative {relative.short} uses the number {relative_phone}.",
        "the person {subject.caps} is wanted by {authority}. Bank card {card} was used from IP {ip}.",
        "please find the statement of {witness} taken by {officer}. The suspect writes from {email} and {url}.",
        "{official} has personally asked for news of the file.",
        "on the instruction of {official} we repeat our request for the extradition of {subject}.",
        "{official} is informed; {kin}, who only shares the surname, is not concerned.",
        "vehicle {plate} is registered to {relative.comma}, {relative_address}.",
    ),
    "fr": (
        "nous vous informons que {subject}, né{e} le {birth}, a été localisé{e} (pays : {asylum}) le {today} à l'adresse {address}.",
        "{subject.comma}, né{e} le {birth}, voyageait avec {relative} sous couvert du passeport {passport}.",
        "nos fichiers ne comportent aucune trace de {subject.bracket}. Son parent {relative.short} utilise le numéro {relative_phone}.",
        "la personne {subject.caps} est recherchée par {authority}. La carte {card} a été utilisée depuis l'IP {ip}.",
        "ci-joint la déposition de {witness} recueillie par {officer}. Le suspect écrit depuis {email} et {url}.",
        "{official} a personnellement demandé des nouvelles du dossier.",
        "notre demande d'extradition de {subject} est réitérée ; instruction donnée par {official}",
        "{official} en est informé ; {kin}, simple homonyme, n'est pas concerné.",
        "le véhicule {plate} est enregistré au nom de {relative.comma}, {relative_address}.",
    ),
    "ru": (
        "сообщаем, что {subject}, дата рождения {birth}, находится в розыске; установлен адрес: {address}.",
        "вместе с {relative:ins} границу пересекает {subject.comma}, дата рождения {birth}, паспорт {passport}.",
        "сведений о {subject:prep} не имеется. Родственник – {relative.short}, номер {relative_phone}.",
        "розыск {subject.caps:gen} ведёт {authority}. Карта {card} использована с IP {ip}.",
        "направляем объяснение {witness:gen}, полученное {officer:ins}. Подозреваемый пишет с {email}, страница {url}.",
        "{official} лично интересуется ходом дела.",
        "по поручению {official:gen} повторно просим о выдаче {subject:gen}.",
        "{official} уведомлён; однофамилец {kin} к делу не относится.",
        "автомобиль {plate} зарегистрирован на {relative:acc}, {relative_address}.",
    ),
}  # fmt: skip

_CLOSINGS = {
    "en": ("Best regards,\n{officer}\n{ncb}\n{officer_phone}", "Officer on duty: {officer.short}, {officer_email}", "{officer.caps}\n{ncb}", "END OF MESSAGE – {officer.comma}"),
    "fr": ("Cordialement,\n{officer}\n{ncb}\n{officer_phone}", "Officier de permanence : {officer.short}, {officer_email}", "{officer.caps}\n{ncb}", "FIN DU MESSAGE – {officer.comma}"),
    "ru": ("С уважением,\n{officer}\n{ncb}\n{officer_phone}", "Дежурный: {officer.short}, {officer_email}", "{officer.caps}\n{ncb}", "КОНЕЦ СООБЩЕНИЯ – {officer.short}"),
}  # fmt: skip


@dataclass(frozen=True)
class MailHead:
    """The headers of a message."""

    subject: str
    sender: str
    recipient: str


def write_message(draft: Draft, *, with_official: bool) -> MailHead:
    """The body into the draft; the headers back."""
    language, rng = draft.language, draft.rng
    head = MailHead(
        draft.fill(rng.choice(_SUBJECTS[language])),
        draft.fill(
            rng.choice(("{officer} <{officer_email}>", "{officer.comma} <{officer_email}>", "<{officer_email}>"))
        ),
        draft.fill(
            rng.choice(("{lawyer} <{lawyer_email}>", "<ip.gs@interpol.example>", "{witness} <ccf@interpol.example>"))
        ),
    )
    draft.add_one(_OPENINGS[language])
    wanted = [one for one in _BODIES[language] if ("{official" in one) <= with_official]
    picked = rng.sample([one for one in wanted if "{official" not in one], 2)
    if with_official:
        picked.insert(rng.randrange(3), rng.choice([one for one in wanted if "{official" in one]))
    for line in picked:
        draft.add(line)
    draft.add_one(_CLOSINGS[language])
    return head
