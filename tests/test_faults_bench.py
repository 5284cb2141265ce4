"""The battery of kills and failing disks: what it takes for acknowledged, and what it strikes."""

from datetime import date

import pytest

from bench import _scenario as scenario
from bench._kills import KINDS, Killing
from bench._scenario import Courier
from bench._sweeps import Sweep, complaints


@pytest.fixture(scope="module")
def courier():
    with Courier() as site:
        yield site


def test_each_command_is_killed_at_each_place_among_four_as_one_of_them_is_a_recovery(tmp_path, courier):
    killing = Killing(tmp_path, courier)
    kinds = {(killing.commands(number)[0], number % 4) for number in range(1, 60)}
    assert kinds == {(kind, place) for kind in KINDS for place in range(4)}


def test_the_days_that_a_round_says_it_briefed_must_be_there(tmp_path):
    said = tmp_path / "said"
    said.write_text("briefed 2022-01-05, 2022-01-09\nevery day that has ended was briefed before\nbriefed 2022-01-1")
    assert scenario.acknowledged(said).days == {"2022-01-05", "2022-01-09"}


def test_a_round_comes_the_day_after_its_articles():
    told = date.fromisoformat(scenario.moment_of(7)[:10])
    assert (date.fromisoformat(scenario.moment_of(7, days=1)[:10]) - told).days == 1
    assert scenario.moment_of(7, days=1) in scenario.Commands(None).schedule(7)


@pytest.mark.parametrize(
    ("code", "told", "wrong"),
    [
        (0, "", False),
        (1, "briefing: the disk is full; free some space\n", False),
        (1, "Traceback (most recent call last):\nOSError: full\n", True),
        (0, "thread panicked at index\n", True),
        (-11, "", True),
        (None, "", True),
    ],
)
def test_a_command_whose_call_failed_says_so_on_one_line_or_goes_on_without_a_word(code, told, wrong):
    assert bool(complaints(code, told, "")) == wrong


def test_an_answer_that_is_not_the_one_given_in_peace_is_a_violation(tmp_path, courier, monkeypatch):
    from bench import _sweeps

    sweep = Sweep(tmp_path, courier, "attend", indexed=True)
    monkeypatch.setattr(Sweep, "_copied", lambda *_: tmp_path)
    monkeypatch.setattr(_sweeps, "struck", lambda *_: 0)
    monkeypatch.setattr(_sweeps, "in_peace", lambda *_: (0, 0.0))
    monkeypatch.setattr(_sweeps, "checked", lambda *_, **__: [])
    (tmp_path / "said").write_text('{"claims": [{"text": "Nine."}], "notices": [], "question": "How many?"}\n')
    strike = _sweeps.Strike("read", 1, "error=EIO", "index/x")
    assert sweep.strike(strike, [["Nine."]]) == []
    assert sweep.strike(strike, [["Ten."]]) == ["with an index that fails it answered otherwise"]
