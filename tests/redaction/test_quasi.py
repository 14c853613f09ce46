"""What is said of a person beside the name is found in eight languages; the facts of the case are not."""

import pytest

from redaction.finding import BELIEF, EMPLOYER, HEALTH, LOCATION, ORGANIZATION, PERSON, RELATION, TRAVEL
from redaction.quasi import find_said
from redaction.quasi_employers import is_public
from redaction.quasi_travel import DAY
from redaction.spans import Hit, beside


def hit(text: str, sought: str, kind: str, detector: str = "tagger") -> Hit:
    at = text.index(sought)
    return Hit(at, at + len(sought), kind, 0.9, detector)


def said(written: str) -> tuple[str, list[Hit]]:
    """`{Larnaca}` is what a reader calls a place, `<Ruda>` an organisation, `~Ann~` a name."""
    text, open_at, spans = "", 0, []
    for each in written:
        if each in "{<~" and not (each == "~" and open_at < 0):
            open_at = -len(text) - 1
        elif each in "}>~":
            kind = {"}": LOCATION, ">": ORGANIZATION, "~": PERSON}[each]
            spans.append(Hit(-open_at - 1, len(text), kind, 0.9, "tagger"))
            open_at = 0
        else:
            text += each
    names = [one for one in spans if one.type == PERSON]
    return text, beside(find_said(text, names, [one for one in spans if one.type != PERSON]), names, text)


def told(written: str, kind: str) -> list[str]:
    text, hits = said(written)
    return [text[one.start : one.end] for one in hits if one.type == kind]


# fmt: off
@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("He worked at Northwind Trading Ltd until 2014.", "Northwind Trading Ltd"), ("The applicant is the founder of <Ruda Holding> in Riga.", "Ruda Holding"), ("She was employed by the company “Blue Delta” in Dubai.", "“Blue Delta”"), ("~Ann Lee~, director of Amber Metals LLC, said", "Amber Metals LLC"), ("Amber Metals LLC, which he owns, was seized", "Amber Metals LLC"),
        ("Il travaille chez Maréchal Transports SARL.", "Maréchal Transports SARL"), ("gérante de la société «Belle Rive» depuis 2010", "«Belle Rive»"), ("Fondateur de <Delmas Conseil>, il a quitté", "Delmas Conseil"), ("Comptable chez Orly Fret SAS, elle", "Orly Fret SAS"),
        ("Он работает в ООО «Ромашка» с 2012 года", "ООО «Ромашка»"), ("директор компании «Вектор Плюс»", "«Вектор Плюс»"), ("учредитель <Ладога-Трейд>", "Ладога-Трейд"), ("являлся сотрудником ЗАО «Каспий»", "ЗАО «Каспий»"),
        ("Trabaja en Olivares Norte S.L. desde 2011", "Olivares Norte S.L."), ("propietario de la empresa «Tres Ríos»", "«Tres Ríos»"), ("socio de <Grupo Almena>", "Grupo Almena"), ("contable de Puerto Sur S.A. en Cádiz", "Puerto Sur S.A."),
        ("Er arbeitete bei der Alpina Holz GmbH.", "Alpina Holz GmbH"), ("Geschäftsführer der Nordsee Handel GmbH", "Nordsee Handel GmbH"), ("Sie war bei der Firma „Lindenhof“ beschäftigt", "„Lindenhof“"), ("Inhaberin der <Kessler Moden>", "Kessler Moden"),
        ("Він працює в ТОВ «Явір»", "ТОВ «Явір»"), ("засновник компанії «Дніпро Плюс»", "«Дніпро Плюс»"), ("власниця <Зоря-Агро>", "Зоря-Агро"), ("вона працювала у ПрАТ «Хвиля»", "ПрАТ «Хвиля»"),
        ("هو يعمل لدى <شركة النور للتجارة> منذ", "شركة النور للتجارة"), ("كانت تعمل في شركة الأمل للمقاولات.", "شركة الأمل للمقاولات"), ("مدير <مجموعة الساحل>", "مجموعة الساحل"), ("صاحب شركة الفجر", "شركة الفجر"),
        ("Ege Tekstil A.Ş.'de çalışıyor.", "Ege Tekstil A.Ş."), ("<Karaca Yapı>'nın kurucusu", "Karaca Yapı"), ("<Deniz Lojistik> şirketinde çalıştı", "Deniz Lojistik"), ("Anka Gıda Ltd. Şti. ortağı olan", "Anka Gıda Ltd. Şti."),
    ],
)  # fmt: skip
def test_a_firm_tied_to_a_person_is_an_employer(text: str, firm: str) -> None:
    assert told(text, EMPLOYER) == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "He worked at the <Ministry of Justice>.", "She is employed by the <Supreme Court>.", "The director of <Interpol> answered.", "The case <Northwind Ltd v. Cyprus> was heard.", "Head of the <NCB Moscow>, he wrote", "the owner of the data is <NCB Vienna>", "Northwind Trading Ltd lodged an appeal", "works for the <FSB>",
        "Il travaille au <ministère de l'Intérieur>.", "directeur de la <Police judiciaire>", "La société Belle Rive SARL a été citée", "le président de la <Cour suprême>",
        "работает в <Следственном комитете>", "директор <ФСБ>", "ООО «Ромашка» подало иск", "руководитель <Генеральной прокуратуры>",
        "trabaja en el <Ministerio del Interior>", "director de la <Policía Nacional>", "Olivares Norte S.L. fue demandada", "presidente del <Tribunal Supremo>",
        "Er arbeitete bei der <Staatsanwaltschaft Wien>", "Leiter des <Bundeskriminalamt>", "Die Alpina Holz GmbH klagte", "tätig beim <Landgericht Köln>",
        "працює в <Міністерстві юстиції>", "керівник <СБУ>", "ТОВ «Явір» подало позов", "працював у <Печерському суді>",
        "يعمل لدى <وزارة العدل>", "مدير <الشرطة الجنائية>", "رفعت شركة النور دعوى", "يعمل في <محكمة الجنايات>",
        "<Emniyet Genel Müdürlüğü>'nde çalışıyor", "<Adalet Bakanlığı>'nda görev yaptı", "Ege Tekstil A.Ş. dava açtı", "<Yargıtay Mahkemesi> başkanı",
    ],
)  # fmt: skip
def test_an_authority_and_a_firm_that_is_nobodys_are_no_employer(text: str) -> None:
    assert told(text, EMPLOYER) == []


