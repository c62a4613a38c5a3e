"""How a later text reuses an earlier one: how much of each, in which sentences, and in what manner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import chain

from pipelines.grouping.alignment import Comparison, SentencePair, flagged_runs, is_filled_in_otherwise
from pipelines.grouping.features import DocumentFeatures
from plans import TextReuse
from storage.tables import sources
from text.quotations.spans import quoted_spans
from text.sentences import Sentence

VERBATIM, EDITED, PARAPHRASED = "verbatim", "edited", "paraphrased"
QUOTE_ONLY, FIGURES_ONLY = "quote only", "figures only"

# Shares are of a text's own words, 0 to 1. All numbers here were chosen by hand, not measured one by one; what comes of
# them as a whole, by kind of copy, stands in docs/measurements.md.

#: words of one shared passage from which on a text of another source reuses an earlier one, those of one outside
#: quotations being enough to be no mere quotation, and of one that may be; and the share from which on a text of the
#: same source does, whose texts resemble each other anyway
MIN_TOLD_PASSAGE_WORDS, MIN_PASSAGE_WORDS, MIN_OWN_SHARE = 25, 40, 0.5
#: share of the names and numbers in shared passages that must agree, between sources and within one: a new case in the
#: old words is no reuse
MIN_AGREEMENT, MIN_OWN_AGREEMENT = 0.5, 0.75
#: share from which on texts that do not agree are look-alikes, and from which on shared passages may be a form
MIN_FORM_SHARE = 0.3
#: share of the names and numbers between the passages that must agree where two texts may have the same form
MIN_GAP_AGREEMENT, MIN_OWN_GAP_AGREEMENT = 0.4, 0.6
#: shares from which on a text is whole, or is it with boilerplate around it; is trimmed; or has a few lines changed
WHOLE_SHARE, SURROUNDED_SHARE, TRIMMED_SHARE, COPIED_SHARE = 0.97, 0.75, 0.4, 0.86
#: share from which on a text is edited rather than told anew; share of sentences from which on it is paraphrased
MIN_EDITED_SHARE, MIN_PARAPHRASED_SHARE = 0.4, 0.25
#: content words, and their share of a sentence's, that stand in one earlier sentence which it paraphrases
MIN_SHARED_STEMS, MIN_STEM_SHARE = 3, 0.5
#: sentences of a text up to which a word tells one from another; this bounds the cost of a long text
MAX_SENTENCES_PER_STEM = 100
#: shared words outside quotations from which on they are more than a quotation
MIN_UNQUOTED_WORDS = 12
#: digits of a shared figure from which on one is enough to count as reuse, and how many smaller ones are
MIN_FIGURE_DIGITS, MIN_SMALL_FIGURES = 3, 3


def detect_reuse(comparison: Comparison, same_story: bool) -> TextReuse | None:
    """Return how the later text reuses the earlier one, or None where it hardly does.

    Shared figures and quotations count only within a story and between sources: elsewhere they are common knowledge.
    """
    within_story = (
        same_story
        and not is_same_source(comparison)
        and bool(comparison.later.words)
        and names_and_numbers_agree(comparison)
    )
    if not (within_story or shares_passages(comparison)):
        return None
    paraphrased = paraphrased_sentences(comparison)
    kind = classify_reuse(comparison, paraphrased)
    if kind is None:
        return None
    earlier, later = comparison.earlier, comparison.later
    return TextReuse(
        earlier.id,
        later.id,
        kind,
        round(comparison.share_of_earlier, 3),
        round(comparison.share_of_later, 3),
        max(0.0, (later.article.time - earlier.article.time).total_seconds() / 3600),
        tuple(character_spans(earlier, later, pair) for pair in (*comparison.pairs, *paraphrased)),
    )


def shares_passages(comparison: Comparison) -> bool:
    """Return whether so much is shared, and agrees so well, that the later text must know the earlier or its source."""
    if comparison.same_words:
        return True
    if is_same_source(comparison):
        return comparison.largest_share >= MIN_OWN_SHARE and names_and_numbers_agree(comparison)
    return has_telling_passage(comparison) and names_and_numbers_agree(comparison)


def has_telling_passage(comparison: Comparison) -> bool:
    """Return whether one shared passage is so long that it is taken over, be it a quotation or told."""
    reused = comparison.reused_in_later
    runs = [run for run in flagged_runs(reused) if run[1] - run[0] >= MIN_TOLD_PASSAGE_WORDS]
    if any(end - start >= MIN_PASSAGE_WORDS for start, end in runs) or not runs:
        return bool(runs)
    flags = [any(start <= at < end for start, end in runs) for at in range(len(reused))]
    return split_by_quotation(comparison.later, flags)[0] >= MIN_UNQUOTED_WORDS


def is_look_alike(comparison: Comparison) -> bool:
    """Return whether one text has the other's words but other names and numbers: the next case in the same form."""
    return comparison.largest_share >= MIN_FORM_SHARE and not names_and_numbers_agree(comparison)


