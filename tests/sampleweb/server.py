"""The sample web on loopback: a forward proxy that answers for its host names, over HTTP and HTTPS.

A crawler that is started with ``SampleWeb.environment()`` sees real-looking addresses and needs no change. TLS ends
in a throw-away certificate authority.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import ssl
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import trustme

from tests.sampleweb.world import Reply, address, load

#: seconds that every answer takes, so that requests which overlap are seen to overlap
LATENCY = 0.01
#: bodies below this many bytes are sent as they are
GZIP_FROM = 500
NOT_FOUND = Reply(404, "text/html; charset=utf-8", b"<!doctype html><title>Not found</title><h1>Not found</h1>")


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived; header names in lower case."""

    method: str
    url: str
    headers: Mapping[str, str]

    @property
    def host(self) -> str:
        """The host name that was asked."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent back."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def respond(request: Request, replies: Mapping[str, Reply]) -> Response:
    """Answer a request from the pages of the sample web; a query that no page names is ignored, as most sites do."""
    key = address(request.url)
    if not any(known.startswith(f"{request.host}/") for known in replies):
        return Response(502, {}, b"unknown host")
    reply = replies.get(key) or replies.get(key.partition("?")[0]) or NOT_FOUND
    headers = {"Content-Type": reply.content_type}
    if reply.location:
        return Response(reply.status, {**headers, "Location": reply.location})
    if reply.status == 200:
        headers["ETag"] = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(304, headers)
    body = reply.body
    if len(body) > GZIP_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(reply.status, headers, body)


class SampleWeb:
    """The running proxy: where it listens, which authority it signs with, and what it was asked."""

    def __init__(self, replies: Mapping[str, Reply], ca_file: Path) -> None:
        self.ca_file = ca_file
        self.proxy_url = ""
        #: a table a request, in order of receipt
        self.log: list[dict[str, Any]] = []
        self._replies = replies
        self._hosts = {key.partition("/")[0] for key in replies}
        self._open: Counter[str] = Counter()
        self._connections: set[asyncio.Task[None]] = set()
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(ca_file))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*sorted(self._hosts)).configure_cert(self._tls)

    def environment(self) -> dict[str, str]:
        """The variables that send a program's requests here and make it trust the certificates."""
        return {
            "http_proxy": self.proxy_url,
            "https_proxy": self.proxy_url,
            "no_proxy": "",
            "SSL_CERT_FILE": str(self.ca_file),
        }

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        self._server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.proxy_url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Close the listener and every connection."""
        self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            await self._converse(reader, writer)
        writer.close()
        with suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after the other; a CONNECT to a known host goes on under TLS."""
        base = ""
        while True:
            request = _parse(await reader.readuntil(b"\r\n\r\n"), base)
            if request.method == "CONNECT" and request.host in self._hosts:
                base = request.url
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await writer.drain()
                await writer.start_tls(self._tls)
                continue
            await self._answer(request, writer)

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        received = time.time()
        self._open[request.host] += 1
        response = respond(request, self._replies)
        sent = b"" if request.method == "HEAD" else response.body
        self.log.append(_entry(received, request, response.status, len(sent), self._open[request.host]))
        try:
            await asyncio.sleep(LATENCY)
            writer.write(_head(response) + sent)
            await writer.drain()
        finally:
            self._open[request.host] -= 1


def _parse(head: bytes, base: str) -> Request:
    """Read a request head; inside a tunnel the target is a path under ``base``."""
    lines = head.decode("latin-1").split("\r\n")
    method, target, _ = lines[0].split(" ", 2)
    pairs = (line.partition(":") for line in lines[1:] if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    url = f"https://{target.removesuffix(':443')}" if method == "CONNECT" else base + target
    return Request(method, url, headers)


def _head(response: Response) -> bytes:
    fields = {**response.headers, "Content-Length": str(len(response.body))}
    lines = [f"HTTP/1.1 {response.status} Sample", *(f"{name}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _entry(received: float, request: Request, status: int, size: int, open_now: int) -> dict[str, Any]:
    """A line of the log: seconds since the epoch at receipt, bytes of body sent, requests open on the host."""
    return {
        "time": received,
        "method": request.method,
        "host": request.host,
        "url": request.url,
        "status": status,
        "bytes": size,
        "user_agent": request.headers.get("user-agent"),
        "if_none_match": request.headers.get("if-none-match"),
        "if_modified_since": request.headers.get("if-modified-since"),
        "open": open_now,
    }


@contextmanager
def serving(visit: int = 1, more: Mapping[str, Reply] = MappingProxyType({})) -> Iterator[SampleWeb]:
    """Run the sample web in a thread of its own, as it stands on the given visit (1 or 2), with more addresses."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="sample-web", daemon=True)
    thread.start()
    try:
        with tempfile.TemporaryDirectory(prefix="sampleweb-") as folder:
            web = SampleWeb({**load(visit), **more}, Path(folder) / "ca.pem")
            asyncio.run_coroutine_threadsafe(web.start(), loop).result()
            try:
                yield web
            finally:
                asyncio.run_coroutine_threadsafe(web.stop(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
