"""A chosen body without what stands above and around it: headline, byline, captions, boilerplate."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from items import Article
from pipelines.extraction.body.boilerplate import cut_boilerplate, split_off_captions
from pipelines.extraction.body.declared import cut_after_declared_end
from pipelines.extraction.body.paragraphs import cut_header_lines, cut_lines_above_headline, prepend_standfirst
from pipelines.extraction.fields.header_block import HeaderLine, find_missed_standfirst
from pipelines.extraction.markup.structured_data import StructuredData


@dataclass(frozen=True, slots=True)
class FinishedBody:
    """The paragraphs of an article, its standfirst first, and the caption that stood among them."""

    paragraphs: list[str]
    standfirst: str
    caption: str


def finish_body(
    lines: list[str],
    article: Article,
    header: tuple[HeaderLine, ...],
    structured: StructuredData,
    declared: list[str],
    links: Collection[str],
    shown: str,
) -> FinishedBody:
    """Return a body as it is stored; ``links`` holds the keys of the texts that lead to other pages.

    ``shown`` is what the page shows, its words one blank apart.
    """
    shown = shown.removeprefix(" ".join(structured.title_tag.split()))
    lines = cut_lines_above_headline(cut_after_declared_end(lines, declared), article.title, shown)
    standfirst = article.standfirst or find_missed_standfirst(header, lines)
    above = (article.title, standfirst, structured.site_name, *article.authors, *structured.headings)
    caption, lines = split_off_captions(cut_boilerplate(cut_header_lines(lines, *above), links))
    return FinishedBody(prepend_standfirst(lines, standfirst), standfirst, caption)
