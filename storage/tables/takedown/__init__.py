"""Texts and addresses that were taken down, and what may have to follow them."""
