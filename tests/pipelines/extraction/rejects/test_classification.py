"""Walls, errors, listings and live blogs, and the articles that only look like them."""

from dataclasses import replace

import pytest

from items import Outcome
from pipelines.extraction.rejects.classification import LIVE_BLOG_REASON, PageEvidence, classify_page

URL = "https://gazette.example/2026/05/a-new-pier"
TITLE = "Island gets a new pier"
PROSE = (
    "The island of Tarsa will get a new pier before the stormy season, the port office said on Monday.",
    "Ferries have had to land on the beach since a barge broke three of the wooden piles in March.",
    "Divers found that two more piles were rotten and would not last another winter.",
    "The work costs two million crowns, half of which comes from a fund for remote harbours.",
)


def facts(title: str, *paragraphs: str, shown: str = "", url: str = URL) -> PageEvidence:
    texts = paragraphs or PROSE
    return PageEvidence(url, title, texts, shown or " ".join((title, *texts)))


@pytest.mark.parametrize(
    "title",
    [
        "500 households receive a share of the catch",
        "404 families move into new homes",
        "Forbidden City shows its northern gate",
        "One moment of courage",
        "Access denied: villagers locked out of their beach",
        "Oops: baker sends cakes to the wrong island",
        "Maintenance of the lighthouse begins",
        "The village that doesn’t exist",
        "Divers search the bay – nothing found",
        "Vermisster Wanderer noch nicht gefunden",
        "Vermiste visser nog niet gevonden",
        "Nawawalang mangingisda hindi mahanap",
        "How to change the privacy settings on your phone",
        "Log in with your passport: the new island card",
        "Register of fishing boats goes online",
        "Please wait: why queues at the ferry grow",
        "Welcome back, pier",
        "Website down",
        "Pier still under construction",
    ],
)
def test_a_headline_that_begins_like_a_wall_stays_an_article(title: str) -> None:
    assert classify_page(replace(facts(title), asks_password=True)).outcome is Outcome.PENDING


@pytest.mark.parametrize(
    ("title", "paragraphs", "outcome"),
    [
        ("Just a moment...", ["Checking your browser."], Outcome.BLOCKED_BY_WALL),
        ("Attention Required! | Shieldnet", ["Ray ID 12."], Outcome.BLOCKED_BY_WALL),
        ("Page not found", PROSE, Outcome.NOT_AN_ARTICLE),
        ("404 - Page not found", PROSE[:1], Outcome.NOT_AN_ARTICLE),
        ("Gazette | The page you requested could not be found", PROSE[:1], Outcome.NOT_AN_ARTICLE),
        ("503 Service Unavailable", ["Come back later."], Outcome.NOT_AN_ARTICLE),
        ("Log in", ["Name and password."], Outcome.BLOCKED_BY_WALL),
        ("We value your privacy", PROSE, Outcome.BLOCKED_BY_WALL),
    ],
)
def test_a_title_that_is_nothing_but_a_notice_decides(title: str, paragraphs: list[str], outcome: Outcome) -> None:
    assert classify_page(facts(title, *paragraphs)).outcome is outcome


def test_prose_with_a_date_or_a_declared_type_overrules_the_title() -> None:
    plain = facts("Not found")
    assert classify_page(plain).outcome is Outcome.NOT_AN_ARTICLE
    for vouched in (
        replace(plain, types=frozenset({"NewsArticle"})),
        replace(plain, page_type="article"),
        replace(plain, signed=True),
        replace(plain, announced="Not found!"),
    ):
        assert classify_page(vouched).outcome is Outcome.PENDING


