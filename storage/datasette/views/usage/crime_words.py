"""The words for the crime that are counted (crime_words.toml), and what a yardstick says of each."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

#: what a yardstick says of a word, as readers are told
RATINGS: Final = {
    "law": "the law's word",
    "guideline": "the guideline's word",
    "former": "used until the law",
    "avoid": "to be avoided",
}


class CrimeWord(NamedTuple):
    """A word for the crime with its spellings, what the index is asked for it, and what the yardstick says."""

    slug: str
    name: str
    asked: str
    rating: str
    why: str

    @property
    def spellings(self) -> list[str]:
        """Return the spellings that are looked for."""
        return re.findall(r'"([^"]{1,200})"', self.asked)

    @property
    def verdict(self) -> str:
        """Return what the yardstick says, in words."""
        return RATINGS[self.rating]


@cache
def crime_words() -> dict[str, CrimeWord]:
    """Return the words by their names in addresses, in the order of the file."""
    read = tomllib.loads(Path(__file__).parents[2].joinpath("crime_words.toml").read_text("utf-8"))
    return {slug: CrimeWord(slug, **values) for slug, values in read.items()}
