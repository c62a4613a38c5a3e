"""What a page says of itself in place of an article: tests, errors, log-ins, consent, offers.

A title counts only as a whole, and a text only where most of its sentences speak to the reader of the page, the
browser, an account and the like: an article may use every one of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from items import Outcome
from text.prose import is_sentence
from text.sentences import split_sentences

_ANY_CASE = re.IGNORECASE
#: words; what is shorter is a label or a button
_MIN_SENTENCE_WORDS = 3
_READER_ADDRESSED = re.compile(
    r"\b(?:you|your|yours|please|we|our|us|sie|ihnen|ihr|ihre[mnrs]?|bitte|wir|uns|unsere?[mnrs]?|du|dich|deine?[mnr]?|"
    r"je|jij|jouw|u|uw|wij|onze|ons|alstublieft|ka|mo|ninyo|kayo|iyong|inyong|iyo|aming|kami|namin|paki\w+)\b|"
    r"^\W*(?:accept|cancel|check|choose|click|close|disable|enable|enter|go|log|manage|open|press|refresh|register|"
    r"reject|reload|return|sign|subscribe|switch|tap|try|turn|use|wait|jetzt|hier|klick\w*|kies|druk|gebruik)\b",
    _ANY_CASE,
)
_READER_MATTER = re.compile(
    r"\b(?:browser|java ?script|cookies?|pages?|website|site|url|link|button|(?:our|the) search|accounts?|captcha|"
    r"bots?|anubis|scrap(?:ing|ers?)|administrator|server|"
    r"log(?:ged)? ?in|sign(?:ed)? ?in|sign ?up|passwords?|e-?mail|subscri\w+|memberships?|a member|"
    r"your (?:plan|country|region|location)|advert\w*|ads?|ad[- ]?block\w*|requests?|"
    r"try again|robots?|a human|are human|automated|redirect\w*|"
    r"connection|device|consent|partners|personal data|privacy|legitimate interest|(?:accept|reject) all|a month|"
    r"per month|any ?time|seite|startseite|suche|konto|passwort|melde\w*|anmeld\w*|einlogg\w*|registrier\w*|abo|"
    r"abonn\w+|pur-abo|werb\w+|mensch sind|roboter|anfragen|weitergeleitet|verbindung|einwilligung|datenschutz\w*|"
    r"daten|angebot|partner|monat|zustimm\w*|stimmen|pagina|voorpagina|zoekfunctie|wachtwoord|inlog\w*|aanmeld\w*|"
    r"advertenties|(?:je|jouw|uw|ihre[mr]) (?:regio|land|region)|verzoeken|een mens|verbinding|doorgestuurd|"
    r"toestemming|gegevens|akkoord|keuze|maand|pahina|paghahanap|mag-?log ?in|mag-?sign ?in|pahintulot|datos|"
    r"koneksyon)\b",
    _ANY_CASE,
)
_ACCOUNT = re.compile(
    r"\b(?:account|password|log ?in|sign ?in|konto|passwort|anmeld\w*|einlogg\w*|registr\w+|register|wachtwoord|"
    r"inlog\w*|aanmeld\w*|mag-?(?:log|sign) ?in)\b",
    _ANY_CASE,
)
#: an interstitial quotes nobody
_REPORTED_SPEECH = re.compile(
    r"\b(?:said|says|told|according to|sagte|sagt|laut|teilte|zei|zegt|volgens|sinabi|sabi|ayon)\b", _ANY_CASE
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|wir|uns|unser\w*|wij|onze|kami|aming|namin)\b", _ANY_CASE)
_CONSENT_WORD = re.compile(
    r"\bcookies?\b|\bconsent\b|personal data|our (?:\d+ )?partners|legitimate interest|privacy (?:policy|settings|"
    r"choices|notice)|accept all|reject all|manage (?:options|preferences|settings)|einwilligung|datenschutz|"
    r"personenbezogen|unsere partner|toestemming|persoonsgegevens|onze partners|akkoord|accepteren|pahintulot",
    _ANY_CASE,
)
#: without these, "consent" is the other kind
_TRACKING = re.compile(r"\bcookies?\b|\btracking\b|\b(?:accept|reject) all\b", _ANY_CASE)
_APOLOGIES = r"(?:(?:we[’']?re )?(?:sorry|oops|oeps|ups|hoppla|hmm|whoops|error|fehler|fout|40[0-9]|410|50[0-9])\b\W*)*"
_TITLE_GAP = re.compile(r"(?<!\s)\s+[|–—\-•·»:]+\s+|(?:(?<!\s)\s+)?[|»]\s*")


@dataclass(frozen=True, slots=True)
class Interstitial:
    """One kind of page that stands in an article's place."""

    outcome: Outcome
    reason: str
    #: the whole title of such a page
    title: re.Pattern[str]
    #: what its text says
    says: re.Pattern[str]


