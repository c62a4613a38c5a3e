"""What figures beside each other tell of each other: parts of a whole, equivalents in another currency, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from text.figures.nouns import FUNCTION_WORDS, PART_WORDS, WHERE_WORDS
from text.ledgers.entries import Figure

_AMONG: Final = re.compile(r"(?:among them|darunter|onder wie|kabilang ang)\s$", re.IGNORECASE)
_PART: Final = re.compile(r"\b(?:of them|of whom|of which|sa kanila|sa mga ito|niini|davon|von ihnen)\b", re.IGNORECASE)
#: between an amount and the same in another currency
_EQUIVALENT: Final = re.compile(
    r"\s{0,4}(?:\(|,?\s{0,4}or|,)\s{0,4}(?:about|around|some|roughly|close to|equal to|equivalent to|nearly|almost|"
    r"mga|humigit-kumulang|rund|"
    r"etwa|ongeveer|omgerekend|circa)?\s{0,4}",
    re.IGNORECASE,
)
#: between two amounts of a list
_AMOUNTS: Final = re.compile(
    r"[^.;:\d]{0,60}\b(?:and|at|ug|und|en|up from|down from|tig)[\s-](?:up to\s|as much as\s)?", re.IGNORECASE
)
#: a sentence that begins so tells of parts of the number that it names first
_WHOLE_FIRST: Final = re.compile(
    r"(?:^|[.!?\n]\s{0,4})(?:out of|of|among|sa|von|van|mula sa)\s[^.!?\n]{0,40}$", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.!?:\n]")
_PEOPLE_OR_REPORTS: Final = frozenset(["person", "report"])
#: before a number of the same as before
_GOES_ON: Final = re.compile(
    r"\b(?:another|further|(?:up|down|,)\sfrom|compared (?:with|to)|against|"
    r"kon itandi sa|kumpara sa|verglichen mit|gegenüber|of which|waarvan|von denen|davon)\s$",
    re.IGNORECASE,
)
#: before a number that bounds others, such as an age
_BOUND: Final = re.compile(r"\b(?:under|over|below|above|unter|über|onder|boven)\s$", re.IGNORECASE)
#: characters behind a number in which that is said of whom it counts; chosen, not measured
_SAID_BEHIND: Final = 80
_ACQUITTED: Final = re.compile(
    r"\b(?:acquitted|freigesprochen|vrijgesproken|napawalang-sala|at large|on the run|auf der flucht)\b", re.IGNORECASE
)
#: between a part and the whole that it is of
_OF_THE: Final = re.compile(r"\s(?:out\s)?(?:of|der|von|van|sa)\s(?:the\s|den\s|de\s|mga\s)?", re.IGNORECASE)
#: of cases that have ended with a verdict of guilty, behind their number
_DECIDED: Final = re.compile(
    r"[^.;:\d]{0,40}\b(?:convictions?|convicted|guilty|verurteil\w{0,10}|schuldspr\w{1,8}|\w{0,8}hat[ou]l\w{0,6}|sad-an|\w{0,8}hukman|"
    r"(?:for|in favou?r of) the prosecution|pabor sa prosekusyon|daog \w{2,6} (?:ang )?prosekusyon)\b",
    re.IGNORECASE,
)
_VERDICT: Final = re.compile(
    r"convict|guilty|verurteil|schuldig|hat[ou]l|hukman|konbikto|sad-an|sentenc|jailed", re.IGNORECASE
)
#: before "one of them", which counts nobody
_NOT_ONE: Final = re.compile(r"\b(?:not|nicht|niet)\s$", re.IGNORECASE)
#: behind a number: nouns of which each is one person's conviction
_CONVICTIONS: Final = re.compile(r"\s(?:\w{1,20}\s)?(?:convictions|guilty pleas|verurteilungen|hatol)\b", re.IGNORECASE)
_CASES_LEFT_OUT: Final = FUNCTION_WORDS | {"ended", "led", "resulted", "endeten", "ang", ""}
_TERMS: Final = frozenset(["years", "months", "days"])
_AGES: Final = re.compile(
    r"(?:\s(?:and|at|ug|und|en)|,)\s(?:(?:(?:the|his|her|ang|der|die|das|sein|seine|ihr|ihre|iyang)\s){1,2}[\w-]{1,30}\s(?:is\s)?)?",
    re.IGNORECASE,
)
_LIST: Final = re.compile(r"\s{0,4}(?:,|and|at|ug|und|en|,\s{0,4}and)\s{0,4}", re.IGNORECASE)
_ESTIMATE: Final = re.compile(
    r"\b(?:estimat\w{0,40}|tinataya\w{0,40}|tantiya|gibana-?bana|banabana\w{0,3}|geschätzt\w{0,40}|schätz\w{0,10}|stud(?:y|ies)|survey\w{0,3}|research\w{0,4}|"
    r"studie|umfrage|pagtuon|pag-aaral|sarbey|polls?|onderzoek\w{0,3}|prevalence)\b",
    re.IGNORECASE,
)
#: people from which on a number in a text on a study is an estimate, where nothing else is said of them
_MANY: Final = 10_000
#: characters behind a part in which "of them" stands
_PART_REACH: Final = 10
#: characters between an estimate and the same as a share; chosen, not measured
_NEAR: Final = 60


def relate_figures(text: str, figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures in their order, with the kinds that those beside them give them."""
    found = sorted(figures, key=lambda figure: figure.start)
    study = bool(_ESTIMATE.search(text))
    for at, figure in enumerate(found):
        before = found[at - 1] if at else None
        found[at] = _with_estimate(_with_kind_of(text, figure, before), before, study=study)
    return _listed(text, _told_of_before(text, _other_currency_first(text, found)))


