"""Invented people are put together from these names: Latin spellings / variants = Russian = own script."""
# ruff: noqa: E501 - names of one kind on one line

from dataclasses import dataclass, replace

from flows.sample.roots import rooted_surnames


@dataclass(frozen=True)
class NamePart:
    """One given name or surname: Latin spellings, the Russian one, and its own script where that differs."""

    latin: tuple[str, ...]
    russian: str
    native: str


@dataclass(frozen=True)
class Origin:
    """The names of one origin; `is_gendered` where a woman's surname has its own ending."""

    men: tuple[NamePart, ...]
    women: tuple[NamePart, ...]
    surnames: tuple[NamePart, ...]
    is_gendered: bool = False
    has_patronymic: bool = False


def _part(entry: str) -> NamePart:
    latin, russian, native = (entry.replace("_", " ").split("=") + ["", ""])[:3]
    return NamePart(tuple(latin.split("/")), russian, native or "")


def _origin(men: str, women: str, surnames: str, *, gendered: bool = False, patronymic: bool = False) -> Origin:
    parts = [tuple(_part(entry) for entry in names.split()) for names in (men, women, surnames)]
    return Origin(parts[0], parts[1], parts[2], gendered, patronymic)


_LISTED: dict[str, Origin] = {
    "russian": _origin(
        "Ivan=Иван Sergey/Sergei=Сергей Alexey/Aleksei/Alexei=Алексей Mikhail=Михаил Oleg=Олег Andrey/Andrei=Андрей "
        "Viktor/Victor=Виктор Nikolay/Nikolai=Николай Pavel=Павел Roman=Роман Vadim=Вадим Gleb=Глеб",
        "Yelena/Elena=Елена Olga=Ольга Irina=Ирина Tatyana/Tatiana=Татьяна Svetlana=Светлана Galina=Галина "
        "Yulia/Iulia=Юлия Marina=Марина",
        "Samoylov/Samoilov/Samojlov=Самойлов Beryozkin/Berezkin=Берёзкин Vyazemsky/Viazemskii/Vyazemskiy=Вяземский "
        "Korobeynikov/Korobeinikov=Коробейников Tikhomirov/Tihomirov=Тихомиров Zavyalov/Zavialov=Завьялов "
        "Khlebnikov/Hlebnikov=Хлебников Shchukin/Schukin/Chtchoukine=Щукин Yermolin/Ermolin=Ермолин "
        "Polyansky/Polianskii=Полянский Gorchakov/Gortchakov=Горчаков Zhilin/Jiline=Жилин Ognev=Огнев "
        "Chistyakov/Tchistiakov=Чистяков Dolgikh=Долгих Tsvetaev/Tsvetayev=Цветаев",
        gendered=True,
        patronymic=True,
    ),
    "ukrainian": _origin(
        "Oleksandr/Olexandr=Александр=Олександр Mykola/Mikola=Николай=Микола Andriy/Andrii=Андрей=Андрій "
        "Serhiy/Serhii=Сергей=Сергій Taras=Тарас=Тарас Bohdan=Богдан=Богдан Yuriy/Iurii=Юрий=Юрій",
        "Oksana=Оксана=Оксана Nataliya/Nataliia=Наталия=Наталія Halyna=Галина=Галина Iryna=Ирина=Ірина",
        "Bondarenko=Бондаренко=Бондаренко Hrytsenko/Gritsenko=Гриценко=Гриценко Shevchuk/Chevtchouk=Шевчук=Шевчук "
        "Tkachuk/Tkatchouk=Ткачук=Ткачук Kovalchuk=Ковальчук=Ковальчук Zabolotnyi/Zabolotny=Заболотный=Заболотний "
        "Melnychenko/Melnichenko=Мельниченко=Мельниченко Lytvynenko=Литвиненко=Литвиненко Pidhirny=Пидгирный=Підгірний",
        patronymic=True,
    ),
    "tatar": _origin(
        "Rustem=Рустем Ildar=Ильдар Marat=Марат Farid=Фарид Ramil=Рамиль Airat/Ayrat=Айрат",
        "Guzel/Gouzel=Гузель Alsu/Alsou=Алсу Liliya=Лилия Dinara=Динара",
        "Gizatullin=Гизатуллин Khabibullin/Habibullin=Хабибуллин Nigmatullin=Нигматуллин Sharipov/Charipov=Шарипов "
        "Zaynullin/Zainullin=Зайнуллин Minnullin=Миннуллин Fattakhov/Fattahov=Фаттахов Valiullin=Валиуллин",
        gendered=True,
        patronymic=True,
    ),
    "chechen": _origin(
        "Ruslan=Руслан Apti=Апти Zelimkhan/Zelimhan=Зелимхан Movsar=Мовсар Islam=Ислам Khamzat/Hamzat=Хамзат",
        "Zarema=Зарема Malika=Малика Aset=Асет Madina=Мадина",
        "Dzhabrailov/Djabrailov=Джабраилов Elmurzaev/Elmurzayev=Эльмурзаев Tsarnukaev=Царнукаев "
        "Gaytukaev/Gaitukaev=Гайтукаев Visaitov=Висаитов Bakaev/Bakayev=Бакаев Magomadov=Магомадов",
        gendered=True,
        patronymic=True,
    ),
    "kazakh": _origin(
        "Nurlan=Нурлан=Нұрлан Yerlan/Erlan=Ерлан=Ерлан Askar=Аскар=Асқар Daniyar=Данияр=Данияр "
        "Bauyrzhan/Baurzhan=Бауыржан=Бауыржан Talgat=Талгат=Талғат",
        "Aigerim/Aygerim=Айгерим=Айгерім Gulnara=Гульнара=Гүлнара Saule=Сауле=Сәуле Zhanar=Жанар=Жанар",
        "Akhmetzhanov/Ahmetjanov=Ахметжанов=Ахметжанов Bekturganov=Бектурганов=Бектұрғанов "
        "Tulegenov=Тулегенов=Төлегенов Zhumabaev/Zhumabayev=Жумабаев=Жұмабаев Ospanov=Оспанов=Оспанов "
        "Seitkaliev/Seitkaliyev=Сейткалиев=Сейтқалиев Kenzhebekov=Кенжебеков=Кенжебеков",
        gendered=True,
        patronymic=True,
    ),
    "uzbek": _origin(
        "Rustam=Рустам Jahongir/Dzhakhongir=Джахонгир=Жаҳонгир Otabek=Отабек=Отабек Sherzod=Шерзод "
        "Bakhtiyor/Baxtiyor=Бахтиёр=Бахтиёр Ulugbek=Улугбек=Улуғбек",
        "Nilufar=Нилуфар Dilnoza=Дилноза Feruza=Феруза Gulchehra=Гульчехра=Гулчеҳра",
        "Yuldashev/Yoʻldoshev/Iouldachev=Юлдашев=Йўлдошев Mirzakhmedov=Мирзахмедов=Мирзаҳмедов "
        "Tursunov=Турсунов=Турсунов Khudoyberdiev/Xudoyberdiyev=Худойбердиев=Худойбердиев "
        "Abdurakhmonov=Абдурахмонов=Абдураҳмонов Nazarkulov=Назаркулов=Назарқулов Saidkarimov=Саидкаримов",
        gendered=True,
        patronymic=True,
    ),
    "tajik": _origin(
        "Farrukh/Farruh=Фаррух Sukhrob/Suhrob=Сухроб=Суҳроб Komron=Комрон Parviz=Парвиз Umed=Умед",
        "Mehrangez=Мехрангез=Меҳрангез Zulfiya=Зульфия Shahnoza=Шахноза=Шаҳноза",
        "Rahmonzoda/Rakhmonzoda=Рахмонзода=Раҳмонзода Saidzoda=Саидзода Mahmadov=Махмадов=Маҳмадов "
        "Sharifzoda=Шарифзода Kabirov=Кабиров Nabiev/Nabiyev=Набиев Gulmurodov=Гулмуродов",
        gendered=True,
    ),
    "azeri": _origin(
        "Elchin/Elçin=Эльчин Vugar/Vüqar=Вугар Rashad/Rəşad=Рашад Anar=Анар Kamran=Камран Tural=Турал",
        "Sevinj/Sevinc=Севиндж Aygun/Aygün=Айгюн Leyla=Лейла Gunel/Günel=Гюнель",
        "Mammadzade/Məmmədzadə=Мамедзаде Huseynli/Hüseynli=Гусейнли Aghayev/Ağayev=Агаев Rzayev=Рзаев "
        "Guliyev/Quliyev=Гулиев Alakbarov/Ələkbərov=Алекперов Isgandarov/İsgəndərov=Искандеров",
        gendered=True,
        patronymic=True,
    ),
    "georgian": _origin(
        "Giorgi/Guiorgui=Георгий=გიორგი Levan=Леван=ლევან Zurab/Zourab=Зураб=ზურაბ Irakli=Ираклий=ირაკლი "
        "Davit/David=Давид=დავით",
        "Nino=Нино=ნინო Ketevan=Кетеван=ქეთევან Tamar=Тамар=თამარ Manana=Манана=მანანა",
        "Gelashvili/Guelachvili=Гелашвили=გელაშვილი Kvaratskhelia=Кварацхелия=კვარაცხელია "
        "Tsiklauri/Tsiklaouri=Циклаури=წიკლაური Maisuradze=Майсурадзе=მაისურაძე "
        "Japaridze/Djaparidze=Джапаридзе=ჯაფარიძე "
        "Lomidze=Ломидзе=ლომიძე Chkheidze/Tchkheidze=Чхеидзе=ჩხეიძე",
    ),
    "armenian": _origin(
        "Armen=Армен=Արմեն Tigran=Тигран=Տիգրան Hayk/Hayk=Айк=Հայկ Vardan=Вардан=Վարդան Gagik=Гагик=Գագիկ",
        "Anahit=Анаит=Անահիտ Lusine/Lousine=Лусине=Լուսինե Narine=Нарине=Նարինե Gayane=Гаяне=Գայանե",
        "Grigoryan/Grigorian=Григорян=Գրիգորյան Mkrtchyan/Mkrtchian=Мкртчян=Մկրտչյան "
        "Harutyunyan/Aroutiounian=Арутюнян=Հարությունյան Petrosyan/Petrossian=Петросян=Պետրոսյան "
        "Khachikyan/Khatchikian=Хачикян=Խաչիկյան Melkumyan/Melkoumian=Мелкумян=Մելքումյան",
    ),
    "turkish": _origin(
        "Mehmet=Мехмет Emre=Эмре Çağlar/Caglar=Чаглар Hakan=Хакан Yusuf=Юсуф Serkan=Серкан",
        "Elif=Элиф Zeynep=Зейнеп Ayşe/Ayse=Айше Gülşen/Gulsen=Гюльшен",
        "Yıldırım/Yildirim=Йылдырым Karadağ/Karadag=Карадаг Özdemir/Ozdemir=Оздемир Çetinkaya/Cetinkaya=Четинкая "
        "Şimşek/Simsek=Шимшек Bozkurt=Бозкурт Aydoğan/Aydogan=Айдоган Erdemli=Эрдемли",
    ),
    "arab": _origin(
        "Khaled/Khalid=Халед=خالد Omar=Омар=عمر Ibrahim=Ибрагим=إبراهيم Faisal/Faysal=Фейсал=فيصل "
        "Mahmoud/Mahmud=Махмуд=محمود Youssef/Yousef=Юсеф=يوسف Tariq/Tarek=Тарик=طارق "
        "Hussam/Houssam=Хуссам=حسام Nabil=Набиль=نبيل",
        "Fatima/Fatma=Фатима=فاطمة Layla/Leila=Лейла=ليلى Hanan=Ханан=حنان Rasha=Раша=رشا",
        "al-Masri/El-Masry/Al_Masri=аль-Масри=المصري Haddad=Хаддад=حداد Barakat=Баракат=بركات Mansour/Mansur=Мансур=منصور Khoury/Houri=Хури=خوري "
        "al-Qahtani/Al_Kahtani=аль-Кахтани=القحطاني "
        "Darwish/Darwich=Дарвиш=درويش Abdelrahman/Abdulrahman=Абдельрахман=عبدالرحمن Shaheen/Chahine=Шахин=شاهين "
        "bin_Saeed/Ben_Said=бин_Саид=بن_سعيد Zoghbi=Зогби=الزغبي",
    ),
    "iranian": _origin(
        "Reza=Реза=رضا Behrouz/Behruz=Бехруз=بهروز Amir=Амир=امیر Siavash/Siyavash=Сиаваш=سیاوش Dariush=Дариуш=داریوش",
        "Shirin/Chirine=Ширин=شیرین Nasrin=Насрин=نسرین Parisa=Париса=پریسا",
        "Hosseinzadeh/Hoseinzade=Хосейнзаде=حسین‌زاده Rahimi=Рахими=رحیمی Esfahani=Эсфахани=اصفهانی Jafari=Джафари=جعفری "
        "Tabatabaei/Tabatabai=Табатабаи=طباطبایی "
        "Kermani=Кермани=کرمانی Mousavian=Мусавиан=موسویان Golestani=Голестани=گلستانی",
    ),
    "chinese": _origin(
        "Wei=Вэй=伟 Xiaoming=Сяомин=晓明 Yong=Юн=勇 Junjie=Цзюньцзе=俊杰 "
        "Jianguo=Цзяньго=建国 Zhiqiang=Чжицян=志强 Haoran=Хаожань=浩然 Guangming=Гуанмин=光明",
        "Xiaoling=Сяолин=晓玲 Meihua=Мэйхуа=美华 Yanfang=Яньфан=艳芳",
        "Zhang=Чжан=张 Zhao=Чжао=赵 Zhou=Чжоу=周 Guo=Го=郭 Luo=Ло=罗 Liang=Лян=梁 Song=Сун=宋 Tang=Тан=唐 "
        "Huang=Хуан=黄 Zheng=Чжэн=郑 Xiong=Сюн=熊 Ouyang=Оуян=欧阳 Jiang=Цзян=蒋 Feng=Фэн=冯",
    ),
    "indian": _origin(
        "Rajesh=Раджеш=राजेश Vikram=Викрам=विक्रम Sandeep/Sandip=Сандип=संदीप Harpreet=Харприт=हरप्रीत Arjun=Арджун=अर्जुन",
        "Priya=Прия=प्रिया Sunita=Сунита=सुनीता Lakshmi=Лакшми=लक्ष्मी",
        "Mukherjee=Мукерджи=मुखर्जी Iyengar=Айенгар=अयंगर Chaudhary/Choudhary"
        "=Чаудхари=चौधरी Venkataraman=Венкатараман=वेंकटरमन Bhattacharya=Бхаттачария=भट्टाचार्य "
        "Malhotra=Малхотра=मल्होत्रा Dhillon=Диллон=ढिल्लों Deshpande=Дешпанде=देशपांडे",
    ),
    "african": _origin(
        "Chukwuemeka=Чуквуэмека Mamadou/Mamadu=Мамаду Kwame=Кваме Jean-Bosco=Жан-Боско Ousmane=Усман Tendai=Тендаи",
        "Aminata=Амината Ngozi=Нгози Fatoumata=Фатумата Chipo=Чипо",
        "Okonkwo=Оконкво Mbeki=Мбеки Kamara=Камара Sankara=Санкара Nkurunziza=Нкурунзиза Balogun=Балогун "
        "Diallo=Диалло Ndiaye/N'Diaye=Ндиай Habyarimana=Хабиаримана Mwangi=Мванги "
        "Traoré/Traore=Траоре Adeyemi=Адейеми Ngoma=Нгома Tshisekwa=Чисеква",
    ),
    "french": _origin(
        "Étienne/Etienne=Этьен Jean-Luc=Жан-Люк Thibault=Тибо Olivier=Оливье Mathieu/Matthieu=Матьё",
        "Hélène/Helene=Элен Françoise/Francoise=Франсуаза Mathilde=Матильда Anne-Sophie=Анн-Софи",
        "Lefebvre/Lefèvre=Лефевр Moreaux=Моро Garnier=Гарнье Bertholet=Бертоле Fauconnier=Фоконье "
        "de_La_Fontaine=де_Ла_Фонтен Beaumarchand=Бомаршан Rousselot=Русло "
        "Guillemette=Гийметт Charpentier=Шарпантье Delacourt=Делакур",
    ),
    "spanish": _origin(
        "Javier=Хавьер Álvaro/Alvaro=Альваро José_Luis/Jose_Luis=Хосе_Луис Rodrigo=Родриго",
        "Lucía/Lucia=Лусия Pilar=Пилар María_José/Maria_Jose=Мария_Хосе",
        "García_Mendoza/Garcia_Mendoza=Гарсия_Мендоса Etxeberria/Echeverría=Эчеверрия Villanueva=Вильянуэва "
        "Ibáñez/Ibanez=Ибаньес Santamaría/Santamaria=Сантамария Zaragoza=Сарагоса",
    ),
    "german": _origin(
        "Jürgen/Juergen=Юрген Wolfgang=Вольфганг Matthias=Маттиас Klaus=Клаус",
        "Ingrid=Ингрид Sabine=Сабина Ursula=Урсула",
        "Hofmeister=Хофмайстер Kesselring=Кессельринг Wiedemann=Видеман Zimmerer=Циммерер "
        "von_Altenburg=фон_Альтенбург Schönfeld/Schoenfeld=Шёнфельд Brückner/Brueckner=Брюкнер "
        "Lindenthal=Линденталь Müllerhoff/Muellerhoff=Мюллерхофф",
    ),
    "balkan": _origin(
        "Dragan=Драган=Драган Miloš/Milosh/Milos=Милош=Милош Nebojša/Nebojsa=Небойша=Небојша Goran=Горан=Горан",
        "Jelena=Елена=Јелена Snežana/Snezana=Снежана=Снежана Milica=Милица=Милица",
        "Stojković/Stojkovic=Стойкович=Стојковић Đurić/Djuric/Duric=Джурич=Ђурић Vukašinović/Vukasinovic=Вукашинович="
        "Вукашиновић Hadžić/Hadzic=Хаджич=Хаџић Perišić/Perisic=Перишич=Перишић",
    ),
}


def _widened(name: str, origin: Origin) -> Origin:
    more = tuple(_part(entry) for entry in rooted_surnames(name).split())
    # the listed ones have their own script and variants: let them come about as often as the made ones
    times = max(1, len(more) // len(origin.surnames))
    return replace(origin, surnames=origin.surnames * times + more)


ORIGINS: dict[str, Origin] = {name: _widened(name, origin) for name, origin in _LISTED.items()}
