"""What a test does that would leave this machine: it is kept from it, and the test fails, however quietly the failure was taken."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

# Python's own events (PEP 578); where the first argument is a socket, the second is the address.
_CALLS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}  # fmt: skip
_HERE = {"", "localhost", "localhost.localdomain"}

noted: list[str] = []  # what was kept from leaving, in words, since it was last looked at


class Outward(AssertionError):
    """A name was looked up, or an address called, that is not this machine."""


def watch() -> None:
    """Have this process refuse, from now on and for good, whatever would leave the machine."""
    sys.addaudithook(_refuse)


def kept_here() -> Iterator[None]:
    """A test's time: whatever was noted during it, or by a thread that an earlier one left behind, fails it."""
    yield
    kept = noted.copy()
    noted.clear()
    if kept:
        raise Outward("; ".join(kept))


def is_here(host: Any) -> bool:
    """Whether a name or an address is this machine itself."""
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if name.casefold() in _HERE:
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    return False


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    if event not in _CALLS:
        return
    place = given[1] if event in {"socket.connect", "socket.sendto", "socket.sendmsg"} else given[0]
    if not isinstance(place, tuple) and event not in {
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
    }:
        return  # a socket of the file system, or one that is connected
    host = place[0] if isinstance(place, tuple) else place
    if not is_here(host):
        noted.append(f"{event} {host!r}")
        raise Outward(noted[-1])
