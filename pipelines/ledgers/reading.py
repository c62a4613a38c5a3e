"""Reading all that a text says for the ledgers."""

from __future__ import annotations

from collections.abc import Sequence

from text.bodies.laws import read_laws
from text.bodies.reading import read_bodies
from text.figures.reading import read_figures
from text.phrases.finding import read_tokens
from text.places.reading import read_places
from text.quotations.offices import read_speakers
from text.quotations.reading import read_quotations


def read_entries(text: str, language: str) -> dict[str, Sequence[tuple[object, ...]]]:
    """Return all that a text says, as the rows of each ledger."""
    tokens = read_tokens(text)
    quotations = read_quotations(text)
    return {
        "figures": read_figures(text, language),
        "quotations": quotations,
        "speakers": read_speakers(text, quotations),
        "places": read_places(text, tokens, language),
        "bodies": read_bodies(text, tokens),
        "laws": read_laws(text, tokens),
    }
