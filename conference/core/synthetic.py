"""Made-up texts and names for events of any size: the words of librarians in Kazakh, Russian and English.

Everything follows from one seed, so that two machines measure the same event. Nothing here is random in any sense that
safety could rest on.
"""

import random
from typing import Final, NamedTuple

from conference.core.text.localized import LANGUAGE_CODES

# What a talk is about, in what light, and where: the same places in each list are the same words in each language.
SUBJECTS: Final[dict[str, tuple[str, ...]]] = {
    "ru": (
        "Краеведческие фонды", "Электронная библиотека", "Районные газеты", "Редкие книги", "Детское чтение",
        "Авторитетные записи", "Мобильные сервисы", "Каталог музея при библиотеке", "Оцифровка", "Читательские клубы",
        "Методические визиты", "Библиография края", "Устная история", "Карты и планы", "Открытые данные", "Родословные",
    ),
    "kk": (
        "Өлкетану қорлары", "Электрондық кітапхана", "Аудандық газеттер", "Сирек кітаптар", "Балалар оқуы",
        "Беделді жазбалар", "Мобильді қызметтер", "Кітапхана музейінің каталогы", "Цифрлау", "Оқырман клубтары",
        "Әдістемелік сапарлар", "Өлке библиографиясы", "Ауызша тарих", "Карталар мен жоспарлар", "Ашық деректер",
        "Шежірелер",
    ),
    "en": (
        "Local history collections", "The digital library", "District newspapers", "Rare books", "Children's reading",
        "Authority records", "Mobile services", "The catalogue of a library museum", "Digitisation", "Readers' clubs",
        "Methodical visits", "Regional bibliography", "Oral history", "Maps and plans", "Open data", "Genealogies",
    ),
}  # fmt: skip
LIGHTS: Final[dict[str, tuple[str, ...]]] = {
    "ru": (
        "опыт десяти лет", "вопросы без ответа", "от замысла к каталогу", "первые итоги", "взгляд методиста",
        "цена и польза", "ошибки, на которых учатся", "кто читает и зачем", "стандарты и практика", "что дальше",
    ),
    "kk": (
        "он жылдық тәжірибе", "жауабы жоқ сұрақтар", "ойдан каталогқа дейін", "алғашқы қорытынды", "әдіскер көзқарасы",
        "құны мен пайдасы", "сабақ болған қателер", "кім және не үшін оқиды", "стандарт пен практика", "әрі қарай не",
    ),
    "en": (
        "ten years of practice", "questions without an answer", "from idea to catalogue", "first results",
        "a methodologist's view", "cost and use", "mistakes worth making", "who reads them and why",
        "standards and practice", "what comes next",
    ),
}  # fmt: skip
PLACES: Final[dict[str, tuple[str, ...]]] = {
    "ru": (
        "в сельской библиотеке", "в областном центре", "в степном районе", "в городской сети", "на границе двух стран",
        "в школе и вузе", "в пандемию и после", "в трёх языках", "в малом городе", "в национальной библиотеке",
        "у соседей", "в одном здании с музеем",
    ),
    "kk": (
        "ауыл кітапханасында", "облыс орталығында", "далалы ауданда", "қалалық желіде", "екі елдің шекарасында",
        "мектеп пен жоғары оқу орнында", "пандемияда және кейін", "үш тілде", "шағын қалада", "ұлттық кітапханада",
        "көршілерде", "музеймен бір ғимаратта",
    ),
    "en": (
        "in a village library", "in a regional centre", "in a steppe district", "in a city network",
        "on the border of two countries", "at school and university", "during the pandemic and after",
        "in three languages", "in a small town", "in a national library", "among neighbours",
        "under one roof with a museum",
    ),
}  # fmt: skip
SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "ru": (
        "Описан порядок отбора документов и работа с владельцами частных собраний.",
        "Приводятся данные о посещениях и выдачах за пять лет.",
        "Показано, как библиотеки района делят между собой роспись местной печати.",
        "Отдельно рассматриваются права на публикации, авторы которых неизвестны.",
        "Авторы предлагают единый формат описания и просят коллег проверить его на своих фондах.",
        "Сравниваются два способа распознавания газет начала прошлого века.",
    ),
    "kk": (
        "Құжаттарды іріктеу тәртібі мен жеке жинақ иелерімен жұмыс баяндалады.",
        "Бес жылдағы келу мен кітап беру туралы деректер келтіріледі.",
        "Аудан кітапханаларының жергілікті баспасөзді сипаттауды қалай бөлісетіні көрсетіледі.",
        "Авторы белгісіз жарияланымдарға құқық мәселесі бөлек қаралады.",
        "Авторлар сипаттаудың бірыңғай форматын ұсынып, әріптестерден өз қорларында тексеруді сұрайды.",
        "Өткен ғасыр басындағы газеттерді танудың екі тәсілі салыстырылады.",
    ),
    "en": (
        "The paper describes how documents are selected and how owners of private collections are won over.",
        "Figures of visits and loans over five years are given.",
        "It shows how the libraries of a district share the indexing of the local press.",
        "Rights in publications whose authors are unknown are treated separately.",
        "The authors propose one format of description and ask colleagues to test it on their holdings.",
        "Two ways of recognising newspapers from the early last century are compared.",
    ),
}
KAZAKH_FAMILIES: Final = (
    "Әбдірахман Әлімбек Байжан Ғабит Дәулет Есенғали Жұмабек Зейнолла Исабек Қасым Қожахмет Мұқан Мұсағали Нұрлан "
    "Оразбай Өтеген Рақымжан Сәрсен Сейіт Тілеуберді Төлеген Ұзақбай Үсен Шәріп"
).split()
KAZAKH_WOMEN: Final = "Айгүл Ақмарал Бибігүл Гүлнәр Дәмелі Жанар Қымбат Мөлдір Нұргүл Сәуле Ұлжан Әсел".split()
KAZAKH_MEN: Final = "Асқар Бауыржан Дәурен Ерлан Жәнібек Қанат Мұрат Нұрлан Өмірбек Сәкен Тимур Үсен".split()
RUSSIAN_FAMILIES: Final = (
    "Алексеев Белов Воробьёв Голубев Дьяков Ершов Журавлёв Зайцев Калинин Лебедев Морозов Орлов Панов Рябов Соколов "
    "Тарасов Фёдоров Щербаков"
).split()
RUSSIAN_WOMEN: Final = "Анна Вера Галина Елена Ирина Людмила Марина Надежда Ольга Светлана Татьяна Юлия".split()
RUSSIAN_MEN: Final = "Алексей Борис Виктор Дмитрий Евгений Игорь Кирилл Николай Олег Павел Сергей Юрий".split()
LATIN_FAMILIES: Final = "Kowalska Müller Yoʻldosheva Özdemir Andersson Novák Dubois O'Connor Jánosi Peeters".split()
LATIN_GIVEN: Final = "Agnieszka Bernd Nilufar Emre Karin Petr Hélène Aoife Gábor Lotte".split()
TOWNS: Final = "Қарағанды Өскемен Семей Павлодар Алматы Астана Ақтөбе Орал Новосибирск Екатеринбург Омск".split()


