"""Encodings: BOM, header, meta, detector."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cleaning.decode import decode, looks_binary, repaired

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
        (TEXT.encode(), "text/html; charset=iso-8859-1", "cp1252", "header"),
    ],
)
def test_the_text_is_read(body: bytes, content_type: str, encoding: str, evidence: str) -> None:
    decoded = decode(body, content_type)
    assert decoded.text.endswith(TEXT)
    assert decoded.evidence == evidence
    assert encoding in {decoded.encoding, {"windows-1252": "cp1252"}.get(decoded.encoding, decoded.encoding)}


def test_control_characters_never_pass() -> None:
    assert decode(b"a\x00b\x0bc\x1fd\te", "text/html; charset=utf-8").text == "abcd\te"


def test_mojibake_is_repaired_only_where_it_is_certain() -> None:
    broken = "Señor “Núñez”".encode().decode("cp1252", "ignore")
    assert repaired("NiÃ±o and cafÃ© â€” so") == "Niño and café — so"
    assert repaired("São Paulo, Ângela, Ãnd") == "São Paulo, Ângela, Ãnd"
    assert "ñ" in repaired(broken)


@given(st.binary(max_size=200))
def test_any_bytes_are_read(body: bytes) -> None:
    assert "\x00" not in decode(body).text
    looks_binary(body)
