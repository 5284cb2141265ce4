"""The guard of one request: finds a host's addresses, checks every one, dials a checked one, and counts down on every wait.

It has the shape of httpcore2's network backend and of its streams, and knows no library: what finds names and opens
connections is handed to it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from ingest.addresses import Address, allowed, shown
from ingest.errors import Blocked, FetchError, Unreachable
from ingest.limits import Countdown

if TYPE_CHECKING:
    import ssl

MOST_TRIED = 3  # addresses of one name; each gets its share of the time to connect


class LastingFailure(Unreachable):
    """A failure that another try would only repeat: no such name, a certificate nobody vouches for."""


class Stream(Protocol):
    """A connection, as httpcore2 wants it."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes as they come, none at the end."""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all bytes."""

    def close(self) -> None:
        """End the connection."""

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        """The same connection, encrypted."""

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection, such as `server_addr`."""


class Guard:
    """The network backend of one request to one address; `private` lets in private networks."""

    def __init__(
        self,
        address: Address,
        private: bool,
        countdown: Countdown,
        resolve: Callable[[str, int], Sequence[str]],
        dial: Callable[[str, int, float], Stream],
    ) -> None:
        self.countdown = countdown
        self.broke_off = False
        self._address = address
        self._private = private
        self._resolve = resolve
        self._dial = dial
        self._streams: list[Stream] = []

    def connect_tcp(self, *_: object, **__: object) -> Stream:
        """A stream to an address of the host that was checked; what httpcore2 names is that same host and port."""
        self.countdown.stage("to connect", self.countdown.limits.connect)
        stream = self._dialled(self._checked(self._found()))
        self.countdown.stage("to answer", self.countdown.limits.first_answer)
        return _Counted(stream, self)

    def close(self) -> None:
        """Close every stream that was opened."""
        for stream in self._streams:
            stream.close()

    def kept(self, stream: Stream) -> Stream:
        """The same stream, remembered to be closed."""
        self._streams.append(stream)
        return stream

    def _found(self) -> list[str]:
        host, port = self._address.host, self._address.port
        if ":" in host or host.replace(".", "").isdigit():
            return [host]  # a number already
        try:
            return list(dict.fromkeys(_within(self.countdown.left(), partial(self._resolve, host, port))))
        except Empty as error:
            raise Unreachable(
                f"the name {host!r} was not found in time; check the connection to the internet"
            ) from error
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"the name {host!r} could not be looked up ({error}); check the connection") from error

    def _checked(self, found: list[str]) -> list[str]:
        """The addresses to try, when every one is allowed: an answer that mixes allowed and others is an attack."""
        host = self._address.host
        refused = [address for address in found if not allowed(address, private=self._private)]
        if refused:
            raise Blocked(
                f"{shown(self._address.url)} is not fetched: its host has the address {refused[0]!r}, which is not that of a "
                f"public machine; if {host!r} is a host of yours, name it in BRIEFING_ALLOW_PRIVATE_HOSTS and give its own "
                "address, not one that redirects to it"
            )
        if not found:
            raise LastingFailure(f"the name {host!r} has no address; check the spelling")
        return found[:MOST_TRIED]

    def _dialled(self, addresses: list[str]) -> Stream:
        problem: OSError | None = None
        for number, address in enumerate(addresses):
            seconds = self.countdown.left() / (len(addresses) - number)
            try:
                stream = self.kept(self._dial(address, self._address.port, seconds))
            except OSError as error:
                problem = error
                continue
            self._same(stream, address)
            return stream
        origin = self._address.origin
        raise Unreachable(f"{origin!r} takes no connection ({problem}); check the address or try later") from problem

    def _same(self, stream: Stream, address: str) -> None:
        peer = stream.get_extra_info("server_addr")
        if not peer or ip_address(peer[0]) != ip_address(address):
            raise Blocked(f"{self._address.origin!r} is not fetched: another machine than {address!r} answered")


class _Counted:
    """A stream of which no wait is longer than the countdown allows, whatever timeout is named to it."""

    def __init__(self, stream: Stream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        data = self._stream.read(max_bytes, self._guard.countdown.left())
        self._guard.broke_off = not data
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._guard.countdown.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> Stream:
        countdown = self._guard.countdown
        countdown.stage("to agree on encryption", countdown.limits.connect)
        stream = self._guard.kept(self._stream.start_tls(ssl_context, server_hostname, countdown.left()))
        countdown.stage("to answer", countdown.limits.first_answer)
        return _Counted(stream, self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _within(seconds: float, look_up: Callable[[], Sequence[str]]) -> Sequence[str]:
    """What a look-up gives or raises, in a thread of its own since it cannot be cut short; raises `Empty` when late."""
    done: SimpleQueue[Sequence[str] | OSError | UnicodeError | FetchError] = SimpleQueue()

    def work() -> None:
        try:
            done.put(look_up())
        except (OSError, UnicodeError, FetchError) as error:
            done.put(error)

    threading.Thread(target=work, name="look-up", daemon=True).start()
    found = done.get(timeout=seconds)
    if isinstance(found, Exception):
        raise found
    return found
