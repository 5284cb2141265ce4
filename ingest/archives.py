"""Zip files from outside (DOCX, EPUB), opened only when reading them cannot fill the memory or leave the archive.

The directory of the archive is measured before `zipfile` reads it, its entries are checked before one is unpacked, and
an entry is never unpacked beyond what it declares (`zipfile` stops there and compares the checksum).
"""

from __future__ import annotations

import stat
import struct
import zlib
from io import BytesIO
from itertools import pairwise
from zipfile import BadZipFile, ZipFile, ZipInfo

from ingest.errors import SourceError

MOST_ENTRIES = 2_000
MOST_DIRECTORY_BYTES = 1_000_000
MOST_UNPACKED = 100_000_000
MOST_ENTRY = 20_000_000
MOST_RATIO = 100
SMALL = 1_000_000  # up to here an entry may be packed as tightly as it likes: blank images, empty styles
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_LOCAL = 30  # bytes of an entry's own header without its name
_BROKEN = (
    BadZipFile,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    EOFError,
    struct.error,
    zlib.error,
    RuntimeError,
)


def opened(body: bytes) -> ZipFile:
    """The archive, after its entries were checked; raises `SourceError` for one that is broken or a trap."""
    _check_directory(body)
    try:
        archive = ZipFile(BytesIO(body))
    except _BROKEN as error:
        raise SourceError(
            f"its zip archive is damaged ({error}); save it again from the program that made it"
        ) from error
    _check_entries(archive.infolist())
    return archive


def entry(archive: ZipFile, name: str) -> bytes:
    """The bytes of one entry; raises `SourceError` when it is missing, damaged or larger than any text."""
    try:
        info = archive.getinfo(name)
        if info.file_size > MOST_ENTRY:
            raise SourceError(
                f"the part {name!r} holds more than {MOST_ENTRY // 1_000_000} MB; split it into its articles"
            )
        return archive.read(info)
    except KeyError as error:
        raise SourceError(f"the part {name!r} is missing in it; save it again from the program that made it") from error
    except _BROKEN as error:
        raise SourceError(
            f"the part {name!r} is damaged ({error}); save it again from the program that made it"
        ) from error


def _check_directory(body: bytes) -> None:
    """Refuse a directory that is missing or too large, before anything is built from it."""
    found = body.rfind(_END, max(0, len(body) - 65_557))
    if found < 0 or len(body) < found + 22:
        raise SourceError("its zip archive is cut off; fetch or save it again")
    entries, size = struct.unpack_from("<HL", body, found + 10)
    if entries > MOST_ENTRIES or size > MOST_DIRECTORY_BYTES or body[found - 20 : found].startswith(_END_64):
        raise SourceError(
            f"its zip archive has more than {MOST_ENTRIES} entries, which no article has; it was not opened"
        )


def _check_entries(entries: list[ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in entries):
        raise SourceError("it is protected by a password; save it without one")
    if any(stat.S_ISLNK(info.external_attr >> 16) for info in entries):
        raise SourceError("its zip archive holds a link to another file, which no article does; it was not opened")
    if len({info.filename for info in entries}) < len(entries) or _overlapping(entries):
        raise SourceError("entries of its zip archive lie over each other, which no article's do; it was not opened")
    if sum(info.file_size for info in entries) > MOST_UNPACKED or any(map(_is_bomb, entries)):
        raise SourceError("its zip archive unpacks to far more than its size, which no article does; it was not opened")


def _overlapping(entries: list[ZipInfo]) -> bool:
    spans = sorted((info.header_offset, info.header_offset + _LOCAL + info.compress_size) for info in entries)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _is_bomb(info: ZipInfo) -> bool:
    return info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size)
