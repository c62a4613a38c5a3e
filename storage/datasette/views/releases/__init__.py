"""Releases and what others make of them: all of a period with medians by outlet, and a report on one."""
