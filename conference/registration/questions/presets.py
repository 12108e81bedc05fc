"""Sections of usual questions that the team adds with one press; afterwards they are questions like any other."""

from dataclasses import dataclass, field
from typing import Final

from conference.registration.questions.choices import Kind

Texts = dict[str, str]


def _in(ru: str, kk: str, en: str) -> Texts:
    return {"ru": ru, "kk": kk, "en": en}


@dataclass(frozen=True)
class Ask:
    """One question of a section.

    `when` names an earlier one of the section and the number of the choice, or "yes", on which this one is asked;
    `not_before` an earlier date.
    """

    key: str
    kind: Kind
    label: Texts
    help_text: Texts = field(default_factory=dict)
    choices: tuple[Texts, ...] = ()
    places: int | None = None
    numbers: tuple[int, int] | None = None
    when: tuple[str, int | str] | None = None
    not_before: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Preset:
    """A section of questions; `on_site`: only those who come in person are asked."""

    key: str
    title: Texts
    questions: tuple[Ask, ...]
    description: Texts = field(default_factory=dict)
    on_site: bool = True


FOOD: Final = Preset(
    "food",
    _in("Питание", "Тамақтану", "Food"),
    (
        Ask(
            "diet",
            Kind.CHOICE,
            _in("Какое питание вам подходит?", "Сізге қандай тамақ қолайлы?", "Which food suits you?"),
            choices=(
                _in("Обычное", "Кәдімгі", "Anything"),
                _in("Халяль", "Халал", "Halal"),
                _in("Вегетарианское", "Вегетариандық", "Vegetarian"),
                _in("Веганское", "Вегандық", "Vegan"),
                _in("Другое", "Басқа", "Something else"),
            ),
        ),
        Ask(
            "other",
            Kind.TEXT,
            _in("Что именно?", "Нақты қандай?", "What exactly?"),
            when=("diet", 4),
        ),
        Ask(
            "allergies",
            Kind.TEXT,
            _in("Чего вам нельзя?", "Сізге не жеуге болмайды?", "Is there anything you must not eat?"),
            _in(
                "Аллергия, непереносимость: передадим тем, кто отвечает за питание.",
                "Аллергия немесе тағамды көтере алмау: тамақтандыруға жауаптыларға жеткіземіз.",
                "Allergies or intolerances: we pass it on to those who arrange the meals.",
            ),
        ),
    ),
)
ACCESSIBILITY: Final = Preset(
    "accessibility",
    _in("Удобство участия", "Қатысуға қолайлы жағдай", "Taking part with ease"),
    (
        Ask(
            "needs",
            Kind.MANY,
            _in(
                "Что поможет вам участвовать с удобством?",
                "Ыңғайлы қатысуыңызға не көмектеседі?",
                "What would help you take part?",
            ),
            _in(
                "Отметьте, что вам пригодится: мы подготовим это заранее. Объяснять причины не нужно.",
                "Қажетін белгілеңіз, алдын ала дайындап қоямыз. Себебін түсіндірудің қажеті жоқ.",
                "Tick what you can use, and we shall have it ready. You need not explain why.",
            ),
            choices=(
                _in("Вход и зал без ступеней", "Баспалдақсыз кіреберіс пен зал", "Step-free way to the hall"),
                _in("Место для кресла-коляски", "Кресло-арбаға арналған орын", "A place for a wheelchair"),
                _in("Место ближе к сцене", "Сахнаға жақын орын", "A seat near the stage"),
                _in("Перевод на жестовый язык", "Ымдау тіліне аударма", "Sign language interpretation"),
                _in("Усиление звука, индукционная петля", "Дыбыс күшейткіш, индукциялық ілмек", "A hearing loop"),
                _in("Материалы крупным шрифтом", "Ірі қаріппен басылған материалдар", "Materials in large print"),
                _in(
                    "Файлы для программы чтения с экрана",
                    "Экран оқығышқа арналған файлдар",
                    "Files for a screen reader",
                ),
                _in("Сопровождающий", "Бірге жүретін адам", "A companion comes with me"),
            ),
        ),
        Ask(
            "more",
            Kind.LONG_TEXT,
            _in("Что ещё нам стоит предусмотреть?", "Тағы нені ескергеніміз жөн?", "Is there anything else we can do?"),
        ),
    ),
    on_site=False,
)
STAY: Final = Preset(
    "stay",
    _in("Проживание", "Тұратын орын", "Accommodation"),
    (
        Ask(
            "needed",
            Kind.YES_NO,
            _in("Нужно ли вам место в гостинице?", "Сізге қонақүйден орын керек пе?", "Do you need a room in a hotel?"),
            is_required=True,
        ),
        Ask(
            "first",
            Kind.DATE,
            _in("Заселение", "Қонақүйге орналасатын күн", "From"),
            when=("needed", "yes"),
            is_required=True,
        ),
        Ask(
            "nights",
            Kind.NUMBER,
            _in("Сколько ночей?", "Неше түн?", "How many nights?"),
            when=("needed", "yes"),
            numbers=(1, 30),
            is_required=True,
        ),
        Ask(
            "room",
            Kind.CHOICE,
            _in("Номер", "Нөмір", "Room"),
            choices=(
                _in("Одноместный", "Бір орынды", "Single"),
                _in("Двухместный, с коллегой", "Екі орынды, әріптесіммен", "Shared with a colleague"),
            ),
            when=("needed", "yes"),
        ),
        Ask(
            "with",
            Kind.TEXT,
            _in("С кем вы хотите жить?", "Кіммен бірге тұрғыңыз келеді?", "With whom?"),
            when=("room", 1),
        ),
    ),
)
_WAYS: Final = (
    _in("Поезд", "Пойыз", "Train"),
    _in("Самолёт", "Ұшақ", "Plane"),
    _in("Автобус", "Автобус", "Bus"),
    _in("Автомобиль", "Автокөлік", "Car"),
)
TRAVEL: Final = Preset(
    "travel",
    _in("Приезд и отъезд", "Келу және қайту", "Arrival and departure"),
    (
        Ask("arrival", Kind.DATE, _in("Дата приезда", "Келетін күніңіз", "Date of arrival")),
        Ask("by", Kind.CHOICE, _in("На чём вы приедете?", "Немен келесіз?", "How will you come?"), choices=_WAYS),
        Ask(
            "number",
            Kind.TEXT,
            _in(
                "Номер поезда или рейса и время", "Пойыздың не рейстің нөмірі, уақыты", "Train or flight, and the time"
            ),
            _in("Например: KC 951, 14:25.", "Мысалы: KC 951, 14:25.", "For example: KC 951, 14:25."),
        ),
        Ask(
            "transfer",
            Kind.YES_NO,
            _in("Встретить ли вас?", "Сізді қарсы алу керек пе?", "Shall we meet you on arrival?"),
        ),
        Ask(
            "departure",
            Kind.DATE,
            _in("Дата отъезда", "Қайтатын күніңіз", "Date of departure"),
            not_before="arrival",
        ),
        Ask(
            "back",
            Kind.TEXT,
            _in(
                "Номер поезда или рейса и время отъезда",
                "Қайтатын пойыз не рейс, уақыты",
                "Train or flight back, and the time",
            ),
        ),
    ),
)
SIDE_EVENTS: Final = Preset(
    "side_events",
    _in("Экскурсии и вечер", "Экскурсиялар мен кеш", "Visits and the evening"),
    (
        Ask(
            "visits",
            Kind.MANY,
            _in("На какие экскурсии вы пойдёте?", "Қай экскурсияларға барасыз?", "Which visits will you join?"),
            _in(
                "Число мест ограничено. Если планы изменятся, снимите отметку: место достанется другому.",
                "Орын саны шектеулі. Жоспарыңыз өзгерсе, белгіні алып тастаңыз: орын басқаға беріледі.",
                "Places are limited. If your plans change, untick it, and somebody else can go.",
            ),
            choices=(
                _in("Библиотека и её отделы", "Кітапхана және оның бөлімдері", "The library and its departments"),
                _in("Музей", "Музей", "Museum"),
                _in("Прогулка по городу", "Қала бойынша серуен", "A walk through the town"),
            ),
            places=25,
        ),
        Ask(
            "dinner",
            Kind.YES_NO,
            _in(
                "Придёте ли вы на общий ужин?",
                "Ортақ кешкі асқа келесіз бе?",
                "Will you come to the dinner?",
            ),
        ),
    ),
)
CHILDREN: Final = Preset(
    "children",
    _in("Дети", "Балалар", "Children"),
    (
        Ask(
            "coming",
            Kind.YES_NO,
            _in("Приедут ли с вами дети?", "Өзіңізбен бірге бала келе ме?", "Will children come with you?"),
        ),
        Ask(
            "ages",
            Kind.TEXT,
            _in("Сколько им лет?", "Олар неше жаста?", "How old are they?"),
            when=("coming", "yes"),
        ),
        Ask(
            "care",
            Kind.YES_NO,
            _in(
                "Нужны ли занятия для детей во время заседаний?",
                "Отырыстар кезінде балаларға арналған сабақтар керек пе?",
                "Would you like something arranged for them during the sessions?",
            ),
            when=("coming", "yes"),
        ),
    ),
)
INTERPRETER: Final = Preset(
    "interpreter",
    _in("Перевод", "Аударма", "Interpretation"),
    (
        Ask(
            "needed",
            Kind.YES_NO,
            _in(
                "Нужен ли вам перевод докладов?",
                "Сізге баяндамалардың аудармасы керек пе?",
                "Do you need interpretation?",
            ),
        ),
        Ask(
            "into",
            Kind.MANY,
            _in("На какой язык?", "Қай тілге?", "Into which language?"),
            choices=(
                _in("Казахский", "Қазақ тілі", "Kazakh"),
                _in("Русский", "Орыс тілі", "Russian"),
                _in("Английский", "Ағылшын тілі", "English"),
            ),
            when=("needed", "yes"),
            is_required=True,
        ),
    ),
    on_site=False,
)
PRESETS: Final = {
    preset.key: preset for preset in (FOOD, ACCESSIBILITY, STAY, TRAVEL, SIDE_EVENTS, CHILDREN, INTERPRETER)
}
