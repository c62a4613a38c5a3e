"""Addresses of web pages: how they are spelled, which of them are one page, and whose they are."""
