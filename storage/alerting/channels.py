"""The addresses of channels, which are secrets: from the environment, or from a file that only its owner may read."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

#: before the name of a channel in capitals, in the environment
VARIABLE: Final = "OSECWATCH_CHANNEL_"


class ChannelsError(Exception):
    """The file of channels cannot be used; the message says why and what to do, and holds nothing of the file."""


def load_addresses(path: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses by channel; the environment wins over the file. Raise ChannelsError."""
    named = {
        name.removeprefix(VARIABLE).lower(): value
        for name, value in environment.items()
        if name.startswith(VARIABLE) and value
    }
    return addresses_of_file(path) | named


def addresses_of_file(path: Path) -> dict[str, str]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return {}
    if stat.S_IMODE(mode) & 0o077:
        raise ChannelsError(f"{path} holds secrets and may be read by others; chmod 600 {path}")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        # what stands in the file is not told of, since it is secret
        raise ChannelsError(f'{path} cannot be read; it has lines such as desk = "mailto://..."') from error
    if wrong := sorted(name for name, value in table.items() if not isinstance(value, str)):
        raise ChannelsError(f'{path}: {wrong[0]} must be an address in quotes, such as "mailto://..."')
    return table


def missing_channels(wanted: Iterable[str], addresses: Mapping[str, str]) -> list[str]:
    """Return a sentence for every channel that has no address."""
    return [
        f"the channel {name} has no address; set {VARIABLE}{name.upper()} or add it to the file of channels"
        for name in sorted(set(wanted) - addresses.keys())
    ]
