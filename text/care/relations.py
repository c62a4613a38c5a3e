"""Whose child it is: a relative by name, and that who did harm is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from text.care.findings import CareFinding, finding_of
from text.care.passages import CareSentence
from text.care.people import is_named_adult
from text.care.vocabulary import CHILD_AGE, FULL_NAME, any_of, word_pattern

_OF: Final = r"(?i:of|to|ng|sa|ni|von|van|des|der|nga|nina)"
_RELATIVE_OF_CHILD: Final = (
    rf"(?:{any_of('kin')}(?i: of| to| ng| sa| von| van| des| der| ni)(?: (?i:the|both|mga|all|one of the|de|"
    rf"het|das|des|den|two|three|four|five|six|dalawang|tatlong|duha ka|tulo ka|apat na|its|een|einem|isang|"
    rf"usa ka|rescued|minor|batang|twee|drie|zwei|drei|\d+)){{0,4}} {any_of('child')}|"
    rf"{any_of('child')}['’]s? (?:(?i:own|biological|maternal|paternal|live-in|older) )*{any_of('kin')})"
)
_NAME_THEN_RELATIVE: Final = re.compile(
    rf"(?<!\w)(?P<name>{FULL_NAME})(?:, ?(?:{CHILD_AGE}|\d\d)(?: ?(?i:anyos|taong gulang|years old|jahre|"
    rf"jaar))?)?,? (?i:(?:is|was|are|ist|war|who is|ay|nga|ang|de|der|die|het) ){{0,2}}(?i:the |a |an |ang |"
    rf"der |die |de )?(?:(?i:own|biological|live-in) )?{_RELATIVE_OF_CHILD}"
)
_RELATIVE_THEN_NAME: Final = re.compile(
    rf"(?<![\w-]){_RELATIVE_OF_CHILD},? (?:(?i:na si|nga si|ay si|mao si|is|was|identified as|named|a|the|"
    rf"der|die|de|namens|ist|heißt) )*(?:\d\d-(?i:year-old|anyos|taong gulang)(?i: na si| nga si| si)? |"
    rf"\d\d-?(?i:jährige[rn]?|jarige) )?(?P<name>{FULL_NAME})"
)
_OWN_RELATIVE_THEN_NAME: Final = re.compile(
    rf"(?<![\w-])(?i:her|his|their|kanyang|kaniyang|iyang|ilang|seine[rnm]?|ihre[rnm]?|zijn|haar|hun) "
    rf"(?:(?i:own|biological|eigene[rn]?|eigen) )?{any_of('kin')}(?i: na si| nga si| si| named|,)? "
    rf"(?:\d\d-(?i:year-old) )?(?P<name>{FULL_NAME})"
)
_OWN_CHILD: Final = re.compile(
    rf"(?<![\w-])(?:{any_of('own')}) (?:(?i:own|beiden|zwei|drei|two|three|four|five|minor|young|biological|"
    rf"teenage|eldest|youngest|underage|twin|little|adopted|teenaged?|sariling|dalawang|tatlong|apat na|mga|"
    rf"duha ka|tulo ka|twee|drie|beide|minderjarige|minderjährige[nr]?|kleine[nr]?|jongste|kaugalingong|"
    rf"leibliche[nr]?|eigenen?|{CHILD_AGE}) ){{0,3}}{any_of('offspring')}(?![\w-])"
    rf"|(?<![\w-])(?i:own|sariling|sarili niyang|kaugalingong|leibliche[nr]?|biological|biologische) "
    rf"(?:(?i:two|three|minor|mga|dalawang|tatlong) ){{0,2}}{any_of('offspring')}(?![\w-])"
    rf"|(?<![\w-])(?i:two|three|four|five) of (?i:his|her) (?:own )?{any_of('offspring')}(?![\w-])"
)
_BY_RELATIVE: Final = re.compile(
    rf"(?<![\w-])(?i:by|ng|sa|von|durch|door|ni|iya sa) (?i:her|his|the (?:girl|boy|child|victim)['’]s|"
    rf"kanyang|kaniyang|sariling|iyang|iyahang|seine[mnr]|ihre[mnr]|haar|zijn|its|their|eigen) ?(?:(?i:own|"
    rf"biological|eigene[nm]|eigen|sariling|kaugalingong|live-in|maternal|paternal) "
    rf")?{any_of('kin')}(?![\w-])"
)
_INCEST: Final = re.compile(
    r"(?i)\b(?:incest\w{0,30}|inzest\w{0,30}|blutschande|insesto|(?:qualified )?rape by (?:an? )?(?:ascendant|"
    r"relative)|bloedschande|(?:accused|suspect|offender|defendant|abuser|perpetrator)(?:,? who)? (?:is|"
    r"was) (?:the |a |her |his )?(?:\w{1,30}['’]s )?(?:biological |own |step-?)?(?:father|mother|uncle|aunt|"
    r"grandfather|grandmother|cousin|brother|parent|relative)"
    r"|(?:related to the (?:victim|child|children|girl|boy)s?)|kadugo|kaano-ano)\b"
)
_FAMILY_NAMED: Final = re.compile(
    rf"(?<!\w)(?P<name>{FULL_NAME}),? (?i:whose) (?:[\w-]{{1,30}} ){{0,3}}{any_of('offspring')}(?![\w-])"
    rf"|(?<!\w)(?:(?i:lola|lolo|opa|oma|tiya|tiyo|tito|tita|onkel|tante|oom|aunt(?:ie)?|uncle|grandma|"
    rf"grandpa|nanay|tatay)|the couple,|ang mag-asawang|das ehepaar|het echtpaar) (?P<other>{FULL_NAME}|"
    rf"[A-ZÀ-Þ]\w{{1,30}} (?:and|at|ug|und|en) {FULL_NAME})"
)
_FAMILY_CASE: Final = re.compile(
    rf"(?i)\b(?:(?:a|the|isang|usa ka|eine?|een) )?(?:\w{{1,30}} )?(?:{any_of('kin')})(?: (?:of|ng|sa|von|van) "
    rf"(?:the |mga )?\w{{1,30}})?,? (?:(?:was|were|is|ang|has been|wurde|is|ay) )?(?:arrested|accused|charged|"
    rf"jailed|sentenced|convicted|nabbed|inaresto|naaresto|gidakop|festgenommen|aangehouden|opgepakt|vast)\b|"
    rf"\b(?:arrested|inaresto|gidakop|naaresto|festgenommen|aangehouden)\b[^.]{{0,20}}(?<![\w-])(?:a|the|"
    rf"isang|usa ka|eine?|een) {any_of('kin')}(?![\w-])"
)
_RELATIVE_OF_AGE: Final = re.compile(
    rf"(?<![\w-]){any_of('kin')}(?i: of| ng| sa| von| van| der| des) (?:(?i:the|a|an|ang|usa ka|de|het|einer|"
    rf"einem|een|isang) )?{CHILD_AGE}"
)
_RELATIVE_THEMSELVES: Final = re.compile(
    rf"(?<![\w-])(?:(?i:own|eigene[rnms]?|eigen|sariling|kaugalingong|leibliche[rnms]?) {any_of('kin')}|"
    rf"{any_of('kin')} (?i:mismo|himself|herself|selbst|zelf|mao ang)|(?i:fathered|mothered) (?i:the|a) "
    rf"{any_of('child')})(?![\w-])"
)
#: that somebody stands before a court, or children were brought to safety from them
_BEFORE_COURT: Final = re.compile(
    r"(?i)\b(?:sentenced|convicted|arrested|accused|charged|jailed|rescued|hinatulan|inaresto|kinasuhan|"
    r"gikiha|gidakop|verurteilt|angeklagt|festgenommen|veroordeeld|aangehouden)\b"
)
_HARM: Final = word_pattern("harm")
_SOME_NAME: Final = re.compile(rf"(?<!\w)(?P<name>{FULL_NAME})")


def find_incest(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield what says that who did harm is of the child's family, and so whose child it is."""
    yield from (finding_of("age_kin", match) for match in passage.finditer(_RELATIVE_OF_AGE))
    if passage.near_child:
        yield from (finding_of("incest", match) for match in passage.finditer(_RELATIVE_THEMSELVES))
    yield from (finding_of("incest", match) for match in passage.finditer(_INCEST))
    if passage.has(_HARM) or passage.has(_BEFORE_COURT):
        yield from (finding_of("incest", match) for match in passage.finditer(_OWN_CHILD))
    if passage.has(_HARM) and passage.has_child:
        yield from (finding_of("age_kin", match) for match in passage.finditer(_BY_RELATIVE))


