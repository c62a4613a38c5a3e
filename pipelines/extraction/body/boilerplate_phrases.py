"""The lines that stand on every page and belong to no article, in the languages of our sources."""

from __future__ import annotations

import re


def _compiled(start: str, patterns: tuple[str, ...], end: str = "") -> re.Pattern[str]:
    return re.compile(f"{start}(?:{'|'.join(patterns)}){end}", re.IGNORECASE)


#: a whole line of these opens the readers' own words or the author's life: the article is over
END_LINE = _compiled(
    r"^\W*",
    (
        (
            r"(?:(?:all|top rated|reader|view|view all|read all|show|load|post a|"
            r"leave a) )?comments?(?: \(?\d+\)?| section)?"
        ),
        r"tell us what you think|leave a reply|join the (?:conversation|discussion)|about the authors?|post navigation",
        r"kommentare|reacties",
    ),
    r"\W*$",
)
#: a whole line of these opens a block of links or cards: from here on only prose is of the article
END_HEADING = _compiled(
    r"^\W*",
    (
        r"you (?:may|might) (?:also )?(?:like|be interested in|have missed)",
        (
            r"(?:related|recommended|suggested)"
            r"(?: (?:stories|articles|news|posts|reading|content|topics|videos?|links?|coverage|for you|from .{2,40}))?"
        ),
        r"more (?:from|in|on|by|about|stories|news|like this|top stories)\b.{0,60}",
        r"read (?:next|more|also|this next)|up next|also read|next article|what to read next|(?:keep|continue) reading",
        r"don[’']?t miss|most (?:read|popular|viewed|shared|recent|commented)(?: .{0,30})?",
        r"popular (?:now|stories|posts|articles)|trending(?: now| stories| news)?|top stories",
        r"latest (?:news|stories|articles|headlines|updates|posts)|featured stories|other (?:news|stories)",
        r"editor[’']?s[’']? (?:picks?|choice)|share this(?: .{0,30})?",
        r"mehr zum thema|lesen sie auch|das könnte sie (?:auch )?interessieren|meistgelesen",
        r"weitere (?:artikel|meldungen|nachrichten).{0,30}",
        r"lees (?:ook|meer|verder)|meer (?:over|nieuws).{0,40}|gerelateerd.{0,20}",
        r"basahin din|kaugnay na (?:balita|artikulo)|mga kaugnay.{0,30}|iba pang balita",
    ),
    r"\W*$",
)
#: a line that begins so points elsewhere
POINTER = _compiled(
    r"^[\W_]*",
    (
        r"read (?:more|also|next|now)|more|see more|see also|also read|also see|recommended|view|up next",
        r"related(?: (?:story|stories|article|articles|news|coverage))?|don[’']?t miss|must[- ]read|explainer|just in",
        r"watch(?: now| live| more| the video)?|listen(?: now)?|in pictures|exclusive video",
        r"basahin|panoorin|lesen sie auch|mehr dazu|lees (?:ook|meer)|bekijk ook",
    ),
    r"\s*[|:>»–—]\s*\S",
)
#: a line that is nothing but one of these words
_LABELS = (
    r"advertisement|advertising|sponsored(?: content)?|anzeige|werbung|advertentie|article content|summary",
    r"story continues below|continue reading(?: below)?|scroll to continue|loading|skip ad|close|back to top|top",
    r"read more|read less|show more|see more|view more|more|next|previous|share|share this|print|email|save|copy link",
    r"subscribe|sign up|log ?in|follow us|tweet|facebook|twitter|whatsapp|listen|play|watch|video|gallery|photos?",
    r"getty images|recommended videos?|order reprints|print article|thank you|sorry",
)
_ON_NETWORKS = (
    r"(?:on|via) (?:\w+,? (?:and |& )?){0,3}"
    r"(?:twitter|facebook|instagram|whatsapp|telegram|viber|tiktok|youtube|google news|x|threads|linkedin|bluesky)\b"
)
#: what a sentence says that nobody wrote for this article
_OPENINGS = (
    r"advertisement\b.{0,40}(?:continue|below)|(?:story|article) continues (?:below|after)|advertisement \d",
    r"our standards: ",
    r"(?:we|our (?:website|journalism)) (?:independently|may earn|use income|use cookies)|ftc: we use",
    r"if you (?:buy|purchase|click)\b.{0,90}(?:commission|share of)|when you (?:buy|purchase)\b.{0,60}commission",
    r"(?:reviews|recommendations|products).{0,60}(?:unbiased|independently)|keep an eye on your inbox",
    r"you must (?:confirm|be logged|log in)|this advertisement has not loaded|to order presentation-ready copies",
    r"this (?:copy|content|article) is (?:for your personal|only available|reserved for)|for feedback, complaints",
    (
        r"(?:by (?:providing|submitting|signing up|entering|clicking|subscribing)|submitting) (?:an?|"
        r"your|up|this|the)\b"
        r".{0,120}(?:agree|consent|terms|privacy)"
    ),
)
#: what a publisher promises to subscribers and to who registers, listed beside an article
_OFFERS = (
    (
        r"(?:exclusive|unlimited|premium) (?:online |digital )?(?:access|articles)\b.{0,160}"
        r"\b(?:columnists|newsletters?|accounts?|sites|subscribers)\b.{0,60}$"
    ),
    r"access articles from across\b.{0,80}$|(?:enjoy|get) (?:additional|unlimited) (?:articles|access)\b.{0,80}$",
    (
        r"(?:register|sign ?in|log ?in|subscribe)(?:(?: ?/ ?| or | and )(?:register|sign ?in|log ?in|subscribe))? "
        r"to (?:unlock|continue|read|access)\b.{0,60}$"
    ),
    r"[\w ]{0,40}\be-?paper, an electronic replica\b.{0,120}$",
    r"daily (?:puzzles|crosswords?)(?: and \w+)?(?:,? including .{0,60})?\W*$",
    r"support (?:local|regional) journalism\W*$|share your thoughts and join the conversation\b.{0,60}$",
)
#: what speaks to the reader where the publisher speaks; a reporter may begin a sentence with the same words
_APPEALS = (
    r"sign up (?:for|to|here|now|with|below)\b|subscribe (?:to|for|now|here|today)\b|click here\b|tap here\b",
    (
        r"(?:get|receive|have) (?:the |our |all |your |more )?(?:\w+[ ’']+){0,4}"
        r"(?:news|stories|updates|headlines|newsletter|articles|alerts)\b.{0,80}"
        r"(?:inbox|email|daily|newsletter|free|app|whatsapp|device|delivered)"
    ),
    rf"(?:follow|join|like|find|connect with|stay up to date with|add) .{{0,60}}\b{_ON_NETWORKS}",
    r"download (?:the|our) .{0,30}app\b|get .{0,40} on the go\b",
    (
        r"for more (?:stories|news|information|on this|about|of|great|coverage|from)\b.{0,120}"
        r"(?:check|visit|click|follow|see|go to|here|sign)"
    ),
    r"got a (?:story|tip|news tip)\b|have a (?:tip|story|question)\b|get in touch (?:with|by)",
    r"(?:do you|want to) (?:know more|share)\b.{0,60}\?|like this story|share it with a friend",
    r"our website is the place for|we rely on|create an account or sign in|you can save this article by",
    r"please (?:bookmark|log ?out|log ?in|sign in|enable|try again)|read our (?:privacy|terms|comment)",
    r"thanks? (?:you )?for (?:signing|subscribing|your (?:feedback|registration))",
    r"there was an error|an error (?:has )?occurred|(?:view|see|read) (?:recent|past|previous|all) (?:issues|editions)",
    r"support (?:our|independent|quality) journalism|make a (?:donation|contribution) (?:to|today)",
    (
        r"newsletter (?:abonnieren|bestellen)|jetzt (?:abonnieren|anmelden)|abonneer|meld je aan|"
        r"schrijf je in|mag-subscribe"
    ),
    r"filed under |(?:first |date )?(?:published|posted|(?:last )?updated|modified|created)\b[:\s].{0,12}\d.{0,60}$",
    r"(?:e-?mail|contact|write to|reach) .{0,60}\S+@\S+\.\w+\W*.{0,60}$",
)
#: no word of five letters or more begins small, but those of the trade: only names and small words follow
_NAMES_ONLY = r"(?-i:[A-ZÀ-Þ])(?!.*\W(?!reporting|writing|editing|additional|compiled)(?-i:[a-zß-ÿ])\w{4})"
#: whole lines of rights, credits, tags, addresses and counts
_CREDITS = (
    r"(?:copyright\s+)?(?:©|\(c\)\W*(?:\d{4}|copyright)\b)|copyright\W+(?:\d{4}|by)\b",
    r".{0,80}\ball rights reserved\.?$|.{0,80}alle rechte vorbehalten\.?$",
    r"\(?(?:image|photo|picture|video|file photo|bild|foto)s?(?: credit| source| by| courtesy)?\s*[:/].{0,120}$",
    r"\((?:image|photo|picture) .{0,120}$|photo by .{2,80}$",
    r"(?:tags?|filed under|topics?|keywords?|categor(?:y|ies)):.{0,200}$",
    rf"(?:reporting|additional reporting|writing|editing|compiled) by {_NAMES_ONLY}.{{2,300}}$",
    r"https?://\S+$|\d+ (?:comments?|shares?|views?|kommentare|reacties)$",
    (
        r"\d{4}-\d\d-\d\dT\S+\s*$|\d{1,2} ?min(?:ute)?s?\.?(?: read| lezen| lesezeit)?$|"
        r"lesezeit:? .{0,20}$|leestijd.{0,20}$"
    ),
)
BOILERPLATE = _compiled(r"^[\W_]{0,60}", (rf"(?:{'|'.join(_LABELS)})[\W\d_]*$", *_OPENINGS, *_OFFERS, *_CREDITS))
APPEAL = _compiled(r"^[\W_]*", _APPEALS)
#: the words by which a publisher and its reader are meant
READER_OR_PUBLISHER = _compiled(
    "",
    (
        r"\b(?:we|(?-i:us)|our|you|your|wir|uns|unser\w*|dein\w*|wij|ons|onze|je|jouw|uw|namin|amin|iyong|ninyo)\b",
        r"@\w",
    ),
)
