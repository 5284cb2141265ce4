"""`briefing verify`, as a person and as a program sees it."""

import json

import pytest

TOLD = "On Monday 12 soldiers and 30 civilians died in Port Aldo, Governor Ada Hale said. The harbour was closed."
RIGHT = {"id": "a", "claim": "Thirty civilians died in Port Aldo, Hale said.", "sources": [TOLD]}
WRONG = {"id": "b", "claim": "Forty civilians died in Port Aldo, Hale said.", "sources": [TOLD]}


@pytest.fixture
def batch(write):
    def written(*rows):
        return str(write("claims.jsonl", "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)))

    return written


def test_a_batch_gives_a_check_a_line_in_the_order_of_the_requests(briefing, batch):
    code, out, err = briefing("verify", "--batch", batch(WRONG, RIGHT))
    first, second = map(json.loads, out.splitlines())
    assert (code, err) == (0, "")
    assert (first["id"], first["verdict"]) == ("b", "unsupported")
    assert first["problems"] == [{"kind": "number", "text": "Forty", "start": 0, "end": 5}]
    assert (second["id"], second["verdict"], second["problems"]) == ("a", "supported", [])
    assert first["score"] < second["score"]


@pytest.mark.parametrize("bad", ["{", "[]", {"id": "c", "claim": "It rained."}, {"id": "c", "claim": "", "sources": [TOLD]}, RIGHT | {"published": "soon"}])  # fmt: skip
def test_a_bad_line_is_answered_with_an_error_and_the_rest_goes_on(briefing, batch, bad):
    code, out, _ = briefing("verify", "--batch", batch(bad, RIGHT))
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert first.keys() == {"id", "error"}
    assert first["error"].startswith("line 1: ")
    assert second["verdict"] == "supported"


def test_the_day_of_publication_tells_which_monday_is_meant(briefing, batch):
    claim = {"claim": "On 9 March the harbour was closed.", "sources": ["The harbour was closed on Monday."]}
    asked = [claim | {"published": "2026-03-11"}, claim | {"published": "2026-03-20T09:00:00+01:00"}]
    found = [json.loads(line)["verdict"] for line in briefing("verify", "--batch", batch(*asked))[1].splitlines()]
    assert found == ["supported", "unsupported"]


def test_one_claim_is_checked_against_files(briefing, write):
    files = [str(write("a.txt", "It rained.")), str(write("b.txt", TOLD))]
    code, out, _ = briefing("verify", WRONG["claim"], "--source", files[0], "--source", files[1])
    assert code == 0
    assert out.splitlines()[:2] == [out.splitlines()[0], "  number      Forty"]
    assert out.startswith("unsupported (score 0.")
    assert out.rstrip().endswith(
        "nearest: On Monday 12 soldiers and 30 civilians died in Port Aldo, Governor Ada Hale said."
    )
    told = json.loads(briefing("verify", "The harbour was closed.", "--source", files[1], "--json")[1])
    assert told == {"verdict": "verbatim", "score": 1.0, "problems": []}


@pytest.mark.parametrize("given", [("It rained.",), (), ("It rained.", "--source", "gone.txt")])
def test_what_is_missing_is_said(briefing, given):
    code, out, err = briefing("verify", *given)
    assert code in {1, 2}
    assert out == ""
    assert "source" in err or "CLAIM" in err


def test_no_library_is_made(briefing, batch, tmp_path):
    assert briefing("verify", "--batch", batch(RIGHT))[0] == 0
    assert not (tmp_path / "library").exists()


def test_a_verifier_that_cannot_be_loaded_is_one_line(briefing, batch, monkeypatch, tmp_path):
    monkeypatch.setenv("BRIEFING_VERIFIER", str(tmp_path))
    code, out, err = briefing("verify", "--batch", batch(RIGHT))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "BRIEFING_VERIFIER" in err
