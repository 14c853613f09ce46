"""Decisions of the Commission with every outcome in several wordings."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

from flows.sample.say import Draft, Stays

_TITLES = {
    "en": ("DECISION OF THE COMMISSION", "Commission for the Control of INTERPOL's Files – Decision of the Requests Chamber", "DECISION concerning {subject.caps}", "The Requests Chamber – Decision", "Final decision", "Decision on the request of {subject}"),
    "fr": ("DÉCISION DE LA COMMISSION", "Commission de contrôle des fichiers d'INTERPOL – Décision de la Chambre des requêtes", "DÉCISION concernant {subject.caps}", "Chambre des requêtes – Décision", "Décision définitive", "Décision relative à la requête de {subject}"),
    "ru": ("РЕШЕНИЕ КОМИССИИ", "Комиссия по контролю за файлами Интерпола. Решение Палаты по запросам", "РЕШЕНИЕ в отношении {subject.caps:gen}", "Палата по запросам. Решение", "Окончательное решение", "Решение по жалобе {subject:gen}"),
}  # fmt: skip

_REFERENCE = {
    "en": (
        "Case reference: {ref}\nDate of decision: {decided}",
        "Ref. {ref}. Decision adopted on {decided}",
        "File {ref}\nDecided on {decided}",
    ),
    "fr": (
        "Référence du dossier : {ref}\nDate de la décision : {decided}",
        "Réf. {ref}. Décision adoptée le {decided}",
        "Dossier {ref}\nDécision rendue le {decided}",
    ),
    "ru": (
        "Номер дела: {ref}\nДата решения: {decided}",
        "Дело {ref}. Решение принято {decided}",
        "Дело № {ref}\nРешение вынесено {decided}",
    ),
}

_BACKGROUND = {
    "en": (
        "On {received} {subject}, born on {birth}, lodged a complaint with the Commission. {he} is represented by {lawyer}.",
        "The Applicant, {subject.bracket}, complained on {received} of data recorded in INTERPOL's files.",
        "The complaint of {received} was submitted by {lawyer} on behalf of {subject.comma}, holder of passport {passport}.",
        "{mr} {subject.sur} (born {birth}, {town}) addressed the Commission on {received}; {his} relative {relative} joined the request.",
        "By a complaint lodged on {received}, {subject.caps} challenged the notice {notice}.",
        "The Commission received on {received} a complaint from {subject} residing at {address}.",
    ),
    "fr": (
        "Le {received}, {subject}, né{e} le {birth}, a déposé une plainte auprès de la Commission, par l'intermédiaire de Maître {lawyer}.",
        "Le Requérant, {subject.bracket}, a contesté le {received} (date de la plainte) des données enregistrées dans les fichiers d'INTERPOL.",
        "La plainte du {received} a été présentée par {lawyer} au nom de {subject.comma}, titulaire du passeport {passport}.",
        "{mr} {subject.sur} (né{e} le {birth} à {town}) a saisi la Commission le {received} ; {relative} s'est joint à la demande.",
        "Par une plainte déposée le {received}, {subject.caps} a contesté la notice {notice}.",
        "La Commission a reçu le {received} une plainte de {subject}, domicilié{e} au {address}.",
    ),
    "ru": (
        "Жалоба {subject:gen}, дата рождения {birth}, подана в Комиссию {received} Интересы представляет {lawyer}.",
        "Заявитель, {subject.bracket}, обжалует данные в файлах Интерпола; жалоба подана {received}",
        "Жалоба от {received} представлена {lawyer:ins} от имени {subject:gen}, паспорт {passport}.",
        "{subject} (дата рождения {birth}, {town}) обращается в Комиссию с жалобой от {received}; к жалобе присоединяется {relative}.",
        "Жалобой, поданной {received}, {subject.caps} оспаривает уведомление {notice}.",
        "Комиссия получила {received} жалобу {subject:gen}, проживающего по адресу: {address}.",
    ),
}  # fmt: skip

_REQUESTING = {
    "en": ("The data were provided by the NCB of {country}.", "Country that requested the notice: {country}", "The red notice was published at the request of {country}.", "The source of the data is {country}, through {authority}.", "{country} (the requesting country) submitted its observations.", "Requesting country: {country}"),
    "fr": ("Les données ont été fournies par le BCN {of}.", "Pays à l'origine de la notice : {country}", "Notice rouge publiée à la demande du pays suivant : {country}.", "Source des données : {country} ({authority}).", "Le pays demandeur ({country}) a présenté ses observations.", "Pays demandeur : {country}"),
    "ru": ("Данные представлены НЦБ {of}.", "Страна, запросившая уведомление: {country}", "Красное уведомление опубликовано по запросу {of}.", "Источник данных: {country} ({authority}).", "Запрашивающая страна ({country}) представила замечания.", "Запрашивающая страна: {country}"),
}  # fmt: skip

_FINDINGS = {
    "en": ("The Applicant referred to statements by {official} about the proceedings.", "The Commission notes that {witness} and {officer} were heard in the case, and that {relative.short} left the country.", "{ncb} replied that {subject} was charged with {charge}.", "The Commission observes that the applicant was granted protection in {asylum}.", "Statements of {official} and a contract with {kin} are on file.", "The Applicant supplied an e-mail sent from {email} and a call record of {phone}.", "In its reply the bureau relied on a letter from {official}"),
    "fr": ("Le Requérant invoque des déclarations publiques. Auteur : {official}", "La Commission relève que {witness} et {officer} ont été entendus et que {relative.short} a quitté le pays.", "{ncb} a répondu que {subject} est poursuivi{e} ; qualification : {charge}.", "La Commission observe qu'une protection a été accordée (pays : {asylum}).", "Figurent au dossier les déclarations suivantes : {official} ; ainsi qu'un contrat conclu avec {kin}.", "Le Requérant a produit un courriel de {email} et un relevé d'appels du {phone}.", "Dans sa réponse, le bureau s'est appuyé sur une lettre signée par {official}"),
    "ru": ("Заявитель ссылается на высказывания {official:gen} о деле.", "Комиссия отмечает, что по делу заслушаны {witness} и {officer}, а {relative.short} выехал за границу.", "{ncb} сообщает, что в отношении {subject:gen} ведётся дело: {charge}.", "Комиссия отмечает, что предоставлена защита (страна: {asylum}).", "К делу приобщены заявления {official:gen} и договор с {kin:ins}.", "Представлены письмо с адреса {email} и распечатка звонков с номера {phone}.", "В ответе бюро сослалось на письмо, подписанное {official:ins}"),
}  # fmt: skip

OUTCOME_WORDS = {
    "en": {
        "deleted": ("The Commission decides that the data concerning the Applicant shall be deleted from INTERPOL's files.", "The data challenged are not compliant with INTERPOL's rules and are to be deleted.", "FOR THESE REASONS, the Commission orders the deletion of the data.", "The Commission concluded that the notice must be cancelled and the data deleted."),
        "refused": ("The Commission rejects the request for deletion.", "The request for deletion is refused.", "FOR THESE REASONS, the Commission refuses the Applicant's request.", "The Commission dismisses the complaint as unfounded; the request is rejected."),
        "maintained": ("The data comply with INTERPOL's rules and shall be maintained in INTERPOL's files.", "The Commission decides that the data are compliant and may be retained.", "The data challenged are maintained.", "The Commission finds the data compliant; they remain in the files."),
        "corrected": ("The Commission decides that the data shall be corrected by an addendum.", "The data are to be updated and corrected.", "FOR THESE REASONS, the Commission orders that the data be corrected.", "The Commission requires rectification of the data; they are to be corrected without delay."),
        "inadmissible": ("The Commission declares the request inadmissible.", "The complaint is inadmissible under Article 30 of the Statute.", "The request does not meet the conditions of admissibility and is declared inadmissible.", "FOR THESE REASONS, the complaint is held to be inadmissible."),
        "withdrawn": ("The Applicant withdrew the complaint; the case is closed.", "The Commission takes note that the request has been withdrawn.", "As the complaint was withdrawn by counsel, the file is closed.", "The complaint having been withdrawn, no decision on the merits is needed."),
    },
    "fr": {
        "deleted": ("La Commission décide que les données concernant le Requérant doivent être effacées des fichiers d'INTERPOL.", "Les données contestées ne sont pas conformes aux règles d'INTERPOL et doivent être supprimées.", "PAR CES MOTIFS, la Commission ordonne l'effacement des données.", "La Commission conclut que la notice est annulée et les données supprimées."),
        "refused": ("La Commission rejette la demande d'effacement.", "La demande d'effacement est refusée.", "PAR CES MOTIFS, la Commission refuse la demande du Requérant.", "La Commission rejette la plainte comme non fondée."),
        "maintained": ("Les données sont conformes aux règles d'INTERPOL et sont maintenues dans les fichiers.", "La Commission décide que les données sont conformes et peuvent être conservées.", "Les données contestées sont maintenues.", "La Commission estime les données conformes ; elles sont maintenues."),
        "corrected": ("La Commission décide que les données doivent être rectifiées par un addendum.", "Les données doivent être mises à jour et corrigées.", "PAR CES MOTIFS, la Commission ordonne la rectification des données.", "La Commission exige que les données soient corrigées sans délai."),
        "inadmissible": ("La Commission déclare la demande irrecevable.", "La plainte est irrecevable au titre de l'article 30 du Statut.", "La demande ne remplit pas les conditions de recevabilité et est déclarée irrecevable.", "PAR CES MOTIFS, la plainte est jugée irrecevable."),
        "withdrawn": ("Le Requérant a retiré sa plainte ; le dossier est clos.", "La Commission prend acte du retrait de la demande.", "La plainte ayant été retirée par le conseil, le dossier est clos.", "La plainte a été retirée ; il n'y a pas lieu de statuer au fond."),
    },
    "ru": {
        "deleted": ("Комиссия решает, что данные в отношении Заявителя подлежат удалению из файлов Интерпола.", "Оспариваемые данные не соответствуют правилам Интерпола и должны быть удалены.", "НА ЭТОМ ОСНОВАНИИ Комиссия постановляет удалить данные.", "Комиссия пришла к выводу, что уведомление отменяется, а данные удаляются."),
        "refused": ("Комиссия отклоняет просьбу об удалении данных.", "В удалении данных отказано.", "НА ЭТОМ ОСНОВАНИИ Комиссия отказывает в удовлетворении жалобы.", "Комиссия отклоняет жалобу как необоснованную."),
        "maintained": ("Данные соответствуют правилам Интерпола и сохраняются в файлах.", "Комиссия решает, что данные соответствуют правилам и могут быть сохранены.", "Оспариваемые данные сохраняются.", "Комиссия считает данные соответствующими правилам; они остаются в файлах."),
        "corrected": ("Комиссия решает, что данные подлежат исправлению путём внесения дополнения.", "Данные должны быть обновлены и исправлены.", "НА ЭТОМ ОСНОВАНИИ Комиссия постановляет исправить данные.", "Комиссия требует внести исправления в данные без промедления."),
        "inadmissible": ("Комиссия признаёт жалобу неприемлемой.", "Жалоба является неприемлемой согласно статье 30 Статута.", "Обращение не отвечает условиям приемлемости и признаётся неприемлемым.", "НА ЭТОМ ОСНОВАНИИ жалоба признана неприемлемой."),
        "withdrawn": ("Заявитель отозвал жалобу; дело закрыто.", "Комиссия принимает к сведению отзыв жалобы.", "Поскольку жалоба отозвана представителем, дело закрыто.", "Жалоба отозвана; рассмотрение по существу не требуется."),
    },
}  # fmt: skip

_CLOSINGS = {
    "en": (
        "Done at Lyon on {decided}. Notified to {lawyer}, {lawyer_email}.",
        "Copy to: {lawyer.comma}; {ncb}.",
        "For the Commission, the Secretary, {officer.short}",
    ),
    "fr": (
        "Fait à Lyon, le {decided}. Notifié à {lawyer}, {lawyer_email}.",
        "Copie : {lawyer.comma} ; {ncb}.",
        "Pour la Commission, le secrétaire, {officer.short}",
    ),
    "ru": (
        "Лион, {decided} Направлено: {lawyer}, {lawyer_email}.",
        "Копия: {lawyer.short:dat}; {ncb}.",
        "За Комиссию, секретарь {officer.short}",
    ),
}


def write_decision(draft: Draft, outcome: str, *, with_official: bool) -> None:
    """A decision: title, reference, background, findings, outcome, signature."""
    language, rng = draft.language, draft.rng
    draft.add_one(_TITLES[language])
    draft.add_one(_REFERENCE[language])
    middle = [rng.choice(_BACKGROUND[language]), rng.choice(_REQUESTING[language])]
    wanted = [one for one in _FINDINGS[language] if with_official or "{official" not in one]
    middle += rng.sample(wanted, 2)
    if rng.random() < 0.3:
        middle[0], middle[1] = middle[1], middle[0]
    for line in middle:
        draft.add(line)
    words = rng.choice(OUTCOME_WORDS[language][outcome])
    draft.add(words)
    draft.stays.append(Stays("outcome", words))
    draft.add_one(_CLOSINGS[language])
