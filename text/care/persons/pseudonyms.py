"""Names that a text says are not the real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from text.care.passages import CareSentence
from text.care.persons.names import NameCandidate, name_key
from text.care.words.vocabulary import word_list

_NAME: Final = word_list("name")
_UNREAL: Final = word_list("unreal")
_BY_ITSELF: Final = (
    "pseudonym",
    "schuilnaam",
    "codename",
    "code-name",
    "gefingeerd",
    "not-her-real",
    "deckname",
    "di-tunay",
)
_WE: Final = word_list("we")
_CALL: Final = word_list("call")
_ASKED: Final = word_list("asked")
_PLURAL: Final = word_list("plural")
#: sentences in front of one that speaks of a name without saying it, in which that name stands
_BEFORE: Final = 2

Named = Mapping[int, Sequence[NameCandidate]]


def _says_unreal(passage: CareSentence) -> bool:
    words = {token.folded for token in passage.tokens[passage.first : passage.behind]}
    if not words.isdisjoint(_NAME) and not words.isdisjoint(_UNREAL) and not _tells_real_name(passage):
        return True
    if not words.isdisjoint(_CALL) and (not words.isdisjoint(_WE) or not words.isdisjoint(_ASKED)):
        return True
    return any(word.startswith(_BY_ITSELF) for word in words)


def _tells_real_name(passage: CareSentence) -> bool:
    """Return whether a sentence goes on from "real name is" to a name."""
    words = passage.tokens[passage.first : passage.behind]
    for real, name, verb, value in zip(words, words[1:], words[2:], words[3:], strict=False):
        if (
            real.folded in {"real", "richtiger", "echte", "tunay"}
            and name.folded in _NAME
            and verb.folded in {"is", "was", "ist", "ay"}
        ):
            return value.is_capital
    return False


def pseudonymous_keys(passages: Sequence[CareSentence], named: Named) -> frozenset[tuple[str, ...]]:
    """Return the names in a text of which it says that they are not the real ones."""
    found: set[tuple[str, ...]] = set()
    for at, passage in enumerate(passages):
        if not _says_unreal(passage):
            continue
        words = {token.folded for token in passage.tokens[passage.first : passage.behind]}
        if not words.isdisjoint(_PLURAL):
            return frozenset(name_key(passage.tokens, one) for names in named.values() for one in names)
        own = named.get(at, ())
        for other in [at] if own else [at + 1, *range(at - 1, at - 1 - _BEFORE, -1)]:
            if names := named.get(other, ()):
                found.update(name_key(passage.tokens, one) for one in names)
                break
    return frozenset(found)
