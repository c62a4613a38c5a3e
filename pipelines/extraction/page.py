"""One page in, one article or a reason out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from items import MAX_TEXT_CHARACTERS, Article, ExtractionResult, Hint, Outcome
from pipelines.extraction.body.choice import choose_body
from pipelines.extraction.body.declared import declared_body
from pipelines.extraction.body.finishing import finish_body
from pipelines.extraction.fields.authors import choose_authors, states_authors
from pipelines.extraction.fields.day_order import disambiguate_data, find_day_order, stated_dates
from pipelines.extraction.fields.header_block import (
    HeaderLine,
    find_byline,
    find_standfirst,
    read_header_block,
)
from pipelines.extraction.fields.page_dates import PageDates, find_page_dates, page_texts
from pipelines.extraction.fields.published import (
    choose_modified,
    choose_published,
    find_shown_update,
    find_unstated_date,
    refine_month,
)
from pipelines.extraction.fields.title import choose_title
from pipelines.extraction.markup.elements import element_text
from pipelines.extraction.markup.json_ld import plain_value
from pipelines.extraction.markup.page_links import find_first_page, find_next_page
from pipelines.extraction.markup.parsing import parse_page
from pipelines.extraction.markup.pruning import prune_tree, take_caption, visible_text
from pipelines.extraction.markup.structured_data import StructuredData, marked_bylines, read_structured_data
from pipelines.extraction.rejects.classification import LIVE_BLOG_REASON, MIN_RUNNING_WORDS, PageEvidence, classify_page
from pipelines.extraction.sanitizing import run_safely
from text.charset import decode_page, looks_binary
from text.dates.orders import disambiguate_figures
from text.language import detect_language
from text.prose import count_prose_words
from text.unicode import sanitize_text, text_key
from text.urls.article_urls import trusted_canonical_url
from text.walls.challenges import challenge_of


@dataclass(frozen=True, slots=True)
class _ParsedPage:
    """All that is known of a page before anything is decided."""

    #: every element in page order, the root first; while they are held here, lxml need not make them anew for each walk
    elements: list[HtmlElement]
    url: str
    hint: Hint | None
    now: datetime
    encoding: str
    structured: StructuredData

    @property
    def tree(self) -> HtmlElement:
        return self.elements[0]


def extract_page(
    body: bytes, url: str, content_type: str = "", hint: Hint | None = None, *, now: datetime
) -> ExtractionResult:
    """Extract the article of one page; never raise, whatever the bytes are.

    A page that is too short comes with its text if it goes on on another one.
    """
    result = extract_following_page(body, url, content_type, hint, now=now)
    if result.outcome is Outcome.TOO_SHORT and not result.next_page:
        return replace(result, article=None)
    return result


def extract_following_page(
    body: bytes, url: str, content_type: str = "", hint: Hint | None = None, *, now: datetime
) -> ExtractionResult:
    """Extract a page on which an article goes on: the same, but that one which is too short comes with its text."""
    return run_safely(lambda: _extract(body, url, content_type, hint, now))


def _extract(body: bytes, url: str, content_type: str, hint: Hint | None, now: datetime) -> ExtractionResult:
    if not body.strip():
        return ExtractionResult(None, Outcome.NOT_AN_ARTICLE, "the page is empty")
    if looks_binary(body):
        return ExtractionResult(None, Outcome.NOT_AN_ARTICLE, "the bytes are not text but an image or another file")
    decoded = decode_page(body, content_type)
    parsed = parse_page(decoded.text)
    if not _holds_an_article(parsed) and (service := challenge_of(200, {}, body)):
        return ExtractionResult(None, Outcome.BLOCKED_BY_WALL, f"a test for robots stands in its place: {service}")
    if isinstance(parsed, ExtractionResult):
        return parsed
    encoding = f"{decoded.encoding} ({decoded.evidence})"
    next_page, first_page = find_next_page(parsed[0], url), find_first_page(parsed[0], url)
    result = _extract_article(_ParsedPage(parsed, url, hint, now, encoding, read_structured_data(parsed[0], url)))
    return replace(result, next_page=next_page, first_page=first_page)


def _holds_an_article(parsed: list[HtmlElement] | ExtractionResult) -> bool:
    """Return whether a page has as much prose as no test for robots has, whoever's scripts it loads."""
    if isinstance(parsed, ExtractionResult):
        return False
    words = 0
    for paragraph in parsed[0].iter("p"):
        words += count_prose_words([element_text(paragraph)])
        if words >= MIN_RUNNING_WORDS:
            return True
    return False


def _extract_article(page: _ParsedPage) -> ExtractionResult:
    structured = page.structured
    title, title_evidence = choose_title(structured, page.url, page.hint)
    header = read_header_block(page.tree, title)
    article = Article(
        title=title,
        text="",
        standfirst=find_standfirst(header, _descriptions(page)),
        canonical_url=trusted_canonical_url(page.url, structured.canonical) or "",
        encoding=page.encoding,
        title_evidence=title_evidence,
    )
    return _add_body(_add_dates(_add_authors(article, page, header), page, header), page, header)


def _add_authors(article: Article, page: _ParsedPage, header: tuple[HeaderLine, ...]) -> Article:
    marked = () if states_authors(page.structured) else marked_bylines(page.tree, page.structured.others)
    names = tuple(filter(None, (find_byline(header), *marked)))
    authors, evidence = choose_authors(page.structured, page.url, names, page.hint)
    return replace(article, authors=authors, authors_evidence=evidence)