@pytest.mark.parametrize(
    ("text", "illness"),
    [
        ("The applicant suffers from severe kidney failure and asthma.", "severe kidney failure and asthma"), ("He was diagnosed with chronic pancreatitis in", "chronic pancreatitis"), ("She is HIV-positive.", "HIV-positive"), ("after a suicide attempt in custody", "suicide attempt"), ("his pregnant wife", ""),
        ("Il souffre d'un diabète sévère.", "diabète"), ("Elle est atteinte de sclérose en plaques", "sclérose en plaques"), ("il est séropositif", "séropositif"), ("sa tentative de suicide", "tentative de suicide"),
        ("Он страдает сахарным диабетом", "сахарным диабетом"), ("болен туберкулёзом", "туберкулёзом"), ("является инвалидом второй группы", "инвалидом второй группы"), ("совершил попытку самоубийства", "попытку самоубийства"),
        ("Padece de cáncer de pulmón", "cáncer"), ("fue diagnosticada con esquizofrenia", "esquizofrenia"), ("es seropositivo", "seropositivo"), ("tras un intento de suicidio", "intento de suicidio"),
        ("Er leidet an Epilepsie.", "Epilepsie"), ("Sie ist an Brustkrebs erkrankt", "Brustkrebs"), ("nach einem Selbstmordversuch", "Selbstmordversuch"), ("er ist HIV-positiv", "HIV-positiv"),
        ("Він страждає на епілепсію", "епілепсію"), ("хворіє на рак", "рак"), ("вона вагітна", "вагітна"), ("спроба самогубства", "спроба самогубства"),
        ("هو يعاني من السرطان", "السرطان"), ("أصيب بـ", ""), ("بعد محاولة انتحار", "محاولة انتحار"), ("زوجته حامل", "زوجته حامل"), ("تعاني من فشل كلوي", "فشل كلوي"),
        ("kendisi kanser hastası olup", "kanser hastası"), ("şizofreni teşhisi kondu", "şizofreni teşhisi kondu"), ("eşi hamile", "hamile"), ("intihar girişiminde bulundu", "intihar girişiminde"),
    ],
)  # fmt: skip
def test_an_illness_said_of_somebody_is_found(text: str, illness: str) -> None:
    assert not illness or any(illness in one for one in told(text, HEALTH)), told(text, HEALTH)


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Health answered.", "The request suffers from a lack of clarity.", "delays caused by the pandemic", "trafficking in counterfeit cancer medicine", "incitement to suicide is punishable by", "The Commission's diagnosis is that",
        "Le ministère de la Santé a répondu.", "La demande souffre d'un défaut de motivation.", "dans l'enceinte du tribunal", "fraude à l'assurance maladie", "sa demande de traitement du cancer",
        "Министерство здравоохранения ответило", "обвиняется в доведении до самоубийства", "запрос страдает неточностью", "хищение лекарств от рака",
        "El Ministerio de Sanidad respondió", "La solicitud padece de imprecisión", "inducción al suicidio", "fraude de medicamentos contra el cáncer",
        "Das Gesundheitsministerium antwortete", "Der Antrag leidet an Mängeln", "Handel mit Krebsmedikamenten", "Beihilfe zum Selbstmord",
        "Міністерство охорони здоров'я", "запит страждає на неточність", "доведення до самогубства", "крадіжка ліків від раку",
        "وزارة الصحة", "وهو حامل جواز سفر", "حامل الجنسية", "الطلب يعاني من نقص",
        "Sağlık Bakanlığı cevap verdi", "talep eksiklikten muzdarip", "intihara yönlendirme suçu", "kanser ilacı kaçakçılığı",
    ],
)  # fmt: skip
def test_health_that_is_nobodys_stays(text: str) -> None:
    assert told(text, HEALTH) == []


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The applicant is a Kurd.", "Kurd"), ("He is Alevi and", "Alevi"), ("an alleged member of the Gülen movement", "member of the Gülen movement"), ("a Jehovah's Witness from", "Jehovah's Witness"), ("an ethnic Uzbek born", "ethnic Uzbek"),
        ("Il est kurde.", "kurde"), ("d'origine tchétchène", "d'origine tchétchène"), ("une Témoin de Jéhovah", "Témoin de Jéhovah"), ("convertie à l'islam", "l'islam"),
        ("исповедует ислам", "ислам"), ("курд по национальности", "курд по национальности"), ("является этническим узбеком", "этническим узбеком"), ("свидетель Иеговы", "свидетель Иеговы"),
        ("es kurdo y", "kurdo"), ("de origen checheno", "de origen checheno"), ("testigo de Jehová", "testigo de Jehová"), ("profesa el islam", "el islam"),
        ("Er ist Kurde.", "Kurde"), ("kurdischer Herkunft", "kurdischer Herkunft"), ("Zeuge Jehovas", "Zeuge Jehovas"), ("sie ist Alevitin", "Alevitin"),
        ("сповідує іслам", "іслам"), ("чеченець за національністю", "чеченець за національністю"), ("свідок Єгови", "свідок Єгови"), ("він є кримським татарином", "кримським татарином"),
        ("من أصل كردي", "من أصل كردي"), ("وهو علوي", "علوي"), ("اعتنق المسيحية", "المسيحية"), ("عضو في حركة غولن", "عضو في حركة غولن"),
        ("Kürt kökenli bir", "Kürt kökenli"), ("kendisi Alevidir.", "Alevidir"), ("Yehova Şahidi olan", "Yehova Şahidi"), ("Gülen cemaati üyesi", "Gülen cemaati üyesi"),
    ],
)  # fmt: skip
def test_a_belief_or_people_said_of_somebody_is_found(text: str, group: str) -> None:
    assert told(text, BELIEF) == [group]


