"""Twenty more made sites, written once the probe had been tuned on the first twenty."""

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
    in_order,
    named,
    news_sitemap,
    of_section,
    page,
    robots,
    rss,
    sitemap,
    sitemap_index,
)


def wordpress_in_folder() -> Site:
    """A blog below /news of a host that is a shop; the shop's own feed is of products."""
    base = "https://www.craft-hall.example"
    items = entries(base, 20, lambda slug, *_: f"/news/{slug}/", every=80)
    goods = entries(base, 30, lambda slug, *_: f"/product/{slug[:12]}/", age=1)
    return Site(
        "wordpress_in_folder",
        "wordpress",
        f"{base}/news/",
        frozenset({f"{base}/news/feed/"}),
        {
            f"{base}/news/": page(
                "Hall news",
                head='<meta name="generator" content="WordPress 6.5">'
                + feed_link("/feed/", "Shop » Feed")
                + feed_link("/news/feed/", "Hall news » Feed"),
                nav=(("/shop/", "Shop"), ("/news/", "News")),
                body=cards(items[:9]),
            ),
            f"{base}/feed/": rss("Shop", base, goods),
            f"{base}/news/feed/": rss("Hall news", f"{base}/news/", items[:10]),
        },
        items,
    )


def wordpress_stale() -> Site:
    """The declared feed stands still since a move; the section's own goes on."""
    base = "https://bayfront-monitor.example"
    items = entries(base, 30, named, every=9)
    old = entries(base, 10, lambda slug, *_: f"/old/{slug}/", age=24 * 500)
    return Site(
        "wordpress_stale",
        "wordpress",
        f"{base}/",
        frozenset({f"{base}/category/news/feed/", f"{base}/post-sitemap.xml", f"{base}/sitemap_index.xml"}),
        {
            f"{base}/": page(
                "Monitor",
                head=feed_link(f"{base}/feed/", "Monitor") + '<link href="/wp-content/x.css" rel="stylesheet">',
                nav=(*NAV, ("/category/news/", "News")),
                body=cards(items[:12]),
            ),
            f"{base}/feed/": rss("Monitor", base, old),
            f"{base}/category/news/": page(
                "News", head=feed_link(f"{base}/category/news/feed/", "News"), body=cards(items[:10])
            ),
            f"{base}/category/news/feed/": rss("News", base, items[:10]),
            f"{base}/robots.txt": robots(f"{base}/sitemap_index.xml"),
            f"{base}/sitemap_index.xml": sitemap_index(
                [(f"{base}/post-sitemap.xml", items[0].published), (f"{base}/post_tag-sitemap.xml", AT)]
            ),
            f"{base}/post-sitemap.xml": sitemap((item.url, item.published) for item in items),
        },
        items,
    )


def wordpress_walled() -> Site:
    """Refuse every page with 403, but not the feed."""
    base = "https://www.gated-gazette.example"
    items = entries(base, 20, dated)
    refused = Answer("<h1>403 Forbidden</h1>", status=403)
    return Site(
        "wordpress_walled",
        "wordpress",
        f"{base}/",
        frozenset({f"{base}/feed/"}),
        {f"{base}/": refused, f"{base}/feed/": rss("Gazette", base, items[:10]), f"{base}/news": refused},
        items,
    )


def drupal_views() -> Site:
    """Feeds by taxonomy; the front page's holds pages of a handbook, which has no dates."""
    base = "https://www.labour-standards.example"
    items = entries(base, 30, lambda slug, *_: f"/newsroom/{slug}", every=45)
    handbook = entries(base, 10, lambda slug, *_: f"/handbook/{slug[:8]}", age=24 * 900)
    return Site(
        "drupal_views",
        "drupal",
        f"{base}/",
        frozenset({f"{base}/newsroom/feed"}),
        {
            f"{base}/": page(
                "Standards",
                head='<meta name="Generator" content="Drupal 9 (https://www.drupal.org)">' + feed_link("/rss.xml"),
                nav=(*NAV, ("/handbook", "Handbook"), ("/newsroom", "Newsroom")),
            ),
            f"{base}/rss.xml": rss("Front", base, handbook),
            f"{base}/newsroom": page("Newsroom", head=feed_link("/newsroom/feed"), body=cards(items[:12])),
            f"{base}/newsroom/feed": rss("Newsroom", base, items[:12]),
            f"{base}/handbook": page("Handbook", body=cards(handbook, date="")),
        },
        items,
    )


