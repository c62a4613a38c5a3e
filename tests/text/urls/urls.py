"""Addresses put together from the pieces that the rules are about, besides wild text."""

from __future__ import annotations

import string

from hypothesis import strategies as st

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "/",
                "//",
                "/amp",
                "/amp/story",
                ".amp",
                ".html",
                "/index.php",
                "/.",
                "/..",
                ";sid=1",
                "%20",
                " ",
                "+",
                "%",
            ),
            *("%2e", "%EF%BB%BF", "\ufeff", "%zz", "%25", "%34", "1", "é", "?", "&", "&amp;", "=", "#", "@", ":", "\\"),
            *("a", "amp", "utm_x=1", "p=1", "b", "url=https://post.example/x", "/url", "/s/post.example/", "%2F", "\t"),
        ]
    ),
    max_size=12,
).map("".join)
HOSTS = st.sampled_from(
    [
        *(
            "post.example",
            "www.post.example",
            "m.www.doj.gov.ph",
            "WWW.GOOGLE.com",
            "google.com",
            "amp.www.gov.ph",
            "amp",
        ),
        *(
            "x.cdn.ampproject.org",
            "127.0.0.1",
            "[::1]",
            "bücher.example",
            "post.example.:443",
            "u:p@post.example:80",
            "",
        ),
    ]
)
WILD = st.one_of(
    st.text(max_size=60),
    st.builds("{}{}{}".format, st.sampled_from(["http://", "https://", "HTTP://", " https://", "//"]), HOSTS, PIECES),
    st.builds("https://{}/{}".format, st.text(string.printable, max_size=20), st.text(max_size=30)),
)
