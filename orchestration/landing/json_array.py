"""The elements of one JSON array, found piece by piece so that the file is never held whole."""

import json
import re
from collections.abc import Iterable, Iterator

from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.inputs import InputFile
from orchestration.landing.lines import LineChunk

_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)
_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")


def array_records(file: InputFile, chunks: Iterable[LineChunk]) -> Iterator[tuple[int, str, None]]:
    """Line number and text of every element.

    Raises UnreadableFileError where the array is malformed: behind a broken element nothing says
    where the next one begins.
    """
    window = _Window(file, iter(chunks))
    window.expect("[")
    if window.peek() != "]":
        while True:
            yield window.take_element()
            if window.peek() != ",":
                break
            window.expect(",")
    window.expect("]")
    if window.peek():
        raise window.malformed("text follows the array")


class _Window:
    """The part of the text that is loaded, and a position in it."""

    def __init__(self, file: InputFile, chunks: Iterator[LineChunk]) -> None:
        self._file = file
        self._chunks = chunks
        self._text = ""
        self._position = 0
        self._line = 1

    def malformed(self, reason: str) -> UnreadableFileError:
        """Return the error to raise, with the line reached."""
        return UnreadableFileError(self._file.name, f"{reason}, at line {self._line}")

    def peek(self) -> str:
        """Return the next character that is no blank; empty at the end of the file."""
        while True:
            blanks = _BLANKS.match(self._text, self._position)
            self._move(blanks.end() if blanks else self._position)
            if self._position < len(self._text):
                return self._text[self._position]
            if not self._load():
                return ""

    def expect(self, mark: str) -> None:
        """Step over one mark."""
        if self.peek() != mark:
            raise self.malformed(f"malformed JSON array: {mark!r} expected")
        self._move(self._position + 1)

    def take_element(self) -> tuple[int, str, None]:
        """Step over one element; returns its first line and its text."""
        self.peek()
        while True:
            end = self._element_end()
            if end is not None:
                break
            if not self._load():
                raise self.malformed("malformed JSON array")
        record = self._line, self._text[self._position : end], None
        self._move(end)
        return record

    def _element_end(self) -> int | None:
        """Where the element ends; None while its end cannot be seen."""
        try:
            _, end = _DECODER.raw_decode(self._text, self._position)
        except (ValueError, RecursionError):
            return None
        # A number at the end of the window may go on in the next chunk.
        return end if end < len(self._text) else None

    def _move(self, position: int) -> None:
        self._line += self._text.count("\n", self._position, position)
        self._position = position

    def _load(self) -> bool:
        """Add the next chunk, dropping what lies behind; False at the end of the file."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        if chunk.faults:
            index, reason = next(iter(chunk.faults.items()))
            raise UnreadableFileError(
                self._file.name, f"line {chunk.first_number + index}: {reason}"
            )
        self._text = self._text[self._position :] + "\n".join(chunk.texts) + "\n"
        self._position = 0
        return True
