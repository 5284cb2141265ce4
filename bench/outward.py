"""Where the program reaches out to, as the system sees it: python -m bench.outward [--questions N].

A library is made of the sample articles, asked questions and briefed, and the page is opened and asked for, all under `strace`, with
everything in the environment that is known to make one of the libraries talk: tracing, telemetry, usage statistics, downloads,
another address to listen at. Printed is every destination of a `connect` or `sendto` beyond this machine; one ends it with 1.
First the same is done by a line that does reach out, so that an empty list means something. Needs Linux with `strace`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import ingest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = Path(ingest.__file__).parent / "sample"
TALKATIVE = {
    "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "lsv2-nobodys", "ANONYMIZED_TELEMETRY": "True",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "http://192.0.2.1:4317", "CHROMA_OTEL_GRANULARITY": "all", "CHROMA_OTEL_SERVICE_NAME": "x",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://192.0.2.1:4317", "HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "0", "HF_HUB_DISABLE_TELEMETRY": "0",
    "HF_ENDPOINT": "http://192.0.2.1", "ORT_DISABLE_TELEMETRY": "0", "DO_NOT_TRACK": "0", "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true", "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
    "STREAMLIT_SERVER_HEADLESS": "false", "HTTP_PROXY": "http://192.0.2.1:3128", "HTTPS_PROXY": "http://192.0.2.1:3128", "ALL_PROXY": "http://192.0.2.1:3128",
}  # fmt: skip
QUESTIONS = (
    "How many votes did Ondrel's recount find?",
    "Why is the mill in Tolvane closed?",
    "When does the ferry run again?",
    "Who wrote the logbook of the lighthouse?",
)
# What strace prints of a destination: sin_port=htons(443), sin_addr=inet_addr("1.2.3.4"), or inet_pton(AF_INET6, "2606::1", …
DESTINATION = re.compile(r"(connect|sendto)\(.*?(?:inet_addr\(\"([\d.]+)\"\)|inet_pton\(AF_INET6, \"([\da-f:.]+)\")")
PORT = re.compile(r"sin6?_port=htons\((\d+)\)")


def destinations(log: Path) -> set[str]:
    """The destinations of a log beyond this machine; what is looked up counts by the name server that is asked.

    Port 0 of a datagram's `connect` sends nothing: so the system is asked which way a packet would go.
    """
    found = set()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if (told := DESTINATION.search(line)) is None:
            continue
        address, port = told[2] or told[3], PORT.search(line)
        if not address.startswith("127.") and address not in {"::1", "0.0.0.0", "::"} and not (port and port[1] == "0"):
            found.add(f"{told[1]} {address} port {port[1] if port else '?'}")
    return found


def watched(words: list[str], folder: Path, name: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    line = ["strace", "-f", "-qq", "-e", "trace=connect,sendto", "-e", "signal=none", "-o", str(folder / name), *words]
    with (folder / f"{name}.out").open("wb") as out:
        return subprocess.Popen(line, env=environment, cwd=folder, stdout=out, stderr=out, start_new_session=True)


def command(*words: str) -> list[str]:
    code = "import sys; from ui.cli import main; sys.argv = ['briefing', *sys.argv[1:]]; main()"
    return [sys.executable, "-c", code, *words]


def visited(port: int, seconds: float) -> bool:
    """Whether the page answered within some seconds."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), opener.open(f"http://127.0.0.1:{port}/", timeout=20) as page:
            return bool(page.status == 200)
        time.sleep(1)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=len(QUESTIONS), help="how many questions are asked")
    given = parser.parse_args()
    if shutil.which("strace") is None:
        print("left out: there is no strace here (Debian's package strace)")
        return 0
    wrong: set[str] = set()
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        told = (
            {name: value for name, value in os.environ.items() if name != "CI"} | TALKATIVE | {"PYTHONPATH": str(ROOT)}
        )
        outward = (
            "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b'x', ('192.0.2.1', 9))"
        )
        watched([sys.executable, "-c", outward], folder, "proof", told).wait()
        proof = destinations(folder / "proof")
        print(f"a line that reaches out is seen: {', '.join(proof) or 'NO'}")
        batch = "".join(
            f'{{"id": {number}, "question": "{one}"}}\n' for number, one in enumerate(QUESTIONS[: given.questions])
        )
        (folder / "batch.jsonl").write_text(batch, encoding="utf-8")
        library = ("--library", str(folder / "library"))
        for name, words in {
            "add": ("add", str(SAMPLE), "--quiet"), "ask": ("ask", "--batch", "batch.jsonl"), "brief": ("brief", "--day", "2026-03-12"), "check": ("check",),
        }.items():  # fmt: skip
            code = watched(command(*words, *library), folder, name, told).wait()
            failed += code != 0
            wrong |= reported(name, folder, f"ended with {code}")
        port = free_port()
        server = watched(command("open", "--no-browser", "--port", str(port), *library), folder, "open", told)
        answered = visited(port, 180)
        time.sleep(5)  # for whatever is sent once the page is up
        os.killpg(server.pid, signal.SIGTERM)  # strace alone would leave the server behind
        server.wait(120)
        wrong |= reported("open", folder, "the page answered" if answered else "NO ANSWER")
    return 1 if wrong or failed or not proof or not answered else 0


def reported(name: str, folder: Path, ended: str) -> set[str]:
    found = destinations(folder / name)
    print(f"{name:6} {ended:20} beyond this machine: {', '.join(sorted(found)) or 'nothing'}", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
