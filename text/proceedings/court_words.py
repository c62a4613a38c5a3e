"""Which words speak of police and courts, by their beginnings, in the languages of our sources."""

from __future__ import annotations

from collections.abc import Set
from functools import cache, lru_cache
from typing import Final

#: a star stands for any ending
_WORDS: Final = """
police court courts judge magistrate jury prosecut* arrest* suspect* accused alleg* jail* prison* sentenc*
convict* guilty trial charged charges indict* defendant* detective* sheriff deputy investigat* bail custody
plead* plea pleas acquit* probation parole inmate* warrant* seized raid* rescued crime crimes criminal detained
nabbed troopers victim victims survivors murder* homicide manslaughter robbe* robbing shooting shot stabb* stole*
stealing theft thief thieves arson traffick* fraud brib* launder* assault* abus* exploit* extort* kidnap* missing
vanished
searchers remains gutted blaze firefighters drowned
pulis kapulisan korte hukom piskal arestado naaresto nasakote timbog dinakip suspek hinatulan napatunayang kaso
nailigtas nasagip pang-aabuso pagkakulong bilanggo biktima kinasuhan pulisya
gidakop nadakpan nasikop sikop giluwas naluwas gikiha gisilotan prisohan sad-an
polizei polizist* gericht landgericht amtsgericht staatsanwalt* staatsanwält* oberstaatsanw* festgenommen
festnahme haft untersuchungshaft haftstrafe anklage angeklagt* verurteil* missbrauch* ermittl* verdächtig*
freigesprochen tatverdächt* richter*
politie rechtbank gerechtshof verdachte aangehouden opgepakt celstraf veroordeeld misbruik officier
"""
#: words of which it is remembered: some 4 MB; chosen, not measured
_REMEMBERED = 50_000
#: letters by which a beginning is looked up
_LETTERS = 5
#: words in a hundred of an article on a case; of chapters of cases .97 have as many, of politics .29
MIN_PER_HUNDRED = 1.0


def proceedings_words(vocabulary: Set[str]) -> frozenset[str]:
    """Return the words of a case-folded vocabulary that speak of police and courts."""
    return frozenset(filter(_speaks_of_proceedings, vocabulary))


@lru_cache(maxsize=_REMEMBERED)
def _speaks_of_proceedings(word: str) -> bool:
    whole, beginnings = _known_words()
    return word in whole or word.startswith(beginnings.get(word[:_LETTERS], ()))


@cache
def _known_words() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return the whole words, and the beginnings by their first letters."""
    words = _WORDS.split()
    beginnings: dict[str, tuple[str, ...]] = {}
    for stem in (word[:-1] for word in words if word.endswith("*")):
        beginnings[stem[:_LETTERS]] = (*beginnings.get(stem[:_LETTERS], ()), stem)
    return frozenset(word for word in words if not word.endswith("*")), beginnings
