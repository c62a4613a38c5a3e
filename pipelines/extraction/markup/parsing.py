"""Markup in, the elements of a page out, within bounds."""

from __future__ import annotations

import re

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, fromstring

from items import ExtractionResult, Outcome
from text.unicode import cut_control_references

#: elements of a page; chosen, not measured: articles have three thousand at most, and what has more costs minutes
MAX_ELEMENTS = 20_000
#: attributes of one tag, each of which the parser compares with all before it; chosen, not measured
MAX_TAG_ATTRIBUTES = 1_000
_ATTRIBUTE = r"""[\s/"'=]*+[^\s/>"'=]++(?:\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s>"']*+))?+"""
#: a tag; group 2 is one attribute too many. A script's text goes with its tag, for there "a<b" opens none
_TAG_WITH_ATTRIBUTES = re.compile(
    rf"<(?:(script)\b|[a-z])(?:{_ATTRIBUTE}){{0,{MAX_TAG_ATTRIBUTES}}}+({_ATTRIBUTE})?(?(1)(?:[^<]++|<(?!/script))*+)",
    re.IGNORECASE,
)
_PARSER = HTMLParser(collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True)
#: characters within which a page that is HTML says so, and within which its root begins
_BEGINNING = 50
_HEAD = 4_096
#: what libxml2 takes the rest of the page for a part of: a document type with a slash in it, a root closed at once
_SLASHED_DOCTYPE = re.compile(r"\A\s*<\s?!\s?doctype[^<>]*/[^<>]*>", re.IGNORECASE)
_CLOSED_ROOT = re.compile(r"(<html\b[^<>]*?)\s*/>", re.IGNORECASE)


def parse_page(text: str) -> list[HtmlElement] | ExtractionResult:
    """Return the elements of a page in its order, the root first, or why it cannot be read.

    ``text`` has been sanitized: the parser is given no controls.
    """
    if any(tag[2] for tag in _TAG_WITH_ATTRIBUTES.finditer(text)):
        return _too_large(f"a tag with more than {MAX_TAG_ATTRIBUTES} attributes")
    tree = _parse(cut_control_references(text))
    if tree is None:
        reason = "the page holds no HTML, or HTML nested too deep to be read"
        return ExtractionResult(None, Outcome.NOT_AN_ARTICLE, reason)
    elements = list(tree.iter())
    if len(elements) > MAX_ELEMENTS:
        return _too_large(f"{len(elements)} elements, more than {MAX_ELEMENTS}")
    return elements


def _too_large(what: str) -> ExtractionResult:
    return ExtractionResult(None, Outcome.TOO_LARGE, f"the page has {what}")


def _parse(text: str) -> HtmlElement | None:
    """Return the tree that trafilatura.load_html makes, without its search for controls; None for what is no HTML."""
    head = _CLOSED_ROOT.sub(r"\1>", _SLASHED_DOCTYPE.sub("", text[:_HEAD]), count=1)
    markup = head + text[_HEAD:]
    try:
        tree = fromstring(markup.encode("utf-8", "surrogatepass"), parser=_PARSER)
    except (ParserError, ValueError):
        return None
    return tree if "html" in text[:_BEGINNING].lower() or len(tree) > 1 else None
