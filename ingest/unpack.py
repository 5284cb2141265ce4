"""Bodies of answers unpacked within bounds: no more memory than the limit and a window, whatever was sent.

The decompressors of HTTP clients unpack a whole chunk at once: half a megabyte of gzip grew to a gigabyte in both that were
tried. Only what zlib can be made to give out piece by piece is asked for, and one layer of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ingest.errors import Garbled, TooLarge

ASKED_FOR = "gzip, deflate"
PIECE = 65_536
MOST_MEMBERS = 1_000  # gzip streams in a row; each costs more than its bytes, and an honest body has one
GZIP_START = b"\x1f\x8b"
PLAIN = {"", "identity"}
GZIP = {"gzip", "x-gzip"}
KNOWN = PLAIN | GZIP | {"deflate"}


def unpacked(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body behind a `Content-Encoding`; raises `TooLarge` beyond `most` bytes, sent or unpacked, or `Garbled`."""
    encoding = encoding.strip().lower()
    if encoding not in KNOWN:
        raise Garbled(f"it is packed as {encoding!r}, which was not asked for")
    body, sent = bytearray(), 0
    unpacker = None if encoding in PLAIN else Unpacker(encoding)
    for chunk in chunks:
        sent += len(chunk)
        for piece in (chunk,) if unpacker is None else unpacker.pieces(chunk):
            body += piece
            if len(body) > most:
                break
        if max(sent, len(body)) > most:
            raise TooLarge(f"it is larger than {most / 1_000_000:g} MB")
    if unpacker is not None and not unpacker.done:
        raise Garbled("it is packed and breaks off in the middle")
    return bytes(body)


class Unpacker:
    """One layer of gzip or deflate, taken off in pieces of at most `PIECE` bytes."""

    def __init__(self, encoding: str) -> None:
        self._gzip = encoding in GZIP
        self._head = b""  # the first bytes of a stream, kept back until they tell what it is
        self._zlib: zlib._Decompress | None = None
        self._members = 0

    @property
    def done(self) -> bool:
        """Whether the stream ended where it said it would, or nothing came at all."""
        return not self._head if self._zlib is None else self._zlib.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """What a chunk unpacks to."""
        rest = chunk
        while self._reading() or (rest := self._begun(rest)):
            try:
                piece = self._zlib.decompress(rest, PIECE)  # type: ignore[union-attr]
            except zlib.error as error:
                raise Garbled("it cannot be unpacked") from error
            yield piece
            rest = self._zlib.unconsumed_tail or self._zlib.unused_data  # type: ignore[union-attr]
            if not rest and len(piece) < PIECE:  # a full piece may have more behind it inside zlib
                return

    def _reading(self) -> bool:
        return self._zlib is not None and not self._zlib.eof

    def _begun(self, rest: bytes) -> bytes:
        """Begin the stream, or the next of several; gives what it begins with, nothing while there is no telling."""
        start, self._head = self._head + rest, b""
        if len(start) < 2:
            self._head = start
            return b""
        if self._zlib is not None and not (self._gzip and start.startswith(GZIP_START)):
            return b""  # padding after the end, which browsers pass over as well
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise Garbled(f"it is packed in more than {MOST_MEMBERS} parts")
        self._zlib = zlib.decompressobj(self._window(start))
        return start

    def _window(self, start: bytes) -> int:
        if self._gzip:
            return zlib.MAX_WBITS | 16
        # Some servers send "deflate" without zlib's header (RFC 9110 warns of them); the header checks itself (RFC 1950).
        headed = start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
        return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS
