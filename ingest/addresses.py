"""Which web addresses may be fetched: a pure policy over text and numbers, no network in it.

An address is parsed once, strictly, and rebuilt from its parts; only the rebuilt one is ever used, so that what was checked
and what is dialled cannot differ. What two parsers might read in two ways is refused, not repaired. The addresses of
machines are allowed by prefix: `ipaddress.is_global` of Python 3.11 calls loopback behind NAT64 or 6to4 public.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urljoin

from ingest.errors import Blocked, SettingsError
from ingest.secrecy import masked

PORTS = frozenset({80, 443, 8080, 8443})
USUAL_PORT = {"http": 80, "https": 443}
LONGEST = 8_000  # characters; no server of a newsroom needs more, and it is less than one packet buffer

Network = IPv4Network | IPv6Network


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(word) for word in text.split())


# IANA's special-purpose registries: everything in them is refused, and of IPv6 only the global unicast block is let in.
NOT_PUBLIC_4 = _networks(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 "
    "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
)
PUBLIC_6 = ip_network("2000::/3")
NOT_PUBLIC_6 = _networks("2001::/23 2001:db8::/32 2002::/16 3fff::/20")
# What a host that was opted in may resolve to besides; an allow-list as well.
PRIVATE = _networks("10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.168.0.0/16 198.18.0.0/15 ::1/128 fc00::/7")
# Where clouds serve a machine's own secrets: never, for nobody.
METADATA = _networks("169.254.0.0/16 100.100.100.200/32 fd00:ec2::/32")

_WHOLE = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?", re.S
)
_NAMED = re.compile(r"(?P<host>[^:\[\]]+)(?::(?P<port>[0-9]{0,5}))?")
_BRACKETED = re.compile(r"\[(?P<host>[0-9A-Fa-f:.]{2,45})\](?::(?P<port>[0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PATH_MARKS = "/%:@!$&'()*+,;=~-._[]|"
_QUERY_MARKS = _PATH_MARKS.replace("'", "") + "?^`{}"


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart: scheme and host in lower case, the host as ASCII, the target percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as written in an address."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """What the `Host` header says: the host, and the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == USUAL_PORT[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address rebuilt, without a fragment."""
        return self.origin + self.target


@dataclass(frozen=True, slots=True)
class Opened:
    """The private hosts that a user opted in, each for one port or for all of them."""

    hosts: frozenset[tuple[str, int | None]] = frozenset()

    @classmethod
    def of(cls, entries: Iterable[str]) -> Opened:
        """From entries like `intranet.example`, `127.0.0.1:8000` or `::1`; raises `SettingsError` for another form."""
        return cls(frozenset(_opened(entry.strip()) for entry in entries if entry.strip()))

    def __contains__(self, address: Address) -> bool:
        return bool({(address.host, address.port), (address.host, None)} & self.hosts)


def _opened(entry: str) -> tuple[str, int | None]:
    if entry.count(":") > 1 and not entry.startswith("["):
        entry = f"[{entry}]"
    try:
        match = _NAMED.fullmatch(entry) or _BRACKETED.fullmatch(entry)
        if match is None:
            raise Blocked("it is neither a host nor a host with a port")
        host = _host(match["host"], bracketed=entry.startswith("["))
    except Blocked as error:
        raise SettingsError(
            f"{entry!r} cannot be opted in as a private host: {error}; name single hosts, such as intranet.example or "
            "127.0.0.1:8000, no addresses with http:// and no patterns"
        ) from error
    return host, int(match["port"]) if match["port"] else None


def parse(url: str, *, opened: Opened | None = None, ports: Collection[int] = PORTS) -> Address:
    """An address taken apart; raises `Blocked` for one that is not plainly an http(s) address of an allowed port.

    >>> parse("HTTPS://Courier.Example:443/a b".replace(" ", "%20")).url
    'https://courier.example/a%20b'
    """
    try:
        address = _parsed(url)
        if address.port not in ports and (opened is None or address not in opened):
            allowed = ", ".join(map(str, sorted(ports)))
            raise Blocked(f"its port {address.port} is none of {allowed}")
    except Blocked as error:
        raise Blocked(f"{shown(url)} is not fetched: {error}; check the address") from error
    return address


def _parsed(url: str) -> Address:
    if len(url) > LONGEST:
        raise Blocked(f"it is longer than {LONGEST} characters")
    if any(
        character == "\\" or character.isspace() or unicodedata.category(character) in {"Cc", "Cs"} for character in url
    ):
        raise Blocked("it holds a backslash, a space or a control character")
    match = _WHOLE.fullmatch(url)
    if match is None or match["scheme"].lower() not in USUAL_PORT:
        raise Blocked("only addresses that begin with http:// or https:// can be fetched")
    scheme, authority = match["scheme"].lower(), match["authority"]
    if "@" in authority or "%" in authority:
        raise Blocked("it holds a user name, a password or escapes before its path")
    parts = _BRACKETED.fullmatch(authority) or _NAMED.fullmatch(authority)
    if parts is None:
        raise Blocked("its host and port cannot be read")
    port = int(parts["port"]) if parts["port"] else USUAL_PORT[scheme]
    path = quote(without_dots(match["path"] or "/"), safe=_PATH_MARKS)
    query = quote(match["query"] or "", safe=_QUERY_MARKS)
    return Address(scheme, _host(parts["host"], bracketed=authority.startswith("[")), port, path + query)


def _host(host: str, *, bracketed: bool) -> str:
    """A host in its one form: compressed IPv6, dotted IPv4, or a name as ASCII."""
    if bracketed:
        try:
            return IPv6Address(host).compressed
        except ValueError as error:
            raise Blocked("its host is no IPv6 address") from error
    name = ascii_host(host).lower().removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _dotted(name)
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Blocked("its host is no name of a machine")
    return name


def ascii_host(host: str) -> str:
    """The name of a host as it is looked up, in ASCII; raises `Blocked` for none."""
    if host.isascii():
        return host
    # Invisible characters are dropped by IDNA and seen by nobody: a name that holds one means to deceive.
    if any(unicodedata.category(character) in {"Cf", "Cn", "Co"} for character in host):
        raise Blocked("its host holds invisible characters")
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise Blocked("its host is no name of a machine") from error


def _dotted(name: str) -> str:
    """A host that ends in a number is an IPv4 address to some parsers, so it must be one to all: four plain numbers."""
    try:
        return str(IPv4Address(name))
    except ValueError as error:
        raise Blocked("its host is a number that is written in an unusual way") from error


def without_dots(path: str) -> str:
    """A path without `.` and `..`, plain or escaped, so that a robots.txt rule sees where it leads."""
    kept: list[str] = []
    parts = path.split("/")[1:]
    for number, part in enumerate(parts):
        plain = part.lower().replace("%2e", ".")
        if plain == "..":
            kept = kept[:-1]
        if plain not in {".", ".."}:
            kept.append(part)
        elif number == len(parts) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def redirected(
    address: Address, location: str, *, opened: Opened | None = None, ports: Collection[int] = PORTS
) -> Address:
    """The address that a `Location` header leads to from another; raises `Blocked`, also for a step from https to http."""
    if "\\" in location or len(location) > LONGEST:
        raise Blocked(
            f"{shown(address.url)} redirects to {shown(location)}, which is no plain address; it is not followed"
        )
    try:
        joined = urljoin(
            address.url, location.strip(" ").replace(" ", "%20")
        )  # as browsers do; in a host it is refused
    except ValueError:
        joined = location  # refused below, in words
    try:
        target = parse(joined, opened=opened, ports=ports)
    except Blocked as error:
        raise Blocked(f"{shown(address.url)} redirects to an address that is refused: {error}") from error
    if address.scheme == "https" and target.scheme == "http":
        raise Blocked(
            f"{shown(address.url)} redirects from https to {shown(target.url)}, which anybody on the way could change; "
            "open it in a browser and save the page"
        )
    return target


def allowed(address: str, *, private: bool = False) -> bool:
    """Whether a machine's address may be dialled; `private` for a host that was opted in.

    >>> allowed("8.8.8.8"), allowed("127.0.0.1"), allowed("127.0.0.1", private=True)
    (True, False, True)
    """
    if "%" in address:  # a zone: an address of this machine's own wires
        return False
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if _inside(number, METADATA):
        return False
    return _public(number) or (private and _inside(number, PRIVATE))


def _public(number: IPv4Address | IPv6Address) -> bool:
    if isinstance(number, IPv4Address):
        return not _inside(number, NOT_PUBLIC_4)
    return number in PUBLIC_6 and not _inside(number, NOT_PUBLIC_6)


def _inside(number: IPv4Address | IPv6Address, networks: tuple[Network, ...]) -> bool:
    return any(number in network for network in networks)


def shown(url: str) -> str:
    """An address as a message shows it: quoted, on one line, cut when long, without a password."""
    url = masked(url)
    return repr(url if len(url) <= 200 else url[:200] + "…")