def find_relatives(passages: Sequence[CareSentence]) -> Iterator[CareFinding]:
    """Yield the names of a child's relatives, also of one who is told by name beside the sentence that says so."""
    for at, passage in enumerate(passages):
        for pattern in (_NAME_THEN_RELATIVE, _RELATIVE_THEN_NAME, _OWN_RELATIVE_THEN_NAME):
            if pattern is not _OWN_RELATIVE_THEN_NAME or passage.near_child or passage.has_child:
                for match in passage.finditer(pattern):
                    if is_named_adult(passage.text, *match.span("name")):
                        yield finding_of("relative", match, "name")
        if passage.near_child:
            for match in passage.finditer(_FAMILY_NAMED):
                yield finding_of("relative", match, "name" if match["name"] else "other")
        if is_family_case(passage):
            for other in passages[max(0, at - 1) : at + 3]:
                yield from _names(other)


def is_family_case(passage: CareSentence) -> bool:
    """Return whether a sentence says that somebody did harm to a child of the own family."""
    own = passage.has(_HARM) and (passage.has(_OWN_CHILD) or passage.has(_BY_RELATIVE))
    return own or (passage.near_child and passage.has(_FAMILY_CASE))


def _names(passage: CareSentence) -> Iterator[CareFinding]:
    for match in passage.finditer(_SOME_NAME):
        if is_named_adult(passage.text, *match.span("name"), speaks_of_accused=True):
            yield finding_of("relative", match, "name")
