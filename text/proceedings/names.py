"""The proper names of more than one word in a text, with what they may be and how prominent they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from justext import get_stoplist  # type: ignore[import-untyped]

from text.dates.months import MONTH
from text.phrases.finding import fold_phrase
from text.places.gazetteer import places_by_name
from text.sentences import sentence_spans
from text.words import straighten_apostrophes

#: words from the beginning of a text in which a name is prominent: a lead of two sentences; chosen, not measured
_OPENING_WORDS = 60
#: mentions from which on a name is prominent wherever it stands; chosen, not measured
_PROMINENT_MENTIONS = 3
#: characters before and behind a name in which a title makes it that of an official
_BEFORE, _BEHIND = 40, 60

_PARTICLE = (
    r"(?:de las|de los|de la|dela|del|de|da|dos|do|van der|van den|van de|van|von der|von|zu|ter|ten|bin|"
    r"binti|ibn|al|el|y)"
)
_CAPITAL = r"(?:[A-Z]\.|[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:(?:'(?!s\b)|-)[^\W\d_]+)*)"
_RUN = re.compile(rf"\b{_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_CAPITAL}){{1,5}}")
#: no month in short: Jan and Dec are first names
_CALENDAR = re.compile(rf"(?=\w{{4}})(?:{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)", re.IGNORECASE)

TITLES = (
    r"judge|justice|magistrate|prosecutor|attorney|atty|lawyer|counsel|solicitor|barrister|chief|captain|capt|sergeant|"
    r"sgt|lieutenant|lt|colonel|col|general|gen|major|maj|superintendent|supt|inspector|insp|detective|officer|"
    r"constable|marshal|sheriff|deputy|agent|director|commissioner|secretary|undersecretary|minister|senator|sen|"
    r"representative|rep|congress(?:wo)?man|mayor|governor|gov|president|premier|chair(?:wo)?man|chairperson|"
    r"spokes(?:wo)?man|spokesperson|coroner|examiner|dr|prof|professor|reporter|ambassador|kagawad|hepe|hukom|piskal|"
    r"abogado|gobernador|ranger|trooper|warden|pc|p(?:lt)?(?:b?gen|col|maj|cpt|lt|[ms]sg|cpl)|"
    r"\w{0,20}(?:richter|staatsanw[aä]lt|rechtsanw[aä]lt|sprecher|kommissar|präsident)(?:in)?|rechter|officier|"
    r"woordvoerder|advocaat"
)
#: what follows a name with its title, behind a comma or "is"; in "who shot a deputy" and "told the judge" it has none,
#: and who was something is so no longer
_TITLE_BEHIND = re.compile(
    rf"(?:,|\s(?:is|ist|ay))\s(?:(?!(?:of|who|for|by|to|with|after|accused|charged|former|was|von|nach)\b)[\w'-]+\s){{0,5}}"
    rf"(?:{TITLES})\b",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(rf"(?:{TITLES})\.?", re.IGNORECASE)
#: what stands before a name and is no part of it, nor tells that somebody acts in office
_FORM_OF_ADDRESS = re.compile(
    r"(?:mr|mrs|ms|miss|sir|lady|herr|frau|mevrouw|si|sina|ni|nina|kay|kina|kang|former|nurse|council(?:wo)?man|coach|"
    r"teacher)\.?",
    re.IGNORECASE,
)
#: what begins the name of a place, a law or a thing
_NO_PERSON = re.compile(
    r"(?:san|santa|santo|sto|sta|la|las|los|new|mount|fort|port|lake|barangay|brgy|republic|case|criminal|operation|oplan|camp|saint|st)\.?",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(
    r"(?:street|st|road|rd|avenue|ave|boulevard|drive|lane|creek|river|lake|park|square|plaza|school|high|elementary|university|"
    r"mill|mountain|hill|valley|farm|route|highway|freeway|inn|bar|restaurant|store|"
    r"college|county|city|town|province|region|island|bay|beach|district|center|centre|hospital|clinic|church|bridge|"
    r"airport|station|mall|market|court|courthouse|division|department|council|agency|bureau|office|police|unit|force|"
    r"company|inc|corp|bank|foundation|mission|committee|commission|association|group|hotel|north|south|east|west|"
    r"investigations?|services?|authority|administration|program(?:me)?|act|law|times|news|post|press)\.?",
    re.IGNORECASE,
)
#: what stands before the name of a place
_LOCATED = re.compile(r"\b(?i:in|near|outside|at|sa|taga)\s$")


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name as it is compared, how it is written, and what it may be."""

    key: str
    surface: str
    is_person: bool
    #: whether the text is about it
    prominent: bool
    #: whether it is that of a judge, a police chief, a lawyer or the like, of whom the title does not speak
    official: bool


