"""Which names of an article its case is indexed by: what it is most about, docket numbers first."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.tfidf import Profile, word_number
from text.proceedings.case_names import CaseName
from text.words import straighten_apostrophes

#: names of an article that are indexed, and the weightiest single words among its names: they bound the index, some 300
#: bytes an article; chosen, not measured
MAX_INDEXED_NAMES, MAX_INDEXED_WORDS = 14, 8
#: bytes of a name's hash: among a million articles a few names of 2^40 coincide
HASH_BYTES = 5


def indexed_names(document: DocumentFeatures, profile: Profile) -> list[CaseName]:
    """Return the names by which an article is found; what stands in its boilerplate only tells nothing of it."""
    whole, single = document.case_names
    weights = {one.key: profile.words.get(word_number(one.key[1:]), (0.0, 0))[0] for one in single}
    weighty = sorted((one for one in single if weights[one.key]), key=lambda one: -weights[one.key])
    names = [*whole[:MAX_INDEXED_NAMES], *weighty[:MAX_INDEXED_WORDS]]
    return own_names(document, names) if document.boilerplate else names


def own_names(document: DocumentFeatures, names: Sequence[CaseName]) -> list[CaseName]:
    text = "\n".join(document.article.text[one.start : one.end] for one in document.own_sentences)
    return [name for name in names if name.written in straighten_apostrophes(text)]


def name_hash(name: CaseName) -> int:
    """Return the number by which a name is indexed."""
    return int.from_bytes(blake2b(name.key.encode(), digest_size=HASH_BYTES).digest())
