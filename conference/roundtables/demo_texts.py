"""What is said at the demo's round table; themes, questions, titles and proposals are those of the founding case."""

from typing import Any, Final

from conference.core.text.localized import i18n
from conference.roundtables.choices import StatementKind

ORAL, WRITTEN = StatementKind.ORAL, StatementKind.WRITTEN

TITLE: Final = i18n(
    ru="Библиотеки – организатор коммуникаций для совместного использования знаний, общения и творчества",
    kk="Кітапханалар – білім алмасу, қарым-қатынас және шығармашылық үшін коммуникация ұйымдастырушысы",
    en="Libraries as organisers of communication for shared knowledge, exchange and creativity",
)
THEME: Final = i18n(
    ru="Открытая творческая площадка: чем живут библиотеки области и чем они могут поделиться друг с другом.",
    kk="Ашық шығармашылық алаң: облыс кітапханалары немен тыныстайды және бір-бірімен немен бөлісе алады.",
    en="An open creative floor: what the libraries of the region live by, and what they can share with one another.",
)
ORGANISERS: Final = i18n(
    ru="Областная универсальная научная библиотека",
    kk="Облыстық әмбебап ғылыми кітапхана",
    en="Regional Universal Scientific Library",
)
THEMES: Final[dict[str, Any]] = {
    "local": i18n(ru="Краеведение", kk="Өлкетану", en="Local history"),
    "technology": i18n(ru="Мобильные технологии", kk="Мобильді технологиялар", en="Mobile technologies"),
    "space": i18n(ru="Пространство библиотеки", kk="Кітапхана кеңістігі", en="The library as a space"),
    "digitisation": i18n(ru="Оцифровка", kk="Цифрландыру", en="Digitisation"),
}
FIRST_QUESTION: Final = {
    "title": i18n(
        ru="Библиотека как место общения и творчества: опыт областных библиотек и ЦБС",
        kk="Кітапхана – қарым-қатынас пен шығармашылық орны: облыстық кітапханалар мен ОКЖ тәжірибесі",
        en="The library as a place to meet and create: what regional libraries and library systems have learned",
    ),
    "description": i18n(
        ru="Инновационное развитие, мобильные технологии, краеведение, новое пространство библиотеки.",
        kk="Инновациялық даму, мобильді технологиялар, өлкетану, кітапхананың жаңа кеңістігі.",
        en="Innovation, mobile technologies, local history, the new space of the library.",
    ),
    "synthesis": i18n(
        ru="Слово получили не все, но сказать есть что каждой системе. Через все выступления, устные и письменные, "
        "проходит **краеведение**:\n\n"
        "- энциклопедии сёл, районов и городов;\n"
        "- мини-музеи и этнографические уголки в библиотеках;\n"
        "- архивы местных газет на сайтах библиотек.\n\n"
        "Это не единичный опыт, а тенденция всей области.",
        kk="Сөз барлығына бірдей тимегенімен, әр жүйенің айтары бар. Ауызша да, жазбаша да баяндамалардың бәріне ортақ "
        "тақырып – **өлкетану**:\n\n"
        "- ауылдар, аудандар мен қалалар энциклопедиялары;\n"
        "- кітапханалардағы шағын музейлер мен этнографиялық бұрыштар;\n"
        "- кітапхана сайттарындағы жергілікті газеттер мұрағаты.\n\n"
        "Бұл жекелеген тәжірибе емес, бүкіл облысқа тән үрдіс.",
        en="Not everybody could speak, yet every system has something to say. **Local history** runs through all "
        "statements, spoken and written:\n\n"
        "- encyclopaedias of villages, districts and towns;\n"
        "- mini-museums and ethnographic corners inside libraries;\n"
        "- archives of local newspapers on the libraries' sites.\n\n"
        "These are not single cases but a trend of the whole region.",
    ),
}
SECOND_QUESTION: Final = {
    "title": i18n(
        ru="Проблема наполнения КазНЭБ региональным контентом",
        kk="ҚазҰЭК-ті өңірлік контентпен толықтыру мәселесі",
        en="Filling the Kazakh National Electronic Library with regional content",
    ),
    "description": i18n(
        ru="Что отбирать, в каком формате оцифровывать и что позволяет закон.",
        kk="Нені іріктеу, қандай форматта цифрландыру керек және заң нені рұқсат етеді.",
        en="What to select, in which format to digitise, and what the law allows.",
    ),
}
# who (a key of the cast or of an organisation), kind, themes, title, text
FIRST_STATEMENTS: Final[list[tuple[str, str, list[str], Any, Any]]] = [
    (
        "pushkin",
        ORAL,
        ["space", "technology"],
        i18n(ru="Инновационное развитие областной библиотеки", kk="Облыстық кітапхананың инновациялық дамуы"),
        i18n(
            ru="Новое начинается не с техники, а с вопроса, зачем читатель придёт завтра. Библиотека становится "
            "местом, где вместе учатся и создают, а проект живёт столько, сколько он нужен людям."
        ),
    ),
    (
        "shakhtinsk",
        ORAL,
        ["technology"],
        i18n(
            ru="Мобильные технологии в библиотеках города",
            kk="Қала кітапханаларындағы мобильді технологиялар",
            en="Mobile technologies in the libraries of a town",
        ),
        i18n(
            ru="SMS-рассылки напоминают о сроках и приглашают на встречи, страницы в социальных сетях собирают отзывы, "
            "QR-коды на полках ведут к полным текстам. Ни то, ни другое, ни третье не требует больших средств."
        ),
    ),
    (
        "osakarovka",
        ORAL,
        ["local"],
        i18n(ru="Библиотека – центр краеведческой культуры"),
        i18n(
            ru="История посёлка складывается из семейных альбомов и рассказов старожилов. Библиотека их собирает, "
            "описывает и возвращает жителям – выставкой, встречей, страницей на сайте."
        ),
    ),
    (
        "bukhar",
        ORAL,
        ["space", "local"],
        i18n(kk="Кітапхана кеңістікті кеңейтеді"),
        i18n(
            kk="Кітапхана төрт қабырғамен шектелмейді: оқырманға өзі барады, ауылдың тарихын жинайды, көшпелі "
            "көрмелер мен кездесулер ұйымдастырады."
        ),
    ),
    (
        "@temirtau",
        WRITTEN,
        ["local"],
        i18n(ru="Энциклопедия города: как её пишут вместе с жителями"),
        i18n(ru="Статьи пишут читатели, проверяет библиограф. Важно договориться об источниках до начала работы."),
    ),
    (
        "@balkhash",
        WRITTEN,
        ["local", "space"],
        i18n(kk="Кітапханадағы шағын музей"),
        i18n(
            kk="Тұрғындар сыйлаған заттар мен суреттер кітап сөрелерінің қасында тұрады: әр заттың өз тарихы жазылған."
        ),
    ),
    (
        "@ulytau",
        WRITTEN,
        ["local"],
        i18n(kk="Ауыл энциклопедиясы және этнографиялық бұрыш"),
        i18n(kk="Ақсақалдардың әңгімелері жазып алынып, ауыл энциклопедиясына енгізіледі."),
    ),
    (
        "@kostanay",
        WRITTEN,
        ["local", "digitisation"],
        i18n(ru="Архив областной газеты на сайте библиотеки"),
        i18n(ru="Старые номера читают чаще новых. Самое трудное – единое описание: даты, авторы, темы."),
    ),
]
SECOND_STATEMENTS: Final[list[tuple[str, str, list[str], Any, Any]]] = [
    (
        "head_development",
        ORAL,
        ["digitisation"],
        i18n(
            ru="Региональный контент КазНЭБ: что мешает наполнению",
            kk="ҚазҰЭК-тің өңірлік контенті: толықтыруға не кедергі",
        ),
        i18n(
            ru="Каждая библиотека оцифровывает по-своему и отбирает по-своему. Без общих правил отбора и единого "
            "формата собранное не складывается в фонд республики."
        ),
    ),
    (
        "novosibirsk",
        ORAL,
        ["digitisation"],
        i18n(ru="Исключения для библиотек в авторском праве: как это устроено в России"),
        i18n(
            ru="Закон допускает копирование в целях сохранности и выдачу копий в помещении библиотеки. Это даёт "
            "возможность оцифровывать ветхие и редкие издания."
        ),
    ),
    (
        "@pavlodar",
        WRITTEN,
        ["digitisation", "local"],
        i18n(ru="Какие краеведческие документы оцифровывать в первую очередь"),
        i18n(ru="Те, которых больше нет нигде: районные газеты, машинописные воспоминания, фотографии."),
    ),
    (
        "@kyzylorda",
        WRITTEN,
        ["digitisation"],
        i18n(kk="Бірыңғай цифрландыру форматының қажеттілігі"),
        i18n(kk="Әр кітапхананың өз форматы болса, ортақ қор құрылмайды: стандарт республика бойынша бір болуы тиіс."),
    ),
]
# author, addressee, text
PROPOSALS: Final[list[tuple[str, Any, Any]]] = [
    (
        "head_development",
        i18n(
            ru="Национальной библиотеке Республики Казахстан",
            kk="Қазақстан Республикасының Ұлттық кітапханасына",
            en="To the National Library of the Republic of Kazakhstan",
        ),
        i18n(
            ru="разработать положение об отборе социально значимых краеведческих документов для оцифровки",
            kk="әлеуметтік маңызы бар өлкетану құжаттарын цифрландыру үшін іріктеу туралы ереже әзірлеу",
            en="to draw up a regulation on selecting socially significant local-history documents for digitisation",
        ),
    ),
    (
        "head_development",
        i18n(
            ru="Национальной библиотеке Республики Казахстан",
            kk="Қазақстан Республикасының Ұлттық кітапханасына",
            en="To the National Library of the Republic of Kazakhstan",
        ),
        i18n(
            ru="принять единый для всей республики формат оцифровки",
            kk="бүкіл республика үшін бірыңғай цифрландыру форматын қабылдау",
            en="to adopt one digitisation format for the whole republic",
        ),
    ),
    (
        "pushkin",
        i18n(
            ru="Министерству культуры и информации Республики Казахстан",
            kk="Қазақстан Республикасының Мәдениет және ақпарат министрлігіне",
            en="To the Ministry of Culture and Information of the Republic of Kazakhstan",
        ),
        i18n(
            ru="внести предложение об исключениях из авторского права для библиотек по примеру российского "
            "законодательства",
            kk="Ресей заңнамасының үлгісімен кітапханалар үшін авторлық құқықтан ерекшеліктер енгізу туралы ұсыныс "
            "жасау",
            en="to propose exceptions to copyright for libraries, following the example of Russian legislation",
        ),
    ),
]
PREAMBLE: Final = i18n(
    ru="- библиотеки области стали площадками общения, совместного творчества и обмена знаниями;\n"
    "- краеведение объединяет работу всех систем: создаются энциклопедии сёл, районов и городов, мини-музеи и "
    "этнографические уголки, архивы местных газет;\n"
    "- опыт, представленный устно и письменно, показывает общую для области тенденцию.",
    kk="- облыс кітапханалары қарым-қатынас, бірлескен шығармашылық және білім алмасу алаңдарына айналды;\n"
    "- өлкетану барлық жүйелердің жұмысын біріктіреді: ауыл, аудан және қала энциклопедиялары, шағын музейлер мен "
    "этнографиялық бұрыштар, жергілікті газеттер мұрағаты жасалуда;\n"
    "- ауызша және жазбаша ұсынылған тәжірибе облысқа ортақ үрдісті көрсетеді.",
    en="- the libraries of the region have become places to meet, to create together and to share knowledge;\n"
    "- local history unites the work of all systems: encyclopaedias of villages, districts and towns, mini-museums and "
    "ethnographic corners, archives of local newspapers;\n"
    "- what was presented, in speech and in writing, shows a trend common to the region.",
)
PROBLEMS: Final = i18n(
    ru="- нет общих правил отбора краеведческих документов для оцифровки;\n"
    "- библиотеки оцифровывают в разных форматах, поэтому собранное трудно передать в КазНЭБ;\n"
    "- авторское право не предусматривает для библиотек исключений, достаточных для оцифровки.",
    kk="- өлкетану құжаттарын цифрландыру үшін іріктеудің ортақ қағидалары жоқ;\n"
    "- кітапханалар әртүрлі форматта цифрландырады, сондықтан жиналғанды ҚазҰЭК-ке тапсыру қиын;\n"
    "- авторлық құқықта кітапханалар үшін цифрландыруға жеткілікті ерекшеліктер көзделмеген.",
    en="- there are no common rules for selecting local-history documents for digitisation;\n"
    "- libraries digitise in different formats, so that what they collect is hard to hand over to the national "
    "electronic library;\n"
    "- copyright makes no exceptions for libraries that would suffice for digitisation.",
)
