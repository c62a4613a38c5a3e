"""``scrapy queue``: what waits in the engine, and who works at it."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from commands.crawling.engine_check import check_engine
from commands.printing import print_line
from storage.clock import stamp


def show_queue(settings: BaseSettings) -> int:
    """Print how the engine is doing; return 1 where tasks wait and nobody works."""
    check_engine(settings)
    from storage.engine.status import read_status  # noqa: PLC0415 - needs an extra

    status = read_status(settings["ENGINE_URL"], settings.getfloat("ENGINE_LEASE_SECONDS"))
    if status is None:
        print_line("no watch and no worker has opened the engine yet")
        return 0
    since = f", the first since {stamp(status.oldest)}" if status.oldest else ""
    print_line(f"{status.waiting} tasks wait{since}; {status.suspects} of them are done alone, as a worker died")
    print_line(f"{status.answered} answers wait for the writer")
    print_line(f"{status.hosts_asked} hosts are being asked, {status.hosts_held} have asked to be left alone")
    print_line(f"{status.workers} workers")
    return int(bool(status.waiting) and not status.workers)
