"""Whether a name of a place stands for the place, by the words around it, or is a part of another name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from text.phrases.finding import Token
from text.places.gazetteer import special_names
from text.places.mentions import Mention


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES: Final = _words(
    "mr mrs ms dr atty attorney prof professor judge justice prosecutor fiscal piskal senator sen representative "
    "rep congressman congresswoman mayor governor gov vice president councilor councillor kagawad kapitan captain "
    "capt col colonel lt lieutenant sgt sergeant general maj major insp inspector supt superintendent chief "
    "director secretary undersecretary usec asec commissioner father fr sister sr bishop archbishop cardinal "
    "pastor rev don dona ginoong ginang gng bb hukom huwes abogado agent officer detective richter richterin "
    "staatsanwalt staatsanwältin herr frau doktor meneer mevrouw engr engineer ambassador datu sultan coach "
    "forecaster spokesman spokesperson spokeswoman konsehal"
)
#: Tagalog and Cebuano words before the names of persons
_PERSON_MARKERS: Final = _words("si ni kay kang sina nina kina nila")
#: what is smaller than a town and often called like one
_SMALLER: Final = _words("barangay brgy bgy barangays sitio purok zone subdivision villa")
_LOCATIVE: Final = _words(
    "in from near at to outside within across around inside toward towards into between throughout sa taga mula "
    "gikan ng padulong buong tibuok aus nach bei uit te naar"
)
#: prepositions that stand before persons as often
_LOOSE_LOCATIVE: Final = _words("of von for via van")
#: words in capitals that stand before a place without being part of its name
_BEFORE_PLACE: Final = _words(
    "the in at from near of and to for by with on as when while after before since that this where if but or both "
    "all many most some nearby downtown metro greater northern southern eastern western central upper lower north "
    "south east west hilagang timog office unit center centre court police group division station branch chapter "
    "field norden suden osten westen grossraum regional provincial city municipal hospital task force prosecutor's "
    "bureau agency department capital ang sa mga mula taga ng nang noong nitong ayon kay bagong buong usa "
    "dakbayan human gikan ug og kang niadtong der die das den dem des im aus nach bei von auf und vom zum zur "
    "insel region laut het de een uit te op van island islands visayas mindanao luzon national another neither "
    "only today yesterday meanwhile also even"
)
_BEHIND_PLACE: Final = _words(
    "philippines pilipinas philippinen filipijnen province police provincial regional municipal metropolitan rtc "
    "mtc court courts prosecutor prosecutors mayor vice gov governor rep representative congressman councilor "
    "archbishop bishop task social women field office branch region district city town jail government nbi pnp "
    "dswd iacat island inter anti child sangguniang board capitol"
)
#: lower case words behind the name of a place
_PLACE_NOUNS: Final = _words(
    "town city police resident residents mayor officials court courts native prosecutor prosecutors council "
    "lawmakers municipal provincial regional government capitol couple man woman based branch office villagers "
    "families folk polizei kapolisan pulis"
)
#: what makes even the name of a city a part of another name
_INSTITUTIONS: Final = _words(
    "university college school academy institute bulletin times news journal star chronicle courier standard "
    "herald post sun freeman tribune gazette street st avenue ave road rd boulevard blvd drive highway expressway "
    "bridge day park plaza hotel bank pamantasan unibersidad universität universidad universiteit ateneo colegio "
    "kolehiyo airport"
)
_FOREIGN_BEHIND: Final = re.compile(
    rf",?\s*(?:,|\(|\bin|\bsa)\s*(?:the )?(?:{'|'.join(map(re.escape, sorted(special_names().countries)))})\b",
    re.IGNORECASE,
)
_LIST_GAP: Final = re.compile(r"\s*(?:,|,?\s(?:and|at|ug|og|und|en|or|&))\s+$|^\s*,?\s(?:and|at|ug|og|und|en)\s+$")
#: characters between two places of a list
_LONGEST_LIST_GAP: Final = 8


class Surroundings(NamedTuple):
    """A mention and the words beside it; empty words at the ends of the text."""

    mention: Mention
    before: Token
    second_before: Token
    behind: Token
    second_behind: Token


_NOTHING: Final = Token("", "", 0, 0, "\n\n")


def surroundings_of(mention: Mention, tokens: Sequence[Token]) -> Surroundings:
    """Return a mention with the words beside it."""

    def at(position: int) -> Token:
        return tokens[position] if 0 <= position < len(tokens) else _NOTHING

    first, last = mention.first, mention.last
    return Surroundings(mention, at(first - 1), at(first - 2), at(last + 1), at(last + 2))


def names_a_person(around: Surroundings, tokens: Sequence[Token]) -> bool:
    """Return whether the name stands behind a title, a marker of persons or a first name."""
    gap, before = tokens[around.mention.first].gap, around.before
    if around.mention.form or gap not in {" ", ". ", "\u00a0", "\n"}:
        return False
    if before.folded in _TITLES | _PERSON_MARKERS:
        return before.word[:1].isupper() or before.folded in _PERSON_MARKERS
    if gap == ". ":
        return len(before.word) == 1
    return before.word[:1].isupper() and not before.word.isupper() and before.folded not in _BEFORE_PLACE


def is_part_of_a_name(around: Surroundings, tokens: Sequence[Token], language: str) -> bool:
    """Return whether the name belongs to that of a barangay, an institution, a street, a paper or a place abroad."""
    mention, before = around.mention, around.before
    gap = tokens[mention.first].gap
    if before.folded in _SMALLER and gap.strip(" \u00a0\n.") == "":
        return True
    if around.second_before.folded in _INSTITUTIONS and before.folded in {"of", "ng", "sa", "de", "von", "van"}:
        return True
    if before.folded in {"de", "del", "la"} and around.second_before.word[:1].isupper() and not mention.form:
        return True
    if gap == "-" and before.word[:1].isupper() and before.folded != "taga" and not mention.form:
        return True
    return _goes_on(around, language)


def _goes_on(around: Surroundings, language: str) -> bool:
    """Return whether the words behind make the name a part of a longer one."""
    mention, behind = around.mention, around.behind
    if behind.gap not in {" ", "\u00a0", "\n"}:
        return False
    if behind.folded in _INSTITUTIONS and behind.word[0].isupper():
        return True
    if behind.folded in {"de", "del", "dela", "y"} and around.second_behind.word[:1].isupper():
        return not mention.form
    if mention.form or not behind.word[0].isupper() or behind.folded in _BEHIND_PLACE:
        return False
    if behind.word.isupper() and len(behind.word) > 1:
        return False
    # German writes every noun with a capital
    return not (language == "de" and around.before.folded in _LOCATIVE | _LOOSE_LOCATIVE)


def is_abroad(text: str, mention: Mention) -> bool:
    """Return whether the text puts the place into another country or a state of one."""
    return _FOREIGN_BEHIND.match(text, mention.end) is not None


def is_located(around: Surroundings, *, strictly: bool) -> bool:
    """Return whether the words beside a name say that it is a place; strictly where it is that of a person too."""
    mention, before, behind = around.mention, around.before, around.behind
    if mention.form:
        return True
    prepositions = _LOCATIVE if strictly else _LOCATIVE | _LOOSE_LOCATIVE
    if before.folded in prepositions:
        return True
    if behind.gap not in {" ", "-"}:
        return False
    return behind.folded in _PLACE_NOUNS or (
        not strictly and behind.word[0].isupper() and behind.folded in _BEHIND_PLACE
    )


def goes_on_a_list(text: str, before: Mention | None, mention: Mention) -> bool:
    """Return whether a name stands in one list with the place before it."""
    if before is None or mention.start - before.end > _LONGEST_LIST_GAP:
        return False
    return _LIST_GAP.fullmatch(text[before.end : mention.start]) is not None