def drupal_list_only() -> Site:
    """No feed at all; a list of news with node numbers."""
    base = "https://www.health-board.example"
    items = entries(base, 30, lambda _slug, number, _when: f"/node/{number}", every=70)
    drupal = '<script src="/sites/default/files/j.js"></script>'
    return Site(
        "drupal_list_only",
        "drupal",
        f"{base}/",
        frozenset({f"{base}/news"}),
        {
            f"{base}/": page("Board", head=drupal, nav=[("/news", "News")]),
            f"{base}/news": page("News", nav=NAV, body=cards(items[:15])),
            f"{base}/rss.xml": rss("Board", base, []),
        },
        items,
    )


def ghost_members() -> Site:
    """The feed under a folder of its own, and a link to it in the footer only."""
    base = "https://www.quiet-river.example"
    items = entries(base, 20, named, every=90)
    return Site(
        "ghost_members",
        "ghost",
        f"{base}/",
        frozenset({f"{base}/latest/rss/"}),
        {
            f"{base}/": page(
                "River",
                head='<meta name="generator" content="Ghost 5.80">',
                body=cards(items[:7], date=""),
                foot='<a href="/latest/rss/">RSS</a>',
            ),
            f"{base}/latest/rss/": rss("River", base, items[:15]),
        },
        items,
    )


def ghost_sitemap() -> Site:
    """The feed is switched off; the sitemap of posts is dated."""
    base = "https://borderline-review.example"
    items = entries(base, 40, named, every=40)
    ghost = '<meta name="generator" content="Ghost 4.1">'
    return Site(
        "ghost_sitemap",
        "ghost",
        f"{base}/",
        frozenset({f"{base}/sitemap-posts.xml", f"{base}/sitemap.xml"}),
        {
            f"{base}/": page("Review", head=ghost, body=cards(items[:6], date="")),
            f"{base}/robots.txt": robots(f"{base}/sitemap.xml"),
            f"{base}/sitemap.xml": sitemap_index(
                [
                    (f"{base}/sitemap-tags.xml", AT),
                    (f"{base}/sitemap-authors.xml", AT),
                    (f"{base}/sitemap-posts.xml", items[0].published),
                ]
            ),
            f"{base}/sitemap-posts.xml": sitemap((item.url, item.published) for item in items),
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


def next_item_list() -> Site:
    """A shell whose list is an ItemList of structured data."""
    base = "https://www.harvest-aid.example"
    items = entries(base, 20, lambda slug, *_: f"/updates/{slug}", every=50)
    data = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "url": item.url, "name": item.title} for n, item in enumerate(items, 1)
        ],
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return Site(
        "next_item_list",
        "next",
        f"{base}/",
        frozenset({f"{base}/updates"}),
        {
            f"{base}/": page("Aid", nav=(("/updates", "Updates"), ("/donate", "Donate"))),
            f"{base}/updates": page("Updates", head=script, body='<div id="__next"></div>'),
        },
        items,
    )


def next_homepage_data() -> Site:
    """A front page without a link in it; its data name the articles, by relative address."""
    base = "https://open-shore.example"
    items = entries(base, 25, lambda slug, *_: f"/article/{slug}", every=20)
    data = {
        "props": {
            "pageProps": {
                "latest": [
                    {"headline": i.title, "href": i.url.removeprefix(base), "date": i.published.isoformat()}
                    for i in items
                ]
            }
        }
    }
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    return Site(
        "next_homepage_data",
        "next",
        f"{base}/",
        frozenset({f"{base}/"}),
        {f"{base}/": page("Shore", body=f'<div id="__next"></div>{script}')},
        items,
    )


