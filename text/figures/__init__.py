"""The figures of a text: numbers with their unit, what they count, and how sure the text is of them."""
