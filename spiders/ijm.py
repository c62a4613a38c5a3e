"""International Justice Mission: its national sites, which share releases, a theme and the lack of feeds."""

from __future__ import annotations

from spiders.base import SourceSpider
from spiders.sources.model import Source
from text.urls.parsing import host_of

#: the hosts of the family; a subdomain belongs to it as well
FAMILY = (
    "ijm.org",
    "ijm.org.ph",
    "ijmuk.org",
    "ijm.org.au",
    "ijm.ca",
    "ijm-deutschland.de",
    "ijm-schweiz.ch",
    "ijmnl.org",
    "globalsurvivornetwork.org",
)


class IjmSpider(SourceSpider):
    """The spider of IJM's sites: their listings go back for years, so each is paged further than a newspaper's."""

    name = "ijm"
    listing_pages = 10

    @classmethod
    def takes(cls, source: Source) -> bool:
        return source.kind != "search" and any(
            host_of(source.homepage) == member or host_of(source.homepage).endswith(f".{member}") for member in FAMILY
        )
