"""The report on a release as tables to take away."""

from __future__ import annotations

from collections.abc import Iterator

from storage.datasette.exporting.spreadsheet_cells import Sheet
from storage.datasette.page_context import PageContext, Values
from storage.datasette.views.releases.report import FATES, release_page

#: columns of the table of texts
TEXT_COLUMNS = (
    *("article", "outlet", "title", "lag", "lag in hours", "copy", "share used", "own share", "sentences used"),
    *(f"{what} {fate}" for what in ("figures", "quotations") for fate in FATES),
    "sentences added",
)


async def release_file(context: PageContext) -> Values:
    """Return the table of texts, for CSV."""
    report = await release_page(context)
    return {"name": f"release-{report['id']}.csv", "columns": TEXT_COLUMNS, "rows": list(text_rows(report))}


async def release_book(context: PageContext) -> Values:
    """Return the sheets of the report: texts, sentences of the release, changes, and what each text adds."""
    report = await release_page(context)
    return {"name": f"release-{report['id']}.xlsx", "sheets": list(sheets(report))}


def sheets(report: Values) -> Iterator[Sheet]:
    """Yield the tables of a report."""
    yield Sheet("texts", TEXT_COLUMNS, text_rows(report))
    sentences = ((one.passage.words, len(one.used_by), "; ".join(one.used_by)) for one in report["sentences"])
    yield Sheet("sentences of the release", ("sentence", "texts that use it", "outlets"), sentences)
    changes = ((one.article, one.publisher, *change) for one in report["reports"] for change in one.changes)
    yield Sheet("figures and quotations", ("article", "outlet", "what", "status", "release", "text"), changes)
    added = ((one.article, one.publisher, *passage) for one in report["reports"] for passage in one.added)
    yield Sheet("added", ("article", "outlet", "sentence", "paragraph"), added)


def text_rows(report: Values) -> Iterator[tuple[object, ...]]:
    """Yield a row for each text and copy; what was not compared stays empty."""
    for uptake, text, used in report["rows"]:
        lag = (uptake.lag.words, uptake.lag.hours) if uptake.lag else ("", "")
        own = "" if uptake.share_taken is None else round(1 - uptake.share_taken, 3)
        share = "" if uptake.share_used is None else uptake.share_used
        counts = [found[one] for found in (text.figures, text.quotations) for one in FATES] if text else [""] * 8
        yield (
            *(uptake.article, uptake.outlet, uptake.title, *lag, "copy" if uptake.is_copy else "", share, own, used),
            *(*counts, len(text.added) if text else ""),
        )
