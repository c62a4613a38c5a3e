"""The reading room in a real browser: nothing runs, nothing is fetched from elsewhere, nothing overflows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from tests.storage.datasette.archive import Room
from tests.storage.datasette.test_pages import DB, PATHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.browser

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_pages_fit_and_are_quiet(browser: Browser, room: Room, width: int, scheme: Scheme) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        page.goto(room.address + path.format(db=DB))
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{path} is {overflow} px too wide"
    page.close()
    assert not complaints
    assert [address for address in asked if not address.startswith(room.address)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(browser: Browser, room: Room, path: str, scheme: Scheme) -> None:
    # axe runs inside the page, which our policy forbids to any script
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(room.address + path.format(db=DB))
    found = axe.Axe().run(page).response["violations"]
    context.close()
    assert not [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in {"serious", "critical"}]


def test_the_keyboard_reaches_search_and_stories(browser: Browser, room: Room) -> None:
    page = browser.new_page()
    page.goto(room.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_label("Search all articles").focus()
    page.keyboard.type("iligan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=iligan")
    page.get_by_role("link", name="Six children safe after joint operation").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/1")
    page.close()


def test_a_page_prints_its_text_without_its_forms(browser: Browser, room: Room) -> None:
    page = browser.new_page()
    page.goto(room.address)
    page.emulate_media(media="print")
    assert not page.locator("form.search").is_visible()
    assert page.locator(".story").first.is_visible()
    page.close()
