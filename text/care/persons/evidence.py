"""What the words beside a name say of whose it is, as weights."""

from __future__ import annotations

from dataclasses import dataclass

from text.care.words.vocabulary import (
    ACCUSED,
    ANY_CHILD,
    ARREST,
    CHILD,
    GROWN_UP,
    HARM,
    OFFSPRING,
    PUPIL,
    RECORDED,
    RELATIVE,
    RESCUE,
    SAYS,
    STUDY,
    TITLE,
)

#: weights of what is told of a name: beyond doubt, by a noun beside it, by a verb, by more distant words.
#: Chosen by hand on tests/labelled/care.jsonl, not learned.
CERTAIN, NOUN, VERB, HINT = 5, 4, 3, 2


@dataclass(slots=True)
class NameEvidence:
    """What speaks for a name being a child's, a relative's of one, and somebody else's."""

    child: int = 0
    relative: int = 0
    adult: int = 0
    #: of that, what says that its bearer is accused, tells something, or is of age
    accused: int = 0
    speaker: int = 0
    aged: int = 0

    def add(self, **weights: int) -> None:
        """Take the larger weight of each kind."""
        for kind, weight in weights.items():
            setattr(self, kind, max(getattr(self, kind), weight))


def weigh_noun_before(found: NameEvidence, bits: int, *, genitive: bool) -> bool:
    """Weigh a noun before a name; return whether it told anything."""
    if bits & (TITLE | GROWN_UP):
        found.add(adult=CERTAIN)
    elif bits & ACCUSED:
        found.add(adult=CERTAIN, accused=CERTAIN)
    elif bits & RELATIVE and not bits & CHILD:
        found.add(**({"child": VERB} if genitive else {"relative": NOUN}))
    elif bits & ANY_CHILD:
        found.add(**({"relative": VERB} if genitive else {"child": NOUN}))
    elif bits & SAYS:
        found.add(adult=NOUN, speaker=NOUN)
    elif bits & ARREST:
        found.add(adult=NOUN, accused=NOUN)
    elif bits & HARM:
        found.add(child=VERB if genitive else HINT)
    elif bits & RECORDED and genitive:
        found.add(child=VERB)
    elif bits & RESCUE:
        found.add(child=HINT)
    else:
        return False
    return True


def weigh_word_behind(found: NameEvidence, bits: int, *, passive: bool, whose: bool) -> bool:
    """Weigh a noun or verb behind a name; return whether it told anything."""
    if whose and bits & ANY_CHILD:
        found.add(relative=NOUN)
    elif bits & ACCUSED:
        found.add(adult=NOUN, accused=NOUN)
    elif bits & (TITLE | GROWN_UP) and not bits & PUPIL:
        found.add(adult=NOUN)
    elif bits & RELATIVE and not bits & (CHILD | OFFSPRING):
        found.add(relative=NOUN)
    elif bits & ANY_CHILD:
        found.add(child=NOUN)
    elif bits & ARREST:
        found.add(adult=CERTAIN, accused=CERTAIN)
    else:
        return _weigh_verb_behind(found, bits, passive=passive)
    return True


def _weigh_verb_behind(found: NameEvidence, bits: int, *, passive: bool) -> bool:
    """Weigh what somebody did or what was done to them; return whether it told anything."""
    if bits & HARM:
        found.add(**({"child": VERB} if passive else {"adult": VERB, "accused": VERB}))
    elif bits & RESCUE:
        found.add(**({"child": VERB} if passive else {"adult": HINT}))
    elif bits & SAYS:
        found.add(adult=VERB, speaker=VERB)
    else:
        found.add(child=HINT if bits & STUDY else 0)
        return False
    return True
