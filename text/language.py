"""Which language a text is written in."""

from __future__ import annotations

import re

#: characters that are looked at, and those below which a text says too little; chosen, not measured
_SAMPLED_CHARACTERS = 1_000
_MIN_CHARACTERS = 60
_SAME = {"fil": "tl", "nb": "no", "nn": "no", "iw": "he", "in": "id"}
#: three letters of a language that has two
_LONG = {
    "eng": "en",
    "tgl": "tl",
    "deu": "de",
    "ger": "de",
    "nld": "nl",
    "dut": "nl",
    "spa": "es",
    "fra": "fr",
    "fre": "fr",
}
#: languages that py3langid takes short English and Philippine texts full of names for
_UNLIKELY = frozenset({"an", "bcl", "pcm", "vo"})
#: py3langid knows Tagalog but not Cebuano, its neighbour; these small words belong to one of the two only
_CEBUANO = frozenset(
    [
        "nga",
        "og",
        "ug",
        "niadtong",
        "dili",
        "usab",
        "kini",
        "kaniadto",
        "alang",
        "aron",
        "kay",
        "matod",
        "ingon",
        "karon",
        "wala",
        "human",
        "gikan",
    ]
)
_TAGALOG = frozenset(
    [
        "ng",
        "nang",
        "ay",
        "hindi",
        "noong",
        "nitong",
        "ayon",
        "para",
        "kung",
        "ito",
        "siya",
        "kanilang",
        "upang",
        "mula",
        "habang",
        "isang",
        "dahil",
    ]
)
_MALAY = frozenset({"tl", "id", "ms", "jv", "mg", "ceb"})


def detect_language(text: str, declared: str = "") -> str:
    """Return the ISO 639 code of the text's language, or "" where there is too little text to tell.

    ``declared`` is what the page says of itself; it decides only where the text is too short.
    """
    if len(text) < _MIN_CHARACTERS:
        return language_code(declared)
    from py3langid import rank  # noqa: PLC0415 - it loads what it has learned, for which not every process has a use

    found = next(str(code) for code, _ in rank(text[:_SAMPLED_CHARACTERS]) if code not in _UNLIKELY)
    return _philippine(text, found) if found in _MALAY else _SAME.get(found, found)


def language_code(declared: str) -> str:
    """Return the ISO 639 code that a language tag begins with, two letters where there are two; "" where it is none."""
    code = re.split(r"[-_]", declared.strip().lower())[0]
    code = _SAME.get(code) or _LONG.get(code, code)
    return code if code == "ceb" or re.fullmatch(r"[a-z]{2}", code) else ""


def _philippine(text: str, found: str) -> str:
    words = re.findall(r"[a-z]+", text[:_SAMPLED_CHARACTERS].lower())
    cebuano = sum(word in _CEBUANO for word in words)
    tagalog = sum(word in _TAGALOG for word in words)
    if max(cebuano, tagalog) < len(words) * 0.03:
        return found
    return "ceb" if cebuano > tagalog else "tl"
