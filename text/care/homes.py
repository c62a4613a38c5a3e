"""Where a child lives, learns or is looked after: street, village, school, shelter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from text.care.findings import CareFinding, finding_of
from text.care.passages import CareSentence
from text.care.vocabulary import PROPER, word_pattern

_STREET: Final = re.compile(
    rf"(?:\b\d{{1,5}}[A-Za-z]?,? (?:{PROPER} )(?i:street|st\b\.?|road|rd\b\.?|avenue|ave\b\.?|lane|drive|"
    rf"extension|boulevard|blvd\.?)|\b{PROPER} (?i:street|road|avenue|lane)\b"
    rf"|\b(?i:purok|sitio|zone|phase|kanto ng|kalye|calle) (?:\d+[A-Z]?\b|"
    rf"[A-ZÀ-Þ][\w-]{{1,30}}(?: [A-ZÀ-Þ][\w-]{{1,30}}){{0,3}})"
    rf"|\b(?i:block|blk\.?) \d+,? (?i:lot|l) ?\d+\b|\b{PROPER} (?:Subdivision|Village|Homes|Compound|"
    rf"Residences|Heights|Apartments?|Condominium|Tower)\b"
    r"|\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|weg|gasse|allee|platz|ring|damm)(?: \d+ ?[a-z]?\b)|"
    r"\b(?:Straße|Strasse) (?:am|im|an der|zum) [A-ZÄÖÜ]\w{1,30}"
    r"|\b[A-Z][\w'-]*(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof)(?: \d+ ?[a-z]?\b)|"
    r"\b[A-Z][\w'-]*(?:straat|straße|strasse|gasse|laan|gracht)\b)"
)
_VILLAGE: Final = re.compile(
    r"\b(?:(?i:barangay|brgy\.?|bgy\.?|barrio|baryo(?: ng)?|(?:remote |small |fishing |coastal |mountain |"
    r"island |farming |upland ){0,4}(?:village|hamlet|islet|neighbou?rhood)(?: of)|nayon ng|pulo ng|pueblo|"
    r"ortsteil|dorf|weiler|gemeinde|ortschaft|dorp|dorpje|gehucht|buurtschap|buurt|wijk)) "
    r"(?P<place>(?:[A-ZÀ-Þ][\wÀ-ÿ'-]{1,30}|\d{1,6})(?: (?:[A-ZÀ-Þ][\wÀ-ÿ'-]{1,30}|\d{1,6})){0,3})"
)
_OFFICIAL_BARANGAY: Final = re.compile(
    r"(?i)\b(?:barangay|brgy\.?) (?:officials?|captain|hall|council|kagawad|tanods?|chair\w{0,30}|police|"
    r"leaders?|workers?|health|vaw|level|kapitan|secretary)"
)
_SCHOOL: Final = re.compile(
    rf"\b(?:{PROPER} (?:(?:Central|Elementary|National|High|Primary|Middle|Integrated|Senior|Junior|Memorial|"
    rf"Science|Village|Comprehensive|Grade|Secondary|Night|Public|Catholic|Christian) ?){{0,5}}(?:School|Academy|"
    rf"College|Colegio|Montessori|Learning Center|Kindergarten)\b"
    rf"|(?:Paaralan(?:g|ng)?(?: \w{{1,30}})? ?(?:ng )?|Mababang Paaralan ng |Mataas na Paaralan ng |Eskwelahan sa |"
    rf"Tunghaan sa |Colegio de |Academia de |St\. ){PROPER}"
    rf"|(?i:grundschule|hauptschule|realschule|gesamtschule|gymnasium|oberschule|mittelschule|förderschule|"
    rf"kita|kindergarten)(?: (?i:am|an der|im|in der|zur|zum|in|von|auf dem))? [„\"]?[A-ZÄÖÜ][\w-]{{1,30}}|"
    rf"\b[A-ZÄÖÜ][\wäöüß]{{0,30}}(?:-[A-ZÄÖÜ][\wäöüß]{{0,30}}){{0,4}}-(?:Schule|Grundschule|Realschule|Gymnasium|Gesamtschule)\b"
    rf"|(?i:basisschool|middelbare school|school|lyceum|college|kleuterschool|scholengemeenschap) "
    rf"[‘'\"]?(?:(?:De|Het|'t|Sint|St\.) )?[A-Z][\w-]{{1,30}}|\b(?:De|Het) [A-Z]\w{{1,30}}school|(?<=juf van )(?:De |"
    rf"Het "
    rf")?[A-Z]\w{{1,30}}|(?<=meester van )(?:De |Het )?[A-Z]\w{{1,30}})"
)
_PUPIL: Final = re.compile(
    r"(?i)(?<!\w)(?:the |a |an |one |old )(?:\w{1,30} ){0,3}(?:pupil|student|girl|boy|child|victim|learner)\b|"
    r"\b(?:girl|boy|child|sisters?|brothers?|siblings|daughters?|sons?|niece|nephew|victims?|she|he|her|his|"
    r"minors?|biktima|bata(?:ng)?|mga bata|anak|kanyang|siya|dalagita|"
    r"magkapatid|iyang|das mädchen|mädchen|junge|kind|schülerin|schüler|tochter|sohn|opfer|geschwister|sie|"
    r"er|meisje|jongen|slachtoffer|dochter|zoon|leerling|zij|zusjes|broertjes|kinderen|jährige[rn]?|"
    r"jarige)\b|\bgrade (?:\d|one|two|three|four|five|six)"
)
_SHELTER: Final = re.compile(
    rf"(?:\b(?:the )?(?P<name>(?:{PROPER} )(?:(?:Children['’]s|Youth|Girls['’]?|Boys['’]?|Recovery|Crisis|"
    rf"Child) ){{0,4}}(?:Shelter|Homes?|Haven|Orphanage|Refuge|Safe ?house|Children['’]s Village|Recovery "
    rf"Cent(?:er|re)|Crisis Cent(?:er|re)|Halfway House|Sanctuary|Village))\b"
    rf"|\b(?P<of>(?:House|Haven|Home|Village|Casa|Shelter) (?:of|for|de) (?!(?:the )?(?:Representatives|"
    rf"Commons|Lords|Congress|Assembly)){PROPER})|\b(?P<bahay>(?:Bahay|Balay|Tahanan|Tuluyan|Ampunan|"
    rf"Silungan|Hogar|Villa|Casa|Haus|Huize)(?: (?:ng|sa|ni|na|nga))? {PROPER})"
    rf"|\b(?P<heim>(?:Kinderheim|Kinderdorf|Mädchenhaus|Jugendheim|Heim|Frauenhaus|Kinderhaus|Wohngruppe|"
    rf"kindertehuis|opvanghuis|tehuis|kinderopvang|jeugdinstelling|blijf-van-mijn-lijfhuis|gezinshuis|"
    rf"weeshuis|schuiladres)(?: (?:van|in|der|St\.|Sankt))? [„‘'\"]?{PROPER}))"
)
_SHE: Final = re.compile(r"(?i)\b(?:she|they|siya|sila|siyang)\b")
_PLACED: Final = re.compile(
    r"(?i)\b(?:stay(?:s|ing|ed)?|turned over|brought|taken|live[sd]?|living|care of|transferred|"
    r"shelter(?:ed)?|placed|now (?:in|at|with)|moved|housed|admitted|looked after|recover\w{0,30}|resid\w{1,30}|"
    r"endorsed|handed over|"
    r"dinala|nasa|pangangalaga|inilipat|nakatira|tumutuloy|kinupkop|inampon|inilagak|gidala|anaa|nagpuyo|"
    r"gibalhin|gitugyan|pag-amping|gi-turn over|leb(?:t|en)|untergebracht|wohn\w{1,30}|gebracht|kam(?:en)?|kommt|"
    r"betreut|"
    r"wonen|woont|verblij\w{1,30}|ondergebracht|geplaatst|opgevangen|gebracht)\b"
)
_FAMILY: Final = re.compile(r"(?i)\b(?:the|their|her|his|ang|sa) (?:family|pamilya)\b|\bdie familie\b|\bhet gezin\b")
_DWELLING: Final = word_pattern("dwelling")
_TEACHER: Final = re.compile(
    r"(?i)\b(?:their|her|his|klassen|class)[ -]?(?:teacher|adviser|lehrer(?:in)?|principal)|\bjuf\b|"
    r"\bguro\b|maestra|lehrerin|\bcounsel+or\b"
)
#: what happens at an address that is nobody's home
_PUBLIC_PLACE: Final = re.compile(
    r"(?i)\b(?:office|headquarters|head office|court(?:house)?|station|precinct|forum|workshop|seminar|"
    r"signed|launched|opened|conference|bank|hotel|museum|hotline|branch|agreement|march(?:ed)?|vigil|"
    r"gericht|büro|zentrale|kantoor|rechtbank|hoofdkantoor|tanggapan|opisina|korte|opisina)\b"
)
_ONLY_ACCUSED: Final = re.compile(
    r"(?i)(?:(?:suspect|accused|defendant|man|woman|offender|trafficker)s?\b(?:[^.,;]{0,40})\b(?:arrested|"
    r"caught|nabbed|lived|lives|of)\b|\b(?:arrested|nabbed)\b[^.;]{0,40}\b(?:at|in) (?:his|her) (?:house|"
    r"home))"
)


def is_home(passage: CareSentence) -> bool:
    """Return whether a place in a sentence may be a child's home, and not only that of who is accused."""
    if passage.has(_PUBLIC_PLACE) or (passage.has(_ONLY_ACCUSED) and not passage.has_child):
        return False
    return passage.has_child or passage.has(_FAMILY) or (passage.near_child and passage.has(_DWELLING))


def find_streets(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the street, purok, sitio or housing estate in which a child lives or was found."""
    if is_home(passage):
        yield from (finding_of("street", match) for match in passage.finditer(_STREET))


def find_villages(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the barangay or village of a child."""
    if not is_home(passage):
        return
    for match in passage.finditer(_VILLAGE):
        if not _OFFICIAL_BARANGAY.match(match[0]):
            yield finding_of("village", match)


def find_schools(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the school that a child goes to."""
    is_pupil = passage.has(_PUPIL) or (passage.near_child and passage.has(_TEACHER))
    if passage.near_child and is_pupil and not passage.has(_PUBLIC_PLACE):
        yield from (finding_of("school", match) for match in passage.finditer(_SCHOOL))


def find_shelters(passage: CareSentence) -> Iterator[CareFinding]:
    """Yield the home by its name in which a child is looked after."""
    if (passage.near_child or passage.has(_SHE)) and passage.has(_PLACED):
        for match in passage.finditer(_SHELTER):
            yield finding_of("shelter", match, next(name for name, words in match.groupdict().items() if words))
