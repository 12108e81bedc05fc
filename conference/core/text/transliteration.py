"""Kazakh and Russian to Latin letters."""

from typing import Final

import iuliia

# Kazakh letters as the Kazakhstan passport and the national transliteration practice write them in Latin (ICAO Doc 9303
# leaves them out): iuliia knows Russian schemes only and would leave these as they are.
KAZAKH: Final = {
    "Ә": "A",
    "Ғ": "G",
    "Қ": "Q",
    "Ң": "N",
    "Ө": "O",
    "Ұ": "U",
    "Ү": "U",
    "Һ": "H",
    "І": "I",
}
_KAZAKH_TABLE = str.maketrans(KAZAKH | {upper.lower(): latin.lower() for upper, latin in KAZAKH.items()})


def to_latin(text: str) -> str:
    """Transliterate Russian by ICAO Doc 9303 and the nine Kazakh letters by the table above; the rest stays.

    The result is a proposal: a person may write their name otherwise, and their own spelling always wins.
    """
    return str(iuliia.translate(text.translate(_KAZAKH_TABLE), iuliia.ICAO_DOC_9303))