@pytest.mark.parametrize(
    "text",
    [
        "the Kurdish authorities of Iraq", "the Chechen Republic", "membership of an armed terrorist organisation", "the freedom of religion is", "the Islamic Republic of Iran", "the file was Christian's",
        "les autorités kurdes", "la République tchétchène", "la liberté de religion", "la notice est musclée",
        "Чеченская Республика", "этнический конфликт", "свобода вероисповедания", "власти Татарстана",
        "las autoridades kurdas", "la República de Chechenia", "la libertad religiosa", "es un tribunal",
        "die kurdischen Behörden", "die Republik Tschetschenien", "die Religionsfreiheit ist", "das ist ein Urteil",
        "Чеченська Республіка", "етнічний конфлікт", "свобода віросповідання", "влада Криму",
        "السلطات الكردية", "جمهورية إيران الإسلامية", "حرية الدين", "إقليم كردستان",
        "Kürdistan bölgesi", "din özgürlüğü", "Çeçen Cumhuriyeti", "silahlı örgüt üyeliği",
    ],
)  # fmt: skip
def test_peoples_and_beliefs_that_are_nobodys_stay(text: str) -> None:
    assert told(text, BELIEF) == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("He flew from Vienna to Larnaca on 3 March 2015.", ["Vienna", "Larnaca", "3 March 2015"]), ("She crossed the border at Vaalimaa", ["Vaalimaa"]), ("On 3 March 2015 he travelled to Turkey via Tbilisi.", ["3 March 2015", "Tbilisi"]), ("The suspect was seen in Marbella.", ["Marbella"]), ("~Ann Lee~ arrived in Larnaca on 4.3.2015", ["Larnaca", "4.3.2015"]), ("stayed at the Hotel Bristol in Warsaw", ["Hotel Bristol", "Warsaw"]),
        ("Il est arrivé à Genève le 3 mars 2015.", ["Genève", "3 mars 2015"]), ("Elle a été vue à Nantes", ["Nantes"]), ("il s'est rendu à Tbilissi en Géorgie", ["Tbilissi"]), ("elle a séjourné {à Batoumi, la Géorgie}", ["Batoumi"]), ("elle a pris un vol de Vienne pour Larnaca", ["Vienne", "Larnaca"]),
        ("Он вылетел из Вены в Ларнаку 3 марта 2015 года", ["Вены", "Ларнаку", "3 марта 2015"]), ("заявитель прибыл в Тбилиси", ["Тбилиси"]), ("остановилась в отеле «Бристоль»", ["«Бристоль»"]), ("прилетела в Анталью из России", ["Анталью"]),
        ("Viajó a Marbella el 3 de marzo de 2015", ["Marbella", "3 de marzo de 2015"]), ("ella llegó a Sevilla", ["Sevilla"]), ("se alojó en el Hotel Alcázar", ["Hotel Alcázar"]), ("fue visto en Cádiz, España", ["Cádiz"]),
        ("Er reiste nach Salzburg.", ["Salzburg"]), ("Sie flog von Wien nach Larnaka", ["Wien", "Larnaka"]), ("er kam nach Graz am 3. März 2015", ["Graz", "3. März 2015"]), ("sie ist am 3. März 2015 nach Linz geflogen", ["3. März 2015", "Linz"]),
        ("Він прилетів до Варшави", ["Варшави"]), ("вона виїхала до Кракова 3 березня 2015", ["Кракова", "3 березня 2015"]), ("вилетів з Одеси до Туреччини", ["Одеси"]), ("заявник прибув до Львова", ["Львова"]),
        ("سافر إلى {لارنكا} في 3 مارس 2015", ["لارنكا", "3 مارس 2015"]), ("شوهد في {دبي}", ["دبي"]), ("وصل مقدم الطلب إلى", []), ("غادرت من {بيروت} إلى {تركيا}", ["بيروت"]), ("هو وصل إلى {عمان}", ["عمان"]),
        ("Viyana'dan Larnaka'ya uçtu.", ["Viyana", "Larnaka"]), ("3 Mart 2015 Larnaka'ya seyahat etti", ["3 Mart 2015", "Larnaka"]), ("başvuran İzmir'den Almanya'ya gitti", ["İzmir"]), ("Bodrum'da görüldü", ["Bodrum"]),
    ],
)  # fmt: skip
def test_towns_and_days_of_a_journey_are_found_and_countries_stay(text: str, gone: list[str]) -> None:
    assert told(text, TRAVEL) == gone


