"""Made sites whose pages are shells that a script fills."""

from __future__ import annotations

import json

from tests.platformweb.building import AT, Site, entries, page, robots, sitemap, sitemap_index


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
