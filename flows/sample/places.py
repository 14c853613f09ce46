"""Countries as they ask Interpol: names in three languages, formats of numbers, towns and streets."""
# ruff: noqa: E501 - a wording is easier to read, and to translate, on one line

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """`passport`, `national`, `tax`, `phone`, `plate` are masks: # a digit, @ a letter, the rest as it stands."""

    iso: str
    en: str
    fr: str
    fr_of: str
    ru: str
    ru_of: str
    capital: tuple[str, str, str]
    origins: tuple[str, ...]
    passport: str
    national: str
    tax: str
    phone: str
    plate: str
    towns: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]


def _country(line: str) -> Country:
    cells = [cell.strip() for cell in line.split(";")]
    capital = cells[6].split("/")
    towns = tuple((town.split("=")[0], town.split("=")[1]) for town in cells[13].split(","))
    iso, en, fr, fr_of, ru, ru_of = cells[:6]
    passport, national, tax, phone, plate = cells[8:13]
    origins, streets = tuple(cells[7].split(",")), tuple(cells[14].split("|"))
    place = (capital[0], capital[1], capital[2])
    numbers = (passport, national, tax, phone, plate)
    return Country(iso, en, fr, fr_of, ru, ru_of, place, origins, *numbers, towns, streets)


_LINES = """
RU;Russia;Russie;la Russie;Россия;России;Moscow/Moscou/Москва;russian,tatar,chechen;## #######;###-###-### ##;############;+7 9## ### ## ##;@###@@ ##;Syzran=Сызрань,Murom=Муром,Kineshma=Кинешма,Shuya=Шуя;ул. Садовая, д. {n}, кв. {m}|{n} Lesnaya Street, apt. {m}|пер. Кузнечный, {n}-{m}|ulitsa Zavodskaya {n}, kv. {m}
UA;Ukraine;Ukraine;l'Ukraine;Украина;Украины;Kyiv/Kiev/Киев;ukrainian;@@######;########-#####;##########;+380 ## ### ## ##;@@####@@;Uman=Умань,Kovel=Ковель,Nizhyn=Нежин;вул. Соборна, буд. {n}, кв. {m}|{n} Soborna Street, flat {m}|ул. Грушевая, д. {n}
BY;Belarus;Bélarus;le Bélarus;Беларусь;Беларуси;Minsk/Minsk/Минск;russian,ukrainian;@@#######;#######@###@@#;#########;+375 ## ###-##-##;#### @@-#;Slutsk=Слуцк,Orsha=Орша;ул. Притыцкого, д. {n}, кв. {m}|{n} Prityckogo Str., {m}
KZ;Kazakhstan;Kazakhstan;le Kazakhstan;Казахстан;Казахстана;Astana/Astana/Астана;kazakh,russian;N########;############;############;+7 7## ### ####;### @@@ ##;Zhezkazgan=Жезказган,Taldykorgan=Талдыкорган;мкр. Самал, д. {n}, кв. {m}|{n} Tole Bi Street, apt. {m}
UZ;Uzbekistan;Ouzbékistan;l'Ouzbékistan;Узбекистан;Узбекистана;Tashkent/Tachkent/Ташкент;uzbek,tajik;FA#######;##############;#########;+998 ## ### ## ##;## @ ### @@;Margilan=Маргилан,Gulistan=Гулистан,Denau=Денау;ул. Навруз, д. {n}, кв. {m}|{n} Mustaqillik ko'chasi, {m}-xonadon
TJ;Tajikistan;Tadjikistan;le Tadjikistan;Таджикистан;Таджикистана;Dushanbe/Douchanbé/Душанбе;tajik;4########;#########;#########;+992 ## ### ####;####@@##;Kulob=Куляб,Isfara=Исфара;ул. Айни, д. {n}, кв. {m}|{n} Ayni Street, apt {m}
KG;Kyrgyzstan;Kirghizistan;le Kirghizistan;Киргизия;Киргизии;Bishkek/Bichkek/Бишкек;kazakh,uzbek,russian;AC#######;##############;##############;+996 ### ######;##KG###@@@;Karakol=Каракол,Talas=Талас;ул. Токтогула, {n}, кв. {m}|{n} Toktogul St., apt. {m}
AZ;Azerbaijan;Azerbaïdjan;l'Azerbaïdjan;Азербайджан;Азербайджана;Baku/Bakou/Баку;azeri;C########;@@@@@@@;##########;+994 ## ### ## ##;##-@@-###;Shamakhi=Шемаха,Lankaran=Ленкорань;Nizami küçəsi {n}, mənzil {m}|ул. Низами, д. {n}, кв. {m}
GE;Georgia;Géorgie;la Géorgie;Грузия;Грузии;Tbilisi/Tbilissi/Тбилиси;georgian;##@@#####;###########;#########;+995 5## ### ###;@@-###-@@;Zestafoni=Зестафони,Telavi=Телави;{n} Barnov Street, apt. {m}|ул. Барнова, {n}, кв. {m}
AM;Armenia;Arménie;l'Arménie;Армения;Армении;Yerevan/Erevan/Ереван;armenian;AN#######;##########;########;+374 ## ######;##@@###;Gavar=Гавар,Ijevan=Иджеван;{n} Teryan Street, apt. {m}|ул. Теряна, д. {n}, кв. {m}
TR;Türkiye;Türkiye;la Türkiye;Турция;Турции;Ankara/Ankara/Анкара;turkish;U########;###########;##########;+90 5## ### ## ##;## @@ ###;Afyon=Афьон,Tokat=Токат,Siirt=Сиирт;Atatürk Caddesi No: {n} D: {m}|Çınar Sokak {n}/{m}|{n} Cinar Sokak, daire {m}
EG;Egypt;Égypte;l'Égypte;Египет;Египта;Cairo/Le Caire/Каир;arab;A########;##############;###-###-###;+20 1# #### ####;### @@@;Damanhur=Даманхур,Qena=Кена;{n} Talaat Harb Street, flat {m}|{n}, rue El Nasr, appt {m}
AE;United Arab Emirates;Émirats arabes unis;les Émirats arabes unis;ОАЭ;ОАЭ;Abu Dhabi/Abou Dhabi/Абу-Даби;arab,indian;@########;784-####-#######-#;###############;+971 5# ### ####;@ #####;Khor Fakkan=Хор-Факкан;Villa {n}, Street {m}, Al Khalidiyah|Flat {m}, Tower {n}, Al Reem
IR;Iran;Iran;l'Iran;Иран;Ирана;Tehran/Téhéran/Тегеран;iranian;@########;##########;##########;+98 9## ### ####;##@###-##;Saveh=Саве,Bam=Бам;No. {n}, Golha Alley, unit {m}|{n} Vali Asr Avenue, apt {m}
CN;China;Chine;la Chine;Китай;Китая;Beijing/Pékin/Пекин;chinese;E########;##################;##################;+86 13# #### ####;京@#####;Baoding=Баодин,Ezhou=Эчжоу;Room {m}, No. {n} Renmin Road|人民路{n}号{m}室
IN;India;Inde;l'Inde;Индия;Индии;New Delhi/New Delhi/Нью-Дели;indian;@#######;#### #### ####;@@@@@####@;+91 9#### #####;DL ## @@ ####;Karnal=Карнал,Nashik=Насик;House No. {n}, Sector {m}, Rohini|{n}/{m} MG Road
NG;Nigeria;Nigéria;le Nigéria;Нигерия;Нигерии;Abuja/Abuja/Абуджа;african;A########;###########;########-####;+234 80# ### ####;@@@-###-@@;Aba=Аба,Owerri=Оверри;{n} Adetokunbo Close, flat {m}|Plot {n}, Block {m}, Wuse Zone
RW;Rwanda;Rwanda;le Rwanda;Руанда;Руанды;Kigali/Kigali/Кигали;african;PC######;1 #### # ####### # ##;#########;+250 78# ### ###;R@@ ### @;Huye=Хуэ,Rubavu=Рубаву;KN {n} Avenue, house {m}|{n}, avenue de la Paix, maison {m}
CM;Cameroon;Cameroun;le Cameroun;Камерун;Камеруна;Yaounde/Yaoundé/Яунде;african,french;0#######;#########;P############@;+237 6## ## ## ##;CE ### @@;Bafia=Бафия,Kribi=Криби;BP {n}, quartier Bastos, villa {m}|{n} rue Joss, porte {m}
FR;France;France;la France;Франция;Франции;Paris/Paris/Париж;french,african,arab;##@@#####;# ## ## ## ### ### ##;#############;+33 6 ## ## ## ##;@@-###-@@;Vierzon=Вьерзон,Thiers=Тьер;{n} rue des Tanneurs, appartement {m}|{n} bis, avenue Jean-Jaurès, {m}e étage
ES;Spain;Espagne;l'Espagne;Испания;Испании;Madrid/Madrid/Мадрид;spanish;@@@######;########@;########@;+34 6## ### ###;#### @@@;Calahorra=Калаорра,Lorca=Лорка;Calle Serrano {n}, {m}º B|C/ del Olmo, {n}, piso {m}
DE;Germany;Allemagne;l'Allemagne;Германия;Германии;Berlin/Berlin/Берлин;german,turkish;C########;###########;## ### ### ###;+49 17# #######;M-@@ ####;Goslar=Гослар,Zittau=Циттау;Lindenstraße {n}, Whg. {m}|Am Mühlbach {n}
RS;Serbia;Serbie;la Serbie;Сербия;Сербии;Belgrade/Belgrade/Белград;balkan;0########;#############;#########;+381 6# ### ####;BG ####-@@;Pirot=Пирот,Vranje=Вранье;Knez Mihailova {n}, stan {m}|ул. Кнеза Милоша {n}/{m}
"""

COUNTRIES: dict[str, Country] = {one.iso: one for one in map(_country, _LINES.strip().splitlines())}
