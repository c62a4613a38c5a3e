"""The sample web itself: how its server behaves, and that what is expected of a watch agrees with its pages."""

from __future__ import annotations

import gzip
import html
import http.client
import ssl
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trafilatura

from items import Outcome
from tests.sampleweb.demo import watch_command
from tests.sampleweb.server import SampleWeb, serving
from tests.sampleweb.world import SITES, address, load, read_article

HERE = Path(__file__).parents[1] / "sampleweb"
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))
SOURCES = tomllib.loads((HERE / "sources.toml").read_text("utf-8"))
PAGES: dict[str, dict[str, Any]] = EXPECTED["pages"]
REPLIES = load()
ARTICLE = "https://www.harborledger.example/2025/10/11/four-year-compact-for-safer-childhood-ends/"


@pytest.fixture(scope="module")
def web() -> Iterator[SampleWeb]:
    with serving() as running:
        yield running


def connect(web: SampleWeb, host: str) -> http.client.HTTPSConnection:
    """An HTTPS connection to a host of the sample web, through the proxy and with its authority trusted."""
    proxy = urlsplit(web.proxy_url)
    context = ssl.create_default_context(cafile=str(web.ca_file))
    connection = http.client.HTTPSConnection(proxy.netloc, context=context, timeout=10)
    connection.set_tunnel(host)
    return connection


