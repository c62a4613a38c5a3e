"""Made papers of many sections, and those whose feed is on another host."""

from __future__ import annotations

from tests.platformweb.building import (
    NAV,
    Site,
    cards,
    dated,
    entries,
    feed_link,
    in_news,
    news_sitemap,
    of_section,
    page,
    robots,
    rss,
    sitemap,
    sitemap_index,
)


def other_host() -> Site:
    """The feed lies with a service; a partner's feed is declared as well."""
    base = "https://www.island-examiner.example"
    items = entries(base, 40, dated)
    partner = entries("https://www.partner-wire.example", 40, dated, age=1)
    feed = "https://feeds.syndico.example/island-examiner"
    return Site(
        "other_host",
        "feeds elsewhere",
        f"{base}/",
        frozenset({feed}),
        {
            f"{base}/": page(
                "Examiner",
                head=feed_link("https://www.partner-wire.example/feed/", "Partner") + feed_link(feed, "Examiner"),
                body=cards(items[:8], date=""),
            ),
            feed: rss("Examiner", base, items[:25]),
            "https://www.partner-wire.example/feed/": rss("Partner", "https://www.partner-wire.example", partner),
        },
        items,
        own=(base,),
    )


def multi_section() -> Site:
    """Six feeds declared, one a section; the one called like the paper stands still since 2021."""
    base = "https://www.archipelago-times.example"
    names = ("nation", "regions", "world", "sports", "business", "lifestyle")
    items = entries(base, 90, lambda slug, *_: f"/{slug}", sections=names, every=2)
    old = entries(base, 10, lambda slug, *_: f"/archive/{slug}", age=24 * 365 * 5)
    head = feed_link("/feed", "Archipelago Times") + "".join(feed_link(f"/rss/{name}", name.title()) for name in names)
    feeds = {f"{base}/rss/{n}": rss(n, base, of_section(items, n)) for n in names}
    return Site(
        "multi_section",
        "sections",
        f"{base}/",
        frozenset({f"{base}/rss/nation", f"{base}/rss/regions", f"{base}/news-sitemap.xml"}),
        {
            f"{base}/": page("Times", head=head, nav=[(f"/{n}", n.title()) for n in names], body=cards(items[:24])),
            f"{base}/feed": rss("Times", base, old),
            **feeds,
        },
        items,
    )


def multi_section_sitemap() -> Site:
    """Sections without feeds; a news sitemap that covers them all stands in robots.txt."""
    base = "https://valley-tribune.example"
    names = ("metro", "provinces", "opinion", "sports")
    items = entries(base, 100, lambda slug, number, _w: f"/{slug}-{number}", sections=names, every=1)
    return Site(
        "multi_section_sitemap",
        "sections",
        f"{base}/",
        frozenset({f"{base}/sitemap/news.xml"}),
        {
            f"{base}/": page("Tribune", nav=[(f"/{n}", n.title()) for n in names], body=cards(items[:20], date="")),
            **{f"{base}/{n}": page(n, body=cards(of_section(items, n)[:20])) for n in names},
            f"{base}/robots.txt": robots(f"{base}/sitemap/index.xml", f"{base}/sitemap/news.xml"),
            f"{base}/sitemap/index.xml": sitemap_index(
                [(f"{base}/sitemap/2026-10.xml", None), (f"{base}/sitemap/2026-11.xml", None)]
            ),
            f"{base}/sitemap/2026-10.xml": sitemap((item.url, item.published) for item in items[90:]),
            f"{base}/sitemap/2026-11.xml": sitemap((item.url, item.published) for item in items),
            f"{base}/sitemap/news.xml": news_sitemap("Tribune", items[:48]),
        },
        items,
    )


def other_host_anchor() -> Site:
    """The feed lies with a service, and only a link says so."""
    base = "https://northern-star.example"
    items = entries(base, 40, lambda slug, number, _w: f"/{number}/{slug}")
    feed = "https://feeds.feedburner.com/northern-star"
    return Site(
        "other_host_anchor",
        "feeds elsewhere",
        f"{base}/",
        frozenset({feed}),
        {
            f"{base}/": page(
                "Star", nav=NAV, body=cards(items[:9], date=""), foot=f'<a href="{feed}">Subscribe (RSS)</a>'
            ),
            feed: rss("Star", base, items[:20]),
        },
        items,
    )


def multi_section_many() -> Site:
    """Ten section feeds on the page of feeds that the front page links to."""
    base = "https://www.capital-mirror.example"
    names = ("nation", "metro", "regions", "world", "sports", "showbiz", "business", "opinion", "travel", "motoring")
    items = entries(base, 120, lambda slug, *_: f"/{slug}", sections=names, every=1)
    feeds = {f"{base}/{n}/rss.xml": rss(n, base, of_section(items, n)) for n in names}
    return Site(
        "multi_section_many",
        "sections",
        f"{base}/",
        frozenset({f"{base}/{n}/rss.xml" for n in ("nation", "metro", "regions")}),
        {
            f"{base}/": page("Mirror", nav=[(f"/{n}", n.title()) for n in names], body=cards(items[:30], date="")),
            **{
                f"{base}/{n}": page(n, head=feed_link(f"/{n}/rss.xml"), body=cards(of_section(items, n))) for n in names
            },
            **feeds,
        },
        items,
    )


def multi_section_tag() -> Site:
    """A main feed of everything, and a tag of the subject in the menu with a feed of its own."""
    base = "https://www.southern-herald.example"
    names = ("news", "crime")
    items = entries(base, 60, lambda slug, *_: f"/{slug}", sections=names, every=2)
    topical = entries(f"{base}/news/x", 6, in_news, age=90, every=24)
    return Site(
        "multi_section_tag",
        "sections",
        f"{base}/",
        frozenset({f"{base}/feed/"}),
        {
            f"{base}/": page(
                "Herald",
                head=feed_link("/feed/") + feed_link("/tag/child-protection/feed/", "Child protection"),
                body=cards(items[:12]),
            ),
            f"{base}/feed/": rss("Herald", base, items[:20]),
            f"{base}/tag/child-protection/feed/": rss("Child protection", base, topical),
        },
        [*items, *topical],
    )
