"""Twenty made sites, written before the probe was: ten kinds of platform, some with traps."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.platformweb.building import (
    AT,
    NAV,
    Answer,
    Site,
    atom,
    cards,
    dated,
    entries,
    feed_link,
    in_news,
    named,
    news_sitemap,
    of_section,
    page,
    robots,
    rss,
    sitemap,
    sitemap_index,
)


def wordpress_plain() -> Site:
    """Declare the feed, the comments' feed and the back end."""
    base = "https://harbortown-record.example"
    items = entries(base, 40, dated)
    head = (
        '<meta name="generator" content="WordPress 6.8">'
        + feed_link("/feed/", "Record » Feed")
        + feed_link("/comments/feed/", "Record » Comments Feed")
        + feed_link("/wp-json/wp/v2/pages/7", "JSON", "application/json")
    )
    return Site(
        "wordpress_plain",
        "wordpress",
        f"{base}/",
        frozenset({f"{base}/feed/"}),
        {
            f"{base}/": page("Record", head=head, nav=NAV, body=cards(items[:12])),
            f"{base}/feed/": rss("Record", base, items[:10]),
            f"{base}/comments/feed/": rss("Comments", base, items[3:8]),
            f"{base}/robots.txt": robots(f"{base}/wp-sitemap.xml"),
            f"{base}/wp-sitemap.xml": sitemap_index([(f"{base}/wp-sitemap-posts-post-1.xml", None)]),
            f"{base}/wp-sitemap-posts-post-1.xml": sitemap((item.url, item.published) for item in items),
        },
        items,
    )


def wordpress_undeclared() -> Site:
    """Declare nothing; the feed is at its usual place, an SEO plugin writes an index of sitemaps."""
    base = "https://www.silverbay-courier.example"
    items = entries(base, 60, named)
    parts = [(f"{base}/{name}-sitemap.xml", AT) for name in ("page", "post", "category")]
    return Site(
        "wordpress_undeclared",
        "wordpress",
        f"{base}/",
        frozenset({f"{base}/feed/", f"{base}/sitemap_index.xml", f"{base}/post-sitemap.xml"}),
        {
            f"{base}/": page(
                "Courier",
                head='<link rel="stylesheet" href="/wp-content/themes/paper/style.css">',
                nav=(*NAV, ("/category/news/", "News")),
                body=cards(items[:8], date=""),
            ),
            f"{base}/feed/": rss("Courier", base, items[:10]),
            f"{base}/category/news/": page("News", nav=NAV, body=cards(items[:10])),
            f"{base}/robots.txt": robots(f"{base}/sitemap_index.xml"),
            f"{base}/sitemap_index.xml": sitemap_index(parts),
            f"{base}/page-sitemap.xml": sitemap((base + path, AT) for path, _ in NAV),
            f"{base}/post-sitemap.xml": sitemap((item.url, item.published) for item in reversed(items)),
            f"{base}/category-sitemap.xml": sitemap([(f"{base}/category/news/", AT)]),
        },
        items,
    )


def wordpress_closed_feed() -> Site:
    """Declare a feed that is closed to robots; the sitemap is kept."""
    base = "https://www.upland-voice.example"
    items = entries(base, 50, dated)
    return Site(
        "wordpress_closed_feed",
        "wordpress",
        f"{base}/",
        frozenset({f"{base}/sitemap_index.xml", f"{base}/post-sitemap2.xml", f"{base}/news-sitemap.xml"}),
        {
            f"{base}/": page("Voice", head=feed_link(f"{base}/feed/"), nav=NAV, body=cards(items[:3], date="")),
            f"{base}/feed/": Answer("<h1>Forbidden</h1>", status=403),
            f"{base}/robots.txt": robots(f"{base}/sitemap_index.xml"),
            f"{base}/sitemap_index.xml": sitemap_index(
                [
                    (f"{base}/post-sitemap.xml", items[30].published),
                    (f"{base}/post-sitemap2.xml", items[0].published),
                    (f"{base}/page-sitemap.xml", items[40].published),
                ]
            ),
            f"{base}/post-sitemap.xml": sitemap((item.url, item.published) for item in items[30:]),
            f"{base}/post-sitemap2.xml": sitemap((item.url, item.published) for item in items[:30]),
            f"{base}/page-sitemap.xml": sitemap((base + path, AT) for path, _ in NAV),
        },
        items,
    )


