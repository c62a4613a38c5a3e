"""Refuses pages cheaply: a search over the raw bytes, before any parsing, for words without which no term can count."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

import ahocorasick

from pipelines.topics import Choice, Rule, Topics, fold

#: what a page must hold for one word or phrase
Anchors = frozenset[str]
#: what it must hold for a rule: of every set at least one phrase whole
Need = frozenset[frozenset[Anchors]]

# Letters and digits are what the search reads, and the rest of this what shows tags and entities. Everything else goes,
# so that UTF-16, soft hyphens, zero-width characters and letters beyond ASCII cannot stand inside an anchor.
_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789<>/!?&#;\\ \t\r\n"
_LOWER = bytes(range(256)).lower()
_DROPPED = bytes(set(range(256)) - set(_KEPT) - set(_KEPT.upper()))
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# Tags go, for they may stand inside a word; not meta, which has text of its own, and not the opening of CDATA.
_TAG = re.compile(rb"<(?!meta|!cdata)[a-z/!?][^<>]*>")
_ENTITY = re.compile(rb"&#?\w+;")
_ESCAPE = re.compile(rb"\\u([0-9a-f]{4})")
# ASCII letters and digits written as numbers: nobody needs to, so they are spelt out only on a page that has one.
_LETTER_ENTITY = re.compile(
    rb"&#(?:0*(?:4[89]|5[0-7]|6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2])|x0*(?:3\d|[46][1-9a-f]|[57][0-9a]))\b"
)

_ASCII_RUN = re.compile(r"[a-z0-9]+")
#: shorter runs stand in words on every page
_LONG_RUN = 4


class Screen:
    """Knows from the topics which plain words a page must hold for the judge to give it more than nothing."""

    def __init__(self, topics: Topics) -> None:
        self.needs = frozenset(need for topic in topics.topics for rule in topic.rules for need in _needs(rule, topics))
        self.automaton = ahocorasick.Automaton()
        for anchor in {anchor for need in self.needs for choice in need for anchors in choice for anchor in anchors}:
            self.automaton.add_word(anchor, anchor)
        self.automaton.make_automaton()

    def may_match(self, raw: bytes) -> bool:
        """False only for a page to which the judge would give nothing, whatever the cleaner finds in it."""
        found = {anchor for _, anchor in self.automaton.iter(_letters(raw))}
        held: dict[frozenset[Anchors], bool] = {}
        for need in self.needs:
            for choice in need:
                if choice not in held:
                    held[choice] = any(anchors <= found for anchors in choice)
        return any(all(held[choice] for choice in need) for need in self.needs)


def _letters(raw: bytes) -> str:
    """The page in small ASCII letters and digits, words never broken by tags, entities or invisible characters."""
    if raw.startswith(_UTF16_MARKS):
        raw = raw.decode("utf-16", "ignore").encode()
    text = _without(b"style", _without(b"script", raw)).translate(_LOWER, _DROPPED)
    if b"\\u" in text:
        text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)).lower().encode("ascii", "ignore"), text)
    if _LETTER_ENTITY.search(text):
        text = html.unescape(text.decode()).lower().encode("ascii", "ignore")
    return _ENTITY.sub(b"", _TAG.sub(b"", text)).decode()


def _without(name: bytes, page: bytes) -> bytes:
    """The page less its elements of that name; JSON-LD stays, for an article's text may stand there."""
    opening, closing = b"<" + name, b"</" + name
    kept, start = [], 0
    while (begin := page.find(opening, start)) >= 0 and (end := page.find(closing, begin)) >= 0:
        stray = page.find(opening, begin + 1, end)
        if stray >= 0:
            end = stray
        is_json = b"json" in page[begin : page.find(b">", begin)]
        kept.append(page[start : end if is_json or stray >= 0 else begin])
        start = end
    return b"".join((*kept, page[start:]))


def _needs(rule: Rule, topics: Topics) -> Iterator[Need]:
    """The ways in which a rule can count, each as what a page must hold for it."""
    held = frozenset(_choice(_words(names, topics)) for names in (*rule.lists, *rule.needs))
    if rule.role == "near":
        yield held
    if rule.role == "terms":
        yield held | {_choice(rule.phrases)}
    if rule.role == "acronyms":
        yield held | {_choice(rule.phrases)}
        yield frozenset((_choice(rule.expansions),))


def _words(names: Choice, topics: Topics) -> Iterator[str]:
    return (word for name in names for word in topics.words[name])


def _choice(phrases: Iterable[str]) -> frozenset[Anchors]:
    """The anchors of every phrase, less those that ask for more than another one does."""
    all_anchors = {_anchors(phrase) for phrase in phrases}
    return frozenset(anchors for anchors in all_anchors if not any(other < anchors for other in all_anchors))


def _anchors(phrase: str) -> Anchors:
    """The runs of ASCII letters and digits in a phrase that are long enough to be rare, or the longest of them."""
    runs = _ASCII_RUN.findall(fold(phrase))
    longest = max(map(len, runs), default=0)
    return frozenset(run for run in runs if len(run) >= min(longest, _LONG_RUN))
