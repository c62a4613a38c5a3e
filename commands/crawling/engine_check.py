"""What a command needs of the engine before it begins."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from commands.errors import CommandError


def check_engine(settings: BaseSettings) -> None:
    """Raise CommandError where the engine cannot be used, with what to do."""
    url = settings["ENGINE_URL"]
    if not url:
        raise CommandError("ENGINE_URL is not set: name the PostgreSQL database of the engine in it (docs/scaling.md)")
    try:
        import procrastinate  # noqa: F401, PLC0415 - an extra
        import psycopg  # noqa: PLC0415
    except ImportError as error:
        raise CommandError(
            "ENGINE_URL needs procrastinate: .venv/bin/pip install procrastinate 'psycopg[binary]'"
        ) from error
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        raise CommandError(f"the engine's database cannot be reached, see ENGINE_URL: {error}") from error
