"""What a hostile or broken server can cost: bytes, seconds, tries. The servers are real, on loopback."""

import gzip
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from websites import QUICK, FakeTime, MadeUp, Site, answer

from ingest.errors import Busy, Deadline, Garbled, TooLarge, Unreachable
from ingest.fetch import Fetcher, Outside
from ingest.unpack import PIECE, unpacked

MEGABYTE = 1 << 20
HASTY = replace(QUICK, connect=0.3, first_answer=0.3, total=0.6)
SOON = 3  # seconds, on a machine that is busy: what is not cut off takes four and more


def bomb(megabytes, wbits):
    """A packed stream of zeros: one flushed megabyte can be repeated as often as one likes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = packer.compress(b"") + packer.flush(zlib.Z_SYNC_FLUSH)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer.compress(b"")
    return start + block * megabytes


def fetcher(limits=QUICK, **options):
    return Fetcher(allow_private_hosts=["127.0.0.1"], limits=limits, **options)


def chunked(*chunks):
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(
        b"%x\r\n%s\r\n" % (len(c), c) for c in chunks
    )


def endless(head, piece):
    def pieces(_):
        yield head
        while True:
            yield piece

    return pieces


# Size

TOO_LARGE = {
    "gzip": answer(bomb(512, 31), content_encoding="gzip"),
    "x-gzip": answer(bomb(64, 31), content_encoding="x-gzip"),
    "deflate": answer(bomb(64, 15), content_encoding="deflate"),
    "deflate without its header": answer(bomb(64, -15), content_encoding="deflate"),
    "gzip in many members": answer(gzip.compress(bytes(MEGABYTE)) * 64, content_encoding="gzip"),
    "gzip in chunks": chunked(*[bomb(64, 31)[n : n + 1000] for n in range(0, 60_000, 1000)]).replace(
        b"chunked", b"chunked\r\nContent-Encoding: gzip", 1
    ),
    "plain": answer(bytes(11 * MEGABYTE)),
    "announced": b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n",
    "endless in chunks": endless(chunked(), b"10000\r\n" + bytes(65_536) + b"\r\n"),
    "endless until closed": endless(b"HTTP/1.1 200 OK\r\n\r\n", bytes(65_536)),
    "an error page": answer(bomb(64, 31), status="404 Not Found", content_encoding="gzip"),
    "headers": answer(**{f"x{n}": "y" * 1_000 for n in range(70)}),
}
REFUSED = {
    "gzip twice": answer(gzip.compress(gzip.compress(bytes(MEGABYTE))), content_encoding="gzip, gzip"),
    "gzip in deflate": answer(b"x", content_encoding="gzip, deflate"),
    "brotli": answer(b"x", content_encoding="br"),
    "zstandard": answer(b"x", content_encoding="zstd"),
    "broken gzip": answer(gzip.compress(b"news " * 100)[:20] + b"\xff" * 40, content_encoding="gzip"),
    "gzip cut short": answer(gzip.compress(b"news " * 100)[:-9], content_encoding="gzip"),
    "endless members with nothing in them": endless(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 5_000
    ),
    "endless headers": endless(b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"y" * 4_000 + b"\r\n"),
    "an endless header": endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65_536),
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    "no length at all": chunked().replace(b"\r\n\r\n", b"\r\n\r\nzz\r\n"),
}


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_a_bomb_costs_neither_memory_nor_time(kind):
    with Site({"/": TOO_LARGE[kind]}) as site, fetcher() as client:
        tracemalloc.start()
        began = time.process_time()
        try:
            with pytest.raises(TooLarge):
                client.get(site.url + "/", obey_robots=False)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 64 * MEGABYTE
    assert time.process_time() - began < 4


@pytest.mark.parametrize("kind", REFUSED)
def test_a_packing_that_breaks_the_rules_is_refused(kind):
    with Site({"/": REFUSED[kind]}) as site, fetcher() as client, pytest.raises(Garbled):
        client.get(site.url + "/", obey_robots=False)


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes),
    ("deflate", lambda body: zlib.compress(body)[2:-4]), ("GZIP", lambda body: gzip.compress(body[:7]) + gzip.compress(body[7:])),
    ("gzip", lambda body: gzip.compress(body) + bytes(9))])  # fmt: skip
def test_what_was_packed_comes_out_whole_however_it_is_cut(encoding, pack):
    for size in (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE):
        body = bytes(range(256)) * (size // 256) + bytes(size % 256)
        packed = pack(body)
        for step in (1, 7, 65_536):
            cut = step if len(packed) / step < 5_000 else 997
            chunks = [packed[n : n + cut] for n in range(0, len(packed), cut)]
            assert unpacked(chunks, encoding, 1_000_000) == body


def test_the_limit_itself_is_not_too_much():
    assert len(unpacked([gzip.compress(bytes(1_000))], "gzip", 1_000)) == 1_000
    with pytest.raises(TooLarge):
        unpacked([gzip.compress(bytes(1_001))], "gzip", 1_000)


def test_what_comes_after_the_announced_length_is_not_read():
    with Site({"/": answer(b"news and more").replace(b"length: 13", b"length: 4")}) as site, fetcher() as client:
        assert client.get(site.url + "/").body == b"news"


# Time


def lasts(site, path, error=Deadline, limits=HASTY):
    began = time.monotonic()
    with fetcher(limits) as client, pytest.raises(error) as caught:
        client.get(site.url + path, obey_robots=False)
    return time.monotonic() - began, str(caught.value)


def test_a_head_that_trickles_is_cut_off():
    with Site() as site:
        site.pages["/"] = site.trickled(answer(b"news", x="y" * 200))
        seconds, message = lasts(site, "/")
    assert seconds < SOON
    assert "too slow to answer" in message


def test_a_body_that_trickles_is_cut_off_at_the_whole_time():
    with Site() as site:
        whole = answer(bytes(200))
        site.pages["/"] = site.trickled(whole, at_once=len(whole) - 190)
        seconds, message = lasts(site, "/")
    assert 0.5 < seconds < SOON
    assert "not complete after 0.6 seconds" in message


def test_a_body_that_stalls_is_cut_off():
    with Site() as site:
        site.pages["/"] = lambda _: (piece for piece in [answer(bytes(200))[:-9], site.over.wait(10) and b""])
        assert lasts(site, "/")[0] < SOON


def test_an_encryption_that_is_never_agreed_on_is_cut_off():
    with Site() as site:
        site.url = site.url.replace("http", "https")
        site.silent = True
        seconds, message = lasts(site, "/")
    assert seconds < SOON
    assert "too slow to agree on encryption" in message


def test_redirects_and_robots_share_one_countdown():
    with Site() as site:
        slow = answer(status="301 Moved", location="/b", x="y" * 3)
        site.pages = {
            "/": site.trickled(slow, at_once=len(slow) - 6),
            "/b": site.trickled(answer(bytes(99)), at_once=60),
        }
        assert lasts(site, "/")[0] < SOON


def test_a_slow_server_keeps_no_other_waiting():
    client = Fetcher(allow_private_hosts=["127.0.0.1", "localhost"], limits=replace(QUICK, per_host=1, total=2.0))
    with Site() as slow, Site({"/": answer()}) as quick, ThreadPoolExecutor(1) as pool:
        slow.pages["/"] = slow.trickled(answer(bytes(999)), at_once=60)
        waiting = pool.submit(client.get, slow.url + "/", obey_robots=False)
        url = quick.url.replace("127.0.0.1", "localhost")
        assert client.get(url + "/", obey_robots=False).status == 200
        assert not waiting.done()
        assert isinstance(waiting.exception(), Deadline)


# Tries


def test_a_server_in_trouble_is_asked_again_with_growing_pauses():
    world, fake = MadeUp({"http://courier.example/": answer(status="503 Busy")}), FakeTime()
    client = Fetcher(limits=replace(QUICK, first_pause=1), outside=fake.in_(world.outside))
    assert client.get("http://courier.example/", obey_robots=False).status == 503
    assert len(world.sent) == 3
    assert fake.slept == [1, 2]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_trouble_is_not_noticed(status):
    with Site({"/": [answer(status=f"{status} Trouble"), answer(b"news")]}) as site, fetcher() as client:
        assert client.get(site.url + "/", obey_robots=False).body == b"news"


def test_a_connection_that_is_cut_is_tried_again():
    with (
        Site({"/": [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", answer(b"whole")]}) as site,
        fetcher() as client,
    ):
        assert client.get(site.url + "/", obey_robots=False).body == b"whole"


def test_a_port_where_nobody_listens_is_tried_three_times():
    with Site() as site:
        url = site.url
    tries = []
    system = Outside()
    outside = replace(system, dial=lambda *where: tries.append(where) or system.dial(*where))
    with fetcher(outside=outside) as client, pytest.raises(Unreachable, match="takes no connection"):
        client.get(url + "/", obey_robots=False)
    assert len(tries) == 3


def asked_to_wait(retry_after):
    world, fake = (
        MadeUp({"http://courier.example/": answer(status="429 Slow Down", retry_after=retry_after)}),
        FakeTime(),
    )
    client = Fetcher(limits=replace(QUICK, first_pause=0.5), outside=fake.in_(world.outside))
    return world, fake, client


def test_a_short_retry_after_is_slept_through():
    world, fake, client = asked_to_wait("4")
    assert client.get("http://courier.example/", obey_robots=False).status == 429
    assert fake.slept == [4]  # a second pause of 4 seconds would not fit into the 5 there are
    assert len(world.sent) == 2


def test_a_long_retry_after_is_given_back_and_the_host_is_left_alone():
    world, fake, client = asked_to_wait("3600")
    found = client.get("http://courier.example/", obey_robots=False)
    assert (found.status, found.retry_after) == (429, 3600)
    with pytest.raises(Busy, match="left alone") as caught:
        client.get("http://courier.example/other", obey_robots=False)
    assert caught.value.seconds == 3600
    assert client.get("http://ledger.example/", obey_robots=False).status == 404
    assert fake.slept == []
    fake.now += 3601
    assert client.get("http://courier.example/other", obey_robots=False).status == 404
    assert len(world.sent) == 3


@pytest.mark.parametrize("retry_after", ["soon", "", "-5", "1e9", "Wed, 99 Nov 2026 00:00:00 GMT", "٣"])
def test_a_retry_after_that_means_nothing_is_passed_over(retry_after):
    with (
        Site({"/": answer(status="503 Busy", retry_after=retry_after.encode().decode("latin-1"))}) as site,
        fetcher() as client,
    ):
        found = client.get(site.url + "/", obey_robots=False)
    assert found.retry_after is None
    assert len(site.paths) == 3


# Asking whether something is new


def test_what_is_current_is_not_sent_again():
    def page(head):
        current = '"v1"' in head and "If-Modified-Since: Tue" in head
        return [answer(b"" if current else b"news", status="304 Not Modified" if current else "200 OK", etag='"v1"',
                       last_modified="Tue, 24 Nov 2026 08:00:00 GMT", content_type="Text/XML; charset=x")]  # fmt: skip

    with Site({"/feed": page}) as site, fetcher() as client:
        first = client.get(site.url + "/feed")
        second = client.get(site.url + "/feed", etag=first.etag, last_modified=first.last_modified)
    assert (first.status, first.body, first.media_type) == (200, b"news", "text/xml")
    assert (second.status, second.body, second.etag) == (304, b"", '"v1"')


@pytest.mark.parametrize("mark", ["x\r\nHost: inside.example", "x\x00", "é", "y" * 5_000])
def test_a_stored_mark_that_cannot_be_sent_is_left_out(mark):
    world = MadeUp()
    world.fetcher().get("http://courier.example/", etag=mark, last_modified=mark, obey_robots=False)
    assert b"If-" not in world.sent[0]
    assert b"inside.example" not in world.sent[0]
