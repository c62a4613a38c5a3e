"""How a source is reached, and the lines that mend its entry."""

from __future__ import annotations

import pytest

from spiders.sources.load import parse_sources
from storage.monitoring.access import Access, ListState, Reach, assess_access, entry_lines, remedy_of
from storage.monitoring.health import Trouble

WELL = ListState("feed", "https://a.example/feed", 0)
ILL = ListState("feed", "https://a.example/old", 1, Trouble.FAILING)
DEAD = ListState("feed", "https://a.example/old", 3, Trouble.FAILING)
BLOCKED = ListState("feed", "https://a.example/old", 1, Trouble.BLOCKED)
FOUND = ListState("sitemap", "https://a.example/map.xml", 0)
NEVER = ListState("feed", "https://a.example/feed")


@pytest.mark.parametrize(
    ("reach", "access"),
    [
        (Reach([WELL]), Access.CONFIRMED),
        (Reach([WELL, ILL]), Access.CONFIRMED),
        (Reach([WELL, DEAD]), Access.NEEDS_A_HAND),
        (Reach([WELL, DEAD], [FOUND]), Access.DISCOVERED),
        (Reach([ILL], [FOUND]), Access.DISCOVERED),
        (Reach([], [FOUND]), Access.DISCOVERED),
        (Reach([ILL]), Access.FAILING),
        (Reach([DEAD]), Access.NEEDS_A_HAND),
        (Reach([ILL], empty_probes=1), Access.NEEDS_A_HAND),
        (Reach([], empty_probes=1), Access.NEEDS_A_HAND),
        (Reach([BLOCKED], empty_probes=2), Access.REFUSES_ROBOTS),
        (Reach([NEVER]), None),
        (Reach(), None),
    ],
)
def test_access(reach: Reach, access: Access | None) -> None:
    assert assess_access(reach) is access


@pytest.mark.parametrize(
    ("access", "reach", "remedy"),
    [
        (Access.CONFIRMED, Reach([WELL]), ""),
        (Access.DISCOVERED, Reach([], [FOUND]), ""),
        (Access.DISCOVERED, Reach([ILL], [FOUND]), 'sitemap = "https://a.example/map.xml"'),
        (Access.NEEDS_A_HAND, Reach([WELL, DEAD]), 'feed = "https://a.example/feed"'),
        (Access.FAILING, Reach([ILL]), ""),
    ],
)
def test_remedy_is_the_line_for_the_file(access: Access, reach: Reach, remedy: str) -> None:
    assert remedy_of(access, reach, "https://a.example/", "en-PH") == remedy


@pytest.mark.parametrize("access", [Access.REFUSES_ROBOTS, Access.NEEDS_A_HAND])
def test_a_site_that_gives_nothing_is_searched_for(access: Access) -> None:
    remedy = remedy_of(access, Reach([BLOCKED]), "https://www.a.example/", "en-PH")
    assert remedy.startswith('"https://www.bing.com/news/search?q=site%3Aa.example+')
    assert "mkt=en-PH" in remedy


def test_the_lines_are_those_of_an_entry() -> None:
    lines = entry_lines([WELL, ListState("feed", "https://a.example/b?x=1&y=2", 0), FOUND])
    entry = '[a]\nname = "A"\nkind = "ngo"\ncountry = "PH"\nlanguage = "en"\nhomepage = "https://a.example/"\n'
    (source,), faults = parse_sources(entry + lines)
    assert not faults
    assert (source.feeds, source.sitemaps) == (
        ("https://a.example/feed", "https://a.example/b?x=1&y=2"),
        ("https://a.example/map.xml",),
    )
