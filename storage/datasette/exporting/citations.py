"""A list of articles as citations: for reference managers (RIS, BibTeX), and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from storage.datasette.safe_text import displayable, web_address

CitedRow = Mapping[str, object]

#: columns without which a list is none of articles
CITED_COLUMNS: Final = frozenset({"id", "title", "publisher", "published", "published_precision", "url"})
#: characters of a date by its precision, as in 2024-05-04
_DATE_CHARACTERS: Final = {"month": 7}
_BIBTEX_SPECIAL: Final = re.compile(r"[\\{}&%$#_~^]")
_BIBTEX_NAMES: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_MARKDOWN_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>#|]")


def value(row: CitedRow, name: str) -> str:
    """Return a column in one line; empty where it is missing."""
    return " ".join(displayable(str(row.get(name) or "")).split())


def date_of(row: CitedRow) -> str:
    """Return the day, or the month, that an article was published; empty where it is not known."""
    return value(row, "published")[: _DATE_CHARACTERS.get(value(row, "published_precision"), 10)]


def cited_authors(row: CitedRow) -> list[str]:
    """Return the authors, one by one."""
    return [name for name in (part.strip() for part in value(row, "authors").split(",")) if name]


def as_ris(rows: Iterable[CitedRow]) -> str:
    """Return citations in RIS, as reference managers read it."""
    return "".join(map(ris_entry, rows))


def ris_entry(row: CitedRow) -> str:
    """Return one citation in RIS; lines end as the format asks for."""
    date = date_of(row)
    given = [("TY", "NEWS"), ("ID", f"osecwatch-{value(row, 'id')}"), ("TI", value(row, "title"))]
    given += [("AU", name) for name in cited_authors(row)]
    given += [("T2", value(row, "publisher")), ("PY", date[:4]), ("DA", date.replace("-", "/"))]
    given += [("UR", web_address(value(row, "url"))), ("LA", value(row, "language")), ("N1", value(row, "note"))]
    lines = [f"{tag}  - {text}\r\n" for tag, text in given if text]
    return f"{''.join(lines)}ER  - \r\n\r\n"


def as_bibtex(rows: Iterable[CitedRow]) -> str:
    """Return citations in BibTeX."""
    return "\n".join(map(bibtex_entry, rows))


def bibtex_entry(row: CitedRow) -> str:
    """Return one citation in BibTeX, its title in the capitals that it has."""
    date = date_of(row)
    fields = {
        "title": f"{{{bibtex_text(value(row, 'title'))}}}",
        "author": " and ".join(f"{{{bibtex_text(name)}}}" for name in cited_authors(row)),
        "publisher": bibtex_text(value(row, "publisher")),
        "year": date[:4],
        "date": date,
        "url": web_address(value(row, "url")),
        "note": bibtex_text(value(row, "note")),
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@misc{{osecwatch{value(row, 'id')},\n{''.join(lines)}}}\n"


def bibtex_text(text: str) -> str:
    """Return a text in which no character means anything to TeX."""
    return _BIBTEX_SPECIAL.sub(lambda found: _BIBTEX_NAMES.get(found[0], f"\\{found[0]}"), text)


def as_markdown_list(rows: Iterable[CitedRow]) -> str:
    """Return citations as a list in Markdown, each with its note."""
    return "".join(map(markdown_entry, rows))


def markdown_entry(row: CitedRow) -> str:
    """Return one citation in Markdown; no word of a title is markup."""
    title = markdown_text(value(row, "title")) or "(no title)"
    address = web_address(value(row, "url"))
    linked = f"[{title}](<{address}>)" if address and not set("<>") & set(address) else title
    parts = [markdown_text(one) for one in (value(row, "authors"), value(row, "publisher"), date_of(row)) if one]
    note = value(row, "note")
    return f"- {', '.join([linked, *parts])}{f': {markdown_text(note)}' if note else ''}\n"


def markdown_text(text: str) -> str:
    """Return a text in which no character is markup."""
    return _MARKDOWN_SPECIAL.sub(lambda found: f"\\{found[0]}", text)


#: by the ending of a file's name: how it is written, and its media type
FORMS: Final[dict[str, tuple[Callable[[Iterable[CitedRow]], str], str]]] = {
    "ris": (as_ris, "application/x-research-info-systems; charset=utf-8"),
    "bib": (as_bibtex, "application/x-bibtex; charset=utf-8"),
    "md": (as_markdown_list, "text/markdown; charset=utf-8"),
}
