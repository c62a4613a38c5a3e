"""Made sites on the publishing systems of newspapers, Blox and Arc: searches as feeds, sections, news sitemaps."""

from __future__ import annotations

from tests.platformweb.building import (
    NAV,
    Answer,
    Site,
    cards,
    dated,
    entries,
    feed_link,
    in_order,
    news_sitemap,
    of_section,
    page,
    robots,
    rss,
    sitemap,
    sitemap_index,
)


def blox() -> Site:
    """Declare nothing; the feed is a search, the news sitemap is in robots.txt."""
    base = "https://www.prairie-dispatch.example"
    items = entries(base, 50, lambda slug, number, _w: f"/news/local/{slug}/article_{number}-bb1c-11f0-a1b2.html")
    search = f"{base}/search/?f=rss&t=article&l=50&s=start_time&sd=desc"
    return Site(
        "blox",
        "blox",
        f"{base}/",
        frozenset({search, f"{base}/tncms/sitemap/news.xml"}),
        {
            f"{base}/": page(
                "Dispatch",
                head='<script src="https://bloximages.cdn.example/shared-content/art/tncms/js/tnt.js"></script>',
                nav=(*NAV, ("/news/local/", "Local")),
                body=cards(items[:20], date=""),
            ),
            search: rss("Dispatch", base, items),
            f"{base}/robots.txt": robots(f"{base}/tncms/sitemap/news.xml", f"{base}/tncms/sitemap/editorial.xml"),
            f"{base}/tncms/sitemap/news.xml": news_sitemap("Dispatch", items[:12]),
            f"{base}/tncms/sitemap/editorial.xml": sitemap_index(
                [(f"{base}/tncms/sitemap/editorial.xml?year=2026", None)]
            ),
            f"{base}/tncms/sitemap/editorial.xml?year=2026": sitemap((item.url, item.published) for item in items),
        },
        items,
    )


def blox_sections() -> Site:
    """Declare the feeds of the calendar and of the news."""
    base = "https://lakeside-sun.example"
    items = entries(base, 40, lambda slug, number, _w: f"/news/{slug}/article_{number}ab-77aa.html")
    news = f"{base}/news/?f=rss&t=article&l=25"
    return Site(
        "blox_sections",
        "blox",
        f"{base}/",
        frozenset({news, f"{base}/search/?f=rss&t=article&l=50&s=start_time&sd=desc"}),
        {
            f"{base}/": page(
                "Sun",
                head=feed_link("/calendar/?f=rss&t=event", "Calendar")
                + feed_link("/news/?f=rss&t=article&l=25", "News"),
                body=cards(items[:10]),
            ),
            f"{base}/calendar/?f=rss&t=event": rss(
                "Calendar", base, entries(base, 3, lambda s, *_: f"/calendar/{s[:9]}", age=900)
            ),
            news: rss("News", base, items[:25]),
        },
        items,
    )


def arc() -> Site:
    """Declare nothing; Arc's outbound feeds are at their place."""
    base = "https://www.metro-ledger.example"
    items = entries(base, 100, lambda slug, _n, when: f"/{slug.split('-')[0]}/{when:%Y/%m/%d}/{slug}/", every=1)
    feed = f"{base}/arc/outboundfeeds/rss/?outputType=xml"
    return Site(
        "arc",
        "arc",
        f"{base}/",
        frozenset({feed, f"{base}/arc/outboundfeeds/sitemap-news/?outputType=xml"}),
        {
            f"{base}/": page(
                "Ledger",
                head='<script>window.Fusion=window.Fusion||{};Fusion.arcSite="ledger"</script>',
                nav=(("/council/", "Council"), ("/port/", "Port")),
                body=cards(items[:30], date=""),
            ),
            feed: rss("Ledger", base, items),
            f"{base}/robots.txt": robots(
                f"{base}/arc/outboundfeeds/sitemap-news/?outputType=xml",
                f"{base}/arc/outboundfeeds/sitemap-index/?outputType=xml",
            ),
            f"{base}/arc/outboundfeeds/sitemap-news/?outputType=xml": news_sitemap("Ledger", items[:48]),
            f"{base}/arc/outboundfeeds/sitemap-index/?outputType=xml": sitemap_index(
                [(f"{base}/arc/outboundfeeds/sitemap/2026-11-28/?outputType=xml", None)]
            ),
        },
        items,
    )


