"""The founding conference's two days as data: rooms, tracks and sessions with their times.

Themes, titles, the exhibition and the visit are those of the real event; how the hours were filled is made up.
"""

from typing import Any, Final

from conference.core.text.localized import i18n
from conference.programme.choices import Kind, PersonRole

ROOMS: Final[dict[str, dict[str, Any]]] = {
    "hall": {
        "name": i18n(ru="Конференц-зал", kk="Конференц-зал", en="Conference hall"),
        "capacity": 120,
        "description": i18n(
            ru="Второй этаж, вход из фойе", kk="Екінші қабат, фойеден кіреді", en="Second floor, from the foyer"
        ),
    },
    "local": {
        "name": i18n(ru="Зал краеведения", kk="Өлкетану залы", en="Local history room"),
        "capacity": 40,
        "description": i18n(ru="Первый этаж, налево", kk="Бірінші қабат, сол жақта", en="Ground floor, on the left"),
    },
    "media": {
        "name": i18n(ru="Медиазал", kk="Медиазал", en="Media room"),
        "capacity": 30,
        "description": i18n(
            ru="Третий этаж, есть лифт", kk="Үшінші қабат, лифт бар", en="Third floor, there is a lift"
        ),
    },
    "exhibition": {
        "name": i18n(ru="Выставочный зал", kk="Көрме залы", en="Exhibition hall"),
        "capacity": None,
        "description": i18n(ru="Первый этаж", kk="Бірінші қабат", en="Ground floor"),
    },
    "department": {
        "name": i18n(
            ru="Отдел развития библиотек", kk="Кітапханаларды дамыту бөлімі", en="Library development department"
        ),
        "capacity": 15,
        "description": i18n(ru="Третий этаж, комната 312", kk="Үшінші қабат, 312-бөлме", en="Third floor, room 312"),
    },
}
TRACKS: Final[dict[str, Any]] = {
    "regional": i18n(ru="Региональный контент", kk="Өңірлік контент", en="Regional content"),
    "history": i18n(ru="Краеведение", kk="Өлкетану", en="Local history"),
    "mobile": i18n(
        ru="Мобильные технологии и коммуникации",
        kk="Мобильді технологиялар және коммуникация",
        en="Mobile technology and communication",
    ),
    "methods": i18n(ru="Методическая работа", kk="Әдістемелік жұмыс", en="Methodical work"),
    "space": i18n(ru="Библиотечное пространство", kk="Кітапхана кеңістігі", en="Library space"),
}
LUNCH = i18n(ru="Обед", kk="Түскі ас", en="Lunch")
TEA = i18n(ru="Кофе и чай", kk="Кофе мен шай", en="Coffee and tea")
SPEAKS = PersonRole.SPEAKER

