"""The names in a byline: of people and organisations, without titles, handles, dates and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from text.bylines.jobs import cut_credentials, cut_job, cut_job_behind, ends_with_job, holds_job
from text.bylines.labels import PARTICLES, cut_byline_label
from text.bylines.persons import AGENCIES, JOINING, is_agency, is_joined, is_other_script, is_person, strip_marks
from text.dates.finding import find_dates
from text.dates.months import MONTH
from text.unicode import text_key

Names = tuple[str, ...]
#: characters that are read of a byline, and of the longest name in it; what is longer is none; chosen, not measured
_MAX_READ_CHARACTERS = 300
_MAX_NAME_CHARACTERS = 80
#: characters of an organisation's name; chosen, not measured
_MAX_ORGANISATION_CHARACTERS = 120
#: words; a longer name before a date, an address or a button may have an employer at its end; chosen, not measured
_MAX_CERTAIN_WORDS = 3
_INITIALS = re.compile(r"[a-zäöü]{2,4}")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WEEKDAY_BEFORE = re.compile(rf"\b{_WEEKDAY},?\s*$", re.IGNORECASE)
#: credentials, days, months, and what holds no letter
_NO_NAME = re.compile(
    rf"(?:ph\.?\s?d|m\.?d|jr|sr|esq|m\.?sc|m\.?a|ll\.?m|mba|ii|iii|iv|{MONTH}|{_WEEKDAY})\.?|[\W\d_]+", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?:|www\.|(?<!\S)\S+\.com/)\S*|(?<!\S)\S*@\S*")
#: what may stand behind a name: a date without its year, or the words of the page's buttons
_BEHIND = re.compile(
    rf"(?:\b(?:{_WEEKDAY}),?\s+)?(?:\b(?:{MONTH})\.?\s+\d|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+"
    rf"(?:{MONTH})\b)|\d[./:-]\d|\b(?:\d+\s*)?min(?:ute)?s? read|\b(?:updated|published|posted|share|follow|subscribe|"
    r"comments?|read more|view all|see all|biography|about the author|copyright|log ?in|sign ?up|photo|image)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"\.(?:com|net|org)\b|\d{3}|[{}<>$=]|^\w+(?:\.\w{2,}){2,}$", re.IGNORECASE)
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "webmaster",
        "web",
        "editor",
        "editors",
        "author",
        "authors",
        "unknown",
        "anonymous",
        "guest",
        "user",
        "none",
        "null",
        "undefined",
        "superuser",
        "root",
        "wp-admin",
        "newsroom",
        "the author",
        "the authors",
        "sign in",
        "log in",
        "sign up",
        "red",
        "mit agenturmaterial",
        "staff",
    ]
)
_LAST_FIRST = re.compile(
    rf"^((?:(?:{'|'.join(sorted(PARTICLES | {name.title() for name in PARTICLES}))}) )*[A-ZÀ-Þ][\w'’-]+), "
    r"([A-ZÀ-Þ][\w'’.-]+(?: [A-Z]\.)?)$"
)
#: what tells sons from fathers, behind a comma that parts no names
_GENERATION = re.compile(r"(?:,|(?<!\s))\s+(Jr|Sr|II|III|IV)\b\.?(?=\s*(?:[,;|/)&•-]|$)|\s+(?:and|und|en|y|at)\s)")
_APART = re.compile(r"(?:(?<!\s)\s+)?[;|•·\n]\s*")
#: these stand between names, and within the names of organisations
_BETWEEN = re.compile(
    r"(?<!\s)\s+(?:and|AND|und|en|at|et|dan|og|och|ve|with|mit|met|avec|con|&)\s+|"
    r"(?<!\s)\s+[yei]\s+(?=[^\s,]+\s+[^\s,])|"
    r"(?:(?<!\s)\s+)?,\s*(?:and\s+|&\s+)?|(?:(?<!\s)\s+)?/\s*"
)
_DETAILS_APART = re.compile(r"(?:(?<!\s)\s+)?[|•·,]\s*|(?<!\s)\s+[–—-]\s+")
_PLACE = re.compile(r"(?<!\s)\s+(?:in|at|aus|uit)\s+[A-Z].{0,40}$")
_FOR = re.compile(r"(?<!\s)\s+(?:for|special to)\s+.*$", re.IGNORECASE)


def clean_names(raw: str, *, person: bool = False) -> Names:
    """Return the names in a byline; ``person`` where the page says that it names a person."""
    line = _folded(raw)
    text = _GENERATION.sub(lambda match: f" {match[1]}{'.' if match[1][-1] == 'r' else ''}", cut_byline_label(line))
    of_people = person or cut_byline_label(line) != line
    text = _undated(re.sub(r"(?:(?<!\s)\s+)?[(\[][^)\]]{0,60}[)\]]", "", text))
    bare = _ADDRESS.sub(" | ", text)
    if match := _LAST_FIRST.match(bare):
        place = "" if match[2].lower() in AGENCIES else match[2]
        bare = bare.removesuffix(f", {place}") if is_agency(match[1]) else f"{match[2]} {match[1]}"
    names = merge_names(name for piece in _APART.split(bare) for name in _divided(piece, of_people))
    return tuple(filter(_is_certain_name, names)) if _ADDRESS.search(text) else names


def clean_organisation(raw: str) -> Names:
    """Return an organisation's name, whole; a person with a job is one all the same, a job alone or "admin" nobody."""
    text = _ADDRESS.sub("", _folded(raw)).strip(" ,")
    if holds_job(text) and not is_joined(text) and ((people := clean_names(text)) or ends_with_job(text)):
        return people
    if not 2 <= len(text) <= _MAX_ORGANISATION_CHARACTERS or text.lower() in _NOBODY:
        return ()
    return (_agency_or_name(_once(text)),)