@pytest.mark.parametrize(
    "text",
    [
        "The complaint of 3 March 2015 was lodged in Lyon.", "The request arrived at the NCB in Vienna on 3 March 2015.", "He travelled to Austria and Türkiye.", "He fled and his complaint was received on 3 March 2015.", "The red notice was published on 3 March 2015 in Lyon.", "The file was moved to Lyon.", "The Secretary General travelled to Beijing on 3 June 2018", "The notice was seen in the database on 5 June 2018.", "The decision of 3 March 2015 says that he travelled to Cyprus.",
        "La plainte est arrivée à Lyon le 3 mars 2015.", "Il s'est rendu en Autriche.", "elle a séjourné {chez lui (la Türkiye)}", "Il a voyagé {dans la Türkiye}", "He flew to the {United States of America}", "Le procureur s'est rendu à Tunis le 7 juin 2017", "audience du 3 mars 2015 à Paris", "La décision du 3 mars 2015 a été vue.",
        "Жалоба прибыла в Комиссию 3 марта 2015", "Он вылетел в Турцию", "решение от 3 марта 2015, Москва", "запрос поступил из Вены 3 марта 2015",
        "La solicitud llegó a Lyon el 3 de marzo de 2015", "Viajó a España", "la audiencia de 3 de marzo de 2015 en Sevilla", "El Tribunal de Sevilla dictó sentencia",
        "Die Beschwerde kam nach Lyon am 3. März 2015", "Er reiste nach Österreich.", "Verhandlung am 3. März 2015 in Wien", "Das Urteil aus Wien",
        "Скарга прибула до Комісії 3 березня 2015", "Він прилетів до Туреччини", "рішення від 3 березня 2015, Київ", "Суд у Києві",
        "وصل الطلب إلى {ليون} في 3 مارس 2015", "سافر إلى {تركيا}", "قرار محكمة {باريس}", "جلسة 3 مارس 2015 في {باريس}",
        "Karar 3 Mart 2015 Lyon'a geldi", "Almanya'ya uçtu", "3 Mart 2015 tarihli karar, Ankara", "Ankara'da duruşma",
    ],
)  # fmt: skip
def test_dates_and_places_of_procedure_are_no_journey(text: str) -> None:
    assert told(text, TRAVEL) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("his then wife ~Anna~ left", "his then wife"), ("her brother ~Ilya~", "her brother"), ("The applicant's elder sister", "applicant's elder sister"), ("the wife of the applicant", "wife of the applicant"),
        ("son épouse ~Anna~", "son épouse"), ("sa belle-sœur", "sa belle-sœur"), ("le frère du requérant", "frère du requérant"), ("ses enfants", "ses enfants"),
        ("сын заявителя ~Илья~", "сын заявителя"), ("его тогдашняя жена", "его тогдашняя жена"), ("её родной брат", "её родной брат"), ("мать обвиняемого", "мать обвиняемого"),
        ("su entonces esposa", "su entonces esposa"), ("su hermano", "su hermano"), ("hijo del solicitante", "hijo del solicitante"), ("sus padres", "sus padres"),
        ("seine damalige Frau", "seine damalige Frau"), ("ihr Bruder", "ihr Bruder"), ("Sohn des Antragstellers", "Sohn des Antragstellers"), ("seiner Schwester", "seiner Schwester"),
        ("його тодішня дружина", "його тодішня дружина"), ("її брат", "її брат"), ("син заявника", "син заявника"), ("його батько", "його батько"),
        ("مع زوجته آنا", "زوجته"), ("شقيقه الأكبر", "شقيقه"), ("والدته", "والدته"), ("قال ابنه", "ابنه"),
        ("eski eşi Anna", "eski eşi"), ("kız kardeşi", "kız kardeşi"), ("başvuranın oğlu", "başvuranın oğlu"), ("babası", "babası"),
    ],
)  # fmt: skip
def test_the_words_of_a_kinship_are_marked_without_the_name(text: str, words: str) -> None:
    assert told(text, RELATION) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Brother Industries", "the mother company", "sister ships", "his lawyer", "son avocat", "la maison mère", "ses observations", "frère Jacques",
        "его адвокат", "брат за брата", "мать городов", "материалы дела", "su abogado", "padre Pío", "sus observaciones", "la madre patria",
        "seine Anwältin", "Frau Weber", "Mutterhaus", "ihre Bemerkungen", "його адвокат", "мати на увазі", "братство", "її зауваження",
        "محاميه", "الأب", "أخ", "ابن رشد", "avukatı", "Mehmet oğlu Ali", "ana dava", "baba ocağı",
    ],
)  # fmt: skip
def test_other_words_are_no_kinship(text: str) -> None:
    assert told(text, RELATION) == []
# fmt: on


def test_a_name_is_never_swallowed() -> None:
    text, hits = said("He worked at Petrov & ~Anna Kovalenko~ Trading Ltd.")
    assert [text[one.start : one.end] for one in hits if one.type == EMPLOYER] == ["Petrov &", "Trading Ltd"]


def test_a_day_of_a_journey_is_told_from_its_towns() -> None:
    text, hits = said("She flew to Larnaca on 3 March 2015.")
    assert [text[one.start : one.end] for one in hits if one.detector == DAY] == ["3 March 2015"]


@pytest.mark.parametrize(
    "name",
    ["Ministry of Justice", "НЦБ Москва", "BCN Paris", "Bundesgericht", "محكمة النقض", "Cour de cassation", "KGB"],
)
def test_an_authority_is_no_firm(name: str) -> None:
    assert is_public(name)
