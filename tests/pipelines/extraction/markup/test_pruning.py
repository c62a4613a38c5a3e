"""What leaves the tree before extraction, and what proof it takes."""

import pytest
from lxml.html import HtmlElement, document_fromstring

from pipelines.extraction.markup.pruning import prune_tree, visible_text

URL = "https://www.gazette.example/2026/new-pier"
SENTENCES = (
    "The town council of Tarsa agreed on Monday to build a new pier before the stormy season begins.",
    "Ferries have had to land on the beach since a barge broke three of the wooden piles in March.",
    "Divers found that two more piles were rotten and would hardly have lasted another winter.",
    "The work costs two million crowns, half of which comes from a fund for remote harbours.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
BIOGRAPHY = "<p>Wim Dorpema has written about boats for ten years and lives by the sea.</p>"


def pruned(body: str) -> HtmlElement:
    tree = document_fromstring(f"<html><body><h1>New pier</h1>{body}</body></html>")
    visible_text(tree)
    prune_tree(tree, URL)
    return tree


def text_of(tree: HtmlElement) -> str:
    return str(tree.text_content())


@pytest.mark.parametrize("name", ["hidden", "read-more", "more-content", "comment"])
def test_prose_in_a_container_of_a_doubtful_name_stays(name: str) -> None:
    beginning, end = PROSE[: PROSE.index(SENTENCES[3])], f"<p>{SENTENCES[3]}</p>"
    assert SENTENCES[3] in text_of(pruned(f"{beginning}<div class='{name}'>{end}</div>"))
    assert SENTENCES[3] in text_of(pruned(f"{PROSE * 2}<p class='{name}'>{SENTENCES[3]}</p>"))


@pytest.mark.parametrize("name", ["hidden", "read-more", "related"])
def test_links_prove_that_a_container_leads_elsewhere(name: str) -> None:
    teaser = "<p><a href='/boats'>The boats of the island race on Sunday, and all of them are old.</a></p>"
    assert "boats of the island" not in text_of(pruned(f"{PROSE}<div class='{name}'>{teaser}</div>"))


def test_a_writers_life_goes_where_it_is_short_beside_the_text() -> None:
    assert "Dorpema" not in text_of(pruned(f"{PROSE * 3}<div class='author-bio'>{BIOGRAPHY}</div>"))
    assert "Dorpema" in text_of(pruned(f"<div class='author-bio'>{BIOGRAPHY * 4}</div>{BIOGRAPHY}"))


@pytest.mark.parametrize("opened", ["<a name='top'>", "<a href='/2026/new-pier'>", "<button class='menu'>", "<object>"])
def test_what_is_never_closed_does_not_swallow_the_article(opened: str) -> None:
    assert all(sentence in text_of(pruned(opened + f"<div>{PROSE}</div>")) for sentence in SENTENCES)


def test_text_for_browsers_without_scripts_stays_where_it_is_the_article() -> None:
    assert SENTENCES[0] in text_of(pruned(f"<p>Loading.</p><noscript>{PROSE}</noscript>"))
    broken = "<br><br>".join(SENTENCES)
    assert SENTENCES[0] in text_of(pruned(f"<div id=app></div><noscript>{broken}</noscript>"))
    assert "Please" not in text_of(pruned(f"{PROSE}<noscript><p>Please switch on scripts.</p></noscript>"))


def test_a_sentence_over_each_picture_of_a_slide_show_is_its_caption() -> None:
    titles = [f"Boat number {n} came first in the race round the island." for n in range(4)]
    slides = [f"<div><h2>{title}</h2><img src='/{title[12]}.jpg'><span>Ana Quisora/Gazette</span>" for title in titles]
    assert titles[1] not in text_of(pruned(PROSE + "".join(f"{slide}</div>" for slide in slides)))
    told = "".join(f"{slide}<div>{SENTENCES[3]}</div></div>" for slide in slides)
    assert titles[1] in text_of(pruned(PROSE + told))


def test_blocks_that_lead_to_places_on_the_page_are_no_cards() -> None:
    linked = "".join(f"<a href='#part-{n}'><div><p>{one}</p></div></a>" for n, one in enumerate(SENTENCES * 2))
    assert all(sentence in text_of(pruned(linked)) for sentence in SENTENCES)


def test_rows_of_cards_go_only_where_they_lead_to_pages_of_the_site() -> None:
    card = "<div><h3><a href='{}'>A pier for the town</a></h3><p>Its price.</p></div>"
    row = card * 4
    assert "A pier for" not in text_of(pruned(PROSE + f"<div>{row.replace('{}', '/news/')}</div>"))
    assert "A pier for" in text_of(pruned(PROSE + f"<div>{row.replace('{}', 'https://shop.example/')}</div>"))


def test_a_headline_that_is_a_link_stays_among_paragraphs() -> None:
    heading = "<h3><a href='/old-pier'>The old pier in pictures</a></h3>"
    assert "The old pier" in text_of(pruned(PROSE + heading + PROSE))
