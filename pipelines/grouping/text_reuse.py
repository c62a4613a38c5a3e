"""How a later text draws on an earlier one: how much of each, in which sentences, and in what manner."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import chain

from items import TextReuse
from pipelines.grouping.alignment import Comparison, Pair, runs
from pipelines.grouping.features import DocumentFeatures
from storage.tables import sources
from text.sentences import Sentence

VERBATIM, EDITED, PARAPHRASED = "verbatim", "edited", "paraphrased"
QUOTE_ONLY, FIGURES_ONLY = "quote only", "figures only"
QUOTATION = re.compile(r"[\"“„«][^\"“”„«»]{8,}[\"”“»]")
#: a text of another source draws on an earlier one from so many words in one passage on; one of the same source,
#: whose texts resemble each other anyway, only when half of it is the same
FEWEST_WORDS, OWN_SHARE = 40, 0.5
#: so much of the names and numbers in shared passages must be the same: a new case in the old words is no reuse
AGREE, OWN_AGREE = 0.5, 0.75
#: texts that share so much and do not agree are look-alikes
ALIKE = 0.3
#: so much of the names and numbers must be known between the passages too, where two texts have the same form
AGREE_BETWEEN, OWN_AGREE_BETWEEN = 0.4, 0.6
#: from these shares of either text on it is a copy with furniture, a trimmed copy, or a copy with lines changed
WHOLE, FURNISHED, TRIMMED, COPIED = 0.97, 0.75, 0.4, 0.86
#: from this share of either text on it is edited rather than told anew; from that share of sentences on, paraphrased
EDITED_SHARE, PARAPHRASED_SHARE = 0.4, 0.25
#: a sentence is paraphrased when so many and this share of its telling words stand in one earlier sentence
SAME_WORDS, SAME_SHARE = 3, 0.5
#: a word that stands in more sentences of a text than this tells none of them from the others
MOST_SAYING = 100
#: so many shared words outside quotations are more than a quotation
FEW_WORDS = 12


def reuse_of(compared: Comparison, same_story: bool) -> TextReuse | None:
    """What the later text takes from the earlier one, or None where that is nothing to speak of.

    Shared figures and quotations count only within a story and between sources: elsewhere they are common knowledge.
    """
    told_again = same_story and not own(compared) and bool(compared.later.words) and agrees(compared)
    if not (told_again or draws(compared)):
        return None
    told = paraphrases(compared)
    kind = kind_of(compared, told)
    if kind is None:
        return None
    earlier, later = compared.earlier, compared.later
    return TextReuse(
        earlier.id,
        later.id,
        kind,
        round(compared.share_of_earlier, 3),
        round(compared.share_of_later, 3),
        max(0.0, (later.article.time - earlier.article.time).total_seconds() / 3600),
        tuple(place(earlier, later, pair) for pair in (*compared.pairs, *told)),
    )


def draws(compared: Comparison) -> bool:
    """Whether so much is shared, and agrees so well, that the later text must know the earlier one or its source."""
    if compared.same_words:
        return True
    if own(compared):
        return compared.largest_share >= OWN_SHARE and agrees(compared)
    longest = max((end - start for start, end in runs(compared.marks_of_later)), default=0)
    return longest >= FEWEST_WORDS and agrees(compared)


def look_alike(compared: Comparison) -> bool:
    """Whether one text has the other's words but other names and numbers: the next case in the same form."""
    return compared.largest_share >= ALIKE and not agrees(compared)


def agrees(compared: Comparison) -> bool:
    """Whether two texts that share passages are about the same, by their names and numbers.

    Those in the passages must agree. Where both texts consist of shared passages to a good part, these may be a form,
    in which the names of whoever uses it agree in any case: then what they fill in must agree, too. The texts of one
    source resemble each other anyway: with them it is always so, and they must agree better.
    """
    inside, linkages_between = (OWN_AGREE, OWN_AGREE_BETWEEN) if own(compared) else (AGREE, AGREE_BETWEEN)
    if compared.agreement < inside:
        return False
    form = own(compared) or compared.least_cover >= ALIKE
    return not form or compared.agreement_in_gaps >= linkages_between


def own(compared: Comparison) -> bool:
    """Whether both texts are of one source."""
    return sources.same(compared.earlier.article.source, compared.later.article.source)


def verbatim(of_earlier: float, of_later: float) -> bool:
    """Whether two texts are the same: with a few lines changed, with furniture around, or with paragraphs left out."""
    low, high = sorted((of_earlier, of_later))
    return low >= COPIED or (of_earlier >= WHOLE and of_later >= FURNISHED) or (high >= WHOLE and low >= TRIMMED)


def kind_of(compared: Comparison, told: Sequence[Pair]) -> str | None:
    """In what manner the later text draws on the earlier one."""
    if compared.same_words or verbatim(compared.share_of_earlier, compared.share_of_later):
        return VERBATIM
    plain, quoted = outside_quotations(compared.later, compared.marks_of_later)
    if compared.largest_share >= EDITED_SHARE and plain >= FEW_WORDS:
        return EDITED
    if plain >= FEWEST_WORDS or len(told) >= PARAPHRASED_SHARE * len(compared.later.sentences):
        return PARAPHRASED
    if quoted and plain < FEW_WORDS:
        return QUOTE_ONLY
    if plain or told:
        return PARAPHRASED
    return FIGURES_ONLY if same_figures(compared.earlier.numbers & compared.later.numbers) else None


def place(earlier: DocumentFeatures, later: DocumentFeatures, pair: Pair) -> tuple[int, int, int, int]:
    """Where the two sentences of a pair begin and end in their texts."""
    one, two = earlier.sentences[pair.earlier], later.sentences[pair.later]
    return one.start, one.end, two.start, two.end


def outside_quotations(document: DocumentFeatures, marks: Sequence[bool]) -> tuple[int, int]:
    """How many of the marked words stand outside quotation marks, and how many within."""
    quotations = [found.span() for found in QUOTATION.finditer(document.article.text)]
    plain = quoted = start = 0
    for sentence in document.sentences:
        marked = sum(marks[start : start + len(sentence.words)])
        start += len(sentence.words)
        inside = sum(
            min(sentence.end, end) - max(sentence.start, begin) for begin, end in overlapping(sentence, quotations)
        )
        within = round(marked * inside / max(1, sentence.end - sentence.start))
        quoted, plain = quoted + within, plain + marked - within
    return plain, quoted


def overlapping(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(begin, end) for begin, end in spans if begin < sentence.end and end > sentence.start]


def paraphrases(compared: Comparison) -> list[Pair]:
    """The later sentences that say in other words what an earlier one says."""
    known = {pair.later for pair in compared.pairs}
    sources = compared.earlier.telling
    saying: defaultdict[str, list[int]] = defaultdict(list)
    for number, source in enumerate(sources):
        for word in source:
            saying[word].append(number)
    pairs: list[Pair] = []
    for number, said in enumerate(compared.later.telling):
        if number in known or len(said) < SAME_WORDS:
            continue
        places = [saying[word] for word in said if word in saying]
        shared = Counter(chain.from_iterable(numbers for numbers in places if len(numbers) <= MOST_SAYING))
        best, common = max(shared.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
        if common >= SAME_WORDS and common >= SAME_SHARE * min(len(said), len(sources[best])):
            pairs.append(Pair(best, number))
    return pairs


def same_figures(shared: Set[str]) -> bool:
    """Whether two texts share a figure of more than one digit, or three smaller ones."""
    return any(len(number) > 2 for number in shared) or len(shared) >= 3
