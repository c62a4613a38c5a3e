"""Archives out: articles as tables, as a web archive, and as a frozen snapshot that can be cited."""
