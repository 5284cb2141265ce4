"""No test reaches beyond this machine; who tries is kept from it and fails, also where the product took the failure for an answer."""

import socket
from contextlib import suppress

import outward
import pytest

TEST_NET = "192.0.2.1"  # RFC 5737: nobody's


def called(address, family=socket.AF_INET):
    with socket.socket(family, socket.SOCK_STREAM) as made:
        made.settimeout(0.01)
        made.connect(address)


def sent():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.sendto(b"x", (TEST_NET, 53))


ATTEMPTS = {
    "an address": lambda: called((TEST_NET, 80)),
    "an address of six": lambda: called(("2001:db8::1", 80, 0, 0), socket.AF_INET6),
    "a name": lambda: socket.create_connection(("courier.example", 80), timeout=0.01),
    "a name that is looked up": lambda: socket.getaddrinfo("courier.example", 80),
    "a name in the old way": lambda: socket.gethostbyname("courier.example"),
    "who an address is": lambda: socket.gethostbyaddr(TEST_NET),
    "a packet": sent,
    "the network of the house": lambda: called(("10.0.0.1", 80)),
    "all addresses": lambda: called(("0.0.0.1", 80)),
}  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_whatever_would_leave_is_refused_and_noted(attempt):
    with pytest.raises(outward.Outward):
        ATTEMPTS[attempt]()
    assert len(outward.noted) == 1
    outward.noted.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", b"127.8.9.10", None, ""])
def test_this_machine_may_be_called(host):
    assert outward.is_here(host)


def test_a_server_of_a_test_is_reached(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        called(server.getsockname())
    if hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as made, suppress(OSError):
            made.connect(str(tmp_path / "none"))
    assert outward.noted == []


def test_a_test_whose_attempt_is_swallowed_fails_all_the_same(request):
    assert "nothing_leaves_this_machine" in request.fixturenames
    time_of_a_test = outward.kept_here()
    next(time_of_a_test)
    with suppress(Exception):
        ATTEMPTS["a name"]()
    with pytest.raises(AssertionError, match=r"socket.getaddrinfo 'courier\.example'"):
        next(time_of_a_test)
    assert outward.noted == []
