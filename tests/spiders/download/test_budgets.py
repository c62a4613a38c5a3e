"""No host and no source takes more of a run than it may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spiders.download.budgets import Budget


def budget(**values: float) -> Budget:
    usual: dict[str, float] = {"ends": 1000, "source_seconds": 100, "pages": 5, "failures": 3}
    usual |= values
    return Budget(
        ends=usual["ends"],
        source_seconds=usual["source_seconds"],
        pages=int(usual["pages"]),
        failures=int(usual["failures"]),
    )


def test_a_host_is_asked_so_often_and_no_more() -> None:
    spent = budget()
    for _ in range(5):
        assert not spent.refusal("a", "herald", 0)
        spent.spend("a", "herald", 0)
    assert spent.refusal("a", "herald", 0) == "a was asked 5 times in this run"
    assert not spent.refusal("b", "herald", 0)


def test_a_source_has_its_time_from_its_first_request_on() -> None:
    spent = budget()
    spent.spend("a", "herald", 50)
    assert not spent.refusal("a", "herald", 149)
    assert "used up" in spent.refusal("a", "herald", 150)
    assert not spent.refusal("a", "courier", 150)


def test_what_is_asked_for_no_source_uses_up_nobodys_time() -> None:
    spent = budget()
    spent.spend("a", "", 0)
    assert not spent.refusal("a", "", 500)
    assert not spent.refusal("a", "herald", 500)


def test_the_run_ends_for_all() -> None:
    assert budget().refusal("a", "herald", 1000) == "the time of this run is up"


def test_a_host_that_fails_in_a_row_is_left_alone_and_an_answer_makes_good() -> None:
    spent = budget()
    for failed in (True, True, False, True, True):
        spent.note("a", failed=failed)
    assert not spent.refusal("a", "herald", 0)
    spent.note("a", failed=True)
    assert spent.refusal("a", "herald", 0) == "a failed 3 times in a row"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["herald", "courier"]), st.floats(0, 2000))))
def test_once_refused_always_refused(steps: list[tuple[str, str, float]]) -> None:
    spent, refused = budget(), set()
    for host, source, present in sorted(steps, key=lambda step: step[2]):
        if spent.refusal(host, source, present):
            refused.add((host, source))
        else:
            assert (host, source) not in refused
            spent.spend(host, source, present)
    assert all(count <= 5 for count in spent.asked.values())
