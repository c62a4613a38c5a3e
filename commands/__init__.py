"""The scrapy commands of this project."""

# It looks at every frame and every loaded module as it is imported: here there are few, and a command starts .13 s of CPU
# sooner than where the first part that downloads would import it (28 November 2026).
import scrapy.core.downloader.contextfactory  # noqa: F401
