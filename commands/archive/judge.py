"""``scrapy judge``: what other terms would change, the archive scored again, and scores against people's labels."""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.databases import open_to_read, open_to_write
from commands.printing import print_line
from commands.progress_display import progress_bar
from pipelines.care.guarding import guard_new_articles
from pipelines.grouping.disagreement import disagreement_by_feature
from pipelines.relevance import rescoring
from pipelines.relevance.disagreement import disagreement_by_term
from pipelines.relevance.rescoring import RescoredArticle
from pipelines.relevance.scoring import score_article
from pipelines.relevance.suggesting import suggest_terms, with_term
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from storage import lease
from storage.clock import now
from storage.tables import labels, relevance
from storage.tables.care.shown import address_as_shown, words_as_shown
from storage.tables.desk.overruled import count_overruled, overruled_pairs
from storage.tables.grouping import stories

#: terms and errors that are shown at most, chosen, not measured: what fits a line, and a screen
SHOWN_TERMS, SHOWN_ERRORS = 3, 10


def judge_archive(settings: BaseSettings, opts: argparse.Namespace) -> int:
    """Score the stored articles again, or say what that would change; return the exit code."""
    path = Path(opts.preview or settings["TOPICS"])
    topics = load_topics(path)
    if not opts.apply:
        with open_to_read(settings) as database:
            if opts.preview:
                preview_topics(database, topics)
            else:
                (evaluate if opts.evaluate else report_errors)(database, topics)
        return 0
    digest = hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
    with open_to_write(settings, "scrapy judge") as database:
        apply_topics(database, topics, digest, settings.getfloat("STORY_WINDOW_DAYS"))
        guard_new_articles(database, now())
        print_line(refetch_textless(database, topics, opts.refetch))
    return 0


def preview_topics(database: Database, topics: Topics) -> None:
    """Print which articles would come in and go out, and by which terms; store nothing."""
    counted = ChangeCounts()
    for batch in rescore_with_progress(database, topics, 0):
        for one in batch:
            counted.add(one)
            if one.changes_topic:
                print_line(describe_change(database, one))
    print_line(counted.sentence("would come in", "would go out"))
    print_line(refetch_textless(database, topics, None))


def apply_topics(database: Database, topics: Topics, digest: str, window_days: float) -> None:
    """Score every article again, a batch a transaction; what was stopped goes on where it was."""
    counted = ChangeCounts()
    for batch in rescore_with_progress(database, topics, relevance.progress(database, digest)):
        with database.atomic():
            for one in batch:
                counted.add(one)
                if one.changed:
                    rescoring.store_score(database, one, window_days)
            relevance.reached(database, digest, batch[-1].before.id)
            lease.beat(database, now())
    with database.atomic():
        relevance.done(database)
    print_line(counted.sentence("came in", "went out"))


def report_errors(database: Database, topics: Topics) -> None:
    """Print how far the scores agree with people's labels, and where they err most."""
    rescored = rescoring.rescore_labelled(database, topics)
    if not rescored:
        print_line("no article has been labelled yet; label some with scrapy label ARTICLE on|off")
        return
    found = rescoring.compare_with_labels(rescored)
    print_line(
        f"{len(rescored)} labelled articles: precision {found.precision:.3f}, recall {found.recall:.3f} "
        f"({found.true_positives} rightly on topic, {found.false_positives} wrongly, "
        f"{found.false_negatives} missed, {found.true_negatives} rightly off)"
    )
    notes = labels.notes(database)
    for one in rescoring.worst_errors(rescored)[:SHOWN_ERRORS]:
        print_line(describe_error(database, one, notes[one.before.id]))


def evaluate(database: Database, topics: Topics) -> None:
    """Print where people disagreed with the scores and the links, and what terms that suggests."""
    evaluate_terms(database, topics)
    evaluate_links(database)
    print_suggestions(database, topics)


