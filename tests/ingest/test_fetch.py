"""The guard against addresses that lead inside: names, literals, redirects, rebinding. All hosts here are made up."""

import ssl
import threading

import httpcore2
import pytest
from websites import PUBLIC, QUICK, MadeUp, MadeUpStream, answer, redirect

from ingest.errors import Blocked, FetchError, Garbled, TooLarge, Unreachable
from ingest.fetch import Fetcher, Limits

INSIDE = """
127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1
192.0.0.8 192.0.0.9 192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255
2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.1 0 127.0.0.1. 127.0.0.01 999.1.1.1
１２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1
localhost LOCALHOST localhost. localhost\u200b news.localhost ip6-localhost
[::1] [::] [::ffff:127.0.0.1] [::127.0.0.1] [::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::1]
[2002:7f00:1::] [2002:a9fe:a9fe::] [2001:0:7f00:1::] [2001:db8::1] [fe80::1] [fec0::1] [fc00::1] [fd00:ec2::254] [ff02::1]
[100::1] [5f00::1] [3fff::1]
""".split()
OUTSIDE = ["8.8.8.8", "[2606:4700:4700::1111]"]


def home(_):
    """A name server under an attacker's hand: every name is this machine."""
    return ["127.0.0.1"]


def test_the_table_has_sixty_four_hosts():
    assert len(set(INSIDE + OUTSIDE)) == len(INSIDE + OUTSIDE) == 64


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", INSIDE, ids=ascii)
def test_no_connection_leads_inside(host, scheme):
    world = MadeUp(names=home)
    with pytest.raises(Blocked):
        world.fetcher().get(f"{scheme}://{host}/")
    assert world.dialled == []


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", OUTSIDE)
def test_a_public_machine_may_be_named_by_its_number(host, scheme):
    world = MadeUp({f"{scheme}://{host}/": answer()}, names=home)
    assert world.fetcher().get(f"{scheme}://{host}/").body == b"ok"
    assert {address for address, _ in world.dialled} == {host.strip("[]")}


@pytest.mark.parametrize(
    "url", ["http://bücher.example/", "http://COURIER.example.:8080/a#b", "http://courier.example?@127.0.0.1/"]
)
def test_the_host_that_is_looked_up_is_the_host_that_is_named_to_the_server(url):
    world = MadeUp()
    world.fetcher().get(url, obey_robots=False)
    host = world.sent[0].decode().split()[4]
    assert world.looked_up == [host.partition(":")[0]]


def test_a_certificate_is_checked_against_the_name_though_the_number_is_dialled():
    world = MadeUp({"https://courier.example/": answer()})
    world.fetcher().get("https://courier.example/", obey_robots=False)
    ((context, name),) = world.secured
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert name == "courier.example"
    assert world.dialled == [(PUBLIC, 443)]
    assert b"Host: courier.example\r\n" in world.sent[0]


# Names that change


def test_the_address_that_was_checked_is_the_one_dialled_and_the_next_look_up_is_checked_again():
    turns = iter([[PUBLIC], ["127.0.0.1"]])
    world = MadeUp({"http://courier.example/": answer()}, names=lambda host: next(turns))
    fetcher = world.fetcher()
    assert fetcher.get("http://courier.example/", obey_robots=False).status == 200
    with pytest.raises(Blocked):
        fetcher.get("http://courier.example/", obey_robots=False)
    assert world.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize("found", [[PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"], ["fd00::1", PUBLIC], ["127.0.0.1"],
    [PUBLIC] * 5 + ["127.0.0.1"], ["fe80::1%eth0"], ["nonsense"]])  # fmt: skip
def test_one_address_inside_among_many_refuses_the_name(found):
    world = MadeUp(names=lambda host: found)
    with pytest.raises(Blocked, match="BRIEFING_ALLOW_PRIVATE_HOSTS"):
        world.fetcher().get("http://courier.example/")
    assert world.dialled == []


def test_a_name_server_that_stalls_is_not_waited_for():
    stalled = threading.Event()
    world = MadeUp(names=lambda host: [] if stalled.wait(20) else [PUBLIC])
    try:
        with pytest.raises(Unreachable, match="not found in time"):
            world.fetcher(limits=Limits(connect=0.05, delay=0, retries=0)).get("http://courier.example/")
    finally:
        stalled.set()
    assert world.dialled == []


def test_another_machine_at_the_other_end_is_noticed():
    world = MadeUp({"http://courier.example/": answer()}, peer=lambda address: "127.0.0.1")
    with pytest.raises(Blocked, match="another machine"):
        world.fetcher().get("http://courier.example/", obey_robots=False)
    assert world.sent == []


def test_a_name_without_an_address_is_asked_for_once():
    world = MadeUp(names=lambda host: [])
    with pytest.raises(Unreachable, match="check the spelling"):
        world.fetcher().get("http://courier.example/")
    assert len(world.looked_up) == 1


def test_the_next_address_is_tried_when_one_does_not_answer():
    world = MadeUp({"http://courier.example/": answer()}, names=lambda host: ["2606:4700::1", PUBLIC])
    reach = world.dial
    world.dial = lambda address, port, seconds: reach(address, port, seconds) if address == PUBLIC else _refuse()
    assert world.fetcher().get("http://courier.example/", obey_robots=False).status == 200


def _refuse():
    raise ConnectionRefusedError("refused")


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("to", ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "file:///etc/hostname", "//127.0.0.1/",
    r"\\127.0.0.1", "http://[::1]/", "http://inside.example/", "http://courier.example:22/", "gopher://courier.example/",
    "http://ann@courier.example/"])  # fmt: skip
