"""What is not an article: walls, errors, listings, live blogs, noise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from items import Outcome
from pipelines.cleaning.furniture import is_sentence

#: words under which there is nothing to read; briefs of a newspaper have forty
SHORTEST = 20
#: characters, for scripts that write no spaces
SHORTEST_CHARACTERS = 80
_FEW = 150
#: the reason for a live blog
LIVE = "a live blog: many short entries, not one article"
_ANY = re.IGNORECASE
_CHALLENGE = re.compile(
    r"^(?:just a moment|one moment|attention required|access (?:to this page has been )?denied|"
    r"are you (?:a )?(?:human|robot)|"
    r"(?:human|bot|security|browser) (?:verification|check)|verify(?:ing)? (?:that )?you are (?:a )?human|please wait|"
    r"checking (?:your|if the site) |ddos[- ]guard|ddos protection|pardon our interruption|please verify|robot check|"
    r"request (?:rejected|unsuccessful|blocked)|you have been blocked|sorry, you have been blocked|"
    r"forbidden|403\b|cloudflare)",
    _ANY,
)
_CHALLENGE_TEXT = re.compile(
    r"enable javascript and cookies to continue|checking your browser before|"
    r"verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"performance (?:&|and) security by cloudflare|needs to review the security of your connection|"
    r"unusual traffic from your|"
    r"complete the (?:captcha|security check)|incapsula incident|reference #\d+\.\w+|"
    r"your request has been blocked|ray id",
    _ANY,
)
_MISSING = re.compile(
    r"^\W*(?:error )?(?:404|410)\b|\b(?:page|article|story|content|file|url) (?:you .{0,40})?(?:was |"
    r"is |could |can)?(?:not|no longer|cannot be) "
    r"(?:be )?(?:found|available|exists?)|^not found$|^oops\b|nothing (?:was )?found|does(?: not|"
    r"n[’']t) exist|seite nicht gefunden|nicht gefunden|"
    r"pagina niet gevonden|niet gevonden|hindi (?:mahanap|makita)|page introuvable|página no encontrada",
    _ANY,
)
_BROKEN = re.compile(
    r"^\W*(?:50[0234]\b|internal server error|service unavailable|bad gateway|gateway time-?out|database error|"
    r"error establishing a database|(?:site|website) (?:is )?(?:down|under (?:maintenance|construction))|maintenance)",
    _ANY,
)
_LOGIN = re.compile(
    (
        r"^\W*(?:log ?in|sign ?in|login|anmelden|einloggen|inloggen|mag-log ?in|register|"
        r"create (?:an )?account|my account)\b"
    ),
    _ANY,
)
_CONSENT_TITLE = re.compile(
    r"before you continue|privacy (?:settings|preferences|cent(?:er|re))|cookie (?:settings|consent|"
    r"preferences|notice)|"
    r"we value your privacy|your privacy (?:choices|matters)|datenschutzeinstellungen|"
    r"voordat je verdergaat|bevor sie fortfahren",
    _ANY,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|personal data|our partners|legitimate interest|privacy (?:policy|"
    r"settings|choices|notice)|"
    r"accept all|reject all|manage (?:options|preferences|settings)|einwilligung|datenschutz|"
    r"personenbezogen|toestemming|persoonsgegevens",
    _ANY,
)
_PAYWALL = re.compile(
    r"(?:subscribe|sign ?up|register|log ?in|sign ?in|become a (?:member|subscriber))(?: now| today|"
    r" here)? (?:to|and) (?:continue|read|keep|unlock|access|view)|"
    r"(?:to|continue) (?:continue )?read(?:ing)? (?:the (?:full|rest)|this)\b.{0,60}(?:subscri|sign|log|regist)|"
    r"(?:article|story|content) is (?:exclusive(?:ly)?|only|reserved)? ?(?:available )?(?:for|"
    r"to) (?:our )?(?:paying )?(?:subscribers|members)|"
    r"already a (?:subscriber|member)|subscribers? only|you(?:[’']ve| have) (?:reached|used|"
    r"read) (?:your|all).{0,40}(?:articles|limit)|"
    r"this is a (?:premium|subscriber)|nur für abonnenten|jetzt (?:weiterlesen|abonnieren)|"
    r"weiterlesen mit|alleen voor abonnees|lees verder met",
    _ANY,
)
_LIVE = re.compile(
    r"/live-?(?:blog|updates?|coverage|stream)s?(?:[/-]|$)|/live/|-live-(?:updates?|blog)|liveticker|liveblog", _ANY
)
_LISTING_PATH = re.compile(
    (
        r"^/?(?:index\.\w+)?$|/(?:tags?|categor(?:y|ies)|topics?|authors?|search|archives?|page|"
        r"sections?|label|thema|themen|onderwerp)/[^/]*/?(?:page/\d+/?)?$"
    ),
    _ANY,
)
_LISTING_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage", "ItemPage"})
_ARTICLE = frozenset({"NewsArticle", "Article", "BlogPosting", "Report", "ReportageNewsArticle", "OpinionNewsArticle"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict rests on."""

    url: str
    title: str
    paragraphs: Sequence[str]
    #: the first words of everything the page shows, walls included
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
        _challenge(facts, words),
        _error(facts, words),
        _login(facts, words),
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


