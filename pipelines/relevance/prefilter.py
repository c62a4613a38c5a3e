"""Refuse pages cheaply: a search over the raw bytes, before any parsing, for what every term needs."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from ahocorasick_rs import BytesAhoCorasick, Implementation

from pipelines.relevance.topics import EARNING_ROLES, WORD_LIST_PREFIX, Rule, Topics, all_choices_found, fold

#: stands where a block of the page begins or ends
_BREAK = b"\x1f"
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
#: small letters for capitals, spaces for what parts words
_FOLDED = bytes(byte if byte in _LETTERS + _BREAK else ord(" ") for byte in bytes(range(256)).lower())
# Soft hyphens, zero-width characters and letters beyond ASCII go, so that they cannot part a word.
_BEYOND_ASCII = bytes(range(128, 256))
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_HIDDEN = re.compile(rb"<(?:!--(?!-?>)|(script|style)\b)")
_ENDS = {None: re.compile(rb"--!?>"), b"script": re.compile(rb"</script\b"), b"style": re.compile(rb"</style\b")}
#: bytes within which a script's opening tag says that it is data; chosen, not measured
_MAX_TAG_BYTES = 1_000
_DATA = re.compile(rb"\bld\b.{1,6}json")
# Tags go, for they may stand inside a word; not meta, which has text of its own, and not the opening of CDATA.
_TAG = re.compile(rb"<(?!meta|!\[)[a-z/!?][^<>]*>")
_ENTITY = re.compile(rb"&(?:#\d+;?|#[xX][0-9a-fA-F]+;?|nbsp;?|shy;?|\w+;)")
_ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})")
# ASCII letters and digits written as numbers: nobody needs to, so they are spelt out only on a page that has one.
_LETTER_ENTITY = re.compile(
    rb"&#(?:0*(?:4[89]|5[0-7]|6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2])|[xX]0*(?:3\d|[46][1-9a-fA-F]|[57][0-9aA]))\b"
)

# Tags that part blocks: none that may stand within a sentence, and not the cells of a table's row.
_BLOCK = re.compile(
    rb"<(?=meta\s)|</?(?:p|div|li|h[1-6]|[uod]l|d[dt]|tr|t(?:able|head|body|foot|itle)|section|article|aside|main|header|"
    rb"footer|nav|blockquote|fig(?:ure|caption)|form|option|hr|body)(?=[\s/>])[^<>]*>"
)
#: Every run of this many blocks and one more lies within one of the runs that are looked at, for a sentence may be
#: broken over several.
_STEP = 4

#: characters, chosen, not measured: so short a word is made by the end of one word and the beginning of the next on
#: any page, so it is looked up again
_SHORT = 5


class Prefilter:
    """What a page must hold, by the topics, to score more than nothing."""

    def __init__(self, topics: Topics) -> None:
        rules = [rule for topic in topics.topics for rule in topic.rules if rule.role in EARNING_ROLES]
        # what else an acronym may mean is no reason to refuse a page
        self.rules = [replace(rule, others=()) for rule in rules]
        anchors: dict[str, set[str]] = {}
        for phrase, name in _names(rules, topics):
            for anchor in _spellings(phrase):
                anchors.setdefault(anchor, set()).add(name)
        self.anchors = [(anchor.encode(), frozenset(names)) for anchor, names in anchors.items()]
        self.finder = BytesAhoCorasick([anchor for anchor, _ in self.anchors], implementation=Implementation.DFA)

    def may_match(self, raw: bytes) -> bool:
        """False only for a page to which the judge would give nothing, whatever the cleaner finds in it."""
        words = _words(raw)
        if not self._possible([self._found(words.replace(_BREAK, b""))]):
            return False
        # Words of the topic are strewn over many a page, in menus and links: a second look asks where they stand.
        blocks = [block for block in words.split(_BREAK) if block.strip()]
        runs = (b" ".join(blocks[start : start + 2 * _STEP]) for start in range(0, len(blocks), _STEP))
        return self._possible([self._found(run) for run in runs])

    def _possible(self, runs: list[set[str]]) -> bool:
        """Whether any rule could earn points from what was found in the runs of a page; each holds whole sentences."""
        everything = set[str]().union(*runs)
        return any(
            rule.possible(everything) and (not rule.lists or any(all_choices_found(rule.lists, run) for run in runs))
            for rule in self.rules
        )

    def _found(self, words: bytes) -> set[str]:
        letters = words.translate(None, b" ")
        hits = {number for number, _, _ in self.finder.find_matches_as_indexes(letters, overlapping=True)}
        anchors = [self.anchors[number] for number in hits]
        found = {name for anchor, names in anchors if len(anchor) > _SHORT for name in names}
        for anchor, names in anchors:
            if not found.issuperset(names) and anchor in words:
                found.update(names)
        return found


def _names(rules: list[Rule], topics: Topics) -> Iterator[tuple[str, str]]:
    """Every phrase and word that the rules ask for, with the name they ask for it by."""
    for rule in rules:
        for phrase in rule.names:
            yield phrase, phrase
        for name in itertools.chain(*rule.lists, *rule.needs):
            for word in topics.words[name.removeprefix(WORD_LIST_PREFIX)]:
                yield word, name


def _spellings(phrase: str) -> set[str]:
    """The ASCII letters and digits of a phrase in a row: others are dropped, or leave the letter beneath the accent."""
    letters = fold(phrase).replace(" ", "")
    if letters.isascii():
        return {letters}
    choices = [{_ascii(letter), _ascii(unicodedata.normalize("NFD", letter))} for letter in letters]
    return {"".join(spelling) for spelling in itertools.product(*choices)}


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode()


def _words(raw: bytes) -> bytes:
    """The page in small ASCII letters and digits: no tag, entity or other letter stands in a word, spaces may miss."""
    if raw.startswith(_UTF16_MARKS):
        raw = raw.decode("utf-16", "ignore").encode()
    text = _shown(raw.lower().replace(b"\0", b"").replace(_BREAK, b""))
    text = _BLOCK.sub(_BREAK, text)
    if b"\\u" in text:
        text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)).encode("ascii", "ignore"), text)
    if b"&#" in text and _LETTER_ENTITY.search(text):
        text = html.unescape(text.decode("ascii", "ignore")).encode("ascii", "ignore")
    return _ENTITY.sub(b"", _TAG.sub(b"", text)).translate(_FOLDED, _BEYOND_ASCII)


def _shown(page: bytes) -> bytes:
    """The page less its comments, scripts and styles; JSON-LD stays, for an article's text may stand there.

    Within one of them only its own end counts; one that does not end is left.
    """
    kept, start, at = [], 0, 0
    endless = set()
    while begin := _HIDDEN.search(page, at):
        kind, at = begin[1], begin.end()
        if kind in endless:
            continue
        if not (end := _ENDS[kind].search(page, at)):
            endless.add(kind)
        else:
            at = end.end()
            if kind != b"script" or not _DATA.search(page, begin.start(), begin.start() + _MAX_TAG_BYTES):
                kept.append(page[start : begin.start()])
                start = at
    return b"".join((*kept, page[start:]))
