"""Made sites on Drupal and Ghost: feeds of the front page or a section, lists without one, members' pages."""

from __future__ import annotations

from tests.platformweb.building import (
    AT,
    NAV,
    Answer,
    Site,
    cards,
    entries,
    feed_link,
    in_news,
    named,
    page,
    robots,
    rss,
    sitemap,
    sitemap_index,
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
