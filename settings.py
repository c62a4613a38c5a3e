"""Every setting that differs from Scrapy's own, with the reason; ``-s NAME=VALUE`` overrides each of them.

"default ..." names the value of Scrapy that a setting replaces; settings without one are this project's own.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent

BOT_NAME = "osecwatch"  # default "scrapybot"
# default []; our commands name their spiders themselves, and a command that crawls loads all that stands here
SPIDER_MODULES = ["spiders.ijm", "spiders.news"]
COMMANDS_MODULE = "commands.cli"  # default ""

# -- where things are -------------------------------------------------------------------------------------------------

DATABASE = str(ROOT / "data" / "osecwatch.db")
SOURCES = str(ROOT / "spiders" / "sources" / "sources.toml")
TOPICS = str(ROOT / "pipelines" / "relevance" / "topics.toml")

# -- who we are -------------------------------------------------------------------------------------------------------

# An address or page where a publisher's administrator reaches the operator; it becomes part of the user agent.
CONTACT = ""

# -- politeness -------------------------------------------------------------------------------------------------------

# default False, which stays: Scrapy's own check lets pages through when robots.txt cannot be read, so
# spiders.download.robots takes its place
ROBOTSTXT_OBEY = False
# seconds; some servers make their robots.txt anew for each asker: GDELT's took 11 s (2026)
ROBOTS_TIMEOUT = 30
# RFC 9309, 2.4: a copy of robots.txt is used for no more than a day.
ROBOTS_HOURS = 24
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8; one request at a time to a host
DOWNLOAD_DELAY = 1.0  # default 0; seconds from the end of the last answer
DOWNLOAD_DELAY_JITTER = 0  # default 0.5, a share of the delay; a request never comes sooner by chance
CONCURRENT_REQUESTS = 128  # default 16; many hosts are asked side by side, since each is asked slowly
CONCURRENT_ITEMS = 1  # default 100; tasks started for every answer, and a page is one item

# -- bounds -----------------------------------------------------------------------------------------------------------

# Where a comment names no standard or measurement, the number is chosen, not measured.
FIRST_BYTE_TIMEOUT = 15  # seconds until the head of an answer has come, connecting included
DOWNLOAD_TIMEOUT = 30  # default 180; seconds for a whole answer, however it drips, so that no host holds up a run
DNS_TIMEOUT = 10  # default 60; seconds
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # default 1024 * 1024 * 1024; bytes of the unpacked body, which might be a bomb
DOWNLOAD_WARNSIZE = 0  # default 32 * 1024 * 1024; the bound above speaks for itself
RETRY_TIMES = 1  # default 2; what fails twice waits for the next run
# default [500, 502, 503, 504, 522, 524, 408, 429]; spiders.download.retry_after answers 429
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
# default: these and the errors of names, connections and timeouts; a host that did not answer in time is not made to
# hang twice
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
    OSError,
]
RETRY_AFTER_PATIENCE = 60  # seconds that a host may ask for within a run; for more it is put off to a later run
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # default "ERROR"; the page's row and the run's table say it
HTTPERROR_ALLOW_ALL = True  # default False; an error status is an outcome with a row, not something to pass over
# default "scrapy.dupefilters.RFPDupeFilter", which drops a page that another one has redirected to; the database knows
# which pages are known
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# default "scrapy.squeues.LifoMemoryQueue"; what a source lists first is fetched first
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
REDIRECT_MAX_TIMES = 5  # default 20; RFC 9309 asks for five; no honest article needs more
PAGES_PER_RUN = 500  # of one source; the rest waits for the next run
PAGES_PER_HOST = 600  # requests to one host in a run, whoever led there
HOST_FAILURES = 3  # without an answer in a row, then the host waits for the next run
SOURCE_SECONDS = 30 * 60  # of one source in a run
RUN_SECONDS = 2 * 60 * 60  # of a whole run
RUN_ENDS = 0.0  # the same as a moment of the monotonic clock; `scrapy watch` sets it for all its crawls
# default 5_000_000, which stalls fetching; bytes that may wait for cleaning before fetching waits for it
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 20_000_000
SITEMAPS_PER_RUN = 20  # of one source, the latest first
LISTING_PAGES = 3  # how far a listing is paged back while it shows new pages

# -- many machines ----------------------------------------------------------------------------------------------------

# The PostgreSQL database by which workers (scrapy work) make the requests of a watch; empty: it makes them by itself.
# Passwords belong into ~/.pgpass or PGPASSWORD.
ENGINE_URL = os.environ.get("ENGINE_URL", "")
ENGINE_REQUESTS = 20_000  # that a watch has handed out at a time
ENGINE_CONCURRENCY = 32  # hosts that a worker asks side by side
ENGINE_LEASE_SECONDS = 30.0  # a worker that has not been heard of for so long is dead

# -- asking only for what changed -------------------------------------------------------------------------------------

# Some servers repeat an ETag after a change: now and then everything is asked for, whatever they said before.
FULL_FETCH_POLLS = 10
FULL_FETCH_HOURS = 24
INDEX_HOURS = 24  # a sitemap index without dates is read so often, its parts at every run

# -- nothing but text -------------------------------------------------------------------------------------------------

# default: any kind of content, in English
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json;q=0.9,text/plain;q=0.5",
    "Accept-Language": "en,tl;q=0.8,ceb;q=0.7,de;q=0.6,nl;q=0.6,*;q=0.5",
}
# default {}: Scrapy's own handlers, which fetch files and FTP as well
DOWNLOAD_HANDLERS = {
    "http": "spiders.download.handler.BoundedHandler",
    "https": "spiders.download.handler.BoundedHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # only the web is crawled
}
COOKIES_ENABLED = False  # default True; we are nobody's session
# default "scrapy.spidermiddlewares.referer.DefaultReferrerPolicy"; a publisher need not learn where we found the link
REFERRER_POLICY = "no-referrer"
METAREFRESH_ENABLED = False  # default True; a page that forwards by script or refresh is reported, not followed

# -- safety -----------------------------------------------------------------------------------------------------------

# default "scrapy.resolver.CachingThreadedResolver", which takes names that lead into private networks
TWISTED_DNS_RESOLVER = "spiders.download.ssrf.PublicResolver"
DOWNLOAD_VERIFY_CERTIFICATES = True  # default False; a source may be excused by its `insecure` reason
TELNETCONSOLE_ENABLED = False  # default True; runs code for whoever reaches its port
REMOTE_CONTROL_ENABLED = False  # default True since Scrapy 2.19; likewise

# -- the way of a page ------------------------------------------------------------------------------------------------

# default: these and seven more that nobody here uses. Scrapy loads each of them even to switch it off, and one is the
# whole of aiohttp: .1 s of CPU a crawl (28 November 2026).
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
}
# default {}, beside those above
EXTENSIONS = {
    "storage.session.Session": 10,
    "pipelines.extraction.crawl_workers.CrawlWorkers": 20,
    "pipelines.instructions.queue.InstructionQueue": 25,
    "pipelines.ledgers.crawl_ledgers.CrawlLedgers": 27,
    "spiders.download.text_only.TextOnly": 30,
}
# default {}, likewise
SPIDER_MIDDLEWARES = {
    # work for every page that nobody here asks for
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
# default {}, likewise
DOWNLOADER_MIDDLEWARES = {
    "spiders.download.ssrf.PublicWebMiddleware": 50,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "spiders.download.compression.LenientCompressionMiddleware": 590,
    # requests meet the robots check last, answers meet Retry-After before Scrapy tries again by itself
    "spiders.download.budgets.BudgetMiddleware": 555,
    "spiders.download.retry_after.RetryAfterMiddleware": 560,
    "spiders.download.robots.RobotsMiddleware": 570,
}
# default "scrapy.pipelines.ItemPipelineManager", which finishes every page, however long it takes
ITEM_PROCESSOR = "spiders.download.shutdown.StoppablePipelines"
# default {}
ITEM_PIPELINES = {
    "pipelines.extract.ExtractPipeline": 100,
    "pipelines.join_pages.JoinPagesPipeline": 110,
    "pipelines.substitute_feed.SubstituteFeedPipeline": 120,
    "pipelines.redact_known.RedactKnownPipeline": 125,
    "pipelines.read_article.ReadArticlePipeline": 130,
    "pipelines.remove_boilerplate.RemoveBoilerplatePipeline": 150,
    "pipelines.look_again.LookAgainPipeline": 170,
    "pipelines.score_relevance.ScoreRelevancePipeline": 200,
    "pipelines.deduplicate.DeduplicatePipeline": 300,
    "pipelines.store.StorePipeline": 400,
    "pipelines.archive_raw.ArchiveRawPipeline": 500,
}

# -- the past of sources ----------------------------------------------------------------------------------------------

# Where `scrapy backfill` asks which pages a web archive has, with what is to be left out, and where it fetches them:
# as they were saved, without the archive's own frame ("id_").
CAPTURE_INDEX = "https://web.archive.org/cdx/search/cdx?filter=statuscode:200&filter=mimetype:text/html&collapse=urlkey"
CAPTURE_PAGES = "https://web.archive.org/web/{timestamp}id_/{url}"
CAPTURE_DELAY = 4.0  # seconds between two requests to it: an archive serves everybody's past; chosen, not measured

# -- cleaning ---------------------------------------------------------------------------------------------------------

# What runs the extraction, and reads feeds, sitemaps and listings: an extension, so that spiders need not import it.
WORKER_POOL = "pipelines.extraction.crawl_workers.CrawlWorkers"
CLEAN_WORKERS = 2
CLEAN_SECONDS = 10  # a page that takes longer is given up, and its worker replaced
CLEAN_MEGABYTES = 1024  # of address space beyond the start, a worker
CLEAN_PAGES = 500  # after so many pages a worker is replaced, since lxml and trafilatura keep memory

# -- raw pages --------------------------------------------------------------------------------------------------------

# Pages on topic or nearly are kept as they came, so that a better cleaner can read them again.
RAW_PAGES = ""  # beside the database: data/pages.db
RAW_PAGES_DAYS = 3650  # 0 keeps none
# A raw page has the words that are masked. A month is time to decide in; what is released afterwards is archived again
# when its page is next read. Chosen, not measured.
HELD_RAW_PAGES_DAYS = 30  # of texts held for a survivor's sake, deleted by scrapy upkeep; 0 deletes all at the next one

# -- storing ----------------------------------------------------------------------------------------------------------

BATCH_SIZE = 50  # changes a transaction: four times as fast as one by one
BATCH_SECONDS = 1.0  # at most this much work is lost by a crash, and it is done again
LEASE_HEARTBEAT_SECONDS = 10  # how often the writer says that it lives
LEASE_PATIENCE_SECONDS = 60  # a holder silent for longer is dead
INSTRUCTION_SECONDS = 120  # how long scrapy label, story and takedown wait for the run that is writing
STORY_WINDOW_DAYS = 21  # how long a story may be silent and still grow
ON_TOPIC = False  # take every page as on topic (scrapy load --on-topic)

# -- upkeep -----------------------------------------------------------------------------------------------------------

BACKUPS = str(ROOT / "data" / "backups")  # a folder; on another disk it also helps where this one fails
BACKUPS_KEPT = 7  # back-ups: a week of one a day
# Days; 0 keeps everything. Two years: a figure of the year before can still be explained. Articles are never deleted.
PAGES_DAYS = 730  # since a page that never led to an article was last listed
RUNS_DAYS = 730

# -- telling whoever watches from outside -----------------------------------------------------------------------------

RUN_EVERY_HOURS = 1.0  # how often the schedule runs `scrapy watch`; past twice that the reading room warns
PING_URL = ""  # an address that every good run calls, and that raises an alarm where no call comes; empty for none
STATUS_FILE = ""  # how the last run ended, in JSON; beside the database: data/status.json

METRICS_FILE = ""  # what scrapy doctor found, for Prometheus' node exporter; empty for none

# -- telling people of what is found ----------------------------------------------------------------------------------

ALERTS = str(ROOT / "alerts.toml")  # what to tell, and on which channels
CHANNELS = str(ROOT / "data" / "channels.toml")  # the addresses of channels, which are secret: a file of mode 600
ALERT_SECONDS = 30  # that a channel may take for one message
PUBLIC_URL = ""  # where readers reach the reading room, for the links of messages; empty links to the originals

# -- logs -------------------------------------------------------------------------------------------------------------

LOG_LEVEL = "INFO"  # default "DEBUG", a line for every page
# default "%(asctime)s [%(name)s] %(levelname)s: %(message)s"; the level comes first, to be looked for
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# default "scrapy.logformatter.LogFormatter", which writes whole articles into the log
LOG_FORMATTER = "spiders.logs.EventFormatter"
LOG_MEGABYTES = 10  # a LOG_FILE beyond it is put aside before a command begins
LOG_FILES = 5  # that were put aside are kept
LOG_JSON = False  # a JSON object a line
# default: ten packages; a log is about pages
LOG_VERSIONS: list[str] = []
STATS_DUMP = False  # default True; `scrapy watch` ends with a table that can be read
