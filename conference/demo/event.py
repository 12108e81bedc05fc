"""The founding conference as an event with its team; the features fill it."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from conference.accounts.models import User
from conference.core.registry import demo_seeds
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.models import Event, Membership, Partner

SLUG = "library-80"
PASSWORD = "circle-of-people"  # noqa: S105 - printed by the command, valid on this machine's demo only
WEEKS_AHEAD = 3
# Role for the reader of the command's table, address, name, language, role in the team.
PEOPLE: list[tuple[str, str, str, str, Role | None]] = [
    ("owner", "owner@example.org", "Гүлмира Оразбаева", "kk", Role.OWNER),
    ("programme chair", "chair@example.org", "Марина Литвинова", "ru", Role.CHAIR),
    ("reviewer", "reviewer@example.org", "Виктория Пак", "ru", Role.REVIEWER),
    ("registrar", "registrar@example.org", "Айгерім Сейітова", "kk", Role.REGISTRAR),
    ("check-in", "checkin@example.org", "Ерлан Қалиев", "kk", Role.CHECKIN),
    ("visa officer", "visa@example.org", "Мадина Төлегенова", "ru", Role.VISA),
    ("moderator", "moderator@example.org", "Бауыржан Сәрсенов", "kk", Role.MODERATOR),
    ("rapporteur", "rapporteur@example.org", "Динара Жұмабекова", "kk", Role.RAPPORTEUR),
    ("proceedings editor", "editor@example.org", "Сәуле Әбдірахманова", "kk", Role.EDITOR),
    ("speaker", "speaker.guest@example.org", "Ақбота Ермекова", "kk", None),
    ("guest", "guest1@example.org", "", "ru", None),
]
ABOUT = i18n(
    ru="Областной универсальной научной библиотеке – 80 лет. На конференцию съезжаются коллеги из областных библиотек "
    "Казахстана, из Новосибирска и Екатеринбурга, из районных и городских библиотечных систем области.\n\n"
    "- **Конференция**: доклады об инновациях, краеведении и мобильных сервисах.\n"
    "- **Круглый стол** – открытая творческая площадка для всех, кому есть что сказать.\n"
    "- **Выставка-презентация** «Современные библиотеки – мир новых возможностей».\n"
    "- **Знакомство с отделом развития библиотек** и его «методической кухней».",
    kk="Облыстық әмбебап ғылыми кітапханаға – 80 жыл. Конференцияға Қазақстанның облыстық кітапханаларынан, "
    "Новосібір мен Екатеринбургтен, облыстың аудандық және қалалық кітапхана жүйелерінен әріптестер жиналады.\n\n"
    "- **Конференция**: инновация, өлкетану және мобильді қызметтер туралы баяндамалар.\n"
    "- **Дөңгелек үстел** – айтары бар әр маман үшін ашық шығармашылық алаң.\n"
    "- **Көрме-таныстырылым** «Заманауи кітапханалар – жаңа мүмкіндіктер әлемі».\n"
    "- **Кітапханаларды дамыту бөлімімен** және оның «әдістемелік ас үйімен» танысу.",
    en="The Regional Universal Scientific Library is 80 years old. Colleagues gather from the regional libraries of "
    "Kazakhstan, from Novosibirsk and Yekaterinburg, and from the region's district and town library systems.\n\n"
    "- **The conference**: talks on innovation, local history and mobile services.\n"
    "- **The round table**: an open creative floor for everyone with something to say.\n"
    "- **The exhibition** “Modern libraries: a world of new possibilities”.\n"
    "- **A visit to the library development department** and its “methodical kitchen”.",
)


def demo_event() -> Event | None:
    """Return the demo's event when it is there."""
    return Event.objects.filter(slug=SLUG).first()


@transaction.atomic
def create_demo() -> Event:
    """Create the founding conference, three weeks ahead, with its team and everything the features seed."""
    first_day = timezone.localdate() + timedelta(weeks=WEEKS_AHEAD)
    event = Event.objects.create(
        slug=SLUG,
        name=i18n(
            ru="80 лет областной библиотеке: международная научно-практическая конференция",
            kk="Облыстық кітапханаға 80 жыл: халықаралық ғылыми-практикалық конференция",
            en="Eighty years of the regional library: an international conference",
        ),
        theme=i18n(
            ru="Библиотеки – организатор коммуникаций для совместного использования знаний, общения и творчества",
            kk="Кітапханалар – білім алмасу, қарым-қатынас және шығармашылық үшін коммуникация ұйымдастырушысы",
            en="Libraries as organisers of communication for shared knowledge, exchange and creativity",
        ),
        about=ABOUT,
        starts_on=first_day,
        ends_on=first_day + timedelta(days=1),
        timezone="Asia/Almaty",
        venue=i18n(
            ru="Областная универсальная научная библиотека",
            kk="Облыстық әмбебап ғылыми кітапхана",
            en="Regional Universal Scientific Library",
        ),
        town=i18n(ru="Караганда", kk="Қарағанды", en="Karaganda"),
        country="KZ",
        contact_email="conference@example.org",
        is_public=True,
    )
    for _label, email, name, language, role in PEOPLE:
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, language=language)
        user.name = name
        user.set_password(PASSWORD)
        user.is_staff = role == Role.OWNER
        user.save()
        EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
        if role:
            Membership.objects.create(event=event, user=user, role=role)
    with scope(event=event):
        _partners(event)
        for seed in demo_seeds:
            seed(event)
    return event


def _partners(event: Event) -> None:
    names = [
        i18n(
            ru="Национальная библиотека Республики Казахстан",
            kk="Қазақстан Республикасының Ұлттық кітапханасы",
            en="National Library of the Republic of Kazakhstan",
        ),
        i18n(
            ru="Новосибирская государственная областная научная библиотека",
            kk="Новосібір мемлекеттік облыстық ғылыми кітапханасы",
            en="Novosibirsk State Regional Scientific Library",
        ),
        i18n(
            ru="Свердловская областная универсальная научная библиотека",
            kk="Свердловск облыстық әмбебап ғылыми кітапханасы",
            en="Sverdlovsk Regional Universal Scientific Library",
        ),
    ]
    Partner.objects.bulk_create(Partner(event=event, name=name, position=n) for n, name in enumerate(names))
