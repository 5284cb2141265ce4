import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentence_spans


def split(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Orr met Gen. A. B. Lund at 5 p.m. on Jan. 5.", "Nobody spoke."],
        ["The U.S. envoys left.", "It cost $5.2 billion."],
        ["“We go,” he said.", "“It is done.”"],
        ["He lives in the U.S.", "The war goes on."],
    ],
)
def test_news_is_split_into_its_sentences(sentences):
    assert split(" ".join(sentences)) == sentences


@given(st.text(alphabet="Aa .!?”“\n1", max_size=80))
def test_only_spaces_lie_between_sentences(text):
    ends = [0, *(end for _, end in sentence_spans(text))]
    starts = [*(start for start, _ in sentence_spans(text)), len(text)]
    assert not "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip()
