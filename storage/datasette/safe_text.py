"""Text of others made safe and pleasant to read: escaped, in paragraphs, with terms marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from text.sentences import first_sentence
from text.unicode import BIDI_MARKS, C1_CONTROLS, XML_FORBIDDEN
from text.urls.parsing import AddressError, host_of

#: what an article rests on that is not read from its page
_BASIS_NOTES = {"headline_only": "Headline only", "feed_text": "The feed's text"}

#: what the search asks SQLite's snippet() to put around a hit, since no text has a use for them
HIT_START, HIT_END = "\x02", "\x03"

#: control characters, and those that reorder the text around them
UNSEEN = re.compile(f"[{XML_FORBIDDEN}{C1_CONTROLS}{BIDI_MARKS}]")

#: the beginning of a web address whose host has letters, figures, dots and hyphens only
PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9.-]{1,255}[/?#]")

#: characters; a shorter sentence is a mere exclamation and says too little
MIN_OPENING_CHARACTERS = 30


def kind_name(kind: str) -> str:
    """Return a kind of source as readers call it."""
    return {"ngo": "NGO", "wire": "news agency"}.get(kind, kind)


def displayable(text: str) -> str:
    """Return the text without control characters and without characters that turn the direction of their neighbours."""
    # most of what is shown, in long lists thousands of times; none of what is unseen is printable
    return text if text.isprintable() else UNSEEN.sub("", text)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a stored text."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def opening(text: str, limit: int = 280) -> str:
    """Return the first sentence, with the next where it is very short, cut at a word after ``limit`` characters."""
    return first_sentence(text, limit, MIN_OPENING_CHARACTERS)


def mark(text: str, terms: Iterable[str], sentences: Iterable[str] = (), added: Iterable[str] = ()) -> Markup:
    """Return the text, escaped, with every occurrence of the terms marked, whatever their case, spaces or hyphens.

    The sentences, in which words tell only together, are set off more lightly; those that are added stand as such.
    """
    inside, apart = pattern_of(terms), pattern_of(sentences)

    def marked(piece: str) -> Markup:
        return wrap(piece, apart, "u", lambda part: wrap(part, inside, "mark", escape))

    as_written = "|".join(map(re.escape, added))
    return wrap(text, re.compile(f"({as_written})") if as_written else None, "ins", marked)


def wrap(text: str, pattern: re.Pattern[str] | None, tag: str, show: Callable[[str], Markup]) -> Markup:
    """Return the text with ``show`` applied to all of it and a tag around what the pattern finds."""
    if pattern is None:
        return show(text)
    around = Markup(f"<{tag}>{{}}</{tag}>")  # noqa: S704 - the tag is ours
    pieces = enumerate(pattern.split(text))
    return Markup("").join(around.format(show(piece)) if odd % 2 else show(piece) for odd, piece in pieces)


def mentions(text: str, term: str) -> bool:
    """Return whether the term stands in the text as ``mark`` would find it."""
    pattern = pattern_of([term])
    return bool(pattern and pattern.search(text))


def pattern_of(terms: Iterable[str]) -> re.Pattern[str] | None:
    """Find any of the terms as whole words, the longest first; None where there are none.

    A star stands for any ending, as in the list of topics.
    """
    written = {tuple(re.findall(r"\w+\*?", term)) for term in terms} - {()}
    if not written:
        return None
    choices = "|".join(map(pattern_of_words, sorted(written, key=lambda words: -len(" ".join(words)))))
    return re.compile(rf"(?<!\w)((?:{choices})s?)(?!\w)", re.IGNORECASE)


def pattern_of_words(words: Iterable[str]) -> str:
    return r"[\s\W_]{1,5}".join(re.escape(word).replace(r"\*", r"\w*") for word in words)


def snippet(text: str) -> Markup:
    """Return a snippet of the full-text index, escaped, with its hits marked."""
    escaped = str(escape(text))
    balanced = escaped.count(HIT_START) == escaped.count(HIT_END)
    start, end = ("<mark>", "</mark>") if balanced else ("", "")
    return Markup(escaped.replace(HIT_START, start).replace(HIT_END, end))  # noqa: S704 - escaped above


def basis_note(basis: str | None, reason: str | None) -> str:
    """Return what readers are told of an article whose page could not be had, and why; empty for all others."""
    if basis not in _BASIS_NOTES:
        return ""
    return f"{_BASIS_NOTES[basis]}: the page could not be read{f' ({displayable(reason)})' if reason else ''}."


def web_address(text: str | None) -> str:
    """Return the address where it leads to the web, else nothing: a link never runs a script or opens a file."""
    address = (text or "").strip()
    # nearly all of them; to take an address apart costs ten times as much
    if PLAIN_ADDRESS.match(address):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""


def display_host(url: str) -> str:
    """Return the host of a web address without "www."; empty where there is none."""
    try:
        return host_of(url).removeprefix("www.") if web_address(url) else ""
    except AddressError:
        return ""
