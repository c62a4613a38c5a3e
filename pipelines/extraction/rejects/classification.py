"""What is not an article: walls, errors, listings, live blogs, noise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from items import Outcome
from pipelines.extraction.rejects import interstitials, link_lists, paywalls
from pipelines.extraction.rejects.interstitials import CONSENT_PAGE, INTERSTITIALS, LOGIN_PAGE, Interstitial
from text.prose import MIN_WORDS, count_prose_words, count_words, is_sentence
from text.unicode import text_key

#: characters, for scripts that write no spaces
MIN_CHARACTERS = 80
_MAX_INTERSTITIAL_WORDS = 150
#: words of its own that make an article of a page, whatever surrounds it, and of a paragraph that is no teaser
#: (chosen, not measured: a teaser has one or two sentences)
MIN_RUNNING_WORDS = 200
_MIN_RUNNING_PARAGRAPH_WORDS = 40
#: words of a teaser below a headline that leads to an article; chosen, not measured
_MAX_TEASER_WORDS = 25
#: the reason for a live blog
LIVE_BLOG_REASON = "a live blog: many short entries, not one article"
#: characters of what the page shows that are searched for an interstitial
_MAX_SHOWN_CHARACTERS = 6_000
#: whole sentences of its own that make an article of a page, whatever its title says
_MIN_OWN_SENTENCES = 2
#: share of sentences spoken to the reader that makes an interstitial of a text; a long text must hold more
_MIN_READER_SHARE = 0.5
_MIN_READER_SHARE_LONG = 0.7
#: sentences by which a consent page is known, however long it is
_MAX_CONSENT_SENTENCES = 40
_LONG_WORD = re.compile(r"\b[a-z]{4,}\b")
_UNPRONOUNCEABLE = re.compile(r"^[^aeiouy]*$|[^aeiouy]{6}")
_LISTING_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
_ARTICLE_TYPES = frozenset(
    {"NewsArticle", "Article", "BlogPosting", "Report", "ReportageNewsArticle", "OpinionNewsArticle"}
)


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What the class of a page rests on."""

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
    #: words of those paragraphs that are nothing but such a link
    link_words: int = 0
    dated: bool = False
    asks_password: bool = False
    #: whether the page itself, and not only its address or the feed, names an author or a date
    signed: bool = False
    #: the headline under which the feed announced the page
    announced: str = ""


@dataclass(frozen=True, slots=True)
class PageClass:
    """What a page is: pending for an article, perhaps only its beginning; otherwise the outcome and its reason."""

    outcome: Outcome = Outcome.PENDING
    reason: str = ""
    partial: bool = False


def classify_page(evidence: PageEvidence) -> PageClass:
    """Return what a page is; the first thing that speaks against an article decides."""
    words = sum(map(count_words, evidence.paragraphs))
    for page_class in (
        _interstitial(evidence, words),
        _consent(evidence, words),
        _live_blog(evidence),
        _listing(evidence),
        _paywall(evidence, words),
        _noise(evidence),
        _too_short(evidence, words),
    ):
        if page_class:
            return page_class
    return PageClass()


def _wall(reason: str) -> PageClass:
    return PageClass(Outcome.BLOCKED_BY_WALL, reason)


def _not_article(reason: str) -> PageClass:
    return PageClass(Outcome.NOT_AN_ARTICLE, reason)


def _interstitial(evidence: PageEvidence, words: int) -> PageClass | None:
    """Return what a short page says of itself, by its whole title or by nearly all of its text."""
    if words >= _MAX_INTERSTITIAL_WORDS:
        return None
    parts = list(_sentences_of(evidence))
    own = interstitials.count_own_sentences(parts)
    declared = own >= _MIN_OWN_SENTENCES and _is_declared_article(evidence)
    for interstitial in INTERSTITIALS:
        if _has_title_of(interstitial, evidence, own, declared=declared) and (
            interstitial is not LOGIN_PAGE or _is_form(evidence, words)
        ):
            return PageClass(interstitial.outcome, f"{interstitial.reason}: {_quote_title(evidence)}")
    if declared:
        return None
    if (
        own < _MIN_OWN_SENTENCES
        and len(evidence.shown.split()) < _MAX_INTERSTITIAL_WORDS
        and INTERSTITIALS[0].says.search(evidence.shown)
    ):
        return PageClass(INTERSTITIALS[0].outcome, f"{INTERSTITIALS[0].reason}: {_quote_title(evidence)}")
    return _by_text(evidence, parts)


def _by_text(evidence: PageEvidence, parts: Sequence[str]) -> PageClass | None:
    """Return what a text that mostly speaks to its reader says."""
    if interstitials.quotes_somebody(parts) or interstitials.share_to_reader(parts) < _MIN_READER_SHARE:
        return None
    text = " ".join((evidence.title, *parts))
    form = evidence.asks_password and interstitials.share_about_accounts(parts) >= _MIN_READER_SHARE
    for interstitial in INTERSTITIALS:
        if interstitial.says.search(text) or (interstitial is LOGIN_PAGE and form):
            return PageClass(interstitial.outcome, f"{interstitial.reason}: {_quote_title(evidence)}")
    if evidence.announced and not set(text_key(evidence.announced).split()) & set(text_key(evidence.title).split()):
        return _wall(f"another page than the announced one stands in its place: {_quote_title(evidence)}")
    return None


def _has_title_of(interstitial: Interstitial, evidence: PageEvidence, own: int, *, declared: bool) -> bool:
    if interstitials.has_title_of(interstitial, evidence.title):
        return not declared
    return own < _MIN_OWN_SENTENCES and any(
        interstitials.has_title_of(interstitial, part) for part in interstitials.title_ends(evidence.title)
    )


