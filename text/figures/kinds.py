"""What a figure counts: the kinds of figures, told by the nearest of the words that tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from text.figures.clauses import Clause, Cue
from text.figures.lexicon import function_words
from text.figures.steps import distance

#: kinds that are right often enough to be shown as they are: at least 95 in 100 on the labelled documents
SAFE_KINDS: Final = frozenset(["age", "fine", "damages", "sentence", "rescued", "convicted"])

#: steps from a number to a cue beyond which the cue tells of something else; chosen, as are the steps below, then set
#: on the labelled documents
_REACH: Final = 18.0
#: kinds of people with the classes of nouns that they may be said of
_SAID_OF: Final = {
    "rescued": frozenset(["harmed", "young", "kin", "anyone"]),
    "arrested": frozenset(["suspected", "kin", "anyone"]),
    "convicted": frozenset(["suspected", "kin", "anyone"]),
    "victims": frozenset(["harmed", "young", "kin", "anyone"]),
    "trained": frozenset(["professional", "anyone"]),
    "assisted": frozenset(["harmed", "young", "kin", "anyone"]),
    "study_estimate": frozenset(["harmed", "young", "kin", "anyone", "suspected"]),
}
#: steps by which a kind stands behind others whose cue is as near, as its cues say less
_WEAKNESS: Final = {"victims": 4.0, "assisted": 2.0, "study_estimate": -2.0, "payment": 6.0, "funding": 2.0}
#: steps at which those whom harm was done to count as victims, where no cue says more
_HARMED: Final = 6.0
#: the same for suspects, who count as arrested
_SUSPECTED: Final = 9.0
#: people who were asked, not counted
_ASKED: Final = re.compile(
    r"(?:survey of|survey with|surveyed|interviews? with|interviewed|interviewing|asked|panayam sa|survey sa|"
    r"befragt\w{0,40})\s{1,4}(?:\w{1,40}\s{1,4}){0,2}$|"
    r"\b(?:nagpangutana|nangutana|gipangutana|tinanong|sinarbey|kinapanayam|befragt\w{0,3})\b[^.;\d]{0,40}$",
    re.IGNORECASE,
)
#: training that is promised
_TO_BE_TRAINED: Final = re.compile(
    r"\b(?:training (?:of|for)|will train|to train|sasanayin)\s{1,4}(?:\w{1,40}\s{1,4})?$", re.IGNORECASE
)
#: of whom these words are said, nobody has been arrested
_AT_LARGE: Final = re.compile(
    r"\b(?:at large|on the run|still wanted|being sought|auf der flucht|voortvluchtig|"
    r"(?:were|was) (?:dropped|dismissed|acquitted|cleared)|freigesprochen)\b"
)
#: a term that is given out right behind such a word: "got eight months", "was handed a term of 90 days"
_GIVEN: Final = re.compile(
    r"\b(?:gets?|got|given|gives?|gave|handed|received?s?|receives|erhielt|bekam|kreeg|kreegen|drohen)\s{1,4}"
    r"(?:(?:him|her|them|a|another|prison|jail|term|sentence|of|eine[nr]?|een)\s{1,4}){0,5}$",
    re.IGNORECASE,
)
#: before a span of time in which something is done
_WITHIN: Final = re.compile(r"\b(?:in|over|within|during|binnen|innerhalb)\s(?:the\s|de\s)?$", re.IGNORECASE)
#: steps from a span of time within which a word tells that it is no term in prison
_BESIDE: Final = 1.0
#: the same, where nothing nearer tells that it is one
_AGAINST: Final = 7.0
#: kinds that a part of a number may have, if their cue is this close; else it has the kind of the whole
_OF_A_PART: Final = ("rescued", "arrested", "convicted", "trained")
_CLOSE: Final = 4.0
#: words from what has to be paid to whom harm was done to, if they are to have it
_RECIPIENTS: Final = 10
_MONEY_KINDS: Final = ("fine", "damages", "funding", "payment")
#: steps that a cue is further off where it is said of another amount; chosen, then set on the labelled documents
_OF_ANOTHER: Final = 8.0
#: words before an amount in which that is said to be what something is worth; chosen, not measured
_WORTH_REACH: Final = 3
_WORTH, _OF_AMOUNT, _ARTICLES, _BEFORE_TASK = map(
    function_words, ("worth", "between_amount_and_cue", "articles", "before_a_task")
)
_LABELLED: Final = ("convicted", "arrested", "rescued", "trained", "assisted", "victims")


def person_kind(clause: Clause, number: int, before: str, behind: str) -> str:
    """Return what people a number counts; ``before`` and ``behind`` are the words around it and its noun."""
    if _ASKED.search(before) or (_TO_BE_TRAINED.search(before) and "help" not in before[-30:]):
        return "other"
    classes = clause.counted[number].classes
    if "part" in classes:
        return _least({kind: steps for kind, steps in _scores(clause, number, _OF_A_PART).items() if steps <= _CLOSE})
    allowed = [kind for kind, said_of in _SAID_OF.items() if classes & said_of]
    scores = _scores(clause, number, allowed)
    if "harmed" in classes:
        scores["victims"] = min(scores.get("victims", _HARMED), _HARMED)
    if "under_suspicion" in classes:
        scores["arrested"] = min(scores.get("arrested", _SUSPECTED), _SUSPECTED)
    if _AT_LARGE.search(behind):
        scores.pop("arrested", None)
    return _least(scores)


def act_kind(clause: Clause, number: int, behind: str) -> str:
    """Return what is said of people whom a number without a noun counts; empty where nothing is."""
    act = clause.act_behind(number)
    return "" if act == "arrested" and _AT_LARGE.search(behind) else act


def money_kind(clause: Clause, number: int) -> str:
    """Return what an amount of money is."""
    first = clause.counted[number].first
    before = clause.words_from(max(0, first - _WORTH_REACH), min(first, _WORTH_REACH))
    if not _WORTH.isdisjoint(before):
        return _least(_scores(clause, number, ["funding"]))
    scores = _scores(clause, number, _MONEY_KINDS)
    harmed = min(
        (clause.words_between(number, cue) for cue in clause.cues_near(number, "harmed")), default=_RECIPIENTS + 1
    )
    if "payment" in scores and harmed <= _RECIPIENTS:
        scores["damages"] = min(scores.get("damages", _WEAKNESS["payment"]), _WEAKNESS["payment"] - 1)
    kind = _least(scores)
    if kind != "payment":
        return kind
    return "fine" if clause.cues.get("court") else "other"


def kind_of_label(clause: Clause, start: int) -> str:
    """Return what a number behind a label counts, such as "Suspects arrested: 12"; empty where it does not tell."""
    told = {kind for kind in _LABELLED for cue in clause.cues.get(kind, ()) if start <= clause.tokens[cue.first].start}
    return next((kind for kind in _LABELLED if kind in told), "")


def is_prison_term(clause: Clause, number: int, before: str, *, short: bool) -> bool:
    """Return whether a span of time is a sentence to prison; one of days or less is said right beside that."""
    against, term = (_nearest(clause, number, kind) for kind in ("no_term", "sentence"))
    task = short and not _BEFORE_TASK.isdisjoint(clause.words_from(clause.counted[number].end + 1, 1))
    if task or _WITHIN.search(before) or against <= _BESIDE or against <= min(_AGAINST, term):
        return False
    return bool(_GIVEN.search(before)) or term <= (_CLOSE if short else _REACH)


def is_estimate(clause: Clause, number: int) -> bool:
    """Return whether a share of people is one that a study has found."""
    return _nearest(clause, number, "study_estimate") <= _REACH


def _scores(clause: Clause, number: int, kinds: Iterable[str]) -> dict[str, float]:
    """Return how far off the nearest cue of each kind is, of those within reach."""
    distances = {kind: _nearest(clause, number, kind) for kind in kinds}
    return {kind: steps + _WEAKNESS.get(kind, 0) for kind, steps in distances.items() if steps <= _REACH}


def _nearest(clause: Clause, number: int, kind: str) -> float:
    return min((_steps_to(clause, number, cue) for cue in clause.cues_near(number, kind)), default=float("inf"))


def _steps_to(clause: Clause, number: int, cue: Cue) -> float:
    return distance(clause, number, cue) + _OF_ANOTHER * _belongs_to_another(clause, number, cue)


def _belongs_to_another(clause: Clause, number: int, cue: Cue) -> bool:
    """Return whether what tells an amount's kind stands right behind another one: "P2 million in fines"."""
    if cue.kind not in _MONEY_KINDS:
        return False
    at = cue.first
    while at > 0 and clause.tokens[at - 1].word in _OF_AMOUNT:
        at -= 1
    other = clause.ends.get(at, number)
    return other != number and clause.tokens[clause.counted[other].first].word not in _ARTICLES


def _least(scores: Mapping[str, float]) -> str:
    return min(scores, key=lambda kind: (scores[kind], kind), default="other")
