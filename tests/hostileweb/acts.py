"""What hostile servers do with a connection."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import zlib

from tests.hostileweb.content import article
from tests.hostileweb.server import Act
from tests.sampleweb.server import Request

#: seconds between two pieces of what never ends: the good pages are served by the same thread
PAUSE = 0.002
#: a piece of an endless body, 64 kB: of smaller ones a busy machine sends too few before a clock ends it, larger ones
#: fill the reader's window, and each time some systems wait .2 s before they look whether it is open again
PIECE = b"<p>and so on</p>" * 4096
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"


async def hang(_request: Request, writer: asyncio.StreamWriter) -> None:
    """Nothing is said until the other side has gone."""
    while not writer.transport.is_closing():  # noqa: ASYNC110 - a transport has no event for it
        await asyncio.sleep(0.02)


async def drip(_request: Request, writer: asyncio.StreamWriter) -> None:
    """The body comes byte by byte, so that something always arrives."""
    writer.write(HEAD + b"Content-Length: 100000\r\n\r\n")
    for byte in itertools.cycle(b"<p>word </p>"):
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.2)


async def drip_headers(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD)
    for number in itertools.count():
        writer.write(b"X-%d: 1\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.2)


async def endless_headers(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD)
    for number in itertools.count():
        writer.write(b"X-%d: %s\r\n" % (number, b"y" * 1000))
        await writer.drain()
        await asyncio.sleep(PAUSE)


async def giant_header(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"X-Giant: " + b"y" * 3_000_000 + b"\r\nContent-Length: 2\r\n\r\nhi")
    await writer.drain()


async def endless_body(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"\r\n")
    while True:
        writer.write(PIECE)
        await writer.drain()
        await asyncio.sleep(PAUSE)


async def endless_chunks(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"%x\r\n%s\r\n" % (len(PIECE), PIECE))
        await writer.drain()
        await asyncio.sleep(PAUSE)


async def bad_chunks(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnot a number\r\nworld")
    await writer.drain()


async def cut_off(_request: Request, writer: asyncio.StreamWriter) -> None:
    """Fewer bytes than were announced."""
    writer.write(HEAD + b"Content-Length: 100000\r\n\r\n" + article("cut off").encode()[:500])
    await writer.drain()


async def reset(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def reset_midway(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Length: 100000\r\n\r\n<html>")
    await writer.drain()
    writer.transport.abort()


async def garbage(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(bytes(range(256)) * 40)
    await writer.drain()


async def no_status(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 abc OK\r\n\r\n")
    await writer.drain()


async def two_lengths(_request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\nhello")
    await writer.drain()


async def nothing(_request: Request, writer: asyncio.StreamWriter) -> None:
    """The connection is closed without a word."""
    await writer.drain()


def sends(body: bytes, content_type: str = "text/html; charset=utf-8", more: str = "", status: str = "200 OK") -> Act:
    """An act that sends one answer as it is given."""

    async def send(_request: Request, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: {content_type}\r\n{more}"
        head += f"Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode("latin-1") + body)
        await writer.drain()

    return send


def bomb(megabytes: int, start: bytes = b"") -> bytes:
    """Gzip that unpacks to so many megabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(start)
    for _ in range(megabytes):
        packed += packer.compress(b" " * (1 << 20))
    return packed + packer.flush()


def packed(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)


def after_waiting(body: str, seconds: int, status: str) -> Act:
    """An act that asks for time at first and answers from the second request on."""
    asked = itertools.count()

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        if next(asked):
            await sends(body.encode())(request, writer)
        else:
            await sends(b"later", more=f"Retry-After: {seconds}\r\n", status=status)(request, writer)

    return answer
