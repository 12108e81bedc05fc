"""Consents of the demo: one that everybody gave, in two versions, and one about photographs that most gave."""

import random
from datetime import timedelta

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.people.demo import midnight
from conference.registration.consents.choices import ConsentKind, How
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.consents.queries import default_version
from conference.registration.models import Registration

FIRST = i18n(
    ru="Организатор хранит указанные данные, чтобы провести мероприятие, и не передаёт их третьим лицам.",
    kk="Ұйымдастырушы көрсетілген деректерді іс-шараны өткізу үшін сақтайды және үшінші тұлғаларға бермейді.",
    en="The organiser keeps these data to hold the event and passes them to nobody.",
)
SECOND = i18n(
    ru="Организатор хранит указанные данные, чтобы провести мероприятие, напечатать бейджи и выдать сертификаты, "
    "и не передаёт их третьим лицам. Через полгода после мероприятия они удаляются. Согласие можно отозвать: для этого "
    "отмените регистрацию или попросите удалить данные на своей странице.",
    kk="Ұйымдастырушы көрсетілген деректерді іс-шараны өткізу, бейдждерді басып шығару және сертификаттарды беру үшін "
    "сақтайды және үшінші тұлғаларға бермейді. Іс-шарадан кейін жарты жылдан соң олар жойылады. Келісімді қайтарып "
    "алуға болады: ол үшін өз парақшаңызда тіркеуден бас тартыңыз немесе деректерді жоюды сұраңыз.",
    en="The organiser keeps these data to hold the event, print badges and issue certificates, and passes them to "
    "nobody. Half a year after the event they are erased. You may withdraw this consent: cancel your registration, or "
    "ask on your own page for your data to be erased.",
)
PICTURES = i18n(
    ru="Я согласен (согласна) на фото- и видеосъёмку на мероприятии",
    kk="Іс-шарада фото және бейнеге түсіруге келісемін",
    en="I agree to be photographed and filmed at the event",
)
PICTURES_TEXT = i18n(
    ru="Снимки публикуются на сайте библиотеки и в отчёте о конференции. Без этого согласия вас "
    "не снимают крупным планом.",
    kk="Суреттер кітапхана сайтында және конференция туралы есепте жарияланады. Бұл келісімсіз сізді жақын пландан "
    "түсірмейді.",
    en="The pictures appear on the library's site and in the report on the conference. Without this consent nobody "
    "takes a close-up of you.",
)


def seed(event: Event) -> None:
    """Create both, and let the guests agree: those of the first weeks to the first wording."""
    chance = random.Random(21)  # noqa: S311 - the same demo each time
    default = default_version(event)
    data = Consent.objects.create(event=event, kind=ConsentKind.DATA, is_required=True)
    changed = midnight(event, -4 * 7)
    first, second = (
        ConsentVersion.objects.create(consent=data, number=number, title=default.title, text=text, published_at=at)
        for number, text, at in [(1, FIRST, changed - timedelta(days=21)), (2, SECOND, changed)]
    )
    pictures = ConsentVersion.objects.create(
        consent=Consent.objects.create(event=event, kind=ConsentKind.PICTURES, position=1),
        number=1,
        title=PICTURES,
        text=PICTURES_TEXT,
        published_at=first.published_at,
    )
    for registration in Registration.objects.filter(event=event).order_by("pk"):
        made_at = registration.created_at
        given = [second if made_at >= changed else first] + ([pictures] if chance.random() < 0.8 else [])
        how = chance.choices([How.FORM, How.TEAM], [9, 1])[0]
        Agreement.objects.bulk_create(
            Agreement(registration=registration, version=version, agreed_at=made_at, how=how) for version in given
        )
