"""What the made sites are built of: articles, and the feeds, sitemaps and pages that platforms show them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random
from typing import Final

AT: Final = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
WHO: Final = [
    "Council",
    "Port",
    "Museum",
    "Library",
    "Water board",
    "School",
    "Market",
    "Ferry line",
    "Weather office",
    "Farm group",
]
DID: Final = ["opens", "reviews", "repairs", "plans", "delays", "extends", "presents", "counts", "moves", "renews"]
WHAT: Final = [
    "harbour walk",
    "rice store",
    "night bus",
    "tide gauge",
    "seed bank",
    "bridge toll",
    "old archive",
    "clinic hours",
]
WHERE: Final = ["in San Marcelo", "near the north quay", "after the storm", "for next season", "with new funds"]

XML: Final = "application/xml; charset=utf-8"
RSS: Final = "application/rss+xml; charset=utf-8"
HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answers."""

    body: str = ""
    content_type: str = HTML
    status: int = 200
    location: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a made site."""

    url: str
    title: str
    published: datetime
    section: str = ""


@dataclass(slots=True)
class Site:
    """A made site: its answers, the entrances that are right, and the hosts that are its own."""

    name: str
    platform: str
    homepage: str
    #: any of these is a right one to be the best
    entrances: frozenset[str]
    answers: dict[str, Answer] = field(default_factory=dict)
    articles: Sequence[Entry] = ()
    #: what is asked of it must begin so
    own: tuple[str, ...] = ()


def entries(base: str, number: int, address: Callable[[str, int, datetime], str], **options: object) -> list[Entry]:
    """Return articles, the newest first; ``address`` makes a path of slug, number and date.

    Options: ``every``, hours from one to the next; ``age``, hours of the newest; ``sections``.
    """
    every, age = float(str(options.get("every", 7))), float(str(options.get("age", 3)))
    sections = options.get("sections") or ("",)
    assert isinstance(sections, tuple)
    random = Random(base)  # noqa: S311 - nothing is to be kept secret
    made = []
    for count in range(number):
        title = " ".join(map(random.choice, (WHO, DID, ("the", "a new", "its"), WHAT, WHERE)))
        when = AT - timedelta(hours=age + every * count)
        slug = title.lower().replace(" ", "-")
        section = sections[count % len(sections)]
        path = address(f"{section}/{slug}" if section else slug, 48_213 - count * 17, when)
        made.append(Entry(base + path, title, when, section))
    return made


def dated(slug: str, _number: int, when: datetime) -> str:
    return f"/{when:%Y/%m/%d}/{slug}/"


def named(slug: str, _number: int, _when: datetime) -> str:
    return f"/{slug}/"


def in_news(slug: str, _number: int, _when: datetime) -> str:
    return f"/news/{slug}"


def rss(title: str, link: str, items: Iterable[Entry], extra: str = "") -> Answer:
    body = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
        f"<pubDate>{format_datetime(item.published)}</pubDate><guid>{escape(item.url)}</guid></item>"
        for item in items
    )
    return Answer(
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>{link}</link>{extra}{body}</channel></rss>",
        RSS,
    )


def atom(title: str, link: str, items: Iterable[Entry]) -> Answer:
    body = "".join(
        f'<entry><title>{escape(item.title)}</title><link href="{escape(item.url)}"/><id>{escape(item.url)}</id>'
        f"<updated>{item.published.isoformat()}</updated></entry>"
        for item in items
    )
    return Answer(
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(title)}</title>'
        f'<link href="{link}"/><id>{link}</id>{body}</feed>',
        "application/atom+xml",
    )


def sitemap(urls: Iterable[tuple[str, datetime | None]]) -> Answer:
    body = "".join(
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{when:%Y-%m-%d}</lastmod>' if when else ''}</url>"
        for url, when in urls
    )
    return Answer(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>', XML)


def sitemap_index(parts: Iterable[tuple[str, datetime | None]]) -> Answer:
    body = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{when.isoformat()}</lastmod>' if when else ''}</sitemap>"
        for url, when in parts
    )
    return Answer(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</sitemapindex>', XML)


def news_sitemap(name: str, items: Iterable[Entry]) -> Answer:
    body = "".join(
        f"<url><loc>{escape(item.url)}</loc><news:news><news:publication><news:name>{name}</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{item.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(item.title)}</news:title></news:news></url>"
        for item in items
    )
    return Answer(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{body}</urlset>',
        XML,
    )


def page(title: str, *, head: str = "", nav: Iterable[tuple[str, str]] = (), body: str = "", foot: str = "") -> Answer:
    menu = "".join(f'<li><a href="{escape(href)}">{escape(label)}</a></li>' for href, label in nav)
    return Answer(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f"<body><header><nav><ul>{menu}</ul></nav></header><main>{body}</main><footer>{foot}</footer></body></html>"
    )


def feed_link(href: str, title: str = "Feed", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{escape(title)}" href="{escape(href)}">'


def cards(items: Iterable[Entry], *, date: str = "%d %B %Y") -> str:
    return "".join(
        f'<article><h3><a href="{escape(item.url)}">{escape(item.title)}</a></h3>'
        + (f"<time>{item.published.strftime(date)}</time>" if date else "")
        + "</article>"
        for item in items
    )


def of_section(items: Iterable[Entry], section: str) -> list[Entry]:
    return [item for item in items if item.section == section]


def in_order(section_and_slug: str, _number: int, when: datetime) -> str:
    """Make an address of section, date and headline."""
    section, _, slug = section_and_slug.partition("/")
    return f"/{section}/{when:%Y/%m/%d}/{slug}/"


def robots(*sitemaps: str, rules: str = "User-agent: *\nDisallow: /search-internal/\n") -> Answer:
    return Answer(rules + "".join(f"Sitemap: {url}\n" for url in sitemaps), "text/plain")


NAV: Final = (("/", "Home"), ("/about/", "About us"), ("/contact/", "Contact"), ("/privacy-policy/", "Privacy"))
