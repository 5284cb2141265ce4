import builtins
import io
import subprocess
import sys

import pypdf
import pytest
from editions import claim, edition, story

from assistant import pdf_out
from assistant.pdf_out import briefing_pdf, what_is_missing
from ingest.errors import DeliveryError


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_pdf_can_be_read_again_with_its_words_in_every_script():
    reader = read(briefing_pdf(edition(story(1))))
    assert reader.metadata.title == "Briefing for Wednesday, 11 March 2026"
    assert reader.metadata.creation_date.isoformat() == "2026-03-12T00:00:00+00:00"
    assert "Паром закрыт" in words(reader)
    assert "“The quay was closed on Monday 10.”" in words(reader)


def test_the_numbers_in_a_pdf_lead_to_their_sources_and_back():
    reader = read(briefing_pdf(edition(story(1))))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    inside = {str(link["/Dest"]) for link in links if "/Dest" in link}
    outside = {link["/A"]["/URI"] for link in links if "/A" in link}
    assert {"s1", "c1-1", "c1-2", "s10", "c10-1"} <= inside
    assert inside <= set(reader.named_destinations)
    assert all(address.startswith("https://courier.example/") for address in outside)


def test_the_same_briefing_gives_the_same_pdf():
    data = edition(story(1), story(2))
    assert briefing_pdf(data) == briefing_pdf(data)


def test_another_process_makes_the_same_pdf():
    code = "import sys; from editions import *; from assistant.pdf_out import briefing_pdf; sys.stdout.buffer.write(briefing_pdf(edition(story(1))))"
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert made.stdout == briefing_pdf(edition(story(1)))


def test_a_pdf_of_a_hostile_briefing_asks_for_nothing_outside(monkeypatch):
    asked = []
    monkeypatch.setattr(pdf_out, "_refused", lambda url, *_: asked.append(url))
    word = "<img src=https://evil.example/p.png><style>@import 'https://evil.example/x.css'</style>"
    assert "<img src=https" in words(read(briefing_pdf(edition(story(1, summary=[claim(1, word)])))))
    assert asked == []


def test_whatever_asks_for_an_address_all_the_same_is_refused():
    with pytest.raises(ValueError, match="loads nothing from outside"):
        pdf_out._refused("https://evil.example/p.png")


def missing(monkeypatch, error):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "weasyprint":
            sys.stdout.write("a page of advice")  # as it does
            raise error
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)


def test_a_missing_package_is_said_in_one_line_with_what_to_install(monkeypatch):
    missing(monkeypatch, ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"))
    with pytest.raises(DeliveryError, match=r"pip install '\.\[pdf\]'") as caught:
        briefing_pdf(edition(story(1)))
    assert "\n" not in str(caught.value)


def test_a_missing_library_of_the_system_is_said_in_one_line_with_what_to_install(monkeypatch, capsys):
    missing(monkeypatch, OSError("cannot load library 'libpango-1.0-0': cannot open\n\nand a page of advice"))
    with pytest.raises(DeliveryError, match=r"Pango.*apt install libpango-1\.0-0") as caught:
        briefing_pdf(edition(story(1)))
    assert "\n" not in str(caught.value)
    assert capsys.readouterr().out == ""


def test_whether_a_pdf_can_be_made_is_told_without_making_one(monkeypatch):
    what_is_missing.cache_clear()
    assert what_is_missing() == ""
    missing(monkeypatch, OSError("cannot load library 'libpango-1.0-0'"))
    what_is_missing.cache_clear()
    assert "Pango" in what_is_missing()
    what_is_missing.cache_clear()
