"""What a figure counts: the kinds of figures, and the words beside a number that tell them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: kinds that are right often enough to be shown as they are: at least 95 in 100 on the labelled documents
SAFE_KINDS: Final = frozenset(["age", "fine", "damages", "sentence", "rescued", "convicted"])

#: words beside a number of people that tell its kind, by language: English, Tagalog, Cebuano, German, Dutch
_PERSON_CUES: Final = {
    "rescued": (
        r"rescu\w{0,40}|(?:to|into) safety|to protective (?:custody|care)|taken into (?:protective )?(?:custody|care)|"
        r"removed from|saved?|found (?:a )?safe|(?:now|are|is) safe|freed|liberated|recovered from|pulled (?:out|from)|"
        r"out of (?:a|the) (?:house|building|flat)|placed in shelters?|"
        r"nasagip|sinagip|nasasagip|nailigtas|iniligtas|naligtas|ligtas|nasaklolohan|"
        r"naluwas|giluwas|pagluwas|nakaluwas|nasalbar|gisalbar|"
        r"befrei\w{0,40}|gerettet\w{0,8}|retteten?|holten?|in sicherheit|in obhut|"
        r"gered\w{0,40}|redden?|bevrijd\w{0,40}|in veiligheid|haalden?|weggehaald|ondergebracht"
    ),
    "arrested": (
        r"arrest\w{0,40}|nabbed|collared|apprehend\w{0,40}|behind bars|in(?:to)? (?:police )?custody|detain\w{0,40}|"
        r"charged|charges against|indicted|on trial|being tried|suspects?|caught|locked up|remanded|"
        r"naaresto|inaresto|arestado|nadakip|dinakip|nahuli|hinuli|nasakote|timbog|nakakulong|nakulong|ikinulong|"
        r"nasikop|gisikop|gidakop|nadakpan|gikulong|napriso|gipriso|"
        r"festgenommen\w{0,4}|nahm(?:en)?|festnahme\w{0,40}|verhaftet\w{0,4}|inhaftiert\w{0,4}|untersuchungshaft|"
        r"verdächtig\w{0,40}|"
        r"aangehouden|gearresteerd|opgepakt|hielden|zitten vast"
    ),
    "convicted": (
        r"convict\w{0,40}|found guilty|sentenced|guilty|prison for life|in prison|jailed for|"
        r"nahatulan|hinatulan|napatunayang|pinatawan|"
        r"sad-an|gisilotan|silot|gihukman|nakonbikto|gikonbikto|"
        r"verurteil\w{0,40}|schuldig gesprochen|veroordeel\w{0,40}|schuldig bevonden"
    ),
    "trained": (
        r"train\w{0,40}|courses?|seminars?|workshops?|academy|graduat\w{0,40}|"
        r"sinanay|nagsanay|sumailalim sa pagsasanay|pagsasanay|pagbansay|gibansay|nabansay|"
        r"geschult\w{0,40}|schulte|schulung\w{0,4}|fortbildung\w{0,4}|fortgebildet|ausgebildet|lehrgang\w{0,4}|"
        r"opgeleid|geschoold|getraind|cursus"
    ),
    "assisted": (
        r"assist\w{0,40}|support(?:s|ed)|scholar\w{0,40}|stud(?:y|ies) of|finish (?:college|school)|college|"
        r"in its care|"
        r"t(?:ake|ook|akes) care|looks? after|care homes?|counsel\w{0,40}|aftercare|legal aid|therapy|found a place|"
        r"helped|"
        r"school fees|reunited|moved into|shelter houses|"
        r"natulungan|tinulungan|inalalayan|kinupkop|inaruga|mag-aaral|pag-aaral|"
        r"natabangan|gitabangan|giatiman|gikupkop|pagtungha|"
        r"betreu\w{0,40}|unterstütz\w{0,40}|geholfen|half|halfen|begleitet|"
        r"geholpen|hielp(?:en)?|opgevangen|opvang|vang(?:t|en)|begeleid|ondersteund"
    ),
    "victims": (
        r"victims?|survivors?|complainants?|identif\w{0,40}|exploit\w{0,40}|abus\w{0,40}|trafficking of|"
        r"traffick\w{0,40}|damages|to each of|each of the|offered|"
        r"biktima|nagreklamo|matag usa sa|bawat isa sa|opfer|betroffene\w{0,40}|slachtoffers?"
    ),
    "study_estimate": (
        r"estimat\w{0,40}|survey\w{0,40}|stud(?:y|ies)\b(?! of)|prevalence|thought to be|put the (?:share|number)|"
        r"the report adds|tinataya\w{0,40}|tantiya|gibanabana|geschätzt\w{0,40}|schätz\w{0,40}|naar schatting"
    ),
}
_MONEY_CUES: Final = {
    "fine": r"fine[sd]?|fined up to|(?:pinag)?multa\w{0,40}|pagmumultahin|penalt\w{0,40}|geldstrafe|"
    r"geldbu(?:ß|ss)e|boete",
    "damages": (
        r"damages|compensation|restitution|danyos|bayad-pinsala|indemnity|receive|awarded|entschädigung|"
        r"schaden[s]?ersatz|schmerzensgeld|"
        r"to the survivors|each of the \w{1,40} (?:survivors|victims|complainants)|schadevergoeding|matag survivor|"
        r"an die opfer|pay his victims"
    ),
    "funding": (
        r"fund\w{0,40}|grant\w{0,40}|budget\w{0,40}|donat\w{0,40}|allocat\w{0,40}|sets? aside|set aside|"
        r"invest(?:s|ed|ing|ments?)?|giv(?:e|es|ing)|gave|geeft|gab|nagbigay|tulong|mitunol|contribut\w{0,40}|"
        r"provid\w{0,40}|"
        r"pledg\w{0,40}|commits?|committed|shoulder\w{0,40}|cost|costs|"
        r"spen[dt]\w{0,40}|partnership|programme|program|scholarship|naglaan|maglalaan|maglaan|ilalaan|inilaan|"
        r"pondo|pundo|(?:gi|mo)gahin|ambag|"
        r"finanzier\w{0,40}|"
        r"stell\w{0,40}\b.{0,60}\bbereit|förder\w{0,40}|financier\w{0,40}|subsidie"
    ),
}
_SENTENCE_CUE: Final = re.compile(
    r"\b(?:sentence\w{0,40}|imprison\w{0,40}|prison|jail\w{0,40}|jailed|terms?|behind bars|in jail|serv(?:e|es|ing)|"
    r"added|gets?|"
    r"pagkakakulong|"
    r"pagkakabilanggo|makulong|hinatulang|pagkabilanggo|bilanggo|gihukman|bewährung\w{0,40}|hatol|hinatulan|"
    r"gisilotan|gipahamtang|haft|freiheitsstrafe|gefängnis|"
    r"verurteil\w{0,40}|"
    r"celstraf|gevangenisstraf|cel|veroordeel\w{0,40})\b",
    re.IGNORECASE,
)
_NO_TERM: Final = re.compile(
    r"\b(?:ago|parole|later|earlier|after|before|since|within|for the (?:first|last|past)|in the (?:last|past|next)|"
    r"every|per|"
    r"four-year|took|take|waited|average|makalipas|nakaraan|nakalipas|milabay|later|vor|nach|seit|geleden)\b",
    re.IGNORECASE,
)
PERSON_CUES: Final = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _PERSON_CUES.items()}
MONEY_CUES: Final = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _MONEY_CUES.items()}

#: nouns of people who are never rescued, arrested or convicted, but trained or asked
_PROFESSIONS: Final = re.compile(
    r"\b(?:judges?|prosecutors?|officers?|tanods?|workers?|staff|teachers?|tellers?|investigators?|volunteers?|"
    r"managers?|officials?|"
    r"leaders?|members?|miyembro|personnel|police|lawyers?|nurses?|doctors?|participants?|kalahok|students?|parents?|"
    r"adults|nurses?|sozialarbeiter(?:n|innen)?|richter(?:n|innen)?|staatsanwält\w{0,6}|rechters|polizist(?:en|"
    r"innen)|lehrkräfte[n]?|agenten|magtutudlo|"
    r"respondents?|clerks?|counsellors?|counselors?|guro|hukom|pulis)\b",
    re.IGNORECASE,
)
_CHILDREN: Final = re.compile(
    r"\b(?:child\w{0,40}|complainants?|nagreklamo|minors?|siblings?|girls?|boys?|kids?|survivors?|victims?|bata(?:ng)?|"
    r"biktima|menor|kinder[n]?|opfer|"
    r"nieces|nephews|minderjährige\w{0,40}|kinderen|slachtoffers?|people|persons?|katao|tawo|menschen)\b",
    re.IGNORECASE,
)
_OFFENDERS: Final = re.compile(
    r"\b(?:suspects?|suspek|detainees?|abusers?|festgenommene[nr]?|verurteilte[nr]?|traffickers?|facilitators?|"
    r"perpetrators?|offenders?|buyers?|couple|men|women|man|woman|"
    r"people|"
    r"persons?|katao|tawo|defendants?|accused|verdächtige\w{0,40}|beschuldigte\w{0,40}|verdachten?|mag-asawa|siblings?|"
    r"sisters?|brothers?|brüder[n]?|schwestern?|broers|zussen|mensen|personen|akusado|babae|babaye|lalaki|"
    r"kababaihan|magtiayon|suspetsado|täter[n]?|daders?|männern?|mannen|"
    r"vrouwen|frauen)\b",
    re.IGNORECASE,
)
_ALLOWED: Final = {"rescued": _CHILDREN, "victims": _CHILDREN, "arrested": _OFFENDERS, "convicted": _OFFENDERS}
#: characters of a sentence around a number in which a cue tells its kind; a cue further off tells of something else
_REACH: Final = 90
#: characters by which a cue behind a conjunction seems further than it is: it belongs to the next number
_CONJUNCTION: Final = 20
#: how much further a cue seems where another number stands between, in characters; chosen, not measured
_ACROSS: Final = 60


#: Dutch for "after" before a span of time; in Tagalog it links one to what it is
_AFTER: Final = re.compile(r"\bna\s$", re.IGNORECASE)
#: the lower end of a range, or the same amount in another currency, between a number and a cue: neither parts the two
_NO_OTHER: Final = re.compile(
    r"\S{0,12}\d\S{0,12}(?:\s\w{1,12})?\s(?:to|hanggang|hangtod|bis|tot|and|at|ug|und|en)\s\S{0,4}$|"
    r"^\s?\([^()]{1,40}\)",
    re.IGNORECASE,
)
#: a term that is given out right behind such a word: "got eight months", "was handed a term of 90 days"
_GIVEN: Final = re.compile(
    r"\b(?:gets?|got|given|gives?|gave|handed|received?s?|receives|erhielt|bekam|kreeg|kreegen|drohen)\s{1,4}"
    r"(?:(?:him|her|them|a|another|prison|jail|term|sentence|of|eine[nr]?|een)\s{1,4}){0,5}$",
    re.IGNORECASE,
)
#: two groups of people of whom one predicate tells: "three women and two men were"
_SHARED_PREDICATE: Final = re.compile(
    r"(?:\s{1,4}(?:and|at|ug|und|en)\s{1,4}(?:[\w-]{1,40}\s{1,4}){1,4}(?:were|was|are|have|has|had|ang|wurden|"
    r"werden|zijn|kamen)"
    r"|,\s\d{1,2}(?:\s(?:and|at|ug|und|en)\s\d{1,2})?,\s(?:were|was|are))\b",
    re.IGNORECASE,
)
#: of whom these words are said, nobody has been arrested
_AT_LARGE: Final = re.compile(r"\b(?:at large|on the run|still wanted|being sought|auf der flucht|voortvluchtig)\b")
_AND: Final = re.compile(r"\b(?:and|at|ug|und|en)\b", re.IGNORECASE)
#: people who were asked, not counted
_ASKED: Final = re.compile(
    r"(?:survey of|survey with|surveyed|interviews? with|interviewed|asked|panayam sa|"
    r"befragt\w{0,40})\s{1,4}(?:\w{1,40}\s{1,4})?$",
    re.IGNORECASE,
)
#: training that is promised
_TO_BE_TRAINED: Final = re.compile(
    r"\b(?:training (?:of|for)|will train|to train|sasanayin)\s{1,4}(?:\w{1,40}\s{1,4})?$", re.IGNORECASE
)


def person_kind(sentence: str, start: int, end: int, noun: str) -> str:
    """Return what people a number at ``start`` to ``end`` of a sentence counts, ``noun`` being what it calls them."""
    before = sentence[:start]
    if _ASKED.search(before) or (_TO_BE_TRAINED.search(before) and "help" not in before[-30:]):
        return "other"
    scores = {
        kind: distance
        for kind, cue in PERSON_CUES.items()
        if (distance := _distance(cue, sentence, start, end)) <= _REACH and _may_be(kind, noun)
    }
    if scores and _AT_LARGE.search(sentence, end, end + _REACH):
        scores.pop("arrested", None)
    if not scores:
        return "other"
    return min(scores, key=lambda kind: (scores[kind] + _WEAKNESS.get(kind, 0), kind))


#: characters by which a kind stands behind others whose cue is as near, as its cues say less; set on the labelled
#: documents
_WEAKNESS: Final = {"victims": 25, "assisted": 15, "study_estimate": -10, "trained": 0}


def money_kind(sentence: str, start: int, end: int) -> str:
    """Return what an amount of money at ``start`` to ``end`` of a sentence is."""
    scores = {kind: _distance(cue, sentence, start, end) for kind, cue in MONEY_CUES.items()}
    kind = min(scores, key=scores.__getitem__)
    return kind if scores[kind] <= _REACH else "other"


def kind_of_label(label: str) -> str:
    """Return what a number behind a label counts, such as "Suspects arrested: 12"; empty where it does not tell."""
    kinds = ("convicted", "arrested", "rescued", "trained", "assisted", "victims")
    return next((kind for kind in kinds if PERSON_CUES[kind].search(label)), "")


def is_prison_term(sentence: str, start: int, end: int) -> bool:
    """Return whether a span of time at ``start`` to ``end`` of a sentence is a sentence to prison."""
    near = sentence[max(0, start - 12) : end + 12]
    if _AFTER.search(sentence[:start]):
        return False
    return bool(
        not _NO_TERM.search(near.replace(sentence[start:end], " "))
        and (_GIVEN.search(sentence[:start]) or _distance(_SENTENCE_CUE, sentence, start, end) <= _REACH)
    )


def _may_be(kind: str, noun: str) -> bool:
    if kind in {"trained", "assisted"}:
        return kind == "assisted" or bool(_PROFESSIONS.search(noun) or re.search(r"people|persons?|them|katao", noun))
    if kind == "study_estimate":
        return True
    return bool(_ALLOWED[kind].search(noun)) and not _PROFESSIONS.search(noun)


def _distance(cue: re.Pattern[str], sentence: str, start: int, end: int) -> float:
    """Return how far the nearest match of a cue is from a number, in characters."""
    shared = _SHARED_PREDICATE.match(sentence, end)
    spans = _cue_spans(cue, sentence)
    if shared and any(0 <= begin - shared.end() <= _CONJUNCTION for begin, _ in spans):
        return 0.0
    found = [
        max(begin - end, start - close, 0)
        + _ACROSS * _number_between(sentence, begin, close, start, end)
        + _CONJUNCTION * bool(begin >= end and _AND.search(sentence[end:begin]))
        for begin, close in spans
        if max(begin - end, start - close) <= _REACH
    ]
    return min(found, default=float("inf"))


@lru_cache(maxsize=64)
def _cue_spans(cue: re.Pattern[str], sentence: str) -> tuple[tuple[int, int], ...]:
    """Return where a cue stands in a sentence; each of its numbers asks anew."""
    return tuple(match.span() for match in cue.finditer(sentence))


def _number_between(sentence: str, begin: int, close: int, start: int, end: int) -> bool:
    between = sentence[end:begin] if begin >= end else sentence[close:start]
    between = _NO_OTHER.sub(" ", between)
    return bool(
        re.search(
            r"\d|;|\b(?:and|at|ug|und|en)\s{1,4}(?:one|two|three|four|five|six|seven|eight|nine|ten|a\s)", between
        )
    )
