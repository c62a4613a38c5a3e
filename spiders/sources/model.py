"""What an entry of the sources file may say: one model, whose types check every value."""

from __future__ import annotations

import re
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PrivateAttr

from text.config_errors import ConfigModel, say
from text.dates.places import is_zone_name, zone_of_country
from text.suggestions import suggest_spelling
from text.urls.sections import is_in_section

KINDS: Final = ("ngo", "government", "newspaper", "broadcaster", "wire", "aggregator", "blog", "search")

#: the key of a table's own name among its values; no key of a TOML file is likely to be called so
SLUG_KEY: Final = "[slug]"

_HOST_NAME: Final = re.compile(r"[^\s.:/]+(?:\.[^\s.:/]+)*")


def _check_line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("must be a line of text in quotes")
    return text.strip()


def _check_kind(value: object) -> object:
    if value not in KINDS:
        raise ValueError(f"is no kind{suggest_spelling(str(value), KINDS)}; use one of {', '.join(KINDS)}")
    return value


def _check_url(url: str) -> str:
    """Check a public address. Hosts that only this machine or network knows are refused by the crawler, not here."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"is no address ({error})") from error
    if any(character.isspace() for character in url):
        raise ValueError("has a space in it; write it as %20")
    if parts.scheme not in {"http", "https"}:
        raise ValueError("must begin with https:// or http://")
    if "@" in parts.netloc:
        raise ValueError("holds a user name; only pages that anyone may open are watched")
    if not _HOST_NAME.fullmatch(host) and "[" not in parts.netloc:
        raise ValueError("names no host; write it as https://www.example.org/feed/")
    return url


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _check_urls(urls: tuple[str, ...]) -> tuple[str, ...]:
    if not urls:
        raise ValueError("is empty; give an address or a list of addresses")
    if len(set(urls)) < len(urls):
        raise ValueError("names the same address twice; keep one of them")
    return urls


def _compile(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return re.compile(_check_line(value))
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression ({error}); put it in 'single quotes'") from error


def _check_expectation(number: float) -> float:
    if not number:
        raise ValueError("must be more than 0 articles a week; leave it out where nobody knows")
    return number


def _check_zone(name: str) -> str:
    if not is_zone_name(name):
        raise ValueError('is no time zone; write it as "Asia/Manila"')
    return name


_TextLine = Annotated[str, say("must be a line of text in quotes"), AfterValidator(_check_line)]
_Slug = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$"),
    say("is no slug; use small letters, digits and single _ or - between them, such as [manila_times]"),
]
_Country = Annotated[
    str,
    Field(pattern=r"^(?:[A-Z]{2}|INT)$"),
    say('must be a country code of two capital letters such as "PH", or "INT"'),
]
_Language = Annotated[
    str,
    Field(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"),
    say('must be a language tag such as "en", "tl" or "en-PH"'),
]
_Url = Annotated[_TextLine, AfterValidator(_check_url)]
_Urls = Annotated[tuple[_Url, ...], BeforeValidator(_as_tuple), AfterValidator(_check_urls)]
_Pattern = Annotated[re.Pattern[str], say("must be a line of text in quotes"), BeforeValidator(_compile)]
_Finite = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Delay = Annotated[_Finite, say("must be a number without quotes, 0 or more seconds")]
_Expectation = Annotated[
    _Finite,
    say("must be a number without quotes, more than 0 articles a week"),
    AfterValidator(_check_expectation),
]
_Reason = Annotated[
    str,
    Field(pattern=r"\S"),
    say("must say in words why the certificate cannot be verified"),
    AfterValidator(_check_line),
]


_Flag = Annotated[bool, Field(strict=True), say("must be true or false, without quotes")]
_Zone = Annotated[_TextLine, AfterValidator(_check_zone)]


class Source(ConfigModel):
    """One site or search to watch. Where it names no feed, sitemap or listing, its site is probed for them."""

    # in the file "feed" may stand for one address; in the code the fields go by their own names
    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    slug: _Slug = Field(validation_alias=SLUG_KEY)
    """The name of its table, by which commands and the database know it."""
    name: _TextLine
    """The name that readers see."""
    kind: Annotated[str, BeforeValidator(_check_kind)]
    """What it is, one of KINDS."""
    country: _Country
    """ISO 3166-1 alpha-2, EU, or INT for a body of many countries."""
    language: _Language
    """BCP 47, of most of its articles."""
    homepage: _Url
    """The address of its front page."""
    feeds: _Urls = Field(default=(), validation_alias="feed")
    """The feeds that list its articles."""
    sitemaps: _Urls = Field(default=(), validation_alias="sitemap")
    """The sitemaps that list its articles."""
    listings: _Urls = Field(default=(), validation_alias="listing")
    """The pages that link to its articles."""
    include: _Pattern | None = None
    """What is searched for in the address of an article, and must be found."""
    exclude: _Pattern | None = None
    """What is searched for in the address of an article, and must not be found."""
    delay: _Delay | None = None
    """Seconds between two requests; None leaves it to the settings."""
    expect: _Expectation | None = None
    """Articles a week of any topic; None where nobody knows yet."""
    timezone: _Zone = ""
    """The time zone of its times that name none, such as "Asia/Manila"; empty leaves it to its country."""
    pdf: _Flag = False
    """Whether its releases come as PDF, whose text is read."""
    insecure: _Reason = ""
    """Why its certificate is not verified; empty where it is."""
    # of a list that a probe found: where the source's own pages lie; no key of the file
    _section: str = PrivateAttr("")

    @property
    def zone(self) -> str:
        """The time zone of its times that name none; empty where nobody knows it."""
        return self.timezone or zone_of_country(self.country)

    def accepts(self, url: str) -> bool:
        """Whether an address fits the patterns ``include`` and ``exclude``, and lies in the section narrowed to."""
        if self.include and not self.include.search(url):
            return False
        if self._section and not is_in_section(url, self._section):
            return False
        return not (self.exclude and self.exclude.search(url))

    @property
    def is_narrowed(self) -> bool:
        """Whether this stands for the source of a list that a probe found."""
        return bool(self._section)

    def narrowed(self, section: str) -> Self:
        """Return this source as one that takes no address outside a section, as text.urls.sections has it."""
        narrowed = self.model_copy()
        narrowed._section = section
        return narrowed
