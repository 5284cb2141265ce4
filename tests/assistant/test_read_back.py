"""Every form read back by a parser of it: hostile words add no element, link or header, and every quotation is what it was."""

import io
import json
from datetime import UTC
from email import message_from_bytes, policy

import pypdf
import pytest
from editions import claim, edition, poisoned, story
from hostile_markup import payloads
from kept_answers import kept_answer
from lxml import etree, html
from markdown_it import MarkdownIt

from assistant import forms, html_out, markdown_out, transcripts
from assistant.render import in_marks
from ingest.conversations import add_turn
from ingest.hygiene import clean_line

KEPT = ("day", "window", "since", "published", "use", "url", "asked", "status", "verdict")
WORDS = [*payloads("https://canary.example"), "\u05d4\u05e0\u05de\u05dc <b>14</b>", "--> ]]> ?> %>", "a\n\n# b\n\n    c\n- d", "=?utf-8?b?QmNjOiBh?=\r\nBcc: a@evil.example"]  # fmt: skip
MADE = "2026-03-12T05:30:00+00:00"
JOINER = "\u2060"
GONE = " (the article was taken out of the library)"


def briefed(word):
    return poisoned(edition(story(1), notices=["late"]), word, KEPT)


def told(library, word):
    """A conversation under a name, of an answer and a refusal, in which every text is one word."""
    differing = [{"about": "", "kind": "", "different_time": False, "versions": [claim(2, "Two."), claim(3, "Three.")]}]
    near = [{"text": "x", "source": "x", "title": "x", "published": "2026-03-10", "paragraph": 3}]
    for answer in (
        kept_answer(claim(1, "x"), differences=differing, notices=["x"], short_answer="x"),
        kept_answer(closest=near),
    ):
        bad = poisoned(answer, word, (*KEPT, "filters"))
        bad["standalone_question"] = " ".join(word.split())  # else it is said how the question was understood
        add_turn(library, "quay", bad["question"], bad)
    return transcripts.transcript(library, "quay", UTC)


# What each form is made of, and the texts that stand in it.


def of_markdown(made):
    blocks = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(made.decode())
    inside = [one for block in blocks for one in block.children or () if one.type not in {"text", "softbreak"}]
    kinds = [block.type for block in blocks] + [one.type for one in inside]
    links = [str(one.attrs["href"]) for one in inside if one.type == "link_open"]
    texts = ["".join(one.content for one in block.children or ()) for block in blocks]
    return (kinds, links), [text.replace(JOINER, "") for text in texts]


def of_html(made):
    tree = html.document_fromstring(made, parser=html.HTMLParser(encoding="utf-8"))
    found = [(str(one.tag), sorted(one.attrib)) for one in tree.iter()]
    links = [one.get(name) for one in tree.iter() for name in ("href", "src", "content") if one.get(name)]
    return (found, links), [one.text_content() for one in tree.iter("blockquote")]


def of_text(made):
    return None, ["".join(made.decode().split())]  # nothing in it is read as anything


def of_json(made):
    data = json.loads(made)
    return shape(data), list(strings(data))


def of_atom(made):
    feed = etree.fromstring(made)
    content = feed.findtext("{*}entry/{*}content")
    inner, texts = of_html(content.encode())
    return ([(one.tag, sorted(one.attrib)) for one in feed.iter()], inner), texts


def of_json_feed(made):
    feed = json.loads(made)
    inner, texts = of_html(feed["items"][0]["content_html"].encode())
    return (shape(feed), inner), texts


def of_mail(made):
    message = message_from_bytes(made, policy=policy.default)
    parts = [(part.get_content_type(), sorted(part.keys())) for part in message.walk()]
    page = message.get_body(("html",)).get_content()
    inner, texts = of_html(page.encode())
    return (parts, message.defects, inner), texts


def shape(value):
    """The keys of nested JSON."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__


def strings(value):
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


READERS = {"md": of_markdown, "html": of_html, "text": of_text, "json": of_json, "atom": of_atom, "jsonfeed": of_json_feed, "email": of_mail}  # fmt: skip


def quotation(form, word):
    """A quotation as it stands in a form; in plain text lines are broken anywhere."""
    shown = in_marks(clean_line(word))
    return word if form == "json" else "".join(shown.split()) if form == "text" else shown


def holds(form, texts, word):
    wanted = quotation(form, word)
    return any(wanted in text if form == "text" else text.removesuffix(GONE) == wanted for text in texts)


@pytest.mark.parametrize("form", READERS)
def test_a_briefing_is_made_of_the_same_parts_whatever_its_words_and_its_quotations_are_whole(form):
    expected, _ = READERS[form](forms.drawn(form, [(MADE, briefed("word"))]))
    for word in WORDS:
        found, texts = READERS[form](forms.drawn(form, [(MADE, briefed(word))]))
        assert found == expected, word
        assert holds(form, texts, word), word


@pytest.mark.parametrize("form", ["md", "html", "text"])
def test_a_conversation_is_made_of_the_same_parts_whatever_its_words_and_its_quotations_are_whole(
    form, tmp_path_factory
):
    from ingest.library import Library

    def drawn(word):
        library = Library.open(tmp_path_factory.mktemp("told") / "library", create=True)
        made = transcripts.drawn(form, told(library, word))
        library.close()
        return READERS[form](made)

    expected, _ = drawn("word")
    for word in WORDS:
        found, texts = drawn(word)
        assert found == expected, word
        assert holds(form, texts, word), word


def test_a_pdf_has_the_same_links_whatever_its_words_and_nothing_that_acts():
    def read(words):
        data = edition(
            story(1, summary=[poisoned(claim(at, "x"), word, KEPT) for at, word in enumerate(words, 1)]), lead=[]
        )
        reader = pypdf.PdfReader(io.BytesIO(forms.drawn("pdf", [(MADE, data)])))
        notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
        acts = [str(note["/A"].get("/URI", note["/A"]["/S"])) for note in notes if "/A" in note]
        return (
            sorted(acts),
            sorted(map(str, reader.trailer["/Root"])),
            " ".join(page.extract_text() for page in reader.pages),
        )

    acts, root, _ = read(["word"] * len(WORDS))
    found_acts, found_root, text = read(WORDS)
    assert (sorted(set(found_acts)), found_root) == (sorted(set(acts)), root)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "<script class=pwned>alert(3)</script>" in " ".join(text.split())


@pytest.mark.parametrize(("form", "module", "bad"), [("md", markdown_out, "# big"), ("html", html_out, "<b>x</b>"), ("atom", html_out, "<b>x</b>"), ("email", html_out, "<b>x</b>")])  # fmt: skip
def test_without_the_escaping_something_is_added(form, module, bad, monkeypatch):
    monkeypatch.setattr(module, "_shown", str)
    expected, found = (READERS[form](forms.drawn(form, [(MADE, briefed(word))]))[0] for word in ("word", bad))
    assert found != expected
