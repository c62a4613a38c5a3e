"""Currencies before and behind numbers, by their ISO 4217 codes."""

from __future__ import annotations

import re
from typing import Final

_CURRENCIES: Final = {
    **dict.fromkeys(("php", "p", "₱"), "PHP"),
    **dict.fromkeys(("us$", "usd", "$", "u.s. $"), "USD"),
    **dict.fromkeys(("eur", "€"), "EUR"),
    **dict.fromkeys(("gbp", "£"), "GBP"),
    **dict.fromkeys(("a$", "aud", "au$"), "AUD"),
    **dict.fromkeys(("c$", "ca$", "cad"), "CAD"),
    **dict.fromkeys(("nz$", "nzd"), "NZD"),
    **dict.fromkeys(("hk$", "hkd"), "HKD"),
    **dict.fromkeys(("chf",), "CHF"),
    **dict.fromkeys(("rm", "myr"), "MYR"),
    **dict.fromkeys(("inr", "rs", "₹"), "INR"),
    **dict.fromkeys(("sek",), "SEK"),
    **dict.fromkeys(("nok",), "NOK"),
    **dict.fromkeys(("jpy", "¥"), "JPY"),
    **dict.fromkeys(("s$", "sgd"), "SGD"),
}
_CURRENCY: Final = re.compile(
    rf"(?<![A-Za-z])({'|'.join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))})\.?[\s\u00a0]?(?=\d)",
    re.IGNORECASE,
)
#: the name of a currency behind a number
CURRENCY_WORD: Final = re.compile(
    r"[\s-](?:ka\s)?(?:(?P<PHP>(?:philippine )?pes(?:os?|o)\b|piso)|(?P<EUR>euros?\b)|(?P<GBP>pounds?\b)|"
    r"(?P<AUD>australi(?:an|sche[nr]?)[ -]dollars?\b)|(?P<CAD>(?:canadian|kanadische[nr]?)[ -]dollars?\b)|"
    r"(?P<SGD>(?:singapore|singapur)[ -]dollars?\b)|(?P<NZD>(?:new zealand|nz|neuseel[aä]ndische[nr]?)[ -]dollars?\b)|"
    r"(?P<HKD>(?:hong ?kong)[ -]dollars?\b)|(?P<CHF>(?:swiss |schweizer )?(?:franken|francs?)\b)|(?P<JPY>yen\b)|"
    r"(?P<SEK>(?:swedish )?kronor\b|schwedische kronen\b)|(?P<NOK>(?:norwegian )?kroner\b|norwegische kronen\b)|"
    r"(?P<USD>(?:us[ -]|u\.s\. |amerikanische[nr]? )?dollars?\b)|(?P<MYR>ringgit)|(?P<INR>rupees?))",
    re.IGNORECASE,
)


def without_currencies(text: str) -> tuple[str, dict[int, tuple[int, str]]]:
    """Return a text with blanks for the currencies before numbers, and these by where their number begins."""
    signs = [(match, match[1].casefold()) for match in _CURRENCY.finditer(text)]
    dollars = {_CURRENCIES[sign] for _, sign in signs if sign.endswith("$") and sign != "$"}
    # where a text tells of NZ$ and of no other dollars, a bare $ is of those
    bare = dollars.pop() if len(dollars) == 1 else "USD"
    currencies = {match.end(): (match.start(), bare if sign == "$" else _CURRENCIES[sign]) for match, sign in signs}
    return _CURRENCY.sub(lambda match: " " * len(match.group()), text), currencies
