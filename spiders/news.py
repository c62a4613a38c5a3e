"""Everything that is not IJM: newspapers, broadcasters, wires, governments, other NGOs and search feeds."""

from __future__ import annotations

from spiders.base import SourceSpider
from spiders.ijm import IjmSpider
from spiders.sources.model import Source


class NewsSpider(SourceSpider):
    """The spider of every source that IjmSpider leaves."""

    name = "news"

    @classmethod
    def takes(cls, source: Source) -> bool:
        return not IjmSpider.takes(source)
