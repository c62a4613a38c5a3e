"""The stage that a case before police and courts has reached, by the words of a text."""

from __future__ import annotations

import re
from typing import Final

#: in the order in which a case goes through them; an acquittal ends it as a conviction and sentence do
STAGES: Final[dict[str, str]] = {
    "referral": (
        r"referral from|referred (?:the case|it) to|cybertip|tip(?:ped)? (?:off|from)|hinweis (?:aus|von|der)|"
        r"na (?:een )?tip"
    ),
    "rescue": (
        r"rescue[sd]?|brought to safety|taken to safety|freed|saved|nasagip|nailigtas|naluwas|giluwas|befreit|"
        r"in sicherheit|bevrijd"
    ),
    "arrest": (
        r"arrest(?:s|ed)?|nabbed|caught|held over|in custody|detained|naaresto|arestado|timbog|nadakip|"
        r"nasikop|gidakop|nadakpan|festgenommen|festnahme|untersuchungshaft|aangehouden|opgepakt"
    ),
    "charge": (
        r"charge[sd]?(?: with| against| filed)?|indict(?:ed|ment)|files? (?:a )?case|complaint filed|"
        r"kinasuhan|sinampahan|gikiha|anklage|angeklagt|aangeklaagd|vervolgd"
    ),
    "arraignment": (
        r"arraign(?:ed|ment)|pleads? not guilty|pleaded not guilty|enter(?:s|ed) (?:a )?pleas?|"
        r"trial (?:opens|begins|starts)|trial of|prozess(?:beginn)?|rechtszaak begint"
    ),
    "acquittal": (
        r"acquit(?:s|ted|tal)|clear(?:s|ed) of|not guilty verdict|freigesprochen|freispruch|vrijgesproken|"
        r"napawalang[- ]sala"
    ),
    "conviction": (
        r"convict(?:s|ed|ion)|found guilty|guilty of|guilty on|finds? .{1,40} guilty|pleads? guilty|"
        r"pleaded guilty|admit(?:s|ted)|guilty|umamin|schuldig|sad-an"
    ),
    "sentence": (
        r"sentenced?|sentences|jailed|probation|(?:to|will) serve|gets? (?:life|\d+|\w+ years)|years (?:in prison|for)|"
        r"life (?:term|imprisonment|in prison)|hinatulan|habambuhay|gisilotan|tibuok kinabuhi|verurteilt|"
        r"jahre (?:haft|für)|haftstrafe|veroordeeld|celstraf|jaar cel"
    ),
    "appeal": (
        r"appeals?(?: court)?|court of appeals?|supreme court (?:upholds|affirms)|apela|revision|berufung|"
        r"hoger beroep|cassatie"
    ),
}
#: all stages at once, which takes half the time of one after the other; the latest is the first group
_LATEST_FIRST = tuple(reversed(STAGES))
_STAGE = re.compile(rf"\b(?:{'|'.join(f'({STAGES[stage]})' for stage in _LATEST_FIRST)})\b")
#: the stages after which no further chapter is waited for
CLOSING = frozenset({"acquittal", "sentence", "appeal"})
#: characters of a text in which its stage is looked for, where the title names none: its first sentences, then more
_OPENING_CHARACTERS, _READ_CHARACTERS = 400, 1500


def find_stage(title: str, text: str) -> str:
    """Return the latest stage that a title names, else the latest that the beginning of its text names; else empty."""
    parts = (title, text[:_OPENING_CHARACTERS], text[:_READ_CHARACTERS])
    return next(filter(None, (_latest(part.lower()) for part in parts)), "")


def _latest(words: str) -> str:
    groups = [match.lastindex or 0 for match in _STAGE.finditer(words)]
    return _LATEST_FIRST[min(groups) - 1] if groups else ""
