"""The hosts of a source: where its pages lie, and how slowly they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from scrapy.settings import BaseSettings

from spiders.discovery.mechanisms import seed_urls
from spiders.sources.model import Source
from spiders.sources.ownership import SECOND_HAND
from text.urls.parsing import host_of, registered_domain


def domains_of(source: Source) -> frozenset[str] | None:
    """Return the registered domains that a source's pages lie on; None where it leads to the pages of others."""
    if source.kind in SECOND_HAND:
        return None
    return frozenset(map(registered_domain, (source.homepage, *(url for _, url in seed_urls(source)))))


def slot_delays(sources: Sequence[Source], floor: float) -> dict[str, dict[str, float]]:
    """Return the hosts of sources that ask for a longer delay than usual, as DOWNLOAD_SLOTS has them; seconds."""
    return {
        host_of(url): {"delay": max(floor, source.delay)}
        for source in sources
        if source.delay
        for url in (source.homepage, *(address for _, address in seed_urls(source)))
    }


def introduce(settings: BaseSettings, sources: Sequence[Source]) -> None:
    """Set what hosts are told of the crawler, and how slowly each is asked."""
    contact = settings["CONTACT"] or "no contact given"
    settings.set("USER_AGENT", f"osecwatch/0.1 (news monitor; {contact})", "spider")
    settings.set("DOWNLOAD_SLOTS", slot_delays(sources, settings.getfloat("DOWNLOAD_DELAY")), "spider")
