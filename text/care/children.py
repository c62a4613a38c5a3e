"""The name of a child: as it is, as a nickname, or in initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding, finding_of
from text.care.passages import CareSentence
from text.care.people import is_child_name, is_speaker, trimmed_name
from text.care.vocabulary import BARE_AGE, CHILD_AGE, FULL_NAME, PROPER, any_of
from text.dates.months import MONTH

_QUOTE: Final = "[\"'“”„‘’«»]?"
_NAMED: Final = (
    r"(?i:(?:who (?:is|was) )?(?:named|identified (?:only )?as|identified|called|by the name of|whose name "
    r"is|namens|genaamd|mit (?:dem )?namen|"
    r"nagngangalang|na nagngangalang|kinilalang si|kinilala bilang(?: si)?|(?:na|nga|ay|bilang) (?:si|sina)|"
    r"si|sina|kay|kina|ginganlan og|mao si|"
    r"is|was|ist|war|heet|heette|heißt|hieß|nga ginganlan))"
)
_AFTER_CHILD: Final = re.compile(
    rf"(?<![\w-])(?P<noun>{any_of('child')}),? {_NAMED},? (?:{CHILD_AGE},? )?{_QUOTE}(?P<name>{PROPER})"
)
_BESIDE_CHILD: Final = re.compile(
    rf"(?<![\w-])(?P<noun>{any_of('child')}) {_QUOTE}(?P<name>{FULL_NAME})(?=[\s,.;)\"”])"
)
_OWN_CHILD: Final = re.compile(
    rf"(?<![\w-])(?i:her|his|their|the (?:couple|woman|man|suspect|accused)['’]s|seine[rnms]?|ihre[rnms]?|"
    rf"zijn|haar|hun|ang|kanyang|iyang) "
    rf"(?:(?i:own|eldest|youngest|elder|younger|only|little|eigene[rn]?|eigen|jongste|oudste|jüngste[rn]?|"
    rf"älteste[rn]?|anak na si|anak nga si|kleine[rn]?|baby|twin|minor) )?(?:{CHILD_AGE} "
    rf")?{any_of('offspring')}(?i: na si| nga si| si)?,? {_QUOTE}(?P<name>{PROPER})"
)
_APPOSED: Final = re.compile(
    rf"(?<![\w-])(?P<noun>{any_of('child')}), (?:(?i:a|an|the|die|der|das|de|het|ang|si) )?(?:{CHILD_AGE} "
    rf")?{_QUOTE}(?P<name>{PROPER})[\"”’]?"
    rf"(?=,|\.|;|\)| (?i:and|who|is|was|has|had|told|said|testified|und|en|at|ug|ay|had|werd|wurde)\b)"
)
_WITH_AGE: Final = re.compile(
    rf"(?<!\w)(?P<name>{PROPER})(?:(?:,| \(|, (?i:now|then|only|just|aged|edad))\s?{BARE_AGE}(?:(?i: and | "
    rf"at | ug | und | en ){BARE_AGE})?(?!\. ?(?i:{MONTH})\b)(?=,|\)|\.|;| (?i:and|at|ug|und|en|na taong|"
    rf"taong|anyos|ka tuig|years old|jahre|jaar|was|is))"
    rf"|,? {CHILD_AGE}|,? van {BARE_AGE} jaar(?! cel))"
)
_AGED: Final = re.compile(
    rf"{CHILD_AGE}(?i: pa lang| pa lamang| lang| lamang| at the time| then)?,?(?i: na| nga| old)?(?i: si| "
    rf"sina)?(?: (?:{any_of('child')}))? {_QUOTE}(?P<name>{PROPER})"
)
_NAME_FIRST: Final = re.compile(
    rf"(?<!\w)(?P<name>{PROPER})[\"”’]?, (?i:(?:who (?:is|was) |is |ang )?(?:(?:a|an|the|one of the|one of|"
    rf"her|his|their|ein|eine|das|die|der|een|het|isang|usa ka|ang)\s)(?:other |youngest of the |oldest of "
    rf"the |elder |younger |eldest |rescued |{CHILD_AGE} )?(?:\w{{1,30}} )?)"
    rf"(?P<noun>{any_of('child')})(?=[,.;]| (?i:of|in|from|at|who|when|was|is|and|ng|sa|der|des|van|uit|aus)\b)"
)
_LITTLE: Final = re.compile(
    rf"(?<!\w)(?i:little|kleine[rn]?|munting|gamay nga si|batang si|bata nga si) {_QUOTE}(?P<name>{PROPER})"
)
_PATTERNS: Final = (_AFTER_CHILD, _BESIDE_CHILD, _OWN_CHILD, _APPOSED, _WITH_AGE, _AGED, _NAME_FIRST, _LITTLE)
#: one child, or few that are meant: beside them a whole name is a child's unless something makes it another's
_ONE_CHILD: Final = re.compile(
    rf"{CHILD_AGE}|(?<![\w-])(?i:(?:the|a|her|his|little|young|tearful|ang|isang|batang|usa ka|das|der|die|"
    rf"ein|eine|het|een|zijn|haar|one of the|among (?:the|those)|both|two|three) (?:[a-zà-ÿ]+ )?(?:girls?|"
    rf"boys?|child(?!ren)|victims?(?!['’]s? \w{{0,30}}(?:services|support|fund))|minor|toddler|baby|daughters?|"
    rf"sons?|rescued|niece|nephew|sisters?|brothers?|pupil|student|biktima|bata|anak|dalagita|mädchen|junge|"
    rf"kind|opfer|tochter|sohn|schülerin|schüler|meisje|jongen|slachtoffer|dochter|zoon|leerling)|"
    rf"biktima(?:ng)?|batang|bata nga|dalagita|magkapatid)(?![\w-])(?! (?:protection|rights|abuse|sexual|"
    rf"exploitation|welfare|trafficking))"
)
_WHOLE_NAME: Final = re.compile(rf"(?<!\w){FULL_NAME}")
_NICKNAME: Final = re.compile(
    rf"(?i:nicknamed|nickname(?: is| was)?|(?:better |only )?known (?:to \w{{1,30}}(?: \w{{1,30}})? |"
    rf"in \w{{1,30}} \w{{1,30}} )?(?:only "
    rf")?as|call(?:s|ed)? (?:her|him|the \w{{1,30}})(?: by)?|(?:was|is) called|goes by|alias|tinatawag(?: "
    rf"siya)?(?:ng)?(?: na)?|mas kilala (?:bilang|sa)|kilala(?: \w{{1,30}}){{0,3}} (?:bilang|sa pangalang)|"
    rf"palayaw(?: na| ay)?|"
    rf"gitawag(?: og| nga| siya og)?|tawag(?: nila)?(?: kaniya| kaniya ay)?|angga|nailhan (?:sa|nga)|"
    rf"spitznamen?|genannt|rufname|gerufen|bijgenaamd|bijnaam|roepnaam|noemde(?:n)?(?: haar| hem)?|(?:nennen|"
    rf"nannten) (?:sie|ihn|es)),? (?:si |in |ay )?{_QUOTE}(?P<name>[A-ZÀ-Þ][\w'-]{{1,30}}(?: [A-ZÀ-Þ][\w'-]{{1,30}})?)"
    rf"|(?P<to>[A-ZÀ-Þ][\w'-]{{1,30}}) to (?:his|her|the) (?:\w{{1,30}} )?(?:playmates|friends|family|"
    rf"neighbo\w{{1,30}}|"
    rf"classmates|siblings|cousins|mother)"
    rf"|[„“\"](?P<quoted>[A-ZÀ-Þ][\w'-]{{1,30}})[“”\"],? (?i:genannt|bijgenaamd|as (?:friends|neighbo\w{{1,30}}|"
    rf"classmates) call)"
)
_OF_A_CHILD: Final = re.compile(
    rf"(?<![\w-])(?:{any_of('child')}|(?i:her|him|she|he|siya|niya|kaniya|iyang|sie|ihn|ihr|haar|hem|zij))(?![\w-])"
)
_INITIALS: Final = re.compile(
    r"(?<![\w.])(?P<letters>(?:[A-Z]\.[ -]?){1,3}[A-Z]\.?|[A-Z]{2,4})(?![\w.]*[A-Za-z])(?! (?-i:[A-ZÀ-Þ][a-zß-ÿ]))"
)
_BEFORE_INITIALS: Final = re.compile(
    rf"(?:(?<![\w-]){any_of('child')},?|(?i:identified (?:only )?(?:as|by the initials)|initials?|known "
    rf"(?:only )?as|named|kinilalang si|inisyal(?: na)?|giila(?:ng)? (?:nga |sa inisyal nga )?si|si|"
    rf"ginganlan|namens|initialen|aangeduid als|bezeichnet als|genannt))"
    rf"(?i: (?:identified |known |referred to )?(?:only )?(?:as|by the initials|is|was|na si|nga si|si))?,? "
    rf"?{_QUOTE}$"
)
#: initials that courts give so that nobody is known by them, and short forms that are none (SC Adm. Circular 83-2015)
_FICTITIOUS: Final = re.compile(r"([A-Z])\1+")
#: characters before initials in which a word must lead up to them
_BEFORE_CHARACTERS: Final = 60
_NO_INITIALS: Final = frozenset(
    [
        "US",
        "UK",
        "UN",
        "EU",
        "RA",
        "GR",
        "NGO",
        "NBI",
        "PNP",
        "DOJ",
        "RTC",
        "DSWD",
        "CIDG",
        "OSEC",
        "CSAM",
        "PH",
        "PHP",
        "USA",
        "UAE",
        "FBI",
        "AFP",
        "NCA",
        "HSI",
        "IJM",
        "TV",
        "CCTV",
        "ICT",
        "SC",
        "CA",
        "DC",
        "LA",
        "PO",
        "ID",
        "AI",
        "IT",
        "DILG",
        "IACAT",
        "TIP",
        "OSAEC",
        "CSAEM",
        "DNA",
        "IP",
        "SIM",
        "GPS",
        "SMS",
        "BKA",
        "LKA",
        "PLDT",
        "VAWC",
        "WCPC",
        "WCPU",
        "WCPD",
        "PDEA",
        "LGU",
        "LGUS",
        "CWC",
        "PIA",
        "GMA",
        "ABS",
        "CNN",
        "BBC",
        "NL",
        "DE",
        "II",
        "III",
        "IV",
        "TO",
        "IN",
        "ON",
        "AT",
        "OF",
        "AS",
        "BY",
        "AN",
        "OR",
        "SI",
        "NI",
        "AY",
        "OG",
        "UG",
        "SA",
        "NG",
        "NA",
        "EN",
        "TE",
        "OP",
        "AM",
        "IM",
        "ZU",
        "UM",
        "SO",
        "WHO",
        "AND",
        "FOR",
        "THE",
        "BUT",
        "NOT",
        "HE",
        "SHE",
        "HER",
        "HIM",
        "HIS",
    ]
)


def find_child_names(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the names of children in a sentence, unless it says that they are not the real ones."""
    if passage.is_pseudonymous:
        return
    for pattern in _PATTERNS if passage.near_child else (_WITH_AGE,):
        for match in passage.finditer(pattern):
            start, end = trimmed_name(passage.text, *match.span("name"))
            if is_child_name(passage.text, start, end):
                yield CareFinding("child_name", start, end)
    if passage.has(_ONE_CHILD) or passage.leads_to_child:
        yield from _names_beside_children(passage)


