"""A second, small event of the demo, with fees: the founding conference is free and shows nothing of them."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django_scopes import scope

from conference.accounts.models import User
from conference.core.mail.models import OutgoingMail
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.events.models import Event, Membership
from conference.events.queries import member_with
from conference.fees import services
from conference.fees.documents import invoice_pdf
from conference.fees.models import Invoice
from conference.people.models import Person
from conference.registration.models import Category, RegistrationSettings
from conference.registration.services import Details, register_guest

SLUG = "methodists-school"
REQUISITES = {
    "payee": i18n(
        ru="КГУ «Областная универсальная научная библиотека»",
        kk="«Облыстық әмбебап ғылыми кітапхана» КММ",
        en="Regional Universal Scientific Library",
    ),
    "address": i18n(
        ru="100000, г. Караганда, ул. Ерубаева, 44",
        kk="100000, Қарағанды қ., Ерубаев к-сі, 44",
        en="44 Yerubayev St, Karaganda 100000",
    ),
    "tax_id": "940740000921",
    "account": "KZ86125KZT5004100100",
    "bank": i18n(ru="АО «Образцовый банк»", kk="«Үлгілі банк» АҚ", en="Model Bank JSC"),
    "bic": "MODLKZKA",
    "kbe": "11",
    "knp": "859",
    "prefix": "ШМ-",
    "signatory_post": i18n(ru="Директор", kk="Директор", en="Director"),
    "signatory_name": "Г. Т. Оразбаева",
}
HOUSE = {
    "kind": "organisation",
    "name": "КГУ «Шахтинская централизованная библиотечная система»",
    "tax_id": "840322400120",
    "address": "101600, г. Шахтинск, ул. Казахстанская, 101",
}
GUESTS = [
    ("Әбенова", "Гүлнар", "Қайратқызы", "kk", "КГУ «Шахтинская ЦБС»"),
    ("Ли", "Виктор", "Сергеевич", "ru", "КГУ «Шахтинская ЦБС»"),
    ("Жақсылықова", "Мөлдір", "", "kk", "КГУ «Осакаровская ЦБС»"),
    ("Соколова", "Ирина", "Павловна", "ru", "Новосибирская областная научная библиотека"),
    ("Тәжібаев", "Нұрлан", "Ерікұлы", "ru", "КГУ «Бухар-Жырауская ЦБС»"),
    ("Rakhimov", "Jamshid", "", "en", "Regional Library of Tashkent"),
]


def seed(event: Event) -> None:
    """Create the event with its team, prices, guests, and invoices in every state."""
    owner = member_with(event, Role.OWNER)
    if owner is None:
        return
    mails = OutgoingMail.objects.count()
    school = _event(event)
    with scope(event=school):
        _prices(school, owner)
        _guests(school, owner)
    if not mails:  # the demo's mailbox begins empty
        OutgoingMail.objects.filter(event=school).delete()


def _event(event: Event) -> Event:
    first_day = event.starts_on + timedelta(weeks=5)
    school = Event.objects.create(
        slug=SLUG,
        name=i18n(ru="Школа методистов", kk="Әдіскерлер мектебі", en="School of library methodists"),
        about=i18n(
            ru="Три дня практикумов об аналитической работе, краеведении и оцифровке.",
            kk="Талдау жұмысы, өлкетану және цифрландыру туралы үш күндік практикум.",
            en="Three days of workshops on analysis, local history and digitisation.",
        ),
        starts_on=first_day,
        ends_on=first_day + timedelta(days=2),
        venue=event.venue,
        town=event.town,
        country="KZ",
        contact_email=event.contact_email,
        accent="moss",
        is_public=True,
    )
    roles = Membership.objects.filter(event=event, role__in=(Role.OWNER, Role.REGISTRAR))
    Membership.objects.bulk_create(Membership(event=school, user=row.user, role=row.role) for row in roles)
    RegistrationSettings.objects.create(event=school)
    return school


def _prices(school: Event, owner: User) -> None:
    services.change_settings(event=school, by=owner, is_on=True, **REQUISITES)
    on_site = Category.objects.create(
        event=school, name=i18n(ru="Участник", kk="Қатысушы", en="Participant"), capacity=40
    )
    remote = Category.objects.create(
        event=school, name=i18n(ru="Дистанционно", kk="Қашықтан", en="Remotely"), ways="remote", position=1
    )
    Category.objects.create(event=school, name=i18n(ru="Докладчик", kk="Баяндамашы", en="Speaker"), position=2)
    last = school.today + timedelta(weeks=3)
    for category, amount, starts_on, ends_on in (
        (on_site, 12_000_00, None, last),
        (on_site, 15_000_00, last + timedelta(days=1), None),
        (remote, 5_000_00, None, None),
    ):
        services.save_price(
            event=school, by=owner, price=None, category=category, amount=amount, starts_on=starts_on, ends_on=ends_on
        )


def _guests(school: Event, owner: User) -> None:
    category = Category.objects.filter(event=school).order_by("position")[0]
    guests = []
    for number, (family, given, patronymic, language, house) in enumerate(GUESTS, start=1):
        person = {
            "family_name": family,
            "given_name": given,
            "patronymic": patronymic,
            "email": f"school{number}@example.org",
            "country": "KZ",
            "organisation": house,
            "language": language,
        }
        guests.append(register_guest(event=school, details=Details(person=person, category=category), by=owner))
    services.issue_jointly(event=school, registrations=guests[:2], payer=HOUSE, language="ru", by=owner)
    partly, paid, refunded, waiting = (_invoice(guest.person) for guest in guests[2:])
    for invoice, amount in ((partly, 5_000_00), (paid, 12_000_00), (refunded, 12_000_00)):
        services.confirm_payment(
            invoice=invoice,
            amount=amount,
            happened_on=school.today,
            key="demo",
            by=owner,
            reference=f"№ {invoice.n + 100}",
        )
    services.set_own_price(registration=refunded.contact, amount=8_000_00, reason="Ведёт практикум", by=owner)
    services.note_refund(
        invoice=refunded, amount=4_000_00, happened_on=school.today, key="back", by=owner, reference="№ 12"
    )
    proof = ContentFile(invoice_pdf(waiting), name="order.pdf")
    services.send_order(invoice=waiting, file=proof, name="Платёжное поручение 318.pdf")


def _invoice(person: Person) -> Invoice:
    return Invoice.objects.get(contact__person=person, lines__is_live=True)
