"""The forty made sites: twenty written before the probe was, and twenty after it had been tuned on those."""

from __future__ import annotations

from collections.abc import Iterator

from tests.platformweb.building import Site
from tests.platformweb.content_systems import (
    drupal_front_feed,
    drupal_list_only,
    drupal_section_feed,
    drupal_views,
    ghost,
    ghost_members,
    ghost_redirected,
    ghost_sitemap,
)
from tests.platformweb.lists import (
    government_folder,
    government_list,
    government_numbers,
    government_tagalog,
    static_archive,
    static_atom,
    static_hugo,
    static_undeclared,
)
from tests.platformweb.newspaper_systems import (
    arc,
    arc_news_sitemap,
    arc_plain,
    arc_sections,
    blox,
    blox_search_forbidden,
    blox_sections,
    blox_twin,
)
from tests.platformweb.scripted import next_data, next_homepage_data, next_item_list, next_sitemap
from tests.platformweb.sections import (
    multi_section,
    multi_section_many,
    multi_section_sitemap,
    multi_section_tag,
    other_host,
    other_host_anchor,
)
from tests.platformweb.wordpress import (
    wordpress_closed_feed,
    wordpress_in_folder,
    wordpress_plain,
    wordpress_stale,
    wordpress_undeclared,
    wordpress_walled,
)


def first_half() -> Iterator[Site]:
    """Yield the twenty sites."""
    for make in (
        *(wordpress_plain, wordpress_undeclared, wordpress_closed_feed, drupal_front_feed, drupal_section_feed),
        *(ghost, ghost_redirected, blox, blox_sections, arc, arc_plain, next_data, next_sitemap, static_hugo),
        *(static_undeclared, government_list, government_numbers, other_host, multi_section, multi_section_sitemap),
    ):
        yield make()


def second_half() -> Iterator[Site]:
    """Yield the twenty sites."""
    for make in (
        *(wordpress_in_folder, wordpress_stale, wordpress_walled, drupal_views, drupal_list_only, ghost_members),
        *(ghost_sitemap, blox_search_forbidden, blox_twin, arc_sections, arc_news_sitemap, next_item_list),
        *(next_homepage_data, static_atom, static_archive, government_tagalog, government_folder),
        *(other_host_anchor, multi_section_many, multi_section_tag),
    ):
        yield make()
