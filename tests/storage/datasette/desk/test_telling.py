"""The rule that a search becomes: what it looks for, what it is called, what it cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.alerting.rules import AlertRule
from storage.alerting.rules_file import read_rule
from storage.datasette.desk.forms import FormError
from storage.datasette.desk.telling import read_asking, stem_of_name


def test_a_rule_asks_for_what_the_search_was_narrowed_by() -> None:
    fields = {"q": '"live stream" OR raid', "country": "PH", "term": "osec", "order": "date", "everything": "1"}
    stem, rule = read_asking(fields | {"channel": "desk", "size": "3"})
    assert stem == "live-stream-or-raid"
    assert rule == {"query": fields["q"], "country": "PH", "term": "osec"} | {
        "channels": ["desk"],
        "every": "run",
        "size": 3,
    }


@given(st.dictionaries(st.sampled_from(["q", "kind", "source", "term"]), st.text(max_size=40)))
def test_whatever_is_looked_for_the_rule_is_one_or_is_refused(fields: dict[str, str]) -> None:
    assert isinstance(read_rule(f"{stem_of_name(fields)}-7", {"channels": ["desk"]}), AlertRule)
    try:
        stem, rule = read_asking(fields | {"channel": "desk"})
    except FormError:
        return
    assert isinstance(read_rule(f"{stem}-7", rule), AlertRule)


@pytest.mark.parametrize("field", ["year", "place", "body", "marked"])
def test_what_passes_or_is_read_later_narrows_no_alert(field: str) -> None:
    with pytest.raises(FormError, match=field):
        read_asking({"q": "raid", "channel": "desk", field: "1"})