def drupal_front_feed() -> Site:
    """Declare the feed of the front page."""
    base = "https://www.childwatch-office.example"
    items = entries(base, 30, in_news, every=50)
    return Site(
        "drupal_front_feed",
        "drupal",
        f"{base}/",
        frozenset({f"{base}/rss.xml"}),
        {
            f"{base}/": page(
                "Office",
                head='<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">' + feed_link("/rss.xml"),
                nav=(*NAV, ("/news", "News"), ("/events", "Events")),
                body=cards(items[:4]),
            ),
            f"{base}/rss.xml": rss("Office", base, items[:10]),
            f"{base}/news": page("News", nav=NAV, body=cards(items[:10])),
            f"{base}/events": page("Events", nav=NAV, body="<p>No events.</p>"),
        },
        items,
    )


def drupal_section_feed() -> Site:
    """Declare a feed on the news page only; the sitemap gives no dates."""
    base = "https://agency.rivers.gov.example"
    items = entries(base, 40, lambda slug, *_: f"/press-releases/{slug}", every=30)
    return Site(
        "drupal_section_feed",
        "drupal",
        f"{base}/",
        frozenset({f"{base}/press-releases/rss.xml"}),
        {
            f"{base}/": page(
                "Rivers",
                nav=(*NAV, ("/services", "Services"), ("/press-releases", "Press releases")),
                body='<a href="/permits/how-to-apply-for-a-water-permit">Apply for a permit</a>',
            ),
            f"{base}/press-releases": page("Press", head=feed_link("/press-releases/rss.xml"), body=cards(items[:10])),
            f"{base}/press-releases/rss.xml": rss("Press releases", base, items[:20]),
            f"{base}/sitemap.xml": sitemap((item.url, None) for item in items),
        },
        items,
    )


def ghost() -> Site:
    """Declare the feed as Ghost does."""
    base = "https://tidewater-notes.example"
    items = entries(base, 30, named, every=60)
    return Site(
        "ghost",
        "ghost",
        f"{base}/",
        frozenset({f"{base}/rss/"}),
        {
            f"{base}/": page(
                "Notes",
                head='<meta name="generator" content="Ghost 5.87">' + feed_link(f"{base}/rss/", "Notes"),
                nav=NAV,
                body=cards(items[:10]),
            ),
            f"{base}/rss/": rss("Notes", base, items[:15]),
            f"{base}/robots.txt": robots(f"{base}/sitemap.xml"),
            f"{base}/sitemap.xml": sitemap_index(
                [(f"{base}/sitemap-pages.xml", AT), (f"{base}/sitemap-posts.xml", items[0].published)]
            ),
            f"{base}/sitemap-pages.xml": sitemap((base + path, AT) for path, _ in NAV),
            f"{base}/sitemap-posts.xml": sitemap((item.url, item.published) for item in items),
        },
        items,
    )


