"""What feeds, sitemaps and listings have in common: their bytes as text, their dates, and markup as plain text."""

from __future__ import annotations

import re
from html import escape, unescape
from html.entities import html5
from typing import Final

from text.unicode import C1_CONTROLS, XML_FORBIDDEN, ZERO_WIDTH_SPACES

_UNSEEN: Final = re.compile(r"<!--(?:.*?-->|.*)|<(script|style)\b(?:.*?</\1\s*>|.*)", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG: Final = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|h[1-6]|t[rdh]|table|blockquote|figure|figcaption|section|article|img)\b[^<>]*>",
    re.IGNORECASE,
)
#: what shows that a text without its tags is still HTML: an end tag, a tag with an attribute, an entity
_ESCAPED_MARKUP: Final = re.compile(
    r"</(?:p|a|b|i|u|em|strong|div|span|li|ul|ol|h[1-6]|blockquote|figure)>|<(?:br|hr)\s?/?>|"
    r"<(?:p|a|div|span|img|figure|iframe)\s[\w-]+=|&lt;/(?:p|a|b|i|em|strong|div|span)&gt;|"
    r"&(?:nbsp|amp|quot|[lr][sd]quo|[nm]dash|hellip|#\d{2,5});",
    re.IGNORECASE,
)
#: how often a text is read again
_MAX_ESCAPED: Final = 3
#: a tag within which a summary was cut off
_CUT_TAG: Final = re.compile(r"<(?:p|a|div|span|img|figure|iframe|br)(?:\s[^<>]*)?$", re.IGNORECASE)
_CDATA_MARK: Final = re.compile(r"<!\[CDATA\[|\]\]>")
_ANY_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
#: a pattern of a CDATA section; one that is never closed reaches to the end, so that each character is looked at once
CDATA: Final = r"<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+"
_AMPERSAND: Final = re.compile(
    rf"(?P<sound>{CDATA}|&(?:#\d{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|amp|lt|gt|quot|apos);)"
    r"|&(?P<name>[A-Za-z][A-Za-z0-9]{1,31};)?"
)
# ampersands and tags of one body: the largest sitemaps have half of these (50,000 addresses: sitemaps.org protocol 0.9)
_MAX_AMPERSANDS: Final = 1_000_000
_MAX_TAGS: Final = 3_000_000
_NESTED_ENTITY: Final = re.compile(r"<!ENTITY\s[^<>]*&(?!#)", re.IGNORECASE)
_NOT_XML: Final = re.compile(f"[{XML_FORBIDDEN}]")
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FIRST_ELEMENT: Final = re.compile(r"<([A-Za-z_][\w:.-]{0,60})")
_INVISIBLE: Final = re.compile(f"[{XML_FORBIDDEN}{C1_CONTROLS}{ZERO_WIDTH_SPACES}]")


def describe(text: str) -> str:
    """Say in two or three words what a body is that should have been a feed or a sitemap."""
    if not text.strip():
        return "empty"
    if _HTML.search(text, 0, 4096):
        return "an HTML page"
    if text.lstrip()[0] in "{[":
        return "JSON of another kind"
    if element := _FIRST_ELEMENT.search(text, 0, 4096):
        return f"XML that begins with <{element[1]}>"
    return "binary data" if len(_INVISIBLE.findall(text[:512])) > 8 else "plain text"


def sound_xml(text: str, root: re.Pattern[str]) -> str:
    """Return XML from its root element on, without what most often breaks it.

    No feed or sitemap needs a document type: leaving it out leaves every declared entity undefined, so that nothing can
    expand and nothing outside is asked for. What else stands before the root (byte order marks, warnings of a web
    server) goes as well. Raises ValueError, saying what the text is instead, where ``root`` is not found.
    """
    start = root.search(text)
    if start is None or describe(text[: start.start()]) == "an HTML page":
        raise ValueError(f"is {describe(text)}")
    too_much = text.count("&") > _MAX_AMPERSANDS or text.count("<") > _MAX_TAGS
    if too_much or _NESTED_ENTITY.search(text, 0, start.start()):
        raise ValueError("is XML made to blow up")
    return _AMPERSAND.sub(_sound_ampersand, _NOT_XML.sub("", text[start.start() :]))


def _sound_ampersand(match: re.Match[str]) -> str:
    """Return HTML's named characters as themselves and a stray ampersand escaped."""
    if match["sound"]:
        return match["sound"]
    if match["name"] in html5:
        return escape(html5[match["name"]])
    return f"&amp;{match['name'] or ''}"


def paragraphs_of_markup(markup: str) -> list[str]:
    """Return HTML as paragraphs of plain text, parted where a block begins or ends."""
    blocks = _BLOCK_TAG.split(_UNSEEN.sub(" ", markup)) if "<" in markup else markup.split("\n\n")
    return [text for block in blocks if (text := plain_text(block))]


def plain_text(markup: str) -> str:
    """Return HTML as one line of plain text, also where it was escaped twice or breaks off within a tag."""
    for _ in range(_MAX_ESCAPED):
        text = unescape(_without_tags(markup))
        if not _ESCAPED_MARKUP.search(text):
            break
        markup = text
    # some controls are white space: folded first, they part the words
    return " ".join(_INVISIBLE.sub("", " ".join(text.split())).split())


def _without_tags(markup: str) -> str:
    if "<" not in markup:
        return markup
    whole = _CUT_TAG.sub("", _CDATA_MARK.sub("", markup))
    return _ANY_TAG.sub("", _BLOCK_TAG.sub(" ", _UNSEEN.sub(" ", whole)))
