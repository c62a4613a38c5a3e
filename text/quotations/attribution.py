"""Who is said to have said it: the words around a quoted passage that name a speaker."""

from __future__ import annotations

import re
from typing import NamedTuple

from text.quotations.persons import full_names, names_titled_person, person_of

_VERBS = (
    r"said|says|say|saying|added|adds|explained|explains|told|tells|noted|notes|stressed|stresses|wrote|writes|asked|"
    r"asks|"
    r"warned|warns|recalled|recalls|stated|states|declared|announced|emphasi[sz]ed|emphasi[sz]es|argued|argues|"
    r"continued|"
    r"remarked|replied|answered|commented|insisted|urged|admitted|concluded|observed|pointed out|shared|testified|"
    r"called|calls|nannte|nennt|bezeichnete|tinawag|gitawag|"
    r"vowed|claimed|confirmed|described|reported|reminded|promised|ruled|quipped|quoted|believes|thinks|"
    r"sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|ergänzte|berichtete|schrieb|forderte|warnte|urteilte|"
    r"versicherte|versichert|mahnte|mahnt|kritisierte|kritisiert|so|laut|"
    r"waarschuwt|waarschuwde|noemt|noemde|zei|zegt|aldus|vertelde|vertelt|stelde|stelt|verklaarde|schreef|benadrukte|voegde|"
    r"miingon|nagkanayon|midugang|mipahayag|misaysay|nagsabi|nagpahayag|iginiit|idiniin|ipinaliwanag"
)
#: Tagalog and Cebuano name the speaker behind a particle
_PARTICLE_VERBS = (
    r"(?:ayon|sabi|ani|wika|giit|pahayag|saad|dagdag|paliwanag|sinabi|tugon|babala|kuwento|paalala|diin|hayag|banggit|"
    r"matod|ingon|sumala|miingon|matud|dugang|pasabot|pulong|asoy|awhag|mipasabot|tubag)(?:\s+(?:naman|pa|din|rin|man|usab|"
    r"sab))?"
)
_PARTICLE = re.compile(rf"\b{_PARTICLE_VERBS}\s+(?:kay|kang|ni|si|nina|sa|ng)\s+", re.IGNORECASE)
_PARTICLE_PRONOUN = re.compile(rf"\b(?:{_PARTICLE_VERBS}\s+(?:niya|nya|siya)|aniya|anya)\b", re.IGNORECASE)
#: right behind a quotation any word is one of speaking that a person's name follows so
_SPOKEN_BY = re.compile(
    r"[^\W\d_][\w-]{1,30}(?:\s(?:pa|naman|din|rin|man|usab|sab|na))?\s(?:(?P<pronoun>niya|nya|nito|niini|siya)\b|(?:kay|kang|ni|nina|si)\s)"
)
_DASH = re.compile(r"\s{0,3}[—–]\s?(?=[A-ZÀ-Þ])")
_PRONOUN = re.compile(r"^(?:she|he|they|sie|er|zij|ze|hij|siya|niya|nito|niini)$", re.IGNORECASE)
SPEECH_VERB = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|nach angaben von|nach worten von|volgens)\s+", re.IGNORECASE
)
#: what ends the words that name a speaker
_CLAUSE_END = re.compile(
    r"[.;:!?(\n“\"„«»]|,?\s(?:who|whose|which|that|when|after|before|during|while|as|upon|because|if|dass|der|die|das|"
    r"die|dat|tijdens|nach|bei|kung|nang|dihang|in an?|in the|at the|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|to reporters)\b"
)
_ROLE = re.compile(r"\b(?:the|her|his|its|der|die|de|het|ang|an?)\s+(?:[\w'-]+\s){0,3}[\w'-]+", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"\b(Atty|Dr|Col|Gen|Sen|Rep|Gov|Lt|Sgt|Capt|Maj|Mr|Mrs|Ms|Hon|Fr|St|Sta|Sto|Ma|Jr|Sr|Insp|Supt|Prof|Rev|Brig|"
    r"Cpl|Kol|Hen|Kap|Engr|Msgr|P(?:[BM]?Gen|Col|Lt(?:Col|Gen)?|Maj|Cpt|SSg|SMS|MSg|Cpl)|[A-Z])\."
)
_FIRST_WORD = re.compile(r"(?:isang\s|usa ka\s)?[^\W\d_][\w-]{2,30}", re.IGNORECASE)
#: before whom a role belongs to: "der Vater eines betroffenen Mädchens"
_GENITIVE = re.compile(r"\s(?:eine[sr]|des|of|ng|sa|van)\s")
_PUNCTUATION = ".,;:!?"
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
#: characters around a quoted passage in which its speaker is looked for; chosen, not measured
_WINDOW = 160


