"""The courts, agencies and organisations that a text names, decided by the text where one short form is several's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from text.bodies.catalogue import Body, bodies_by_phrase, body_index, full_names_of, written_acronyms
from text.ledgers.entries import BodyEntry
from text.phrases.finding import Token, phrases_at

_BRANCH: Final = re.compile(r"[\s,(]{0,4}(?:of\s)?\b(?:Branch|Br\.|Sangay|Sala)\s(\d{1,3})\b")
_BRANCH_BEFORE: Final = re.compile(r"\b(?:Branch|Br\.|Sangay|Sala)\s(\d{1,3})(?:\s(?:of|ng|sa))?(?:\s\w+){0,4}?\s$")
#: characters in which a branch is looked for, behind a court's place or before
_BRANCH_REACH: Final = 60
#: a court of another country by its name
_FOREIGN_COURT: Final = re.compile(
    r"\b(?:(?:[A-Z][\w.’'-]+\s){1,4}(?:Crown|District|Magistrates[’']?|County|High|Federal|Superior|Circuit|Local|Criminal)\s"
    r"Court(?:\s(?:of|in|for)\s(?:the\s)?(?:[A-Z]\w+\s?){1,4}\b)?|"
    r"(?:Supreme|High|Federal|District|County)\sCourt\s(?:of|in)\s(?!the Philippines)(?:the\s)?(?:[A-Z]\w+\s?){1,3}\b|"
    r"(?:Landgericht|Amtsgericht|Oberlandesgericht|Rechtbank|Gerechtshof)s?\s(?:[A-Z]\w+"
    r"(?:[-\s](?:am|an der)\s[A-Z]\w+)?)|"
    r"Bundesgerichtshof|Hoge\sRaad)"
)
_ARTICLES: Final = re.compile(r"^(?:The|A|An|In|At|Before|By)\s")
_ABROAD_BEFORE: Final = re.compile(
    r"\b(?:U\.?S\.?A?|UK|Australian|Indian|Canadian|British|American|German|Malaysian|Kenyan)\s$"
)

#: characters before a name in which a country may stand: the longest of the above
_LONGEST_ABROAD: Final = 12
#: characters from a short form on in which words speak against it, though the text writes the name out elsewhere
_UNLESS_REACH: Final = 24


def read_bodies(text: str, tokens: Sequence[Token]) -> list[BodyEntry]:
    """Return the bodies of a text in their order."""
    foreign = list(_foreign_courts(text))
    taken = {place for entry in foreign for place in range(entry.start, entry.end)}
    found = [one for one in _found(text, tokens) if one[1] not in taken]
    spelled = {
        body.slug for phrase, *_ in found for body in bodies_by_phrase()[phrase] if phrase in full_names_of(body.slug)
    }
    context = _Context(text, spelled)
    entries = [_entry(context, *one) for one in found]
    return sorted([*foreign, *(one for one in entries if one)], key=lambda entry: entry.start)


class _Context:
    """A text, the bodies whose names it writes out, and what it says of others, looked up once."""

    def __init__(self, text: str, spelled: set[str]) -> None:
        self.text = text
        self.spelled = spelled
        self._said: dict[tuple[str, ...], bool] = {}

    def says_any(self, words: tuple[str, ...]) -> bool:
        """Return whether one of some words stands anywhere in the text."""
        if words not in self._said:
            self._said[words] = _says_any(self.text, words)
        return self._said[words]


def _found(text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Yield the names of bodies with beginning and end."""
    position, index = 0, body_index()
    while position < len(tokens):
        length = 1
        for words in phrases_at(index, tokens, position) if tokens[position].folded in index else ():
            start, end = tokens[position].start, tokens[position + len(words) - 1].end
            phrase = " ".join(words)
            if _is_written_as_body(phrase, text[start:end]):
                yield phrase, start, end
                length = len(words)
                break
        position += length


def _is_written_as_body(phrase: str, surface: str) -> bool:
    """Return whether a name has its capitals; a short form has them all, a court needs none."""
    bodies = bodies_by_phrase()[phrase]
    if any(phrase in full_names_of(body.slug) for body in bodies):
        return surface[0].isupper() or surface.startswith("eSafety") or bodies[0].kind == "court"
    return surface.replace("\n", " ").replace("–", "-") in written_acronyms()


def _entry(context: _Context, phrase: str, start: int, end: int) -> BodyEntry | None:
    bodies = [body for body in bodies_by_phrase()[phrase] if _may_be(context, body, phrase, start)]
    written = [body for body in bodies if body.slug in context.spelled]
    likely = written or [body for body in bodies if not body.near or context.says_any(body.near)]
    surface = context.text[start:end]
    if len(likely) != 1:
        return BodyEntry("", surface, "", "", "", surface, True, start, end) if bodies else None
    body = likely[0]
    if body.kind == "court" and _ABROAD_BEFORE.search(context.text, max(0, start - _LONGEST_ABROAD), start):
        return BodyEntry("foreign-court", surface, "court", "", "", surface, False, start, end)
    branch = _branch(context.text, start, end) if body.kind == "court" else ""
    return BodyEntry(body.slug, body.name, body.kind, body.country, branch, surface, False, start, end)


def _may_be(context: _Context, body: Body, phrase: str, start: int) -> bool:
    """Return whether nothing speaks against a short form being a body's."""
    if phrase in full_names_of(body.slug):
        return True
    if body.slug in context.spelled:
        return not _says_any(context.text[start : start + _UNLESS_REACH], body.unless)
    return not context.says_any(body.unless)


def _says_any(text: str, words: Sequence[str]) -> bool:
    return any(word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def _branch(text: str, start: int, end: int) -> str:
    behind = _BRANCH.search(text, end, end + _BRANCH_REACH)
    sentence = text[end : end + _BRANCH_REACH].partition(". ")[0]
    if behind and behind.start() - end <= len(sentence):
        return behind[1]
    before = _BRANCH_BEFORE.search(text[max(0, start - _BRANCH_REACH) : start])
    return before[1] if before else ""


def _foreign_courts(text: str) -> Iterator[BodyEntry]:
    for match in _FOREIGN_COURT.finditer(text):
        opening = _ARTICLES.match(match.group())
        start = match.start() + (opening.end() if opening else 0)
        surface = text[start : match.end()].rstrip()
        yield BodyEntry("foreign-court", surface, "court", "", "", surface, False, start, start + len(surface))
