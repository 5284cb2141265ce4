"""What bootstrap.py decides, without installing anything."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

import bootstrap

SOURCE = Path(bootstrap.__file__).read_text(encoding="utf-8")


def nowhere(_: str) -> None:
    return None


def project(folder: Path, dependency: str = "numpy") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(f'dependencies = ["{dependency}"]')
    (folder / "constraints.txt").write_text("numpy==2.4.6")
    return folder


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in an empty folder with a space in its name, in the place of this one."""
    folder = project(tmp_path / "my briefing")
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    monkeypatch.setattr(bootstrap, "VENV", folder / ".venv")
    return folder


# The version of Python


def test_python_3_11_is_new_enough() -> None:
    assert bootstrap.too_old((3, 11), nowhere) == ""


def test_an_older_python_is_told_in_one_line_what_to_do() -> None:
    line = bootstrap.too_old((3, 9), nowhere)
    assert "3.11 or newer is needed" in line
    assert "this is 3.9" in line
    assert "python3.11 bootstrap.py run" in line
    assert "\n" not in line


def test_an_older_python_names_a_newer_one_that_is_there() -> None:
    found = {"python3.12": "somewhere"}
    assert "python3.12 bootstrap.py run" in bootstrap.too_old((3, 10), found.get)


def test_an_older_python_can_read_the_file_as_far_as_its_complaint() -> None:
    ast.parse(SOURCE, feature_version=(3, 7))


def test_only_the_standard_library_is_imported() -> None:
    nodes = list(ast.walk(ast.parse(SOURCE)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


# The command lines


def test_run_needs_nothing_of_the_tests() -> None:
    assert bootstrap.extras("run", []) == ()
    assert bootstrap.extras("setup", []) == ()
    assert bootstrap.extras("test", ["-k", "stories"]) == ("test",)
    assert bootstrap.extras("setup", ["test"]) == ("test",)


def test_run_opens_the_page_and_passes_words_on() -> None:
    assert bootstrap.command_lines("run", ["--port", "8600"]) == [
        [str(bootstrap.program("briefing")), "open", "--port", "8600"]
    ]


def test_words_after_test_go_to_pytest() -> None:
    [line] = bootstrap.command_lines("test", ["-k", "two words"])
    assert line[1:] == ["-m", "pytest", "-k", "two words"]


def test_the_whole_suite_runs_side_by_side() -> None:
    [line] = bootstrap.command_lines("test", [])
    assert line[1:] == ["-m", "pytest", *bootstrap.SIDE_BY_SIDE]


def test_check_runs_linter_layout_and_types() -> None:
    assert [line[2:4] for line in bootstrap.command_lines("check", [])] == [
        ["ruff", "check"], ["ruff", "format"], ["mypy"],
    ]  # fmt: skip


def test_bench_alone_measures_quality_and_a_name_runs_that_measurement() -> None:
    lines = [bootstrap.command_lines("bench", rest)[0][1:] for rest in ([], ["time_ir", "--keep", "d"], ["pages", "x"])]
    assert lines == [
        ["-m", "bench.quality"], ["-m", "bench.quality", "time_ir", "--keep", "d"], ["-m", "bench.pages", "x"],
    ]  # fmt: skip


def test_bench_list_names_the_measurements_without_setting_anything_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["bench", "list"]) == 0
    named = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"quality", "pages"} <= set(named)
    assert not any(name.startswith("_") for name in named)


def test_programs_lie_where_each_system_puts_them() -> None:
    assert bootstrap.program("python", windows=False).parts[-2:] == ("bin", "python")
    assert bootstrap.program("python", windows=True).parts[-2:] == ("Scripts", "python.exe")


def test_the_installation_is_pinned_and_asks_nothing() -> None:
    line = bootstrap.install_line(("test",), None, quiet=True)
    assert line[-4:] == ["-c", "constraints.txt", "-e", ".[test]"]
    assert {"--no-input", "--quiet"} <= set(line)
    assert "--extra-index-url" not in line


def test_run_installs_the_product_alone_and_adds_the_index_it_was_given() -> None:
    line = bootstrap.install_line((), "https://index.example/cpu", quiet=False)
    assert line[-2:] == ["-e", "."]
    assert line[line.index("--extra-index-url") + 1] == "https://index.example/cpu"


# torch with or without CUDA


def test_linux_without_a_card_takes_torch_without_cuda() -> None:
    index, choice = bootstrap.torch_index("linux", False, lambda _: True)
    assert index == bootstrap.CPU_INDEX
    assert "without CUDA" in choice


@pytest.mark.parametrize(("system", "nvidia"), [("linux", True), ("darwin", False), ("win32", True)])
def test_a_card_or_another_system_takes_torch_as_published_and_asks_no_host(system: str, nvidia: bool) -> None:
    index, choice = bootstrap.torch_index(system, nvidia, lambda _: pytest.fail("asked a host"))
    assert index is None
    assert choice


def test_a_host_that_does_not_answer_is_done_without_and_said() -> None:
    index, choice = bootstrap.torch_index("linux", False, lambda _: False)
    assert index is None
    assert "cannot be reached" in choice


def test_a_host_that_answers_is_reachable() -> None:
    class Answer:
        def close(self) -> None:
            """Nothing to close."""

    assert bootstrap.reachable("https://index.example", opener=lambda url, timeout: Answer())


