"""Delegations of the demo: one with members and a list half corrected, one that waits for the decision."""

from typing import Any

from django.utils import timezone

from conference.core.text.localized import i18n
from conference.delegations import services
from conference.delegations.models import Delegation, DelegationSettings, Member
from conference.delegations.queries import categories_of
from conference.delegations.tables import judge
from conference.delegations.tables.sheet import new_row
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.queries import member_with

INTRO = i18n(
    ru="Если от вашего учреждения приедут несколько человек, назовите их одним списком: каждый получит письмо "
    "и сам дополнит то, что знает только он.",
    kk="Мекемеңізден бірнеше адам келсе, оларды бір тізіммен жазыңыз: әрқайсысы хат алып, "
    "өзі ғана білетін мәліметтерді өзі толықтырады.",
    en="If several people come from your institution, name them in one list: each of them gets a letter and adds "
    "what only they know.",
)
NOVOSIBIRSK = {
    "name": "Новосибирская государственная областная научная библиотека",
    "town": "Новосибирск",
    "region": "Новосибирская область",
    "country": "RU",
}
OSAKAROVKA = {
    "name": "КГУ «Осакаровская централизованная библиотечная система»",
    "town": "Осакаровка",
    "region": "Карагандинская область",
    "country": "KZ",
}
MEMBERS = [
    ("Тарасова", "Светлана", "Антоновна", "Директор", "s.tarasova"),
    ("Гончаров", "Павел", "Ильич", "Заместитель директора", "p.goncharov"),
    ("Белозёрова", "Нина", "Фёдоровна", "Главный библиограф", "n.belozerova"),
    ("Ким", "Вера", "Алексеевна", "Методист", "v.kim"),
    ("Юсупов", "Тимур", "Рашидович", "Заведующий отделом краеведения", "t.yusupov"),
    ("Кузнецова-Преображенская", "Александра", "Константиновна", "Учёный секретарь", "a.kuznetsova"),
    ("Осипов", "Лев", "", "Водитель", ""),
]
UNFINISHED = [
    {"family_name": "Чернов", "given_name": "Олег", "post": "Редактор", "email": "o.chernov@example", "category": ""},
    {"family_name": "Лапина", "given_name": "Ольга", "post": "Библиотекарь", "email": "o.lapina@example.org"},
]


def seed(event: Event) -> None:
    """Create settings and delegations."""
    registrar = member_with(event, Role.REGISTRAR) or member_with(event, Role.OWNER)
    DelegationSettings.objects.create(event=event, is_on=True, intro=INTRO, needs_approval=True, places=15)
    head = _person("Мельникова", "Татьяна", "Юрьевна", "Заместитель директора", "t.melnikova")
    made = services.announce_delegation(
        event=event, organisation=NOVOSIBIRSK, head=head, by=registrar, size=12, note="Приезжаем поездом."
    )
    Delegation.objects.filter(pk=made.pk).update(email_confirmed_at=timezone.now())
    listener = next(row.code for row in categories_of(made) if "listener" in str(row.name.data).lower())
    rows = [new_row(_person(*fields) | {"category": listener}) for fields in MEMBERS]
    services.put_rows(delegation=made, rows=rows)
    judged = judge(made, rows, categories_of(made))
    people = {one.row["id"]: one.newcomer for one in judged if one.is_taken and one.newcomer}
    members = services.register_members(delegation=made, people=people, by=registrar)
    Member.objects.filter(pk__in=[row.pk for row in members[:4]]).update(completed_at=timezone.now())
    left = [new_row({"category": listener} | row, number=number) for number, row in enumerate(UNFINISHED, start=2)]
    services.put_rows(delegation=made, rows=left)
    services.announce_delegation(
        event=event,
        organisation=OSAKAROVKA,
        head=_person("Сағындықова", "Жанар", "Маратқызы", "Директор", "zh.sagyndykova") | {"language": "kk"},
        by=None,
        size=6,
        note="Жолға автобус жалдаймыз, тұрақ керек пе екен?",
    )


def _person(family: str, given: str, patronymic: str, post: str, box: str) -> dict[str, Any]:
    email = f"{box}@example.org" if box else ""
    return {"family_name": family, "given_name": given, "patronymic": patronymic, "post": post, "email": email}
