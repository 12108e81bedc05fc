"""Rows for the demo's people: made-up names in three scripts, and the institutions of the founding case."""

from typing import Any, Final

ORGANISATIONS: Final[dict[str, Any]] = {
    "karaganda": {
        "name": {
            "ru": "Областная универсальная научная библиотека",
            "kk": "Облыстық әмбебап ғылыми кітапхана",
            "en": "Regional Universal Scientific Library",
        },
        "town": "Қарағанды",
        "region": "Қарағанды облысы",
        "country": "KZ",
    },
    "pushkin": {
        "name": {
            "ru": "Восточно-Казахстанская областная библиотека им. А. С. Пушкина",
            "kk": "А. С. Пушкин атындағы Шығыс Қазақстан облыстық кітапханасы",
            "en": "East Kazakhstan Regional Library named after A. S. Pushkin",
        },
        "town": "Өскемен",
        "region": "Шығыс Қазақстан облысы",
        "country": "KZ",
    },
    "shakhtinsk": {
        "name": {
            "ru": "Централизованная библиотечная система города Шахтинска",
            "kk": "Шахтинск қаласының орталықтандырылған кітапхана жүйесі",
            "en": "Shakhtinsk Centralised Library System",
        },
        "town": "Шахтинск",
        "region": "Қарағанды облысы",
        "country": "KZ",
    },
    "osakarovka": {
        "name": {
            "ru": "Осакаровская централизованная библиотечная система",
            "kk": "Осакаров орталықтандырылған кітапхана жүйесі",
            "en": "Osakarovka Centralised Library System",
        },
        "town": "Осакаровка",
        "region": "Қарағанды облысы",
        "country": "KZ",
    },
    "bukhar": {
        "name": {
            "ru": "Бухар-Жырауская централизованная библиотечная система",
            "kk": "Бұқар жырау орталықтандырылған кітапхана жүйесі",
            "en": "Bukhar-Zhyrau Centralised Library System",
        },
        "town": "Ботақара",
        "region": "Қарағанды облысы",
        "country": "KZ",
    },
    "temirtau": {
        "name": {
            "ru": "Централизованная библиотечная система города Темиртау",
            "kk": "Теміртау қаласының орталықтандырылған кітапхана жүйесі",
            "en": "Temirtau Centralised Library System",
        },
        "town": "Теміртау",
        "region": "Қарағанды облысы",
        "country": "KZ",
    },
    "balkhash": {
        "name": {
            "ru": "Балхашская централизованная библиотечная система",
            "kk": "Балқаш орталықтандырылған кітапхана жүйесі",
            "en": "Balkhash Centralised Library System",
        },
        "town": "Балқаш",
        "region": "Қарағанды облысы",
        "country": "KZ",
    },
    "ulytau": {
        "name": {
            "ru": "Улытауская районная библиотека",
            "kk": "Ұлытау аудандық кітапханасы",
            "en": "Ulytau District Library",
        },
        "town": "Ұлытау",
        "region": "Ұлытау облысы",
        "country": "KZ",
    },
    "kostanay": {
        "name": {
            "ru": "Костанайская областная универсальная научная библиотека",
            "kk": "Қостанай облыстық әмбебап ғылыми кітапханасы",
            "en": "Kostanay Regional Universal Scientific Library",
        },
        "town": "Қостанай",
        "region": "Қостанай облысы",
        "country": "KZ",
    },
    "pavlodar": {
        "name": {
            "ru": "Павлодарская областная библиотека",
            "kk": "Павлодар облыстық кітапханасы",
            "en": "Pavlodar Regional Library",
        },
        "town": "Павлодар",
        "region": "Павлодар облысы",
        "country": "KZ",
    },
    "aktobe": {
        "name": {
            "ru": "Актюбинская областная универсальная научная библиотека",
            "kk": "Ақтөбе облыстық әмбебап ғылыми кітапханасы",
            "en": "Aktobe Regional Universal Scientific Library",
        },
        "town": "Ақтөбе",
        "region": "Ақтөбе облысы",
        "country": "KZ",
    },
    "kyzylorda": {
        "name": {
            "ru": "Кызылординская областная универсальная научная библиотека",
            "kk": "Қызылорда облыстық әмбебап ғылыми кітапханасы",
            "en": "Kyzylorda Regional Universal Scientific Library",
        },
        "town": "Қызылорда",
        "region": "Қызылорда облысы",
        "country": "KZ",
    },
    "nlrk": {
        "name": {
            "ru": "Национальная библиотека Республики Казахстан",
            "kk": "Қазақстан Республикасының Ұлттық кітапханасы",
            "en": "National Library of the Republic of Kazakhstan",
        },
        "town": "Алматы",
        "region": "Алматы",
        "country": "KZ",
    },
    "novosibirsk": {
        "name": {
            "ru": "Новосибирская государственная областная научная библиотека",
            "kk": "Новосібір мемлекеттік облыстық ғылыми кітапханасы",
            "en": "Novosibirsk State Regional Scientific Library",
        },
        "town": "Новосибирск",
        "region": "Новосибирская область",
        "country": "RU",
    },
    "sverdlovsk": {
        "name": {
            "ru": "Свердловская областная универсальная научная библиотека",
            "kk": "Свердловск облыстық әмбебап ғылыми кітапханасы",
            "en": "Sverdlovsk Regional Universal Scientific Library",
        },
        "town": "Екатеринбург",
        "region": "Свердловская область",
        "country": "RU",
    },
    "tashkent": {
        "name": {
            "ru": "Городская публичная библиотека, Ташкент",
            "kk": "Қалалық көпшілік кітапхана, Ташкент",
            "en": "City Public Library, Tashkent",
        },
        "town": "Toshkent",
        "region": "Toshkent",
        "country": "UZ",
    },
    "bishkek": {
        "name": {
            "ru": "Центральная городская библиотека, Бишкек",
            "kk": "Орталық қалалық кітапхана, Бішкек",
            "en": "Central City Library, Bishkek",
        },
        "town": "Бишкек",
        "region": "Бишкек",
        "country": "KG",
    },
    "warsaw": {
        "name": {
            "ru": "Публичная библиотека, Варшава",
            "kk": "Көпшілік кітапхана, Варшава",
            "en": "Public Library, Warsaw",
        },
        "town": "Warszawa",
        "region": "Mazowieckie",
        "country": "PL",
    },
    "madrid": {
        "name": {
            "ru": "Городская библиотека, Мадрид",
            "kk": "Қалалық кітапхана, Мадрид",
            "en": "City Library, Madrid",
        },
        "town": "Madrid",
        "region": "Comunidad de Madrid",
        "country": "ES",
    },
    "dublin": {
        "name": {
            "ru": "Городская библиотека, Дублин",
            "kk": "Қалалық кітапхана, Дублин",
            "en": "City Library, Dublin",
        },
        "town": "Dublin",
        "region": "Leinster",
        "country": "IE",
    },
    "leipzig": {
        "name": {
            "ru": "Городская библиотека, Лейпциг",
            "kk": "Қалалық кітапхана, Лейпциг",
            "en": "City Library, Leipzig",
        },
        "town": "Leipzig",
        "region": "Sachsen",
        "country": "DE",
    },
    "ankara": {
        "name": {
            "ru": "Городская библиотека, Анкара",
            "kk": "Қалалық кітапхана, Анкара",
            "en": "City Library, Ankara",
        },
        "town": "Ankara",
        "region": "Ankara",
        "country": "TR",
    },
    "jakarta": {
        "name": {
            "ru": "Городская библиотека, Джакарта",
            "kk": "Қалалық кітапхана, Джакарта",
            "en": "City Library, Jakarta",
        },
        "town": "Jakarta",
        "region": "Jakarta",
        "country": "ID",
    },
    "istanbul": {
        "name": {
            "ru": "Муниципальная библиотека, Стамбул",
            "kk": "Муниципалдық кітапхана, Ыстанбұл",
            "en": "Municipal Library, Istanbul",
        },
        "town": "İstanbul",
        "region": "Marmara",
        "country": "TR",
    },
    "seoul": {
        "name": {
            "ru": "Общественная библиотека, Сеул",
            "kk": "Қоғамдық кітапхана, Сеул",
            "en": "Public Library, Seoul",
        },
        "town": "Seoul",
        "region": "Seoul",
        "country": "KR",
    },
}
# What guests typed instead of choosing from the list: the same institution once more, for the team to merge.
TYPED: Final = {
    "osakarovka": "Осакаровская ЦБС",
    "pavlodar": "«Областная библиотека», Павлодар",
    "kostanay": "Kostanay regional scientific library",
}
# family name, given name, patronymic, organisation, post, language of mails
CAST: Final = {
    "director": ("Оразбаева", "Гүлмира", "Сейітқызы", "karaganda", "директор", "kk"),
    "head_development": (
        "Литвинова",
        "Марина",
        "Андреевна",
        "karaganda",
        "заведующая отделом развития библиотек",
        "ru",
    ),
    "rapporteur": ("Жұмабекова", "Динара", "Ерланқызы", "karaganda", "бас әдіскер", "kk"),
    "moderator": ("Сәрсенов", "Бауыржан", "Қайратұлы", "karaganda", "директордың орынбасары", "kk"),
    "pushkin": ("Қасымова", "Әсел", "Маратқызы", "pushkin", "заместитель директора по инновационному развитию", "ru"),
    "shakhtinsk": ("Гончаренко", "Людмила", "Викторовна", "shakhtinsk", "директор", "ru"),
    "osakarovka": ("Шнайдер", "Ирина", "Владимировна", "osakarovka", "директор", "ru"),
    "bukhar": ("Төлегенова", "Ұлжан", "", "bukhar", "даму бөлімінің меңгерушісі", "kk"),
    "novosibirsk": ("Белозёрова", "Наталья", "Игоревна", "novosibirsk", "заведующая научно-методическим отделом", "ru"),
    "sverdlovsk": ("Щербаков", "Константин", "Олегович", "sverdlovsk", "заместитель директора по научной работе", "ru"),
    "tashkent": ("Yoʻldosheva", "Nilufar", "", "tashkent", "bosh kutubxonachi", "en"),
    "bishkek": ("Асанов", "Эркинбек", "", "bishkek", "методист", "ru"),
    "warsaw": ("Wiśniewska-Łukasik", "Agnieszka", "", "warsaw", "head of reader services", "en"),
    "editor": ("Әбдірахманова", "Сәуле", "Нұрланқызы", "karaganda", "редактор-библиограф", "kk"),
    "reviewer": ("Пак", "Виктория", "Сергеевна", "nlrk", "учёный секретарь", "ru"),
    "speaker_guest": ("Ермекова", "Ақбота", "Дәуренқызы", "temirtau", "кітапханашы", "kk"),
}
# Held by men and women alike, in words that fit both.
POSTS: Final = {
    "ru": "библиотекарь;заведующий сектором;методист;главный библиограф;директор;заведующий отделом".split(";"),
    "kk": "кітапханашы;әдіскер;бөлім меңгерушісі;бас библиограф;директор;өлкетану бөлімінің меңгерушісі".split(";"),
    "en": ["librarian", "head of department", "archivist", "research fellow"],
}