class Attribution(NamedTuple):
    """A speaker as the words beside a quotation name them: a name, a role with its article, or a pronoun."""

    name: str = ""
    role: str = ""
    pronoun: bool = False

    def __bool__(self) -> bool:
        return bool(self.name or self.role or self.pronoun)


def attribution_behind(text: str, end: int, limit: int) -> Attribution:
    """Return whom the clause behind a quoted passage names; ``limit`` is where the next passage or paragraph begins."""
    clause = _plain(text[end : min(end + _WINDOW, limit)])
    if text[end - 2 : end - 1] == "." and clause.lstrip()[:1].isupper():
        # a full stop within the marks ends the sentence: what follows tells of something else
        return Attribution()
    if _DASH.match(clause):
        return Attribution(name=person_of(clause.split(",")[0]))
    goes_on = clause.startswith(",") or text[end - 2 : end - 1] == ","
    return _speaker_of(clause.lstrip(" ,–—-"), goes_on=goes_on)


def _speaker_of(clause: str, *, goes_on: bool) -> Attribution:
    """Return whom a clause behind a quotation names; ``goes_on`` says that it belongs to the quotation's sentence."""
    spoken = _SPOKEN_BY.match(clause)
    if _PARTICLE_PRONOUN.match(clause) or (spoken and spoken["pronoun"]):
        return Attribution(pronoun=True)
    if particle := _PARTICLE.match(clause) or spoken:
        return _named(clause[particle.end() :]) or _bare_role(clause[particle.end() :])
    if clause[:1] in {".", "!", "?"} or not clause:
        return Attribution()
    if verb := SPEECH_VERB.search(clause):
        return _named(clause[: verb.start()] if verb.start() else clause[verb.end() :])
    # behind a comma the sentence goes on with whoever spoke, whatever the verb
    return _named(_SENTENCE_END.split(clause, maxsplit=1)[0]) if goes_on else Attribution()


def attribution_before(text: str, start: int, limit: int) -> Attribution:
    """Return whom the clause before a quoted passage names; ``limit`` is where that clause begins at the earliest."""
    clause = _plain(text[max(limit, start - _WINDOW) : start]).rstrip()
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])", clause)[-1]
    if not sentence.endswith((":", ",", " na", " nga", "dass", "dat")) and not SPEECH_VERB.search(sentence[-40:]):
        return Attribution()
    if particle := _PARTICLE.search(sentence):
        return _named(sentence[particle.end() :])
    if according := _ACCORDING.search(sentence):
        return _named(sentence[according.end() :])
    verbs = list(SPEECH_VERB.finditer(sentence))
    if verbs:
        before = _subject(sentence[: verbs[-1].start()])
        return before or _named(sentence[verbs[-1].end() :])
    named = _named(sentence) if sentence.endswith(":") else Attribution()
    return named if named.name else Attribution()  # without a verb, "a little sharper:" names nobody


def _subject(words: str) -> Attribution:
    """Return whom the words before a verb name; the first of them may have a capital for beginning the sentence."""
    named, nearest = _named(words), person_of(words.rstrip(" ,").rpartition(",")[2])
    return (
        Attribution(name=nearest)
        if nearest and words.startswith(named.name or "-") and " " not in named.name
        else named
    )


def _plain(words: str) -> str:
    """Return words in one line in which a full stop ends a sentence."""
    return _ABBREVIATED.sub(r"\1", words.replace("\n", " "))


def _bare_role(words: str) -> Attribution:
    """Return the role that a Tagalog or Cebuano particle puts before some words: "saad ng hukom"."""
    role = _FIRST_WORD.match(words)
    if role is None:
        return Attribution()
    counted = " " in role.group()
    return Attribution(role=role.group() if counted else f"ang {role.group()}")


def _named(words: str) -> Attribution:
    """Return the speaker that some words name."""
    words = words.strip(" ,:")
    if not words:
        return Attribution()
    outer = (words.split()[0], words.split()[-1])
    if any(_PRONOUN.match(word.strip(_PUNCTUATION)) for word in outer):
        return Attribution(pronoun=True)
    stop = _CLAUSE_END.search(words, 1)
    clause = words[: stop.start()] if stop else words
    first = clause.split(",")[0]
    # a whole name stands before a single word, which may only begin its sentence
    whole = next((names[0] for part in (first, clause, words) if (names := full_names(part))), "")
    if not whole and person_of(first) and (role := _ROLE.match(first)) and not names_titled_person(first):
        return Attribution(role=_GENITIVE.split(role.group(), maxsplit=1)[0])
    if name := whole or person_of(first) or person_of(clause) or person_of(words):
        return Attribution(name=name)
    role = _ROLE.search(clause)
    return Attribution(role=role.group()) if role else Attribution()