def merge_names(names: Iterable[str]) -> Names:
    """Return each name once; one that only abbreviates another, or spells it out, is the same."""
    kept: list[str] = []
    for name in names:
        if not any(_same(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)


def name_before_job(line: str) -> str:
    """Return the person a line begins with where a job follows, and at most a date and buttons; "" otherwise."""
    if len(line) > _MAX_NAME_CHARACTERS:
        return ""
    first, *rest = [part for part in map(strip_marks, _DETAILS_APART.split(_undated(line))) if part] or [""]
    name = cut_job_behind(first)
    jobs = [part for part in rest if not _BEHIND.match(part)]
    if name == first and (not jobs or not all(ends_with_job(part) or part.lower() in AGENCIES for part in jobs)):
        return ""
    return name if is_person(name) or is_other_script(name) else ""


def _undated(text: str) -> str:
    """Return the text with a bar in the place of each date."""
    for mention in reversed(list(find_dates(text))):
        text = f"{_WEEKDAY_BEFORE.sub('', text[: mention.start])} | {text[mention.end :]}"
    return text


def _divided(piece: str, of_people: bool) -> list[str]:
    """Return the names of a list of people, or the one name in which "and" or a comma stands.

    What else stands behind a person is a place, a job or an examination, unless it is an agency.
    """
    pieces = _BETWEEN.split(piece)
    parts = [name for part in pieces if (name := _name(part, of_people))]
    if len(parts) < 2 and len(pieces) < 2:
        return parts
    if parts and is_person(parts[0]):
        return [part for part in parts if _is_person_or_agency(part)]
    if all(is_agency(part) or is_person(part) or _INITIALS.fullmatch(part) for part in parts):
        return parts
    return list(filter(None, [_name(piece, of_people)])) if len(parts) > 1 else parts


def _is_person_or_agency(name: str) -> bool:
    return name.lower() in AGENCIES or is_person(name) or bool(is_joined(name))


def _name(part: str, of_people: bool) -> str:
    """Return one name without what is not a name, or "" """
    text = strip_marks(cut_byline_label(part))
    bare = strip_marks(_BEHIND.split(text, maxsplit=1)[0])
    if bare != text and not _is_certain_name(bare):
        return ""
    for ending in (_PLACE, _FOR) if of_people else (_PLACE,):
        shorter = ending.sub("", bare)
        bare = shorter if is_person(shorter) else bare
    name = _once(cut_credentials(cut_job(bare)))
    return _agency_or_name(name) if _is_sound(name) else ""


def _is_sound(name: str) -> bool:
    if len(name) < 2 or _NOT_A_NAME.search(name) or name.lower() in _NOBODY or _NO_NAME.fullmatch(name):
        return False
    words = name.split()
    if len(words) <= 6:
        return len(name) <= _MAX_NAME_CHARACTERS
    return len(name) <= _MAX_ORGANISATION_CHARACTERS and all(w.lower() in JOINING or not w[0].islower() for w in words)


def _is_certain_name(name: str) -> bool:
    return is_agency(name) or (is_person(name) and len(name.split()) <= _MAX_CERTAIN_WORDS)


def _same(one: str, other: str) -> bool:
    first, second = text_key(one), text_key(other)
    return first == second or first == _initials(second) or second == _initials(first)


def _initials(name: str) -> str:
    letters = [word[0] for word in name.split() if word not in JOINING]
    return "".join(letters) if len(letters) > 1 else ""


def _once(text: str) -> str:
    """Return a name without its own repetition, as an abbreviation or in full."""
    words = text.split()
    halves = (" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :]))
    first, dash, second = text.partition(" - ")
    one, other = (first, second) if dash else halves
    return one if one and other and _same(one, other) else text


def _agency_or_name(name: str) -> str:
    return AGENCIES.get(name, f"{name}." if name.endswith((" Jr", " Sr")) else name)


def _folded(raw: str) -> str:
    return " ".join(re.sub(r"<[^>]{0,200}>", " ", raw[:_MAX_READ_CHARACTERS]).split())
