"""Whose a name is not: an official's, a grown-up's, an organisation's, a place's, a word's that only stands first."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from justext import get_stoplist  # type: ignore[import-untyped]

from text.care.vocabulary import word_lists
from text.dates.months import MONTH
from text.proceedings.names import TITLES

_TITLE: Final = re.compile(
    rf"(?:^|.{{0,60}}[\s(])(?:{TITLES}|mr|mrs|ms|sir|herr|frau|meneer|mevrouw|sister|sr|father|fr|bishop|pastor|"
    rf"executive|manager|coordinator|founder|ceo|head|adviser|principal|psychologist|"
    r"social worker|advocate|leader|police|pulis|kapitan|staff|expert|analyst|researcher|activist|mediator|"
    r"kinderschutz\w{0,30}|anwalt|anwältin|polizist\w{0,30}|officier van justitie|wethouder|minister\w{0,30}|senador|"
    r"kalihim|sekretaryo|kongresista|piskal|abogad[ao]|hukom)\.?[\s,]{0,4}$",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_BEHIND: Final = re.compile(
    rf"[\"”’]?,? ?(?:\((?:1[89]|[2-9]\d)\)|,? ?(?:aged )?(?:1[89]|[2-9]\d)\b)|,\s(?:(?:the|an?|who|is|was|"
    rf"der|die|het|de|ang|[\w'’-]{{1,30}}['’]s)\s){{0,2}}(?:[\w.'-]+\s){{0,4}}(?:{TITLES}|coordinator|founder|"
    rf"manager|ceo|head|leader|advocate|psychologist|social worker|principal|"
    r"survivor|expert|lawyer|mother|father|aunt|uncle|suspect|accused|leit(?:er|erin)|vorsitzende[r]?|"
    r"voorzitter|directeur|hoofd|ina ng|ama ng|inahan|amahan)\b",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(
    rf"(?:[\w-]{{1,30}} ){{0,3}}?(?:{TITLES}|mr|mrs|ms|executive|(?:\w{{0,30}}(?:anwalt|anwältin|kommissar|richter|"
    rf"minister|präsident|sprecher|leiter|direktor|rat|schützer)(?:in)?)|vorsitzende[r]?|direct(?:or|eur|"
    rf"rice)|kinderschutz\w{{0,30}}|chief|presiding|sister|father|pastor|bishop|dr)\.? (?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_OFFICE_BEHIND: Final = re.compile(
    rf",? (?:(?:the|an?|who|is|der|die|het|de|ang|[\w'’-]{{1,30}}['’]s)\s){{0,2}}(?:[\w.'-]+\s){{0,4}}(?:{TITLES}|"
    rf"coordinator|founder|manager|ceo|head|leader|psychologist|social worker|principal|said|told|added|"
    rf"says)\b",
    re.IGNORECASE,
)
_ACCUSED_BEHIND: Final = re.compile(
    r"(?:,? (?:\(?(?:1[89]|[2-9]\d)\b|(?:1[89]|[2-9]\d) ?(?:anyos|taong))|,? (?:was|were|is|had|has|faces|"
    r"sold|zit|sitzt|wurde|werd|pleaded|admitted|denied|allegedly|ay|nga|who (?:was|is|faces)|and (?:his|"
    r"her) (?:wife|husband|partner)))",
    re.IGNORECASE,
)
_ACCUSED: Final = re.compile(
    r"(?:suspects?|accused|defendant|respondent|offender|perpetrator|trafficker|abuser|convict(?:ed)?|"
    r"arrested|nabbed|akusado(?:ng)?|suspek|nasasakdal|inaresto|naaresto|gidakop|napriso|angeklagte[rn]?|"
    r"beschuldigte[rn]?|täter(?:in)?|"
    r"verdachte|dader|veroordeelde|neighbou?r|customer|against|laban kay|(?:1[89]|[2-9]\d)-(?:year-old|"
    r"anyos|taong gulang|jährige[rn]?|jarige)(?: na| nga)?(?: si)?)[\s,]*(?:na |nga |ay )?(?:si |sina |"
    r"named |identified as )?$",
    re.IGNORECASE,
)
_PLACE_BEFORE: Final = re.compile(
    r"(?:\b(?:in|from|at|near|of|to|sa|ng|aus|bei|nach|uit|te|naar|mula|taga|gikan|lungsod|bayan|city|town|"
    r"village|province|barangay|brgy|sitio|purok|school|academy|island)\.?[\s,]*)$",
    re.IGNORECASE,
)
#: words that stand in the names of organisations, laws, places and things
_NO_PERSON: Final = re.compile(
    r"\b(?:mission|cent(?:er|re|ral)|institute|foundation|council|department|bureau|agency|office|unit|"
    r"committee|commission|association|society|network|alliance|coalition|union|university|college|school|"
    r"hospital|church|bank|company|inc|corp|ministry|senate|congress|house|division|program(?:me)?|project|"
    r"services?|group|force|task|board|authority|act|law|region|province|city|town|street|road|avenue|"
    r"barangay|brgy|purok|sitio|court|police|shelter|elementary|national|international|regional|republic|"
    r"philippine[s]?|internet|online|criminal|facebook|instagram|tiktok|telegram|messenger|google|meta|"
    r"children|child|women|protection|welfare|exploitation|trafficking|abuse|safety|justice|rescue|"
    r"operation|oplan|american|british|german|dutch|filipin[oa]s?|australian|european|swedish|norwegian|"
    r"foreign|affairs|facing|advisory|ordinance|monument|plaza|partnership|helpline|hotline|wire|press|"
    r"suspects?|offender|sentenced|arrested|unseen|regulation|relations|meldestelle|ausbeutung|kindern?|"
    r"landgerichts?|abgeordnete[r]?|fundación|natukod|festnahmen|beträge|bay|bantay|mga|chamber|tower|"
    r"network|partners?|movement|campaign|summit|forum|conference|day|week|month|year|team|union|party|hall|"
    r"building|center|station|field|bill|code|convention|guide|report|study|protocol|law|stiftung|verein|"
    r"polizei|landgericht|amtsgericht|jugendamt|internetseite|rechtbank|politie|stichting|ministerie|"
    r"kinderheim|schule|straße|dorf|dspw|tahanan|bahay|balay|pag-asa|paaralan|dios|god|"
    r"anfang|ende|mitte|hilfe|schutz|fotos?|videos?|bilder|aufnahmen|männern?|frauen|eltern|jahren?|"
    r"monaten?|wochen?|tagen?|zeugin|zeuge[n]?|aussagen?|unterstützung|missbrauch\w{0,30}|livestreams?)\b",
    re.IGNORECASE,
)
_CALENDAR: Final = re.compile(
    rf"(?i)(?:{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miyerkules|huwebes|biyernes|"
    rf"sabado|linggo|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)"
)
_SURVIVOR: Final = re.compile(
    r"(?i)\bsurvivor[- ](?:leaders?|advocates?|activists?|turned|consultant)|\bsurvivors?['’] (?:network|"
    r"council|group)|\boverlevende\b|\büberlebende\b"
)
_SAYS: Final = re.compile(
    r"(?i)[\"”’]?,? (?:says?|said|told|added|explained|warned|noted|stressed|announced|wrote|argued|urged|"
    r"called for|wants?|asked|of the|from the|sagte|sagt|erklärte|fordert|forderte|zegt|zei|stelde|vindt|"
    r"meldt|paid|pleaded|faces|was (?:arrested|sentenced|convicted|jailed|extradited|found guilty)|in "
    r"(?:front of|a statement))\b"
)
_SAID_BY: Final = re.compile(
    r"(?i)(?:\b(?:said|says|told by|according to|ayon kay|matod ni|sinabi ni|laut|sagte|zegt|aldus|volgens|"
    r"led by|written by|photo(?:graph)? by|foto|by)|['’]s?)[\s:,]*$"
)
#: characters before and behind a name in which its bearer is told to be somebody else
_BEFORE, _BEHIND = 60, 70


def trimmed_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name begins and ends without the common words that only a sentence's start makes capital."""
    words = text[start:end].split(" ")
    while len(words) > 1 and words[0].casefold() in _common_words():
        start += len(words.pop(0)) + 1
    return start, end


