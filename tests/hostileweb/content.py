"""What the hosts of the hostile web say when they behave: articles of random prose, feeds, listings and sitemaps."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache

from tests.sampleweb.world import Reply

_WHO = "The harbour board|A fishing crew|The ferry company|One of the schools|The town library|The market council"
_DID = "opened|repaired|counted|painted|moved|measured|closed|planted|described|bought"
_WHAT = "a footbridge|three warehouses|the old lighthouse|a row of mango trees|its timetable|the water tower|two buses"
_WHERE = "near the northern pier|beside the river|behind the town hall|on the eastern road|at the foot of the hill"
_WHEN = "on Monday|last week|before the rain|after a long debate|during the festival|in the early morning"
_WHY = "to save money|because visitors had asked for it|as the engineer proposed|so that children can walk safely"


@cache
def prose(seed: str, sentences: int = 24) -> list[str]:
    """Paragraphs that no other seed gives."""
    choose = random.Random(seed)  # noqa: S311 - texts to read, no secrets
    made = []
    for number in range(sentences):
        parts = [choose.choice(part.split("|")) for part in (_WHO, _DID, _WHAT, _WHERE, _WHEN, _WHY)]
        made.append(f"{' '.join(parts)}, and {choose.randrange(100, 999)} people took note of item {number + 1}.")
    return [" ".join(made[start : start + 4]) for start in range(0, sentences, 4)]


def title(seed: str) -> str:
    """A headline that no other seed has."""
    choose = random.Random(f"title {seed}")  # noqa: S311
    what = choose.choice(_WHAT.split("|"))
    return f"How {what} {choose.choice(_WHERE.split('|'))} became number {choose.randrange(10_000)}"


def article(seed: str, *, head: str = "", body: str = "") -> str:
    """A news page; ``head`` and ``body`` are put into it."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in prose(seed))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title(seed)}</title>"
        f'<meta property="article:published_time" content="2026-03-01T08:00:00Z">{head}</head>'
        f"<body><main><article><h1>{title(seed)}</h1>{paragraphs}{body}</article></main></body></html>"
    )


def feed(host: str, paths: Iterable[str]) -> str:
    """An RSS feed of these pages; a path may also be a whole address."""
    items = "".join(
        f"<item><title>{title(path)}</title><link>{path if '://' in path else f'http://{host}{path}'}</link></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'


def html(text: str, status: int = 200) -> Reply:
    return Reply(status, "text/html; charset=utf-8", text.encode())


def xml(text: str) -> Reply:
    return Reply(200, "application/xml; charset=utf-8", text.encode())


def plain(text: str, status: int = 200) -> Reply:
    return Reply(status, "text/plain; charset=utf-8", text.encode())


def moved(location: str) -> Reply:
    return Reply(302, "text/html", b"", location)
