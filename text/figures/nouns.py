"""What may stand beside a number: nouns of people and reports, what befell them, ages, times, shares, labels."""

from __future__ import annotations

import re
from typing import Final

AGE_BEHIND: Final = re.compile(
    r"[-\s]year[-\s]olds?| years? (?:old|of age)|[-\s]jahre alte[nrs]?|[-\s]anyos|"
    r"[-\s]ka tuig (?:ang (?:edad|panuigon)|ang pangedaron)|[-\s]jährige\w{0,40}|"
    r"[-\s]jarige\w{0,40}| jahre alt|"
    r" jaar oud|(?: na)? taong[-\s]gulang|"
    r"(?:[-\s]ka tuig (?:og|nga)| ang| ka tuig ang) (?:panuigon|pangedaron|pangidaron)",
    re.IGNORECASE,
)
TIME_BEHIND: Final = re.compile(
    r"[-\s](?:(?:ka|na)\s)?(?P<unit>years?|taong?|tuig|jahre?n?|jaar|months?|buwang?|bulan|monaten?|maanden?|weeks?|"
    r"linggo(?:ng)?|semana|"
    r"wochen?|weken|days?|araw|adlaw|tagen?|dagen|hours?|oras|stunden?|uur|minutes?|minuto|minuten)\b",
    re.IGNORECASE,
)
AND_A_HALF: Final = re.compile(r"\s{1,4}and a half\b", re.IGNORECASE)
TIME_UNITS: Final = {
    **dict.fromkeys(["year", "years", "taon", "taong", "tuig", "jahr", "jahre", "jahren", "jaar"], "years"),
    **dict.fromkeys(
        ["month", "months", "buwan", "buwang", "bulan", "monat", "monate", "monaten", "maand", "maanden"], "months"
    ),
    **dict.fromkeys(["week", "weeks", "linggo", "linggong", "semana", "woche", "wochen", "weken"], "weeks"),
    **dict.fromkeys(["day", "days", "araw", "adlaw", "tag", "tage", "tagen", "dagen"], "days"),
    **dict.fromkeys(["hour", "hours", "oras", "stunde", "stunden", "uur"], "hours"),
    **dict.fromkeys(["minute", "minutes", "minuto", "minuten"], "minutes"),
}
PERCENT_BEHIND: Final = re.compile(r"\s?%|[\s-](?:per ?cent|porsyento|porsiyento|prozent|procent)\b", re.IGNORECASE)
WORDS_TO_TEN: Final = {
    word: number
    for words in (
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        ["dalawa", "tatlo", "apat", "lima", "anim", "pito", "walo", "siyam", "sampu"],
        ["duha", "tulo", "upat", "lima", "unom", "pito", "walo", "siyam", "napulo"],
        ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"],
    )
    for number, word in enumerate(words, start=2)
}
IN_EVERY: Final = re.compile(
    r"\s{1,4}(?:in|out of|sa bawat|sa matag|sa(?=\s(?:napulo|sampu))|von(?=\s(?:vier|fünf|zehn)\s))\s{1,4}"
    r"(?:every\s{1,4}|each\s{1,4})?"
    rf"(?!(?:19|20)\d\d\b)(\d[\d,]*|(?:{'|'.join(WORDS_TO_TEN)})(?:ng)?)\s",
    re.IGNORECASE,
)
#: behind the digits of a rank
ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)\b")
REPORT_NOUN: Final = re.compile(
    r"\s{1,4}(?:(?:ka|na|nga|ang|of them were)\s{1,4})?(?:[\w-]{1,40}\s{1,4}){0,2}?(?:reports?|cybertips?|tips?|"
    r"alerts?|referrals?|disclosures?|calls?|tawag|anrufe?n?|[\w-]{0,30}meldungen|"
    r"complaints?|ulat|reklamo|"
    r"sumbong|taho|"
    r"meldungen|hinweise?n?|meldingen)\b",
    re.IGNORECASE,
)
#: what reports are called, and that their number changed: numbers beside these that stand alone count them
REPORT_WORD: Final = re.compile(
    r"\b(?:reports?|complaints|tips|cybertips|referrals|meldungen|hinweise|meldingen|ulat|taho|sumbong)\b",
    re.IGNORECASE,
)
ROSE: Final = re.compile(
    r"\b(?:rose|fell|grew|climbed|dropped|jumped|went up|increased|went|doubled|tripled|surged|soared|declined|"
    r"decreased|ballooned|swelled|dipped|reached|hit|stieg\w{0,3}|stegen|sank|sanken|kletterte\w?|tumaas|umakyat|pumalo|"
    r"lumobo|bumaba|misaka|misulbong|mius-os|umabot|mikabat|miabot)\b",
    re.IGNORECASE,
)
TABLE_LABEL: Final = re.compile(r"(?:^|[.;,\n]\s{0,4})([^.;:,\n]{3,60})(?::|\s[–-])\s{1,4}$")
ENTRY_END: Final = re.compile(r"\s{0,4}(?:[.;,\n]|$)")
REPORT_LABEL: Final = re.compile(
    r"\b(?:reports?|cybertips?|tips|ulat|taho|meldungen|hinweise|meldingen)\b", re.IGNORECASE
)
CONVICTIONS_IN: Final = re.compile(
    r"\b(?:convictions? in|convicted the accused in|conviction in)\s{1,4}$", re.IGNORECASE
)
CASE_NOUN: Final = re.compile(
    r"\s{1,4}(?:[\w-]{1,40}\s{1,4}){0,2}?(?:cases?|trials?|prosecutions?|kasong?|fälle[n]?|prozesse[n]?|strafverfahren|zaken)\b",
    re.IGNORECASE,
)
#: behind cases: all of them ended with a conviction
CASES_WON: Final = re.compile(
    r",?\s(?:all\s)?(?:for the prosecution|in favou?r of the prosecution|pabor sa prosekusyon)\b",
    re.IGNORECASE,
)
ANY_NOUN: Final = re.compile(
    r"[\s-](?:of\s{1,4}(?:the\s{1,4})?[\d,.]+\s{1,4})?(?:(?:ka|na|"
    r"nga)\s{1,4})?([^\W\d_][\w-]{0,40}(?:\s[^\W\d_][\w-]{0,40})?)"
)
#: words behind a number that say where or when: what it counts is said of another number
WHERE_WORDS: Final = frozenset(
    [
        "and",
        "at",
        "by",
        "en",
        "for",
        "from",
        "im",
        "in",
        "ng",
        "noong",
        "og",
        "on",
        "op",
        "sa",
        "und",
        "ug",
        "van",
        "von",
        "to",
        "dinhi",
        "dito",
        "doon",
        "here",
        "hier",
        "niadtong",
        "rito",
    ]
)
#: words behind a number that is a part of another one
PART_WORDS: Final = frozenset(
    [
        "a",
        "ang",
        "are",
        "came",
        "come",
        "der",
        "er",
        "had",
        "have",
        "is",
        "jonger",
        "jünger",
        "of",
        "pleaded",
        "received",
        "lived",
        "kamen",
        "said",
        "stammten",
        "zu",
        "led",
        "ended",
        "waren",
        "were",
    ]
)
FUNCTION_WORDS: Final = WHERE_WORDS | PART_WORDS