def find_names(title: str, text: str) -> list[ProperName]:
    """Return the names in a text, each once, in the order in which they stand.

    The title only says which names are prominent, since its capitals name nothing.
    """
    straight = straighten_apostrophes(text)
    spans = [span for sentence in sentence_spans(straight) for span in _name_spans(straight, *sentence)]
    officials = {
        key
        for start, end in spans
        if _is_official(straight, start, end) and straight[start:end].split()[-1] not in title
        for key in _keys(straight[start:end])
    }
    places = {straight[start:end] for start, end in spans if _is_located(straight, start, end)}
    mentions = Counter(word for word in straight.split() if word[:1].isupper())
    opening = _opening_end(straight)
    found: dict[str, ProperName] = {}
    for start, end in spans:
        surface = straight[start:end]
        last = surface.split()[-1]
        prominent = start < opening or last in title or mentions[last] >= _PROMINENT_MENTIONS
        person = not (_PLACE_WORD.fullmatch(last) or _NO_PERSON.fullmatch(surface.split()[0]) or surface in places)
        for key in _keys(surface):
            found.setdefault(key, ProperName(key, surface, person, prominent, key in officials))
    return list(found.values())


def _name_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the names of a sentence stand, without the ordinary word that its first capital may belong to."""
    for run in _RUN.finditer(text, start, end):
        tokens = [(match.start() + run.start(), match.group()) for match in re.finditer(r"\S+", run.group())]
        while tokens and _is_ordinary(tokens[0][1], text, first=tokens[0][0] == start):
            tokens.pop(0)
        kept = next((at for at, (_, word) in enumerate(tokens) if _CALENDAR.fullmatch(word)), len(tokens))
        names = [word for _, word in tokens[:kept] if len(word.strip(".")) > 1 and word[0].isupper()]
        if len(names) >= 2 and not any(word.isupper() for word in names):
            first = _behind_titles([word for _, word in tokens[:kept]])
            yield tokens[first][0], tokens[kept - 1][0] + len(tokens[kept - 1][1])


def names_a_kind(word: str) -> bool:
    """Return whether a word says what kind of place, office or day is named, as "street", "captain", "March" do."""
    return any(kind.fullmatch(word) for kind in (_PLACE_WORD, _NO_PERSON, _TITLE_WORD, _FORM_OF_ADDRESS, _CALENDAR))


def _behind_titles(words: list[str]) -> int:
    """Return where the name begins in a run of capitals: behind the last title ("Fire Chief"), if two words follow."""
    return next((at for at in range(len(words) - 2, 0, -1) if _TITLE_WORD.fullmatch(words[at - 1])), 0)


def _is_ordinary(word: str, text: str, *, first: bool) -> bool:
    """Return whether a capitalised word is no part of a name: a common word, or at a sentence's start one that also
    stands in small letters."""
    small = word.casefold()
    return (
        small in _common_words()
        or bool(_CALENDAR.fullmatch(word) or _FORM_OF_ADDRESS.fullmatch(word) or _TITLE_WORD.fullmatch(word))
        or (first and f" {small} " in text)
    )


def _is_official(text: str, start: int, end: int) -> bool:
    """Return whether a title stands before or behind a name."""
    before = text[max(0, start - _BEFORE) : start].replace("-", " ").rstrip(" ,\n").rsplit(None, 1)[-1:]
    return bool(
        (before and _TITLE_WORD.fullmatch(before[0].lstrip("(,"))) or _TITLE_BEHIND.match(text, end, end + _BEHIND)
    )


def _is_located(text: str, start: int, end: int) -> bool:
    """Return whether a name is a place's: it is known, or something is in it; "in Ana Cruz's death" names a person."""
    if fold_phrase(text[start:end]) in places_by_name():
        return True
    return bool(_LOCATED.search(text[max(0, start - _BEFORE) : start])) and text[end : end + 2] != "'s"


def _keys(surface: str) -> list[str]:
    """Return the forms by which a name is compared: without initials, and by its first and last word alone."""
    words = [word for word in surface.casefold().split() if len(word.strip(".")) > 1]
    whole = " ".join(words)
    return [whole, f"{words[0]} {words[-1]}"] if len(words) > 2 else [whole]


def _opening_end(text: str) -> int:
    for number, word in enumerate(re.finditer(r"\S+", text)):
        if number == _OPENING_WORDS:
            return word.start()
    return len(text)


@cache
def _common_words() -> frozenset[str]:
    words = {word.casefold() for language in ("English", "German", "Dutch") for word in get_stoplist(language)}
    return frozenset(words) - {"la", "el", "san", "santa"}