@pytest.mark.parametrize(
    ("title", "text", "outcome"),
    [
        (
            "Gazette",
            (
                "Press and hold the button below to go on. We check all automated traffic to our website. "
                "Write to us with the number that you see on this page if that does not help you."
            ),
            Outcome.BLOCKED_BY_WALL,
        ),
        (
            "Inselbote",
            (
                "Bitte zeigen Sie uns, dass Sie ein Mensch sind und kein Roboter. "
                "Aktivieren Sie dafür bitte JavaScript in Ihrem Browser und laden Sie die Seite neu."
            ),
            Outcome.BLOCKED_BY_WALL,
        ),
        (
            TITLE,
            (
                "You seem to use an ad blocker. Our reporters live on what advertisements bring in. "
                "Please allow ads on our website, then reload the page."
            ),
            Outcome.BLOCKED_BY_WALL,
        ),
        (
            "Gazette",
            "Our website is not available in your country. We are sorry that we cannot show you this page.",
            Outcome.BLOCKED_BY_WALL,
        ),
        (
            "Hm",
            "The page you are looking for has gone to another place. Try our search or go back to the front page.",
            Outcome.NOT_AN_ARTICLE,
        ),
        (
            "Inselbote",
            "Die gesuchte Seite haben wir leider nicht. Bitte nutzen Sie unsere Suche oder gehen Sie zur Startseite.",
            Outcome.NOT_AN_ARTICLE,
        ),
        (
            "Eilandbode",
            "De pagina die je zoekt is verhuisd. Ga terug naar onze voorpagina of gebruik de zoekfunctie.",
            Outcome.NOT_AN_ARTICLE,
        ),
        (
            "Isla Balita",
            "Hindi namin makita ang pahinang hinahanap mo. Bumalik ka sa unang pahina o gamitin ang paghahanap namin.",
            Outcome.NOT_AN_ARTICLE,
        ),
        (
            "Gazette",
            "If you are not redirected in a few seconds, please use this link. Your browser may ask you to allow it.",
            Outcome.NOT_AN_ARTICLE,
        ),
        (
            "All the island's news",
            (
                "Choose your plan today. Digital: 5 euros a month for our website and app. "
                "You can cancel your subscription at any time."
            ),
            Outcome.BLOCKED_BY_WALL,
        ),
    ],
)
def test_a_short_text_that_speaks_to_its_reader_of_page_and_browser_is_a_notice(
    title: str, text: str, outcome: Outcome
) -> None:
    assert classify_page(facts(title, text)).outcome is outcome


def test_a_password_field_makes_a_log_in_page_of_words_about_accounts_only() -> None:
    form = facts(
        "Hello again", "Please enter the e-mail address of your account. Your password has eight signs or more."
    )
    assert classify_page(form).outcome is Outcome.PENDING
    assert classify_page(replace(form, asks_password=True)).outcome is Outcome.BLOCKED_BY_WALL
    assert classify_page(replace(facts(TITLE), asks_password=True)).outcome is Outcome.PENDING


def test_a_page_that_talks_to_its_reader_under_another_title_than_the_announced_one_is_a_wall() -> None:
    other = facts("Gazette", "Please update your browser to go on. Our website needs the newest one that you can get.")
    assert classify_page(replace(other, announced="Gazette wins a prize")).outcome is Outcome.PENDING
    assert classify_page(replace(other, announced=TITLE)).outcome is Outcome.BLOCKED_BY_WALL
    assert classify_page(replace(facts("Pier: all about it"), announced="Harbour builds")).outcome is Outcome.PENDING


@pytest.mark.parametrize(
    "texts",
    [
        ("If you saw the barge, please call us.", "We ask you not to share the film of the crash.", *PROSE[:2]),
        (
            "If you see a page that shows the harm of a child, please report the link to our hotline.",
            "You need not give your name or e-mail address, and we will ask the website to take it down.",
        ),
        (
            "“We urge parents to check the password of your account”, the school office said.",
            "Please turn on a second login, according to our guide on privacy for each website.",
        ),
    ],
)
def test_a_call_to_the_public_is_an_article(texts: tuple[str, ...]) -> None:
    assert classify_page(facts("Office asks for help", *texts)).outcome is Outcome.PENDING
    assert classify_page(replace(facts("Office asks for help", *texts), asks_password=True)).outcome is Outcome.PENDING


CONSENT = (
    "We and our partners keep cookies on your device and ask for your consent to use personal data for purpose {}. "
    "You may accept all or reject all."
)


@pytest.mark.parametrize("times", [1, 30])
def test_a_consent_page_of_any_length_is_a_wall(times: int) -> None:
    assert (
        classify_page(facts("Gazette", *(CONSENT.format(n) for n in range(times)))).outcome is Outcome.BLOCKED_BY_WALL
    )


def test_the_dutch_consent_page_too() -> None:
    text = "Wij en onze partners plaatsen cookies. Klik op accepteren als je akkoord gaat met onze cookies."
    assert classify_page(facts("Eilandbode", text)).outcome is Outcome.BLOCKED_BY_WALL


def test_news_of_cookies_and_lessons_on_consent_are_articles() -> None:
    fine = (
        "The data office has fined a shoe shop for cookies without consent on its website.",
        "Visitors could accept all cookies at once but needed three menus to reject all of them.",
        "Personal data went to many partners, and no legitimate interest was found for it.",
    )
    lesson = (
        "We teach our pupils what consent means.",
        "Your consent is yours to give and yours to take back.",
        "Without consent there is no game, we tell them, and consent can be taken back at any time.",
    )
    assert classify_page(facts("Shop fined over cookies", *fine)).outcome is Outcome.PENDING
    assert classify_page(facts("A lesson on consent", *lesson)).outcome is Outcome.PENDING


