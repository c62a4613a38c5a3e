"""What a list said of a page, written and read back."""

from __future__ import annotations

from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from items import Hint
from storage.tables.hints import read_hint, write_hint


@given(
    st.builds(
        Hint,
        url=st.just("https://herald.example/a"),
        title=st.text(),
        summary=st.text(),
        authors=st.lists(st.text(min_size=1)).map(tuple),
        published=st.none() | st.datetimes(timezones=st.just(UTC)),
        modified=st.none() | st.datetimes(timezones=st.just(UTC)),
    )
)
def test_a_hint_is_read_back_as_it_was_written(hint: Hint) -> None:
    assert read_hint(hint.url, write_hint(hint)) == hint