def _is_form(evidence: PageEvidence, words: int) -> bool:
    return evidence.asks_password or words < MIN_WORDS


def _is_declared_article(evidence: PageEvidence) -> bool:
    """Return whether something beside title and text says that the page is an article."""
    declared = bool(evidence.types & _ARTICLE_TYPES) or evidence.page_type == "article"
    return (
        declared
        or evidence.signed
        or (bool(evidence.announced) and text_key(evidence.announced) == text_key(evidence.title))
    )


def _sentences_of(evidence: PageEvidence) -> Iterator[str]:
    return interstitials.sentences_and_headings(evidence.paragraphs or [evidence.shown[:_MAX_SHOWN_CHARACTERS]])


def _consent(evidence: PageEvidence, words: int) -> PageClass | None:
    parts = list(islice(_sentences_of(evidence), _MAX_CONSENT_SENTENCES))
    most = _MIN_READER_SHARE if words < 4 * _MAX_INTERSTITIAL_WORDS else _MIN_READER_SHARE_LONG
    titled = words < 4 * _MAX_INTERSTITIAL_WORDS and interstitials.has_title_of(CONSENT_PAGE, evidence.title)
    if not titled and not (
        interstitials.asks_consent(" ".join(parts)) and interstitials.share_to_reader(parts) >= most
    ):
        return None
    if _is_declared_article(evidence) and interstitials.count_own_sentences(parts) >= _MIN_OWN_SENTENCES:
        return None
    return _wall(f"{CONSENT_PAGE.reason}: {_quote_title(evidence) if titled else 'it speaks of cookies only'}")


def _live_blog(evidence: PageEvidence) -> PageClass | None:
    declared = "LiveBlogPosting" in evidence.types
    if not declared and (evidence.types & _ARTICLE_TYPES or not link_lists.is_live_path(evidence.url)):
        return None
    if link_lists.has_timed_entries(evidence.paragraphs, evidence.shown):
        return _not_article(LIVE_BLOG_REASON)
    if not declared:
        return None
    long = count_prose_words(evidence.paragraphs) >= MIN_RUNNING_WORDS
    return PageClass(reason=f"perhaps {LIVE_BLOG_REASON}") if long else _not_article(LIVE_BLOG_REASON)


def _listing(evidence: PageEvidence) -> PageClass | None:
    if evidence.types & _ARTICLE_TYPES or not evidence.url:
        return None
    sentences = sum(is_sentence(text) for text in evidence.paragraphs)
    home = bool(evidence.types & _LISTING_TYPES) or (
        link_lists.is_home_path(evidence.url) and evidence.page_type != "article"
    )
    declared = sentences >= _MIN_OWN_SENTENCES and _is_declared_article(evidence)
    section = not declared and link_lists.is_section_page(evidence.url, sentences, evidence.links)
    if section or (home and (not evidence.dated or sentences < 5)):
        own, reason = _own_words(evidence), "it leads to articles and is none itself"
    elif evidence.links >= 15 and sentences <= len(evidence.paragraphs) * 0.2 and not evidence.dated:
        own = sum(map(count_words, evidence.paragraphs)) - evidence.link_words
        reason = f"{evidence.links} headlines as links, hardly a sentence of its own"
    else:
        return None
    return (
        PageClass(reason=f"perhaps a listing: {reason}")
        if own >= MIN_RUNNING_WORDS
        else _not_article(f"a listing: {reason}")
    )


def _own_words(evidence: PageEvidence) -> int:
    """Return the words of prose: of all paragraphs where they are many for each link, else of long ones only."""
    words = count_prose_words(evidence.paragraphs)
    if words >= evidence.links * _MAX_TEASER_WORDS:
        return words
    return count_prose_words(evidence.paragraphs, _MIN_RUNNING_PARAGRAPH_WORDS)


def _paywall(evidence: PageEvidence, words: int) -> PageClass | None:
    declared = evidence.free is False
    closed = words < _MAX_INTERSTITIAL_WORDS and (
        declared or paywalls.mentions_paywall(evidence.shown[:_MAX_SHOWN_CHARACTERS])
    )
    if not closed and not paywalls.breaks_off(evidence.paragraphs, evidence.shown, declared=declared):
        return None
    own = (text for text in evidence.paragraphs if is_sentence(text) and not paywalls.is_paywall_box(text))
    if sum(len(text.split()) for text in own) >= MIN_WORDS:
        return PageClass(reason="only the beginning is given, the rest is for subscribers", partial=True)
    return _wall("only subscribers may read it, not even the beginning is given")


def _noise(evidence: PageEvidence) -> PageClass | None:
    words = _LONG_WORD.findall(" ".join(evidence.paragraphs)[:_MAX_SHOWN_CHARACTERS].lower())
    odd = sum(bool(_UNPRONOUNCEABLE.search(word)) for word in words)
    if len(words) >= 15 and odd > len(words) * 0.25:
        return _not_article("random letters, not a language")
    return None


def _too_short(evidence: PageEvidence, words: int) -> PageClass | None:
    characters = sum(map(len, evidence.paragraphs))
    if not evidence.paragraphs:
        return _not_article("no text was found on the page")
    if words < MIN_WORDS and characters < MIN_CHARACTERS:
        return PageClass(Outcome.TOO_SHORT, f"only {words} words of text")
    return None


def _quote_title(evidence: PageEvidence) -> str:
    return f"“{evidence.title[:80]}”"
