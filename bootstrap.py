"""Sets the product up and runs its commands with nothing but Python: `python bootstrap.py help` lists them.

    .venv made -> dependencies installed as pinned -> stamp written -> command run in .venv

The first call makes `.venv` beside this file. The stamps in it are hashes over `pyproject.toml` and `constraints.txt`:
as long as they match, a call goes straight to its command. They are written last, so an installation that was
interrupted is taken up again by the next call.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11")
CPU_INDEX = "https://download.pytorch.org/whl/cpu"  # the PyTorch project's own index of builds without CUDA
PROBE_SECONDS = 3.0
COMMANDS = {
    "run": "set up what the product needs and open the web page",
    "test": "run the tests; further words go to pytest",
    "check": "linters and types",
    "format": "bring every file into the one layout that `check` wants",
    "bench": "measure quality against its floors; bench NAME runs another measurement, bench list names them",
    "faults": "kills, and errors of the disk, at every moment of what writes a library; --quick, --only NAME (needs strace)",
    "screenshots": "pictures of every page in both themes and on a phone, into the folder screenshots",
    "setup": "only set up; setup test also installs what the tests need",
    "clean": "remove .venv and every cache (never a library of articles)",
    "help": "this list",
}
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "ANONYMIZED_TELEMETRY": "False"}
# The whole suite in several processes, each with its own files of tests; more of them, each with its browser, would only wait.
# The files come in the order that tests/conftest.py gives them: pytest-xdist would put those of few tests, the longest, last.
SIDE_BY_SIDE = ("-q", "-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder")
CACHES = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "build", "dist")


def main(arguments: list[str]) -> int:
    """Do what the first word asks for; the exit code is that of the command that was run."""
    complaint = too_old(sys.version_info[:2], shutil.which)
    if complaint:
        sys.exit(complaint)
    command, rest = (arguments or ["help"])[0], arguments[1:]
    if command not in COMMANDS:
        print(f"bootstrap: no command {command!r}, there are: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    if command == "help":
        return show(f"{name:13}{what}" for name, what in COMMANDS.items())
    if command == "clean":
        return clean()
    if command == "bench" and rest == ["list"]:
        return show(measurements(ROOT / "bench"))
    set_up(extras(command, rest))
    return execute(command_lines(command, rest))


def too_old(version: tuple[int, ...], which: Callable[[str], str | None]) -> str:
    """What to do about a Python that is too old, in one line; "" when it is new enough."""
    if version >= OLDEST:
        return ""
    newer = next((name for name in NEWER_PYTHONS if which(name)), None)
    cure = f"run: {newer} bootstrap.py run" if newer else "install one, then run: python3.11 bootstrap.py run"
    return f"bootstrap: Python 3.11 or newer is needed, this is {version[0]}.{version[1]}; {cure} (make: PYTHON=...)"


def extras(command: str, rest: list[str]) -> tuple[str, ...]:
    """The optional dependencies that a command needs: none to use the product, those of the tests to work on it."""
    if command == "setup":
        return tuple(sorted(set(rest)))
    return () if command == "run" else ("test",)


def command_lines(command: str, rest: list[str]) -> list[list[str]]:
    """The command lines that a command stands for, in order."""
    python = str(program("python"))
    if command == "run":
        return [[str(program("briefing")), "open", *rest]]
    if command == "test":
        return [[python, "-m", "pytest", *(rest or SIDE_BY_SIDE)]]
    if command == "check":
        return [[python, "-m", *words.split()] for words in ("ruff check .", "ruff format --check .", "mypy")]
    if command == "format":
        return [[python, "-m", "ruff", "format", "."]]
    if command == "bench":
        return [bench_line(python, rest)]
    if command == "faults":
        return [[python, "-m", "bench.faults", *rest]]
    if command == "screenshots":
        return [[python, "-m", "pytest", "-q", "tests/ui/pictures.py", *rest]]
    return []


def bench_line(python: str, rest: list[str]) -> list[str]:
    """The measurement that is named first, else that of quality, which takes every word as its own."""
    named = bool(rest) and (ROOT / "bench" / f"{rest[0]}.py").is_file()
    return [python, "-m", f"bench.{rest[0]}", *rest[1:]] if named else [python, "-m", "bench.quality", *rest]


def program(name: str, windows: bool = os.name == "nt") -> Path:
    """Where the environment keeps a program."""
    return VENV / "Scripts" / f"{name}.exe" if windows else VENV / "bin" / name


def set_up(wanted: tuple[str, ...]) -> None:
    """Make the environment and install into it, unless that was done; ends with one line when it cannot be done."""
    if stamp_file(wanted).is_file() and stamp_file(wanted).read_text() == stamp(wanted, ROOT) and is_whole():
        return
    if not has_pip():
        make_environment()
    for old in VENV.glob("installed*"):
        old.unlink()
    url, choice = torch_index(sys.platform, has_nvidia(), reachable)
    print(f"bootstrap: installing into .venv (once; 2 to 3 GB, some minutes)\nbootstrap: {choice}", file=sys.stderr)
    if subprocess.call(install_line(wanted, url, quiet=not sys.stderr.isatty()), cwd=ROOT, stdout=sys.stderr):
        sys.exit("bootstrap: the installation stopped, pip says why above; run the same command again to go on with it")
    for done in {(), wanted}:
        stamp_file(done).write_text(stamp(done, ROOT))


def stamp_file(wanted: tuple[str, ...]) -> Path:
    """Where the environment notes that a set of extras is installed; one file a set, as the core is part of all."""
    return VENV / "-".join(("installed", *wanted))


def stamp(wanted: tuple[str, ...], folder: Path) -> str:
    """A hash over everything that decides what is installed."""
    digest = hashlib.sha256("\0".join(wanted).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()


def is_whole() -> bool:
    """Whether the environment starts and holds this very folder, not one it was moved or copied from."""
    answer = ask_environment("import ui; print(ui.__file__)")
    return answer is not None and Path(answer).is_file() and Path(answer).parent.parent.samefile(ROOT)


def has_pip() -> bool:
    """Whether the environment's Python starts, is new enough and can install."""
    return ask_environment(f"import pip, sys; assert sys.version_info >= {OLDEST}") is not None


