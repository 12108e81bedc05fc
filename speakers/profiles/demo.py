"""Biographies of some of the demo's speakers: made-up people, so no photographs."""

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.people.demo import cast
from speakers.profiles.models import Profile

BIOGRAPHIES = {
    "pushkin": i18n(
        ru="Двадцать лет в областной библиотеке: от абонемента до дирекции. Ведёт школу молодого руководителя.",
        kk="Облыстық кітапханада жиырма жыл: абонементтен басшылыққа дейін. Жас басшылар мектебін жүргізеді.",
        en="Twenty years in the regional library, from the lending desk to the directorate.",
    ),
    "bukhar": i18n(
        kk="Аудан кітапханаларының көшпелі көрмелері мен отбасы клубтарын ұйымдастырады.",
        ru="Организует выездные выставки и семейные клубы библиотек района.",
    ),
    "shakhtinsk": i18n(
        ru="Руководит городской библиотечной системой, отвечает за её мобильные сервисы и сама ведёт рассылку.",
    ),
    "osakarovka": i18n(
        ru="Собирает летописи сёл района, составитель трёх краеведческих указателей.",
        kk="Аудан ауылдарының шежіресін жинайды, үш өлкетану көрсеткішінің құрастырушысы.",
    ),
    "novosibirsk": i18n(ru="Методист с пятнадцатилетним стажем, автор пособий о стажировках в библиотеках."),
    "warsaw": i18n(en="Heads reader services in a public library and counts visits for a living."),
}
LINKS = {"novosibirsk": ["https://example.org/methods"], "warsaw": ["https://example.org/readers"]}


def seed_profiles(event: Event) -> None:
    """Give each of these speakers a profile."""
    for key, biography in BIOGRAPHIES.items():
        Profile.objects.create(person=cast(event, key), biography=biography, links=LINKS.get(key, []))
