"""Dates as people and programs write them; nothing outside this folder reads one."""
