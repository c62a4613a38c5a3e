"""What the topics file may say: a model a table, whose types check every value."""

from __future__ import annotations

from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from pipelines.relevance.topics import EARNING_ROLES, TEXT_PLACES, fold
from text.config_errors import ConfigModel, say

#: what joins two lists of words of which either will do
OR: Final = " or "


def _check_letters(text: str) -> str:
    if fold(text).isspace():
        raise ValueError(f"has {text!r}, which is not a text with letters in it")
    return text


def _check_place(place: str) -> str:
    if place not in TEXT_PLACES:
        raise ValueError(f"has {place!r}, which is not one of {', '.join(TEXT_PLACES)}")
    return place


def _check_lists(choices: list[str], info: ValidationInfo) -> list[str]:
    """Check names of lists of words against those of the file, which stand in the validation's context."""
    known: tuple[str, ...] = (info.context or {})["words"]
    for name in (name for choice in choices for name in choice.split(OR) if name not in known):
        raise ValueError(f"names {name!r}, but there is no [words.{name}]; the lists are {', '.join(known)}")
    return choices


def _check_two(choices: list[str]) -> list[str]:
    if len(choices) < 2:
        raise ValueError("must name at least two lists of words")
    return choices


_Number = Annotated[float, Field(allow_inf_nan=False), say("= {value} must be a number, such as 3 or 0.5")]
_Positive = Annotated[_Number, Field(gt=0), say("= {value} must be above zero")]
_Negative = Annotated[_Number, Field(lt=0), say("= {value} must be below zero")]
_NonBlank = Annotated[str, Field(pattern=r"\S"), say("= {value} must be a text in quotation marks")]
_Phrase = Annotated[str, say("has {value}, which is not a text with letters in it"), AfterValidator(_check_letters)]
_PhraseList = Annotated[list[_Phrase], say('= {value} must be a list of texts, such as ["one", "two"]')]
_Place = Annotated[_Phrase, AfterValidator(_check_place)]
_Places = Annotated[list[_Place], say('= {value} must be a list of texts, such as ["title", "body"]')]
_Choices = Annotated[_PhraseList, AfterValidator(_check_lists)]
_Sentences = Annotated[int, Field(gt=0), say("= {value} must be a number of sentences: 1, 2, 3 ...")]


def _required() -> Any:
    """A key that must be there: a missing one is answered by the same sentence as a wrong value."""
    return Field(default=None, validate_default=True)


class Phrases(ConfigModel):
    """Phrases by language; ``any`` holds those of every language."""

    any: _PhraseList = []
    english: _PhraseList = []
    tagalog: _PhraseList = []
    cebuano: _PhraseList = []
    german: _PhraseList = []
    dutch: _PhraseList = []

    @property
    def phrases(self) -> tuple[str, ...]:
        """All of them, each once."""
        texts = (self.any, self.english, self.tagalog, self.cebuano, self.german, self.dutch)
        return tuple(dict.fromkeys(text for language in texts for text in language))


class WordList(Phrases):
    """A table [words.NAME]: words that conditions ask for by the name of their list."""

    @model_validator(mode="after")
    def _check_words(self) -> Self:
        if not self.phrases:
            raise ValueError("is empty; give it words or take it out")
        return self


class Heading(ConfigModel):
    """What every heading of a topic has: its weight, and the places of an article where it counts; empty for all."""

    weight: _Positive = _required()
    places: _Places = []


class Support(Phrases, Heading):
    """A heading of phrases that add to a score, but earn nothing by themselves."""

    @model_validator(mode="after")
    def _check_phrases(self) -> Self:
        if not self.phrases:
            raise ValueError("has no phrases; add a line such as english = [...]")
        return self


class Against(Support):
    """A heading of phrases that take away from a score."""

    weight: _Negative = _required()


class Terms(Support):
    """A heading of phrases that earn points, where the article has what they need besides."""

    needs: _Choices = []


class Near(Heading):
    """A heading that earns points where words of several lists stand within so many neighbouring sentences."""

    lists: Annotated[_Choices, AfterValidator(_check_two)] = Field(default=[], validate_default=True)
    within: _Sentences = 1
    needs: _Choices = []


class Acronym(Heading):
    """An acronym, which is its heading: it counts beside an expansion, or with its needs and no other meaning."""

    expansions: _PhraseList = []
    others: _PhraseList = []
    needs: _Choices = []


class TopicTable(ConfigModel):
    """A table [topic.SLUG]: its name, the points an article needs, the most that support may add, and its headings."""

    name: _NonBlank = _required()
    threshold: _Positive = _required()
    support_limit: _Number = _required()
    terms: dict[str, Terms] = {}
    near: dict[str, Near] = {}
    acronyms: dict[str, Acronym] = {}
    support: dict[str, Support] = {}
    against: dict[str, Against] = {}

    @model_validator(mode="after")
    def _check_earning(self) -> Self:
        if not (self.terms or self.near or self.acronyms):
            raise ValueError(f"has none of {', '.join(EARNING_ROLES)}, so that nothing could ever count; add some")
        return self


class PlaceFactors(ConfigModel):
    """The table [places]: how much a sentence counts by where it stands."""

    title: _Number = _required()
    standfirst: _Number = _required()
    opening: _Number = _required()
    body: _Number = _required()


class Lengths(ConfigModel):
    """The table [length]: words of an opening, and the lengths beyond which an article counts as that long."""

    opening_words: _Number = _required()
    least_words: _Number = _required()
    most_words: _Number = _required()


def _check_topics(topics: dict[str, TopicTable]) -> dict[str, TopicTable]:
    if not topics:
        raise ValueError("is missing; add a table such as [topic.osaec]")
    return topics


class TopicsFile(ConfigModel):
    """The whole file."""

    places: PlaceFactors = Field(default={}, validate_default=True)
    length: Lengths = Field(default={}, validate_default=True)
    words: dict[str, WordList] = {}
    topic: Annotated[dict[str, TopicTable], AfterValidator(_check_topics)] = Field(default={}, validate_default=True)