def test_a_redirect_leads_nowhere_that_could_not_be_asked_for(status, to):
    world = MadeUp(
        {"http://courier.example/": redirect(to, status)},
        names=lambda host: home(host) if "inside" in host else [PUBLIC],
    )
    with pytest.raises(Blocked):
        world.fetcher().get("http://courier.example/", obey_robots=False)
    assert {address for address, _ in world.dialled} == {PUBLIC}


def test_a_redirect_is_checked_for_encryption():
    world = MadeUp({"https://courier.example/": redirect("http://courier.example/")})
    with pytest.raises(Blocked, match="from https"):
        world.fetcher().get("https://courier.example/", obey_robots=False)


def test_five_redirects_are_followed_and_a_sixth_is_not():
    chain = {f"http://courier.example/{n}": redirect(f"/{n + 1}") for n in range(1, 7)}
    world = MadeUp(chain | {"http://courier.example/7": answer(b"at last")})
    assert world.fetcher().get("http://courier.example/2", obey_robots=False).body == b"at last"
    with pytest.raises(Blocked, match="more than 5 times"):
        world.fetcher().get("http://courier.example/1", obey_robots=False)


def test_a_circle_is_left_at_once():
    world = MadeUp({"http://courier.example/a": redirect("/b"), "http://courier.example/b": redirect("/a")})
    with pytest.raises(Blocked, match="in a circle"):
        world.fetcher().get("http://courier.example/a", obey_robots=False)
    assert len(world.sent) == 2


def test_a_redirect_written_in_the_page_is_not_followed():
    page = b'<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">'
    world = MadeUp({"http://courier.example/": answer(page)})
    assert world.fetcher().get("http://courier.example/", obey_robots=False).body == page
    assert len(world.dialled) == 1


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301, 308), True), ((301, 302), False), ((307, 301), False), ((303,), False), ((), False)]
)
def test_an_address_has_moved_for_good_when_every_redirect_says_so(statuses, moved):
    pages = {f"http://courier.example/{n}": redirect(f"/{n + 1}", status) for n, status in enumerate(statuses)}
    last = f"http://courier.example/{len(statuses)}"
    found = MadeUp(pages | {last: answer()}).fetcher().get("http://courier.example/0", obey_robots=False)
    assert found.url == last
    assert found.permanent_url == (last if moved else None)


def test_a_redirect_may_be_written_in_letters_beyond_ascii():
    pages = {"http://courier.example/": redirect("/größe"), "http://courier.example/gr%C3%B6%C3%9Fe": answer(b"news")}
    assert MadeUp(pages).fetcher().get("http://courier.example/", obey_robots=False).body == b"news"


def test_a_cookie_is_neither_kept_nor_shown():
    pages = {
        "http://courier.example/": answer(status="302 Found", location="/b", set_cookie="a=1"),
        "http://courier.example/b": answer(set_cookie="b=2"),
    }
    world = MadeUp(pages)
    assert "set-cookie" not in world.fetcher().get("http://courier.example/", obey_robots=False).headers
    assert not any(b"cookie" in head.lower() or b"authorization" in head.lower() for head in world.sent)


# Hosts that were opted in


def test_an_opted_in_host_is_reached_inside():
    world = MadeUp({"http://intranet.example:3000/": answer()}, names=lambda host: ["10.0.0.7"])
    fetcher = world.fetcher(allow_private_hosts=["intranet.example"])
    assert fetcher.get("http://intranet.example:3000/").status == 200
    with pytest.raises(Blocked):
        fetcher.get("http://other.intranet.example/")


