"""``scrapy export``: articles as a file, raw pages as a web archive, a query as a snapshot that can be cited."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scrapy.settings import BaseSettings

from commands.databases import open_to_read
from commands.printing import print_line
from storage.clock import now
from storage.export.rows import Selection, exported_rows, withheld_articles
from storage.export.snapshot import make_snapshot, verify_snapshot
from storage.export.tables import TABLE_WRITERS, ExportError
from storage.export.web_archive import write_web_archive
from storage.tables.raw_pages import open_raw_pages, path_of
from text.suggestions import suggest_spelling

#: raw pages hold the full text
WEB_ARCHIVE = ".warc.gz"
KINDS_OF_FILES = ", ".join((*TABLE_WRITERS, WEB_ARCHIVE))


def export(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """Write what is asked for into a file or folder, or verify a snapshot; return the exit code."""
    path, words = Path(args[0]), " ".join(args[1:])
    if opts.verify:
        return verify(path)
    require_source(settings, opts.source)
    selection = Selection(words, opts.source, opts.since or "", opts.until or "", opts.near_misses, opts.texts)
    count = (
        write_selected_snapshot(settings, path, selection) if opts.snapshot else write_file(settings, path, selection)
    )
    print_line(f"{count:,} {'pages' if path.name.endswith(WEB_ARCHIVE) else 'articles'} in {path}")
    return 0


def require_source(settings: BaseSettings, slug: str) -> None:
    """Raise ExportError for a source that the database does not know."""
    with open_to_read(settings) as database:
        known = {row[0] for row in database.execute("select slug from sources")}
    if slug and slug not in known:
        raise ExportError(f"no source is called {slug!r}{suggest_spelling(slug, known)}")


def verify(folder: Path) -> int:
    """Print what is wrong with a snapshot; return 1 where anything is."""
    faults = verify_snapshot(folder)
    for fault in faults:
        print_line(fault)
    if not faults:
        print_line(f"{folder} is as it was made")
    return int(bool(faults))


def write_selected_snapshot(settings: BaseSettings, folder: Path, selection: Selection) -> int:
    """Freeze a query; return the number of its articles."""
    with open_to_read(settings) as database:
        return make_snapshot(database, selection, folder, now())


def write_file(settings: BaseSettings, path: Path, selection: Selection) -> int:
    """Write what is selected in the format that the file's name ends in; return how many."""
    is_of_pages = path.name.endswith(WEB_ARCHIVE)
    if not is_of_pages and path.suffix not in TABLE_WRITERS:
        raise ExportError(f"{path}: name a file that ends in {KINDS_OF_FILES}")
    if is_of_pages and not selection.texts:
        raise ExportError(f"{path} would hold the full pages: say --texts if whoever gets it may have them")
    with written_whole(path) as part:
        if is_of_pages:
            return write_pages(settings, part, selection)
        with open_to_read(settings) as database:
            return TABLE_WRITERS[path.suffix](exported_rows(database, selection), selection.columns, part)


def write_pages(settings: BaseSettings, path: Path, selection: Selection) -> int:
    """Write the raw pages of what is selected; return how many."""
    with (
        open_to_read(settings) as database,
        closing(open_raw_pages(path_of(settings["RAW_PAGES"], settings["DATABASE"]))) as raw_pages,
    ):
        rows = exported_rows(database, selection)
        return write_web_archive(rows, database, raw_pages, withheld_articles(database), path)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a file that takes another's place once it is whole. Raise ExportError where it cannot be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