def _with_kind_of(text: str, figure: Figure, before: Figure | None) -> Figure:
    """Return a figure with the kind of the one before it, where it is a part or an equivalent of that."""
    if before is None or "\n\n" in text[before.end : figure.start]:
        return figure
    currencies = figure.currency, before.currency
    if all(currencies) and len(set(currencies)) > 1 and _EQUIVALENT.fullmatch(text[before.end : figure.start]):
        return figure._replace(kind=before.kind)
    whole = before.unit in _PEOPLE_OR_REPORTS and before.kind not in {"other", "study_estimate"}
    none = _NOT_ONE.search(text[max(0, figure.start - 8) : figure.start])
    counts = not none and figure.kind == "other" and not figure.currency and figure.unit != "percent"
    if whole and counts and _PART.search(text[figure.start : figure.end + _PART_REACH]):
        return figure._replace(kind=before.kind, unit=before.unit)
    if whole and figure.unit == "person" and _AMONG.search(text[before.end : figure.start]):
        return figure._replace(kind=before.kind)
    return figure


def _other_currency_first(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures, an amount with the kind of its equivalent behind it, or of the list that it goes on."""
    told = list(figures)
    for at in range(len(told) - 1):
        one, other = told[at], told[at + 1]
        if not (one.currency and other.currency):
            continue
        between = text[one.end : other.start]
        if one.kind == "other" and one.currency != other.currency and _EQUIVALENT.fullmatch(between):
            told[at] = one._replace(kind=other.kind)
        if other.kind == "other" and one.currency == other.currency and _AMOUNTS.fullmatch(between):
            told[at + 1] = other._replace(kind=one.kind)
    return told


def _told_of_before(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures, a number without a noun as what the one before it in its sentence counts."""
    told = list(figures)
    for at in range(len(told) - 1, 0, -1):
        bare = told[at - 1].unit in {"", *WHERE_WORDS} and told[at - 1].kind == "other"
        if bare and told[at].kind == "age" and _AGES.fullmatch(text[told[at - 1].end : told[at].start]):
            told[at - 1] = told[at - 1]._replace(kind="age", unit="years")
    for at in range(1, len(told)):
        figure, before = told[at], told[at - 1]
        between = text[before.end : figure.start]
        bare = figure.kind == "other" and figure.unit in {"", *FUNCTION_WORDS}
        if bare and before.kind == "age" and _AGES.fullmatch(between):
            told[at] = figure._replace(kind="age", unit="years")
        elif before.unit == "case" and _leaves_cases_out(text, figure, before) and _DECIDED.match(text, figure.end):
            told[at] = figure._replace(kind="convicted", unit="case")
        elif _is_elliptic(text, figure, before):
            told[at] = figure._replace(kind=before.kind, unit=before.unit)
        elif figure.kind == before.kind == "convicted" and _is_whole_of(text, before, figure):
            told[at - 1] = before._replace(kind="other")
        elif figure.kind == "convicted" and _OF_THE.fullmatch(between):
            told[at - 1 : at + 1] = _part_and_whole(text, before, figure)
        elif (
            figure.kind == "other" and figure.unit in _TERMS and before.kind in {"sentence", "fine"} and ";" in between
        ):
            told[at] = figure._replace(kind="sentence")
    return told


def _leaves_cases_out(text: str, figure: Figure, before: Figure) -> bool:
    """Return whether a number counts cases that the one before it names: "of 15 cases, six were decided"."""
    of_cases = _WHOLE_FIRST.search(text[max(0, before.start - 60) : before.start]) and " " not in figure.text
    return figure.unit in _CASES_LEFT_OUT or (figure.kind == "convicted" and bool(of_cases))


def _is_whole_of(text: str, whole: Figure, part: Figure) -> bool:
    """Return whether a number is only what a part with a verdict is of: "of 14 accused, nine were convicted"."""
    first = _WHOLE_FIRST.search(text[max(0, whole.start - 60) : whole.start])
    return (
        bool(first) and float(part.value) < float(whole.value) and not _VERDICT.search(text[whole.start : part.start])
    )


def _part_and_whole(text: str, part: Figure, whole: Figure) -> tuple[Figure, Figure]:
    """Return a part and what it is of: both are convictions in "eight of the ten convictions", but in
    "six of the eight defendants were convicted" the part is alone."""
    if not _CONVICTIONS.match(text, whole.end):
        return part, whole._replace(kind="other")
    return part._replace(kind=whole.kind, unit=whole.unit), whole


def _is_elliptic(text: str, figure: Figure, before: Figure) -> bool:
    """Return whether a number leaves out what it counts, as the one before it in the sentence has said it."""
    between = text[before.end : figure.start]
    if not _may_go_on(figure, before) or _SENTENCE_END.search(between) or _BOUND.search(between):
        return False
    if _ACQUITTED.search(text[figure.start : figure.end + _SAID_BEHIND]):
        return False
    if figure.unit in {"", *WHERE_WORDS} or _GOES_ON.search(between):
        return True
    whole_first = _WHOLE_FIRST.search(text[max(0, before.start - 60) : before.start])
    is_part = float(figure.value) <= float(before.value) and (whole_first or ";" in between)
    return bool(is_part) and figure.unit in {"person", *PART_WORDS}


def _may_go_on(figure: Figure, before: Figure) -> bool:
    """Return whether a number of no known kind may count what the one before it does; one person is somebody else."""
    if isinstance(figure.value, str) or isinstance(before.value, str) or figure.kind != "other" or figure.currency:
        return False
    counts = before.unit in _PEOPLE_OR_REPORTS and before.kind not in {"other", "study_estimate"}
    return counts and figure.value.is_integer() and (figure.unit, figure.value) != ("person", 1)


def _with_estimate(figure: Figure, before: Figure | None, *, study: bool) -> Figure:
    """Return a figure as an estimate, where a text on a study counts people by the thousand; shares only there."""
    if not study and (figure.unit, figure.kind) == ("percent", "study_estimate"):
        return figure._replace(kind="other")
    if not study or isinstance(figure.value, str) or figure.currency:
        return figure
    if before and figure.unit == "percent" and figure.start - before.end < _NEAR:
        of_people = (before.kind, before.unit) == ("study_estimate", "person")
        return figure._replace(kind="study_estimate") if of_people else figure
    many = figure.value >= _MANY and figure.unit in {"person", "", "and", "at", "ang", "to"}
    if many and figure.kind in {"other", "victims", "study_estimate"}:
        return figure._replace(kind="study_estimate", unit="person")
    return figure


def _listed(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures, people of a list with the kind that one of them has."""
    listed = list(found)
    for at in range(len(listed) - 2, -1, -1):
        figure, behind = listed[at], listed[at + 1]
        joined = _LIST.fullmatch(text[figure.end : behind.start])
        if joined and figure.unit == behind.unit == "person" and {figure.kind, behind.kind} == {"other", "trained"}:
            listed[at], listed[at + 1] = figure._replace(kind="trained"), behind._replace(kind="trained")
    return listed
