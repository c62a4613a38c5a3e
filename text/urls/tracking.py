"""Which parts of an address's query say how a reader came, not what is read.

A name goes whatever its value only where no publisher is known to keep an article's number under it. Names such as
``cid``, ``sid`` or ``source`` are ambiguous and are judged by their value: to drop an article's number would make two
articles one, which is far worse than to keep a tracker. ``p``, ``id``, ``page``, ``s`` and ``lang`` always stay.
"""

from __future__ import annotations

import re
from typing import Final

#: families of names that a product marks with its prefix
_PREFIXES: Final = (
    *("utm_", "mtm_", "matomo_", "piwik_", "pk_", "ga_", "_ga", "_gl", "gad_", "itm_"),  # web analytics
    *("at_", "xtor", "ns_", "wt.", "wt_", "hsa_", "stm_", "trk_", "cm_mmc", "sc_"),  # those of other analytics
    *("mc_", "mkt_", "_hs", "__hs", "elq", "vero_", "oly_", "bsft_", "sfmc_", "ml_sub", "oft_", "dm_i"),  # newsletters
    *("fb_", "__twitter_", "tt_", "li_", "ig_", "guce_", "soc_", "ref_"),  # social networks
    *(
        "aff_",
        "affiliate",
        "cx_",
        "int_",
        "amp_",
        "aspsessionid",
        "preview_",
    ),  # shops, on-site promotion, AMP, sessions
)

#: names with one meaning only, by that meaning
_MEANINGS: Final = {
    "a click's number": "fbclid gclid gclsrc gbraid wbraid dclid msclkid twclid ttclid yclid ysclid igshid igsh epik "
    "rb_clickid irclickid irgwc sscid s_cid s_kwcid ef_id srsltid ved usg usqp aoh zanpid afsrc ranmid ransiteid "
    "raneaid vgo_ee wickedid",
    "a campaign, or a publisher's link to itself": "ico icid icmp intcid intcmp inttracking ito ncid ocid cvid ftag "
    "mbid itid reflink smid smtyp emc cmp cmpid dcmp campaign campaignid ex_cid wpisrc wpmm tsrc .tsrc guccounter trk "
    "trkinfo trkcampaign traffic_source ref refsrc srcref referer referrer refer rss rssfeed spref sref __source "
    "__tn__",
    "a newsletter or a sharing button": "et_rid et_cid cndid bxid esrc nr_email_referer hss_channel hsctatracking "
    "echobox sharetype shared_from share replytocom like_comment fb_comment_id lipi action_object_map "
    "action_type_map action_ref_map",
    "a session": "phpsessid jsessionid sessionid session_id cfid cftoken zenid oscsid _wpnonce",
    "the same page in another dress": "amp noamp outputtype print printable printer_friendly mobile nomobile isamp "
    "preview",
    "a way round caches": "nocache cachebuster cachebust cb _",
}
_NAMES: Final = frozenset(name for names in _MEANINGS.values() for name in names.split())

#: names that may also carry an article's number: dropped where the value is a word such as "rss", without a digit
_WORDS: Final = frozenset(
    ("source", "src", "from", "via", "medium", "feature", "partner", "origin", "channel", "sourcetype", "share_source")
)
#: names that may also carry a content number: dropped where the value is a long token of letters and digits
_TOKENS: Final = frozenset(("sid", "session", "s_id", "cid", "eid", "uid", "xid", "token"))

_WORD: Final = re.compile(r"[a-z._~%-]*", re.IGNORECASE)
_TOKEN: Final = re.compile(r"(?=.*[a-z])(?=.*\d)[\w.-]{16,}", re.IGNORECASE | re.ASCII)


def is_tracker(name: str, value: str) -> bool:
    """Say whether ``name=value`` of a query tells nothing of which page it is."""
    name = name.lower()
    if name in _NAMES or name.startswith(_PREFIXES) or value.lower() == "amp":
        return True
    if name in _WORDS:
        return _WORD.fullmatch(value) is not None
    if name in _TOKENS:
        return _TOKEN.fullmatch(value) is not None
    # a blog's edition for phones, and the second half of a sharing link
    return (name, value) in {("m", "0"), ("m", "1"), ("nb", "1")}