@pytest.mark.parametrize("path", ["news/livestream-ring-broken-up", "live-stream/x", "live/2026/x", "live-updates"])
def test_an_address_alone_makes_no_live_blog(path: str) -> None:
    assert classify_page(facts(TITLE, url=f"https://gov.example/{path}")).outcome is Outcome.PENDING


def test_timed_entries_at_a_live_address_make_a_live_blog() -> None:
    shown = " ".join(f"1{n}:05 Point {n} {text}" for n, text in enumerate(PROSE))
    live = facts(TITLE, shown=shown, url="https://gazette.example/live/2026/storm")
    assert classify_page(live).reason == LIVE_BLOG_REASON
    assert classify_page(replace(live, url=URL)).outcome is Outcome.PENDING
    assert classify_page(replace(live, types=frozenset({"NewsArticle"}))).outcome is Outcome.PENDING
    assert classify_page(replace(facts(TITLE), types=frozenset({"LiveBlogPosting"}))).reason == LIVE_BLOG_REASON


@pytest.mark.parametrize(
    "path",
    [
        "?p=1234",
        "index.php?option=com_content&id=77",
        "category/children-online",
        "page/old-pier",
        "topics/harbours",
        "archive/2341",
    ],
)
def test_an_article_at_the_address_of_a_listing_stays_one(path: str) -> None:
    assert classify_page(facts(TITLE, url=f"https://office.example/{path}")).outcome is Outcome.PENDING


@pytest.mark.parametrize("path", ["", "index.php", "?s=pier", "tag/pier/", "category/harbours/page/2/"])
def test_more_headlines_than_sentences_there_make_a_listing(path: str) -> None:
    listing = replace(facts("Harbours", url=f"https://office.example/{path}"), links=40)
    assert classify_page(listing).outcome is Outcome.NOT_AN_ARTICLE


def test_a_short_signed_article_between_many_links_is_none() -> None:
    article = replace(facts(TITLE, url="https://office.example/category/old-pier"), links=40, signed=True)
    assert classify_page(article).outcome is Outcome.PENDING
    assert classify_page(replace(article, paragraphs=PROSE[:1])).outcome is Outcome.NOT_AN_ARTICLE


def test_the_beginning_of_a_closed_article_is_partial_and_a_box_alone_a_wall() -> None:
    closed = replace(facts(TITLE), free=False)
    assert classify_page(closed).partial
    offer = replace(facts(TITLE, "Subscribe to continue reading."), free=False)
    assert classify_page(offer).outcome is Outcome.BLOCKED_BY_WALL


def test_random_letters_and_next_to_nothing_are_no_articles() -> None:
    assert classify_page(facts(TITLE, "xkcd qzrtp wvbnm lkjhg pqwrt zxcvb " * 20)).outcome is Outcome.NOT_AN_ARTICLE
    assert classify_page(facts(TITLE, "More soon.")).outcome is Outcome.TOO_SHORT
    assert classify_page(PageEvidence(URL, TITLE, ())).outcome is Outcome.NOT_AN_ARTICLE


LONG_PROSE = tuple(f"{text} Number {n} on the list was agreed at once." for n in range(4) for text in PROSE)


def test_a_page_with_much_of_its_own_is_stored_and_marked_whatever_surrounds_it() -> None:
    guide = replace(facts(TITLE, *LONG_PROSE, *["Piles", "Planks", "Nails"] * 30), links=73)
    assert classify_page(guide).outcome is Outcome.PENDING
    assert "perhaps a listing" in classify_page(guide).reason
    assert classify_page(replace(guide, paragraphs=guide.paragraphs[-60:])).outcome is Outcome.NOT_AN_ARTICLE


def test_links_are_no_words_of_its_own() -> None:
    headlines = [f"The island of Tarsa gets another pier number {n}" for n in range(40)]
    listing = replace(facts(TITLE, *headlines), links=40)
    assert classify_page(replace(listing, link_words=9 * 40)).outcome is Outcome.NOT_AN_ARTICLE


def test_a_long_report_in_a_live_template_is_stored_and_marked() -> None:
    report = replace(facts(TITLE, *LONG_PROSE), types=frozenset({"LiveBlogPosting"}))
    assert classify_page(report).outcome is Outcome.PENDING
    assert "perhaps a live blog" in classify_page(report).reason


def test_a_text_without_spaces_is_not_taken_for_a_beginning() -> None:
    sentence = "島の新しい桟橋は嵐の季節の前に完成する予定だと港湾局は月曜日に発表した。"
    page = facts("桟橋", *[sentence] * 12, shown="Subscribe now to read the full story. " + sentence * 12)
    assert classify_page(page) == classify_page(replace(page, shown=sentence * 12))
