"""``scrapy groups``: print the groups of articles, for evaluators and spreadsheets."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.databases import open_to_show
from storage.tables.grouping import groups


def print_groups(settings: BaseSettings, opts: argparse.Namespace) -> int:
    """Print a JSON line for every article, or for every pair or link; return the exit code."""
    with open_to_show(settings) as database:
        for row in group_rows(database, opts):
            print(json.dumps(row, ensure_ascii=False))
    return 0


def group_rows(database: Database, opts: argparse.Namespace) -> Iterable[Mapping[str, object]]:
    if opts.pairs:
        return groups.pair_rows(database)
    if opts.case_links:
        return groups.case_link_rows(database)
    return groups.cluster_rows(database, by_case=opts.by == "case")
