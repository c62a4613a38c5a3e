"""The names of months in the languages of our sources and their neighbours."""

from __future__ import annotations

from typing import Final

_NAMES: Final = (
    "january jan januar januari enero ene janvier gennaio jän jänner jaenner",
    "february feb februar februari pebrero peb febrero février feber",
    "march mar märz maerz maart marso marzo mars mrz mrt",
    "april apr abril avril aprile",
    "may mai mei mayo maggio",
    "june jun juni hunyo junio juin giugno",
    "july jul juli hulyo julio juillet luglio",
    "august aug augustus agosto ago août",
    "september sep sept setyembre septiembre septembre settembre",
    "october oct oktober okt oktubre octubre octobre ottobre",
    "november nov nobyembre nob noviembre novembre",
    "december dec dezember dez disyembre dis diciembre décembre dicembre",
)
#: a month's number by its name in small letters
MONTHS: Final = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
#: any month's name, the longest first, as part of a pattern
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
#: the English abbreviations, which addresses carry, as part of a pattern
ENGLISH_MONTH: Final = "|".join(names[:3] for names in _NAMES)
