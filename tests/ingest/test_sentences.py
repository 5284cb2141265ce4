import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import LONGEST, sentence_spans


def split(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Orr met Gen. A. B. Lund at 5 p.m. on Jan. 5.", "Nobody spoke."],
        ["The U.S. envoys left.", "It cost $5.2 billion."],
        ["“We go,” he said.", "“It is done.”"],
        ["He lives in the U.S.", "The war goes on."],
        ["It cost 5.２ million.", "He left."],
        ["It begins at 9 p.m. ET at the mill.", "Hale leads."],
        ["By 5 p.m. EDT Saturday, all were out.", "Rain fell."],
        ["It is open until 7 p.m. Oct. 31 at the mill.", "Come early."],
        ["It closes at 9 p.m. Friday, then reopens.", "Hale leads."],
        ["It opens at 8 a.m. Velmora time.", "Hale leads."],
        ["It ended at 9 p.m.", "The guilds left."],
        ["It closed at 5 p.m.", "MIT won."],
        ["It closed at 5 p.m.", "May Hale left."],
        ['“It is a lie," Orr said.', '"We offered nothing."'],
        ['"It is a lie."', '"We offered nothing," Orr said.'],
    ],
)
def test_news_is_split_into_its_sentences(sentences):
    assert split(" ".join(sentences)) == sentences


@given(st.text(alphabet="Aa .!?”“\n1", max_size=80))
def test_only_spaces_lie_between_sentences(text):
    ends = [0, *(end for _, end in sentence_spans(text))]
    starts = [*(start for start, _ in sentence_spans(text)), len(text)]
    assert not "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip()


def test_a_very_long_paragraph_has_the_sentences_of_a_short_one():
    part = (
        "Mr. Orr left at 7 p.m. on Friday. “Nobody was hurt,” he said. It rained in St. Orm, as the U.S. had warned. "
    )
    spans = sentence_spans(part * 200)
    assert len(spans) == 3 * 200
    assert {(part * 200)[start:end] for start, end in spans} == {part[start:end] for start, end in sentence_spans(part)}


@pytest.mark.parametrize("unit", ["'", "‘ ", '"', "“”", "x", "U.S."])
def test_a_paragraph_without_sentences_is_parted_soon_and_whole(unit):
    text, began = unit * 40_000, time.thread_time()
    spans = sentence_spans(text)
    assert time.thread_time() - began < 2
    assert "".join(text[start:end] for start, end in spans) == text.replace(" ", "") or " " in unit
    assert all(end - start <= LONGEST for start, end in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
