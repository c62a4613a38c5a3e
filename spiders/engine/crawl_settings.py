"""The settings of a crawl whose requests others make, and of those who make them."""

from __future__ import annotations

from typing import Any, Final

#: the variable of the environment that tells a worker that it is the child of another one, and its name
CHILD_VARIABLE: Final = "OSECWATCH_ALONE"
#: a watch with an engine: what decides on the way to a host is decided by whoever goes there
WRITER_SETTINGS: Final[dict[str, Any]] = {
    "DOWNLOADER": "spiders.engine.downloader.EngineDownloader",
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "DOWNLOADER_MIDDLEWARES": {
        "spiders.download.ssrf.PublicWebMiddleware": 50,
        "spiders.download.budgets.BudgetMiddleware": 555,
    },
}

#: the settings of a worker's crawl: the steps of a page that need no database, and politeness shared by the engine
WORKER_SETTINGS: Final[dict[str, Any]] = {
    "EXTENSIONS": {
        "pipelines.extraction.crawl_workers.CrawlWorkers": 20,
        "spiders.download.text_only.TextOnly": 30,
    },
    "ITEM_PIPELINES": {
        "pipelines.extract.ExtractPipeline": 100,
        "pipelines.join_pages.JoinPagesPipeline": 110,
    },
    "DOWNLOADER_MIDDLEWARES": {
        "spiders.download.ssrf.PublicWebMiddleware": 50,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "spiders.download.compression.LenientCompressionMiddleware": 590,
        "spiders.engine.politeness.HoldMiddleware": 560,
        "spiders.engine.politeness.HostTurnMiddleware": 565,
        "spiders.engine.politeness.SharedRobotsMiddleware": 570,
    },
    "CONCURRENT_REQUESTS": 0,  # as many as there are turns
}
