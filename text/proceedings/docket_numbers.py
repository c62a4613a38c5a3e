"""Numbers under which courts and prosecutors keep a case."""

from __future__ import annotations

import re

#: digits of the shortest number that tells a case from others; chosen, not measured
_MIN_DIGITS = 3
_NUMBER = r"([A-Z0-9][A-Z0-9:/.-]{0,40}\d[A-Z0-9:/.-]{0,40})"
_LABELLED = re.compile(
    rf"\b(?:(?:criminal|crim\.?|civil|nps)\s{{1,4}})?(?:case|docket|cause|indictment|index)\s{{1,4}}(?:nos?\.?|"
    rf"number)\s{{0,4}}:?\s{{0,4}}{_NUMBER}"
    rf"|\bG\.?\s?R\.?\s{{1,4}}nos?\.?\s{{0,4}}{_NUMBER}|\bparketnummers?:?\s{{0,4}}{_NUMBER}",
    re.IGNORECASE,
)
#: federal courts of the United States; courts of Germany; the European Case Law Identifier
_SHAPED = re.compile(
    r"\b\d:\d\d-(?:cr|cv|mj)-\d{2,6}\b|\b\d{1,3}\s?(?:KLs|Ks|Ls|Ds|StR|Js|Qs|Ns)\s?\d{1,6}/\d\d\b|"
    r"\bECLI:[A-Z]{2}:\w{1,40}:\d{4}:\w{1,40}",
    re.IGNORECASE,
)
DOCKET_NUMBER = re.compile(f"{_SHAPED.pattern}|{_LABELLED.pattern}", re.IGNORECASE)
#: what police call an operation is as good as a number
_OPERATION = re.compile(r"\b(?:Operation|Oplan|Operatie|Opération)\s[A-ZÀ-Þ][\w'-]+(?:\s[A-ZÀ-Þ][\w'-]+){0,2}")
_SEPARATORS = re.compile(r"[\W_]+")


def find_docket_numbers(text: str) -> dict[str, str]:
    """Return the docket numbers and names of operations in a text: how each is compared, and how it is written there.

    They are compared in small letters and without separators.
    """
    numbers = [next(filter(None, match.groups())).rstrip(".:/-") for match in _LABELLED.finditer(text)]
    numbers += [match.group() for match in _SHAPED.finditer(text)]
    known = {_key(one): one for one in numbers if sum(map(str.isdigit, one)) >= _MIN_DIGITS}
    return known | {_key(one): one for one in _OPERATION.findall(text)}


def _key(written: str) -> str:
    return _SEPARATORS.sub("", written).casefold()
