"""What is built like a person's name, and which names are those of agencies."""

from __future__ import annotations

from text.bylines.labels import PARTICLES, is_name_word

#: agencies by their names in small letters, as they write themselves
AGENCIES = {
    "afp": "AFP",
    "ap": "AP",
    "reuters": "Reuters",
    "dpa": "dpa",
    "pna": "PNA",
    "upi": "UPI",
    "ani": "ANI",
    "epd": "epd",
}
#: words within an organisation's name
JOINING = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "on",
        "in",
        "to",
        "at",
        "against",
        "from",
        "with",
        "by",
        "&",
        "für",
        "und",
        "des",
        "voor",
        "en",
        "het",
        "mga",
        "ng",
        "sa",
    ]
)
#: letters of a name in Chinese, Japanese or Korean script, at most; chosen, not measured
_MAX_OTHER_LETTERS = 6


def is_person(text: str) -> bool:
    """Return whether a text is built like a person's name: two to five capitalised words and particles."""
    words = text.split()
    names = [word for word in words if word not in PARTICLES]
    if len(words) < 2 or not 1 <= len(names) <= 5 or is_joined(text) or any(char.isdigit() for char in text):
        return False
    return text.islower() or all(map(is_name_word, words))


def is_agency(name: str) -> bool:
    """Return whether a name is an agency's: a known one, or a few capitals."""
    return name.lower() in AGENCIES or (name.isupper() and name.isalpha() and len(name) <= 6)


def is_other_script(name: str) -> bool:
    """Return whether a name is one short word in a script without capitals."""
    return name.isalpha() and len(name) <= _MAX_OTHER_LETTERS and not name[0].isupper() and not name[0].islower()


def is_joined(text: str) -> bool:
    """Return whether words as they stand within an organisation's name stand in a text."""
    return any(word.lower() in JOINING for word in text.split())


def strip_marks(text: str) -> str:
    """Return a name without the marks around it."""
    return text.strip(" \t,.;:-–—|/*·•&")
