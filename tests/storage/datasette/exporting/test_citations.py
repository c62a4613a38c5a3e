"""Citations that reference managers read, whatever stands in a title."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.exporting.citations import as_bibtex, as_markdown_list, as_ris
from tests.storage.datasette.archive import Server

ROW = {
    "id": 7,
    "title": "Court & _police_ [act]",
    "publisher": "Island Tribune",
    "published": "2024-05-04T10:00:00Z",
    "published_precision": "second",
    "url": "https://tribune.example/a_b?c=1",
    "authors": "Ana Cruz, Ben Reyes",
    "note": "for the report",
    "language": "en",
}


def test_a_citation_in_each_form() -> None:
    assert as_ris([ROW]).splitlines() == [
        "TY  - NEWS",
        "ID  - osecwatch-7",
        "TI  - Court & _police_ [act]",
        "AU  - Ana Cruz",
        "AU  - Ben Reyes",
        "T2  - Island Tribune",
        "PY  - 2024",
        "DA  - 2024/05/04",
        "UR  - https://tribune.example/a_b?c=1",
        "LA  - en",
        "N1  - for the report",
        "ER  - ",
        "",
    ]
    assert as_bibtex([ROW]).splitlines()[:3] == [
        "@misc{osecwatch7,",
        r"  title = {{Court \& \_police\_ [act]}},",
        "  author = {{Ana Cruz} and {Ben Reyes}},",
    ]
    assert as_markdown_list([ROW]) == (
        r"- [Court & \_police\_ \[act\]](<https://tribune.example/a_b?c=1>), Ana Cruz, Ben Reyes, Island Tribune, "
        "2024-05-04: for the report\n"
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = ROW | {"published": None, "authors": "", "note": None, "url": "javascript:alert(1)"}
    for text in (as_ris([bare]), as_bibtex([bare]), as_markdown_list([bare])):
        assert "None" not in text
        assert "javascript" not in text
    assert "2024-05-04" not in as_bibtex([ROW | {"published_precision": "month"}])


@given(st.text(), st.text(alphabet="ab {}\\\r\n%$_^~\u2028\x00-", max_size=20))
def test_no_title_breaks_out_of_its_field(title: str, note: str) -> None:
    row = ROW | {"title": title, "note": note}
    lines = as_ris([row]).split("\r\n")
    assert sum(line.startswith("ER  - ") for line in lines) == 1
    assert not [line for line in lines if line and line[2:6] != "  - "]
    assert len(as_markdown_list([row]).splitlines()) == 1
    text = as_bibtex([row])
    for escaped in (r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}", r"\{", r"\}"):
        text = text.replace(escaped, "")
    assert text.count("{") == text.count("}")


def test_a_search_is_taken_away_as_citations(server: Server) -> None:
    for ending, begins in (("ris", "TY  - NEWS"), ("bib", "@misc{osecwatch"), ("md", "- ")):
        answer = server.get(f"/any~20name/search.{ending}?q=iligan")
        assert answer.status_code == 200
        assert answer.text.startswith(begins)
        assert answer.headers["content-disposition"] == f'attachment; filename="search.{ending}"'
    assert server.get("/any~20name/labelled.ris").status_code in {400, 404}
    assert "citations (RIS)" in server.page("/search?q=iligan")
