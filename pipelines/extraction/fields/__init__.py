"""The fields of an article, each chosen among everything on the page that states it."""
