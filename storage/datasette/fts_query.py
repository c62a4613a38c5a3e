"""What a reader types, as an expression of the full-text index that never fails."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable

from storage.datasette.word_forms import word_forms

#: characters and terms; a longer question is cut: it is a text that was pasted, not a search
MAX_CHARACTERS, MAX_TERMS = 500, 32
#: letters before a star: "s*" stands for a tenth of all words, and 32 of them took 6 s of a million articles
MIN_PREFIX_LETTERS = 3
#: stars of one question: each merges the lists of many words
MAX_PREFIXES = 2
#: words of one question that are looked for in all their forms, each of which is another look into the index
MAX_WORDS_WITH_FORMS = 8
#: the columns that everyone reads anyway: a search in a text by who may not read it would spell it out, word by word
OPEN_COLUMNS = "{title standfirst}"

TOKEN = re.compile(r'-?"[^"]*"?|[^\s"]+')

#: says whether a word stands in the index
Known = Callable[[str], bool]


def any_word(_word: str) -> bool:
    """Say that a word may stand in the index, where there is none to ask."""
    return True


def words_of_index(connection: sqlite3.Connection) -> Known:
    """Return what says whether a word stands in the connection's index: a look at the head of one list."""

    def known(word: str) -> bool:
        try:
            found = connection.execute("select 1 from articles_fts where articles_fts match ? limit 1", [f'"{word}"'])
            return found.fetchone() is not None
        except sqlite3.Error:  # time is up, or the index is damaged: the search itself will say so
            return True

    return known


def match_expression(typed: str | None, scope: str = "text", known: Known = any_word) -> str:
    """Return an FTS5 expression for what a reader typed; one that finds nothing where there is no word to look for.

    Words are all looked for, in whatever form; "quotes" keep words together, OR between two terms takes either, a
    leading minus or NOT leaves texts with just that term out, a star behind a word of three letters or more takes every
    ending. Anything else is read as a word. In the scope "headlines" texts are not searched. Only known forms of a word
    are looked for: most are no words, and each costs a look for every article that is shown.
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    seen: set[str] = set()
    either = leave_out = False
    for word in TOKEN.findall(unicodedata.normalize("NFC", (typed or "")[:MAX_CHARACTERS]))[:MAX_TERMS]:
        if word in {"AND", "OR", "NOT"}:
            either, leave_out = word == "OR", word == "NOT"
            continue
        term = quoted_term(word, may_be_prefix=sum(one.endswith("*") for one in seen) < MAX_PREFIXES)
        if not term or term in seen:
            continue
        seen.add(term)
        if leave_out or word.startswith("-"):
            unwanted.append(term)
        else:
            forms = forms_of(word, term, known) if len(seen) <= MAX_WORDS_WITH_FORMS else [term]
            if either and wanted:
                wanted[-1] += forms
            else:
                wanted.append(forms)
        either = leave_out = False
    found = expression(wanted, unwanted)
    return f"{OPEN_COLUMNS} : ({found})" if wanted and scope != "text" else found


def quoted_term(token: str, *, may_be_prefix: bool) -> str:
    """Return a word or phrase as FTS5 writes it, without what the index does not know; empty where no word is left."""
    words = re.findall(r"[^\W_]+", token)
    if not words:
        return ""
    prefix = may_be_prefix and token.endswith("*") and len(words) == 1 and len(words[0]) >= MIN_PREFIX_LETTERS
    return '"' + " ".join(words) + '"' + ("*" if prefix else "")


def forms_of(word: str, term: str, known: Known) -> list[str]:
    """Return a word in all its known forms as FTS5 writes them; a phrase, and a word with a star, as it was typed."""
    if term.endswith("*") or word.startswith('"') or " " in term:
        return [term]
    itself, *others = word_forms(term.strip('"'))
    return [f'"{form}"' for form in (itself, *filter(known, others))]


def expression(wanted: list[list[str]], unwanted: list[str]) -> str:
    if not wanted:
        return '""'
    groups = [f"({' OR '.join(group)})" if len(group) > 1 else group[0] for group in wanted]
    required = " AND ".join(groups)
    return f"({required}) NOT ({' OR '.join(unwanted)})" if unwanted else required
