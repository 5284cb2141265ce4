"""Memory and time that a packed bomb costs the fetcher, and plain httpx2 beside it, each in a process of its own.

python -m bench.bombs --megabytes 512
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ingest.errors import FetchError
from ingest.fetch import Fetcher

MEGABYTE = 1 << 20


def bomb(megabytes: int) -> bytes:
    """A gzip stream of zeros: one flushed megabyte, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.flush(zlib.Z_SYNC_FLUSH)
    return start + (packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)) * megabytes


class Bomber(BaseHTTPRequestHandler):
    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        try:
            self.wfile.write(self.body)
        except OSError:
            self.close_connection = True  # the client has had enough

    def log_message(self, *_: object) -> None:
        pass


def with_fetcher(url: str) -> str:
    with Fetcher(allow_private_hosts=["127.0.0.1"]) as fetcher:
        try:
            return f"{len(fetcher.get(url, obey_robots=False).body)} bytes"
        except FetchError as error:
            return type(error).__name__


def with_httpx2(url: str) -> str:
    import httpx2

    return f"{len(httpx2.get(url, trust_env=False).content)} bytes"


CLIENTS = {"fetcher": with_fetcher, "httpx2": with_httpx2}


def measure(client: str, url: str, small: str) -> None:
    CLIENTS[client](small)  # what is imported and set up once is not the bomb's doing
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    outcome = CLIENTS[client](url)
    seconds = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{client:8}  {outcome:16}  {grown:8.1f} MB  {seconds:6.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=512, help="how large the bomb is unpacked (default 512)")
    parser.add_argument("--measure", nargs=3, metavar=("CLIENT", "URL", "SMALL"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        return measure(*options.measure)
    bodies = {"/bomb": bomb(options.megabytes), "/small": zlib.compress(b"news", wbits=31)}
    handler = type("Handler", (Bomber,), {"body": property(lambda self: bodies[self.path])})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    print(
        f"{len(bodies['/bomb'])} bytes of gzip, {options.megabytes} MB unpacked\nclient    outcome           peak grown     time"
    )
    for client in CLIENTS:
        subprocess.run([sys.executable, __file__, "--measure", client, url + "/bomb", url + "/small"], check=True)
    return server.shutdown()


if __name__ == "__main__":
    main()
