"""Encodings: BOM, header, meta, detector."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.charset import decode_bytes, decode_page, looks_binary

TEXT = "<html><body><p>Señor Núñez said “yes” to the plan for the harbour, and so did we – all of us.</p></body></html>"


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "evidence"),
    [
        (TEXT.encode("utf-8-sig"), "text/html; charset=iso-8859-1", "utf-8", "bom"),
        (TEXT.encode("utf-16"), "", "utf-16-le", "bom"),
        (TEXT.encode("utf-16-le"), "", "utf-16-le", "detector"),
        (TEXT.encode(), "text/html; charset=UTF-8", "utf-8", "header"),
        (TEXT.encode("cp1252"), "text/html; charset=ISO-8859-1", "cp1252", "header"),
        (b'<meta charset="windows-1252">' + TEXT.encode("cp1252"), "", "cp1252", "meta"),
        (TEXT.encode("cp1252"), "text/html; charset=utf-8", "cp1252", "detector"),
        (TEXT.encode(), "", "utf-8", "detector"),
        (TEXT.encode(), "text/html; charset=nonsense", "utf-8", "detector"),
        (TEXT.encode(), "text/html; charset=iso-8859-1", "utf-8", "detector"),
        (TEXT.encode("gb18030"), "text/html; charset=gb2312", "gb18030", "header"),
    ],
)
def test_the_text_is_read(body: bytes, content_type: str, encoding: str, evidence: str) -> None:
    decoded = decode_page(body, content_type)
    assert decoded.text.endswith(TEXT)
    assert decoded.evidence == evidence
    assert encoding in {decoded.encoding, {"windows-1252": "cp1252"}.get(decoded.encoding, decoded.encoding)}


def test_control_characters_never_pass() -> None:
    assert decode_page(b"a\x00b\x0bc\x1fd\te", "text/html; charset=utf-8").text == "ab cd\te"


@pytest.mark.parametrize("words", ["the mayor’s plan", "“We’ll pay,” she said", "the café"])
def test_a_few_windows_1252_bytes_are_read_under_a_wrong_label(words: str) -> None:
    decoded = decode_page(f"<p>{words}</p>".encode("cp1252"), "text/html; charset=utf-8")
    assert (decoded.text, decoded.encoding, decoded.evidence) == (f"<p>{words}</p>", "cp1252", "detector")


def test_one_broken_character_does_not_overrule_the_label() -> None:
    decoded = decode_page("<p>Señor Núñez</p>".encode() + b"\xff", "text/html; charset=utf-8")
    assert (decoded.text, decoded.encoding) == ("<p>Señor Núñez</p>\ufffd", "utf-8")


def test_a_page_that_was_encoded_twice_is_read() -> None:
    twice = "Sie schließt, sagte “Núñez” – so".encode().decode("latin-1").encode()
    assert decode_page(twice, "text/html; charset=utf-8").text == "Sie schließt, sagte “Núñez” – so"


@given(st.binary(max_size=200))
def test_any_bytes_are_read(body: bytes) -> None:
    assert "\x00" not in decode_page(body).text
    looks_binary(body)


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "", "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "text/xml; charset=latin-1", "é"),
        ("é".encode("utf-16"), "", "é"),
        (b"\xe9", "text/xml; charset=iso-8859-1", "é"),
        (b'<?xml version="1.0" encoding="windows-1250"?>\x9a', "", '<?xml version="1.0" encoding="windows-1250"?>š'),
        ("é".encode(), "text/xml; charset=us-ascii", "é"),
        (b"caf\xe9 \x93x\x94", "", "café “x”"),
        ("ñ é ü".encode() + b"\xc3", "", "ñ é ü\ufffd"),
        (b"a", "text/xml; charset=punycode", "a"),
        (b"a", "text/xml; charset=nonsense", "a"),
    ],
)
def test_bytes_are_read_by_the_encoding_that_fits(body: bytes, content_type: str, text: str) -> None:
    assert decode_bytes(body, content_type).text == text


@given(st.binary(max_size=200), st.text(max_size=40))
def test_all_bytes_are_some_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode_bytes(body, content_type).text, str)
