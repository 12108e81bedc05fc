"""The set phrases of a resolution in each language, as the library field writes them.

They are not interface strings: a Kazakh resolution is not a translated Russian one, its sentences are built otherwise.
The phrases are data, one file for each language in `phrases/`; here stand the sentences that count and decline.
"""

from collections.abc import Mapping
from datetime import date

from conference.core import clock
from conference.core.text.localized import LANGUAGE_CODES
from conference.core.text.phrases import phrases_beside

PHRASES = phrases_beside(__file__)
KAZAKH_MONTHS = (
    "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда"
).split()


def phrases(language: str) -> Mapping[str, str]:
    """Return the set phrases; Russian ones for an unknown language."""
    return PHRASES[language if language in LANGUAGE_CODES else "ru"]


def participation(language: str, people: int, institutions: int, regions: int, countries: int) -> str:
    """Say how many took part: «приняли участие 24 человека из 12 учреждений, 4 регионов, 3 стран»."""
    if not people:
        return ""
    if language == "kk":
        return _participation_kk(people, institutions, regions, countries)
    if language == "en":
        return _participation_en(people, institutions, regions, countries)
    verb = "принял участие" if _one(people) else "приняли участие"
    person = "человека" if _few(people) else "человек"
    origins = [
        f"{number}\u00a0{one if _one(number) else many}"
        for number, one, many in (
            (institutions, "учреждения", "учреждений"),
            (regions, "региона", "регионов"),
            (countries, "страны", "стран"),
        )
        if number
    ]
    origin = f" из {', '.join(origins)}" if origins else ""
    return f"В работе круглого стола {verb} {people}\u00a0{person}{origin}."


def _participation_kk(people: int, institutions: int, regions: int, countries: int) -> str:
    lands = f"{countries}\u00a0елден" if countries else ""
    places = f"{regions}\u00a0өңірден" if regions else ""
    houses = f"{institutions}\u00a0мекемеден" if institutions else ""
    origin = ", ".join(part for part in (lands, places, houses) if part)
    return f"Дөңгелек үстел жұмысына {origin + ' ' if origin else ''}{people}\u00a0адам қатысты."


def _participation_en(people: int, institutions: int, regions: int, countries: int) -> str:
    def said(number: int, one: str, many: str) -> str:
        return f"{number}\u00a0{one if number == 1 else many}"

    origin = ", ".join(
        said(number, one, many)
        for number, one, many in (
            (institutions, "institution", "institutions"),
            (regions, "region", "regions"),
            (countries, "country", "countries"),
        )
        if number
    )
    where = f" from {origin}" if origin else ""
    return f"{said(people, 'person', 'people')}{where} took part in the round table."


def statements(language: str, spoken: int, written: int) -> str:
    """Say how many spoke and how many handed in a text; both count."""
    if not spoken and not written:
        return ""
    if language == "kk":
        parts = [
            f"{spoken} баяндама тыңдалды" if spoken else "",
            f"{written} жазбаша баяндама ұсынылды" if written else "",
        ]
        text = ", ".join(part for part in parts if part)
        return f"{text[:1].upper()}{text[1:]}."
    if language == "en":
        return f"Statements heard: {spoken}; handed in in writing: {written}."
    return f"Заслушано выступлений: {spoken}; представлено в письменном виде: {written}."


def adoption_by_consensus(language: str, on: date) -> str:
    """Say that nobody objected, and when."""
    if language == "kk":
        return f"Қарар {_kazakh_day(on)} қатысушылардың ортақ келісімімен (консенсус) қабылданды."
    if language == "en":
        return f"Adopted by consensus of the participants on {clock.day(on, 'en')}."
    return f"Резолюция принята {clock.day(on, 'ru')} консенсусом участников."


def adoption_by_vote(language: str, on: date, votes: tuple[int, int, int]) -> str:
    """Say the exact figures of the vote: for, against, abstained."""
    pro, contra, abstained = votes
    if language == "kk":
        figures = f"жақтағандар – {pro}, қарсы – {contra}, қалыс қалғандар – {abstained}"
        return f"Қарар {_kazakh_day(on)} дауыс беру арқылы қабылданды: {figures}."
    if language == "en":
        return f"Adopted by vote on {clock.day(on, 'en')}: {pro} for, {contra} against, {abstained} abstained."
    figures = f"за – {pro}, против – {contra}, воздержались – {abstained}"
    return f"Резолюция принята голосованием {clock.day(on, 'ru')}: {figures}."


def _kazakh_day(on: date) -> str:
    return f"{on.year} жылғы {on.day} {KAZAKH_MONTHS[on.month - 1]}"


def _one(number: int) -> bool:
    return number % 10 == 1 and number % 100 != 11


def _few(number: int) -> bool:
    return number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
