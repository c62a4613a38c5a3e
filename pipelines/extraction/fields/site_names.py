"""The names of a site and its sections within a headline, and how they are cut from it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from urllib.parse import unquote, urlsplit

from text.dates.finding import find_dates
from text.unicode import text_key

_TITLE_SEPARATOR = re.compile(r"(?<!\s)\s+[|–—\-•·»«:/~]+\s+|(?:(?<!\s)\s+)?[|»]\s*")
#: what stands between names and headlines only; a dash may belong to the headline
_STRONG_SEPARATOR = re.compile(r"\s*[|»]\s*")
_TITLE_COLON = re.compile(r"(?<=\w): ")
_SECTION_WORD = re.compile(
    r"news|latest|breaking|home|articles?|story|stories|opinion|world|politics|sports?|local|national|regional|"
    r"international|business|features|headlines|video|nachrichten|aktuelles|politik|lokales|meinung|nieuws|binnenland|"
    r"buitenland|balita"
)
#: words of buttons that stand in a heading
_TOOL_WORD = re.compile(r"share|print|listen|save|teilen|drucken|delen|afdrukken|ibahagi")
#: what a newsroom adds to a headline that it has changed, in brackets or before a mark
_UPDATE = (
    r"(?:(?:last\s+)?updated?(?:\s+\d+)?|aktualisiert|aktualisierung|bijgewerkt|actualizad[oa]|actualización|"
    r"atualizad[oa]|mis à jour|mise à jour|aggiornat[oa]|aggiornamento|diperbarui)"
)
_BRACKETED = rf"[(\[]{_UPDATE}\b[^)\]]{{0,40}}[)\]]"
_BRACKETED_UPDATE = re.compile(rf"^{_BRACKETED}\s*|(?:(?<!\s)\s+)?{_BRACKETED}$", re.IGNORECASE)
_BARE_UPDATE = re.compile(rf"^{_UPDATE}\s*[:|–—-]\s*|(?:(?<!\s)\s+)?[:|–—-]\s+{_UPDATE}$", re.IGNORECASE)
#: letters of the shortest name that a site is known by in part, and words of the longest; chosen, not measured
_MIN_NAME_LETTERS = 4
_MAX_NAME_WORDS = 7
#: words; what stays of a headline must be one, where only a section's or a host's name speaks for the cut
_MIN_HEADLINE_WORDS = 3
#: words before a headline that are looked at, as many as a date with its weekday has
_MAX_WORDS_BEFORE = 4
_GENERIC_WORDS = frozenset({"the", "online", "com", "www", "blog"})


def site_keys(site_name: str, url: str) -> frozenset[str]:
    """Return the names under which a site may sign: its own name and the parts of its host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = [label for label in host.split(".")[:-1] if len(label) > 3]
    names = {text_key(site_name), text_key(host), text_key(host.replace(".", " ")), *labels}
    return frozenset(squash_name(name) for name in names if name)


def section_keys(url: str) -> frozenset[str]:
    """Return the names of the sections in which an address lies: its folders."""
    folders = unquote(urlsplit(url).path).split("/")[:-1]
    return frozenset(squash_name(name) for name in folders if len(name) >= _MIN_NAME_LETTERS and not name.isdigit())


def squash_name(text: str) -> str:
    """Return a name without its spaces and articles, as host names write it."""
    return "".join(word for word in text_key(text).split() if word not in {"the", "a"})


def cut_site_name(title: str, site: frozenset[str], others: Iterable[str] = (), sections: Collection[str] = ()) -> str:
    """Return the title without the names of site and section that stand before or behind it; ``sections`` are squashed.

    A part is cut where it names the site or a section, and with it what stands further out, or where the rest is
    another place's whole title.
    """
    known = set(others)
    separators = list(_TITLE_SEPARATOR.finditer(title))
    for separator, behind in zip(separators, _TITLE_SEPARATOR.split(title)[1:], strict=True):
        rest = title[: separator.start()].strip()
        if text_key(rest) in known or _is_suffix(behind, separator.group(), rest, site, sections):
            return rest
    for first in (*separators[:1], *list(_TITLE_COLON.finditer(title))[:1]):
        rest = title[first.end() :].strip()
        before = title[: first.start()]
        if _is_prefix(before, first.group(), rest, site) or (text_key(rest) in known and first in separators):
            return rest
    return title