def ghost_redirected() -> Site:
    """Declare nothing, and send /feed/ on to /rss/, as a theme of one's own may."""
    base = "https://www.lantern-letter.example"
    items = entries(base, 20, named, every=100)
    return Site(
        "ghost_redirected",
        "ghost",
        f"{base}/",
        frozenset({f"{base}/rss/", f"{base}/feed/"}),
        {
            f"{base}/": page("Letter", head='<meta name="generator" content="Ghost 5.2">', body=cards(items[:6])),
            f"{base}/feed/": Answer(status=301, location=f"{base}/rss/"),
            f"{base}/rss/": rss("Letter", base, items[:15]),
        },
        items,
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


def next_data() -> Site:
    """A shell without links; the page's data name the articles."""
    base = "https://www.brightpath-fund.example"
    items = entries(base, 24, lambda slug, *_: f"/stories/{slug}", every=70)
    data = {
        "props": {
            "pageProps": {
                "posts": [
                    {
                        "title": i.title,
                        "slug": i.url.rpartition("/")[2],
                        "url": i.url,
                        "publishedAt": i.published.isoformat(),
                    }
                    for i in items
                ]
            }
        },
        "page": "/stories",
    }
    shell = f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    return Site(
        "next_data",
        "next",
        f"{base}/",
        frozenset({f"{base}/stories"}),
        {
            f"{base}/": page("Fund", nav=(("/stories", "Stories"), ("/give", "Give")), body='<div id="__next"></div>'),
            f"{base}/stories": page("Stories", nav=(("/stories", "Stories"), ("/give", "Give")), body=shell),
            f"{base}/give": page("Give", body="<p>Give.</p>"),
        },
        items,
    )


def next_sitemap() -> Site:
    """A shell whose data are fetched later; only the sitemap helps."""
    base = "https://daily-meridian.example"
    items = entries(base, 80, lambda slug, number, _w: f"/nation/{number}-{slug}", every=3)
    return Site(
        "next_sitemap",
        "next",
        f"{base}/",
        frozenset({f"{base}/server-sitemap.xml", f"{base}/sitemap.xml"}),
        {
            f"{base}/": page("Meridian", body='<div id="__next"></div>', nav=(("/nation", "Nation"),)),
            f"{base}/nation": page("Nation", body='<div id="__next"></div>'),
            f"{base}/robots.txt": robots(f"{base}/sitemap.xml"),
            f"{base}/sitemap.xml": sitemap_index(
                [(f"{base}/server-sitemap.xml", AT), (f"{base}/static-sitemap.xml", AT)]
            ),
            f"{base}/server-sitemap.xml": sitemap((item.url, item.published) for item in items),
            f"{base}/static-sitemap.xml": sitemap([(f"{base}/about", None), (f"{base}/terms", None)]),
        },
        items,
    )


def static_hugo() -> Site:
    """Declare /index.xml, and one feed a tag."""
    base = "https://fieldnotes-collective.example"
    items = entries(base, 18, lambda slug, *_: f"/posts/{slug}/", every=200)
    return Site(
        "static_hugo",
        "static",
        f"{base}/",
        frozenset({f"{base}/index.xml"}),
        {
            f"{base}/": page(
                "Field notes",
                head='<meta name="generator" content="Hugo 0.140">' + feed_link("/index.xml", "Field notes"),
                nav=(("/posts/", "Posts"), ("/tags/", "Tags")),
                body=cards(items[:5]),
            ),
            f"{base}/index.xml": rss("Field notes", base, items),
            f"{base}/sitemap.xml": sitemap((item.url, item.published) for item in items),
        },
        items,
    )


def static_undeclared() -> Site:
    """Show all posts on the front page, and have an Atom file that nothing leads to."""
    base = "https://open-ledger-club.example"
    items = entries(base, 15, lambda slug, _n, when: f"/{when:%Y/%m/%d}/{slug}.html", every=200)
    return Site(
        "static_undeclared",
        "static",
        f"{base}/",
        frozenset({f"{base}/feed.xml", f"{base}/"}),
        {
            f"{base}/": page("Club", body=cards(items, date="%Y-%m-%d")),
            f"{base}/feed.xml": atom("Club", base, items),
        },
        items,
    )


def government_list() -> Site:
    """No feed, no sitemap: a table of releases two clicks deep, and a page of laws that looks like one."""
    base = "https://www.trade-bureau.gov.example"
    items = entries(base, 30, lambda slug, *_: f"/media/press-releases/{slug}", every=60)
    rows = "".join(
        f'<tr><td>{item.published:%B %d, %Y}</td><td><a href="{item.url}">{item.title}</a></td></tr>'
        for item in items[:15]
    )
    return Site(
        "government_list",
        "government",
        f"{base}/",
        frozenset({f"{base}/media/press-releases"}),
        {
            f"{base}/": page(
                "Bureau",
                nav=(*NAV, ("/laws", "Laws"), ("/media", "Media"), ("/media/press-releases", "Press Releases")),
                body="<p>Serving traders.</p>",
            ),
            f"{base}/laws": page(
                "Laws",
                body='<a href="/laws/republic-act-no-10173-data-privacy-act">Republic Act No. 10173, Data Privacy</a>',
            ),
            f"{base}/media": page("Media", body='<a href="/media/press-releases">Press releases</a>'),
            f"{base}/media/press-releases": page("Releases", body=f"<table>{rows}</table>"),
        },
        items,
    )


def government_numbers() -> Site:
    """Addresses that say nothing but a number in the query."""
    base = "http://ncw.regional.gov.example"
    items = entries(base, 25, lambda _slug, number, _when: f"/news/view.aspx?id={number}", every=40)
    return Site(
        "government_numbers",
        "government",
        f"{base}/",
        frozenset({f"{base}/news/list.aspx"}),
        {
            f"{base}/": page(
                "Commission",
                nav=(("/default.aspx", "Home"), ("/news/list.aspx", "News"), ("/profile.aspx?id=1", "Profile")),
                body="<p>Mission and vision.</p>",
            ),
            f"{base}/news/list.aspx": page("News", body=cards(items[:20], date="%m/%d/%Y")),
        },
        items,
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


def first_half() -> Iterator[Site]:
    """Yield the twenty sites."""
    for make in (
        *(wordpress_plain, wordpress_undeclared, wordpress_closed_feed, drupal_front_feed, drupal_section_feed),
        *(ghost, ghost_redirected, blox, blox_sections, arc, arc_plain, next_data, next_sitemap, static_hugo),
        *(static_undeclared, government_list, government_numbers, other_host, multi_section, multi_section_sitemap),
    ):
        yield make()
