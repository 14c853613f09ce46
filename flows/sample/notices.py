"""Red notices and red diffusions in three languages."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

from flows.sample.say import Draft

_TITLES = {
    "en": {
        "red_notice": ("INTERPOL RED NOTICE", "RED NOTICE", "International wanted person notice – RED NOTICE", "RED NOTICE – FUGITIVE WANTED FOR PROSECUTION", "ICPO-INTERPOL General Secretariat. Red Notice", "Wanted person: red notice"),
        "red_diffusion": ("RED DIFFUSION", "Diffusion – wanted person (red)", "WANTED PERSON DIFFUSION (RED)", "Red diffusion circulated by {ncb}", "INTERPOL DIFFUSION: ARREST SOUGHT", "DIFFUSION FOR ARREST (RED DIFFUSION)"),
    },
    "fr": {
        "red_notice": ("NOTICE ROUGE INTERPOL", "NOTICE ROUGE", "Notice rouge – personne recherchée", "NOTICE ROUGE : RECHERCHÉ POUR POURSUITES PÉNALES", "OIPC-INTERPOL – Secrétariat général – Notice rouge", "Avis de recherche international (notice rouge)"),
        "red_diffusion": ("DIFFUSION ROUGE", "Diffusion rouge émise par {ncb}", "DIFFUSION (ROUGE) – PERSONNE RECHERCHÉE", "Diffusion de recherche en vue d'arrestation (diffusion rouge)", "DIFFUSION ROUGE INTERPOL", "Diffusion rouge – arrestation demandée"),
    },
    "ru": {
        "red_notice": ("КРАСНОЕ УВЕДОМЛЕНИЕ ИНТЕРПОЛА", "КРАСНОЕ УВЕДОМЛЕНИЕ", "Уведомление с красным углом. Лицо разыскивается", "Генеральный секретариат МОУП-Интерпол. Красное уведомление", "Красное уведомление о розыске лица", "МЕЖДУНАРОДНЫЙ РОЗЫСК – КРАСНОЕ УВЕДОМЛЕНИЕ"),
        "red_diffusion": ("КРАСНЫЙ ЦИРКУЛЯР", "Циркуляр (красный) о розыске", "ЦИРКУЛЯРНОЕ СООБЩЕНИЕ О РОЗЫСКЕ (КРАСНАЯ ДИФФУЗИЯ)", "Красная диффузия {ncb}", "Красный циркуляр: арест и выдача", "РОЗЫСК ЛИЦА – КРАСНЫЙ ЦИРКУЛЯР"),
    },
}  # fmt: skip

_FIELDS = {
    "en": (
        (("Family name", "Present family name", "Surname", "Last name"), "{subject.sur}"),
        (("Forename(s)", "Forenames", "Given names", "First name"), "{subject.given}"),
        (("Date of birth", "DOB", "Born"), "{birth}"),
        (("Place of birth", "Place and country of birth", "Born at"), "{town}, {country}"),
        (("Name in original script", "Original script", "Name (native script)"), "{subject.native}"),
        (("Also known as", "Alias", "Other spellings"), "{subject.alt}"),
        (("Sex", "Gender"), "{sex}"),
        (("Father's / relative's name", "Name of close relative", "Relatives"), "{relative}"),
        (("Passport No.", "Passport number", "Identity documents: passport"), "{passport}"),
        (("National identity number", "Personal ID No.", "National ID"), "{national}"),
        (("Tax number", "Taxpayer identification number"), "{tax}"),
        (("Last known address", "Address", "Residence"), "{address}"),
        (("Telephone", "Mobile phone", "Contact phone"), "{phone}"),
        (("Vehicle registration", "Vehicle, plate"), "{plate}"),
        (("Bank account", "IBAN"), "{iban}"),
        (("Control No.", "Control number", "Notice number"), "{notice}"),
        (("Requesting country", "Country of request", "Source of request"), "{country}"),
        (("Date of publication", "Published on"), "{today}"),
    ),
    "fr": (
        (("Nom de famille", "Nom", "Nom patronymique"), "{subject.sur}"),
        (("Prénom(s)", "Prénoms", "Prénom"), "{subject.given}"),
        (("Date de naissance", "Né(e) le"), "{birth}"),
        (("Lieu de naissance", "Lieu et pays de naissance"), "{town}, {country}"),
        (("Nom dans l'alphabet d'origine", "Graphie originale"), "{subject.native}"),
        (("Alias", "Autres orthographes", "Connu(e) aussi sous le nom de"), "{subject.alt}"),
        (("Sexe",), "{sex}"),
        (("Nom d'un proche", "Parenté", "Membre de la famille"), "{relative}"),
        (("Passeport n°", "Numéro de passeport"), "{passport}"),
        (("Numéro national d'identité", "N° d'identification personnel"), "{national}"),
        (("Numéro fiscal", "Identifiant fiscal"), "{tax}"),
        (("Dernière adresse connue", "Adresse", "Domicile"), "{address}"),
        (("Téléphone", "Tél. portable"), "{phone}"),
        (("Véhicule (immatriculation)", "Immatriculation"), "{plate}"),
        (("Compte bancaire", "IBAN"), "{iban}"),
        (("N° de contrôle", "Numéro de la notice"), "{notice}"),
        (("Pays demandeur", "Pays requérant", "Demande émanant de"), "{country}"),
        (("Date de publication", "Publiée le"), "{today}"),
    ),
    "ru": (
        (("Фамилия", "Фамилия (нынешняя)", "ФАМИЛИЯ"), "{subject.sur}"),
        (("Имя, отчество", "Имя и отчество", "Имя"), "{subject.given}"),
        (("Дата рождения", "Родился (родилась)"), "{birth}"),
        (("Место рождения", "Место и страна рождения"), "{town}, {country}"),
        (("Имя на родном языке", "Написание на языке оригинала"), "{subject.native}"),
        (("Он(а) же", "Другие имена", "Варианты написания"), "{subject.caps}"),
        (("Пол",), "{sex}"),
        (("Близкие родственники", "Родственник"), "{relative}"),
        (("Паспорт №", "Паспорт серия и номер", "Номер паспорта"), "{passport}"),
        (("Личный номер", "Идентификационный номер", "СНИЛС / личный номер"), "{national}"),
        (("ИНН", "Налоговый номер"), "{tax}"),
        (("Последний известный адрес", "Адрес проживания", "Зарегистрирован(а) по адресу"), "{address}"),
        (("Телефон", "Моб. тел.", "Контактный телефон"), "{phone}"),
        (("Автомобиль, гос. номер", "Гос. рег. знак"), "{plate}"),
        (("Банковский счёт", "Счёт (IBAN)"), "{iban}"),
        (("Контрольный номер", "Номер уведомления"), "{notice}"),
        (("Запрашивающая страна", "Инициатор розыска (страна)"), "{country}"),
        (("Дата публикации", "Опубликовано"), "{today}"),
    ),
}  # fmt: skip

_FACTS = {
    "en": (
        "Facts of the case: {subject}, acting together with {relative}, is accused of {charge}. According to {witness}, the funds were moved through account {iban}.",
        "{subject.comma} is wanted by {authority} for {charge} (article {article} of the Criminal Code). {witness.short} has given evidence against {him}.",
        "Between 2011 and 2013 {subject.bracket} is said to have committed {charge}. {relative} was questioned and released.",
        "Summary of facts. The person sought, {subject.caps}, left the country and may be staying in {asylum} with {relative.given} {relative.sur}. E-mail in use: {email}.",
        "An arrest warrant was issued for {subject} on suspicion of {charge}. {his} brother-in-law {relative.short} is reachable at {relative_phone}.",
        "It is alleged that {subject.short} took part in {charge} to the detriment of {witness}. Known online profile: {url}.",
        "{mr} {subject.sur} was seen in {asylum} driving a car with the plate {plate}; {he} uses the telephone {phone}.",
    ),
    "fr": (
        "Exposé des faits : {subject}, de concert avec {relative}, est mis{e} en cause ({charge}). Selon {witness}, les fonds ont transité par le compte {iban}.",
        "{subject.comma} est recherché{e} par {authority} (article {article} du code pénal) : {charge}. {witness.short} a témoigné.",
        "Entre 2011 et 2013, {subject.bracket} aurait pris part aux faits suivants : {charge}. {relative} a été entendu puis relâché.",
        "Résumé. La personne recherchée, {subject.caps}, a quitté le pays et séjournerait chez {relative} ({asylum}). Courriel utilisé : {email}.",
        "Un mandat d'arrêt vise {subject} ; qualification : {charge}. Son proche {relative.short} est joignable au {relative_phone}.",
        "Il est reproché à {subject.short} d'avoir lésé autrui ({charge}), au préjudice de {witness}. Profil connu : {url}.",
        "{mr} {subject.sur} circule dans un véhicule immatriculé {plate} et utilise le téléphone {phone}.",
    ),
    "ru": (
        "Обстоятельства дела: {subject} совместно с {relative:ins} подозревается в совершении преступления ({charge}). По показаниям {witness:gen}, средства переведены на счёт {iban}.",
        "{subject.comma} разыскивается по статье {article} УК: {charge}. Инициатор – {authority}. Показания против {subject:gen} даёт {witness}.",
        "В отношении {subject:gen} вынесено постановление о заключении под стражу. Родственники: {relative.short}, тел. {relative_phone}.",
        "Краткое изложение фактов. По данным следствия, {subject.caps} скрывается за рубежом вместе с {relative:ins}. Электронная почта: {email}.",
        "Следствие вменяет {subject:dat} следующее деяние: {charge}. Потерпевшей стороной выступает {witness}. Страница в сети: {url}.",
        "О местонахождении {subject.short:gen} просим сообщать. Передвигается на автомобиле {plate}, пользуется номером {phone}.",
        "Известно о связях {subject:gen} с {witness:ins}; допрошены супруга и {relative}.",
    ),
}  # fmt: skip

_PARTICULARS = {
    "en": ("Other particulars: card {card}; account {iban}; last connection from {ip}; profile {url}.", "Identity card {national}; tax file {tax}; car {plate}.", "Reachable at {phone} or {email}; post to {address}.", "Travel document {passport} issued to {subject.short}, born {birth}.", "Lives with {relative} ({relative_birth}), {relative_address}."),
    "fr": ("Autres éléments : carte {card} ; compte {iban} ; dernière connexion depuis {ip} ; profil {url}.", "Carte d'identité {national} ; dossier fiscal {tax} ; voiture {plate}.", "Joignable au {phone} ou à {email} ; courrier : {address}.", "Titre de voyage {passport} délivré à {subject.short}, né{e} le {birth}.", "Vit avec {relative} ({relative_birth}), {relative_address}."),
    "ru": ("Прочие сведения: карта {card}; счёт {iban}; последний вход с {ip}; страница {url}.", "Удостоверение личности {national}; ИНН {tax}; автомобиль {plate}.", "Связь: {phone} или {email}; почта: {address}.", "Проездной документ {passport} выдан на имя {subject:gen}, дата рождения {birth}.", "Проживает с {relative:ins} ({relative_birth}), {relative_address}."),
}  # fmt: skip

_OFFICIALS = {
    "en": ("The request was supported in public by {official} on {today}.", "A statement on the case was made by {official}.", "A copy was sent to {official}."),
    "fr": ("La demande a été soutenue publiquement par {official} le {today}.", "{official} s'est exprimé sur cette affaire.", "Copie adressée à l'attention suivante : {official}."),
    "ru": ("С заявлением по делу выступил {official}.", "Запрос подписан при участии {official:gen}.", "О розыске доложено {official:dat}.", "Материалы согласованы с {official:ins}."),
}  # fmt: skip

_CLOSINGS = {
    "en": ("If found, please inform {ncb} and the General Secretariat.", "Action to be taken: locate and arrest with a view to extradition. Contact: {ncb}, officer in charge {officer}, tel. {officer_phone}.", "Extradition will be requested. Officer: {officer.comma}."),
    "fr": ("En cas de découverte, prévenir {ncb} et le Secrétariat général.", "Conduite à tenir : localiser et arrêter en vue d'extradition. Contact : {ncb}, officier traitant {officer}, tél. {officer_phone}.", "L'extradition sera demandée. Officier : {officer.comma}."),
    "ru": ("При обнаружении просим уведомить {ncb} и Генеральный секретариат.", "Меры: установить местонахождение и задержать с целью выдачи. Исполнитель: {officer}, тел. {officer_phone}.", "Выдача будет запрошена. Исполнитель – {officer.short}, {ncb}."),
}  # fmt: skip


def write_notice(draft: Draft, kind: str, *, with_official: bool) -> None:
    """A notice or diffusion: title, fields, facts, what to do."""
    language = draft.language
    draft.add_one(_TITLES[language][kind])
    draft.add_fields(_FIELDS[language])
    for facts in draft.rng.sample(_FACTS[language], draft.rng.randint(2, 3)):
        draft.add(facts)
    if draft.rng.random() < 0.6:
        draft.add_one(_PARTICULARS[language])
    if with_official:
        draft.add_one(_OFFICIALS[language])
    draft.add_one(_CLOSINGS[language])