def test_a_host_that_refuses_is_not_reachable() -> None:
    def refuse(url: str, timeout: float) -> Any:  # noqa: ARG001
        raise URLError("no route")

    assert not bootstrap.reachable("https://index.example", opener=refuse)


def test_a_host_whose_name_takes_for_ever_is_given_up_in_time() -> None:
    for_ever = threading.Event()

    def look_up(url: str, timeout: float) -> Any:  # noqa: ARG001
        for_ever.wait(60)
        raise URLError("at last")

    assert not bootstrap.reachable("https://index.example", 0.01, opener=look_up)
    for_ever.set()


# Stamps


def test_a_stamp_depends_on_what_is_wanted(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert bootstrap.stamp((), folder) == bootstrap.stamp((), folder)
    assert bootstrap.stamp((), folder) != bootstrap.stamp(("test",), folder)


def test_a_new_dependency_or_pin_makes_an_old_stamp_worthless(tmp_path: Path) -> None:
    folder = project(tmp_path)
    before = bootstrap.stamp((), folder)
    (folder / "constraints.txt").write_text("numpy==2.4.7")
    after = bootstrap.stamp((), folder)
    assert before != after
    assert bootstrap.stamp((), project(folder, "scipy")) not in {before, after}


def test_a_matching_stamp_in_a_whole_environment_installs_nothing(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = pretend(monkeypatch, whole=True)
    (house / ".venv").mkdir()
    (house / ".venv" / "installed").write_text(bootstrap.stamp((), house))
    bootstrap.set_up(())
    assert calls == []


@pytest.mark.parametrize(("stamped", "whole"), [("right", False), ("stale", True), (None, True)])
def test_anything_less_installs_again(
    house: Path, monkeypatch: pytest.MonkeyPatch, stamped: str | None, whole: bool
) -> None:
    calls = pretend(monkeypatch, whole=whole)
    (house / ".venv").mkdir()
    if stamped:
        text = bootstrap.stamp((), house) if stamped == "right" else stamped
        (house / ".venv" / "installed").write_text(text)
    bootstrap.set_up(())
    assert len(calls) == 1


def test_what_the_tests_need_includes_what_run_needs(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = pretend(monkeypatch, whole=True)
    (house / ".venv").mkdir()
    bootstrap.set_up(("test",))
    bootstrap.set_up(())
    assert len(calls) == 1


def test_an_installation_that_fails_leaves_no_stamp(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, whole=True, code=1)
    (house / ".venv").mkdir()
    (house / ".venv" / "installed-test").write_text("of an earlier installation")
    with pytest.raises(SystemExit, match="run the same command again"):
        bootstrap.set_up(())
    assert list((house / ".venv").iterdir()) == []


def pretend(monkeypatch: pytest.MonkeyPatch, *, whole: bool, code: int = 0) -> list[list[str]]:
    """Installations that only say what they were asked; the list of what they were asked."""
    calls: list[list[str]] = []

    def install(line: list[str], **_: Any) -> int:
        calls.append(line)
        return code

    monkeypatch.setattr(subprocess, "call", install)
    monkeypatch.setattr(bootstrap, "is_whole", lambda: whole)
    monkeypatch.setattr(bootstrap, "has_pip", lambda: True)
    monkeypatch.setattr(bootstrap, "reachable", lambda _: False)
    return calls


def test_a_folder_without_an_environment_is_not_whole(house: Path) -> None:
    assert not (house / ".venv").exists()
    assert not bootstrap.is_whole()
    assert not bootstrap.has_pip()


def test_a_python_without_ensurepip_is_told_the_package_to_install() -> None:
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        bootstrap.make_environment(find=lambda name: None if name == "ensurepip" else name)


# Exit codes, and what is listed


@pytest.mark.parametrize(("codes", "expected"), [([], 0), ([0, 0], 0), ([0, 2, 1], 2), ([-9], 137)])
def test_the_first_failure_is_the_exit_code(codes: list[int], expected: int) -> None:
    assert bootstrap.exit_code(codes) == expected


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems replace a process")
def test_the_command_s_own_exit_code_comes_back() -> None:
    code = "import bootstrap, sys; bootstrap.execute([[sys.executable, '-c', 'import sys; sys.exit(75)']])"
    assert subprocess.call([sys.executable, "-c", code], cwd=bootstrap.ROOT) == 75


def test_every_command_that_does_not_exist_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["rnu"]) == 2
    assert "there are: run, test" in capsys.readouterr().err


def test_measurements_are_listed_with_their_first_line(tmp_path: Path) -> None:
    (tmp_path / "speed.py").write_text('"""How fast questions are answered.\n\nMore."""')
    (tmp_path / "_shared.py").write_text("")
    [line] = bootstrap.measurements(tmp_path)
    assert line.split(maxsplit=1) == ["speed", "How fast questions are answered."]


def test_no_measurements_is_said(tmp_path: Path) -> None:
    assert "no measurements yet" in bootstrap.measurements(tmp_path)[0]


def test_make_offers_every_command() -> None:
    makefile = (bootstrap.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {line.partition(":")[0] for line in makefile.splitlines() if "bootstrap.py " in line and ";" in line}
    assert targets == set(bootstrap.COMMANDS)


def test_constraints_carry_no_local_labels() -> None:
    lines = (bootstrap.ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert "torch==2.13.0" in pins
    assert all(pin.count("==") == 1 and not set("+@; ") & set(pin) for pin in pins)
