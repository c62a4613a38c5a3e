"""What a date counts in the vote on publication, by the place that gives it."""

from __future__ import annotations

#: chosen, not measured one by one; the vote as a whole is
#: held by the floors of tests/benchmarks/floors.py, set in November 2026. Data written for the article
#: alone comes before what readers see, and that before what templates and addresses carry
DATE_WEIGHTS = {
    "json-ld datePublished": 5.0,
    "feed": 4.0,
    "meta, published": 4.0,
    "meta, date of publication": 3.5,
    "time element, published": 3.0,
    "meta, any date": 2.5,
    "url with a day": 2.5,
    "visible date": 2.4,
    "json-ld, repaired": 2.3,
    "time element": 2.0,
    "json-ld dateCreated": 1.5,
    "url with a month": 1.0,
    "visible date, least": 1.0,
    "a template's constant": 0.9,
    "each line further down": 0.2,
}
#: where a page says when it was last changed, the first that can be read wins; no vote, since updates differ in time
MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
