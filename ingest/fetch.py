"""The one guarded HTTP client: the only file that opens connections for articles and feeds.

address -> parsed and rebuilt -> robots.txt -> a turn at the host -> every resolved address checked -> the checked one dialled
        -> head and body under one countdown -> unpacked within bounds -> Response, or the next redirect, from the start

It stands on httpcore2's public interface, one connection a request: nothing is shared between requests that could leak, no
proxy is read from the environment, no cookie kept, and no second parser sees the address. httpcore2 takes a network backend
and its streams by what they do, so ours are plain classes and the library is imported by the first fetch, not with this file.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Self, cast

from ingest import robots
from ingest.addresses import Address, Opened, parse, redirected, shown
from ingest.errors import Blocked, Garbled, RobotsDenied, TooLarge, Unreachable
from ingest.guard import Guard, LastingFailure, Stream
from ingest.headers import announced, folded, headers_of, location
from ingest.limits import Countdown, Limits
from ingest.responses import Response
from ingest.turns import Turns
from ingest.unpack import unpacked

if TYPE_CHECKING:
    import ssl

    import httpcore2

__all__ = ["Fetcher", "Limits", "Outside", "Response"]

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
WORTH_A_RETRY = {429, 500, 502, 503, 504}
_reading_trust = threading.Lock()
LONGEST_QUIET = 3_600.0  # a Retry-After holds up the host's other pages for no longer


def _system_addresses(host: str, port: int) -> list[str]:
    import socket

    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise  # the name server, not the name
        raise LastingFailure(f"no machine is named {host!r}; check the spelling") from error


def _system_stream(address: str, port: int, seconds: float) -> Stream:
    import httpcore2

    try:
        return httpcore2.SyncBackend().connect_tcp(address, port, seconds)
    except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
        raise OSError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Outside:
    """What a fetcher asks of the world: names, connections, clocks. Tests put their own here; the policy stays."""

    resolve: Callable[[str, int], Sequence[str]] = _system_addresses
    dial: Callable[[str, int, float], Stream] = _system_stream
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


@dataclass(slots=True)
class _Visit:
    """One call of `get` on its way: what it sends, the time it has, the retries it has left."""

    headers: dict[str, str]
    countdown: Countdown
    obey_robots: bool
    polite: bool
    private: bool  # whether only hosts that were opted in were met so far
    retries: int
    pause: float

    def again(self, wanted: float | None = None) -> float | None:
        """The seconds to wait before another try, at least those wanted by the server; None when there is to be none."""
        pause = max(self.pause, wanted or 0.0)
        if not self.retries or pause > self.countdown.limits.longest_pause or not self.countdown.has(pause):
            return None
        self.retries -= 1
        self.pause *= 2
        return pause


class Fetcher:
    """A client for untrusted addresses, safe to use from many threads.

    `allow_private_hosts` opts in single hosts of a private network, as `host` or `host:port`; they are reached when asked for,
    never by a redirect from elsewhere, and addresses where clouds keep a machine's secrets are never dialled.
    """

    def __init__(
        self, *, allow_private_hosts: Collection[str] = (), limits: Limits | None = None, outside: Outside | None = None
    ) -> None:
        self._limits = limits or Limits()
        self._outside = outside or Outside()
        self._opened = Opened.of(allow_private_hosts)
        self._turns = Turns(self._limits, self._outside.clock, self._outside.sleep)
        self._robots = robots.Robots(self._outside.clock, self._limits.patience)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the fetcher; what is under way ends by itself, a further `get` raises `RuntimeError`."""
        self._closed = True

    def get(
        self, url: str, *, etag: str = "", last_modified: str = "", accept: str = ACCEPT, obey_robots: bool = True
    ) -> Response:
        """The answer of an address, whatever its status: 304 when the version named by `etag` or `last_modified` is current.

        Takes at most `Limits.total` seconds of this server's making; waiting for a turn at its host comes on top, at most
        `Limits.patience` for each. Raises `FetchError`.
        """
        if self._closed:
            raise RuntimeError("the fetcher is closed; make a new one")
        address = self._parsed(url)
        headers = headers_of(accept, etag=etag, last_modified=last_modified)
        countdown = Countdown(address.url, self._limits, self._outside.clock)
        retries, pause = self._limits.retries, self._limits.first_pause
        return self._followed(address, _Visit(headers, countdown, obey_robots, True, True, retries, pause))

    def _parsed(self, url: str) -> Address:
        return parse(url, opened=self._opened, ports=self._limits.ports)

    def _followed(self, address: Address, visit: _Visit) -> Response:
        """The answer at the end of all redirects, each hop from the start."""
        way, permanent = [address], True
        while True:
            visit.private = visit.private and address in self._opened
            if visit.obey_robots:
                self._obey(address, visit)
            # A redirect within its host goes on at once: to the server it is one visit.
            polite = visit.polite and (len(way) == 1 or way[-2].host != address.host)
            answer = self._answered(address, visit, polite=polite)
            target = location(answer.headers) if answer.status in REDIRECTS else ""
            if not target:
                return replace(answer, permanent_url=address.url if permanent and len(way) > 1 else None)
            permanent = permanent and answer.status in PERMANENT
            address = redirected(address, target, opened=self._opened, ports=self._limits.ports)
            if address in way or len(way) > self._limits.redirects:
                kind = "in a circle" if address in way else f"more than {self._limits.redirects} times"
                raise Blocked(
                    f"{shown(way[0].url)} redirects {kind}, at last to {shown(address.url)}; check the address"
                )
            way.append(address)

    def _obey(self, address: Address, visit: _Visit) -> None:
        aside = replace(visit, headers=headers_of("text/plain, */*;q=0.5"), obey_robots=False, polite=False)
        rules = self._robots.rules(address.origin, partial(self._rules, aside), visit.countdown.pause)
        self._turns.slow_down(address.host, rules.delay)
        if not rules.allow(address.url):
            known = rules.file is not None
            why = "asks programs not to read" if known else "cannot be read for the moment, so nothing is, not even"
            cure = "open the page in a browser, save it and add the file" if known else "try again later"
            raise RobotsDenied(f"the robots.txt of {address.host!r} {why} {shown(address.url)}; {cure}")

    def _rules(self, visit: _Visit, url: str) -> robots.Rules:
        try:
            answer = self._followed(self._parsed(url), visit)
        except (Blocked, Garbled, TooLarge):
            return robots.Rules()  # nothing that could be obeyed; whether the page may be fetched is judged for itself
        return robots.rules(answer.status, answer.body)

    def _answered(self, address: Address, visit: _Visit, *, polite: bool) -> Response:
        """The answer of one address, asked again a few times where that may help."""
        while True:
            try:
                with self._turns.at(address.host, polite=polite) as waited:
                    visit.countdown.pause(waited)
                    answer = self._exchange(address, visit)
            except LastingFailure:
                raise
            except Unreachable:
                pause = visit.again()
                if pause is None:
                    raise
            else:
                pause = self._pause_after(answer, address, visit)
                if pause is None:
                    return answer
            self._outside.sleep(pause)

    def _pause_after(self, answer: Response, address: Address, visit: _Visit) -> float | None:
        if answer.status not in WORTH_A_RETRY:
            return None
        if answer.retry_after:
            self._turns.leave_alone(address.host, min(answer.retry_after, LONGEST_QUIET))
        return visit.again(answer.retry_after)

    def _exchange(self, address: Address, visit: _Visit) -> Response:
        """One request and its answer over one connection."""
        import httpcore2

        guard = Guard(address, visit.private, visit.countdown, self._outside.resolve, self._outside.dial)
        origin = httpcore2.Origin(address.scheme.encode(), address.host.encode(), address.port)
        url = httpcore2.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
        request = httpcore2.Request("GET", url, headers=[("Host", address.authority), *visit.headers.items()])
        backend = cast("httpcore2.NetworkBackend", guard)
        connection = httpcore2.HTTPConnection(
            origin, _trust() if address.scheme == "https" else None, network_backend=backend
        )
        try:
            with _in_our_words(address, guard):
                return self._read(address, visit, connection.handle_request(request))
        finally:
            connection.close()
            guard.close()

    def _read(self, address: Address, visit: _Visit, answer: httpcore2.Response) -> Response:
        limits = self._limits
        visit.countdown.stage("")
        if sum(len(name) + len(value) + 4 for name, value in answer.headers) > limits.most_head_bytes:
            raise TooLarge(f"its headers are larger than {limits.most_head_bytes // 1024} KiB")
        headers, body = folded(answer.headers), b""
        if not (answer.status in REDIRECTS and location(headers)):
            if announced(headers) > limits.most_bytes:
                raise TooLarge(f"it is larger than {limits.most_bytes / 1_000_000:g} MB")
            chunks = cast("Iterator[bytes]", answer.stream)
            body = unpacked(chunks, headers.get("content-encoding", ""), limits.most_bytes)
        return Response(address.url, answer.status, headers, body, self._outside.now())


