"""The order of day and month in figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.dates.finding import find_first_date
from text.dates.orders import (
    ambiguous_days,
    disambiguate_figures,
    order_of_figures,
    order_of_known_days,
    order_of_place,
)


def test_figures_in_either_order_are_ambiguous() -> None:
    days = [(one.day, other.day) for one, other in ambiguous_days("Posted 05/04/2024, 13/04/2024, 5.4.2024, 3-3-2024")]
    assert days == [("2024-04-05", "2024-05-04")]


def test_figures_above_twelve_show_the_order_unless_they_disagree() -> None:
    assert order_of_figures(["05/04/2024", "25/03/2024"]) == "day"
    assert order_of_figures(["05/04/2024", "03/25/2024"]) == "month"
    assert order_of_figures(["03/25/2024", "25/03/2024"]) is None
    assert order_of_figures(["05/04/2024", "45/90/2024"]) is None


def test_days_and_months_known_from_elsewhere_show_the_order() -> None:
    assert order_of_known_days(["05/04/2024"], {"2024-04-05"}) == "day"
    assert order_of_known_days(["05/04/2024"], {"2024-05"}) == "month"
    assert order_of_known_days(["05/04/2024"], {"2024-06-07"}) is None
    assert order_of_known_days(["05/04/2024"], {"2024-05", "2024-04"}) is None


@pytest.mark.parametrize(
    ("host", "language", "zone", "order"),
    [
        ("paper.example", "", "Asia/Manila", "month"),
        ("paper.example", "en-US", "Europe/London", "day"),
        ("paper.example", "", "America/Toronto", None),
        ("www.paper.com.ph", "en", "", "month"),
        ("paper.co.uk", "en-US", "", "day"),
        ("paper.org", "en-PH", "", "month"),
        ("paper.org", "en_GB", "", "day"),
        ("paper.org", "de", "", "day"),
        ("paper.org", "en", "", None),
        ("paper.org", "en-CA", "", None),
        ("paper.io", "", "", None),
    ],
)
def test_a_country_writes_one_order(host: str, language: str, zone: str, order: str | None) -> None:
    assert order_of_place(host, language, zone) == order


@given(st.dates(date(1996, 1, 1), date(2040, 1, 1)), st.sampled_from("/-"), st.booleans())
def test_figures_are_read_as_the_day_they_were_written_for(day: date, mark: str, day_first: bool) -> None:
    written = day.strftime(f"%d{mark}%m{mark}%Y" if day_first else f"%m{mark}%d{mark}%Y")
    found = find_first_date(disambiguate_figures(f"Posted on {written}", "day" if day_first else "month"))
    assert found is not None
    assert found.day == day.isoformat()
