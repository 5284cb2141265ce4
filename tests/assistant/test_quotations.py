import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quotations import is_bare, with_speaker
from ingest.articles import Citation, Paragraph
from ingest.sentences import sentence_spans

TWO = "“We counted them all. Nobody was left behind in the hold,” said Ada Hale. The hall fell silent."


def cited(text, words):
    start = text.index(words)
    return Citation(Paragraph("a", 1, 1, text), start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ('“Nobody was left.” “We counted them,” said Ada Hale.', "“Nobody was left.”", '“Nobody was left.” “We counted them,” said Ada Hale.'),
        ('Ada Hale said they were safe. "Nobody was left behind."', '"Nobody was left behind."', 'Ada Hale said they were safe. "Nobody was left behind."'),
        ('"We left," said Ada Hale. "Nobody stayed behind."', '"Nobody stayed behind."', '"We left," said Ada Hale. "Nobody stayed behind."'),
    ],
)  # fmt: skip
def test_a_bare_quotation_takes_its_speaker_along(text, words, shown):
    assert with_speaker(cited(text, words), "en").quote == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TWO, "The hall fell silent."),
        ('Ada Hale called it "a good day" for Port Aldo.', 'Ada Hale called it "a good day" for Port Aldo.'),
        ('"Nobody was left behind." The ship sank at noon.', '"Nobody was left behind."'),
    ],
)
def test_other_sentences_stay_as_they_are(text, words):
    assert with_speaker(cited(text, words), "en").quote == words


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', " said Ada Hale. ", "We left. ", "Nobody came, ", "He said: "]),
        min_size=1,
        max_size=9,
    ).map("".join)
)
def test_the_words_that_were_chosen_stay_inside_what_is_shown(text):
    for start, end in sentence_spans(text):
        chosen = Citation(Paragraph("a", 1, 1, text), start, end)
        wide = with_speaker(chosen, "en")
        assert wide.start <= start
        assert end <= wide.end
        assert wide == chosen or is_bare(text, (start, end))
