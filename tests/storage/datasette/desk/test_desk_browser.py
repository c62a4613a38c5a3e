"""The desk in a real browser: by mouse, by keyboard and without a script, fitting its screen, without complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.storage.datasette.archive import Server
from tests.storage.datasette.desk.test_desk import answers, make_archive
from tests.storage.datasette.test_browser import axe, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = ["browser"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("browser") / "sample.db")


@pytest.fixture(scope="module")
def desk_server(start_server: Callable[..., Server], path: Path) -> Server:
    return start_server(path)


@pytest.fixture(params=["mouse", "mouse without a script"])
def page(request: pytest.FixtureRequest, browser: Browser, desk_server: Server) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        java_script_enabled=request.param == "mouse", base_url=desk_server.address
    )
    yield context.new_page()
    context.close()


def test_every_action_of_an_article_works_by_mouse(page: Page, path: Path) -> None:
    page.goto("/article/4")
    page.get_by_label("Note", exact=True).fill("from the browser")
    page.get_by_role("button", name="Off topic").click()
    assert answers(path)[-1][1:3] == ("label", '["4", "off", "from the browser"]')
    page.goto("/article/4")
    page.get_by_role("button", name="Undo").first.click()
    assert answers(path)[-1][1] == "undo"
    page.get_by_role("button", name="Star").click()
    page.get_by_role("button", name="Take the star off").click()
    page.get_by_label("Tag", exact=True).fill("a quarter")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Remove the tag a quarter").click()
    page.get_by_label("Your note").fill("seen")
    page.get_by_role("button", name="Keep the note").click()
    assert page.get_by_label("Your note").input_value() == "seen"
    page.get_by_role("link", name="Take it down").click()
    page.get_by_role("button", name="Take it down for good").click()
    # the browser asks for the reason and the tick itself
    assert page.url.endswith("/desk/takedown/4")


def test_every_action_of_a_story_works_by_mouse(page: Page, path: Path) -> None:
    for label, other, button, command in (
        ("It is one case with story", "2", "Link them", "case"),
        ("It is the same as story", "2", "Merge them", "story"),
    ):
        page.goto("/story/1")
        page.get_by_label(label).fill(f"http://any.example/story/{other}")
        page.get_by_role("button", name=button).click()
        assert answers(path)[-1][1:4] == (command, f'["merge", "1", "{other}"]', 1)
        page.goto("/story/1")
        page.get_by_role("button", name="Undo").first.click()
        assert answers(path)[-1][1] == "undo"


def test_a_search_is_told_of_and_an_article_collected_by_mouse_and_by_keyboard(page: Page) -> None:
    page.goto("/search?q=title")
    page.get_by_role("link", name="Tell me when").click()
    page.get_by_label("how often").select_option("week")
    page.get_by_role("button", name="Tell me").press("Enter")
    page.get_by_role("button", name="End it").first.click()
    page.get_by_role("button", name="Tell again").first.press("Enter")
    page.get_by_role("button", name="End it").first.press("Enter")
    page.get_by_role("button", name="Tell again").first.wait_for()
    page.goto("/article/3")
    page.get_by_label("A new collection with it").fill("The case")
    page.get_by_role("button", name="Make it").press("Enter")
    page.get_by_role("link", name="The case").first.click()
    page.get_by_label("Note").fill("cited")
    page.get_by_role("button", name="Keep the note").press("Enter")
    assert page.get_by_label("Note").input_value() == "cited"
    page.get_by_role("button", name="Take it out").press("Enter")
    page.get_by_text("1 article taken out").press("Enter")
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Remove the collection").click()
    page.get_by_role("button", name="Restore").press("Enter")
    page.get_by_role("button", name="Remove the collection").wait_for()


def press_and_go(page: Page, key: str) -> None:
    """Press a key that sends a form, and wait for the page it leads to with its script: keys before that are lost."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def reload_until(page: Page, selector: str) -> None:
    """Load a page again until something stands on it, for half a minute at most."""
    for _ in range(60):
        if page.locator(selector).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"there is no {selector} on {page.url}")


def test_the_queue_is_gone_through_by_keyboard(browser: Browser, desk_server: Server, path: Path) -> None:
    context = browser.new_context(base_url=desk_server.address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/desk?list=near")
    titles = page.locator(".item h3").all_inner_texts()
    assert len(titles) == 2
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.querySelector('h3').innerText") == titles[1]
    page.keyboard.press("k")
    press_and_go(page, "n")
    assert page.locator(".item h3").all_inner_texts() == titles[1:]
    assert page.evaluate("document.activeElement.className") == "item"
    press_and_go(page, "y")
    page.get_by_text("Nothing.").wait_for()
    press_and_go(page, "u")
    # it is undone by a process of its own, which a busy machine may let wait
    reload_until(page, ".item")
    words = [row[1:3] for row in answers(path)[-3:]]
    assert [command for command, _ in words] == ["label", "label", "undo"]
    # a machine that is busy for more than five seconds answers 503 for the moment; the page is loaded again
    assert not [complaint for complaint in complaints if "503" not in complaint]
    context.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_fit_and_axe_finds_nothing_serious(browser: Browser, desk_server: Server, width: int) -> None:
    context = browser.new_context(
        base_url=desk_server.address, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    pages = ("/desk", "/article/1", "/story/1", "/desk/takedown/1", "/search", "/alerts", "/alerts?q=title")
    for address in (*pages, "/collections", "/collection/1"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
        found = axe.Axe().run(page).response["violations"]
        assert not [one["id"] for one in found if one["impact"] in {"serious", "critical"}], address
    context.close()
