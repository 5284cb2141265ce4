"""Feeds that fail in every way a feed was seen to fail, among others that are well; no network, no waiting."""

from __future__ import annotations

import gzip
import random
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpcore2
from web import found, html, item, rss
from websites import MadeUp, MadeUpStream, answer, redirect

WORDS = "barge quay sluice herring council bridge ferry mill lantern orchard tram clinic archive granary pilot census".split()


@dataclass
class World(MadeUp):
    """Servers by host name: what is not among `pages` may fail on the way to its host."""

    broken: dict[str, Callable[[MadeUpStream], bytes]] = field(default_factory=dict)  # what reading from a host does
    refusing: set[str] = field(default_factory=set)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)  # IP address -> host

    def __post_init__(self) -> None:
        self.names = self._named

    def _named(self, host: str) -> list[str]:
        if host not in self.addresses:
            number = len(self.addresses)
            self.addresses[host] = [f"93.184.{number // 250}.{number % 250 + 1}"]
        for address in self.addresses[host]:
            self.at[address] = host
        return self.addresses[host]

    def dial(self, address: str, port: int, *_: object) -> MadeUpStream:
        if self.at[address] in self.refusing:
            raise ConnectionRefusedError(111, "Connection refused")
        return Stream(self, address, port)


class Stream(MadeUpStream):
    """A connection to a server that may break in the middle."""

    def read(self, max_bytes: int, *rest: object) -> bytes:
        world = self.world
        assert isinstance(world, World)
        broken = world.broken.get(world.at[self.address])
        return broken(self) if broken else super().read(max_bytes, *rest)

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None, *rest: object) -> Any:
        if server_hostname and server_hostname.startswith("certificate"):
            error = ssl.SSLCertVerificationError("certificate has expired")
            error.verify_message = "certificate has expired"
            raise httpcore2.ConnectError("certificate verify failed") from error
        if server_hostname and server_hostname.startswith("handshake"):
            raise httpcore2.ConnectError("wrong version") from ssl.SSLError(1, "wrong version number")
        return super().start_tls(ssl_context, server_hostname, *rest)


@dataclass(frozen=True)
class Failure:
    """A way to fail: the words that must name it, and how to make a host fail so."""

    words: str
    made: Callable[[World, str], None]


def answering(raw: bytes) -> Callable[[World, str], None]:
    def made(world: World, host: str) -> None:
        world.pages[f"https://{host}/feed"] = raw

    return made


def status(line: str, **headers: str) -> Callable[[World, str], None]:
    return answering(answer(b"no feed here", status=line, **headers))


def resolving(*addresses: str) -> Callable[[World, str], None]:
    def made(world: World, host: str) -> None:
        world.addresses[host] = list(addresses)

    return made


def reading(error: Exception) -> Callable[[World, str], None]:
    def read(_: MadeUpStream) -> bytes:
        raise error

    def made(world: World, host: str) -> None:
        world.broken[host] = read

    return made


def circling(world: World, host: str) -> None:
    world.pages[f"https://{host}/feed"] = redirect(f"https://{host}/other", 302)
    world.pages[f"https://{host}/other"] = redirect(f"https://{host}/feed", 302)


def refusing(world: World, host: str) -> None:
    world.refusing.add(host)


def well(world: World, host: str) -> None:
    """Nothing is wrong with the pages: the host's name alone makes its encryption fail."""
    world.pages[f"https://{host}/feed"] = found(rss())


PACKED = gzip.compress(rss(item("https://x.example/1")).encode())
FAILURES = {
    "no-name": Failure("has no address", resolving()),
    "private": Failure("not that of a public machine", resolving("10.0.0.7")),
    "metadata": Failure("not that of a public machine", resolving("169.254.169.254")),
    "refused": Failure("takes no connection", refusing),
    "reset": Failure("connection", reading(httpcore2.ReadError("Connection reset by peer"))),
    "certificate": Failure("certificate that cannot be trusted (certificate has expired)", well),
    "handshake": Failure("cannot agree on an encryption", well),
    "silent": Failure("too slow", reading(httpcore2.ReadTimeout("timed out"))),
    "no-http": Failure("does not answer in HTTP", answering(b"220 mail.example ESMTP\r\n\r\n")),
    "password": Failure("401", status("401 Unauthorized")),
    "forbidden": Failure("403", status("403 Forbidden")),
    "lost": Failure("404", status("404 Not Found")),
    "gone": Failure("410", status("410 Gone")),
    "too-often": Failure("429", status("429 Too Many Requests", retry_after="7200")),
    "fault": Failure("500", status("500 Internal Server Error")),
    "overloaded": Failure("503", status("503 Service Unavailable", retry_after="3")),
    "circle": Failure("redirects in a circle", circling),
    "inward": Failure("not that of a public machine", answering(redirect("https://127.0.0.1/admin", 302))),
    "cut-gzip": Failure("pack", answering(answer(PACKED[:60], content_encoding="gzip"))),
    "cut-short": Failure("broke off", answering(found(rss()).replace(b"content-length: ", b"content-length: 9"))),
    "bomb": Failure("10 MB", answering(answer(gzip.compress(b" " * 11_000_000), content_encoding="gzip"))),
    "page": Failure("it is a web page, not a feed", answering(found(html("Welcome", "Our new site.")))),
    "empty": Failure("it is empty", answering(answer(b""))),
    "nested": Failure("nested", answering(found("<rss><channel>" + "<a>" * 5_000))),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    world: World
    feeds: list[str]
    failing: dict[str, Failure]  # by the feed's address
    articles: set[str]


def world_of(count: int, *, articles: int = 1, seed: int = 7) -> Made:
    """So many feeds, three of ten failing, in every way in turn; the others with some articles each."""
    world, rng = World(), random.Random(seed)
    feeds, failing, pages = [], {}, set()
    kinds = list(FAILURES.items())
    for number in range(count):
        if number % 10 < 3:
            name, failure = kinds[len(failing) % len(kinds)]
            host = f"{name}-{number}.example"
            failure.made(world, host)
            failing[f"https://{host}/feed"] = failure
        else:
            host = f"paper-{number}.example"
            urls = [f"https://{host}/{one}" for one in range(articles)]
            world.pages[f"https://{host}/feed"] = found(rss(*(item(url) for url in urls), title=f"Paper {number}"))
            world.pages.update({url: invented(rng, number) for url in urls})
            pages.update(urls)
        feeds.append(f"https://{host}/feed")
    return Made(world, feeds, failing, pages)


def invented(rng: random.Random, number: int) -> bytes:
    """A page of words that no other page has in this order; plain text, which needs no worker to be read."""
    sentences = [f"The {' '.join(rng.choices(WORDS, k=14))} of {number}." for _ in range(9)]
    text = "\n\n".join(" ".join(sentences[at : at + 3]) for at in (0, 3, 6))
    return answer(text.encode(), content_type="text/plain; charset=utf-8")


def together(world: World, hosts: list[str], patience: float = 30) -> None:
    """Let hosts time out only when all of them are waited for at once: if they are not, a broken barrier says so."""
    barrier = threading.Barrier(len(hosts))

    def read(_: MadeUpStream) -> bytes:
        barrier.wait(patience)
        raise httpcore2.ReadTimeout("timed out")

    for host in hosts:
        world.broken[host] = read