def _names_beside_children(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield every whole name in a sentence on a child that is nobody else's by the words around it."""
    for match in passage.finditer(_WHOLE_NAME):
        start, end = trimmed_name(passage.text, *match.span())
        is_whole = " " in passage.text[start:end]
        if is_whole and is_child_name(passage.text, start, end) and not is_speaker(passage.text, start, end):
            yield CareFinding("child_name", start, end)


def find_nicknames(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield what a child is called by those who know it."""
    if not passage.near_child or passage.is_pseudonymous:
        return
    for match in passage.finditer(_NICKNAME):
        group = next(name for name, words in match.groupdict().items() if words)
        before = passage.text[
            max(passage.start - _BEFORE_CHARACTERS, match.start() - _BEFORE_CHARACTERS, 0) : match.end()
        ]
        if _OF_A_CHILD.search(before) and is_child_name(passage.text, *match.span(group)):
            yield finding_of("nickname", match, group)


def find_initials(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield initials that may be a child's own; of one letter over and over, as courts write them, none are."""
    if not passage.near_child:
        return
    for match in passage.finditer(_INITIALS):
        letters = re.sub(r"[^A-Z]", "", match["letters"])
        before = passage.text[max(passage.start, match.start() - _BEFORE_CHARACTERS) : match.start()]
        if letters not in _NO_INITIALS and not _FICTITIOUS.fullmatch(letters) and _BEFORE_INITIALS.search(before):
            yield finding_of("initials", match, "letters")