# Times are (day of the event, "HH:MM", rooms); people are (key of the cast, role).
SESSIONS: Final[list[dict[str, Any]]] = [
    {
        "kind": Kind.BREAK,
        "title": i18n(
            ru="Регистрация участников, чай", kk="Қатысушыларды тіркеу, шай", en="Arrival and registration, tea"
        ),
        "minutes": 60,
        "times": [(0, "09:00", [])],
    },
    {
        "kind": Kind.OPENING,
        "title": i18n(ru="Открытие конференции", kk="Конференцияның ашылуы", en="Opening of the conference"),
        "description": i18n(
            ru="Приветствия гостей к 80-летию библиотеки.",
            kk="Кітапхананың 80 жылдығына орай қонақтардың құттықтау сөздері.",
            en="Greetings on the library's eightieth anniversary.",
        ),
        "minutes": 30,
        "people": [("director", PersonRole.CHAIR)],
        "times": [(0, "10:00", ["hall"])],
    },
    {
        "kind": Kind.ROUND_TABLE,
        "title": i18n(
            ru="Библиотеки – организатор коммуникаций для совместного использования знаний, общения и творчества",
            kk="Кітапханалар – білім алмасу, қарым-қатынас және шығармашылық үшін коммуникация ұйымдастырушысы",
            en="Libraries as organisers of communication for shared knowledge, exchange and creativity",
        ),
        "description": i18n(
            ru="Открытая творческая площадка. Кто не успеет выступить, передаёт выступление письменно: его учтут "
            "наравне с устными.",
            kk="Ашық шығармашылық алаң. Сөз сөйлеуге үлгермегендер сөзін жазбаша береді: ол ауызша "
            "сөзбен тең ескеріледі.",
            en="An open creative floor. Those who do not get to speak hand in their words in writing: "
            "both count alike.",
        ),
        "track": "regional",
        "minutes": 150,
        "people": [("moderator", PersonRole.MODERATOR), ("head_development", SPEAKS), ("bukhar", SPEAKS)],
        "times": [(0, "14:00", ["hall"])],
    },
    {
        "kind": Kind.PLENARY,
        "title": i18n(
            ru="Инновационное развитие областной библиотеки",
            kk="Облыстық кітапхананың инновациялық дамуы",
            en="Innovation in a regional library",
        ),
        "language": "ru",
        "track": "methods",
        "minutes": 30,
        "people": [("pushkin", SPEAKS)],
        "times": [(0, "10:30", ["hall"])],
    },
    {
        "title": i18n(ru="Исключения из авторского права для библиотек: что изменилось в работе"),
        "language": "ru",
        "track": "regional",
        "minutes": 20,
        "people": [("sverdlovsk", SPEAKS)],
        "times": [(0, "11:00", ["hall"])],
    },
    {
        "title": i18n(ru="Методический отдел как лаборатория: опыт областной библиотеки"),
        "language": "ru",
        "track": "methods",
        "minutes": 20,
        "people": [("novosibirsk", SPEAKS)],
        "times": [(0, "11:20", ["hall"])],
    },
    {"kind": Kind.BREAK, "title": TEA, "minutes": 20, "times": [(0, "11:40", [])]},
    {
        "title": i18n(ru="Библиотека – центр краеведческой культуры", kk="Кітапхана – өлкетану мәдениетінің орталығы"),
        "language": "ru",
        "track": "history",
        "minutes": 20,
        "people": [("osakarovka", SPEAKS)],
        "times": [(0, "12:00", ["hall"])],
    },
    {
        "title": i18n(ru="Мобильные технологии в библиотеках города"),
        "language": "ru",
        "track": "mobile",
        "minutes": 20,
        "people": [("shakhtinsk", SPEAKS)],
        "times": [(0, "12:00", ["local"])],
    },
    {
        "title": i18n(
            kk="Кітапхана кеңістікті кеңейтеді",
            ru="Библиотека расширяет пространство",
            en="The library widens its space",
        ),
        "language": "kk",
        "track": "space",
        "minutes": 20,
        "people": [("bukhar", SPEAKS)],
        "times": [(0, "12:20", ["hall"])],
    },
    {"kind": Kind.BREAK, "title": LUNCH, "minutes": 60, "times": [(0, "13:00", []), (1, "13:00", [])]},
    {
        "kind": Kind.EXHIBITION,
        "title": i18n(
            ru="Современные библиотеки – мир новых возможностей",
            kk="Заманауи кітапханалар – жаңа мүмкіндіктер әлемі",
            en="Modern libraries: a world of new possibilities",
        ),
        "subtitle": i18n(
            ru="Выставка-презентация библиотек области",
            kk="Облыс кітапханаларының көрме-таныстырылымы",
            en="Exhibition and presentation of the region's libraries",
        ),
        "description": i18n(
            ru="Энциклопедии сёл, районов и городов, мини-музеи и этнографические уголки, оцифрованные районные "
            "газеты.",
            kk="Ауыл, аудан және қала энциклопедиялары, шағын музейлер мен этнографиялық бұрыштар, цифрланған аудандық "
            "газеттер.",
            en="Encyclopaedias of villages, districts and towns, mini-museums and ethnographic corners, digitised "
            "local newspapers.",
        ),
        "track": "history",
        "minutes": 360,
        "times": [(0, "10:00", ["exhibition"]), (1, "10:00", ["exhibition"])],
    },
    {
        "kind": Kind.VISIT,
        "title": i18n(
            ru="Методическая кухня: посещение отдела развития библиотек",
            kk="«Әдістемелік ас үй»: кітапханаларды дамыту бөліміне сапар",
            en="The methodical kitchen: a visit to the library development department",
        ),
        "description": i18n(
            ru="Пятнадцать мест в каждой группе. Вопросы об аналитической работе отдела приветствуются.",
            kk="Әр топта он бес орын. Бөлімнің талдау жұмысы туралы сұрақтар құпталады.",
            en="Fifteen places in each group. Questions about the department's analytical work are welcome.",
        ),
        "track": "methods",
        "minutes": 60,
        "people": [("head_development", PersonRole.MODERATOR)],
        "times": [(0, "16:45", ["department"]), (1, "11:50", ["department"])],
    },
    {
        "kind": Kind.SOCIAL,
        "title": i18n(ru="Вечер в кругу коллег", kk="Әріптестер кеші", en="An evening among colleagues"),
        "minutes": 120,
        "times": [(0, "18:00", [])],
    },
    {
        "kind": Kind.PLENARY,
        "title": i18n(
            ru="Краеведение в библиотеках области: не отдельные случаи, а региональная тенденция",
            kk="Облыс кітапханаларындағы өлкетану: жекелеген мысал емес, өңірлік үрдіс",
            en="Local history in the region's libraries: not single cases but a regional trend",
        ),
        "language": "ru",
        "track": "history",
        "minutes": 30,
        "people": [("head_development", SPEAKS)],
        "times": [(1, "10:00", ["hall"])],
    },
    {
        "kind": Kind.ROUND_TABLE,
        "title": i18n(
            ru="Проблема наполнения КазНЭБ региональным контентом",
            kk="ҚазҰЭК-ті өңірлік контентпен толықтыру мәселесі",
            en="Filling the Kazakh National Electronic Library with regional content",
        ),
        "language": "ru",
        "track": "regional",
        "minutes": 60,
        "people": [("head_development", SPEAKS)],
        "times": [(1, "10:30", ["hall"])],
    },
    {"kind": Kind.BREAK, "title": TEA, "minutes": 20, "times": [(1, "11:30", [])]},
    {
        "kind": Kind.VISIT,
        "title": i18n(
            ru="Экскурсия по залу краеведения: архив областных газет",
            kk="Өлкетану залына экскурсия: облыстық газеттер мұрағаты",
            en="A tour of the local history room: the archive of regional newspapers",
        ),
        "track": "history",
        "minutes": 60,
        "people": [("rapporteur", PersonRole.MODERATOR)],
        "times": [(1, "11:50", ["local"])],
    },
    {
        "kind": Kind.OPENING,
        "title": i18n(
            ru="Подведение итогов, рекомендации участников",
            kk="Қорытынды, қатысушылардың ұсынымдары",
            en="Conclusions and recommendations of the participants",
        ),
        "minutes": 60,
        "people": [("moderator", PersonRole.CHAIR), ("rapporteur", SPEAKS)],
        "times": [(1, "14:00", ["hall"])],
    },
    {
        "kind": Kind.SOCIAL,
        "title": i18n(
            ru="Прогулка по историческому центру города",
            kk="Қаланың тарихи орталығы бойынша серуен",
            en="A walk through the historic centre",
        ),
        "minutes": 90,
        "times": [],
    },
]
# Accepted from the call meanwhile (title, day, time, room, track) and placed for the second release.
ACCEPTED: Final[list[tuple[str, int, str, str, str]]] = [
    ("Мобильді кітапхана шалғай ауылдарда", 0, "12:20", "media", "mobile"),
    ("Энциклопедия района силами сельских библиотек", 0, "12:40", "hall", "history"),
    ("Отбор краеведческих документов для оцифровки: проект положения", 1, "10:30", "media", "regional"),
]
# Moved after the preliminary programme was out, so that the second release has something to tell.
MOVED: Final = ("Мобильные технологии в библиотеках города", "media")
