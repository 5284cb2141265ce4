"""Set-up and the project's commands, with nothing but Python: `python bootstrap.py run|test|check|bench|setup`.

Makes `.venv` beside this file, installs the project into it once, and runs the command there. A second call starts at
once: a stamp over `pyproject.toml` and `constraints.txt` says that nothing has changed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
OLDEST = (3, 11)
TORCH_HOST = "download.pytorch.org"  # the PyTorch project's own index of builds without CUDA
EXTRAS = {"run": "", "setup": "", "test": "[test]", "check": "[test]", "bench": "[test]"}


def main(arguments: list[str]) -> int:
    """Set up what a command needs and run it; the exit code is the command's."""
    if sys.version_info < OLDEST:
        return complain(f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, this is {platform.python_version()}; "
                        "run this file with a newer one, for example: python3.11 bootstrap.py run")  # fmt: skip
    command, *rest = arguments or ["help"]
    if command not in EXTRAS:
        return complain(f"usage: python bootstrap.py {'|'.join(EXTRAS)}")
    failed = set_up(EXTRAS[command])
    if failed:
        return failed
    return max((subprocess.call(line, cwd=HERE) for line in commands(command, rest)), default=0)


def commands(command: str, rest: list[str]) -> list[list[str]]:
    """The command lines that a command stands for."""
    python = str(program("python"))
    return {
        "run": [[str(program("briefing")), "open", *rest]],
        "setup": [],
        "test": [[python, "-m", "pytest", *rest]],
        "check": [
            [python, "-m", "ruff", "check", "."],
            [python, "-m", "ruff", "format", "--check", "."],
            [python, "-m", "mypy"],
        ],
        "bench": [[python, str(HERE / "bench" / f"{name}.py"), *rest[1:]] for name in rest[:1]]
        or [[python, "-c", "import pathlib; [print(p.stem) for p in sorted(pathlib.Path('bench').glob('*.py'))]"]],
    }[command]


def set_up(extras: str) -> int:
    """Install the project with its extras unless that was done; 0, or the exit code of what failed."""
    stamp = VENV / f"installed{extras.strip('[]') and '-' + extras.strip('[]')}"
    wanted = fingerprint(extras)
    if stamp.is_file() and stamp.read_text() == wanted and program("python").exists():
        return 0
    print("setting up .venv (once, a few minutes)", file=sys.stderr)
    if not usable() and (failed := make_environment()):
        return failed
    failed = subprocess.call(install_command(extras, torch_index(reachable)), cwd=HERE)
    if failed:
        return complain("the installation failed, see above; mend the cause and run the command again")
    stamp.write_text(wanted)  # last, so that an interrupted installation is taken up again
    return 0


def fingerprint(extras: str) -> str:
    """A hash of everything that decides what is installed."""
    digest = hashlib.sha256(extras.encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def usable() -> bool:
    """Whether the environment's Python starts and has pip."""
    python = program("python")
    return python.exists() and subprocess.call([str(python), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def make_environment() -> int:
    """A new environment in place of a broken one."""
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        return complain("cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv")
    return 0


def install_command(extras: str, index: str | None) -> list[str]:
    """The command line that installs the project and its extras as they are pinned."""
    more = ["--extra-index-url", index] if index else []
    return [str(program("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c",
            str(HERE / "constraints.txt"), *more, "-e", f"{HERE}{extras}"]  # fmt: skip


def torch_index(probe: Callable[[str], bool], system: str = platform.system()) -> str | None:
    """The index to add so that torch comes without CUDA: on Linux without an NVIDIA card, if it can be reached."""
    if system != "Linux" or Path("/proc/driver/nvidia").exists() or not probe(TORCH_HOST):
        return None
    print(f"taking torch without CUDA from {TORCH_HOST}", file=sys.stderr)
    return f"https://{TORCH_HOST}/whl/cpu"


def reachable(host: str) -> bool:
    """Whether a host answers within three seconds."""
    try:
        with socket.create_connection((host, 443), timeout=3):
            return True
    except OSError:
        return False


def program(name: str, windows: bool = os.name == "nt") -> Path:
    """Where the environment keeps a program."""
    return VENV / ("Scripts" if windows else "bin") / (name + (".exe" if windows else ""))


def complain(message: str) -> int:
    """Print what is wrong and give the exit code for it."""
    print(f"bootstrap: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
