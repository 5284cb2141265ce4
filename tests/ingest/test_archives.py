import stat
import struct
import time
import zipfile
from io import BytesIO

import papers
import pytest

from ingest.archives import MOST_ENTRIES, entry, opened
from ingest.errors import SourceError


def packed(*entries):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in entries:
            archive.writestr(info, content)
    return buffer.getvalue()


def link():
    info = zipfile.ZipInfo("word/document.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed((info, "/etc/hostname"))


def overlapping():
    """Two entries of the directory that point at the same bytes, as in the quoted-overlap bombs."""
    body = packed(("a.xml", "x" * 5_000), ("b.xml", "y" * 5_000))
    second = body.rindex(b"PK\x01\x02")
    return body[: second + 42] + struct.pack("<L", 0) + body[second + 46 :]


def swollen():
    return papers.zipped({"word/document.xml": bytes(30_000_000)})


def nested():
    layer = swollen()
    return papers.zipped({f"{number}.zip": layer for number in range(40)})


def crowded():
    return papers.zipped({f"{number}.xml": "" for number in range(MOST_ENTRIES + 1)})


def locked():
    body = bytearray(packed(("a.xml", "x")))
    body[body.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(body)


def cut_off():
    return papers.zipped({"a.xml": "x" * 500})[:-30]


def twice_the_same():
    with pytest.warns(UserWarning, match="Duplicate"):
        return packed(("a.xml", "x"), ("a.xml", "y"))


@pytest.mark.parametrize(
    "made", [link, overlapping, swollen, crowded, locked, cut_off, twice_the_same], ids=lambda made: made.__name__
)
def test_a_trap_is_refused_before_anything_is_unpacked(made):
    body, start = made(), time.process_time()
    with pytest.raises(SourceError):
        opened(body)
    assert time.process_time() - start < 1


def test_an_archive_of_archives_is_not_unpacked():
    with opened(nested()) as archive:
        assert len(entry(archive, "0.zip")) < 100_000


def test_an_entry_never_gives_more_than_it_declares():
    body = bytearray(packed(("a.xml", "x" * 5_000)))
    at = body.rindex(b"PK\x01\x02") + 24
    body[at : at + 4] = struct.pack("<L", 10)
    with opened(bytes(body)) as archive, pytest.raises(SourceError, match=r"'a\.xml' is damaged"):
        entry(archive, "a.xml")


def test_a_sound_archive_gives_its_entries():
    with opened(packed(("a.xml", "x" * 5_000))) as archive:
        assert entry(archive, "a.xml") == b"x" * 5_000
        with pytest.raises(SourceError, match="missing"):
            entry(archive, "b.xml")
