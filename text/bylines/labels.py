"""What a byline begins with, "By" or "Written by", in the languages of the sources: the only table of it."""

from __future__ import annotations

import re

#: the capitals of all Latin alphabets
_CAPITALS = "".join(letter for letter in map(chr, range(0x250)) if letter.isupper())
_LAST_LATIN = 0x24F
#: characters of a byline in another script, which has no capitals to end it; chosen, not measured
_MAX_OTHER_CHARACTERS = 40
#: words within a person's name that are written small
PARTICLES = frozenset(
    "abu al ben bin bint binti da das de degli dei del della dela delos den der di do dos du el ibn la las le los "  # noqa: SIM905
    "op ten ter te van vom von y zu zum zur".split()
)
_PARTICLE = "|".join(sorted(PARTICLES, key=len, reverse=True))
#: an article or a preposition that is written together with the name: "al-Rashid", "d'Arco"
_JOINED = r"(?:(?:al|an|ar|as|ash|at|el|ul|bin|ibn)-|d['’]|l['’])"
#: what was done with a text, as it stands before "by" and "on"
_DEED = (
    r"(?:(?i:written|reported|posted|published|filed|story|words|text|report|analysis|opinion|article|verfasst|"
    r"geschrieben|bericht|analyse|kommentar|gastbeitrag|geschreven|ditulis|laporan|escrito|publicado|écrit|publié|"
    r"scritto|skrevet|skriven)\s+)?"
)
_TWO_NAMES = rf"[{_CAPITALS}][\w.'’-]*\s+(?:(?:{_PARTICLE})\s+)*{_JOINED}?[{_CAPITALS}]"
#: "Von", "Di" and "Nina" begin names as well: two names must follow them
_BY_ELSEWHERE = (
    r"(?:[Vv]on|[Dd]oor|[Pp]ar|[Pp]or|[Nn]i(?:na)?|[Dd]i|[Dd]a|[Oo]leh|[Yy]azan|[Aa][vf]|[Aa]uth?or(?:s|in|a|es)?|"
    r"[Aa]uteurs?|[Aa]utor[ei]|[Pp]enulis)"
)
#: these begin no name
_BY_ONLY = r"(?:[Dd]oor|[Pp]or|[Oo]leh)"
#: roles and nouns that stand for "by" where a colon follows
_WITH_COLON = (
    r"(?i:text[oe]?|tekst|testo|words|reporter|pewarta|wartawan|jurnalis|kontributor|corresponsal|periodista|"
    r"journaliste?|redact(?:eur|or)|redakt(?:eur|ör)|forfatter|skribent|skrevet|yazar|muhabir|автор[иы]?|текст|"
    r"tác giả|вiд|от|文|記者|取材・文|ผู้เขียน|โดย|بقلم|كتب|लेखक)"
)
_LABEL = re.compile(
    rf"\W*(?:{_WITH_COLON}\s*[:：＝]\s*|{_DEED}"
    rf"(?:(?i:by)\b(?:[\s:]+|$)|{_BY_ELSEWHERE}(?:\s*:\s*|\s*$|\s+(?={_TWO_NAMES})"
    rf"(?<!Nina\s))|{_BY_ONLY}\s+(?=[{_CAPITALS}])|(?:door|par|por|ni|nina)\s+(?=[{_CAPITALS}])|"
    rf"Nina\s+(?={_TWO_NAMES}.*(?:,|\b(?:at|and)\b))))"
)
#: a label that is a line of its own, for cards in which the name stands below
_LABEL_ALONE = re.compile(
    r"\W*(?i:(?:article|written|posted|published|story|text|words)\s+by|(?:the\s+)?authors?|autor(?:in|es)?|auteur|"
    r"verfasst von|geschreven door|ditulis oleh|escrito por|écrit par|scritto da)\W*"
)
#: characters of a line that may be nothing but a label
_MAX_LABEL_CHARACTERS = 30
_JOINED_NAME = re.compile(rf"{_JOINED}[{_CAPITALS}]")
_POSTED_ON = re.compile(rf"{_DEED}on\b(?:$|:?\s+\w)", re.IGNORECASE)
_NAME_WORD = rf"(?:{_JOINED}?[{_CAPITALS}][\w.'’-]*|(?:{_PARTICLE})\b(?!['’-]))"
_FULL_NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,5}}(?:, (?:[JS]r\b\.?|I{{2,3}}\b|IV\b))?"
_FULL_NAMES = re.compile(rf"{_FULL_NAME}(?:(?:, | and | & | und | en | dan | et | og | och | ve ){_FULL_NAME})*")
#: an agency before its place, which stands for a byline: "AFP, MANILA"
_AGENCY_AND_PLACE = re.compile(
    rf"(AFP|AP|Reuters|REUTERS|dpa|Bloomberg|PNA|UPI|CNA|Xinhua)\s*,\s*[{_CAPITALS} .]{{3,40}}$"
)


def is_name_word(word: str) -> bool:
    """Return whether a word may stand in a person's name: it begins large, with "al-" before it, or is a particle."""
    return word in PARTICLES or not word[0].islower() or _JOINED_NAME.match(word) is not None


def is_byline_label(line: str) -> bool:
    """Return whether a line holds nothing but the words before a name, such as "Written by" or "Author"."""
    label = _LABEL.match(line)
    return len(line) <= _MAX_LABEL_CHARACTERS and (
        _LABEL_ALONE.fullmatch(line) is not None or (label is not None and label.end() == len(line))
    )


def starts_byline(line: str) -> bool:
    """Return whether a line begins as a byline does."""
    return _LABEL.match(line) is not None


def starts_date_line(line: str) -> bool:
    """Return whether a line begins as one that says when a text was published: "Posted on"."""
    return _POSTED_ON.match(line) is not None


def cut_byline_label(line: str) -> str:
    """Return a byline without the words before the names."""
    label = _LABEL.match(line)
    return line[label.end() :] if label else line


def find_byline_names(line: str) -> str:
    """Return the names of a line that begins as a byline, or the agency before its place; "" where there are none."""
    if match := _AGENCY_AND_PLACE.match(line):
        return match[1]
    label = _LABEL.match(line)
    names = _FULL_NAMES.match(line, label.end()) if label else None
    return names[0] if names else _names_of_other_scripts(line[label.end() :]) if label else ""


def _names_of_other_scripts(names: str) -> str:
    """Return what stands behind a label where it is short and in a script other than Latin."""
    return names if names and ord(names[0]) > _LAST_LATIN and len(names) <= _MAX_OTHER_CHARACTERS else ""