def ask(
    web: SampleWeb, url: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(url)
    connection = connect(web, parts.netloc)
    connection.request(method, f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_a_page_is_served_over_tls_under_its_own_name(web: SampleWeb) -> None:
    response, body = ask(web, ARTICLE)

    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"Four-year compact" in body


def test_the_certificate_is_refused_without_the_authority(web: SampleWeb) -> None:
    connection = http.client.HTTPSConnection(urlsplit(web.proxy_url).netloc, timeout=10)
    connection.set_tunnel("www.harborledger.example")

    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/")
    connection.close()


def test_a_connection_is_kept_for_several_requests(web: SampleWeb) -> None:
    connection = connect(web, "archipelagowire.example")
    for path in ("/robots.txt", "/news-sitemap.xml", "/nothing-here"):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert response.status == (404 if path == "/nothing-here" else 200)
    connection.close()


def test_plain_http_is_answered_too(web: SampleWeb) -> None:
    connection = http.client.HTTPConnection(urlsplit(web.proxy_url).netloc, timeout=10)
    connection.request("GET", "http://harborledger.example/")
    response = connection.getresponse()
    response.read()
    connection.close()

    assert (response.status, response.headers["Location"]) == (301, "https://www.harborledger.example/")


def test_an_unchanged_page_is_not_sent_again(web: SampleWeb) -> None:
    first, _ = ask(web, ARTICLE)
    second, body = ask(web, ARTICLE, headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status, body) == (304, b"")


def test_a_page_is_compressed_for_those_who_accept_it(web: SampleWeb) -> None:
    plain_response, plain = ask(web, ARTICLE)
    response, packed = ask(web, ARTICLE, headers={"Accept-Encoding": "gzip, deflate"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert plain_response.headers["Content-Encoding"] is None
    assert gzip.decompress(packed) == plain


def test_head_sends_no_body(web: SampleWeb) -> None:
    response, body = ask(web, ARTICLE, method="HEAD")

    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) > 1000


def test_an_unknown_host_fails_like_a_failed_look_up(web: SampleWeb) -> None:
    with pytest.raises(OSError, match="502"):
        ask(web, "https://www.northernbeacon.example/feed/")


def test_every_request_is_logged(web: SampleWeb) -> None:
    before = len(web.log)
    ask(web, ARTICLE + "?utm_source=test", headers={"If-None-Match": '"x"', "User-Agent": "tester"})
    (entry,) = web.log[before:]

    assert entry["url"] == ARTICLE + "?utm_source=test"
    assert entry["host"] == "www.harborledger.example"
    assert (entry["status"], entry["if_none_match"], entry["user_agent"]) == (200, '"x"', "tester")
    assert (entry["open"], entry["method"]) == (1, "GET")
    assert entry["bytes"] > 1000


def test_requests_that_overlap_on_a_host_are_seen(web: SampleWeb) -> None:
    before = len(web.log)
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda _: ask(web, ARTICLE), range(16)))

    assert max(entry["open"] for entry in web.log[before:]) > 1


def test_the_environment_sends_a_program_here(web: SampleWeb) -> None:
    environment = web.environment()

    assert environment["http_proxy"] == environment["https_proxy"] == web.proxy_url
    assert environment["no_proxy"] == ""
    assert "BEGIN CERTIFICATE" in Path(environment["SSL_CERT_FILE"]).read_text("ascii")


def test_the_demo_runs_the_watch_on_the_sample_sources() -> None:
    command = watch_command(["-s", "DATABASE=other.db"])

    assert command[1:4] == ["-m", "scrapy", "watch"]
    assert "SOURCES=tests/sampleweb/sources.toml" in command
    assert command[-1] == "DATABASE=other.db"


def test_the_second_visit_finds_changed_pages() -> None:
    second = load(visit=2)
    changed = {f"https://{key}" for key in REPLIES if REPLIES[key] != second.get(key)}
    expected = {url for url, page in PAGES.items() if page.keys() & {"second_title", "second_text"}}

    assert expected <= changed
    for url in expected:
        wanted = PAGES[url].get("second_title") or PAGES[url]["second_text"]
        assert wanted in html.unescape(second[address(url)].body.decode())


def test_every_article_is_expected_and_nothing_else() -> None:
    hosts = {file.parent: tomllib.loads(file.read_text("utf-8"))["host"] for file in SITES.glob("*/site.toml")}
    articles = [(hosts[file.parent], read_article(file)) for file in SITES.glob("*/*.md")]
    written = {f"https://{host}{article['path']}" for host, article in articles if article.get("first_visit", 1) == 1}

    assert written == set(PAGES)


@pytest.mark.parametrize("url", PAGES)
def test_what_is_expected_of_a_page_is_sound(url: str) -> None:
    page = PAGES[url]
    body = html.unescape(REPLIES[address(url)].body.decode())

    assert page["outcome"] in set(Outcome)
    assert page["source"] in SOURCES
    assert page["on_topic"] == ("story" in page)
    assert page.get("title", "") in body
    if first := page.get("duplicate_of"):
        assert PAGES[first]["story"] == page["story"]
        assert page["outcome"] == Outcome.DUPLICATE


@pytest.mark.parametrize("url", [url for url, page in PAGES.items() if page["outcome"] in {"stored", "duplicate"}])
def test_the_article_can_be_taken_from_its_page(url: str) -> None:
    article = next(a for a in map(read_article, SITES.glob("*/*.md")) if address(url).endswith(a["path"]))
    text = trafilatura.extract(REPLIES[address(url)].body.decode(), include_comments=False)

    assert text is not None
    words = set(" ".join(article["paragraphs"]).split())
    assert len(words & set(text.split())) >= 0.95 * len(words)


def test_every_page_is_announced_by_a_feed_a_sitemap_or_a_listing() -> None:
    lists = [reply for key, reply in REPLIES.items() if f"https://{key}" not in PAGES]
    bodies = [gzip.decompress(r.body) if r.body[:2] == b"\x1f\x8b" else r.body for r in lists]
    announced = b"\n".join(bodies).decode()

    assert [url for url in PAGES if urlsplit(url).path not in announced] == []


def test_aliases_lead_to_the_page_they_stand_for() -> None:
    digest = REPLIES["www.casedigest.example/feed.json"].body.decode()
    for alias, url in EXPECTED["aliases"].items():
        key = address(alias)
        reply = REPLIES.get(key) or REPLIES[key.partition("?")[0]]
        assert alias in digest
        assert url in PAGES
        assert reply.location == url or url in reply.body.decode() or address(alias).partition("?")[0] == address(url)


def test_failing_sources_fail() -> None:
    hosts = {key.partition("/")[0] for key in REPLIES}

    assert EXPECTED["failing"].keys() == {"northernbeacon", "capitalcourier", "palmcityherald"}
    assert urlsplit(SOURCES["northernbeacon"]["homepage"]).hostname not in hosts
    assert REPLIES["www.capitalcourier.example/robots.txt"].status == 503
    assert REPLIES["www.palmcityherald.example/feed/"].content_type.startswith("text/html")


def test_no_page_carries_a_picture_or_a_clip() -> None:
    for key, reply in REPLIES.items():
        assert not any(tag in reply.body for tag in (b"<img", b"<video", b"<audio", b"<picture")), key
