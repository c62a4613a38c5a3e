"""The sources file as a person meets it: what is read, and what each mistake is answered with."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.sources.load import SourcesError, load_sources, parse_sources, select_sources
from spiders.sources.model import KINDS, Source

GOOD = """
[daily_example]
name = "Daily Example"
kind = "newspaper"
country = "PH"
language = "en"
homepage = "https://daily.example/"
feed = "https://daily.example/feed/"
"""


def faults_of(text: str) -> list[str]:
    return parse_sources(text)[1]


def with_line(line: str) -> str:
    """The good table with one line added, or put in the place of the line with the same key."""
    key = line.split("=", maxsplit=1)[0]
    others = [old for old in GOOD.splitlines() if not old.startswith(key)]
    return "\n".join([*others, line])


def without(key: str) -> str:
    return "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{key} "))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sources.toml"


def test_short_table_becomes_a_source(file: Path) -> None:
    file.write_text(GOOD)
    assert load_sources(file) == (
        Source(
            slug="daily_example",
            name="Daily Example",
            kind="newspaper",
            country="PH",
            language="en",
            homepage="https://daily.example/",
            feeds=("https://daily.example/feed/",),
        ),
    )


def test_every_option_is_read() -> None:
    sources, faults = parse_sources("""
[ngo-example]
name = "NGO Example"
kind = "ngo"
country = "INT"
language = "en-GB"
homepage = "http://ngo.example:8080/"
listing = ["https://ngo.example/news", "https://ngo.example/stories"]
include = '/news/\\d+'
exclude = '/news/0'
delay = 6
expect = 2.5
insecure = "its certificate ran out and nobody answers"
""")
    assert not faults
    (source,) = sources
    assert source.listings == ("https://ngo.example/news", "https://ngo.example/stories")
    assert source.feeds == source.sitemaps == ()
    assert source.include is not None
    assert source.include.search("https://ngo.example/news/12")
    assert source.exclude is not None
    assert source.exclude.pattern == "/news/0"
    assert (source.delay, source.expect) == (6.0, 2.5)
    assert source.insecure == "its certificate ran out and nobody answers"


def test_byte_order_mark_is_no_mistake(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8-sig")
    assert [source.slug for source in load_sources(file)] == ["daily_example"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('kind = "newspapr"', "kind = 'newspapr': is no kind; did you mean newspaper?; use one of ngo, "),
        ("kind = 3", "kind = 3: is no kind"),
        ('name = ""', "name = '': must be a line of text"),
        ('name = "two\\nlines"', "must be a line of text"),
        ('country = "ph"', "country = 'ph': must be a country code of two capital letters"),
        ('country = "Philippines"', "must be a country code"),
        ('language = "English"', "language = 'English': must be a language tag"),
        ('homepage = "daily.example"', "homepage = 'daily.example': must begin with https:// or http://"),
        ('homepage = "ftp://daily.example/"', "must begin with https:// or http://"),
        ('homepage = "https://"', "names no host"),
        ('homepage = "https://daily..example/"', "names no host"),
        ('homepage = "https://[daily/"', "is no address"),
        ('homepage = "https://daily.example:seven/"', "is no address"),
        ('homepage = "https://daily.example/our news"', "has a space in it; write it as %20"),
        ('homepage = "https://me:secret@daily.example/"', "holds a user name"),
        ("homepage = true", "homepage = True: must be a line of text"),
        ('feed = "https://daily.example/\\u0000"', "must be a line of text"),
        ("feed = []", "feed = []: is empty"),
        ('feed = ["https://daily.example/a", "https://daily.example/a"]', "names the same address twice"),
        ('feed = ["https://daily.example/a", 7]', "must be a line of text"),
        ("include = '/news/('", "include = '/news/(': is no regular expression (missing ), unterminated subpattern"),
        ("include = ''", "include = '': must be a line of text"),
        ("exclude = 'a{99999999999}'", "is no regular expression"),
        ("delay = -1", "delay = -1: must be a number without quotes, 0 or more seconds"),
        ('delay = "2"', "delay = '2': must be a number without quotes"),
        ("delay = true", "delay = True: must be a number"),
        ("delay = inf", "delay = inf: must be a number"),
        ("expect = 0", "expect = 0: must be more than 0 articles a week"),
        ("expect = nan", "expect = nan: must be a number"),
        ('insecure = " "', "insecure = ' ': must say in words why"),
        ("insecure = true", "insecure = True: must say in words why"),
        ('feeds = "https://daily.example/feed/"', "feeds is an unknown key; did you mean feed?"),
        ("colour = 1", "colour is an unknown key"),
    ],
)
def test_mistake_in_a_value_is_named(line: str, message: str) -> None:
    (fault,) = faults_of(with_line(line))
    assert fault.startswith("[daily_example] ")
    assert message in fault


@pytest.mark.parametrize("key", ["name", "kind", "country", "language", "homepage"])
def test_missing_key_is_named(key: str) -> None:
    assert faults_of(without(key)) == [f"[daily_example] {key} is missing; add it"]


def test_only_a_homepage_is_needed() -> None:
    (source,), faults = parse_sources(without("feed"))
    assert (faults, source.feeds, source.sitemaps, source.listings) == ([], (), (), ())


def test_several_mechanisms_may_be_given_together() -> None:
    (source,), faults = parse_sources(with_line('sitemap = "https://daily.example/sitemap.xml"'))
    assert not faults
    assert (source.feeds, source.sitemaps) == (("https://daily.example/feed/",), ("https://daily.example/sitemap.xml",))


def test_a_search_has_no_site_on_which_a_feed_could_be_found() -> None:
    text = without("feed").replace('kind = "newspaper"', 'kind = "search"')
    assert faults_of(text) == [
        "[daily_example] is a search and needs a feed: there is no site on which it could be found"
    ]


@pytest.mark.parametrize(
    "slug", ["Daily", "daily example", "daily.example", "-daily", "daily__example", "", "zeitung_köln"]
)
def test_slug_is_small_letters_and_digits(slug: str) -> None:
    (fault,) = faults_of(GOOD.replace("[daily_example]", f'["{slug}"]'))
    assert fault.startswith(f"[{slug}] is no slug; use small letters")


def test_duplicate_slug_is_named_with_its_lines() -> None:
    (fault,) = faults_of(GOOD + GOOD.replace("[daily_example]", '[ "daily_example" ]'))
    assert fault == "[daily_example] is there 2 times, on lines 2, 10; keep one of them or rename the others"


def test_broken_toml_is_named_with_its_line() -> None:
    (fault,) = faults_of(GOOD + "name Daily\n")
    assert "not valid TOML" in fault
    assert "line 9" in fault


@pytest.mark.parametrize("text", ['name = "Daily Example"', "[[daily_example]]"])
def test_value_outside_a_table_is_a_fault(text: str) -> None:
    (fault,) = faults_of(text)
    assert "not a table" in fault


def test_table_inside_a_table_is_a_fault() -> None:
    assert faults_of(GOOD + "[daily_example.extra]\n") == ["[daily_example] extra is an unknown key"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_file_without_a_source_is_a_fault(text: str) -> None:
    assert faults_of(text) == ["holds no source; add a table such as [rappler]"]


def test_all_faults_of_a_file_come_at_once_and_name_it(file: Path) -> None:
    file.write_text(
        with_line('kind = "paper"') + "\ndelay = -1" + GOOD.replace("daily_example", "other").replace("PH", "p")
    )
    with pytest.raises(SourcesError) as caught:
        load_sources(file)
    assert len(caught.value.faults) == 3
    assert str(caught.value).splitlines() == list(caught.value.faults)
    assert all(fault.startswith(f"{file}: [") for fault in caught.value.faults)


@pytest.mark.parametrize("content", [None, b"name = '\xff'"])
def test_unreadable_file_is_named(file: Path, content: bytes | None) -> None:
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SourcesError, match="cannot be read") as caught:
        load_sources(file)
    assert str(file) in str(caught.value)


def test_long_value_is_cut_in_the_message() -> None:
    (fault,) = faults_of(with_line(f'country = "{"x" * 5000}"'))
    assert len(fault) < 300


def sources_called(*slugs: str) -> tuple[Source, ...]:
    return parse_sources("".join(GOOD.replace("daily_example", slug) for slug in slugs))[0]


def test_no_name_selects_all() -> None:
    sources = sources_called("one", "two")
    assert select_sources(sources, []) == sources


def test_names_select_in_the_order_of_the_file() -> None:
    sources = sources_called("one", "two", "three")
    assert [source.slug for source in select_sources(sources, ["three", "one", "one"])] == ["one", "three"]


def test_unknown_names_are_all_named_with_what_is_near() -> None:
    with pytest.raises(SourcesError) as caught:
        select_sources(sources_called("rappler", "philstar"), ["raplers", "xyzzy"])
    assert caught.value.faults == (
        "no source is called 'raplers'; did you mean rappler?",
        "no source is called 'xyzzy'; scrapy sources lists them all",
    )


VALUES = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.lists(st.text(max_size=10), max_size=3),
    st.sampled_from([*KINDS, "https://x.example/", "PH", "en"]),
)


@given(st.text(max_size=200))
def test_any_text_gives_sources_or_faults(text: str) -> None:
    sources, faults = parse_sources(text)
    assert bool(sources) != bool(faults)


@given(st.sampled_from(["kind", "country", "language", "homepage", "feed", "delay", "expect", "insecure"]), VALUES)
def test_any_value_is_taken_or_named_with_its_key(key: str, value: object) -> None:
    line = f"{key} = {toml_of(value)}"
    assert tomllib.loads(line)
    sources, faults = parse_sources(with_line(line))
    assert bool(sources) != bool(faults)
    assert all(fault.startswith(f"[daily_example] {key} = ") for fault in faults)


def toml_of(value: object) -> str:
    """The value as TOML writes it."""
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(character):08X}" for character in value) + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(toml_of, value))}]"
    return str(value).lower()


def test_a_source_accepts_what_its_patterns_allow() -> None:
    ((source,), _) = parse_sources(f"{GOOD}include = '/news/'\nexclude = '/sports/'")
    assert source.accepts("https://daily.example/news/a")
    assert not source.accepts("https://daily.example/about")
    assert not source.accepts("https://daily.example/news/sports/a")
