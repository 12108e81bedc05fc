"""The demo's call for abstracts and the words of its reviewers."""

from conference.core.text.localized import i18n

CALL_TITLE = i18n(
    ru="Приём тезисов докладов и выступлений",
    kk="Баяндамалар мен сөздердің тезистерін қабылдау",
    en="Abstracts of talks and contributions",
)
CALL_TEXT = i18n(
    ru="Приглашаем библиотеки рассказать о своей работе. Ждём тезисы по темам:\n\n"
    "- **краеведение**: энциклопедии сёл, районов и городов, мини-музеи, архивы местных газет;\n"
    "- **мобильные сервисы**: рассылки, социальные сети, QR-коды;\n"
    "- **региональный контент для КазНЭБ**: отбор, форматы, права;\n"
    "- **методическая работа** и обмен опытом.\n\n"
    "Можно предложить доклад, мастерскую, стендовое сообщение или выступление на круглом столе. "
    "Комитет сообщает решение письмом. Тезисы принятых докладов войдут в сборник материалов.",
    kk="Кітапханаларды өз жұмысы туралы айтуға шақырамыз. Мына тақырыптар бойынша тезистер күтеміз:\n\n"
    "- **өлкетану**: ауыл, аудан және қала энциклопедиялары, шағын музейлер, жергілікті газеттердің мұрағаты;\n"
    "- **мобильді қызметтер**: хабарлама тарату, әлеуметтік желілер, QR-кодтар;\n"
    "- **ҚазҰЭК үшін өңірлік контент**: іріктеу, форматтар, құқықтар;\n"
    "- **әдістемелік жұмыс** және тәжірибе алмасу.\n\n"
    "Баяндама, шеберхана, стендтік хабарлама немесе дөңгелек үстелде сөз сөйлеуді ұсынуға болады. "
    "Комитет шешімін хатпен хабарлайды. Қабылданған баяндамалардың тезистері материалдар жинағына енеді.",
    en="Libraries are invited to speak about their work. We look for abstracts on\n\n"
    "- **local history**: encyclopaedias of villages, districts and towns, small museums, newspaper archives;\n"
    "- **mobile services**: mailings, social networks, QR codes;\n"
    "- **regional content for the national electronic library**: selection, formats, rights;\n"
    "- **methodical work** and the exchange of experience.\n\n"
    "You may offer a talk, a workshop, a poster or a contribution to the round table. "
    "The committee tells its decision by mail. Abstracts of accepted talks go into the proceedings.",
)
COMMENTS = {
    5: "Тема важна для всех областей, есть собственные данные. Включить в программу.",
    4: "Практичный доклад. Хорошо бы добавить цифры за последний год.",
    3: "Интересно, но ближе к стендовому сообщению.",
    2: "Пока это перечень форм работы, выводов нет.",
}
