"""Web addresses: what an article's address is, and which addresses are the same article.

`canonical_url` gives the address that is stored and shown: without what never changes a page (fragment, default port,
tracking parameters). `same_address` gives the key by which two addresses are one article, and may no longer work as a
link. It drops, and nothing else: the scheme and "www.", a slash at the end, the host names `m.`, `mobile.` and `amp.`,
and the accelerated (AMP) form of a page: an AMP cache's prefix, a last path part `amp`, the endings `.amp` and
`.amp.html`, the parameters `amp` and `outputType=amp`. The order and all other parameters stay: on many sites
they choose the article. Case stays in paths.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from ingest.addresses import LONGEST, ascii_host, without_dots
from ingest.errors import Blocked
from ingest.hygiene import clean_line

TRACKING = ("utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src")
TRACKING_WHOLE = {"gbraid", "wbraid", "yclid", "twclid", "ttclid", "mkt_tok", "_ga", "_gl"}
_VARIANT_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])")
_MOBILE_WIKI = re.compile(r"^([a-z-]{2,12})\.m\.(?=[^.]+\.[^.]+$)")  # en.m.wikipedia.org
_CACHES = re.compile(r"(?:[\w-]+\.cdn\.ampproject\.org/(?:[a-z]/)?(s/)?|google\.[a-z.]+/amp/(s/)?)(?=[^/]+\.[^/])")
_AMP_ENDING = re.compile(r"/amp$|\.amp(?=\.html?$|$)")


def canonical_url(url: str) -> str:
    """The address without what does not change what it shows; "" for anything that is no http(s) address, or too long.

    >>> canonical_url("HTTPS://Courier.Example:443/a/../b?utm_source=x&id=7#top")
    'https://courier.example/b?id=7'
    """
    line = clean_line(url)
    if len(line) > LONGEST:  # more than the fetcher takes
        return ""
    try:
        parts = urlsplit(line)
        port = parts.port
    except ValueError:
        return ""
    host = _ascii((parts.hostname or "").lower()).rstrip(".")
    if parts.scheme.lower() not in {"http", "https"} or not host or " " in parts.netloc:
        return ""
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, 80, 443):
        netloc += f":{port}"
    query = [(key, value) for key, value in parse_qsl(parts.query, True) if not _tracks(key)]
    path = without_dots(parts.path).replace(" ", "%20") if parts.path else "/"
    whole = urlunsplit((parts.scheme.lower(), netloc, path, urlencode(query), ""))
    return whole if len(whole) <= LONGEST else ""


def same_address(url: str) -> str:
    """The key that all addresses of one article share, from a canonical address; "" for "".

    >>> same_address("http://www.courier.example/quay/")
    'https://courier.example/quay'
    >>> same_address("https://courier-example.cdn.ampproject.org/c/s/amp.courier.example/quay/amp")
    'https://courier.example/quay'
    """
    key = url
    while (shorter := _one_form_less(key)) != key:
        key = shorter
    return key


def key_of(url: str) -> str:
    """The key of any address, canonical or not; "" for what is no web address.

    >>> key_of("HTTP://www.courier.example/quay/#top")
    'https://courier.example/quay'
    """
    return same_address(canonical_url(url))


def _one_form_less(url: str) -> str:
    parts = urlsplit(url)
    if not parts.netloc:
        return ""
    inner = _CACHES.match(_VARIANT_HOST.sub("", parts.netloc) + unquote(parts.path))
    if inner:
        return canonical_url(f"https://{inner.string[inner.end() :]}" + (f"?{parts.query}" if parts.query else ""))
    host = _MOBILE_WIKI.sub(r"\1.", _VARIANT_HOST.sub("", parts.netloc))
    path = parts.path.rstrip("/")
    if path.count("/") > 1 or not path.endswith("/amp"):  # a page called "amp" at the top of a site is a page
        path = _AMP_ENDING.sub("", path)
    query = [(key, value) for key, value in parse_qsl(parts.query, True) if not _asks_for_amp(key, value)]
    return urlunsplit(("https", host, path, urlencode(query), ""))


def _ascii(host: str) -> str:
    """A host as machines look it up, "" for what is none."""
    try:
        return ascii_host(host)
    except Blocked:
        return ""


def _tracks(key: str) -> bool:
    return key.lower().startswith(TRACKING) or key.lower() in TRACKING_WHOLE


def _asks_for_amp(key: str, value: str) -> bool:
    return (key == "amp" and value in {"", "1", "true"}) or (key == "outputType" and value == "amp")