def evaluate_terms(database: Database, topics: Topics) -> None:
    """Print how often a person disagreed with the scores, by term."""
    rescored = rescoring.rescore_labelled(database, topics)
    wrong = len(rescoring.worst_errors(rescored))
    print_line(f"{wrong:,} of {len(rescored):,} labels say otherwise than the score")
    for one in disagreement_by_term(rescored):
        print_line(
            f"{one.term}: {one.share:.0%} of {one.articles:,} labelled articles "
            f"({one.called_off:,} called off topic, {one.called_on:,} called on)"
        )


def evaluate_links(database: Database) -> None:
    """Print how often a person disagreed with the links between articles, and by which of their features."""
    judged = count_overruled(database)
    print_line(
        f"{judged.overruled:,} of {judged.pairs:,} decisions on two articles say otherwise than their link "
        f"({judged.joined:,} are one story without one, {judged.divided:,} are two with one)"
    )
    pairs = overruled_pairs(database)
    ids = {number for pair in pairs for number in (pair.article, pair.other)}
    profiles = {one.id: one for one in stories.read_candidate_profiles(database, ids)}
    for feature in disagreement_by_feature(pairs, profiles):
        print_line(
            f"{feature.feature}: spoke most for one story in {feature.divided:,} pairs that are two, "
            f"and most against in {feature.joined:,} that are one"
        )


def print_suggestions(database: Database, topics: Topics) -> None:
    """Print the terms that the labels suggest, each with the stored articles that it would take on topic."""
    for one in suggest_terms(rescoring.rescore_labelled(database, topics), topics):
        more = with_term(topics, one.phrase)
        found = [
            RescoredArticle(stored, score_article(stored.article, more))
            for stored in relevance.with_phrase(database, one.phrase)
        ]
        moved = [article for article in found if article.changes_topic]
        print_line(
            f"suggested: {one.phrase!r}, in {one.missed:,} articles that were missed, {one.on:,} called on and "
            f"{one.off:,} called off; as a term it would move {len(moved):,} of the latest {len(found):,} with it"
        )
        for article in moved[:SHOWN_ERRORS]:
            print_line(describe_change(database, article))


class ChangeCounts:
    """How many articles a new scoring takes on topic or off, and by which terms."""

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
        """Return the counts in words, with the terms that moved most articles."""
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
        most = [f"{term} ({count:,})" for term, count in self.terms[coming].most_common(SHOWN_TERMS)]
        return f", most by {', '.join(most)}" if most else ""


def refetch_textless(database: Database, topics: Topics, refetch: str | None) -> str:
    """Say how many pages without a stored text may hold a term; mark them for fetching where asked to."""
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


def describe_change(database: Database, one: RescoredArticle) -> str:
    """Describe an article that comes in or goes out, with the terms that make the difference."""
    way = "in " if one.on_topic else "out"
    terms = ", ".join(f"{weight:+.2f} {term}" for term, weight in one.weight_changes()[:SHOWN_TERMS])
    why = terms or "the same terms; the threshold differs"
    return f"{way} {one.before.relevance:6.2f} -> {one.after.score:6.2f}  {name_article(database, one)}\n      {why}"


def describe_error(database: Database, one: RescoredArticle, note: str) -> str:
    """Describe an article on which score and label disagree, with its terms and what the person noted."""
    terms = ", ".join(f"{match.weight:+.2f} {match.term}" for match in one.after.matches[:SHOWN_TERMS])
    wrong = "wrongly on topic" if one.after.on_topic else "missed"
    noted = f" ({note})" if note else ""
    return f"{wrong}, {one.after.score:.2f}  {name_article(database, one)}{noted}\n      {terms or 'no term'}"


def name_article(database: Database, one: RescoredArticle) -> str:
    number = one.before.id
    title, url = (
        words_as_shown(database, number, one.before.article.title),
        address_as_shown(database, number, one.before.url),
    )
    return f"article {number}: {title} {url}"


def rescore_with_progress(database: Database, topics: Topics, after: int) -> Iterator[list[RescoredArticle]]:
    """Score every article beyond this number again, while a bar shows how far that is."""
    with progress_bar("articles", relevance.count_articles(database, after)) as advance:
        for batch in rescoring.rescore_archive(database, topics, after):
            yield batch
            advance(len(batch))