def names_and_numbers_agree(comparison: Comparison) -> bool:
    """Return whether two texts that share passages are about the same, by their names and numbers.

    Those in the passages must agree. Where both texts consist of shared passages to a good part, these may be a form,
    in which the names of whoever uses it agree in any case: then what they fill in must agree, too. The texts of one
    source resemble each other anyway: with them it is always so, and they must agree better.
    """
    same_source = is_same_source(comparison)
    if comparison.agreement < (MIN_OWN_AGREEMENT if same_source else MIN_AGREEMENT):
        return False
    may_be_form = same_source or comparison.least_containment >= MIN_FORM_SHARE
    if comparison.least_containment >= SURROUNDED_SHARE and is_filled_in_otherwise(comparison):
        return False
    return not may_be_form or comparison.agreement_in_gaps >= (
        MIN_OWN_GAP_AGREEMENT if same_source else MIN_GAP_AGREEMENT
    )


def is_same_source(comparison: Comparison) -> bool:
    """Return whether both texts are of one source."""
    return sources.same(comparison.earlier.article.source, comparison.later.article.source)


def is_verbatim(of_earlier: float, of_later: float) -> bool:
    """Return whether two texts are the same, by their shares: with a few lines changed, boilerplate around, or cuts."""
    low, high = sorted((of_earlier, of_later))
    return (
        low >= COPIED_SHARE
        or (of_earlier >= WHOLE_SHARE and of_later >= SURROUNDED_SHARE)
        or (high >= WHOLE_SHARE and low >= TRIMMED_SHARE)
    )


def classify_reuse(comparison: Comparison, paraphrased: Sequence[SentencePair]) -> str | None:
    """Return in what manner the later text reuses the earlier one; None where it does not."""
    if comparison.same_words or is_verbatim(comparison.share_of_earlier, comparison.share_of_later):
        return VERBATIM
    plain, quoted = split_by_quotation(comparison.later, comparison.reused_in_later)
    if comparison.largest_share >= MIN_EDITED_SHARE and plain >= MIN_UNQUOTED_WORDS:
        return EDITED
    if plain >= MIN_PASSAGE_WORDS or len(paraphrased) >= MIN_PARAPHRASED_SHARE * len(comparison.later.sentences):
        return PARAPHRASED
    if quoted and plain < MIN_UNQUOTED_WORDS:
        return QUOTE_ONLY
    if plain or paraphrased:
        return PARAPHRASED
    return FIGURES_ONLY if share_figures(comparison.earlier.numbers & comparison.later.numbers) else None


def character_spans(
    earlier: DocumentFeatures, later: DocumentFeatures, pair: SentencePair
) -> tuple[int, int, int, int]:
    """Return where the two sentences of a pair begin and end in their texts, in characters."""
    one, two = earlier.sentences[pair.earlier], later.sentences[pair.later]
    return one.start, one.end, two.start, two.end


def split_by_quotation(document: DocumentFeatures, flags: Sequence[bool]) -> tuple[int, int]:
    """Return how many of the flagged words stand outside quotation marks, and how many within."""
    quotations = [(span.start, span.end) for span in quoted_spans(document.article.text)]
    plain = quoted = start = 0
    for sentence in document.sentences:
        flagged = sum(flags[start : start + len(sentence.words)])
        start += len(sentence.words)
        inside = sum(
            min(sentence.end, end) - max(sentence.start, begin) for begin, end in overlapping(sentence, quotations)
        )
        within = round(flagged * inside / max(1, sentence.end - sentence.start))
        quoted, plain = quoted + within, plain + flagged - within
    return plain, quoted


def overlapping(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of some spans of characters that a sentence overlaps."""
    return [(begin, end) for begin, end in spans if begin < sentence.end and end > sentence.start]


def paraphrased_sentences(comparison: Comparison) -> list[SentencePair]:
    """Pair the later sentences that say in other words what an earlier one says with that one."""
    paired = {pair.later for pair in comparison.pairs}
    earlier = comparison.earlier.content_stems
    sentences_with: defaultdict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(earlier):
        for stem in stems:
            sentences_with[stem].append(number)
    pairs: list[SentencePair] = []
    for number, stems in enumerate(comparison.later.content_stems):
        if number in paired or len(stems) < MIN_SHARED_STEMS:
            continue
        found = [sentences_with[stem] for stem in stems if stem in sentences_with]
        shared = Counter(chain.from_iterable(numbers for numbers in found if len(numbers) <= MAX_SENTENCES_PER_STEM))
        best, common = max(shared.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
        if common >= MIN_SHARED_STEMS and common >= MIN_STEM_SHARE * min(len(stems), len(earlier[best])):
            pairs.append(SentencePair(best, number))
    return pairs


def share_figures(shared: Set[str]) -> bool:
    """Return whether the numbers that two texts share are telling: one of several digits, or some smaller ones."""
    return any(len(number) >= MIN_FIGURE_DIGITS for number in shared) or len(shared) >= MIN_SMALL_FIGURES