def _interstitial(outcome: Outcome, reason: str, title: str, says: str) -> Interstitial:
    return Interstitial(
        outcome, reason, re.compile(rf"\W*{_APOLOGIES}(?:{title})\W*", _ANY_CASE), re.compile(says, _ANY_CASE)
    )


LOGIN_PAGE = _interstitial(
    Outcome.BLOCKED_BY_WALL,
    "a log-in page stands in its place",
    r"(?:(?:please )?(?:log|sign) ?(?:in|on|up)|login|anmelden|anmeldung|einloggen|inloggen|aanmelden|mag-?log ?in|"
    r"mag-?sign ?in|register|registrieren|registreren|create (?:an|your) (?:free )?account|(?:my|your) account|"
    r"mein konto|mijn account)(?: (?:to|and|or|und|/) .{0,30})?|welcome back|willkommen zurück|welkom terug",
    r"\b(?:sign|log) ?in to (?:your account|continue|read|view)|melden sie sich (?:bitte )?an, um|"
    r"log (?:eerst )?in om|mag-?log ?in (?:para|upang)",
)
INTERSTITIALS = (
    _interstitial(
        Outcome.BLOCKED_BY_WALL,
        "a test for robots stands in its place",
        r"(?:just a|one|einen|een) moment(?: please| bitte| geduld)?|attention required|cloudflare|forbidden|"
        r"access (?:to this page )?(?:has been |is )?denied|zugriff verweigert|toegang geweigerd|"
        r"(?:human|bot|robot|security|browser|connection) (?:verification|check)|sicherheits(?:über)?prüfung|"
        r"(?:verify|verifying|confirm|let[’']s confirm)(?: that)? you(?:[’']re| are) (?:a )?human|"
        r"(?:making|make) sure (?:that )?you(?:[’']re| are) (?:a human|human|not a (?:ro)?bot)|"
        r"(?:client|browser|security|bot|human) (?:challenge|checkpoint|test)|(?:vercel )?security checkpoint|"
        r"(?:wir stellen sicher|sicherstellen), dass (?:sie|du) kein (?:ro)?bot .{0,8}|access (?:blocked|restricted)|"
        r"are you (?:a )?(?:human|robot)|(?:please )?wait|please wait .{0,30}|please verify.{0,40}|"
        r"(?:checking|verifying) (?:your|if the site) .{0,40}|ddos[- ](?:guard|protection).{0,30}|"
        r"pardon our interruption|request (?:rejected|unsuccessful|blocked)|you have been blocked|"
        r"too many requests|zu viele anfragen|te veel (?:verzoeken|aanvragen)",
        r"enable javascript and cookies to continue|checking your browser before|(?:performance|"
        r"security) by cloudflare|"
        r"review the security of your connection|unusual traffic from your|your request has been blocked|ray id|"
        r"complete the (?:captcha|security check)|incapsula incident|reference #\d+\.\w+|press (?:and|&) hold|"
        r"automated (?:traffic|access|requests)|too many requests|zu viele anfragen|te veel verzoeken|"
        r"you(?:[’']re| are) (?:a human|human|not a robot)|ob sie ein mensch|(?:kein|geen|hindi (?:ka )?) ?robot|"
        r"of (?:je|u) een mens|not a (?:ro)?bot\b|proof[- ]of[- ]work|"
        r"protect(?:s|ed)? .{0,60}(?:from|against) .{0,40}\bbots?\b|"
        r"\bscrap(?:ing|ers?)\b.{0,60}\b(?:web ?)?sites?\b|please enable (?:cookies|javascript)|"
        r"(?:requires?|needs?) (?:cookies|javascript)|incident id\b",
    ),
    _interstitial(
        Outcome.BLOCKED_BY_WALL,
        "the page is closed to this visitor",
        r"(?:this (?:content|page|site|website) is )?(?:not |un)available (?:in|to) your (?:region|country|location)|"
        r"unavailable (?:for|due to) legal reasons|(?:please )?(?:turn off|switch off|disable) your ad ?blocker|"
        r"ad ?blocker detected",
        r"(?:not|un)\W?(?:currently )?available (?:in|to|for) (?:visitors (?:in|from) )?your (?:region|country|"
        r"location)|"
        r"in ihre[mr] (?:region|land) nicht|niet beschikbaar in (?:je|jouw|uw) (?:regio|land)|"
        r"ad[- ]?blocker|werbeblocker|unavailable (?:for|due to) legal reasons",
    ),
    _interstitial(
        Outcome.NOT_AN_ARTICLE,
        "the page says that it was not found",
        r"not found|nothing (?:was )?found|nicht gefunden|niet gevonden|(?:40[0-9]|410)|hindi (?:mahanap|makita|"
        r"nakita)|"
        r"(?:(?:the|this|that|requested|die|diese|de|deze|ang) )*(?:page|article|story|content|file|url|seite|"
        r"pagina|pahina)\b(?: (?:that )?you .{0,40})?.{0,30}(?:not|no longer|cannot|n[’']t|nicht|niet|leider|hindi)"
        r"(?: be| been| mehr| meer)?(?: found| available| exists?| here| gefunden| gevonden| mahanap)?(?: werden|"
        r" worden)?|"
        r"we (?:can(?:[’']t|not| not)|could(?:n[’']t| not)) find (?:the|that|this|your) page.{0,40}|"
        r"page introuvable|página no encontrada|oops|oeps|ups|hoppla|hmm|error|fehler",
        r"page (?:that )?you(?:[’']re| are| were|[’']ve| have)? (?:looking|request|try|ask|tried)|"
        r"(?:can[’']t|cannot|can not|couldn[’']t|could not) find (?:the|that|this) page|"
        r"link (?:that )?you (?:follow|click)|"
        r"gesuchte seite|seite .{0,30}(?:existiert nicht|gibt es (?:leider )?nicht|verschoben|nicht gefunden)|"
        r"pagina die (?:je|u) zo|pagina .{0,20}(?:bestaat niet|niet gevonden)|pahinang hinahanap",
    ),
    _interstitial(
        Outcome.NOT_AN_ARTICLE,
        "the page says that the site is out of order",
        r"internal server error|(?:service|temporarily|site) (?:temporarily )?unavailable|bad gateway|"
        r"gateway time-?out|"
        r"database error|50[0234]|error establishing a database connection|(?:(?:scheduled|site|under) )?maintenance"
        r"(?: mode)?|(?:(?:the|this|our) (?:site|website) is|we(?: are|[’']re)) (?:currently |temporarily )?(?:down|"
        r"offline)(?: for maintenance)?|(?:(?:(?:the|this|our) )?(?:site|website|page) (?:is )?(?:currently )?)?under "
        r"(?:maintenance|construction)|wartungsarbeiten|wartungsmodus|in onderhoud",
        r"(?:site|website|server|page) is (?:currently |temporarily )?(?:down|offline|unavailable|under maintenance)|"
        r"(?:seite|website) .{0,20}(?:gewartet|wartungsarbeiten)|(?:site|website) .{0,20}onderhoud",
    ),
    _interstitial(
        Outcome.NOT_AN_ARTICLE,
        "the page only leads on to another",
        r"redirecting|(?:you are being )?redirected|weiterleitung|doorverwijzing|(?:30[1278] )?(?:moved permanently|"
        r"object moved|found)",
        r"you(?:[’']re| are| will be| are being)? (?:not )?(?:automatically )?(?:being )?redirected|"
        r"automatisch (?:weitergeleitet|doorgestuurd)",
    ),
    LOGIN_PAGE,
    _interstitial(
        Outcome.BLOCKED_BY_WALL,
        "an offer to subscribers stands in its place",
        r"(?:choose|pick|select) your (?:plan|subscription|offer)|subscribe|abonnieren|abonneren",
        r"cancel (?:at )?any ?time|choose your (?:plan|subscription)|jederzeit kündbar|maandelijks opzegbaar|"
        r"(?:[€$£]|euros?|dollars?|pounds?|pesos?) ?(?:a|per|pro) (?:week|month|year|monat|maand)",
    ),
)
CONSENT_PAGE = _interstitial(
    Outcome.BLOCKED_BY_WALL,
    "a consent page stands in its place",
    r"before (?:you|we) (?:continue|begin)(?: to .{0,30})?|(?:your )?privacy (?:settings|preferences|cent(?:er|"
    r"re)|choices|"
    r"matters)|cookie (?:settings|consent|preferences|notice)|we value your privacy|your choices|"
    r"datenschutzeinstellungen|bevor sie (?:fortfahren|weiterlesen)|voordat (?:je|u) verdergaat|"
    r"wij geven om (?:je|jouw|uw) privacy",
    r"(?!)",
)