class Name(NamedTuple):
    """The parts of a name and the language in which its bearer is written to."""

    family: str
    given: str
    patronymic: str
    language: str


class Words:
    """A source of texts and names; two with the same seed say the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"alqa synthetic {seed}")  # noqa: S311 - nothing rests on it

    def title(self, number: int) -> dict[str, str]:
        """Return the title of the `number`th text by language: each of the first 1,920 is another."""
        subjects, lights, places = len(SUBJECTS["en"]), len(LIGHTS["en"]), len(PLACES["en"])
        subject, rest = number % subjects, number // subjects
        light, place = rest % lights, (rest // lights + number) % places
        again = number // (subjects * lights * places)
        mark = f" ({again + 1})" if again else ""
        return {
            code: f"{SUBJECTS[code][subject]} {PLACES[code][place]}: {LIGHTS[code][light]}{mark}"
            for code in LANGUAGE_CODES
        }

    def abstract(self, words: int = 150) -> dict[str, str]:
        """Return a paragraph by language, in each the same sentences: about `words` words of Russian."""
        chosen: list[int] = []
        length = 0
        while length < words:
            round_ = list(range(len(SENTENCES["ru"])))
            self.chance.shuffle(round_)
            for number in round_:
                if length < words:
                    chosen.append(number)
                    length += len(SENTENCES["ru"][number].split())
        return {code: " ".join(SENTENCES[code][number] for number in chosen) for code in LANGUAGE_CODES}

    def name(self) -> Name:
        """Return a name in one of three scripts, with and without a patronymic."""
        kind = self.chance.choice(("kk", "kk", "ru", "ru", "en"))
        is_woman = self.chance.random() < 0.7
        if kind == "en":
            return Name(self.chance.choice(LATIN_FAMILIES), self.chance.choice(LATIN_GIVEN), "", "en")
        families, women, men = (
            (KAZAKH_FAMILIES, KAZAKH_WOMEN, KAZAKH_MEN)
            if kind == "kk"
            else (RUSSIAN_FAMILIES, RUSSIAN_WOMEN, RUSSIAN_MEN)
        )
        family = self.chance.choice(families) + ("" if kind == "ru" else self._family_end()) + ("а" if is_woman else "")
        father = self.chance.choice(KAZAKH_MEN if kind == "kk" else RUSSIAN_MEN)
        given = self.chance.choice(women if is_woman else men)
        has_patronymic = self.chance.random() < 0.6
        return Name(family, given, self._patronymic(father, kind, is_woman) if has_patronymic else "", kind)

    def _family_end(self) -> str:
        return self.chance.choice(("ов", "ев"))

    def _patronymic(self, father: str, kind: str, is_woman: bool) -> str:
        if kind == "kk":
            return father + ("қызы" if is_woman else "ұлы")
        stem = father.removesuffix("й").removesuffix("ь")
        soft = father != stem
        return stem + ("е" if soft else "о") + ("вна" if is_woman else "вич")

    def town(self) -> str:
        """Return a town."""
        return self.chance.choice(TOWNS)
