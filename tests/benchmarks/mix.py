"""Pages a second of the whole watch on mostly ordinary pages, beside Scrapy with trafilatura in its callback.

    python -m tests.benchmarks.mix FOLDER ...

A FOLDER holds ordinary pages as ID.html.gz; three in a hundred of the pages served are on topic, from the sample web.
Both crawl the same hosts without delay, one after the other; time runs from the first request to the end of the
process. Run it on a quiet machine.
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.sampleweb import server
from tests.sampleweb.server import SampleWeb
from tests.sampleweb.world import Reply, load

ROOT = Path(__file__).resolve().parents[2]
PAGES, HOSTS, ON_TOPIC = 1_200, 20, 0.03
QUICK = ("DOWNLOAD_DELAY=0", "CONCURRENT_REQUESTS_PER_DOMAIN=4", "LOG_LEVEL=ERROR")
PLAIN = """
import json, sys, scrapy, trafilatura
class Plain(scrapy.Spider):
    name = "plain"
    custom_settings = {"CONCURRENT_REQUESTS": 128, "CONCURRENT_REQUESTS_PER_DOMAIN": 4, "LOG_LEVEL": "ERROR",
                       "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
    start_urls = json.load(open(sys.argv[1]))
    def parse(self, response):
        document = trafilatura.bare_extraction(response.body, url=response.url, with_metadata=True)
        yield {"url": response.url, "text": document.text if document else ""}
from scrapy.crawler import AsyncCrawlerProcess
process = AsyncCrawlerProcess()
process.crawl(Plain)
process.start()
"""


def world(folders: list[Path]) -> dict[str, Reply]:
    """Hosts with a sitemap each; every ordinary page is served under several addresses, made different by a comment."""
    files = sorted(file for folder in folders for file in folder.glob("*.html.gz"))
    ordinary = itertools.cycle([gzip.decompress(file.read_bytes()) for file in files])
    telling = itertools.cycle(
        [reply.body for key, reply in load().items() if "lanternjustice" in key and "newsroom/" in key]
    )
    replies: dict[str, Reply] = {}
    for host in (f"h{number}.example" for number in range(HOSTS)):
        addresses = []
        for number in range(PAGES // HOSTS):
            on_topic = len(replies) % round(1 / ON_TOPIC) == 0
            body = next(telling if on_topic else ordinary) + f"<!-- {host} {number} -->".encode()
            replies[f"{host}/2026/03/01/story-number-{number}"] = Reply(200, "text/html; charset=utf-8", body)
            addresses.append(f"<url><loc>http://{host}/2026/03/01/story-number-{number}</loc></url>")
        sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{''.join(addresses)}</urlset>"
        replies[f"{host}/sitemap.xml"] = Reply(200, "application/xml", sitemap.encode())
        replies[f"{host}/robots.txt"] = Reply(200, "text/plain", b"User-agent: *\nAllow: /\n")
    return replies


def sources() -> str:
    return "\n".join(
        f'[h{number}]\nname = "H{number}"\nkind = "newspaper"\ncountry = "PH"\nlanguage = "en"\n'
        f'homepage = "http://h{number}.example/"\nsitemap = "http://h{number}.example/sitemap.xml"\n'
        for number in range(HOSTS)
    )


def measure(web: SampleWeb, command: list[str]) -> float:
    """Pages a second of a command."""
    seen = len(web.log)
    subprocess.run(command, cwd=ROOT, env=os.environ | web.environment(), check=True, stdout=subprocess.DEVNULL)
    return PAGES / float(time.time() - web.log[seen]["time"])


def main() -> None:
    server.GZIP_FROM = sys.maxsize  # the server's own work must not be what is measured
    replies = world([Path(name) for name in sys.argv[1:]])
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        web = SampleWeb(replies, folder / "ca.pem")
        asyncio.run_coroutine_threadsafe(web.start(), loop).result()
        (folder / "sources.toml").write_text(sources())
        (folder / "urls.json").write_text(json.dumps([f"http://{key}" for key in replies if "/2026/" in key]))
        (folder / "plain.py").write_text(PLAIN)
        settings = [f"SOURCES={folder / 'sources.toml'}", f"DATABASE={folder / 'a.db'}", *QUICK]
        watch = [sys.executable, "-m", "scrapy", "watch", *(word for name in settings for word in ("-s", name))]
        ours = measure(web, watch)
        plain = measure(web, [sys.executable, str(folder / "plain.py"), str(folder / "urls.json")])
        asyncio.run_coroutine_threadsafe(web.stop(), loop).result()
    print(f"{PAGES} pages on {HOSTS} hosts, {ON_TOPIC:.0%} on topic: the watch {ours:.1f} pages/s, ", end="")
    print(f"plain Scrapy with trafilatura {plain:.1f} pages/s, {ours / plain:.1f} times as many")


if __name__ == "__main__":
    main()
