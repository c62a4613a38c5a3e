"""Jobs, ranks and examinations beside a name."""

from __future__ import annotations

import re

from text.bylines.persons import is_agency, is_joined, is_person, strip_marks

_JOB = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|contributor|producer|redakteur(?:in)?|"
    r"korrespondent(?:in)?|redacteur|verslaggever|anchor|analyst|bureau chief|staff photographer|photographer|intern|"
    r"director|officer|manager|coordinator|advis[eo]r|specialist|professor|lecturer|researcher|fellow|consultant|"
    r"spokes(?:man|woman|person)|founder|president|chair(?:man|woman|person)|ceo|head of|expert|reviewer|strategist|"
    r"educator|dietitian|nutritionist|blogger|reporterin|redactor[a]?|corresponsal|periodista|journaliste|giornalista|"
    r"jornalista|wartawan|jurnalis|pewarta|muhabir)s?\b"
    r"(?![’'])(?:[- ]in[- ]chief)?",
    re.IGNORECASE,
)
#: jobs that never are a part of an organisation's name, so that a name in front of them is a person's
_JOB_BEHIND = re.compile(
    r"(?<!\s)\s+(?:redakteur(?:in)?|korrespondent(?:in)?|reporterin|redacteur|verslaggever|corresponsal|periodista|"
    r"journaliste|giornalista|jornalista|기자|특파원|논설위원|記者|编辑)$",
    re.IGNORECASE,
)
#: letters behind a name that stand for an examination or a society: "RD", "CEPF®"
_CREDENTIAL = re.compile(r"(?!(?:I{1,3}|IV|VI?)$)[A-Z][A-Za-z.]{0,2}[A-Z][A-Z.]{0,4}[®™]?")
_RANK = re.compile(
    r"(?:\b(?:senior|staff|chief|deputy|associate|assistant|managing|executive|contributing|special|foreign|political|"
    r"news|investigative|freelance|multimedia)\s*)+$",
    re.IGNORECASE,
)


def cut_job(text: str) -> str:
    """Return the person whose job the text names; an organisation may have a job within its name."""
    if (bare := cut_job_behind(text)) != text:
        return bare
    jobs = list(_JOB.finditer(text))
    if not jobs or is_joined(text[: jobs[0].start()]):
        return text
    behind, before = strip_marks(text[jobs[-1].end() :]), strip_marks(text[: jobs[0].start()])
    if is_person(behind):
        return behind
    unranked = strip_marks(_RANK.sub("", before))
    return unranked if unranked != before and is_person(unranked) and not is_agency(unranked.split()[0]) else ""


def cut_job_behind(text: str) -> str:
    """Return a text without the job at its end, where that is a word that stands in no organisation's name."""
    return _JOB_BEHIND.sub("", text)


def cut_credentials(text: str) -> str:
    """Return a person's name without the letters of examinations behind it; names in capitals only have none."""
    words = text.split()
    while len(words) > 2 and _CREDENTIAL.fullmatch(words[-1]) and not words[0].isupper():
        words.pop()
    return " ".join(words)


def holds_job(text: str) -> bool:
    """Return whether a job stands in a text."""
    return _JOB.search(text) is not None


def ends_with_job(text: str) -> bool:
    """Return whether a text ends with a job."""
    jobs = list(_JOB.finditer(text))
    return bool(jobs) and jobs[-1].end() == len(text)
