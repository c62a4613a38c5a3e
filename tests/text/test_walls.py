"""Walls are known by their machinery, and articles that load the same services' scripts are not taken for them."""

from __future__ import annotations

import pytest

from text.walls.challenges import challenge_of, gate_of_refresh
from text.walls.gates import is_circular, is_gate

ASKED = "https://herald.example/news/harbour-opens"
STORY = "<p>The harbour opened on Friday after two years of work, said the mayor of the town.</p>" * 80


@pytest.mark.parametrize(
    ("service", "body"),
    [
        ("Anubis", '<script id="anubis_challenge" type="application/json">{}</script><p>One moment</p>'),
        ("Incapsula", '<iframe src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1">Request unsuccessful.</iframe>'),
        ("AWS WAF", "<script>window.awsWafCookieDomainList = [];</script><div id=challenge-container></div>"),
        ("Cloudflare", "<title>Hold on</title><script>window._cf_chl_opt={cvId:'3'}</script>"),
        ("DataDome", '<script src="https://ct.captcha-delivery.com/c.js"></script>'),
        ("PerimeterX", "<script>window._pxAppId = 'PX1';</script><div id=px-captcha></div>"),
        ("F5", "<script src='/TSPD/0813?type=9'></script>Please enable JavaScript to view the page content."),
        ("Sucuri", "<script>var sucuri_cloudproxy_js='';</script>"),
        ("a test in script", "<script>document.cookie=toHex(slowAES.decrypt(c,2,a,b))</script>"),
    ],
)
def test_a_test_for_robots_is_known_by_its_script(service: str, body: str) -> None:
    page = f"<html><head><title>News</title></head><body>{body}</body></html>"
    assert challenge_of(200, {}, page.encode()) == service
    assert challenge_of(200, {}, f"<html><body>{body}{STORY}</body></html>".encode()) == ""


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (202, {"x-amzn-waf-action": "challenge"}),
        (405, {"x-amzn-waf-action": "captcha"}),
        (403, {"cf-mitigated": "challenge"}),
        (202, {"server": "awselb/2.0"}),
        (403, {"x-datadome": "protected"}),
    ],
)
def test_a_test_for_robots_is_known_by_its_headers(status: int, headers: dict[str, str]) -> None:
    assert challenge_of(status, headers, b"")


@pytest.mark.parametrize(
    "script",
    [
        "<script src='/_Incapsula_Resource?SWJIYLWA=1'></script>",
        "<script src='https://x.edge.sdk.awswaf.com/x/challenge.js'></script>",
        "<script>window._pxAppId='PX1'</script>",
        "<script src='/TSPD/0813?type=9'></script>",
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        f"<meta http-equiv='refresh' content='300; url={ASKED}'>",
    ],
)
def test_a_brief_that_loads_a_services_script_or_itself_anew_is_read(script: str) -> None:
    brief = f"<html><body>{script}<p>{'Four were arrested on Friday in the harbour. ' * 10}</p></body></html>".encode()
    assert not challenge_of(200, {}, brief)
    assert not gate_of_refresh(brief, ASKED)


def test_an_article_on_walls_is_none() -> None:
    assert not challenge_of(200, {"server": "cloudflare"}, b"<p>Anubis and Incapsula shut readers out, said a mayor.")


@pytest.mark.parametrize(
    "url",
    [
        "https://consent.verlag.example/gate?x=1",
        "https://myprivacy.uitgever.example/?callbackUrl=x",
        "https://cmp.other.example/",
        "https://herald-privacy.example.org/",
        "https://validate.perfdrive.com/abc?ssa=1",
        "https://elsewhere.example/ask?back=https%3A%2F%2Fwww.herald.example%2Fnews",
        "https://herald.example/login?next=/news/harbour-opens",
        "https://www.herald.example/cookie-consent",
        "https://www.herald.example/zustimmung?url=https%3A%2F%2Fherald.example",
        "https://herald.example/cookieabsent?u=/news",
    ],
)
def test_a_redirect_to_a_gate_is_known(url: str) -> None:
    assert is_gate(url, ASKED)


@pytest.mark.parametrize(
    "url",
    [
        ASKED,
        "https://www.herald.example/news/harbour-opens",
        "https://amp.herald.example/news/harbour-opens",
        "https://newherald.example/news/harbour-opens?src=old",
        "https://herald.example/news/privacy-law-passed",
        "https://herald.example/news/login-data-stolen",
    ],
)
def test_other_redirects_are_no_gates(url: str) -> None:
    assert not is_gate(url, ASKED)


def test_a_host_that_is_a_gate_by_name_may_have_pages_of_its_own() -> None:
    assert not is_gate("https://privacy.example.org/news/b", "https://privacy.example.org/news/a")


def test_redirects_in_circles() -> None:
    assert is_circular(ASKED, [ASKED])
    assert is_circular(f"{ASKED}?try=3", [f"{ASKED}?try=1", f"{ASKED}?try=2"])
    assert not is_circular("https://herald.example/b", ["http://herald.example/b", "http://www.herald.example/b"])


def test_a_refresh_to_a_gate_or_to_itself() -> None:
    page = b'<meta http-equiv="refresh" content="0; url=%s"><p>One moment</p>'
    assert gate_of_refresh(page % b"/news/harbour-opens", ASKED) == ASKED
    assert gate_of_refresh(page % b"https://consent.verlag.example/x", ASKED)
    assert not gate_of_refresh(page % b"/news/harbour-opens-for-good", ASKED)
    assert not gate_of_refresh(page % b"/news/harbour-opens" + STORY.encode(), ASKED)


@pytest.mark.parametrize(
    "mark",
    [
        "/.within.website/x",
        'id="anubis_version"',
        "techaro.lol-anubis",
        "_Incapsula_Resource",
        "Incapsula incident ID",
        "/_Imperva_/",
        "var _0x1a=reese84",
        "awsWafCookieDomainList",
        "x.awswaf.com/",
        "AwsWafIntegration",
        "gokuProps =",
        "/cdn-cgi/challenge-platform/h/orchestrate",
        "_cf_chl_opt",
        "cf-browser-verification",
        "captcha-delivery.com",
        "var dd={'rt'",
        "window._pxAppId",
        "px-captcha",
        "/_px/",
        "captcha.px-cdn.net",
        "sucuri_cloudproxy_js",
        "/_sec/cp_challenge",
        "bm-verify=",
        "errors.edgesuite.net",
        "sec-if-cpt-container",
        "/.well-known/ddos-guard/",
        "__ddg1_",
        "/149e9513-01fa-4fb0-aad4-566afd725d1b/",
        "KPSDK.start",
        "/.well-known/.git.gammaspectra.live/git/go-away",
        "/.well-known/captcha/",
        "sgcaptcha",
        "Vercel Security Checkpoint",
        "/.well-known/vercel/security/",
        "bunny shield",
        "/.bunny-shield/",
        "slowAES.decrypt",
        'document.cookie="__test=',
        "toNumbers(d){var e=[]",
    ],
)
def test_every_mark_is_found(mark: str) -> None:
    assert challenge_of(200, {}, f"<html><script>{mark}</script></html>".encode())
