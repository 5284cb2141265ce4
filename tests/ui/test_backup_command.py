import json


def test_what_was_backed_up_can_be_restored(briefing, write, tmp_path):
    briefing("add", str(write("a.txt", "The quay was closed on Monday after a storm.")))
    file = tmp_path / "b.sqlite"
    code, out, _ = briefing("backup", str(file), "--json")
    made = json.loads(out)
    assert (code, made["articles"], made["problems"], made["file"]) == (0, 1, [], str(file))
    (name,) = (json.loads(line)["article_id"] for line in briefing("articles", "--json")[1].splitlines())
    briefing("remove", name)
    code, out, _ = briefing("backup", str(file), "--restore")
    assert code == 0
    assert "restored as" in out
    assert "is kept as" in out
    assert json.loads(briefing("articles", "--json")[1])["article_id"] == name


def test_a_backup_is_never_overwritten_unasked(briefing, write):
    briefing("add", str(write("a.txt", "The quay was closed on Monday after a storm.")))
    code, _, err = briefing("backup", str(write("b.sqlite", "mine")))
    assert code == 1
    assert "is there already and is left as it is" in err
    assert briefing("backup", str(write("b.sqlite", "mine")), "--replace")[0] == 0


def test_replacing_a_library_and_restoring_one_are_not_mixed_up(briefing):
    assert briefing("backup", "b.sqlite", "--restore", "--replace")[0] == 2


def test_the_check_saves_a_library_that_cannot_be_opened(briefing, write, tmp_path):
    briefing("add", str(write("a.txt", "The quay was closed on Monday after a storm.")))
    file = tmp_path / "library" / "library.sqlite"
    file.write_bytes(bytes(100) + file.read_bytes()[100:])
    assert "BAD  library     cannot use the library file" in briefing("check")[1]
    out = briefing("check", "--repair")[1]
    assert "1 articles and 0 conversations were saved into a new file; nothing was lost" in out
    assert list(tmp_path.glob("library/library.sqlite.damaged-*"))


def test_what_nobody_foresaw_is_a_line_and_no_trace(briefing, monkeypatch):
    from assistant.assistant import Assistant

    monkeypatch.setattr(Assistant, "open", lambda *_, **__: 1 / 0)
    code, _, err = briefing("articles")
    assert code == 1
    assert err.startswith("briefing: it stopped on something unforeseen (ZeroDivisionError")
    assert len(err.splitlines()) == 1