def has_title_of(interstitial: Interstitial, title: str) -> bool:
    """Return whether a title is that of such a page and no more."""
    return bool(title and interstitial.title.fullmatch(title))


def title_ends(title: str) -> tuple[str, str]:
    """Return the first and the last part of a title; one of them may be a site's name."""
    parts = _TITLE_GAP.split(title)
    return parts[0], parts[-1]


def sentences_and_headings(lines: Iterable[str]) -> Iterator[str]:
    """Yield the sentences and headings of the lines, without single words and labels."""
    return (part for line in lines for part in split_sentences(line) if len(part.split()) >= _MIN_SENTENCE_WORDS)


def share_to_reader(parts: Sequence[str]) -> float:
    """Return how much of the sentences speaks to the reader of page, browser, account or consent, 0 to 1."""
    return sum(map(_is_to_reader, parts)) / len(parts) if parts else 0.0


def count_own_sentences(parts: Sequence[str]) -> int:
    """Return how many whole sentences tell something else."""
    return sum(is_sentence(part) and not _is_to_reader(part) for part in parts)


def quotes_somebody(parts: Sequence[str]) -> bool:
    """Return whether anybody is quoted."""
    return any(map(_REPORTED_SPEECH.search, parts))


def share_about_accounts(parts: Sequence[str]) -> float:
    """Return how much of the sentences speaks of accounts, passwords and logging in, 0 to 1."""
    return sum(bool(_ACCOUNT.search(part)) for part in parts) / len(parts) if parts else 0.0


def asks_consent(text: str) -> bool:
    """Return whether a text speaks of cookies and data all the time, and in the site's own name."""
    if not _TRACKING.search(text) or not _FIRST_PERSON.search(text):
        return False
    found = len(_CONSENT_WORD.findall(text))
    return found >= 3 and found * 25 > len(text.split())


def _is_to_reader(sentence: str) -> bool:
    return bool(_READER_ADDRESSED.search(sentence) and _READER_MATTER.search(sentence))
