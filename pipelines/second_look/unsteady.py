"""Lines of a page that never stand still: counters, related links, "x minutes ago", the weather."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import Final

from pipelines.extraction.body.boilerplate import paragraph_fingerprint
from text.prose import count_words, is_sentence

#: words up to which a line may be a link, a counter or a label, and up to which a whole sentence may be a teaser;
#: chosen, not measured
_MAX_LABEL_WORDS, _MAX_TEASER_WORDS = 14, 20
#: share of a sentence's words that an edit leaves, and a link to something else does not; chosen, not measured
_MAX_SHARED_WORDS: Final = 0.4
#: what counts readers, or the time since, or tells the weather or a rate, in the languages of our sources
_TICKING: Final = re.compile(
    r"\b(?:views?|viewed|reads?|readers?|shares?|shared|likes?|liked|comments?|reactions?|followers?|times|visitors?|"
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?) (?:ago|left)|just now|reading time|"
    r"aufrufe|gelesen|geteilt|kommentare?|leser\w*|vor \d+ (?:sekunden?|minuten?|stunden?|tagen?)|"
    r"keer (?:bekeken|gelezen|gedeeld)|reacties?|lezers|(?:seconden?|minuten?|uur|dagen) geleden|"
    r"basa|nabasa|komento|(?:segundo|minuto|oras|araw) (?:na )?ang nakalipas|"
    r"weather|temperature|humidity|degrees|cloudy|sunny|wetter|temperatur|weer|panahon|"
    r"exchange rate|usd|php/usd|stocks?|index)\b|°",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"\d+(?:[.,:]\d+)*\s?[km]?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SteadyText:
    """A page's paragraphs with its unsteady lines as they were kept, and the places at which it may prove unsteady."""

    lines: tuple[str, ...]
    places: tuple[int, ...]


def hold_steady(kept: Sequence[str], shown: Sequence[str], unsteady: Collection[int]) -> SteadyText:
    """Return what a page shows, with the kept lines where only unsteady ones changed.

    ``unsteady`` are the places that have changed before: what changes there again is boilerplate of the page. A line
    that counts or tells the time since is held from the first time on.
    """
    lines: list[str] = []
    places: list[int] = []
    for operation, a, b, c, d in SequenceMatcher(None, kept, shown, autojunk=False).get_opcodes():
        before, after = list(kept[a:b]), list(shown[c:d])
        if operation == "equal" or not may_be_unsteady(before, after):
            lines += after
            continue
        place = place_of(kept[a - 1] if a else "", kept[b] if b < len(kept) else "")
        places.append(place)
        lines += before if place in unsteady or only_tick(before, after) else after
    return SteadyText(tuple(lines), tuple(places))


def place_of(before: str, behind: str) -> int:
    """Return a place between two paragraphs as a number that SQLite keeps in eight bytes."""
    digest = blake2b(
        f"{paragraph_fingerprint(before)}\n{paragraph_fingerprint(behind)}".encode(), digest_size=8
    ).digest()
    return int.from_bytes(digest, "big", signed=True)


def may_be_unsteady(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether lines that changed may be boilerplate: labels and links, or short lines that tell something else.

    A sentence of the article that was edited still shares most of its words with what it was.
    """
    if only_tick(before, after):
        return True
    lines = [*before, *after]
    if all(count_words(line) <= _MAX_LABEL_WORDS and not is_sentence(line) for line in lines):
        return True
    short = all(count_words(line) <= _MAX_TEASER_WORDS for line in lines)
    return short and bool(before) and bool(after) and _shared_words(before, after) <= _MAX_SHARED_WORDS


def only_tick(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether lines differ in figures only, each of them one that counts or tells the time or the weather."""
    return len(before) == len(after) > 0 and all(
        _TICKING.search(old) is not None
        and count_words(old) <= _MAX_TEASER_WORDS
        and _without_figures(old) == _without_figures(new)
        for old, new in zip(before, after, strict=True)
    )


def _without_figures(line: str) -> str:
    # one minute, two minutes
    return re.sub(r"s\b", "", _FIGURES.sub("0", line.casefold()))


def _shared_words(before: Sequence[str], after: Sequence[str]) -> float:
    old, new = ({word for line in lines for word in line.casefold().split()} for lines in (before, after))
    return len(old & new) / max(min(len(old), len(new)), 1)
