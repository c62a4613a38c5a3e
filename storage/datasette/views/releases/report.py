"""The report on one release: who used which of its sentences, figures and quotations, and what each text adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.views.ledgers import MAX_TEXTS, StoryText, paragraph_at, texts_to_line_up
from storage.datasette.views.releases.restated import ReadSentences, read_telling, restated
from storage.datasette.views.releases.uptake import Uptake, summary, uptakes_of
from text.figures import alignment
from text.figures.alignment import align_figures
from text.quotations.alignment import align_quotations

#: how what a text makes of a figure or a quotation is counted
COUNTED_AS = {
    alignment.AGREES: "kept",
    alignment.ROUNDED: "kept",
    alignment.CONVERTED: "kept",
    alignment.LOST: "lost",
    alignment.ONLY_HERE: "new",
    "verbatim": "kept",
    "trimmed": "kept",
    "translated": "kept",
}
FATES = ("kept", "changed", "lost", "new")


class QuotableSentence(NamedTuple):
    """A sentence with the paragraph that it stands in."""

    words: str
    paragraph: int


class LinedUp(NamedTuple):
    """What became of a figure or a quotation that a text does not say as the release does."""

    what: str
    status: str
    released: str
    told: str


class TextReport(NamedTuple):
    """What one text makes of the release."""

    article: int
    publisher: str
    title: str
    #: numbers of the release's sentences that it says too; None where it is in another language
    used: frozenset[int] | None
    figures: Counter[str]
    quotations: Counter[str]
    changes: Sequence[LinedUp]
    added: Sequence[QuotableSentence]

    @property
    def changes_in_words(self) -> dict[str, list[str]]:
        """Return the changes by what they are of and how it fared, what differs first, what is lost last."""
        found: dict[str, list[str]] = {}
        for change in sorted(self.changes, key=lambda one: ("changed", "new", "lost").index(fate(one))):
            words = " → ".join(filter(None, (change.released, change.told)))
            found.setdefault(f"{change.what}: {change.status}", []).append(words)
        return found


class ReleasedSentence(NamedTuple):
    """A sentence of the release, and who says it, too."""

    passage: QuotableSentence
    used_by: Sequence[str]


async def release_page(context: PageContext) -> Values:
    """Return the report on the release of a story."""
    if context.anonymous:
        raise Missing
    number = context.number("id")
    texts = await texts_to_line_up(context, number)
    if not texts or not texts[0].is_release:
        raise Missing
    uptakes = (await uptakes_of(context, [number])).get(number, [])
    reports = list(text_reports(texts))
    compared = [report for report in reports if report.used is not None]
    sentences = released_sentences(texts[0], compared)
    return {
        "id": number,
        "release": texts[0],
        "published": await context.row("article", id=texts[0].article),
        **summary(uptakes),
        "rows": [(one, report_of(one, reports), sentence_share(one, reports, sentences)) for one in uptakes],
        "reports": reports,
        "sentences": sentences,
        "dropped": sum(not sentence.used_by for sentence in sentences),
        "compared": len(compared),
        "most": MAX_TEXTS if len(texts) == MAX_TEXTS else 0,
        "fates": FATES,
    }


def text_reports(texts: Sequence[StoryText]) -> Iterator[TextReport]:
    """Yield what each text makes of the first, which is the release, in their order."""
    release, *others = texts
    read = {text.article: read_telling(text.text) for text in texts}
    for place, text in enumerate(others, 1):
        alike = [one for one in texts[:place] if same_language(one, text)]
        used = used_sentences(read[release.article], read[text.article]) if release in alike else None
        changes = list(lined_up(release, text))
        yield TextReport(
            *(text.article, text.publisher, text.title, used),
            Counter(fate(change) for change in changes if change.what == "figure"),
            Counter(fate(change) for change in changes if change.what == "quotation"),
            [change for change in changes if fate(change) != "kept"],
            added_passages(text.text, read[text.article], [read[one.article] for one in alike]) if alike else [],
        )


def same_language(one: StoryText, other: StoryText) -> bool:
    """Return whether two texts can be compared by their words."""
    return one.language == other.language or not (one.language and other.language)


def used_sentences(release: ReadSentences, other: ReadSentences) -> frozenset[int]:
    """Return the numbers of the release's sentences that another text says, too."""
    return frozenset(number for number, said in enumerate(restated(release, [other])) if said)


def added_passages(text: str, read: ReadSentences, earlier: Sequence[ReadSentences]) -> list[QuotableSentence]:
    """Return the sentences of a text that no earlier one says."""
    said = restated(read, earlier)
    spans = [(one.start, one.end) for one, known in zip(read.sentences, said, strict=True) if not known]
    return [QuotableSentence(text[start:end].strip(), paragraph_at(text, start)) for start, end in spans]


def lined_up(release: StoryText, text: StoryText) -> Iterator[LinedUp]:
    """Yield what became of every figure and quotation of the release, and those that only the text has."""
    for ours, theirs, status in align_figures(release.figures, release.text, text.figures, text.text):
        yield LinedUp("figure", status, ours.text if ours else "", theirs.text if theirs else "")
    translated = not same_language(release, text)
    for said, told, status in align_quotations(release.quotations, text.quotations, translated=translated):
        yield LinedUp("quotation", status, said.text if said else "", told.text if told else "")


def fate(change: LinedUp) -> str:
    """Return how a figure or a quotation is counted: as kept, changed, lost or new."""
    return COUNTED_AS.get(change.status, "changed")


def released_sentences(release: StoryText, reports: Sequence[TextReport]) -> list[ReleasedSentence]:
    """Return the sentences of the release with the outlets that say each of them, too."""
    spans = [(one.start, one.end) for one in read_telling(release.text).sentences]
    return [
        ReleasedSentence(
            QuotableSentence(release.text[start:end].strip(), paragraph_at(release.text, start)),
            [report.publisher for report in reports if report.used is not None and number in report.used],
        )
        for number, (start, end) in enumerate(spans)
    ]


def report_of(uptake: Uptake, reports: Sequence[TextReport]) -> TextReport | None:
    """Return the report on an article; None of a copy, and of one that was not compared."""
    return next((report for report in reports if report.article == uptake.article), None)


def sentence_share(uptake: Uptake, reports: Sequence[TextReport], sentences: Sequence[ReleasedSentence]) -> str:
    """Return how many of the release's sentences an article says, such as "5 of 12"; empty where that is not known."""
    report = report_of(uptake, reports)
    used = len(report.used) if report and report.used is not None else None
    return "" if used is None else f"{used} of {len(sentences)}"
