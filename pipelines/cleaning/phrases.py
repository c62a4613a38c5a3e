"""The lines that stand on every page and belong to no article, in the languages of our sources."""

from __future__ import annotations

import re

_ANY = re.IGNORECASE
#: a whole line of these opens the readers' own words or the author's life: the article is over
CLOSING = re.compile(
    r"^\W*(?:(?:all |top rated |reader |view |view all |read all |show |load |post a |leave a )?comments?(?: \(?\d+\)?| section| \d+)?|"
    r"tell us what you think|leave a reply|join the (?:conversation|discussion)|about the authors?|post navigation|kommentare|reacties)\W*$",
    _ANY,
)
#: a whole line of these opens a block of links or cards: from here on only prose is of the article
ENDING = re.compile(
    r"^\W*(?:(?:you (?:may|might) (?:also )?(?:like|be interested in|have missed)|(?:related|recommended|suggested)(?: (?:stories|articles|news|posts|reading|"
    r"content|topics|videos?|links?|coverage|for you|from .{2,40}))?|recommended for you|more (?:from|in|on|by|about|stories|news|like this|top stories)\b.{0,60}|"
    r"read (?:next|more|also|this next)|up next|also read|next article|what to read next|keep reading|continue reading|don[’']?t miss|"
    r"most (?:read|popular|viewed|shared|recent|commented)(?: .{0,30})?|popular (?:now|stories|posts|articles)|trending(?: now| stories| news)?|top stories|"
    r"latest (?:news|stories|articles|headlines|updates|posts)|featured stories|other (?:news|stories)|editor[’']?s[’']? (?:picks?|choice)|"
    r"share this(?: .{0,30})?|"
    r"mehr zum thema|lesen sie auch|das könnte sie (?:auch )?interessieren|weitere (?:artikel|meldungen|nachrichten).{0,30}|meistgelesen|"
    r"lees (?:ook|meer|verder)|meer (?:over|nieuws).{0,40}|gerelateerd.{0,20}|"
    r"basahin din|kaugnay na (?:balita|artikulo)|mga kaugnay.{0,30}|iba pang balita))\W*$",
    _ANY,
)
#: a line that begins so points elsewhere
POINTER = re.compile(
    r"^[\W_]*(?:read (?:more|also|next|now)|more|see more|see also|also read|also see|related|related (?:story|stories|article|articles|news|coverage)|"
    r"don[’']?t miss|must[- ]read|explainer|watch(?: now| live| more| the video)?|listen(?: now)?|view|in pictures|up next|recommended|"
    r"basahin|panoorin|lesen sie auch|mehr dazu|lees (?:ook|meer)|bekijk ook|exclusive video|just in)\s*(?:\||:|>|»|–|—)\s*\S",
    _ANY,
)
#: a line that is nothing but such words, or that begins with a sentence nobody wrote for this article
FURNITURE = re.compile(
    r"^[\W_]*(?:"
    r"(?:advertisement|advertising|sponsored(?: content)?|anzeige|werbung|advertentie|article content|story continues below|"
    r"continue reading(?: below)?|scroll to continue|loading|read more|read less|show more|see more|view more|share|print|email|save|copy link|"
    r"subscribe|sign up|log ?in|follow us|listen|play|watch|video|gallery|skip ad|close|back to top|top|photos?|getty images|summary|"
    r"recommended videos?|share this|more|next|previous|tweet|facebook|twitter|whatsapp|order reprints|print article|thank you|sorry)[\W\d_]*$|"
    r"advertisement\b.{0,40}(?:continue|below)|(?:story|article) continues (?:below|after)|advertisement \d|"
    r"(?:sign|signup) up (?:for|to|here|now|with|below)\b|subscribe (?:to|for|now|here|today)\b|"
    r"(?:get|receive|have) (?:the |our |all |your |more )?(?:\w+[ ’']*){0,4}(?:news|stories|updates|headlines|newsletter|articles|alerts)\b.{0,80}"
    r"(?:inbox|email|daily|newsletter|free|app|whatsapp|device|delivered)|"
    r"(?:join|follow|like|find|connect with|stay up to date with|add) .{0,60}\b(?:on|via) (?:\w+,? (?:and |& )?){0,3}"
    r"(?:twitter|facebook|instagram|whatsapp|telegram|viber|tiktok|youtube|google news|x|threads|linkedin|bluesky)\b|"
    r"click here\b|tap here\b|download (?:the|our) .{0,30}app\b|get .{0,40} on the go\b|"
    r"our standards: |for more (?:stories|news|information|on this|about|of|great|coverage|from)\b.{0,120}(?:check|visit|click|follow|see|go to|here|sign)|"
    r"got a (?:story|tip|news tip)\b|have a (?:tip|story|question)\b.{0,80}|get in touch (?:with|by)|(?:do you|want to) (?:know more|share)\b.{0,60}\?|"
    r"(?:we|our (?:website|journalism)) (?:independently|rely on|may earn|use income|use cookies)|if you (?:buy|purchase|click)\b.{0,90}(?:commission|share of)|"
    r"(?:reviews|recommendations|products).{0,60}(?:unbiased|independently)|when you (?:buy|purchase)\b.{0,60}commission|ftc: we use|"
    r"our website is the place for|please (?:bookmark|log ?out|log ?in|sign in|enable|try again)|you must (?:confirm|be logged|log in)|"
    r"thanks? (?:you )?for (?:signing|subscribing|your (?:feedback|registration))|keep an eye on your inbox|there was an error|an error (?:has )?occurred|"
    r"this (?:copy|content|article) is (?:for your personal|only available|reserved for)|to order presentation-ready copies|"
    r"like this story|share it with a friend|support (?:our|independent|quality) journalism|make a (?:donation|contribution) (?:to|today)|"
    r"(?:by (?:providing|submitting|signing up|entering|clicking|subscribing)|submitting) (?:an?|your|up|this|the)\b.{0,120}(?:agree|consent|terms|privacy)|"
    r"(?:view|see|read) (?:recent|past|previous|all) (?:issues|editions|stories|posts)|read our (?:privacy|terms|comment)|"
    r"you can save this article by|create an account or sign in|this advertisement has not loaded|"
    r"(?:©|\(c\)|copyright)\s.{0,120}|.{0,80}\ball rights reserved\.?$|.{0,80}alle rechte vorbehalten\.?$|"
    r"(?:\(?(?:image|photo|picture|video|file photo|bild|foto)s?(?: credit| source| by| courtesy)?\s*[:/]|\((?:image|photo|picture) ).{0,120}$|photo by .{2,80}$|"
    r"tags?:.{0,200}$|filed under:?.{0,200}$|topics?:.{0,200}$|keywords?:.{0,200}$|categor(?:y|ies):.{0,120}$|"
    r"(?:e-?mail|contact|write to|reach) .{0,60}\S+@\S+\.\w+\W*.{0,60}$|"
    r"(?:reporting|additional reporting|writing|editing|compiled) by .{3,300}$|"
    r"for feedback, complaints|https?://\S+$|\d+ (?:comments?|shares?|views?|kommentare|reacties)$|"
    r"(?:first )?(?:published|posted|(?:last )?updated|modified|created)\b[:\s].{0,12}\d.{0,60}$|\d{4}-\d\d-\d\dT\S+\s*$|"
    r"\d{1,2} ?min(?:ute)?s?\.?(?: read| lezen| lesezeit)?$|lesezeit:? .{0,20}$|leestijd.{0,20}$|"
    r"newsletter (?:abonnieren|bestellen)|jetzt (?:abonnieren|anmelden)|abonneer|meld je aan|schrijf je in|mag-subscribe"
    r")",
    _ANY,
)
