"""Masking what was found: the words that lead to a child, wherever they stand, and by what they are known again."""
