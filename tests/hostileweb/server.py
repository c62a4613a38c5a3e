"""The hostile web on loopback: the sample web's proxy, with hosts that do what no server should."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.sampleweb.server import Request, SampleWeb, respond
from tests.sampleweb.world import Reply

#: writes an answer, whatever it is, to the connection
Act = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


class HostileWeb(SampleWeb):
    """A server that answers with pages where there are some, and else lets a behaviour have the connection."""

    def __init__(self, replies: Mapping[str, Reply], acts: Mapping[str, Act], ca_file: Path) -> None:
        super().__init__(replies, ca_file)
        self._pages = replies
        self._acts = acts

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        act = self._act(request)
        if act is None:
            await super()._answer(request, writer)
            return
        self.log.append(self._line(request))
        self._open[request.host] += 1
        try:
            await act(request, writer)
        finally:
            self._open[request.host] -= 1
            writer.close()
        # this connection has been spoilt
        raise ConnectionError(request.url)

    def _act(self, request: Request) -> Act | None:
        """The behaviour for an address: the one that stands for it, or for all of its host."""
        key = request.url.partition("://")[2]
        return self._acts.get(key) or self._acts.get(f"{request.host}/*")

    def _line(self, request: Request) -> dict[str, Any]:
        status = respond(request, self._pages).status
        return {"time": time.time(), "host": request.host, "url": request.url, "status": status, "open": 1}


@contextmanager
def serving(replies: Mapping[str, Reply], acts: Mapping[str, Act]) -> Iterator[HostileWeb]:
    """Run the web in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="hostile-web", daemon=True)
    thread.start()
    try:
        with tempfile.TemporaryDirectory(prefix="hostileweb-") as folder:
            web = HostileWeb(replies, acts, Path(folder) / "ca.pem")
            asyncio.run_coroutine_threadsafe(web.start(), loop).result()
            try:
                yield web
            finally:
                asyncio.run_coroutine_threadsafe(web.stop(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
