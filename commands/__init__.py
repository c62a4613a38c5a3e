"""The scrapy commands of this project."""

# It looks at every frame and every loaded module as it is imported: here there are few, and a command starts with .13 s
# of CPU less than where the first part that downloads would import it (28 November 2026).
import scrapy.core.downloader.contextfactory  # noqa: F401