def cut_update_mark(title: str, others: Collection[str]) -> str:
    """Cut "(updated)", and "Update:" where the rest is another place's whole title."""
    title = _BRACKETED_UPDATE.sub("", title) or title
    rest = _BARE_UPDATE.sub("", title)
    return rest if text_key(rest) in others else title


def cut_section_and_button(title: str, others: Collection[str]) -> str:
    """Cut section or date before a title and a button behind it, where the rest is another place's whole title."""
    words = title.split()
    for count in range(1, min(_MAX_WORDS_BEFORE, len(words) - 1) + 1):
        before = " ".join(words[:count])
        if text_key(rest := " ".join(words[count:])) in others and (_is_section(before) or _is_date(before)):
            return rest
    if words and _TOOL_WORD.fullmatch(text_key(words[-1])) and text_key(rest := " ".join(words[:-1])) in others:
        return rest
    return title


def _is_date(text: str) -> bool:
    return any(mention.start == 0 and not text[mention.end :].strip(" ,:–-") for mention in find_dates(text))


def _is_suffix(piece: str, separator: str, rest: str, site: frozenset[str], sections: Collection[str]) -> bool:
    """Return whether a part behind a headline names the site, perhaps in part behind a bar, or a section."""
    if _names_site(piece, site):
        return True
    if len(rest.split()) < _MIN_HEADLINE_WORDS:
        return False
    in_part = bool(_STRONG_SEPARATOR.fullmatch(separator)) and any(_names_in_part(piece, known) for known in site)
    return in_part or _is_section(piece) or squash_name(piece) in sections


def _is_prefix(piece: str, separator: str, rest: str, site: frozenset[str]) -> bool:
    """Return whether a name before a headline is no part of it: a single word may well be, unless a bar follows it."""
    if len(rest.split()) < _MIN_HEADLINE_WORDS:
        return False
    if _STRONG_SEPARATOR.fullmatch(separator):
        return _names_site(piece, site) or _is_section(piece)
    return len(piece.split()) > 1 and (squash_name(piece) in site or _without_generic_words(piece) in site)


def _is_section(piece: str) -> bool:
    words = text_key(piece).split()
    return bool(words) and all(map(_SECTION_WORD.fullmatch, words))


def _names_site(piece: str, site: frozenset[str]) -> bool:
    name = squash_name(piece)
    if not name:
        return True
    core = _without_generic_words(piece)
    return name in site or (len(core) >= _MIN_NAME_LETTERS and core in site)


def _without_generic_words(piece: str) -> str:
    """Return a site's name, squashed, without words such as "News", "Online" or "Blog"."""
    words = [word for word in text_key(piece).split() if word not in _GENERIC_WORDS]
    return "".join(word for word in words if not _SECTION_WORD.fullmatch(word))


def _names_in_part(piece: str, known: str) -> bool:
    """Return whether some words of a name, the first among them, spell a site's, or are its beginning or end."""
    words = text_key(piece).split()
    if not words or len(words) > _MAX_NAME_WORDS or len(known) < _MIN_NAME_LETTERS:
        return False
    parts = [part for part in (squash_name(piece), _without_generic_words(piece)) if len(part) >= _MIN_NAME_LETTERS]
    if any(known.startswith(part) or known.endswith(part) for part in parts):
        return not _is_section(piece)
    return known.startswith(words[0]) and _spell(words, known)


def _spell(words: Iterable[str], name: str) -> bool:
    """Return whether some of the words, in their order, are all that a name is made of."""
    for word in words:
        name = name.removeprefix(word)
    return not name
