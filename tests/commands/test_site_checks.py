"""The entry of a new source: guesses, answers, and the file that it is written into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from commands.crawling.site_checks.entry import (
    NewEntry,
    append_entry,
    ask_entry,
    guess_entry,
    guess_kind,
    site_name,
    unused_slug,
    whole_address,
)

FILE = """# the list
[herald]  # ours
name = "Herald"
kind = "newspaper"
country = "PH"
language = "en"
homepage = "https://herald.example/"
"""
ENTRY = NewEntry("beacon", 'The "Beacon"', "newspaper", "PH", "en", "https://beacon.example/")


@pytest.mark.parametrize(
    ("homepage", "slug", "kind", "country"),
    [
        ("https://www.daily-example.com/", "daily_example", "newspaper", "INT"),
        ("https://agency.gov.ph/", "agency", "government", "PH"),
        ("https://help.org.uk/", "help", "ngo", "GB"),
        ("https://zeitung.de/", "zeitung", "newspaper", "DE"),
    ],
)
def test_guesses_by_the_address(homepage: str, slug: str, kind: str, country: str) -> None:
    entry = guess_entry(homepage, [], [])
    assert (entry.slug, entry.kind, entry.country, entry.language) == (slug, kind, country, "en")


def test_guesses_by_the_articles() -> None:
    pages = ["<title>Rain ends | Daily Example</title>", '<meta property="og:site_name" content="Daily Example">']
    entry = guess_entry("https://daily.example/", pages, ["tl", "en", "tl", ""])
    assert (entry.name, entry.language) == ("Daily Example", "tl")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("<title>A storm - in the bay - The Post</title>", "The Post"),
        ("<title>Only a headline</title>", ""),
        ('<meta property="og:site_name" content="R&amp;D News"><title>x | y</title>', "R&D News"),
        ("", ""),
    ],
)
def test_name_of_a_site(page: str, name: str) -> None:
    assert site_name(page) == name


def test_an_answer_takes_the_place_of_a_guess_and_no_answer_leaves_it() -> None:
    answers: Iterator[str] = iter(["", "The Beacon", "", "US", "", "America/New_York"])
    entry = ask_entry(ENTRY, lambda _question: next(answers))
    assert (entry.slug, entry.name, entry.country, entry.timezone) == (
        "beacon",
        "The Beacon",
        "US",
        "America/New_York",
    )


def test_the_file_keeps_its_comments_and_gets_a_sound_entry() -> None:
    text, faults = append_entry(FILE, ENTRY)
    assert not faults
    assert text.startswith(FILE.rstrip())
    assert 'name = "The \\"Beacon\\""' in text


def test_an_entry_that_would_spoil_the_file_is_told_of() -> None:
    faults = append_entry(FILE, NewEntry("herald", "Herald", "newspaper", "PH", "en", "https://h.example/"))[1]
    assert faults


def test_small_parts() -> None:
    assert guess_kind("mil.example") == "government"
    assert unused_slug("herald", ["herald", "herald_2"]) == "herald_3"
    assert unused_slug("", []) == "source_2"
    assert whole_address("daily.example") == "https://daily.example/"
    assert whole_address("http://daily.example/news") == "http://daily.example/news"