def arc_plain() -> Site:
    """Arc without anything in robots.txt."""
    base = "https://www.coastal-globe.example"
    items = entries(base, 60, lambda slug, _n, when: f"/news/{when:%Y/%m/%d}/{slug}/", every=2)
    feed = f"{base}/arc/outboundfeeds/rss/?outputType=xml"
    return Site(
        "arc_plain",
        "arc",
        f"{base}/",
        frozenset({feed}),
        {
            f"{base}/": page(
                "Globe", head='<link rel="preload" href="/pf/dist/engine/react.js">', body=cards(items[:4], date="")
            ),
            feed: rss("Globe", base, items),
        },
        items,
    )


def blox_search_forbidden() -> Site:
    """robots.txt forbids the search, and so the usual feed; the news sitemap is open."""
    base = "https://www.ridge-standard.example"
    items = entries(base, 50, lambda slug, number, _w: f"/news/{slug}/article_{number}-55cc.html")
    return Site(
        "blox_search_forbidden",
        "blox",
        f"{base}/",
        frozenset({f"{base}/tncms/sitemap/news.xml"}),
        {
            f"{base}/": page(
                "Standard",
                head='<link href="https://bloximages.cdn.example/x.css" rel="stylesheet">'
                + feed_link("/search/?f=rss&t=article&c=news&l=50"),
                body=cards(items[:15], date=""),
            ),
            f"{base}/search/?f=rss&t=article&c=news&l=50": rss("Standard", base, items),
            f"{base}/robots.txt": Answer("User-agent: *\nDisallow: /search/\n", "text/plain"),
            f"{base}/tncms/sitemap/news.xml": news_sitemap("Standard", items[:20]),
        },
        items,
    )


def blox_twin() -> Site:
    """A paper whose front page also declares the feed of the group that owns it."""
    base = "https://www.elmwood-post.example"
    items = entries(base, 40, lambda slug, number, _w: f"/community/{slug}/article_{number}-abcd.html")
    group = entries("https://www.group-holding.example", 40, dated, age=0.5)
    feed = f"{base}/search/?f=rss&t=article&l=50&s=start_time&sd=desc"
    return Site(
        "blox_twin",
        "blox",
        f"{base}/",
        frozenset({feed}),
        {
            f"{base}/": page(
                "Post",
                head='<script src="/tncms/x.js"></script>'
                + feed_link("https://www.group-holding.example/feed", "Group"),
                body=cards(items[:10]),
            ),
            feed: rss("Post", base, items),
            "https://www.group-holding.example/feed": rss("Group", "https://www.group-holding.example", group),
        },
        items,
        own=(base,),
    )


def arc_sections() -> Site:
    """Arc with feeds by category only, which the pages of sections declare."""
    base = "https://www.summit-chronicle.example"
    names = ("news", "sports", "opinion")
    items = entries(
        base,
        60,
        in_order,
        sections=names,
        every=3,
    )
    feed = f"{base}/arc/outboundfeeds/rss/category/news/?outputType=xml"
    return Site(
        "arc_sections",
        "arc",
        f"{base}/",
        frozenset({feed}),
        {
            f"{base}/": page(
                "Chronicle",
                head="<script>window.Fusion={};Fusion.x=1</script>",
                nav=[(f"/{n}/", n.title()) for n in names],
            ),
            f"{base}/news/": page("News", head=feed_link(feed), body=cards(of_section(items, "news")[:10])),
            f"{base}/sports/": page("Sports", body=cards(of_section(items, "sports")[:10])),
            feed: rss("News", base, of_section(items, "news")),
        },
        items,
    )


def arc_news_sitemap() -> Site:
    """Arc whose feed is empty; the sitemap is in robots.txt on another path."""
    base = "https://inland-observer.example"
    items = entries(base, 80, lambda slug, _n, when: f"/local/{when:%Y/%m/%d}/{slug}/", every=2)
    news = f"{base}/arc/outboundfeeds/news-sitemap/?outputType=xml"
    return Site(
        "arc_news_sitemap",
        "arc",
        f"{base}/",
        frozenset({news}),
        {
            f"{base}/": page("Observer", head='<script src="/pf/dist/x.js"></script>', body=cards(items[:20], date="")),
            f"{base}/arc/outboundfeeds/rss/?outputType=xml": rss("Observer", base, []),
            f"{base}/robots.txt": robots(news),
            news: news_sitemap("Observer", items[:40]),
        },
        items,
    )
