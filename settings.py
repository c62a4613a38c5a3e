"""Every setting that differs from Scrapy's own, with the reason; ``-s NAME=VALUE`` overrides each of them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent

BOT_NAME = "osecwatch"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "commands"

# -- where things are -------------------------------------------------------------------------------------------------

DATABASE = str(ROOT / "data" / "osecwatch.db")
SOURCES = str(ROOT / "spiders" / "sources.toml")
TOPICS = str(ROOT / "pipelines" / "topics.toml")

# -- who we are -------------------------------------------------------------------------------------------------------

# An address or page where a publisher's administrator reaches the operator; it becomes part of the user agent.
CONTACT = ""

# -- politeness -------------------------------------------------------------------------------------------------------

# Scrapy's robots.txt check lets pages through when robots.txt cannot be read; spiders.robots replaces it.
ROBOTSTXT_OBEY = False
ROBOTS_TIMEOUT = 10
# RFC 9309, 2.4: a copy of robots.txt is used for no more than a day.
ROBOTS_HOURS = 24
# One request at a time to a host, a second or more after the last answer, never sooner by chance (Scrapy: 8, 0, 50 %).
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
# Many hosts are asked side by side, since each is asked slowly (Scrapy: 16).
CONCURRENT_REQUESTS = 128

# -- bounds -----------------------------------------------------------------------------------------------------------

DOWNLOAD_TIMEOUT = 30  # seconds; Scrapy's 180 lets one hanging host hold up a run
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # of the unpacked body; Scrapy's 1 GiB invites bombs
DOWNLOAD_WARNSIZE = 0  # the bound above speaks for itself
RETRY_TIMES = 1  # what fails twice waits for the next run
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the page's row and the run's table say it
HTTPERROR_ALLOW_ALL = True  # an error status is an outcome with a row, not something to pass over
REDIRECT_MAX_TIMES = 5  # RFC 9309 asks for five; no honest article needs more
URLLENGTH_LIMIT = 2083
PAGES_PER_RUN = 500  # of one source; the rest waits for the next run
SITEMAPS_PER_RUN = 20  # of one source, the latest first
LISTING_PAGES = 3  # how far a listing is paged back while it shows new pages

# -- nothing but text -------------------------------------------------------------------------------------------------

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json;q=0.9,text/plain;q=0.5",
    "Accept-Language": "en,tl;q=0.8,ceb;q=0.7,de;q=0.6,nl;q=0.6,*;q=0.5",
}
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}  # only the web is crawled
COOKIES_ENABLED = False  # we are nobody's session
REFERRER_POLICY = "no-referrer"  # a publisher need not learn where we found the link
METAREFRESH_ENABLED = False  # a page that forwards by script or refresh is reported, not followed

# -- safety -----------------------------------------------------------------------------------------------------------

DOWNLOAD_VERIFY_CERTIFICATES = True  # off in Scrapy; a source may be excused by its `insecure` reason
TELNETCONSOLE_ENABLED = False  # runs code for whoever reaches its port
REMOTE_CONTROL_ENABLED = False  # likewise, and on by default since Scrapy 2.19

# -- the way of a page ------------------------------------------------------------------------------------------------

EXTENSIONS = {
    "storage.session.Session": 10,
    "spiders.politeness.Politeness": 20,
    "spiders.textonly.TextOnly": 30,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
}
DOWNLOADER_MIDDLEWARES = {"spiders.robots.RobotsMiddleware": 100}
ITEM_PIPELINES = {
    "pipelines.clean.CleanPipeline": 100,
    "pipelines.judge.JudgePipeline": 200,
    "pipelines.deduplicate.DeduplicatePipeline": 300,
    "pipelines.store.StorePipeline": 400,
}

# -- cleaning ---------------------------------------------------------------------------------------------------------

CLEAN_WORKERS = 2
CLEAN_SECONDS = 10  # a page that takes longer is given up, and its worker replaced
CLEAN_MEGABYTES = 1024  # of address space beyond the start, a worker
CLEAN_PAGES = 500  # after so many pages a worker is replaced, since lxml and htmldate keep memory

# -- storing ----------------------------------------------------------------------------------------------------------

BATCH_SIZE = 50  # changes a transaction: four times as fast as one by one
BATCH_SECONDS = 1.0  # at most this much work is lost by a crash, and it is done again
LEASE_HEARTBEAT_SECONDS = 10
LEASE_PATIENCE_SECONDS = 60  # a holder silent for longer is dead
STORY_WINDOW_DAYS = 21  # how long a story may be silent and still grow
ON_TOPIC = False  # take every page as on topic (scrapy load --on-topic)

# -- logs -------------------------------------------------------------------------------------------------------------

LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_VERSIONS: list[str] = []
LOGSTATS_INTERVAL = 60.0
STATS_DUMP = False  # `scrapy watch` ends with a table that can be read
