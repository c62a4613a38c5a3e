"""Whether a text is only the free beginning of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: characters behind the text in which a wall's box stands
_BOX_CHARACTERS = 300
#: paragraphs at the end that may be the box with its offers
_LAST_PARAGRAPHS = 5
#: characters of a text's last line by which its place on the page is found
_TAIL_CHARACTERS = 60
_UNFINISHED = re.compile(r"(?:…|\.\.\.)[\"'”’»)\]]*$")
#: a box's own words; an imperative is written with a capital, which sets it apart from a sentence that reports it
_PAYWALL_BOX = re.compile(
    r"\b(?:S(?i:ubscribe|ign ?up|ign ?in)|R(?i:egister)|L(?i:og ?in)|B(?i:ecome a (?:member|subscriber)))"
    r"(?i:(?: now| today| here)? (?:to|and) (?:(?:continue|keep) reading|(?:read|unlock|access|view) "
    r"(?:more|on|the (?:full|whole|entire|rest)|this|the (?:article|story))))|"
    r"(?i:\bto (?:continue|keep) reading\b.{0,60}(?:subscri|sign|log|regist)|"
    r"(?:article|story|content) is (?:exclusive(?:ly)?|only|reserved)? ?(?:available )?(?:for|to) (?:our )?(?:paying )?"
    r"(?:subscribers|members)(?! of)|you(?:[’']ve| have) (?:reached|used|read) (?:your|all).{0,40}(?:articles|"
    r"limit)|this is a (?:premium|subscribers?)[- ](?:only|article|story)|"
    r"(?:nur|exklusiv) für abonnent|jetzt weiterlesen|weiterlesen mit|"
    r"mit (?:einem |dem )?\w*[ -]?abo (?:weiter)?lesen|alleen voor (?:abonnees|leden)|lees verder met|"
    r"para sa mga subscriber)"
)
_PAYWALL_HINT = re.compile(
    r"already (?:a |have a )?(?:subscri|member)|subscribers? only|jetzt abonnieren|(?:schon|bereits) (?:kunde|"
    r"abonnent)|"
    r"al abonnee|\bsubscribe (?:now|today)|full access",
    re.IGNORECASE,
)


def is_paywall_box(line: str) -> bool:
    """Return whether a line is a wall's own and not the article's."""
    return bool(_PAYWALL_BOX.search(line))


def mentions_paywall(shown: str) -> bool:
    """Return whether a page anywhere says that the rest is for subscribers."""
    return bool(_PAYWALL_BOX.search(shown))


def breaks_off(paragraphs: Sequence[str], shown: str, *, declared: bool) -> bool:
    """Return whether a wall's box stands in or right behind the last paragraphs, or the text ends open before a wall.

    ``shown`` holds all words of the page, ``declared`` says that its data calls it closed.
    """
    if not paragraphs:
        return False
    behind = _words_after(paragraphs, shown)
    if any(map(is_paywall_box, paragraphs[-_LAST_PARAGRAPHS:])) or _PAYWALL_BOX.search(behind):
        return True
    if not _UNFINISHED.search(paragraphs[-1].rstrip()):
        return False
    return declared or bool(_PAYWALL_HINT.search(behind)) or mentions_paywall(shown)


def _words_after(paragraphs: Sequence[str], shown: str) -> str:
    """Return the words shown right behind the text, as far as it is found among them."""
    tail = paragraphs[-1][-_TAIL_CHARACTERS:]
    at = shown.rfind(tail)
    return shown[at + len(tail) : at + len(tail) + _BOX_CHARACTERS] if at >= 0 else ""
