"""The names of months in the languages of our sources, their neighbours and larger ones."""

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
#: the same in Indonesian, Malay, Portuguese, the Nordic languages, Turkish, Polish, Russian and Ukrainian
_FURTHER_NAMES: Final = (
    "janeiro ocak stycznia styczeń января январь січня",
    "fevereiro fev şubat lutego luty февраля февраль лютого",
    "março mac mart marca marzec марта март березня",
    "abr nisan kwietnia kwiecień апреля апрель квітня",
    "maio maj mayıs maja мая май травня",
    "junho haziran czerwca czerwiec июня июнь червня",
    "julho julai temmuz lipca lipiec июля июль липня",
    "agustus agt ogos ogo augusti ağustos sierpnia sierpień августа август серпня",
    "setembro set eylül września wrzesień сентября сентябрь вересня",
    "outubro out ekim października październik октября октябрь жовтня",
    "novembro nop kasım listopada listopad ноября ноябрь листопада",
    "dezembro desember disember des aralık grudnia grudzień декабря декабрь грудня",
)
#: a month's number by its name in small letters
MONTHS: Final = {
    name: number
    for number, names in enumerate(zip(_NAMES, _FURTHER_NAMES, strict=True), start=1)
    for name in " ".join(names).split()
}
#: any month's name, the longest first, as part of a pattern
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
#: the English abbreviations, which addresses carry, as part of a pattern
ENGLISH_MONTH: Final = "|".join(names[:3] for names in _NAMES)
