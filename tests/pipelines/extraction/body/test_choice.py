"""One body in another's place, where more is expected of it."""

from lxml.html import document_fromstring

from pipelines.extraction.body.candidates import PageText, read_page_text, squeeze
from pipelines.extraction.body.choice import FEATURES, choose_body, compare_bodies, expected_gain, is_doubtful

SENTENCES = [
    f"On day {n} of the works at the old pier, the divers found {n} piles that would not last another winter."
    for n in range(12)
]
TEASERS = [f"Boat {n}" for n in range(12)]
PAGE = PageText(tuple((squeeze([line])[:80], len(squeeze([line]))) for line in SENTENCES), 1_200)


def gain(body: list[str], candidate: list[str], kind: str = "recall") -> float:
    return expected_gain(compare_bodies(body, candidate, kind, PAGE))


def test_the_whole_text_takes_the_place_of_a_part() -> None:
    assert gain(SENTENCES[:2], SENTENCES) > 0
    assert gain(SENTENCES, SENTENCES[:2]) < gain(SENTENCES[:2], SENTENCES)


def test_prose_takes_the_place_of_a_menu() -> None:
    assert gain(TEASERS, SENTENCES) > 0


def test_the_same_paragraphs_again_are_no_gain() -> None:
    assert gain(SENTENCES, SENTENCES * 2) < 0


def test_features_have_names() -> None:
    assert len(compare_bodies(SENTENCES, TEASERS, "recall", PAGE)) == len(FEATURES)


def test_a_body_that_leaves_the_page_out_is_doubted() -> None:
    assert is_doubtful(SENTENCES[:4], "quick", PAGE)
    assert is_doubtful([], "quick", PAGE)
    assert not is_doubtful(SENTENCES, "quick", PAGE)
    assert is_doubtful(SENTENCES[:8], "quick", PAGE)
    assert not is_doubtful(SENTENCES[:8], "recall", PAGE)


def test_the_margins_of_a_page_are_not_its_prose() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in SENTENCES)
    tree = document_fromstring(f"<body><main>{paragraphs}</main><aside><p>{SENTENCES[0]} Again.</p></aside></body>")
    assert len(read_page_text(tree).prose) == len(SENTENCES)


def test_a_container_round_the_page_is_no_paragraph_of_it() -> None:
    paragraphs = "".join(f"<p><span>{line}</span></p>" for line in SENTENCES)
    tree = document_fromstring(f"<body><div>Menu <main><div><a id='top'></a>{paragraphs}</div></main></div></body>")
    assert [start for start, _ in read_page_text(tree).prose] == [squeeze([line])[:80] for line in SENTENCES]


def test_a_text_that_only_the_data_holds_is_taken_from_there() -> None:
    tree = document_fromstring(f"<body><article><h1>Piles</h1><p>{SENTENCES[0]}</p></article></body>")
    assert choose_body(tree, "https://gazette.example/piles", ["Piles"], SENTENCES) == SENTENCES