def is_speaker(text: str, start: int, end: int) -> bool:
    """Return whether somebody of a name says something, or belongs to an organisation."""
    return bool(_SAYS.match(text[end : end + _BEHIND]) or _SAID_BY.search(text[max(0, start - _BEFORE) : start]))


def is_child_name(text: str, start: int, end: int) -> bool:
    """Return whether what is written like a name, where a child's would stand, may be that of one."""
    name = text[start:end]
    first, last = name.split()[0], name.split()[-1]
    if _CALENDAR.fullmatch(first) or _NO_PERSON.search(name) or first.casefold() in _common_words():
        return False
    if _TITLED.match(name):
        return False
    if first in word_lists()["large_places"] or (name.isupper() and len(name) > 1) or last.isupper():
        return False
    return not is_someone_else(text, start, end)


def is_someone_else(text: str, start: int, end: int) -> bool:
    """Return whether the words around a name make it a place, an official's, a grown-up's or the accused's."""
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    return bool(
        _TITLE.search(before.rpartition("\n")[2])
        or _ACCUSED.search(before)
        or _PLACE_BEFORE.search(before)
        or _TITLE_BEHIND.match(behind)
    )


def is_adult_survivor(words: str) -> bool:
    """Return whether a sentence speaks of a survivor who speaks for others in her own name."""
    return bool(_SURVIVOR.search(words))


@cache
def _common_words() -> frozenset[str]:
    words = {
        word.casefold() for language in ("English", "German", "Dutch", "Tagalog") for word in get_stoplist(language)
    }
    return frozenset(words) | {
        "si",
        "sina",
        "ni",
        "ang",
        "mga",
        "police",
        "officers",
        "authorities",
        "prosecutors",
        "investigators",
        "judge",
        "court",
        "all",
        "both",
    } - {"mark", "grace", "rose", "angel", "joy", "will"}


def is_named_adult(text: str, start: int, end: int, *, speaks_of_accused: bool = False) -> bool:
    """Return whether what is written like a name may be that of a child's relative: no official's, body's or place's.

    Of a sentence beside the one that tells of the family only the name of somebody accused is meant.
    """
    name = text[start:end]
    if (
        _NO_PERSON.search(name)
        or _CALENDAR.fullmatch(name.split()[0])
        or name.split()[0] in word_lists()["large_places"]
    ):
        return False
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    if _TITLE.search(before.rpartition("\n")[2]) or _PLACE_BEFORE.search(before) or _OFFICE_BEHIND.match(behind):
        return False
    return not speaks_of_accused or bool(_ACCUSED.search(before) or _ACCUSED_BEHIND.match(behind))