@pytest.mark.parametrize(("host", "found"), [("169.254.169.254", []), ("[fd00:ec2::254]", []), ("100.100.100.200", []),
    ("metadata.example", ["169.254.169.254"]), ("metadata.example", ["fd00:ec2::254"]), ("metadata.example", ["10.0.0.1", "169.254.0.1"]),
    ("metadata.example", ["::ffff:169.254.169.254"])])  # fmt: skip
def test_nobody_can_opt_in_where_a_cloud_keeps_its_secrets(host, found):
    world = MadeUp(names=lambda _: found)
    with pytest.raises(Blocked):
        world.fetcher(allow_private_hosts=[host]).get(f"http://{host}/")
    assert world.dialled == []


def test_an_opted_in_host_is_not_reached_by_a_redirect_from_outside():
    pages = {"http://courier.example/": redirect("http://intranet.example/"), "http://wiki.example/": redirect("http://intranet.example/"),
             "http://intranet.example/": answer(b"inside")}  # fmt: skip
    world = MadeUp(pages, names=lambda host: [PUBLIC] if host == "courier.example" else ["10.0.0.7"])
    fetcher = world.fetcher(allow_private_hosts=["intranet.example", "wiki.example"])
    assert fetcher.get("http://wiki.example/").body == b"inside"
    with pytest.raises(Blocked):
        fetcher.get("http://courier.example/")


# What is sent, and failures that stay


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    world = MadeUp({"http://courier.example/": answer()})
    world.fetcher().get("http://courier.example/", obey_robots=False)
    assert world.dialled == [(PUBLIC, 80)]
    assert world.sent[0].startswith(b"GET / HTTP/1.1")


def test_the_program_says_who_it_is():
    world = MadeUp()
    world.fetcher().get("http://courier.example/", obey_robots=False)
    assert b"User-Agent: CitedBriefing/" in world.sent[0]


def failing(name, cause):
    """A world in which every stream fails at one of its methods, as httpcore2's own streams do."""

    class Failing(MadeUpStream):
        pass

    def fail(*_, **__):
        raise (httpcore2.ConnectError if name == "start_tls" else httpcore2.ReadError)(str(cause)) from cause

    setattr(Failing, name, fail)
    world = MadeUp()
    world.dial = lambda address, port, seconds: world.dialled.append((address, port)) or Failing(world, address, port)
    return world


@pytest.mark.parametrize(("name", "cause", "tries", "words"), [
    ("start_tls", ssl.SSLCertVerificationError(1, "self-signed"), 1, "certificate that cannot be trusted"),
    ("start_tls", ssl.SSLError(1, "wrong version"), 1, "cannot agree on an encryption"),
    ("start_tls", ssl.SSLEOFError(8, "gone"), 3, "failed"), ("start_tls", ConnectionResetError("gone"), 3, "failed"),
    ("read", ssl.SSLError(1, "bad record"), 3, "failed"), ("read", ConnectionResetError("gone"), 3, "failed"),
])  # fmt: skip
def test_a_connection_that_fails_is_tried_again_unless_it_always_would(name, cause, tries, words):
    world = failing(name, cause)
    with pytest.raises(Unreachable, match=words):
        world.fetcher().get("https://courier.example/", obey_robots=False)
    assert len(world.dialled) == tries


@pytest.mark.parametrize(("raw", "error"), [(b"SSH-2.0-OpenSSH_9.2\r\n\r\n", Garbled), (b"", Unreachable), (b"HTTP/1.1 200 OK\r\n", Unreachable),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", Unreachable), (answer(content_encoding="br"), Garbled),
    (answer(content_encoding="gzip, gzip"), Garbled), (answer(content_encoding="gzip"), Garbled), (answer(x="y" * 70_000), TooLarge),
    (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", Garbled), (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000, Garbled),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n", TooLarge)])  # fmt: skip
def test_an_answer_that_cannot_be_used_is_an_error_that_names_the_address(raw, error):
    world = MadeUp({"http://courier.example/a": raw})
    with pytest.raises(error, match=r"courier\.example/a") as caught:
        world.fetcher().get("http://courier.example/a", obey_robots=False)
    assert isinstance(caught.value, FetchError)


@pytest.mark.parametrize("status", [200, 204, 304, 400, 401, 403, 404, 410, 418, 451])
def test_every_final_status_is_an_answer(status):
    world = MadeUp({"http://courier.example/": answer(b"" if status in {204, 304} else b"x", status=f"{status} So")})
    assert world.fetcher().get("http://courier.example/", obey_robots=False).status == status
    assert len(world.sent) == 1


def test_a_closed_fetcher_says_so():
    with Fetcher(limits=QUICK) as fetcher:
        pass
    with pytest.raises(RuntimeError, match="make a new one"):
        fetcher.get("http://courier.example/")
