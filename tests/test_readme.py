import re
from pathlib import Path

from typer.main import get_command

from assistant.settings import PREFIX, Settings
from ui.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_table_and_no_other():
    rows = [line for line in README.splitlines() if line.startswith("| `BRIEFING_")]
    named = {name for row in rows for name in re.findall(r"`(BRIEFING_\w+)`", row.split(" | ")[0])}
    assert named == {PREFIX + name.upper() for name in Settings.model_fields}


def test_every_command_is_in_the_table_and_no_other():
    named = {
        name
        for line in README.splitlines()
        if line.startswith("| `briefing")
        for name in re.findall(r"`briefing (\w+)", line)
    }
    assert named == set(get_command(app).commands)


def test_what_it_links_to_is_there():
    assert all((ROOT / link).exists() for link in re.findall(r"\]\((?!http)([^)]+)\)", README))


def test_it_stays_under_two_hundred_lines():
    assert len(README.splitlines()) < 200
