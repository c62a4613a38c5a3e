"""Logs: one line an event, as text or as JSON, and never the text of an article."""

from __future__ import annotations

import json
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter
from scrapy.settings import Settings
from twisted.python.failure import Failure

from items import Page
from storage.clock import from_epoch, stamp
from storage.schema.failures import describe_failure, remedy_for
from text.terminal import printable_lines


class EventFormatter(LogFormatter):
    """A formatter that names the address of a page where Scrapy would write out the page."""

    def scraped(self, item: Page, response: Response | Failure | None, spider: Spider) -> Any:
        return super().scraped(item.url, response, spider)

    def dropped(self, item: Page, exception: BaseException, response: Response | Failure | None, spider: Spider) -> Any:
        return super().dropped(item.url, exception, response, spider)

    def item_error(
        self, item: Page, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> Any:
        return super().item_error(item.url, exception, response, spider)


class PrintableRecord(logging.LogRecord):
    """A record whose message and traceback hold nothing that a terminal would obey, whoever wrote what they quote.

    A database or a disk that fails is told of in a sentence: a traceback would lead into the program, which is sound.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.exc_info and self.exc_info[1] is not None and remedy_for(self.exc_info[1]):
            self.msg, self.args = f"{super().getMessage()}: {describe_failure(self.exc_info[1])}", None
            self.exc_info = None
        if self.exc_info and self.exc_info[0] is not None:
            self.exc_text = printable_lines(logging.Formatter().formatException(self.exc_info))

    def getMessage(self) -> str:  # noqa: N802 - logging's own name for it
        """Return the message, each line printable."""
        return printable_lines(super().getMessage())


class JsonFormatter(logging.Formatter):
    """One JSON object a record: time, level, logger, message, and the error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": stamp(from_epoch(record.created)),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            event["error"] = record.exc_text or printable_lines(self.formatException(record.exc_info))
        return json.dumps(event, ensure_ascii=False)


def log_as_json(settings: Settings) -> None:
    """Set up the log of this process in JSON, in place of Scrapy's handler."""
    file = settings["LOG_FILE"]
    handler = logging.FileHandler(file, encoding="utf-8") if file else logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    handler.setLevel(settings["LOG_LEVEL"])
    logging.root.setLevel(logging.NOTSET)
    logging.root.addHandler(handler)
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, "cmdline")


def put_log_aside(settings: Settings) -> None:
    """Put a log file that has grown too long aside, before anybody opens it."""
    path = Path(settings["LOG_FILE"] or "")
    if path.is_file() and path.stat().st_size > settings.getfloat("LOG_MEGABYTES") * 2**20:
        handler = RotatingFileHandler(path, backupCount=settings.getint("LOG_FILES"), delay=True)
        handler.doRollover()
        handler.close()
