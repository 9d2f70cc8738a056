"""In which encoding a text file is written, judged from all of its bytes.

UTF-8 and UTF-16 are known by their byte order mark or by their shape. GB18030 has no mark, and
nearly any bytes can be read as GB18030, so it is chosen only where most lines that are not plain
ASCII fail as UTF-8, nearly all of them pass as GB18030, and they look like Chinese: pairs of high
bytes. Anything else is UTF-8 with damaged lines, which go to quarantine one by one.
"""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.inputs import InputFile

# Small enough for a block's rows to stay in the processor's cache: 4 MB cost half as much again.
BLOCK_BYTES = 512 * 1024
_HIGH_PAIR = re.compile(rb"[\x81-\xfe][\xa1-\xfe]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True)
class TextForm:
    """Encoding as reported, the codec that decodes the stream, and what ends a line."""

    encoding: str
    codec: str
    newline: bytes


@contextmanager
def open_bytes(file: InputFile) -> Iterator[BinaryIO]:
    """Open a file, unpacked if it is gzip; what fails inside becomes an UnreadableFileError."""
    try:
        if file.is_gzip and file.path.stat().st_size > 0:
            with gzip.open(file.path, "rb") as stream:
                yield cast(BinaryIO, stream)
        else:
            with file.path.open("rb") as stream:
                yield stream
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFileError(file.name, str(error) or type(error).__name__) from error


def byte_blocks(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Blocks of a stream without byte order mark; UTF-16 is handed on as UTF-8.

    Half a surrogate pair stays as bytes that are not valid UTF-8, so that it is found line by line.
    """
    if not encoding.startswith("utf-16"):
        first = stream.read(BLOCK_BYTES).removeprefix(codecs.BOM_UTF8)
        while first:
            yield first
            first = stream.read(BLOCK_BYTES)
        return
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    while block := stream.read(BLOCK_BYTES):
        yield decoder.decode(block).removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    if decoder.getstate()[0]:
        yield b"\xff"  # half a character at the end of the file


def read_text(file: InputFile) -> str:
    """Return a small file as text, read as landing reads it; UnicodeDecodeError if damaged."""
    form = detect_form(file)
    with open_bytes(file) as stream:
        return b"".join(byte_blocks(stream, form.encoding)).decode(form.codec)


def detect_form(file: InputFile) -> TextForm:
    """Read a whole text file once and say how it is written."""
    with open_bytes(file) as stream:
        encoding = _utf16_of(stream.read(4096))
    tally = _Tally()
    with open_bytes(file) as stream:
        for block in byte_blocks(stream, encoding or "utf-8"):
            tally.add(block)
    tally.finish()
    newline = b"\r" if tally.has_return and not tally.has_newline else b"\n"
    if encoding:
        return TextForm(encoding, "utf-8", newline)
    if tally.looks_like_gb18030:
        return TextForm("gb18030", "gb18030", newline)
    return TextForm("utf-8", "utf-8", newline)


def _utf16_of(sample: bytes) -> str | None:
    """Return the UTF-16 flavour of a file's first bytes, or None."""
    if sample.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if sample.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    even, odd = sample[0::2], sample[1::2]
    if len(odd) < 4:
        return None
    # A header of ASCII names leaves every other byte of the first bytes zero.
    if odd.count(0) > 0.3 * len(odd) and even.count(0) < 0.02 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.3 * len(even) and odd.count(0) < 0.02 * len(odd):
        return "utf-16-be"
    return None


class _Tally:
    """Counts, over a file's lines, what speaks for which encoding."""

    def __init__(self) -> None:
        self.has_newline = False
        self.has_return = False
        self._rest = b""
        self._wide_lines = 0
        self._invalid_lines = 0
        self._gb_lines = 0
        self._high_bytes = 0
        self._paired_bytes = 0

    def add(self, block: bytes) -> None:
        """Take in one block."""
        self.has_newline = self.has_newline or b"\n" in block
        self.has_return = self.has_return or b"\r" in block
        if not self._rest and block.isascii():
            return
        lines, _, rest = (self._rest + block).rpartition(b"\n")
        # A line without end must not be gathered whole in memory: judge it in pieces.
        if len(rest) > 4 * BLOCK_BYTES:
            lines, rest = lines + b"\n" + rest, b""
        self._rest = rest
        self._judge(lines)

    def finish(self) -> None:
        """Take in the last line, which may have no end."""
        self._judge(self._rest)
        self._rest = b""

    def _judge(self, text: bytes) -> None:
        if text.isascii():
            return
        for line in text.split(b"\n"):
            if line.isascii():
                continue
            self._wide_lines += 1
            if _decodes(line, "utf-8"):
                continue
            self._invalid_lines += 1
            self._gb_lines += _decodes(line, "gb18030")
            for run in _HIGH_RUN.findall(line):
                self._high_bytes += len(run)
                self._paired_bytes += 2 * len(_HIGH_PAIR.findall(run))

    @property
    def looks_like_gb18030(self) -> bool:
        """Whether the lines that are not ASCII are rather GB18030 than damaged UTF-8."""
        return (
            self._invalid_lines > 0
            and 2 * self._invalid_lines > self._wide_lines
            and 10 * self._gb_lines >= 9 * self._invalid_lines
            and 2 * self._paired_bytes >= self._high_bytes
        )


def _decodes(line: bytes, codec: str) -> bool:
    """Whether a line is valid in an encoding."""
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
