import numpy as np
import pytest

from assistant.answers import Hit
from assistant.evidence import Scored, sentences_of
from assistant.neighbourhood import rated_beside, standing
from ingest.articles import Article, Citation, Paragraph

TOLD = "The quay of Tarn is shut. It was built there in 1911. Ada Hale shut it on Monday. The cranes stand still there. Nobody works on it now."
ELSEWHERE = "The ferry of Eskle runs to Tarn."
PLACES = ["earlier", "before", None, "next", "later"]


def ranked(scores):
    paragraphs = (Paragraph("a", 1, 1, TOLD), Paragraph("a", 1, 2, ELSEWHERE))
    article = Article(id="a", version=1, title="", paragraphs=paragraphs)
    sentences = sentences_of([Hit(paragraph, article, 1.0) for paragraph in paragraphs])
    made = [Scored(sentence, {}, np.zeros(1), score) for sentence, score in zip(sentences, scores, strict=True)]
    return sorted(made, key=lambda one: -one.score)


def sentences(paragraph):
    text = paragraph.text
    starts = [0, *(at + 2 for at in range(len(text) - 1) if text[at : at + 2] == ". ")]
    return [Citation(paragraph, start, text.index(".", start) + 1) for start in starts]


def test_a_sentence_stands_before_or_behind_the_best_one_beside_it_or_farther():
    cited = sentences(Paragraph("a", 1, 1, TOLD))
    assert [[*standing(one, cited[2])] for one in cited if one != cited[2]] == [[place] for place in PLACES if place]


def test_of_another_paragraph_nothing_is_told():
    here, there = Paragraph("a", 1, 1, TOLD), Paragraph("a", 1, 2, ELSEWHERE)
    assert standing(Citation(there, 0, 9), Citation(here, 0, 9)) == {}


@pytest.mark.parametrize("lead", [0.2, 3.0])
def test_what_the_best_ones_paragraph_tells_comes_before_another_that_is_hardly_better(lead):
    told = rated_beside(ranked([-2.0, -2.0, 0.0, -2.0, -2.0, lead - 2.0 if lead < 2 else -0.1]))
    assert told[0].sentence.text == "Ada Hale shut it on Monday."
    assert (told[1].sentence.text == ELSEWHERE) == (lead > 2)
    assert [one.score for one in told[1:]] == sorted((one.score for one in told[1:]), reverse=True)
