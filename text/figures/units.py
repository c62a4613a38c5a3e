"""What a number counts, by what stands around it: money, an age, a share, a time, people, reports, cases, things."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from text.figures.ages import read_age
from text.figures.context import STATUS, NumberInText
from text.figures.currencies import CURRENCY_WORD
from text.figures.kinds import act_kind, is_estimate, is_prison_term, kind_of_label, money_kind, person_kind
from text.figures.nouns import (
    AND_A_HALF,
    ANY_NOUN,
    CASE_NOUN,
    CASES_WON,
    CONVICTIONS_IN,
    ENTRY_END,
    FUNCTION_WORDS,
    IN_EVERY,
    ORDINAL,
    PERCENT_BEHIND,
    REPORT_LABEL,
    REPORT_NOUN,
    REPORT_WORD,
    ROSE,
    TABLE_LABEL,
    TIME_BEHIND,
    TIME_UNITS,
    WORDS_TO_TEN,
)
from text.ledgers.entries import Figure

#: units that terms in prison are counted in
_OF_TERMS: Final = frozenset(["years", "months", "weeks", "days"])
#: characters around a number in which it is said that reports grew; chosen, not measured
_AROUND: Final = 200
#: characters before people within which a word says that they are still to be trained; chosen, not measured
_NEAR: Final = 60
#: characters behind the people that a number counts in which something is said of them; chosen, not measured
_SOON: Final = 90
#: kinds that one person alone hardly has: "one of the participants"
_SAID_OF_SEVERAL: Final = frozenset(["victims", "convicted", "trained", "assisted"])
_NOT_ONE: Final = re.compile(r"\b(?:not|never|nicht|niet)\s$", re.IGNORECASE)
#: languages whose indefinite article is the word for one (ISO 639)
_ARTICLES: Final = frozenset(["de", "nl"])


def read_figure(place: NumberInText) -> Figure | None:
    """Return the figure that a number is; None for a word that counts nothing."""
    return next((figure for reader in _READERS if (figure := reader(place))), None)


def _money(place: NumberInText) -> Figure | None:
    if place.number.start in place.currencies:
        at, currency = place.currencies[place.number.start]
        return place.figure(currency, money_kind(place.clause, place.order), start=at)
    if (word := CURRENCY_WORD.match(place.behind)) and word.lastgroup:
        return place.figure(word.lastgroup, money_kind(place.clause, place.order), length=word.end())
    return None


def _rank(place: NumberInText) -> Figure | None:
    ordinal = ORDINAL.match(place.behind)
    return place.figure("rank", "other", length=ordinal.end()) if ordinal else None


#: "3 in every 1,000"; a larger number before "in" is counted there
_MOST_OF_A_SHARE: Final = 10


def _share(place: NumberInText) -> Figure | None:
    """Return "64 percent", or "2 in every 1,000" in per cent."""
    if place.number.value <= _MOST_OF_A_SHARE and (every := IN_EVERY.match(place.behind)):
        whole = WORDS_TO_TEN.get(every[1].casefold().removesuffix("ng")) or float(every[1].replace(",", ""))
        share = 100 * place.number.value / whole
        share = round(share, 1 if share >= 1 else 3)
        return place.figure("percent", "study_estimate", length=every.end())._replace(value=share)
    if percent := PERCENT_BEHIND.match(place.behind):
        kind = "study_estimate" if is_estimate(place.clause, place.order) else "other"
        return place.figure("percent", kind, length=percent.end())
    return None


def _time(place: NumberInText) -> Figure | None:
    half = AND_A_HALF.match(place.behind)
    if not (time := TIME_BEHIND.match(place.behind, half.end() if half else 0)):
        return None
    unit = TIME_UNITS[time["unit"].casefold()]
    is_term = unit in _OF_TERMS and is_prison_term(
        place.clause, place.order, place.before, short=unit not in {"years", "months"}
    )
    figure = place.figure(unit, "sentence" if is_term else "other", length=time.end())
    return figure._replace(value=place.number.value + 0.5) if half else figure


def _reports(place: NumberInText) -> Figure | None:
    around = place.sentence[max(0, place.start - _AROUND) : place.end + _AROUND]
    bare = not place.number.in_words and place.clause.stands_alone(place.order)
    if bare and REPORT_WORD.search(around) and ROSE.search(around):
        return place.figure("report", "reports")
    report, counted = REPORT_NOUN.match(place.behind), place.clause.counted[place.order]
    if _is_article(place):
        return None
    if report and (not counted.classes or place.end + report.end() <= place.clause.tokens[counted.end - 1].end):
        return place.figure("report", "reports", length=report.end())
    return None


def _people(place: NumberInText) -> Figure | None:
    # "the couple was arrested" counts nobody anew
    pair = place.sentence[place.start : place.end].casefold() == "couple"
    counted = place.clause.counted[place.order]
    if _is_article(place) and place.clause.language in _ARTICLES:
        return None
    if not counted.classes:
        act = "" if pair or _is_article(place) else act_kind(place.clause, place.order, _said_behind(place, place.end))
        return place.figure("person", act) if act else None
    end = max(place.end, place.clause.tokens[counted.end - 1].end)
    kind = person_kind(place.clause, place.order, place.before[-_AROUND:], _said_behind(place, end))
    if kind == "trained" and _is_to_come(place, end):
        kind = "other"
    article = _is_article(place) and (
        kind in _SAID_OF_SEVERAL or "kin" in counted.classes or _NOT_ONE.search(place.before)
    )
    return place.figure("person", "other" if article else kind, length=end - place.end)


#: behind people: their training is yet to come
_TO_COME: Final = re.compile(
    r"\b(?:begins?|starts?|will|to be trained|bansayon|sasanayin|magsugod|magsisimula|beginnt|startet|sollen|"
    r"geschult werden|ausgebildet werden)\b",
    re.IGNORECASE,
)


def _is_to_come(place: NumberInText, end: int) -> bool:
    return bool(STATUS["planned"].search(place.before[-_NEAR:]) or _TO_COME.search(_said_behind(place, end)))


def _said_behind(place: NumberInText, end: int) -> str:
    """Return the words behind a character of the sentence that tell of a number, up to the next one."""
    following = place.clause.counted[place.order + 1 : place.order + 2]
    limit = place.clause.tokens[following[0].first].start if following else end + _SOON
    return place.sentence[end : min(limit, end + _SOON)]


def _is_article(place: NumberInText) -> bool:
    """Return whether a number may be an indefinite article, which counts nobody."""
    return place.number.in_words and place.number.value == 1


def _tabled(place: NumberInText) -> Figure | None:
    """Return what a label before a colon says that the number behind it counts, as in "Suspects arrested: 12"."""
    label = TABLE_LABEL.search(place.before)
    if not label or not ENTRY_END.match(place.behind) or place.number.in_words:
        return None
    if REPORT_LABEL.search(label[1]):
        return place.figure("report", "reports")
    kind = kind_of_label(place.clause, label.start(1))
    return place.figure("person", kind) if kind else None


def _cases(place: NumberInText) -> Figure | None:
    if CONVICTIONS_IN.search(place.before):
        return place.figure("case", "convicted")
    if not (case := CASE_NOUN.match(place.behind)):
        return None
    won = CASES_WON.match(place.behind, case.end())
    return place.figure("case", "convicted" if won else "other", length=case.end())


def _things(place: NumberInText) -> Figure | None:
    if noun := ANY_NOUN.match(place.behind):
        unit = noun[1].split()[0].casefold()
        return place.figure(unit, "other", length=0 if unit in FUNCTION_WORDS else noun.end())
    return None if place.number.in_words else place.figure("", "other")


_READERS: Final[tuple[Callable[[NumberInText], Figure | None], ...]] = (
    _money,
    _rank,
    read_age,
    _share,
    _time,
    _reports,
    _tabled,
    _people,
    _cases,
    _things,
)
