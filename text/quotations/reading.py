"""The quotations of a text, each with its speaker as the whole text knows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from text.ledgers.entries import Quotation
from text.quotations.attribution import SPEECH_VERB, Attribution, attribution_before, attribution_behind
from text.quotations.persons import full_names, office_in, person_of, surname_of, without_titles
from text.quotations.spans import QuotedSpan, is_fragment, is_statement, quoted_spans
from text.sentences import split_sentences

_MARKS = '“”"„«»‟ \n'
_TRAILING = " ,–—-"
_INDEFINITE = frozenset(["a", "an", "isang", "usa", "ein", "eine", "een"])
_ABBREVIATED = re.compile(r"\b(Atty|Dr|Col|Gen|Sen|Rep|Gov|Lt|Sgt|Capt|Maj)\.")
_NAMED_BY_PARTICLE = re.compile(r"\b(?:[Ss]i|[Nn]i|[Kk]ay|kang)\s([A-ZÀ-Þ][\w-]{2,30})\b(?!\s[A-ZÀ-Þ])")
_SENTENCE_END = re.compile(r"[.!?][”“\"»«]?\s")
#: offices that a text in Tagalog, Cebuano or German may have called by another word where it named the person
_OFFICES = dict.fromkeys(("hukom", "huwes", "richter", "richterin"), "judge|justice|hukom|huwes|richter(?:in)?")
_OFFICES |= dict.fromkeys(("piskal", "taga-usig"), "prosecutor|piskal|fiscal")
_ANY_OFFICIAL = frozenset(["opisyal", "official", "officials"])
#: who is named by nothing else where a paragraph tells of them: "The mother of three, who works abroad, called us."
_RELATIVE = re.compile(
    r"(?:the|a|an|one|her|his|ang|isang|usa ka|der|die|das|ein|eine)\s(?:\w{1,12}\s)?(?:mother|father|grandmother|"
    r"grandfather|survivor|victim|girl|boy|neighbou?r|aunt|uncle|ina|ama|lola|lolo|biktima|kapitbahay|tiyahin|inahan|"
    r"amahan|silingan|mutter|vater|großmutter|nachbarin|nachbar|überlebende|betroffene)\b",
    re.IGNORECASE,
)
#: words between two quotations across which the speaker stays the same, where none is named; chosen, not measured
_MAX_WORDS_BETWEEN = 12


def read_quotations(text: str) -> list[Quotation]:
    """Return what a text quotes, in its order, passages that go on in the next paragraph as one statement."""
    spans = [span for span in quoted_spans(text) if is_statement(text, span) or _is_said(text, span)]
    names = full_names(text)
    found: list[Quotation] = []
    for number, span in enumerate(spans):
        before = spans[number - 1].end if number else 0
        named = attribution_behind(text, span.end, _limit_behind(text, spans, number))
        named = named or attribution_before(text, span.start, before)
        speaker = resolve_speaker(named, names, found, text, span)
        if speaker or named or _stands_alone(text, span):
            found.append(_quotation(text, span, speaker))
    return _joined(text, found, spans)


def _is_said(text: str, span: QuotedSpan) -> bool:
    """Return whether a few quoted words go on a sentence in which somebody speaks."""
    named = attribution_before(text, span.start, 0) if is_fragment(text, span) else Attribution()
    return bool(named.name or named.pronoun)


def resolve_speaker(
    named: Attribution, names: Sequence[str], found: Sequence[Quotation], text: str, span: QuotedSpan
) -> str:
    """Return the full name of a speaker as the text knows them; empty where it does not tell."""
    if named.name:
        surname = surname_of(named.name)
        full = [name for name in names if surname_of(name) == surname]
        return max([named.name, *full[:1]], key=lambda name: len(name.split()))
    if named.role.partition(" ")[0].casefold() in _INDEFINITE:
        return named.role
    holder = _holder(named.role, text[: span.start]) if named.role else ""
    speaker = holder or _speaker_in_context(named, found[-1] if found else None, text, span)
    # "she laughs" in a portrait, paragraphs behind her name
    return speaker or (_most_named(names) or _first_name(text[: span.start]) if named.pronoun else "")


def _first_name(before: str) -> str:
    """Return whom a particle of Tagalog or Cebuano names last by a first name alone; empty where it names none."""
    named = _NAMED_BY_PARTICLE.findall(before)
    return named[-1] if named else ""


def _most_named(names: Sequence[str]) -> str:
    """Return the person whom a text names most often, at first mention; empty where it names none."""
    surnames = Counter(surname_of(name) for name in names).most_common(1)
    return next((name for name in names if surnames and surname_of(name) == surnames[0][0]), "")


def _speaker_in_context(named: Attribution, last: Quotation | None, text: str, span: QuotedSpan) -> str:
    """Return who spoke in the paragraph so far, or whom it tells of; for a pronoun, whom the one before it tells of."""
    opening = _paragraph_before(text, span.start)
    if last and (span.continued or last.end > opening):
        return (not span.continued and _subject_since(text, last, span)) or last.speaker
    if person := _last_subject(text[: span.start], opening):
        return person
    spoken = last.speaker if last else ""
    if named:
        return _last_subject(text[:opening], _paragraph_before(text, max(0, opening - 2))) or named.role or spoken
    between = text[last.end : span.start].strip(_MARKS).split() if last else []
    return spoken if len(between) <= _MAX_WORDS_BETWEEN else ""


def _subject_since(text: str, last: Quotation, span: QuotedSpan) -> str:
    """Return whom the sentences between two quotations of one paragraph tell of."""
    between = _SENTENCE_END.split(text[last.end : span.start], 1)[1:]
    return _last_subject(text[: span.start], span.start - len(between[0])) if between and between[0].strip() else ""


def _paragraph_before(text: str, place: int) -> int:
    """Return where the paragraph begins that a place lies in."""
    gap = text.rfind("\n\n", 0, place)
    return gap + 2 if gap >= 0 else 0


def _last_subject(before: str, opening: int) -> str:
    """Return the person whom the last sentence that tells of any tells of, or who holds the office it names."""
    for sentence in reversed(split_sentences(_ABBREVIATED.sub(r"\1", before[opening:]))):
        if (relative := _RELATIVE.match(sentence)) and not full_names(sentence):
            return relative.group().casefold()
        if (office := office_in(sentence)) and (holder := _holder(office, before)):
            return holder
        verb = SPEECH_VERB.search(sentence)
        speaking = full_names(sentence[: verb.start()]) if verb else []
        if persons := speaking[-1:] or full_names(sentence):
            return persons[0]
    return ""


def _holder(role: str, before: str) -> str:
    """Return the person who was named with an office, such as the mayor."""
    word = role.rsplit(maxsplit=1)[-1]
    if word.casefold() in _ANY_OFFICIAL:
        return next((name for name in reversed(full_names(before)) if without_titles(name) != name), "")
    office = _OFFICES.get(word.casefold(), re.escape(word))
    named = re.findall(rf"\b(?i:{office})\s+((?:[A-ZÀ-Þ][\w'’.-]+\s?){{2,4}})", before)
    return person_of(named[-1]) if named else ""


def _limit_behind(text: str, spans: Sequence[QuotedSpan], number: int) -> int:
    """Return where the words that may name the speaker of a passage end."""
    paragraph = text.find("\n\n", spans[number].end)
    following = spans[number + 1].start if number + 1 < len(spans) else len(text)
    return min(following, paragraph if paragraph >= 0 else len(text))


def _stands_alone(text: str, span: QuotedSpan) -> bool:
    """Return whether a passage is a statement without a speaker: a paragraph, or whole sentences."""
    inner = text[span.start : span.end].strip(_MARKS)
    return len(inner.split()) >= 6 and inner[:1].isupper() and inner[-1:] in ".!?"


def _quotation(text: str, span: QuotedSpan, speaker: str) -> Quotation:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_MARKS))
    inner = words.strip(_MARKS).rstrip(_TRAILING)
    return Quotation(speaker, inner, start, start + len(inner))


def _joined(text: str, found: Sequence[Quotation], spans: Sequence[QuotedSpan]) -> list[Quotation]:
    """Return the quotations with those joined that one statement goes on in over a paragraph's end."""
    going_on = {span.start for span in spans if span.continued}
    joined: list[Quotation] = []
    for one in found:
        opens = text.rfind("\n", 0, one.start) + 1
        if joined and any(opens <= start <= one.start for start in going_on):
            before = joined.pop()
            joined.append(
                Quotation(one.speaker or before.speaker, f"{before.text}\n\n{one.text}", before.start, one.end)
            )
        else:
            joined.append(one)
    return joined
