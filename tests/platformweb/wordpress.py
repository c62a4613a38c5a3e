"""Made sites on WordPress: feeds declared, undeclared, closed, stale, walled, and in a folder."""

from __future__ import annotations

from tests.platformweb.building import (
    AT,
    NAV,
    Answer,
    Site,
    cards,
    dated,
    entries,
    feed_link,
    named,
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