def ask_environment(code: str) -> str | None:
    """What a line of code prints in the environment; None where it fails or there is no environment."""
    line = [str(program("python")), "-I", "-X", "utf8", "-c", code]
    try:
        answer = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def make_environment(find: Callable[[str], Any] = importlib.util.find_spec) -> None:
    """A new environment, in place of a broken one if there is one."""
    if find("venv") is None or find("ensurepip") is None:
        sys.exit("bootstrap: this Python cannot make environments; on Debian and Ubuntu: apt install python3-venv")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, encoding="utf-8", check=False
    )
    if made.returncode:
        reason = " ".join((made.stderr or made.stdout).split()[-30:])
        sys.exit(f"bootstrap: could not make {str(VENV)!r}: {reason}; mend that and run the command again")


def torch_index(system: str, nvidia: bool, probe: Callable[[str], bool]) -> tuple[str | None, str]:
    """The index to add so that torch comes without CUDA, or None; and the choice in words.

    pip ranks 2.13.0+cpu above 2.13.0 wherever it sees both, so that a wheel which pip was told of locally serves too.
    """
    if system != "linux":
        return None, "taking torch as it is published for this system"
    if nvidia:
        return None, "an NVIDIA card is here: torch comes with CUDA, some GB more"
    if not probe(f"{CPU_INDEX}/torch/"):
        return None, f"{CPU_INDEX} cannot be reached: going on without, torch may bring CUDA along, some GB more"
    return CPU_INDEX, f"no NVIDIA card: taking torch without CUDA from {CPU_INDEX}"


def has_nvidia() -> bool:
    """Whether this machine has an NVIDIA card with its driver."""
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None


def reachable(url: str, seconds: float = PROBE_SECONDS, opener: Callable[..., Any] | None = None) -> bool:
    """Whether an address answers in time; asked in a thread, because looking up a host's name knows no time limit."""
    # Only an installation asks, and these two imports are a third of the time that any other call takes.
    import http.client
    import urllib.request

    opener = opener or urllib.request.urlopen
    answers: list[bool] = []

    def ask() -> None:
        try:
            opener(url, timeout=seconds).close()
            answers.append(True)
        except (OSError, http.client.HTTPException):
            answers.append(False)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    return answers == [True]


def install_line(wanted: tuple[str, ...], index: str | None, *, quiet: bool) -> list[str]:
    """The command line that installs the product and its extras as they are pinned."""
    pip = [str(program("python")), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    what = ["-c", "constraints.txt", "-e", f".[{','.join(wanted)}]" if wanted else "."]
    return pip + ["--quiet"] * quiet + (["--extra-index-url", index] if index else []) + what


def execute(lines: list[list[str]]) -> int:
    """Run command lines; the first exit code that is not 0.

    A single one takes this process's place where the system can do that, so that signals reach it.
    """
    environment = {**OFFLINE, **os.environ} if lines and "pytest" in lines[0] else dict(os.environ)
    if len(lines) == 1 and os.name == "posix":
        os.chdir(ROOT)
        os.execve(lines[0][0], lines[0], environment)  # noqa: S606  our own interpreter, no shell wanted
    codes = [subprocess.call(line, cwd=ROOT, env=environment) for line in lines]
    return exit_code(codes)


def exit_code(codes: list[int]) -> int:
    """The first of some exit codes that is not 0; a signal (a negative one) counts as a shell counts it."""
    failed = next((code for code in codes if code), 0)
    return failed if failed >= 0 else 128 - failed


def measurements(folder: Path) -> list[str]:
    """One line for each measurement in a folder: its name and the first line of its docstring."""
    scripts = sorted(path for path in folder.glob("*.py") if not path.name.startswith("_"))
    lines = [f"{path.stem:16}{first_line(path)}" for path in scripts]
    return lines or ["no measurements yet: a script bench/NAME.py becomes `bench NAME`"]


def first_line(path: Path) -> str:
    """The first line of a module's docstring."""
    import ast

    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def show(lines: Iterable[str]) -> int:
    """Print lines on stdout."""
    print("\n".join(lines))
    return 0


def clean() -> int:
    """Remove the environment and all caches beside this file."""
    bytecode = [path for path in ROOT.rglob("__pycache__") if VENV not in path.parents]
    for path in (VENV, *(ROOT / name for name in CACHES), *bytecode):
        shutil.rmtree(path, ignore_errors=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
