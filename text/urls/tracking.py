"""Which parts of an address's query say how a reader came, not what is read.

A parameter is a tracker by its name and by the shape of its value. Names that one product has coined, such as
``fbclid``, go whatever their value. Names that a publisher may use for an article's number, such as ``ref``, ``sid`` or
``campaign``, go only where the value does not look like an identifier: to drop an article's number would make two
articles one, which is far worse than to keep a tracker. ``p``, ``id``, ``page``, ``s`` and ``lang`` always stay. What a
site was seen to do goes before all of it (``LearnedParameters``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

#: families of names that a product has coined
_COINED_PREFIXES: Final = (
    *("utm_", "mtm_", "matomo_", "piwik_", "_ga", "_gl", "gad_", "gaa_", "hsa_", "cm_mmc", "xtor"),  # web analytics
    *("_hs", "__hs", "elq", "vero_", "oly_", "bsft_", "sfmc_", "ml_sub", "dm_i"),  # newsletters
    *("__twitter_", "guce_", "aspsessionid"),  # social networks, sessions
)
#: families of names that products use, and publishers too
_SHARED_PREFIXES: Final = (
    *("pk_", "ga_", "itm_", "at_", "ns_", "wt.", "wt_", "stm_", "trk_", "sc_", "mc_", "mkt_", "oft_"),
    *("fb_", "tt_", "li_", "ig_", "soc_", "ref_", "aff_", "affiliate", "cx_", "int_", "amp_", "preview_"),
)

#: names that a product has coined, by their meaning
_COINED: Final = {
    "a click's number": "fbclid gclid gclsrc gbraid wbraid dclid msclkid twclid ttclid yclid ysclid igshid igsh epik "
    "mibextid rb_clickid irclickid irgwc sscid s_kwcid ef_id srsltid usqp aoh zanpid afsrc ranmid ransiteid raneaid "
    "vgo_ee wickedid",
    "a campaign, or a publisher's link to itself": "intcid intcmp inttracking ftag mbid reflink smtyp wpisrc wpmm "
    "tsrc .tsrc guccounter content_type_id __source __tn__",
    "a newsletter or a sharing button": "mc_cid mc_eid et_rid et_cid cndid bxid nr_email_referer "
    "hss_channel hsctatracking echobox sharetype shared_from replytocom like_comment fb_comment_id lipi "
    "action_object_map action_type_map action_ref_map",
    "a session": "phpsessid jsessionid cfid cftoken zenid oscsid _wpnonce",
    "a way round caches": "nocache cachebuster cachebust _",
}
#: names that publishers use as well, by the meaning that makes them trackers
_SHARED: Final = {
    "a click's number": "s_cid ved usg",
    "a campaign, or a publisher's link to itself": "ico icid icmp ito ncid ocid cvid itid smid emc cmp cmpid dcmp "
    "campaign campaignid ex_cid trk trkinfo trkcampaign traffic_source ref refsrc srcref referer referrer refer rss "
    "rssfeed spref sref source src from via medium feature partner origin channel sourcetype share_source",
    "a newsletter or a sharing button": "esrc share",
    "the same page in another dress": "amp noamp outputtype print printable printer_friendly mobile nomobile isamp "
    "preview",
    "a session": "sessionid session_id",
    "a way round caches": "cb",
}
#: of these the value 0 or 1 is a switch, no number
_SWITCHES: Final = frozenset(_SHARED["the same page in another dress"].split()) | {"rss", "rssfeed"}
#: names that may also carry a content number: dropped where the value is a long token of letters and digits
_TOKENS: Final = frozenset(("sid", "session", "s_id", "cid", "eid", "uid", "xid", "token", "sessionid", "session_id"))
_COINED_NAMES: Final = frozenset(name for names in _COINED.values() for name in names.split())
_SHARED_NAMES: Final = frozenset(name for names in _SHARED.values() for name in names.split())

_TOKEN: Final = re.compile(r"(?=.{0,200}[a-z])(?=.{0,200}\d)[\w.-]{16,}", re.IGNORECASE | re.ASCII)
# a number, a date, a code that holds one (PR-2024-015, a1234); a headline in hyphens. A moment in milliseconds is none
_IDENTIFIER: Final = re.compile(
    # a separator is never part of what it separates, or there would be too many ways to try
    r"(?=.*\d)[a-z\d]{1,12}|\d+(?:[-_./: ]{1,2}[^\W_]+)+|"
    r"[a-z]{1,12}[-_./: ]{0,2}\d{1,12}[a-z]?(?:[-_./: ]{1,2}[^\W_]+)*|"
    r"[^\W_]+(?:-[^\W_]+){3,}",
    re.IGNORECASE,
)
#: characters of the longest value that is a code; a longer one with letters and digits is a token; chosen, not measured
_MAX_CODE_CHARACTERS: Final = 24


@dataclass(frozen=True, slots=True)
class LearnedParameters:
    """What the texts of a host's pages have shown of its parameters, by their names in lower case."""

    #: with another value it is another page
    identifying: frozenset[str] = frozenset()
    #: with another value it is the same page
    ignored: frozenset[str] = frozenset()


NOTHING_LEARNED: Final = LearnedParameters()


def looks_like_identifier(value: str) -> bool:
    """Say whether a value is shaped like the number, the code or the headline of an article."""
    value = unquote(value)
    if len(value) > _MAX_CODE_CHARACTERS and "-" not in value:
        return False
    return _IDENTIFIER.fullmatch(value) is not None


def is_coined(name: str) -> bool:
    """Say whether a name, in lower case, was coined by a product for tracking: no publisher's number goes by it."""
    return name in _COINED_NAMES or name.startswith(_COINED_PREFIXES)


def is_tracker(name: str, value: str, learned: LearnedParameters = NOTHING_LEARNED) -> bool:
    """Say whether ``name=value`` of a query tells nothing of which page it is."""
    name = name.lower()
    if name in learned.identifying:
        return False
    if is_coined(name) or name in learned.ignored or value.lower() == "amp":
        return True
    if name in _TOKENS:
        return _TOKEN.fullmatch(value) is not None
    if name in _SHARED_NAMES or name.startswith(_SHARED_PREFIXES):
        return (name in _SWITCHES and value in {"0", "1"}) or not looks_like_identifier(value)
    # a blog's edition for phones, and the second half of a sharing link
    return (name, value) in {("m", "0"), ("m", "1"), ("nb", "1")}
