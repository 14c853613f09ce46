"""Surnames made of a root and an ending, so that a large leak does not run out of names."""
# ruff: noqa: E501 - names of one kind on one line

_SLAVIC = (
    "Kosar=Косар Bogat=Богат Tyul=Тюл Rudn=Рудн Zavir=Завир Peres=Перес Molch=Молч Sukhor=Сухор Vedn=Ведн Glush=Глуш "
    "Stolyar=Столяр Ryab=Ряб Druzh=Друж Luzh=Луж Pryakh=Прях Gonch=Гонч Mokr=Мокр Yarosl=Яросл Belous=Белоус Kravch=Кравч"
)
_STEPPE = (
    "Abdul=Абдул Sat=Сат Kasym=Касым Mukh=Мух Dzhun=Джун Rashid=Рашид Tokt=Токт Isma=Исма Umar=Умар Yakub=Якуб "
    "Shamsh=Шамш Burkh=Бурх Salim=Салим Hakim=Хаким Nazar=Назар Orun=Орун Temir=Темир Zhak=Жак Kurban=Курбан Aman=Аман"
)
_CAUCASUS = (
    "Bar=Бар Gog=Гог Mel=Мел Kach=Кач Tav=Тав Lord=Лорд Sarg=Сарг Vard=Вард Nerse=Нерсе Abash=Абаш Chiko=Чико "
    "Zurab=Зураб Mikha=Миха Bagrat=Баграт Khut=Хут Tor=Тор"
)
_BALKAN = "Petk=Петк Rad=Рад Mil=Мил Stank=Станк Bogd=Богд Jank=Янк Vesel=Весел Krst=Крст Zlat=Злат Luk=Лук"

_ENDINGS = {
    "russian": (_SLAVIC, "ov=ов enkov=енков atin=атин ovsky=овский itsyn=ицын"),
    "ukrainian": (_SLAVIC, "enko=енко uk=ук ovych=ович chyshyn=чишин"),
    "tatar": (_STEPPE, "ullin=уллин eev=еев utdinov=утдинов"),
    "chechen": (_STEPPE, "khanov=ханов saev=саев kadyev=кадыев"),
    "kazakh": (_STEPPE, "bekov=беков baev=баев galiev=галиев"),
    "uzbek": (_STEPPE, "ov=ов khodzhaev=ходжаев murodov=муродов"),
    "tajik": (_STEPPE, "zoda=зода iyon=иён ov=ов"),
    "azeri": (_STEPPE, "zade=заде li=ли ov=ов"),
    "georgian": (_CAUCASUS, "ashvili=ашвили adze=адзе elia=елия ukhia=ухия"),
    "armenian": (_CAUCASUS, "unyan=унян esyan=есян ikyan=икян"),
    "turkish": (_STEPPE, "oğlu/oglu=оглу soy=сой türk/turk=тюрк"),
    "balkan": (_BALKAN, "ović/ovic=ович anović/anovic=анович ešić/esic=ешич"),
}


def rooted_surnames(origin: str) -> str:
    """More surnames of an origin, as entries of the same form; empty where there is no such rule."""
    roots, endings = _ENDINGS.get(origin, ("", ""))
    return " ".join(_joined(root, ending) for root in roots.split() for ending in endings.split())


def _joined(root: str, ending: str) -> str:
    latin, russian = root.split("=")
    ends, russian_end = ending.split("=")
    return "/".join(latin + one for one in ends.split("/")) + "=" + russian + russian_end
