"""What is not an article: walls, errors, listings, live blogs, noise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from items import Outcome
from pipelines.extraction.body.boilerplate import is_sentence
from pipelines.extraction.rejects import interstitials, link_lists, paywalls
from pipelines.extraction.rejects.interstitials import CONSENT, LOGIN, NOTICES, Notice
from text.unicode import text_key

#: words under which there is nothing to read; briefs of a newspaper have forty
SHORTEST = 20
#: characters, for scripts that write no spaces
SHORTEST_CHARACTERS = 80
_FEW = 150
#: the reason for a live blog
LIVE = "a live blog: many short entries, not one article"
#: characters of what the page shows that are searched for a notice
_SHOWN = 6_000
#: whole sentences of its own that make an article of a page, whatever its title says
_OWN = 2
#: share of sentences spoken to the reader that makes a notice of a text; a long text must hold more
_MOSTLY = 0.5
_NEARLY_ALL = 0.7
#: sentences by which a consent page is known, however long it is
_BEGINNING = 40
_LONG_WORD = re.compile(r"\b[a-z]{4,}\b")
_UNSPEAKABLE = re.compile(r"^[^aeiouy]*$|[^aeiouy]{6}")
_LISTING_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
_ARTICLE = frozenset({"NewsArticle", "Article", "BlogPosting", "Report", "ReportageNewsArticle", "OpinionNewsArticle"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict rests on."""

    url: str
    title: str
    paragraphs: Sequence[str]
    #: everything the page shows in page order, walls included
    shown: str = ""
    #: schema.org types of the page's data
    types: frozenset[str] = frozenset()
    page_type: str = ""
    #: whether the page's data calls itself free to read; nothing where it does not say
    free: bool | None = None
    #: links as headlines elsewhere on the page
    links: int = 0
    dated: bool = False
    asks_password: bool = False
    #: whether the page itself, and not only its address or the feed, names an author or a date
    signed: bool = False
    #: the headline under which the feed announced the page
    announced: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is: pending for an article, perhaps only its beginning; otherwise the outcome and its reason."""

    outcome: Outcome = Outcome.PENDING
    reason: str = ""
    partial: bool = False


def judge(facts: Facts) -> Verdict:
    """The first thing that speaks against an article decides."""
    words = sum(len(text.split()) for text in facts.paragraphs)
    for found in (
        _notice(facts, words),
        _consent(facts, words),
        _live(facts),
        _listing(facts),
        _paywall(facts, words),
        _noise(facts),
        _short(facts, words),
    ):
        if found:
            return found
    return Verdict()


def _wall(reason: str) -> Verdict:
    return Verdict(Outcome.BLOCKED_BY_WALL, reason)


def _not_article(reason: str) -> Verdict:
    return Verdict(Outcome.NOT_AN_ARTICLE, reason)


def _notice(facts: Facts, words: int) -> Verdict | None:
    """What a short page says of itself, by its whole title or by nearly all of its text."""
    if words >= _FEW:
        return None
    parts = _said(facts)
    own = interstitials.own_sentences(parts)
    vouched = own >= _OWN and _is_vouched_for(facts)
    for notice in NOTICES:
        if _is_titled(notice, facts, own, vouched=vouched) and (notice is not LOGIN or _is_form(facts, words)):
            return Verdict(notice.outcome, f"{notice.reason}: {_quoted(facts)}")
    if vouched:
        return None
    if own < _OWN and len(facts.shown.split()) < _FEW and NOTICES[0].says.search(facts.shown):
        return Verdict(NOTICES[0].outcome, f"{NOTICES[0].reason}: {_quoted(facts)}")
    return _spoken(facts, parts)


def _spoken(facts: Facts, parts: Sequence[str]) -> Verdict | None:
    """What a text that mostly speaks to its reader says."""
    if interstitials.reports(parts) or interstitials.share_to_reader(parts) < _MOSTLY:
        return None
    text = " ".join((facts.title, *parts))
    form = facts.asks_password and interstitials.share_on_accounts(parts) >= _MOSTLY
    for notice in NOTICES:
        if notice.says.search(text) or (notice is LOGIN and form):
            return Verdict(notice.outcome, f"{notice.reason}: {_quoted(facts)}")
    if facts.announced and not set(text_key(facts.announced).split()) & set(text_key(facts.title).split()):
        return _wall(f"another page than the announced one stands in its place: {_quoted(facts)}")
    return None


def _is_titled(notice: Notice, facts: Facts, own: int, *, vouched: bool) -> bool:
    if interstitials.is_titled(notice, facts.title):
        return not vouched
    return own < _OWN and any(interstitials.is_titled(notice, part) for part in interstitials.ends(facts.title))


def _is_form(facts: Facts, words: int) -> bool:
    return facts.asks_password or words < SHORTEST


def _is_vouched_for(facts: Facts) -> bool:
    """Whether something beside title and text says that the page is an article."""
    declared = bool(facts.types & _ARTICLE) or facts.page_type == "article"
    return declared or facts.signed or (bool(facts.announced) and text_key(facts.announced) == text_key(facts.title))


def _said(facts: Facts) -> list[str]:
    return interstitials.sentences(facts.paragraphs or [facts.shown[:_SHOWN]])


def _consent(facts: Facts, words: int) -> Verdict | None:
    parts = _said(facts)[:_BEGINNING]
    most = _MOSTLY if words < 4 * _FEW else _NEARLY_ALL
    titled = words < 4 * _FEW and interstitials.is_titled(CONSENT, facts.title)
    if not titled and not (
        interstitials.asks_consent(" ".join(parts)) and interstitials.share_to_reader(parts) >= most
    ):
        return None
    if _is_vouched_for(facts) and interstitials.own_sentences(parts) >= _OWN:
        return None
    return _wall(f"{CONSENT.reason}: {_quoted(facts) if titled else 'it speaks of cookies only'}")


def _live(facts: Facts) -> Verdict | None:
    if "LiveBlogPosting" in facts.types:
        return _not_article(LIVE)
    if facts.types & _ARTICLE or not link_lists.is_live_path(facts.url):
        return None
    return _not_article(LIVE) if link_lists.has_timed_entries(facts.paragraphs, facts.shown) else None


def _listing(facts: Facts) -> Verdict | None:
    if facts.types & _ARTICLE or not facts.url:
        return None
    sentences = sum(is_sentence(text) for text in facts.paragraphs)
    home = bool(facts.types & _LISTING_TYPES) or (link_lists.is_home_path(facts.url) and facts.page_type != "article")
    vouched = sentences >= _OWN and _is_vouched_for(facts)
    shelf = not vouched and link_lists.is_shelf(facts.url, sentences, facts.links)
    if shelf or (home and (not facts.dated or sentences < 5)):
        return _not_article("a listing: it leads to articles and is none itself")
    if facts.links >= 15 and sentences <= len(facts.paragraphs) * 0.2 and not facts.dated:
        return _not_article(f"a listing: {facts.links} headlines as links, hardly a sentence of its own")
    return None


def _paywall(facts: Facts, words: int) -> Verdict | None:
    declared = facts.free is False
    closed = words < _FEW and (declared or paywalls.is_closed(facts.shown[:_SHOWN]))
    if not closed and not paywalls.breaks_off(facts.paragraphs, facts.shown, declared=declared):
        return None
    own = (text for text in facts.paragraphs if is_sentence(text) and not paywalls.is_box(text))
    if sum(len(text.split()) for text in own) >= SHORTEST:
        return Verdict(reason="only the beginning is given, the rest is for subscribers", partial=True)
    return _wall("only subscribers may read it, not even the beginning is given")


def _noise(facts: Facts) -> Verdict | None:
    words = _LONG_WORD.findall(" ".join(facts.paragraphs)[:_SHOWN].lower())
    odd = sum(bool(_UNSPEAKABLE.search(word)) for word in words)
    if len(words) >= 15 and odd > len(words) * 0.25:
        return _not_article("random letters, not a language")
    return None


def _short(facts: Facts, words: int) -> Verdict | None:
    characters = sum(map(len, facts.paragraphs))
    if not facts.paragraphs:
        return _not_article("no text was found on the page")
    if words < SHORTEST and characters < SHORTEST_CHARACTERS:
        return Verdict(Outcome.TOO_SHORT, f"only {words} words of text")
    return None


def _quoted(facts: Facts) -> str:
    return f"“{facts.title[:80]}”"
