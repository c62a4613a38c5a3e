"""Names that are a person's, as they stand beside quotations: with titles, without those of organisations."""

from __future__ import annotations

import re
from functools import cache

from justext import get_stoplist  # type: ignore[import-untyped]

from text.dates.months import MONTH

_WORD = r"(?:[A-Z]\b\.?|[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_PARTICLE = r"(?:de las|de los|de la|dela|del|de|da|dos|van der|van den|van de|van|von der|von|zu|ter|bin|al|of)"
_NAME = re.compile(rf"\b{_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_WORD}|[ \u00a0]d['’]{_WORD})*")
#: a word that stands in the names of organisations, places and laws, and hardly in a person's
_ORGANISATION = re.compile(
    r"\b(?:mission|cent(?:er|re)|institute|foundation|council|department|bureau|agency|office|unit|committee|commission|"
    r"association|society|network|alliance|coalition|union|university|college|school|hospital|church|bank|company|inc|corp|"
    r"ministry|senate|congress|house|division|program(?:me)?|project|service|services|group|force|task|board|authority|"
    r"administration|organi[sz]ation|international|national|nations|development|wellbeing|welfare|children|child|act|law|"
    r"region|province|city|visayas|mindanao|luzon|manila|philippines?|states|kingdom|republic|court|appeals|"
    r"norte|sur|occidental|oriental|bahay|balay|tahanan|haven|home|shelter|courier|times|herald|tribune|inquirer|star|news|post|journal|gazette|police|exploitation|abuse|safety|"
    r"embassy|trafficking|persons|combat|monitor)\b",
    re.IGNORECASE,
)
#: words of organisations that are surnames, too, where a title stands before the name
_SURNAME = re.compile(r"^\S{2,30} (?:Law|Star|Post|House|Bank|Church|Court|School|Child|Force)$")
#: characters of "near " and the like, with the one before them
_LONGEST_LOCATIVE = 6
#: right before a place, and hardly a person
_LOCATED = re.compile(r"\b(?:in|near|sa|aus|taga)\s$")
#: a last word of at least two letters; "U." of "U.S." is no surname, nor is "RA"
_SURNAMED = re.compile(r"(?<![^\W\d_])(?:(?![A-Z]{2,3}$)|(?=II+$|IV$))[^\W\d_]{2,}\.?$")
_CALENDAR = re.compile(rf"\b(?=\w{{4}})(?:{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
#: words that stand before a person's name and make the rest of it a person's, whatever body they belong to
_TITLE = (
    r"judge|justice|prosecutor|attorney|atty|lawyer|chief|captain|capt|sergeant|sgt|lieutenant|lt|colonel|col|general|gen|"
    r"major|maj|superintendent|supt|inspector|insp|detective|officer|marshal|sheriff|deputy|agent|investigator|director|"
    r"commissioner|commander|secretary|undersecretary|usec|asec|minister|senator|sen|representative|rep|congress(?:wo)?man|"
    r"mayor|governor|gov|president|chair(?:wo)?man|chairperson|spokes(?:wo)?man|spokesperson|ambassador|councilor|"
    r"councillor|kagawad|dr|prof|professor|sister|sr|father|fr|bishop|mr|mrs|ms|leader|manager|specialist|coordinator|"
    r"worker|barangay|affaires|member|advocate|administrator|treasurer|principal|nurse|counsel|adviser|advisor|head|"
    r"p[bcml]?gen|pcol|pltcol|pmaj|pcpt|plt|pssg|hepe|huwes|konsehal|bokal|kalihim|direktor|doktor|engr|"
    r"rechtsanw[aä]lt(?:in)?|anw[aä]lt(?:in)?|ankläger(?:in)?|verteidiger(?:in)?|\w{0,20}leiter(?:in)?|"
    r"\w{0,20}beauftragte[r]?|\w{0,20}sprecher(?:in)?|\w{0,20}minister(?:in)?|kommissar(?:in)?|direktor(?:in)?|"
    r"richter(?:in)?|staatsanw[aä]lt(?:in)?|oberstaatsanw[aä]lt(?:in)?|hukom|piskal|author"
)
_TITLED = re.compile(rf"^(?:.*\b(?:{_TITLE})\.?\s+)(?=[A-ZÀ-Þ])", re.IGNORECASE)


def find_persons(words: str) -> list[str]:
    """Return the names of persons in some words, in their order, with their titles."""
    found = []
    for match in _NAME.finditer(words):
        name = _without_common_beginning(match.group())
        titled = _TITLED.match(name)
        start = titled.end() if titled else 0
        bare = name[start:].split(" of ")[0]
        name = name[:start] + bare
        is_body = _ORGANISATION.search(bare) and not (titled and _SURNAME.search(bare))
        is_place = (
            not titled
            and not bare.startswith("Charge ")
            and _LOCATED.search(words[max(0, match.start() - _LONGEST_LOCATIVE) : match.start()])
        )
        if (
            _SURNAMED.search(bare)
            and not is_place
            and not is_body
            and not _CALENDAR.search(bare)
            and not bare.isupper()
        ):
            found.append(name)
    return found


def full_names(words: str) -> list[str]:
    """Return the names of persons of at least two words beside their titles."""
    return [name for name in find_persons(words) if len(without_titles(name).split()) > 1]


def without_titles(name: str) -> str:
    """Return a name without the titles that stand before it."""
    return _TITLED.sub("", name)


def person_of(words: str) -> str:
    """Return the person that some words name first, rather by a full name than by one word; empty where none."""
    names = find_persons(words)
    full = [name for name in names if len(name.split()) > 1]
    return next(iter(full or names), "")


def names_titled_person(words: str) -> bool:
    """Return whether some words end with a person's name behind a title: "the mayor Dizon"."""
    person = person_of(words)
    return bool(person) and words.endswith(person) and bool(_TITLED.match(words))


def surname_of(name: str) -> str:
    """Return the last word of a name in small letters, Jr. and the like aside."""
    words = [
        word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name) if word not in {"Jr", "Sr", "II", "III"}
    ]
    return words[-1].casefold() if words else ""


def office_in(words: str) -> str:
    """Return the office that some words begin with, such as mayor in "The mayor asked"; empty where none."""
    found = re.match(rf"(?:The|Its|Their|Ang|Der|Die|De)\s+(?:\w+\s)?({_TITLE})\b", words, re.IGNORECASE)
    return found[1].casefold() if found else ""


def _without_common_beginning(name: str) -> str:
    words = name.split()
    while words and words[0].casefold() in _common_words():
        words.pop(0)
    return " ".join(words)


@cache
def _common_words() -> frozenset[str]:
    words = {
        word.casefold() for language in ("English", "German", "Dutch", "Tagalog") for word in get_stoplist(language)
    }
    return frozenset(words) | {"si", "sina", "ni", "ang", "ayon", "sinabi", "matod", "social", "survivor", "lead"}
