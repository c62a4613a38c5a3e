"""What kind of change an edited article has seen, told from its two texts alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from difflib import SequenceMatcher
from enum import StrEnum

from text.sentences import sentence_spans


class ChangeKind(StrEnum):
    """The kinds of a change, the gravest first; the values of ``versions.kind``."""

    CORRECTION = "correction notice"
    FIGURE = "figure"
    NAME = "name"
    TERM = "term"
    HEADLINE = "headline"
    #: whole sentences came or went
    TEXT = "text"
    SMALL = "small"


#: words, numbers with their separators, and signs that belong to numbers
_WORD_OR_FIGURE = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[$€£₱%]")
_FIGURE = re.compile(r"\d|[$€£₱%]")
_NUMERALS = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundred|thousand|million|billion|dozen|half|twice|isa|dalawa|tatlo|apat|lima|anim|pito|walo|siyam|sampu|daan|libo"
    r"|milyon|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend|twee|vijf|zes|zeven|negen|tien"
    r"|honderd|duizend|miljoen)(?:s|en)?(?:-\w+)?",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:correction|corrections|clarification|erratum|errata|editor['’]?s note|"
    r"an earlier version of this (?:story|article|report)|"
    r"(?:story|article|report) has been (?:corrected|updated|amended)|"
    r"pagtatuwid|paglilinaw|korrektur|richtigstellung|in einer früheren version|rectificatie|correctie)\b",
    re.IGNORECASE,
)
#: a capital behind these says as little as at the beginning of a sentence
_BEGINS_AFTER = re.compile(r"[:\n]")
#: words that came or went, from which on the text has changed; a short sentence has as many; chosen, not measured
_MIN_TEXT_CHANGE_WORDS = 8
#: pairs of words that are compared, which takes a tenth of a second
_MAX_COMPARED_PAIRS = 1_000_000


def kind_of_change(
    old_title: str, old_text: str, new_title: str, new_text: str, *, terms: Collection[str] = ()
) -> ChangeKind | None:
    """Return the gravest kind of change between two versions; None where no word changed.

    ``terms`` are the words that a topic looks for. Case, white space and punctuation are no change.
    """
    if has_new_notice(old_text, new_text):
        return ChangeKind.CORRECTION
    gone, come = _differing_words(f"{old_title}\n{old_text}", f"{new_title}\n{new_text}")
    if not gone and not come:
        return None
    if kind := _kind_of_words(gone, come, frozenset(term.casefold() for term in terms)):
        return kind
    if _fold_text(old_title) != _fold_text(new_title):
        return ChangeKind.HEADLINE
    return ChangeKind.TEXT if max(len(gone), len(come)) >= _MIN_TEXT_CHANGE_WORDS else ChangeKind.SMALL


def has_new_notice(old_text: str, new_text: str) -> bool:
    """Return whether a text says by now that it was corrected, and did not before."""
    return len(_NOTICE.findall(new_text)) > len(_NOTICE.findall(old_text))


def _kind_of_words(gone: list[str], come: list[str], terms: frozenset[str]) -> ChangeKind | None:
    """Return the kind of a change that shows in single words: a figure, a name, a term; None for any other."""
    lost, found = Counter(gone) - Counter(come), Counter(come) - Counter(gone)
    if not lost and not found:
        return None
    changed = [*lost, *found]
    if any(_FIGURE.search(word) or _NUMERALS.fullmatch(word) for word in changed):
        return ChangeKind.FIGURE
    if any(word[0].isupper() for word in changed):
        return ChangeKind.NAME
    if any(word.casefold() in terms for word in changed):
        return ChangeKind.TERM
    return None


def _differing_words(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return the words that are gone and those that came, as they are written inside a sentence."""
    before, after = _without_common_ends(_words_of_text(old), _words_of_text(new))
    if len(before) * len(after) > _MAX_COMPARED_PAIRS:
        # rewritten from end to end: which words are gone is telling, their order no more
        return list((Counter(before) - Counter(after)).elements()), list((Counter(after) - Counter(before)).elements())
    matcher = SequenceMatcher(None, [w.casefold() for w in before], [w.casefold() for w in after], autojunk=False)
    gone: list[str] = []
    come: list[str] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            gone += before[a:b]
            come += after[c:d]
    return gone, come


def _without_common_ends(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Two lists of words without what they begin and end with alike."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n].casefold() != after[n].casefold()), shorter)
    left = shorter - start
    end = next((n for n in range(left) if before[-1 - n].casefold() != after[-1 - n].casefold()), left)
    return before[start : len(before) - end], after[start : len(after) - end]


def _words_of_text(text: str) -> list[str]:
    """Return the words and figures of a text; those that begin a sentence or a line in lower case."""
    words = []
    for start, end in sentence_spans(text):
        before = start
        for match in _WORD_OR_FIGURE.finditer(text, start, end):
            begins = before == start or _BEGINS_AFTER.search(text, before, match.start()) is not None
            words.append(match[0].casefold() if begins and not match[0].isupper() else match[0])
            before = match.end()
    return words


def _fold_text(text: str) -> str:
    """Return a text without case, white space and punctuation."""
    return " ".join(word.casefold() for word in _WORD_OR_FIGURE.findall(text))
