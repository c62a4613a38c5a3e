"""What a number counts, by what stands around it: money, an age, a share, a time, people, reports, cases, things."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from text.figures.kinds import SAFE_KINDS, is_prison_term, money_kind, person_kind
from text.figures.numbers import WrittenNumber


class Figure(NamedTuple):
    """A figure: its value, or "life"; the upper end of a range; unit, currency, kind, status; where it stands."""

    value: float | str
    value_high: float | None
    unit: str
    currency: str
    kind: str
    #: achieved, planned, maximum or estimate
    status: str
    text: str
    start: int
    end: int
    #: 0 to 1: how often a figure of this kind was right on the labelled documents
    confidence: float


class NumberInText(NamedTuple):
    """A number with its text, the sentence around it, and the currencies that stand before numbers."""

    text: str
    sentence_start: int
    sentence_end: int
    number: WrittenNumber
    #: by where a number begins: where its currency begins, and that currency's code
    currencies: Mapping[int, tuple[int, str]]

    @property
    def sentence(self) -> str:
        return self.text[self.sentence_start : self.sentence_end]

    @property
    def start(self) -> int:
        """Where the number begins in its sentence."""
        return self.number.start - self.sentence_start

    @property
    def end(self) -> int:
        """Where the number ends in its sentence."""
        return self.number.end - self.sentence_start

    @property
    def behind(self) -> str:
        return self.sentence[self.end :]

    def figure(self, unit: str, kind: str, *, length: int = 0, start: int | None = None) -> Figure:
        """Return the figure with ``length`` characters behind the number, from ``start`` in the text where given."""
        begin = self.number.start if start is None else start
        end = self.number.end + length
        before = self.text[self.sentence_start : begin]
        status = next((name for name, sign in _STATUS.items() if sign.search(before)), "achieved")
        confidence = _CONFIDENCE["safe" if kind in SAFE_KINDS else "other"]
        currency = unit if unit.isupper() else ""
        return Figure(
            self.number.value, None, unit, currency, kind, status, self.text[begin:end], begin, end, confidence
        )


_CURRENCIES: Final = {
    **dict.fromkeys(("php", "p", "₱"), "PHP"),
    **dict.fromkeys(("us$", "usd", "$", "u.s. $"), "USD"),
    **dict.fromkeys(("eur", "€"), "EUR"),
    **dict.fromkeys(("gbp", "£"), "GBP"),
    **dict.fromkeys(("a$", "aud", "au$"), "AUD"),
    **dict.fromkeys(("c$", "cad"), "CAD"),
    **dict.fromkeys(("chf",), "CHF"),
    **dict.fromkeys(("rm", "myr"), "MYR"),
    **dict.fromkeys(("inr", "rs", "₹"), "INR"),
    **dict.fromkeys(("sek",), "SEK"),
    **dict.fromkeys(("nok",), "NOK"),
    **dict.fromkeys(("jpy", "¥"), "JPY"),
}
_CURRENCY: Final = re.compile(
    rf"(?<![A-Za-z])({'|'.join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))})\.?[\s\u00a0]?(?=\d)",
    re.IGNORECASE,
)
_CURRENCY_WORD: Final = re.compile(
    r"[\s-](?:(?P<PHP>(?:philippine )?pes(?:os?|o)\b|piso)|(?P<EUR>euros?\b)|(?P<GBP>pounds?\b)|"
    r"(?P<AUD>australian dollars?\b)|"
    r"(?P<USD>(?:us |u\.s\. )?dollars?\b)|(?P<MYR>ringgit)|(?P<INR>rupees?))",
    re.IGNORECASE,
)
_AGE_BEHIND: Final = re.compile(
    r"[-\s]year[-\s]olds?|[-\s]anyos|[-\s]ka tuig (?:ang (?:edad|panuigon)|ang pangedaron)|[-\s]jährige\w{0,40}|"
    r"[-\s]jarige\w{0,40}| jahre alt|"
    r" jaar oud| taong gulang| taong-gulang",
    re.IGNORECASE,
)
_TIME_BEHIND: Final = re.compile(
    r"[-\s](?:(?:ka|na)\s)?(?P<unit>years?|taon|tuig|jahre?n?|jaar|months?|buwan|bulan|monaten?|maanden?|weeks?|"
    r"linggo|semana|"
    r"wochen?|weken|days?|araw|adlaw|tagen?|dagen|hours?|oras|stunden?|uur|minutes?|minuto|minuten)\b",
    re.IGNORECASE,
)
_AND_A_HALF: Final = re.compile(r"\s{1,4}and a half\b", re.IGNORECASE)
_TIME_UNITS: Final = {
    **dict.fromkeys(["year", "years", "taon", "tuig", "jahr", "jahre", "jahren", "jaar"], "years"),
    **dict.fromkeys(["month", "months", "buwan", "bulan", "monat", "monate", "monaten", "maand", "maanden"], "months"),
    **dict.fromkeys(["week", "weeks", "linggo", "semana", "woche", "wochen", "weken"], "weeks"),
    **dict.fromkeys(["day", "days", "araw", "adlaw", "tag", "tage", "tagen", "dagen"], "days"),
    **dict.fromkeys(["hour", "hours", "oras", "stunde", "stunden", "uur"], "hours"),
    **dict.fromkeys(["minute", "minutes", "minuto", "minuten"], "minutes"),
}
_PERCENT: Final = re.compile(r"\s?%|[\s-](?:per ?cent|porsyento|porsiyento|prozent|procent)\b", re.IGNORECASE)
_IN_EVERY: Final = re.compile(r"\s{1,4}(?:in|out of)\s{1,4}(?:every\s{1,4})?(\d[\d,]*)\s", re.IGNORECASE)
_NOUN: Final = re.compile(
    r"[\s-]*(?:(?:ka|na|nga|of)\s{1,4})?(?:the\s{1,4}|his\s{1,4}|her\s{1,4}|their\s{1,4})?((?:(?!(?:to|in|of|for|"
    r"have|has|had|and|or|"
    r"from|with|at|on|by|are|were|is|was|sa|ng|ug|und|en)\s)[^\W\d_][\w'’-]{0,40}\s{1,4}){0,3}?)"
    r"(children|child(?= victims?| survivors?)|minors?|victims?|survivors?(?!\s{1,4}leader)|people|persons?|"
    r"individuals?|"
    r"suspects?|traffickers?|"
    r"perpetrators?|offenders?|facilitators?|buyers?|women|men|woman|man|girls?|boys?|siblings?|kids|judges?|"
    r"prosecutors?|"
    r"(?:desk )?officers?|agents?|workers?|staff|teachers?|members?|participants?|adults?|respondents?|complainants?|"
    r"defendants?|accused|students?|pupils?|leaders?|managers?|investigators?|tellers?|lawyers?|volunteers?|parents?|"
    r"sisters?|brothers?|couple|of them|sa kanila|of whom|convictions?|arrests?|rescues?|"
    r"lider|bata(?:ng)?\b|biktima|katao|tawo|suspek|menor|nagreklamo|miyembro|babae|lalaki|kinder[n]?\b|opfer[n]?\b|"
    r"personen|menschen|"
    r"verdächtige[nr]?|betroffenen?|minderjährige[nr]?|kinderen|slachtoffers?|verdachten?|mensen)",
    re.IGNORECASE,
)
_REPORT_NOUN: Final = re.compile(
    r"\s{1,4}(?:(?:ka|na|nga)\s{1,4})?(?:[\w-]{1,40}\s{1,4}){0,2}?(?:reports?|cybertips?|tips?|alerts?|referrals?|"
    r"complaints?|ulat|"
    r"sumbong|taho|"
    r"meldungen|hinweise?n?|meldingen)\b",
    re.IGNORECASE,
)
_COUNTED_ACTS: Final = {
    "convicted": re.compile(r"\s{1,4}(?:[\w-]{1,40}\s{1,4})?convictions?\b|\s{1,4}verurteilungen", re.IGNORECASE),
    "arrested": re.compile(r"\s{1,4}(?:[\w-]{1,40}\s{1,4})?arrests?\b|\s{1,4}festnahmen", re.IGNORECASE),
    "rescued": re.compile(r"\s{1,4}(?:[\w-]{1,40}\s{1,4})?rescues?\b", re.IGNORECASE),
}
_CONVICTIONS_IN: Final = re.compile(
    r"\b(?:convictions? in|convicted the accused in|conviction in)\s{1,4}$", re.IGNORECASE
)
_CASE_NOUN: Final = re.compile(r"\s{1,4}(?:[\w-]{1,40}\s{1,4}){0,2}?(?:cases?|kaso|fälle[n]?|zaken)\b", re.IGNORECASE)
_ANY_NOUN: Final = re.compile(
    r"[\s-](?:of\s{1,4}(?:the\s{1,4})?[\d,.]+\s{1,4})?(?:(?:ka|na|"
    r"nga)\s{1,4})?([^\W\d_][\w-]{0,40}(?:\s[^\W\d_][\w-]{0,40})?)"
)
_STATUS: Final = {
    "maximum": re.compile(
        r"\b(?:up to|at most|no more than|maximum|hanggang|bis zu|höchstens|maximaal|tot)\s{0,4}\S{0,40}\s{0,4}$",
        re.IGNORECASE,
    ),
    "planned": re.compile(
        r"\b(?:will|plans?|planned|target|aims?|pledged|would|sasanayin|soll|sollen|zal)\b", re.IGNORECASE
    ),
    "estimate": re.compile(
        r"\b(?:about|around|some|roughly|nearly|almost|estimated|approximately|more than|over|at least|"
        r"tinatayang|humigit|mga|kapin|rund|etwa|mehr als|ruim|ongeveer)\s{0,4}\S{0,40}\s{0,4}$",
        re.IGNORECASE,
    ),
}
_CONFIDENCE: Final = {"safe": 0.95, "other": 0.7}


def without_currencies(text: str) -> tuple[str, dict[int, tuple[int, str]]]:
    """Return a text with blanks for the currencies before numbers, and these by where their number begins."""
    currencies = {match.end(): (match.start(), _CURRENCIES[match[1].casefold()]) for match in _CURRENCY.finditer(text)}
    return _CURRENCY.sub(lambda match: " " * len(match.group()), text), currencies


def read_figure(place: NumberInText) -> Figure | None:
    """Return the figure that a number is; None for a word that counts nothing."""
    return next((figure for reader in _READERS if (figure := reader(place))), None)


def _money(place: NumberInText) -> Figure | None:
    if place.number.start in place.currencies:
        at, currency = place.currencies[place.number.start]
        return place.figure(currency, money_kind(place.sentence, at - place.sentence_start, place.end), start=at)
    if (word := _CURRENCY_WORD.match(place.behind)) and word.lastgroup:
        return place.figure(word.lastgroup, money_kind(place.sentence, place.start, place.end), length=word.end())
    return None


def _age(place: NumberInText) -> Figure | None:
    if age := _AGE_BEHIND.match(place.behind):
        return place.figure("years", "age", length=age.end())
    bare = not place.number.in_words and _is_bare_age(place.sentence, place.start, place.end, place.number.value)
    return place.figure("years", "age") if bare else None


def _share(place: NumberInText) -> Figure | None:
    """Return "64 percent", or "2 in every 1,000" in per cent."""
    if every := _IN_EVERY.match(place.behind):
        share = round(100 * place.number.value / float(every[1].replace(",", "")), 3)
        return place.figure("percent", "study_estimate", length=every.end())._replace(value=share)
    if percent := _PERCENT.match(place.behind):
        kind = person_kind(place.sentence, place.start, place.end, "people")
        return place.figure("percent", kind if kind == "study_estimate" else "other", length=percent.end())
    return None


def _time(place: NumberInText) -> Figure | None:
    half = _AND_A_HALF.match(place.behind)
    if not (time := _TIME_BEHIND.match(place.behind, half.end() if half else 0)):
        return None
    kind = "sentence" if is_prison_term(place.sentence, place.start, place.end + time.end()) else "other"
    figure = place.figure(_TIME_UNITS[time["unit"].casefold()], kind, length=time.end())
    return figure._replace(value=place.number.value + 0.5) if half else figure


def _reports(place: NumberInText) -> Figure | None:
    report, noun = _REPORT_NOUN.match(place.behind), _NOUN.match(place.behind)
    if report and (not noun or report.end() <= noun.end()):
        return place.figure("report", "reports", length=report.end())
    return None


def _people(place: NumberInText) -> Figure | None:
    if act := next((kind for kind, noun in _COUNTED_ACTS.items() if noun.match(place.behind)), ""):
        return place.figure("person", act)
    if not (noun := _NOUN.match(place.behind)):
        return None
    kind = person_kind(place.sentence, place.start, place.end + noun.end(), noun.group())
    # an indefinite article counts nobody
    article = kind == "victims" and place.number.in_words and place.number.value == 1
    return place.figure("person", "other" if article else kind, length=noun.end())


def _cases(place: NumberInText) -> Figure | None:
    if _CONVICTIONS_IN.search(place.sentence[: place.start]):
        return place.figure("case", "convicted")
    case = _CASE_NOUN.match(place.behind)
    return place.figure("case", "other", length=case.end()) if case else None


def _things(place: NumberInText) -> Figure | None:
    if noun := _ANY_NOUN.match(place.behind):
        return place.figure(noun[1].split()[0].casefold(), "other", length=noun.end())
    return None if place.number.in_words else place.figure("", "other")


_READERS: Final[tuple[Callable[[NumberInText], Figure | None], ...]] = (
    _money,
    _age,
    _share,
    _time,
    _reports,
    _people,
    _cases,
    _things,
)


def _is_bare_age(sentence: str, start: int, end: int, value: float) -> bool:
    """Return whether a number stands as an age does: between commas behind a name, or in brackets."""
    before, behind = sentence[max(0, start - 40) : start], sentence[end : end + 2]
    commas = bool(
        re.search(
            r"[A-ZÀ-Þ][\w.'’-]{1,40},\s$|\b(?:woman|man|mother|father|suspect|couple|aged|edad|boy|girl),?\s$", before
        )
    )
    return (
        0 < value < 100
        and value.is_integer()
        and (
            (commas and behind[:1] in {",", "."})
            or bool(re.search(r"\baged\s$", before))
            or (before.endswith("(") and behind[:1] == ")")
        )
    )
