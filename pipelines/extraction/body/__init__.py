"""The paragraphs of an article, and the boilerplate between them."""
