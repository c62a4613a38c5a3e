"""``scrapy export``: articles as a file, raw pages as a web archive, a query as a snapshot that can be cited."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand
from commands.report import print_line
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


class Command(BaseCommand, ScrapyCommand):
    """Write what a query finds into a file or a snapshot, or verify a snapshot."""

    usage = "[options] FILE|FOLDER [WORD ...]"
    summary = f"Export articles ({KINDS_OF_FILES}), or freeze a query as a snapshot; WORDs as in the search"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--snapshot", action="store_true", help="write a folder: tables, README, checksums")
        parser.add_argument("--verify", action="store_true", help="say whether a snapshot is as it was made")
        parser.add_argument("--source", default="", metavar="SLUG", help="only what was found at this source")
        parser.add_argument("--since", type=day, metavar="DAY", help="only from this day on, as 2026-01-31")
        parser.add_argument("--until", type=day, metavar="DAY", help="only before this day")
        parser.add_argument("--near-misses", action="store_true", help="near misses too")
        parser.add_argument("--texts", action="store_true", help="full texts too: only for who may have them")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if not args:
            raise UsageError("name the file or the folder to write to", print_help=False)
        path, words = Path(args[0]), " ".join(args[1:])
        if opts.verify:
            return self.verify(path)
        self.check_source(opts.source)
        selection = Selection(words, opts.source, opts.since or "", opts.until or "", opts.near_misses, opts.texts)
        count = self.write_snapshot(path, selection) if opts.snapshot else self.write_file(path, selection)
        print_line(f"{count:,} {'pages' if path.name.endswith(WEB_ARCHIVE) else 'articles'} in {path}")
        return 0

    def check_source(self, slug: str) -> None:
        """Raise ExportError for a source that the database does not know."""
        with self.open_to_read() as database:
            known = {row[0] for row in database.execute("select slug from sources")}
        if slug and slug not in known:
            raise ExportError(f"no source is called {slug!r}{suggest_spelling(slug, known)}")

    def verify(self, folder: Path) -> int:
        """Print what is wrong with a snapshot; return 1 where anything is."""
        faults = verify_snapshot(folder)
        for fault in faults:
            print_line(fault)
        if not faults:
            print_line(f"{folder} is as it was made")
        return int(bool(faults))

    def write_snapshot(self, folder: Path, selection: Selection) -> int:
        """Freeze a query; return the number of its articles."""
        with self.open_to_read() as database:
            return make_snapshot(database, selection, folder, now())

    def write_file(self, path: Path, selection: Selection) -> int:
        """Write what is selected in the format that the file's name ends in; return how many."""
        is_of_pages = path.name.endswith(WEB_ARCHIVE)
        if not is_of_pages and path.suffix not in TABLE_WRITERS:
            raise ExportError(f"{path}: name a file that ends in {KINDS_OF_FILES}")
        if is_of_pages and not selection.texts:
            raise ExportError(f"{path} would hold the full pages: say --texts if whoever gets it may have them")
        with written_whole(path) as part:
            if is_of_pages:
                return self.write_pages(part, selection)
            with self.open_to_read() as database:
                return TABLE_WRITERS[path.suffix](exported_rows(database, selection), selection.columns, part)

    def write_pages(self, path: Path, selection: Selection) -> int:
        """Write the raw pages of what is selected; return how many."""
        settings = self.project_settings
        with (
            self.open_to_read() as database,
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


def day(text: str) -> str:
    """Return a day as it is written in the database. Raise ValueError where it is none."""
    return date.fromisoformat(text).isoformat()