def static_atom() -> Site:
    """Declare an Atom file as "alternate feed", in the upper-case way of an old template."""
    base = "https://plain-pages.example"
    items = entries(base, 12, lambda slug, *_: f"/{slug}.html", every=300)
    return Site(
        "static_atom",
        "static",
        f"{base}/",
        frozenset({f"{base}/atom.xml"}),
        {
            f"{base}/": page(
                "Pages",
                head='<LINK REL="alternate feed" TYPE="application/atom+xml" HREF="atom.xml">',
                body=cards(items),
            ),
            f"{base}/atom.xml": atom("Pages", base, items),
        },
        items,
    )


def static_archive() -> Site:
    """Only an archive page with everything on it."""
    base = "https://www.small-museum.example"
    items = entries(base, 20, lambda slug, _n, when: f"/journal/{when:%Y-%m}-{slug}.html", every=240)
    return Site(
        "static_archive",
        "static",
        f"{base}/",
        frozenset({f"{base}/journal/"}),
        {
            f"{base}/": page("Museum", nav=(("/visit/", "Visit"), ("/journal/", "Journal"), ("/shop/", "Shop"))),
            f"{base}/journal/": page("Journal", body=cards(items)),
            f"{base}/visit/": page("Visit", body="<p>Open daily.</p>"),
        },
        items,
    )


def government_tagalog() -> Site:
    """A list in Tagalog, two hosts: the homepage sends on to www."""
    base = "https://www.kagawaran.gov.example"
    items = entries(base, 30, lambda slug, *_: f"/mga-balita/{slug}/", every=35)
    return Site(
        "government_tagalog",
        "government",
        "https://kagawaran.gov.example/",
        frozenset({f"{base}/mga-balita/"}),
        {
            "https://kagawaran.gov.example/": Answer(status=301, location=f"{base}/"),
            f"{base}/": page("Kagawaran", nav=(("/tungkol/", "Tungkol sa amin"), ("/mga-balita/", "Mga balita"))),
            f"{base}/mga-balita/": page("Mga balita", body=cards(items[:20])),
        },
        items,
    )


def government_folder() -> Site:
    """One country's pages on a host that carries many countries."""
    host = "https://www.world-children.example"
    base = f"{host}/islandia"
    items = entries(base, 30, lambda slug, *_: f"/press-releases/{slug}", every=60)
    others = entries(f"{host}/mainland", 30, lambda slug, *_: f"/press-releases/{slug}", age=1)
    return Site(
        "government_folder",
        "government",
        f"{base}/",
        frozenset({f"{base}/press-releases"}),
        {
            f"{base}/": page(
                "Islandia", nav=(("/islandia/press-releases", "Press releases"), ("/mainland/", "Mainland"))
            ),
            f"{base}/press-releases": page("Press releases", body=cards(items[:15]) + cards(others[:3])),
            f"{host}/rss.xml": rss("World", host, [*others, *items[:2]]),
            f"{host}/robots.txt": robots(f"{host}/sitemap.xml"),
            f"{host}/sitemap.xml": sitemap((item.url, item.published) for item in others),
        },
        items,
        own=(base,),
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


def second_half() -> Iterator[Site]:
    """Yield the twenty sites."""
    for make in (
        *(wordpress_in_folder, wordpress_stale, wordpress_walled, drupal_views, drupal_list_only, ghost_members),
        *(ghost_sitemap, blox_search_forbidden, blox_twin, arc_sections, arc_news_sitemap, next_item_list),
        *(next_homepage_data, static_atom, static_archive, government_tagalog, government_folder),
        *(other_host_anchor, multi_section_many, multi_section_tag),
    ):
        yield make()
