"""``scrapy judge``: what other terms would change, the archive judged again, and the judge against people's labels."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlite_utils import Database

from commands.base import HeldError, explained, settings_of, writing
from pipelines.relevance import rescoring
from pipelines.relevance.rescoring import RescoredArticle
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from storage import lease
from storage.clock import now
from storage.schema.database import open_database
from storage.tables import labels, relevance

#: so many terms and so many errors are shown
TERMS, ERRORS = 3, 10


class Command(ScrapyCommand):
    """Judges the stored articles again, or says what that would change."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def syntax(self) -> str:
        return "--preview TOPICS_FILE | --apply [--refetch [named|all]] | --report"

    def short_desc(self) -> str:
        return "Preview other terms, judge the archive again, or compare the judge with people's labels"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        task = parser.add_mutually_exclusive_group(required=True)
        task.add_argument("--preview", metavar="TOPICS_FILE", help="show what these terms would change; store nothing")
        task.add_argument("--apply", action="store_true", help="judge every stored article by the terms of TOPICS")
        task.add_argument("--report", action="store_true", help="precision, recall and worst errors against labels")
        parser.add_argument(
            "--refetch",
            nargs="?",
            choices=("named", "all"),
            const="named",
            help="with --apply: have the next watch fetch pages again whose text was not kept, since no term stood in "
            "it: those with a term in title, summary or address (named), or all of them",
        )

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or (opts.refetch and not opts.apply):
            raise UsageError("--refetch goes with --apply, and nothing else is expected", print_help=False)
        settings = settings_of(self)
        path = Path(opts.preview or settings["TOPICS"])
        topics = load_topics(path)
        if not opts.apply:
            with closing(open_database(settings["DATABASE"])) as database:
                preview(database, topics) if opts.preview else report(database, topics)
            return
        fingerprint = hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
        try:
            with writing(settings, "scrapy judge") as database:
                apply(database, topics, fingerprint, settings.getfloat("STORY_WINDOW_DAYS"))
                print(unkept(database, topics, opts.refetch))
        except HeldError as held:
            print(f"{held}; judge again when it has ended", file=sys.stderr)
            self.exitcode = 1


def preview(database: Database, topics: Topics) -> None:
    """Prints which articles would come in and go out, and by which terms; stores nothing."""
    counted = Counted()
    for batch in shown(database, topics, 0):
        for one in batch:
            counted.add(one)
            if one.changes_topic:
                print(move_of(one))
    print(counted.sentence("would come in", "would go out"))
    print(unkept(database, topics, None))


def apply(database: Database, topics: Topics, fingerprint: str, window_days: float) -> None:
    """Judges every article again, a batch a transaction; stopped, it goes on where it was."""
    counted = Counted()
    for batch in shown(database, topics, relevance.progress(database, fingerprint)):
        with database.atomic():
            for one in batch:
                counted.add(one)
                if one.changed:
                    rescoring.store_score(database, one, window_days)
            relevance.reached(database, fingerprint, batch[-1].before.id)
            lease.beat(database, now())
    with database.atomic():
        relevance.done(database)
    print(counted.sentence("came in", "went out"))


def report(database: Database, topics: Topics) -> None:
    """Prints how the judge does against people's labels, and where it errs most."""
    judged = rescoring.rescore_labelled(database, topics)
    if not judged:
        print("no article has been labelled yet; label some with scrapy label ARTICLE on|off")
        return
    found = rescoring.compare_with_labels(judged)
    print(
        f"{len(judged)} labelled articles: precision {found.precision:.3f}, recall {found.recall:.3f} "
        f"({found.true_positives} rightly on topic, {found.false_positives} wrongly, "
        f"{found.false_negatives} missed, {found.true_negatives} rightly off)"
    )
    written = labels.notes(database)
    for one in rescoring.worst_errors(judged)[:ERRORS]:
        print(error_of(one, written[one.before.id]))


class Counted:
    """How many articles a new judging moves, and by which terms."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.terms: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

    def add(self, one: RescoredArticle) -> None:
        self.articles["labelled"] += one.before.label is not None
        self.articles["rescored"] += one.changed
        if not one.changes_topic:
            self.articles["on" if one.on_topic else "off"] += 1
            return
        self.articles["in" if one.on_topic else "out"] += 1
        self.terms[one.on_topic].update(
            term for term, weight in one.weight_changes()[:1] if (weight > 0) == one.on_topic
        )

    def sentence(self, came: str, went: str) -> str:
        """The counts in words, with the terms that moved most articles."""
        of = self.articles
        lines = [
            f"{of['in']:,} articles {came}{self._by(True)}",
            f"{of['out']:,} articles {went}{self._by(False)}",
            f"{of['on']:,} stay on topic, {of['off']:,} stay near misses; {of['rescored']:,} score differently",
        ]
        if of["labelled"]:
            lines.append(f"{of['labelled']:,} of them were labelled by a person, which holds whatever the score")
        return "\n".join(lines)

    def _by(self, coming: bool) -> str:
        most = [f"{term} ({count:,})" for term, count in self.terms[coming].most_common(TERMS)]
        return f", most by {', '.join(most)}" if most else ""


def unkept(database: Database, topics: Topics, refetch: str | None) -> str:
    """Says how many pages the terms may have met that were not kept; marks them for fetching where asked to."""
    total, found = relevance.count_unkept(database), 0
    for batch in relevance.unkept(database):
        addresses = rescoring.addresses_with_terms(batch, topics)
        found += len(addresses)
        if refetch:
            with database.atomic():
                relevance.fetch_again(database, [hint.url for hint in batch] if refetch == "all" else addresses)
    known = (
        f"{total:,} pages had no term when they were fetched, so their text was not kept; "
        f"{found:,} of them have a term now in title, summary or address"
    )
    if refetch:
        return f"{known}\n{total if refetch == 'all' else found:,} wait to be fetched again by the next watch"
    return known


def move_of(one: RescoredArticle) -> str:
    """An article that comes in or goes out, with the terms that make the difference."""
    way = "in " if one.on_topic else "out"
    terms = ", ".join(f"{weight:+.2f} {term}" for term, weight in one.weight_changes()[:TERMS])
    why = terms or "the same terms; the threshold differs"
    return f"{way} {one.before.relevance:6.2f} -> {one.after.score:6.2f}  {named(one)}\n      {why}"


def error_of(one: RescoredArticle, note: str) -> str:
    """An article on which judge and label disagree, with its terms and what the person noted."""
    terms = ", ".join(f"{match.weight:+.2f} {match.term}" for match in one.after.matches[:TERMS])
    wrong = "wrongly on topic" if one.after.on_topic else "missed"
    noted = f" ({note})" if note else ""
    return f"{wrong}, {one.after.score:.2f}  {named(one)}{noted}\n      {terms or 'no term'}"


def named(one: RescoredArticle) -> str:
    return f"article {one.before.id}: {one.before.article.title} {one.before.url}"


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        bar.add_task("articles", total=total)
        yield bar


def shown(database: Database, topics: Topics, after: int) -> Iterator[list[RescoredArticle]]:
    """Every article beyond this number judged again, while a bar shows how far that is."""
    with progress(relevance.count(database, after)) as bar:
        for batch in rescoring.rescore_archive(database, topics, after):
            yield batch
            bar.advance(bar.task_ids[0], len(batch))
