"""Made sites that are files in folders, and offices' pages with only a list."""

from __future__ import annotations

from tests.platformweb.building import NAV, Answer, Site, atom, cards, entries, feed_link, page, robots, rss, sitemap


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
