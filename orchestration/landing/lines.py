"""A text file as chunks of numbered lines; a line that is no text is a fault, not the end."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from orchestration.landing.inputs import InputFile
from orchestration.landing.text_encoding import TextForm, byte_blocks, open_bytes

# No row of a CRM is longer; a file without line ends must not be gathered in memory.
MAX_LINE_BYTES = 16 * 1024 * 1024
_SHOWN_BYTES = 64 * 1024


@dataclass
class LineChunk:
    """Lines without their ends. `faults` says, by index, why a line is no text.

    The text of a faulty line is a printable stand-in for its bytes.
    """

    first_number: int
    texts: list[str] = field(default_factory=list)
    faults: dict[int, str] = field(default_factory=dict)


def line_chunks(file: InputFile, form: TextForm) -> Iterator[LineChunk]:
    """Yield all lines in order, a block at a time, counted from 1. A CR before the end stays."""
    number = 1
    with open_bytes(file) as stream:
        for lines, is_too_long in _line_blocks(
            stream_blocks=byte_blocks(stream, form.encoding), newline=form.newline
        ):
            chunk = LineChunk(number)
            if is_too_long:
                shown = lines[:_SHOWN_BYTES].decode(form.codec, "backslashreplace")
                chunk.texts.append(_printable(shown))
                chunk.faults[0] = f"the line is longer than {MAX_LINE_BYTES} bytes"
            else:
                _decode(lines, form, chunk)
            number += len(chunk.texts)
            yield chunk


def _line_blocks(stream_blocks: Iterator[bytes], newline: bytes) -> Iterator[tuple[bytes, bool]]:
    """Cut blocks at line ends; True marks the beginning of a line that is too long to keep."""
    rest = b""
    is_skipping = False
    for block in stream_blocks:
        if is_skipping:
            _, end, block_rest = block.partition(newline)
            if not end:
                continue
            rest, is_skipping = block_rest, False
        else:
            rest += block
        cut = rest.rfind(newline)
        if cut >= 0:
            yield rest[:cut], False
            rest = rest[cut + 1 :]
        if len(rest) > MAX_LINE_BYTES:
            yield rest, True
            rest, is_skipping = b"", True
    if rest:
        yield rest, False


def _decode(lines: bytes, form: TextForm, chunk: LineChunk) -> None:
    """Decode many lines at once, or one by one where one of them is damaged."""
    newline = form.newline.decode()
    try:
        text = lines.decode(form.codec)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        chunk.texts = text.split(newline)
        return
    for index, line in enumerate(lines.split(form.newline)):
        try:
            one = line.decode(form.codec)
        except UnicodeDecodeError:
            one = line.decode(form.codec, "backslashreplace")
            chunk.faults[index] = f"the line is not valid {form.encoding.upper()}"
        if "\0" in one:
            chunk.faults.setdefault(index, "the line holds a NUL character")
        chunk.texts.append(_printable(one) if index in chunk.faults else one)


def _printable(text: str) -> str:
    """Make a text that every database can store."""
    return text.replace("\0", "\\x00")
