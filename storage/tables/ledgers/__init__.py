"""The ledgers: figures and quotations of the articles on topic, each with its place in the text."""