def _trust() -> ssl.SSLContext:
    """The certificates that this machine trusts; reading them takes a while, a minute if a hundred threads do it at once."""
    with _reading_trust:
        return _trusted()


@cache
def _trusted() -> ssl.SSLContext:
    import httpcore2

    return httpcore2.default_ssl_context()


@contextmanager
def _in_our_words(address: Address, guard: Guard) -> Iterator[None]:
    """Turn what httpcore2 raises, and what was raised without knowing the address, into an error that names it."""
    import httpcore2

    place = shown(address.url)
    try:
        yield
    except (TooLarge, Garbled) as error:
        raise type(error)(f"{place} is not read: {error}; open it in a browser and save the part you need") from error
    except httpcore2.TimeoutException as error:
        raise guard.countdown.over() from error
    except httpcore2.NetworkError as error:
        raise _broken(place, error) from error
    except httpcore2.ProtocolError as error:
        if guard.broke_off:
            raise Unreachable(f"{place} broke off in the middle of its answer; try again later") from error
        raise Garbled(f"{place} does not answer in HTTP ({error}); check the address") from error


def _broken(place: str, error: Exception) -> Unreachable:
    import ssl

    import httpcore2

    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        why = getattr(cause, "verify_message", cause)
        return LastingFailure(f"{place} shows a certificate that cannot be trusted ({why}); look at it in a browser")
    handshake = isinstance(error, httpcore2.ConnectError) and isinstance(cause, ssl.SSLError)
    if handshake and not isinstance(cause, ssl.SSLEOFError):  # that one is a connection that was cut
        why = getattr(cause, "reason", cause)
        return LastingFailure(f"{place} cannot agree on an encryption ({why}); check the address and its port")
    return Unreachable(f"the connection to {place} failed ({error}); try again later")
