"""Who of those that a text quotes speaks in an office: judges, ministers, chiefs, spokespersons; never private persons.

Only titles and offices decide. Whoever a text calls a survivor, a relative, a witness or a suspect has no office,
whatever else it calls them; of them a fingerprint is kept, so that no other text gives them a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from text.ledgers.entries import Quotation, SpeakerEntry
from text.phrases.finding import fold_phrase
from text.quotations.persons import without_titles
from text.shingles import shingle_fingerprint

#: offices that are public wherever they are held
_PUBLIC: Final = (
    r"judge|justice|prosecutor|fiscal|solicitor general|attorney general|secretary of \w{1,30}|undersecretary|usec|"
    r"asec|"
    r"(?:justice|interior|labou?r|foreign|health|education|social welfare|assistant|home) secretary|"
    r"minister|senator|representative|congress(?:wo)?man|(?:vice )?mayor|(?:vice )?governor|councill?or|ambassador|"
    r"consul|"
    r"colonel|major|captain|lieutenant|sergeant|general|superintendent|inspector|commissioner|commander|police chief|"
    r"spokes(?:wo)?man|spokesperson|"
    r"hukom|piskal|kalihim|senador|alkalde|gobernador|kagawad|koronel|heneral|tagapagsalita|tigpamaba|"
    r"richter(?:in)?|(?:ober)?staatsanw[aä]lt(?:in)?|\w{0,20}minister(?:in)?|polizeipräsident(?:in)?|kommissar(?:in)?|"
    r"kriminaldirektor(?:in)?|\w{0,20}sprecher(?:in)?|botschafter(?:in)?|"
    r"rechter|officier van justitie|burgemeester|staatssecretaris|commissaris|politiechef|woordvoerder"
)
#: offices that are public only where a body stands beside them: a class has a president, and a company a secretary
_OF_A_BODY: Final = (
    r"director|executive director|chief|head|president|chair(?:wo)?man|chairperson|chair|secretary|secretary-general|"
    r"direktor|hepe|pinuno|tagapangulo|leiter(?:in)?|präsident(?:in)?|direktor(?:in)?|hoofd|directeur|voorzitter"
)
_BODY: Final = (
    r"[A-Z]{3,12}\b|(?i:mission|cent(?:er|re)|institute|foundation|council|department|bureau|agency|office|committee|"
    r"commission|association|network|alliance|coalition|ministry|senate|congress|division|authority|police|court|"
    r"task force|"
    r"organi[sz]ation|united nations|kagawaran|tanggapan|konseho|kapulisan|buhatan|stiftung|behörde|ministerium|"
    r"landeskriminalamt|polizei|stichting|meldpunt|politie)\b"
)
_PRIVATE: Final = (
    r"survivors?|victims?|complainants?|mother|father|parent|guardian|aunt|uncle|grandmother|grandfather|sister|"
    r"brother|"
    r"daughter|son|wife|husband|cousin|neighbou?r|relative|student|pupil|resident|villager|witness|suspect|accused|"
    r"defendant|"
    r"convict|inmate|biktima|ina|nanay|tatay|kapatid|kapitbahay|kamag-anak|tiyahin|tiyuhin|akusado|suspek|saksi|"
    r"inahan|amahan|igsoon|silingan|opfer|überlebende[r]?|mutter|vater|tante|onkel|nachbar(?:in)?|zeug(?:e|in)|"
    r"angeklagte[r]?|verdächtige[r]?|slachtoffer|overlevende|moeder|vader|buurman|buurvrouw|verdachte|getuige"
)
#: what may stand before an office as a part of it: a body, a place, a rank
_NAME_WORDS: Final = r"(?:(?:[A-ZÀ-Þ][\w'’-]{0,30}|of|the|for|ng|sa|der|des|van)\s){0,5}"
_OFFICE_FIRST: Final = re.compile(rf"^(?:(?i:{_PUBLIC}|{_OF_A_BODY})\s)+")
_OFFICE_BEFORE: Final = re.compile(rf"\b({_NAME_WORDS}?(?i:{_PUBLIC})(?:\sgeneral)?)\.?,?\s$")
_BODY_OFFICE_BEFORE: Final = re.compile(rf"\b((?:{_NAME_WORDS})(?i:{_OF_A_BODY})),?\s$")
_OFFICE_BEHIND: Final = re.compile(
    rf"^,\s(?:the\s|its\s|an?\s|ang\s|der\s|die\s)?([^,.;:()]{{0,60}}\b(?i:{_PUBLIC})\b[^,.;:()]{{0,60}})"
)
_BODY_OFFICE_BEHIND: Final = re.compile(
    rf"^,\s(?:who\s\w{{1,10}}\s)?(?:the\s|its\s|an?\s|ang\s|der\s|die\s)?"
    rf"([^,.;:()]{{0,60}}\b(?i:{_OF_A_BODY})\b[^,.;:()]{{0,60}})"
)
_PRIVATE_BEFORE: Final = re.compile(rf"\b(?:{_PRIVATE})(?:['’]s)?,?\s(?:[\w'’-]{{1,30}},?\s)?$", re.IGNORECASE)
_PRIVATE_BEHIND: Final = re.compile(
    rf"^(?:,\s\d{{1,3}})?,?\s\(?(?:who\s(?:is|was)\s|herself\s|himself\s|not\s)?(?:[\w'’-]{{1,30}}\s){{0,3}}"
    rf"(?:{_PRIVATE}|real\sname|tunay\sna\spangalan)\b",
    re.IGNORECASE,
)
#: characters before and behind a name that its office is looked for in
_REACH: Final = 90
#: characters of an office at most
_LONGEST: Final = 100


def read_speakers(text: str, quotations: Iterable[Quotation]) -> list[SpeakerEntry]:
    """Return those whom a text quotes in an office, each once, in the order of what they say."""
    quoted = dict.fromkeys(one.speaker for one in quotations if one.speaker)
    return [entry for name in quoted if (entry := _in_office(text, name))]


def _in_office(text: str, quoted_as: str) -> SpeakerEntry | None:
    """Return somebody with their office, or as private; None of whoever has no office, and no whole name."""
    name = _OFFICE_FIRST.sub("", without_titles(quoted_as))
    if len(name.split()) < 2:
        return None
    key = speaker_key(name)
    places = [match.span() for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    surname = re.escape(name.split()[-1])
    every = [match.span() for match in re.finditer(rf"(?<=\s){surname}\b", text)]
    if any(_is_private(text, *span) for span in [*places, *every]):
        return SpeakerEntry("", shingle_fingerprint(key), "", "", "", 0, 0)
    offices = ((_office(text, *span), span) for span in places)
    found = next(((office, span) for office, span in offices if office), None)
    return SpeakerEntry(key, shingle_fingerprint(key), name, found[0], quoted_as, *found[1]) if found else None


def speaker_key(name: str) -> str:
    """Return the key that all spellings of a name share: small letters without accents, and no initials."""
    words = fold_phrase(name).split()
    return "-".join(word for word in words if len(word) > 1 or len(words) < 3)


def _is_private(text: str, start: int, end: int) -> bool:
    before, behind = _around(text, start, end)
    return bool(_PRIVATE_BEFORE.search(before) or _PRIVATE_BEHIND.match(behind))


def _office(text: str, start: int, end: int) -> str:
    """Return the office that stands right before a name or in apposition to it; empty where none does."""
    before, behind = _around(text, start, end)
    sides: Sequence[tuple[re.Pattern[str], re.Pattern[str], str]] = (
        (_OFFICE_BEFORE, _BODY_OFFICE_BEFORE, before),
        (_OFFICE_BEHIND, _BODY_OFFICE_BEHIND, behind),
    )
    for public, of_a_body, words in sides:
        if found := public.search(words):
            return _tidy(found[1])
        found = of_a_body.search(words)
        if found and re.search(rf"\b(?:{_BODY})", found[1]):
            return _tidy(found[1])
    return ""


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the paragraph before and behind a name, in one line."""
    before = text[max(0, start - _REACH) : start].rpartition("\n\n")[2]
    behind = text[end : end + _REACH].partition("\n\n")[0]
    return before.replace("\n", " "), behind.replace("\n", " ")


def _tidy(office: str) -> str:
    words = office.strip(" ,.").split()
    while words and words[0].casefold() in _NO_BEGINNING:
        words.pop(0)
    return " ".join(words)[:_LONGEST]


_NO_BEGINNING: Final = frozenset(["of", "the", "for", "ng", "sa", "der", "des", "van", "according"])