def _add_dates(article: Article, page: _ParsedPage, header: tuple[HeaderLine, ...]) -> Article:
    structured, texts = _disambiguate_dates(page, [line.text for line in header] or [*_descriptions(page)])
    published, evidence = choose_published(structured, page.url, texts, page.hint, now=page.now)
    modified = choose_modified(structured, page.hint, texts, now=page.now)
    if published is None or published.precision == "month":
        shown = _find_shown_dates(page, article.title)
        if published:
            published, evidence = refine_month(published, evidence, shown)
        else:
            update = find_shown_update(structured, texts, now=page.now)
            published, evidence = find_unstated_date(page.tree, shown, update, now=page.now)
    article = replace(article, modified=modified.when if modified else None)
    if published is None:
        return article
    return replace(
        article,
        published=published.when,
        published_precision=published.precision,
        published_zone=published.zone,
        published_evidence=evidence,
    )


def _disambiguate_dates(page: _ParsedPage, texts: list[str]) -> tuple[StructuredData, list[str]]:
    """Return the page's data and the lines near its headline, with figures of two meanings read where they have one."""
    structured, stated = page.structured, [*stated_dates(page.structured), *texts]
    order = find_day_order(stated, page_texts(page.tree), structured, page.url, page.hint, now=page.now)
    if order is None:
        return structured, texts
    return disambiguate_data(structured, order), [disambiguate_figures(text, order) for text in texts]


def _find_shown_dates(page: _ParsedPage, title: str) -> PageDates:
    lines = list(page_texts(page.tree))
    order = find_day_order(lines, (), page.structured, page.url, page.hint, now=page.now)
    settled = [disambiguate_figures(line, order) for line in lines] if order else lines
    return find_page_dates(settled, (title, *page.structured.headings), now=page.now)


def _descriptions(page: _ParsedPage) -> tuple[str, ...]:
    structured = page.structured
    return (
        plain_value(structured.article.get("description")),
        structured.meta("og:description"),
        structured.meta("description"),
        page.hint.summary if page.hint else "",
    )


def _add_body(article: Article, page: _ParsedPage, header: tuple[HeaderLine, ...]) -> ExtractionResult:
    """Return the article with its text, or what the page is instead. The tree is used up."""
    tree, structured = page.tree, page.structured
    asks_password = any(field.get("type") == "password" for field in tree.iter("input"))
    words = visible_text(tree)
    if len(words) > MAX_TEXT_CHARACTERS:
        reason = f"the page has {len(words)} characters of text, more than {MAX_TEXT_CHARACTERS}"
        return ExtractionResult(None, Outcome.TOO_LARGE, reason)
    caption = take_caption(tree)
    links = prune_tree(tree, page.url)
    declared = declared_body(structured)
    lines = choose_body(tree, page.url, (article.title, *structured.headings), declared)
    shown = " ".join(words.split())
    body = finish_body(lines, article, header, structured, declared, links, shown)
    evidence = PageEvidence(
        url=page.url,
        title=_own_title(page, article.title) or article.title,
        paragraphs=body.paragraphs,
        shown=shown,
        types=structured.types,
        page_type=structured.meta("og:type"),
        free=_is_free(structured),
        links=len(links),
        link_words=sum(len(line.split()) for line in body.paragraphs if text_key(line) in links),
        dated=article.published is not None,
        asks_password=asks_password,
        signed=_is_signed(article),
        announced=page.hint.title if page.hint else "",
    )
    article = replace(article, standfirst=body.standfirst, caption=caption or body.caption)
    return _classify(article, evidence, structured)


def _classify(article: Article, evidence: PageEvidence, structured: StructuredData) -> ExtractionResult:
    page_class = classify_page(evidence)
    has_text = page_class.outcome in {Outcome.PENDING, Outcome.TOO_SHORT} or page_class.reason == LIVE_BLOG_REASON
    if not has_text:
        return ExtractionResult(None, page_class.outcome, page_class.reason)
    text = sanitize_text("\n\n".join(evidence.paragraphs))
    code = detect_language(text, structured.language)
    return ExtractionResult(
        replace(
            article,
            text=text,
            language=code,
            partial=page_class.partial,
            partial_reason=page_class.reason if page_class.partial else "",
        ),
        page_class.outcome,
        page_class.reason,
    )


def _own_title(page: _ParsedPage, chosen: str) -> str:
    """Return what the page calls itself, whatever the feed announced: a wall has another headline than its article."""
    structured = page.structured
    title = choose_title(structured, page.url, None)[0] if page.hint else chosen
    return title or structured.title_tag or " ".join(structured.headings[:1])


def _is_signed(article: Article) -> bool:
    """Return whether the page itself names an author or a date; its address and the feed do so for a wall as well."""
    evidence = {*article.published_evidence.split(", "), *article.authors_evidence.split(", ")}
    return bool(evidence - {"", "url", "feed"})


def _is_free(structured: StructuredData) -> bool | None:
    """Return whether the page's data says that anyone may read it, or that a part of it is closed."""
    parts = structured.article.get("hasPart")
    nodes = [structured.article, *(parts if isinstance(parts, list) else [parts])]
    values = {str(node.get("isAccessibleForFree", "")).lower() for node in nodes if isinstance(node, dict)}
    return False if "false" in values else True if "true" in values else None
