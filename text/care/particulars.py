"""Particulars of a child: birth date, age with a small place, telephone number, account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding, finding_of
from text.care.passages import CareSentence
from text.care.vocabulary import CHILD_AGE, PROPER, any_of, word_lists, word_pattern
from text.dates.months import MONTH

_DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:de |of |sa |ng )?(?i:{MONTH})\b\.?(?:,? \d{{4}})?|(?i:{MONTH})\.? "
    rf"\d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
)
_BIRTH: Final = re.compile(
    r"(?i)\b(?:born|birth(?:day|date)?|turn(?:s|ed)|ipinanganak|isinilang|kaarawan|natawo|natawhan|"
    r"geboren\w{0,30}|geburts\w{1,30}|geboorte\w{0,30}|verjaardag|jarig)\b"
)
_DATE: Final = re.compile(rf"(?<![\w-])(?P<day>(?:ika-?)?{_DAY})")
#: a child of today, and one of the reports since 2022, was born in this year or later
_EARLIEST_BIRTH: Final = 2004
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_AGE: Final = re.compile(CHILD_AGE)
_SMALL_PLACE: Final = re.compile(
    rf"\b(?:(?i:from|of|in|at|taga|mula sa|sa|aus|in|bei|uit|te|gikan sa)) (?P<place>(?:(?i:the|ang|der|dem|"
    rf"het|a)? ?(?i:(?:remote |small |coastal |island |fishing |mountain |farming |lakeside |northern |"
    rf"southern |nearby )*(?:town|village|municipality|hamlet|islet|barangay|brgy\.?|purok|sitio|community|"
    rf"neighbou?rhood|bayan|nayon|baryo|lungsod|isla|dorf|gemeinde|ort|dorp|gehucht|stadje|städtchen)(?: of| "
    rf"ng| sa)? ))?(?P<name>{PROPER}))(?P<behind>(?:, {PROPER})?)"
)
_TINY_PLACE: Final = re.compile(
    rf"(?<!\w)(?P<place>{PROPER}),? (?i:(?:is )?(?:a|an|ein|eine|een|isang|usa ka) (?:[a-z]+ )?(?:town|islet|"
    rf"island|village|hamlet|dorf|dorp|bayan|baryo|isla|lungsod|sitio|gemeinde|dorpje))\b"
)
_LARGE: Final = frozenset(word_lists()["large_places"])
_NO_PLACE: Final = re.compile(
    rf"(?i)\b(?:city|province|region|court|department|office|bureau|school|shelter|home|center|centre|"
    rf"hospital|act|police|church|state|county|university|foundation|mission|bank|chamber|commission|council|"
    rf"committee|unit|bay|field|center|gulf|sea|ocean|police|prosecutor\w{{0,30}}|facebook|messenger|telegram|skype|"
    rf"tiktok|internet|usa|stadt|provinz|landkreis|provincie|regional|{MONTH}|(?:mon|tues|wednes|thurs|fri|"
    rf"satur|sun)day|lunes|martes|miyerkules|huwebes|biyernes|sabado|linggo)\b|^(?-i:[A-Z]{{2,}})$"
)
_PHONE: Final = re.compile(
    r"(?<![\w-])(?:\+\d{2}[ -]?\(?\d{1,4}\)?(?:[ -/]?\d{2,4}){2,4}|0\d{2,4}[ /-]?\d{3,4}[ -]?\d{3,4}|"
    r"\(0\d{1,3}\) ?\d{3,4}[ -]?\d{3,4})(?!\w)"
)
_REACHED: Final = re.compile(
    r"(?i)\b(?:reached?|call(?:ed)?|contact(?:ed)?|phone|number|text(?:ed)?|mobile|relatives|family|tawagan|"
    r"numero|cellphone|telepono|matawagan|tawgan|telefon\w{0,30}|erreichbar|nummer|handynummer|mobiel|"
    r"telefoonnummer|bereikbaar|whatsapp|viber|gcash)\b"
)
_SERVICE: Final = word_pattern("public_service")
_HANDLE: Final = re.compile(
    r"(?<![\w.])(?P<at>@[A-Za-z0-9_.]{3,30}\w)"
    r"|(?i:facebook|instagram|tiktok|telegram|messenger|snapchat|twitter|discord|roblox|skype|x|youtube|"
    r"whatsapp|fb|ig)[ -]?(?i:account|profile|page|user ?name|handle|name|konto|profil|nutzername|"
    r"benutzername|gebruikersnaam|accountnaam|pangalan|username)?(?:,|:)?(?i: (?:as|under|named|called|with "
    r"the name|under the name|name|na|nga|na may pangalang|bilang|unter|als|namens|met de naam|onder de "
    r"naam|mit dem namen|the|user|is|was|handle|username|account|ngalan|sa ngalang|sa pangalang|genannt|"
    r"under the username)){0,5} [„“\"'‘](?P<quoted>[^“”\"'’‘]{2,40})[”\"'’“]"
    r"|[„“\"'‘](?P<coded>(?=[^\s”\"]{0,40}[\d_.][^\s”\"]{0,40}[\w])[A-Za-z][\w.]{3,30}\w)[”\"'’“]|"
    r"(?<![\w/.@])(?P<bare>[a-z]{1,20}(?:_[a-z0-9]{1,20}){1,4}\d{0,6})(?![\w/])"
    r"|(?i:user ?name|handle|nutzername|benutzername|gebruikersnaam)[ :]+(?:(?i:was|is|war|lautet|ay|ist|"
    r"van het meisje is|mao ang) )?[„“\"'‘]?(?P<plain>(?=[\w.]*[\d_.])[\w.]{4,30}\w)"
)
_OFFICIAL_ACCOUNT: Final = re.compile(
    r"(?i)\b(?:follow|official|foundation|police|department|ngo|journalist|reporter|share your|customers?|"
    r"offenders? (?:used|uses) the)\b"
)
_CHILD_ACCOUNT: Final = re.compile(
    rf"(?<![\w-])(?:{any_of('child')}|{CHILD_AGE}|(?i:her|his|she|he|kanyang|niya|iyang|ihr(?:e[nmrs]?)?|"
    rf"haar|zijn|sie))(?![\w-])"
)


def find_birth_dates(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the birth date of a child: one beside a child, or of a year in which nobody grown up was born."""
    if not passage.has(_BIRTH):
        return
    for match in passage.finditer(_DATE):
        year = _YEAR.search(match["day"])
        if int(year[0]) >= _EARLIEST_BIRTH if year else passage.near_child:
            yield finding_of("birth_date", match, "day")


def find_ages_with_places(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield a place so small that the age of a child beside it tells who it is."""
    if passage.near_child:
        yield from (finding_of("age_place", match, "place") for match in passage.finditer(_TINY_PLACE))
    if not passage.has(_AGE):
        return
    for match in passage.finditer(_SMALL_PLACE):
        named = match["name"]
        if (
            not _NO_PLACE.search(match["place"])
            and named.split()[0] not in _LARGE
            and not _NO_PLACE.match(match["behind"])
        ):
            yield finding_of("age_place", match, "place")


def find_phones(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield a telephone number by which a child or its family can be reached."""
    if passage.near_child and passage.has(_REACHED) and not passage.has(_SERVICE):
        yield from (finding_of("phone", match) for match in passage.finditer(_PHONE))


def find_handles(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the account of a child in a network."""
    if (
        not passage.near_child
        or not passage.has(_CHILD_ACCOUNT)
        or passage.has(_OFFICIAL_ACCOUNT)
        or passage.is_pseudonymous
    ):
        return
    for match in passage.finditer(_HANDLE):
        yield finding_of("handle", match, next(name for name, words in match.groupdict().items() if words))
