"""An HTTP answer as a web archive holds it: only the fields of its head that are asked for are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from fastwarc.warc import WarcRecord

from spiders.download.compression import reads_as_text

_STATUS: Final = re.compile(rb"HTTP/[\d.]{1,5} {1,9}(\d{3})\b")
#: where a head ends, also one of which the lines end as in a text file
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_FIELDS: Final = {
    name: re.compile(rb"^%s[ \t]{0,9}:[ \t]{0,99}([^\r\n]*)" % name, re.IGNORECASE | re.MULTILINE)
    for name in (b"content-type", b"content-length", b"content-encoding", b"transfer-encoding")
}
#: what HTML begins with, where no head says what it is
_HTML: Final = re.compile(rb"\s{0,99}<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
#: bytes in which an answer's head ends, in most; chosen, not measured
HEAD_BYTES: Final = 2**14
#: ways of decoding, tried in turn: archives are full of answers that were unpacked and kept the head that says they are
#: not
_DECODINGS: Final = ("all", "content", "transfer")


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What an answer's head says, and where its body begins."""

    head: bytes
    status: int
    body_begins: int

    def field(self, name: bytes) -> str:
        """Return the value of one of the four fields that are known here; empty where the head has none."""
        found = _FIELDS[name].search(self.head)
        return found[1].decode("latin-1").strip() if found else ""

    def is_html(self, block: bytes) -> bool:
        """Return whether the body is HTML by its head, or by its beginning where the head does not say."""
        kind = self.field(b"content-type").lower()
        return "html" in kind or (not kind and _HTML.match(block, self.body_begins) is not None)

    @property
    def is_encoded(self) -> bool:
        """Whether the head says that the body is packed or sent in chunks."""
        return any(
            self.field(name).lower() not in {"", "identity"} for name in (b"content-encoding", b"transfer-encoding")
        )

    def has_its_length(self, block: bytes) -> bool:
        """Return whether the body is as long as the head says, where that says it."""
        announced = self.field(b"content-length")
        return not announced.isdigit() or int(announced) == len(block) - self.body_begins


def parse_answer(block: bytes) -> HttpAnswer | None:
    """Return the answer that a block of bytes begins with; None where it begins with none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _END_OF_HEAD.search(block)
    begins = end.end() if end else len(block)
    return HttpAnswer(block[:begins], int(status[1]), begins)


def decoded_body(answer: HttpAnswer, block: bytes, record: WarcRecord, most: int) -> bytes:
    """Return the body, unpacked where it is packed, up to a length. Raise OSError where it cannot be read."""
    if not answer.is_encoded:
        return block[answer.body_begins : answer.body_begins + most]
    for decoding in _DECODINGS:
        try:
            record.set_bytes_content(block)
            record.parse_http(auto_decode=decoding)
            body: bytes = record.reader.read(most)
        except (OSError, ValueError):
            continue
        if decoding == "all" or reads_as_text(body):
            return body
    body = block[answer.body_begins : answer.body_begins + most]
    if body and not reads_as_text(body):
        raise OSError("its body is not packed as its head says, and no text")
    return body
