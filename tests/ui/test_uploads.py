"""Whatever a browser hands in under whatever name: one clear line for each, the good ones go in, and nothing lies outside the library."""

import gzip
import io
import unicodedata
import zipfile

import papers
import pytest
from waiting import PATIENCE

from assistant import became, handed_in
from assistant.handed_in import LONGEST_NAME, NAMELESS
from ui.adding import Desk

QUAY = b"# Quay closed\n\nThe quay of Port Aldo was closed on Monday by harbour master Rosa Imhof.\n"
NAMES = {
    "../../../outside.md": "outside.md", "/etc/cron.d/quay.md": "quay.md", "..\\..\\quay.md": "quay.md", "C:\\Windows\\win.md": "win.md", "//host/share/quay.md": "quay.md",
    "file:///quay.md": "quay.md", "a/b/../../quay.md": "quay.md", "quay.md/": "quay.md", "%2e%2e%2fquay.md": "%2e%2e%2fquay.md", "~/.bashrc": ".bashrc",
    "quay\0.md": "quay.md", "\0": NAMELESS, "": NAMELESS, ".": NAMELESS, "..": NAMELESS, " ": NAMELESS, "quay\r\nSet-Cookie: x.md": "quay Set-Cookie: x.md",
    "CON": "CON", "con.md": "con.md", "NUL.txt": "NUL.txt", "COM1.md": "COM1.md", "LPT1": "LPT1", "AUX.": "AUX.", "quay.md::$DATA": "quay.md::$DATA", "quay.md. .": "quay.md. .",
    "/dev/zero": "zero", "/dev/stdin": "stdin", "/proc/self/environ": "environ", "-rf": "-rf", "$(id).md": "$(id).md", "`id`.md": "`id`.md", "'; DROP TABLE articles;--.md": "'; DROP TABLE articles;--.md",
    "\u202edm.yauq": "dm.yauq", "\u2066quay\u2069\u200b.md": "quay.md", "library.sqlite": "library.sqlite", "STATE": "STATE", "<img src=x>.md": "<img src=x>.md", "🎉" * 300: "🎉" * 99 + "…",
    "q" * 300 + ".md": "q" * 96 + "….md", "q." * 5_000: None, "../" * 5_000 + "quay.md": "quay.md", "\ud800.md": ".md",
}  # fmt: skip


def packed(name, megabytes):
    """A zip file of an entry that unpacks to so many megabytes of nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(megabytes << 20))
    return made.getvalue()


LAUGHS = b"<!DOCTYPE l [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (at + 1, b"&%c;" % at * 10) for at in range(ord("a"), ord("j"))
)
MORE = "it is not text, nor of a kind that can be read"
# What a file holds, or what makes that, and words of the line about it; "" where it goes in, whatever its name says.
BODIES = {
    "empty.md": (b"", "it is empty"), "blank.txt": (b" \n\t\r\n", "it is empty"), "one-nul.txt": (b"\0", MORE), "marks.txt": (b"... --- ...", "there is no text in it"),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + bytes(200), "a picture"), "program.html": (b"MZ" + bytes(400), "a program"), "elf.txt": (b"\x7fELF" + bytes(400), "a program"),
    "noise.md": (bytes(range(128, 256)) * 40, "no known encoding"), "quay.pdf": (QUAY, ""), "utf16.md": (QUAY.decode().encode("utf-16"), ""),
    "paper.txt": (papers.pdf([]), "it has no pages"), "word.jpg": (papers.docx(papers.word("The quay was closed by the harbour master on Monday.")), ""),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj <<", "damaged or too large"), "cut.docx": (papers.docx(papers.word("Shut."))[:200], "cut off"), "plain.zip": (papers.zipped({"a.md": QUAY}), "unpack it"),
    "bomb.docx": (lambda: packed("word/document.xml", 300), "far more than its size"), "bomb.epub": (lambda: packed("mimetype", 300), "far more than its size"), "bomb.zip": (lambda: packed("a.md", 300), "far more than its size"),
    "bomb.pdf": (lambda: papers.pdf_of([papers.bomb(300)], coding="/Filter /FlateDecode"), "save or print it"), "bomb.gz": (lambda: gzip.compress(bytes(60 << 20)), "a packed file"), "bomb.xml": (lambda: gzip.compress(b"<rss>" + b" " * (60 << 20)), "a packed file"),
    "laughs.xml": (LAUGHS + b"]><rss><channel><title>&j;</title></channel></rss>", "entities"), "deep.html": (b"<div>" * 60_000, "no article text"), "deep.jsonl": (b"[" * 100_000, "not JSON"),
    "wrong.jsonl": (b"quay\n", "not JSON"), "list.jsonl": (b"[1, 2]\n", "not a JSON object"), "long-line.jsonl": (b'{"text": "' + b"x" * 5_000_001 + b'"}\n', "longer than 5 MB"),
}  # fmt: skip


@pytest.fixture
def put_in(assistant, tmp_path):
    """Put files in; gives what became of them, once everything is done and nothing lies beside the library."""

    def run(*given):
        desk = Desk(pause=0.01)
        job = desk.add(assistant, handed_in.files(given))
        assert job.done.wait(10 * PATIENCE)
        assert job.error == ""
        assert {path.name for path in tmp_path.iterdir()} == {"library"}
        for line in became.in_order(job.told):
            for words in (line.item, line.told):
                assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs"} for one in words), words
                assert len(words) < 300
            assert len(line.item) <= LONGEST_NAME
            assert line.told or line.tone != "bad"
        return job.told

    return run


def text(number):
    return b"Barge %d has reached the outer quay of Ostrel with timber, its master said.\n" % number


def test_every_name_is_only_a_name(put_in, assistant):
    told = put_in(*((name, text(number)) for number, name in enumerate(NAMES)))
    assert [one["outcome"] for one in told] == ["added"] * len(NAMES)
    shown = [wanted or one["item"] for wanted, one in zip(NAMES.values(), told, strict=True)]
    assert [one["item"] for one in told] == shown
    assert len(assistant.articles()) == len(NAMES)


@pytest.mark.parametrize("name", BODIES)
def test_every_body_has_its_line_and_those_before_and_after_it_go_in(put_in, name):
    body, words = BODIES[name]
    first, *between, last = put_in(
        ("before.md", text(1)), (name, body() if callable(body) else body), ("after.md", text(2))
    )
    assert (first["item"], first["outcome"], last["item"], last["outcome"]) == (
        "before.md",
        "added",
        "after.md",
        "added",
    )
    (one,) = between
    assert (one["item"].removesuffix(":1"), one["outcome"]) == (name, "rejected" if words else "added")
    assert words in (one["reason"] or "")


def test_a_thousand_files_at_once_have_a_line_each_and_the_page_shows_some_and_counts_the_rest(put_in):
    given = [
        (f"{number}.md", text(number) if number % 20 == 0 else b"\x89PNG\r\n\x1a\n" if number % 3 else b"")
        for number in range(1_000)
    ]
    told = put_in(*given)
    assert [one["item"] for one in told] == [name for name, _ in given]
    assert became.counted(told) == "50 added, 950 rejected"
    assert became.rest_told(became.in_order(told)[40:]) == "… and 960 more, of which 910 did not go in"
