"""What a text says, as rows of the ledgers."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """A figure: its value, or "life"; the upper end of a range; unit, currency, kind, status; where it stands."""

    value: float | str
    value_high: float | None
    unit: str
    currency: str
    kind: str
    #: achieved, planned, maximum or estimate
    status: str
    text: str
    start: int
    end: int
    #: 0 to 1: how often a figure of this kind was right on the labelled documents
    confidence: float


class Quotation(NamedTuple):
    """One statement: its speaker (empty where the text names none), its words, and where these stand."""

    speaker: str
    text: str
    start: int
    end: int


class SpeakerEntry(NamedTuple):
    """Somebody quoted in an office: by the words of the text, with where the name stands.

    Of somebody private all is empty but the fingerprint.
    """

    #: the same for all spellings of the name
    speaker: str
    fingerprint: int
    name: str
    office: str
    #: how the quotations of the article call them
    quoted_as: str
    start: int
    end: int


class PlaceEntry(NamedTuple):
    """One place in a text: its code, empty where several are as likely, and where it stands."""

    code: str
    name: str
    kind: str
    #: codes of what it lies in, by which it is searched; a barangay is not
    province: str
    region: str
    surface: str
    ambiguous: bool
    start: int
    end: int


class BodyEntry(NamedTuple):
    """One body in a text: its slug, empty where several are as likely, and where it stands."""

    body: str
    name: str
    kind: str
    #: ISO 3166, or INT; empty where it is not known
    country: str
    #: of a court; empty where none is named
    branch: str
    surface: str
    ambiguous: bool
    start: int
    end: int


class LawEntry(NamedTuple):
    """One law in a text: its number as in RA 11930, its name where it is known, and where it stands."""

    number: str
    name: str
    surface: str
    start: int
    end: int