def _challenge(facts: Facts, words: int) -> Verdict | None:
    if words < _FEW and (
        _CHALLENGE.match(facts.title) or (_CHALLENGE_TEXT.search(facts.shown) and len(facts.shown.split()) < _FEW)
    ):
        return _wall(f"a test for robots stands in its place: {_quoted(facts)}")
    return None


def _error(facts: Facts, words: int) -> Verdict | None:
    if words < _FEW and _MISSING.search(facts.title):
        return _not_article(f"the page says that it was not found: {_quoted(facts)}")
    if words < _FEW and _BROKEN.match(facts.title):
        return _not_article(f"the page says that the site is out of order: {_quoted(facts)}")
    return None


def _login(facts: Facts, words: int) -> Verdict | None:
    if words < _FEW and _LOGIN.match(facts.title) and (facts.asks_password or words < SHORTEST):
        return _wall(f"a log-in page stands in its place: {_quoted(facts)}")
    return None


def _consent(facts: Facts, words: int) -> Verdict | None:
    if _CONSENT_TITLE.search(facts.title) and words < 4 * _FEW:
        return _wall(f"a consent page stands in its place: {_quoted(facts)}")
    text = " ".join(facts.paragraphs) or facts.shown
    length = len(text.split())
    if length and length < 4 * _FEW and len(_CONSENT.findall(text)) * 25 > length and len(_CONSENT.findall(text)) >= 3:
        return _wall("a consent page stands in its place: it speaks of cookies only")
    return None


def _live(facts: Facts) -> Verdict | None:
    path = urlsplit(facts.url).path
    if "LiveBlogPosting" in facts.types or (_LIVE.search(path) and not facts.types & _ARTICLE):
        return _not_article(LIVE)
    return None


def _listing(facts: Facts) -> Verdict | None:
    if facts.types & _ARTICLE or not facts.url:
        return None
    path = urlsplit(facts.url).path
    sentences = sum(is_sentence(text) for text in facts.paragraphs)
    named = bool(facts.types & _LISTING_TYPES) or (bool(_LISTING_PATH.search(path)) and facts.page_type != "article")
    if named and (not facts.dated or sentences < 5):
        return _not_article("a listing: it leads to articles and is none itself")
    if facts.links >= 15 and sentences <= len(facts.paragraphs) * 0.2 and not facts.dated:
        return _not_article(f"a listing: {facts.links} headlines as links, hardly a sentence of its own")
    return None


def _paywall(facts: Facts, words: int) -> Verdict | None:
    closed = facts.free is False or bool(_PAYWALL.search(facts.shown))
    if not closed or words >= _FEW:
        return None
    begun = sum(len(text.split()) for text in facts.paragraphs if is_sentence(text) and not _PAYWALL.search(text))
    if begun >= SHORTEST:
        return Verdict(reason="only the beginning is given, the rest is for subscribers", partial=True)
    return _wall("only subscribers may read it, not even the beginning is given")


def _noise(facts: Facts) -> Verdict | None:
    words = re.findall(r"\b[a-z]{4,}\b", " ".join(facts.paragraphs).lower())
    odd = sum(not re.search(r"[aeiouy]", word) or bool(re.search(r"[^aeiouy]{6}", word)) for word in words)
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
