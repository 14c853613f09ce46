"""Complaints to the Commission, and the letters that cover or acknowledge them."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

from flows.sample.say import Draft

_HEADS = {
    "en": ("Commission for the Control of INTERPOL's Files\n200 quai Charles de Gaulle, 69006 Lyon", "To the Commission for the Control of Files (CCF), INTERPOL", "The Secretariat, Commission for the Control of INTERPOL's Files"),
    "fr": ("Commission de contrôle des fichiers d'INTERPOL\n200, quai Charles de Gaulle, 69006 Lyon", "À l'attention de la Commission de contrôle des fichiers (CCF)", "Secrétariat de la Commission de contrôle des fichiers de l'O.I.P.C.-INTERPOL"),
    "ru": ("В Комиссию по контролю за файлами Интерпола", "Комиссия по контролю за файлами (ККФ), Интерпол, Лион", "Секретариату Комиссии по контролю за файлами Интерпола"),
}  # fmt: skip

_SUBJECTS = {
    "en": ("Subject: request for deletion of data – {subject.comma}", "Re: complaint concerning red notice {notice}", "COMPLAINT of {subject.caps}", "Request for access to and deletion of data processed in INTERPOL's files", "Complaint to the Commission, reference {ref}", "Application under Article 29 of the Statute of the CCF"),
    "fr": ("Objet : demande d'effacement de données – {subject.comma}", "Objet : plainte relative à la notice rouge {notice}", "PLAINTE de {subject.caps}", "Demande d'accès et d'effacement des données traitées dans les fichiers d'INTERPOL", "Plainte devant la Commission, référence {ref}", "Requête au titre de l'article 29 du Statut de la CCF"),
    "ru": ("Тема: просьба об удалении данных – {subject.comma}", "Жалоба на красное уведомление {notice}", "ЖАЛОБА {subject.caps:gen}", "Заявление о доступе к данным и их удалении из файлов Интерпола", "Жалоба в Комиссию, номер дела {ref}", "Обращение в порядке статьи 29 Статута Комиссии"),
}  # fmt: skip

_OPENINGS = {
    "en": (
        "I, {subject}, born on {birth} in {town}, holder of passport {passport}, hereby lodge this complaint on {received}.",
        "On behalf of my client {subject.bracket}, born {birth}, I submit the present complaint, dated {received}.",
        "My name is {subject}. I was born on {birth} in {town}. I live at {address}. This complaint is lodged on {received}.",
        "The applicant, {mr} {subject.sur} {subject.given} (passport no. {passport}), represented by {lawyer}, applies to the Commission by this complaint of {received}.",
        "We act for {subject.caps} (date of birth: {birth}; personal number {national}) and file this complaint on {received}.",
        "This complaint, lodged on {received}, is made by {subject}, also spelled {subject.alt}, tax number {tax}.",
    ),
    "fr": (
        "Je soussigné{e} {subject}, né{e} le {birth} à {town}, titulaire du passeport {passport}, dépose la présente plainte le {received}.",
        "Au nom de mon client {subject.bracket}, né le {birth}, j'ai l'honneur de soumettre la présente plainte en date du {received}.",
        "Je m'appelle {subject}. Né{e} le {birth} à {town}, je réside au {address}. La présente plainte est déposée le {received}.",
        "Le requérant, {mr} {subject.sur} {subject.given} (passeport n° {passport}), représenté par Maître {lawyer}, saisit la Commission par cette plainte du {received}.",
        "Nous représentons {subject.caps} (date de naissance : {birth} ; numéro personnel {national}) et déposons plainte le {received}.",
        "La présente plainte, déposée le {received}, émane de {subject}, aussi orthographié {subject.alt}, numéro fiscal {tax}.",
    ),
    "ru": (
        "Я, {subject}, дата рождения {birth}, место рождения {town}, паспорт {passport}, подаю настоящую жалобу {received}",
        "В интересах моего доверителя {subject:gen} ({subject.native}), дата рождения {birth}, подаю жалобу от {received}",
        "Меня зовут {subject}. Дата рождения: {birth}. Проживаю по адресу: {address}. Жалоба подана {received}",
        "Заявитель, {mr} {subject}, паспорт {passport}, интересы которого представляет адвокат {lawyer}, обращается в Комиссию с жалобой от {received}",
        "Мы представляем интересы {subject.caps:gen} (дата рождения: {birth}, личный номер {national}) и подаём жалобу {received}",
        "Настоящая жалоба {subject:gen}, ИНН {tax}, подана {received}; просим рассмотреть её вместе с обращением {relative:gen}.",
    ),
}  # fmt: skip

_REQUESTING = {
    "en": ("The red notice was published at the request of {country}.", "The data were recorded by the NCB of {country}.", "Requesting country: {country}", "The diffusion was circulated by the authorities of {country}.", "{country} asked for the publication of the notice.", "The country that requested the notice is {country}; the request came from {authority}."),
    "fr": ("La notice rouge a été publiée à la demande du pays suivant : {country}.", "Les données ont été enregistrées par le BCN {of}.", "Pays demandeur : {country}", "La diffusion émane des autorités {of}.", "Pays à l'origine de la demande : {country}.", "L'État requérant est : {country} ; la demande émane de l'autorité suivante : {authority}."),
    "ru": ("Красное уведомление опубликовано по запросу {of}.", "Данные внесены НЦБ {of}.", "Запрашивающая страна: {country}", "Циркуляр разослан властями {of}.", "Страна – инициатор розыска: {country}.", "Запрос поступил от {authority:gen}; запрашивающая страна – {country}."),
}  # fmt: skip

_REASONS = {
    "en": (
        "The prosecution is political. {official} said on television that the applicant would be punished, and {witness} confirms this.",
        "The case was ordered by {official} after the applicant refused to give up {his} company.",
        "I have been recognised as a refugee in {asylum}. My sister {relative} was detained, and her telephone {relative_phone} was tapped.",
        "The investigator, {officer}, threatened {relative.short} and demanded money to be paid to {iban}.",
        "In an open letter to {official} the applicant described how {officer.short} and {witness.short} fabricated the charge.",
        "The charge of {charge} concerns a purely commercial dispute with {witness}, as the court file and the mail from {email} show.",
        "The company was taken over by {kin}, a nephew of the man in office, {official} {kin.short} signed the papers himself.",
        "As {official} told a newspaper, the file stays open. A private businessman of the same family, {kin.comma}, profits from it.",
        "Access to my account from the address {ip} was used as evidence, although {relative.given} {relative.sur} was at home that day.",
    ),
    "fr": (
        "Les poursuites sont politiques. {official} a déclaré à la télévision que le requérant serait puni, ce que {witness} confirme.",
        "L'affaire a été ordonnée par {official} après le refus du requérant de céder sa société.",
        "Le statut de réfugié m'a été reconnu (pays d'asile : {asylum}). Ma sœur {relative} a été arrêtée et son téléphone {relative_phone} mis sur écoute.",
        "L'enquêteur, {officer}, a menacé {relative.short} et exigé un versement sur le compte {iban}.",
        "Dans une lettre ouverte adressée à la personne suivante : {official}, le requérant a décrit comment {officer.short} et {witness.short} ont fabriqué l'accusation.",
        "L'accusation ({charge}) concerne un litige purement commercial avec {witness}, comme le montrent les courriels de {email}.",
        "La société a été reprise par {kin}, parent du responsable politique suivant : {official} {kin.short} a signé les actes.",
        "Une interview a été donnée par {official} Un particulier de la même famille, {kin.comma}, en tire profit.",
        "Une connexion depuis l'adresse {ip} a servi de preuve, alors que {relative} était à son domicile.",
    ),
    "ru": (
        "Преследование имеет политический характер. {official} заявил по телевидению, что заявитель будет наказан; это подтверждает {witness}.",
        "Дело возбуждено по указанию {official:gen} после отказа уступить компанию.",
        "Мне предоставлено убежище (страна: {asylum}). Моя родственница {relative} была задержана, её телефон {relative_phone} прослушивали.",
        "Следователь {officer} угрожал {relative:dat} и требовал перевести деньги на счёт {iban}.",
        "В открытом письме к {official:dat} описано, как {officer.short} и {witness.short} сфабриковали обвинение.",
        "Обвинение ({charge}) связано с коммерческим спором с {witness:ins}, что видно из переписки с адреса {email}.",
        "Компанию получил родственник чиновника, {kin}; договор с {kin:ins} одобрил {official}",
        "В интервью {official} назвал дело законченным. Выгоду получает частное лицо из той же семьи: {kin.comma}.",
        "Уголовное дело обсуждалось с {official:ins}; о {subject:prep} говорилось и в материалах {officer:gen}. Вход выполнен с адреса {ip}.",
    ),
}  # fmt: skip

_NAMESAKES = {
    "en": ("Please do not confuse the applicant's neighbour {namesake}, born on {namesake_birth}, with other persons.", "Witness statement of {namesake} (born {namesake_birth}), accountant, is attached.", "The driver, {namesake.comma}, born {namesake_birth}, was also questioned."),
    "fr": ("Le voisin du requérant, {namesake}, né le {namesake_birth}, a également été entendu.", "Est jointe l'attestation de {namesake} (né le {namesake_birth}), comptable.", "Le chauffeur, {namesake.comma}, né le {namesake_birth}, a été interrogé."),
    "ru": ("Прилагаются показания бухгалтера, которого зовут {namesake}, дата рождения {namesake_birth}", "Также допрошены соседи: {namesake}, дата рождения {namesake_birth}", "Водителя {namesake:gen} (дата рождения {namesake_birth}) допросили как свидетеля."),
}  # fmt: skip

_REQUESTS = {
    "en": ("The Commission is asked to delete all data concerning {subject}.", "We respectfully request that the notice {notice} be cancelled.", "I ask the Commission to block access to the data while the complaint is examined.", "Accordingly {mr} {subject.sur} seeks the erasure of the data.", "Our file: {ref}. We ask for confirmation of receipt.", "The applicant asks for access to the data and for its deletion."),
    "fr": ("Il est demandé à la Commission d'effacer toutes les données concernant {subject}.", "Nous sollicitons l'annulation de la notice {notice}.", "Je demande le blocage de l'accès aux données pendant l'examen de la plainte.", "{mr} {subject.sur} demande en conséquence l'effacement des données.", "Notre dossier : {ref}. Merci d'en accuser réception.", "Le requérant demande l'accès aux données et leur effacement."),
    "ru": ("Просим Комиссию удалить все данные в отношении {subject:gen}.", "Просим отменить уведомление {notice}.", "Прошу заблокировать доступ к данным на время рассмотрения жалобы.", "В связи с этим {subject.short} просит стереть данные.", "Номер дела: {ref}. Просим подтвердить получение.", "Заявитель просит предоставить доступ к данным и удалить их."),
}  # fmt: skip

_SIGNED = {
    "en": ("Yours faithfully,\n{lawyer}\nAttorney at law\n{lawyer_address}\nTel. {lawyer_phone}, {lawyer_email}", "Signed: {subject}\n{phone}\n{email}", "Respectfully submitted,\n{lawyer.caps}, counsel\n{lawyer_email}"),
    "fr": ("Veuillez agréer, Madame, Monsieur, l'expression de ma considération distinguée.\nMaître {lawyer}\n{lawyer_address}\nTél. {lawyer_phone}, {lawyer_email}", "Signature : {subject}\n{phone}\n{email}", "Respectueusement,\n{lawyer.caps}, avocat à la Cour\n{lawyer_email}"),
    "ru": ("С уважением,\nадвокат {lawyer}\n{lawyer_address}\nтел. {lawyer_phone}, {lawyer_email}", "Подпись: {subject.short}\n{phone}\n{email}", "С уважением, {lawyer.short}, представитель по доверенности\n{lawyer_email}"),
}  # fmt: skip

_REFERENCE = {
    "en": ("Our reference: {ref}", "Case reference: {ref}", "CCF file no. {ref}", "Ref.: {ref}"),
    "fr": ("Notre référence : {ref}", "Référence du dossier : {ref}", "Dossier CCF n° {ref}", "Réf. : {ref}"),
    "ru": ("Номер дела: {ref}", "Наш номер: {ref}", "Дело ККФ № {ref}", "Исх. / дело: {ref}"),
}

_COVERS = {
    "en": ("Dear {mr} {subject.sur}, we acknowledge receipt of your complaint of {received}. It is under examination.", "Please find enclosed the file of {subject}. A copy goes to {lawyer} at {lawyer_address}.", "Dear Sir or Madam, your letter concerning {subject.comma} reached the Secretariat on {today}; the Commission has not yet taken a decision.", "With reference to our conversation with {relative}, the documents were sent to {email} on {today}.", "Dear {lawyer}, the Commission asks you for a power of attorney signed by {subject} and a copy of passport {passport}.", "The Secretariat informs you that {ncb} has been asked for its observations on {subject.short}. {official} has been notified."),
    "fr": ("{mr} {subject.sur}, nous accusons réception de votre plainte du {received}. Elle est en cours d'examen.", "Veuillez trouver ci-joint le dossier de {subject}. Copie à Maître {lawyer}, {lawyer_address}.", "Madame, Monsieur, votre lettre relative à {subject.comma} est parvenue au Secrétariat le {today} ; la Commission n'a pas encore statué.", "Suite à notre entretien avec {relative}, les pièces ont été envoyées à {email} le {today}.", "Maître {lawyer}, la Commission vous prie de produire un pouvoir signé par {subject} et une copie du passeport {passport}.", "Le Secrétariat vous informe que {ncb} a été invité à présenter ses observations sur {subject.short}. Copie : {official}"),
    "ru": ("Уважаемый заявитель {subject}, подтверждаем получение Вашей жалобы от {received} Жалоба находится на рассмотрении.", "Направляем материалы в отношении {subject:gen}. Копия направлена адвокату {lawyer:dat}, {lawyer_address}.", "Ваше письмо, касающееся {subject:gen}, поступило в Секретариат {today} Решение Комиссией ещё не принято.", "После беседы с {relative:ins} документы отправлены на адрес {email}.", "Просим адвоката {lawyer:acc} представить доверенность, подписанную {subject:ins}, и копию паспорта {passport}.", "Сообщаем, что {ncb} предложено представить замечания по делу {subject.short:gen}. О письме уведомлён {official}"),
}  # fmt: skip


def write_complaint(draft: Draft, *, with_official: bool, is_signed_for: bool) -> None:
    """A complaint: who, against which notice, why, what is asked."""
    language, rng = draft.language, draft.rng
    draft.add_one(_HEADS[language])
    draft.add_one(_SUBJECTS[language])
    draft.add_one(_REFERENCE[language])
    draft.add_one(_OPENINGS[language])
    draft.add_one(_REQUESTING[language])
    wanted = [one for one in _REASONS[language] if ("{official" in one) == with_official]
    for reason in rng.sample(wanted, min(2, len(wanted))):
        draft.add(reason)
    if not with_official and rng.random() < 0.4:
        draft.add_one(_NAMESAKES[language])
    for request in rng.sample(_REQUESTS[language], 2):
        draft.add(request)
    draft.add(_SIGNED[language][0 if is_signed_for else 1])


def write_cover(draft: Draft, *, with_official: bool) -> None:
    """A short letter of the Secretariat."""
    language = draft.language
    draft.add_one(_REFERENCE[language])
    wanted = [one for one in _COVERS[language] if with_official or "{official" not in one]
    for line in draft.rng.sample(wanted, 2):
        draft.add(line)
    draft.add(_SECRETARIAT[language])


_SECRETARIAT = {
    "en": "The Secretariat of the Commission for the Control of INTERPOL's Files",
    "fr": "Le Secrétariat de la Commission de contrôle des fichiers d'INTERPOL",
    "ru": "Секретариат Комиссии по контролю за файлами Интерпола",
}
