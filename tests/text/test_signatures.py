"""What bytes are by how they begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.charset import looks_binary
from text.signatures import SIGNATURES, detect_media, detect_signature


@pytest.mark.parametrize(("offset", "signature", "kind"), SIGNATURES)
def test_every_signature_is_known_to_both_who_ask(offset: int, signature: bytes, kind: str) -> None:
    body = b"\x01" * offset + signature + b"\x00" * 20
    assert detect_signature(body) == detect_media(body) == kind
    assert looks_binary(body)


@pytest.mark.parametrize("body", [b"", b"BMW built a plant", b"<html>", b"MZ is a code", b"<?xml version='1.0'?><rss>"])
def test_text_has_no_signature(body: bytes) -> None:
    assert detect_signature(body) == ""
    assert not looks_binary(body)


def test_a_picture_in_xml_is_one() -> None:
    assert detect_signature(b"\xef\xbb\xbf<?xml version='1.0'?><svg>") == "an SVG picture"


@given(st.binary(max_size=60))
def test_any_bytes_are_looked_at(body: bytes) -> None:
    assert detect_signature(body) or not detect_media(body)
