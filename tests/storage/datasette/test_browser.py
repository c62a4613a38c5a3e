"""The reading room in a real browser: nothing runs, nothing is fetched from elsewhere, nothing overflows."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import openpyxl
import pytest

from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import DB, PATHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.browser

#: one page of each kind
DISTINCT = [
    "/",
    "/article/2",
    "/story/1",
    "/compare/1/2",
    "/search?q=children",
    "/sources",
    "/runs",
    "/charts",
    "/help",
]
DISTINCT += ["/places", "/bodies"]
DISTINCT += ["/data", "/{db}/articles", "/{db}/articles/1", "/{db}/near_misses", "/{db}?sql=select+1"]
#: those that between them use every colour
COLOURED = ["/", "/article/2", "/compare/1/2", "/search?q=children", "/sources"]

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


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_pages_fit_and_are_quiet(browser: Browser, server: Server, width: int, scheme: Scheme) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wide = {}
    for path in PATHS:
        page.goto(server.address + path.format(db=DB))
        wide[path] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert not {path: overflow for path, overflow in wide.items() if overflow > 0}
    assert not complaints
    assert not [address for address in asked if not address.startswith(server.address)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, server: Server, scheme: Scheme) -> None:
    # axe runs inside the page, which our policy forbids to any script
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found: list[tuple[str, str, str, str]] = []
    # in the dark only the colours are different
    dark = scheme == "dark"
    options = {"runOnly": ["color-contrast"]} if dark else {}
    for path in COLOURED if dark else DISTINCT:
        page.goto(server.address + path.format(db=DB))
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        violations = axe.Axe().run(page, options=options).response["violations"]
        found += [(path, item["impact"], item["id"], item["nodes"][0]["html"]) for item in violations]
    context.close()
    assert not [one for one in found if one[1] in {"serious", "critical"}]


@pytest.mark.parametrize("path", ["/", "/story/1", "/search?q=children", "/charts", "/sources"])
def test_the_keyboard_reaches_everything(browser: Browser, server: Server, path: str) -> None:
    page = browser.new_page()
    page.goto(server.address + path)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')]"
        ".filter(part => part.checkVisibility() && part.type !== 'radio').length"
    )
    page.evaluate("window.reached = new Set()")
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        page.evaluate("window.reached.add(document.activeElement)")
    reached = page.evaluate("[...reached].filter(part => part.matches('a, button, input, summary')).length")
    page.close()
    assert reached >= wanted


def test_a_reader_goes_from_story_to_passages_and_back(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}/story/1")
    page.get_by_role("link", name="Side by side").click()
    page.get_by_role("link", name="passage 1, to the later text").click()
    assert page.url.endswith("/compare/1/2#later1")
    page.get_by_role("link", name="Story 1").click()
    page.wait_for_url("**/story/1")
    page.close()


def test_a_spreadsheet_is_saved(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}/search?q=iligan")
    with page.expect_download() as saved:
        page.get_by_role("link", name="spreadsheet (xlsx)").click()
    assert saved.value.suggested_filename == "search.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(saved.value.path().read_bytes())).worksheets[0].max_row == 4
    page.close()


def test_filters_combine(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}/search?q=iligan")
    narrow = page.get_by_role("complementary", name="Narrow the results")
    narrow.get_by_role("link", name="newspaper").click()
    narrow.get_by_role("link", name="2021").click()
    page.wait_for_function("document.querySelectorAll('.results > li').length === 1")
    page.get_by_role("link", name="kind: newspaper").click()
    assert "year=2021" in page.url
    assert "kind=newspaper" not in page.url
    page.close()


def test_the_keyboard_reaches_search_and_stories(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.goto(server.address)
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


def test_a_page_prints_its_text_without_its_forms(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.goto(server.address)
    page.emulate_media(media="print")
    assert not page.locator("form.search").is_visible()
    assert page.locator(".story").first.is_visible()
    page.close()
