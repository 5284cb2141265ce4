"""The measures of retrieval and of answers, as the literature defines them: pure functions of rankings and texts."""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.words import content_words, stem

READ_WORDS = 800  # how many words of the hits are looked through for an answer
CONTAINED = 30  # characters from which a text that lies in a gold sentence counts as that sentence


def mean(figures: Iterable[float]) -> float:
    """The mean of some figures, 0 of none."""
    found = list(figures)
    return sum(found) / len(found) if found else 0.0


# -- rankings ---------------------------------------------------------------------------------------------------


def average_precision(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """The mean of the precision at each relevant item, 0 for those not ranked (Buckley and Voorhees, SIGIR 2000; trec_eval's `map`).

    >>> average_precision(["a", "x", "b"], {"a", "b"})
    0.8333333333333333
    """
    found, total = 0, 0.0
    for rank, item in enumerate(dict.fromkeys(ranking), 1):
        if item in relevant:
            found += 1
            total += found / rank
    return total / len(set(relevant)) if relevant else 0.0


def ndcg(ranking: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Discounted cumulative gain of the first `k` as a share of the best there can be (Järvelin and Kekäläinen, TOIS 2002).

    Gains are 1 or 0 and the discount of rank r is log2(r + 1), as trec_eval's `ndcg_cut` has them.

    >>> ndcg(["a", "x"], {"a"}), round(ndcg(["x", "a"], {"a"}), 3)
    (1.0, 0.631)
    """
    first = list(dict.fromkeys(ranking))[:k]
    gained = sum(1 / math.log2(rank + 1) for rank, item in enumerate(first, 1) if item in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(relevant))) + 1))
    return gained / best if best else 0.0


# -- decisions --------------------------------------------------------------------------------------------------


def balanced_accuracy(answered_of_answerable: float, refused_of_unanswerable: float) -> float:
    """The mean of the two classes' shares of right decisions (Brodersen et al., ICPR 2010): .5 for whoever always answers."""
    return (answered_of_answerable + refused_of_unanswerable) / 2


# -- short answers ----------------------------------------------------------------------------------------------


def normalised_answer(text: str) -> str:
    """A short answer as SQuAD compares it: lower case, no punctuation, no articles, single spaces (Rajpurkar et al., EMNLP 2016).

    >>> normalised_answer("The  U.S. Army!")
    'us army'
    """
    plain = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", plain).split())


def exact_match(given: str | None, gold: Iterable[str]) -> float:
    """1 when a short answer is one of the gold ones after SQuAD's normalisation, else 0; no answer is a wrong one."""
    return float(given is not None and any(normalised_answer(given) == normalised_answer(one) for one in gold))


def token_f1(given: str | None, gold: Iterable[str]) -> float:
    """The best F1 over the words of a short answer and a gold one, normalised as in SQuAD; no answer has 0.

    >>> token_f1("ships of the navy", ["the navy"])
    0.5
    """
    return max(
        (_f1(normalised_answer(given or "").split(), normalised_answer(one).split()) for one in gold), default=0.0
    )


def _f1(given: Sequence[str], gold: Sequence[str]) -> float:
    same = (Counter(given) & Counter(gold)).total()
    return 2 * same / (len(given) + len(gold)) if same else 0.0


def content_f1(given: str, gold: str) -> float:
    """F1 over the stems of the content words of two texts: how much a question that was made to stand alone says of the gold one.

    >>> content_f1("Who opened the bridges?", "Who opened the Karsk bridge?")
    0.8
    """
    said, wanted = ({stem(word) for word in content_words(text)} for text in (given, gold))
    if not said or not wanted:
        return float(said == wanted)
    return 2 * len(said & wanted) / (len(said) + len(wanted))


# -- summaries --------------------------------------------------------------------------------------------------


def rouge(given: str, gold: str, n: int) -> float:
    r"""ROUGE-N F1: over the runs of `n` words of two texts, each as often as it stands in both (Lin, 2004).

    Words are `\w+` in lower case, neither stemmed nor filtered; a run may cross from one sentence into the next.

    >>> rouge("The ferry sank.", "The old ferry sank.", 1), rouge("The ferry sank.", "The old ferry sank.", 2)
    (0.8571428571428571, 0.4)
    """
    runs = [_runs(re.findall(r"\w+", text.lower()), n) for text in (given, gold)]
    same, most = (runs[0] & runs[1]).total(), runs[0].total() + runs[1].total()
    return 2 * same / most if same else 0.0


def _runs(words: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + n]) for at in range(len(words) - n + 1))


# -- texts ------------------------------------------------------------------------------------------------------


def says(text: str, wanted: str) -> bool:
    """Whether a text holds a phrase word by word, whatever the case and the marks between the words.

    >>> says("It costs 2.6 million crowns.", "2.6 Million"), says("In 1945 it fell.", "194")
    (True, False)
    """
    phrase = _words(wanted)
    return bool(phrase) and f" {phrase} " in f" {_words(text)} "


def among_first_words(texts: Iterable[str], answers: Iterable[str], words: int = READ_WORDS) -> bool:
    """Whether one of the answers stands in the first `words` words of some texts, the best first."""
    read = " ".join(" ".join(texts).split()[:words])
    return any(says(read, answer) for answer in answers)


def same_sentence(cited: str, gold: str) -> bool:
    """Whether a cited sentence is a gold one: one lies within the other, whatever the case and the white space.

    Sentences are cut differently by different tools, so a part of a gold sentence counts too unless it is short.
    """
    cited, gold = folded(cited), folded(gold)
    return bool(gold) and (gold in cited or (len(cited) >= CONTAINED and cited in gold))


def folded(text: str) -> str:
    """A text in one case, with single spaces and one kind of apostrophe."""
    return " ".join(text.split()).casefold().replace("’", "'")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


# -- groups -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BCubed:
    """How well articles are grouped: precision and recall, each the mean over the articles, and of how many."""

    precision: float
    recall: float
    articles: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(groups: Mapping[str, str], labels: Mapping[str, str]) -> BCubed:
    """B-cubed (Bagga and Baldwin, ACL 1998) of a grouping against labels, both as the name of a group for each article.

    For each article: the share of its group that has its label, and the share of its label that is in its group.

    >>> b_cubed({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "y", "c": "y"})
    BCubed(precision=0.6666666666666666, recall=0.6666666666666666, articles=3)
    """
    sizes, label_sizes = Counter(groups[one] for one in labels), Counter(labels.values())
    shared = Counter((groups[one], label) for one, label in labels.items())
    together = [(shared[groups[one], label], groups[one], label) for one, label in labels.items()]
    return BCubed(
        mean(count / sizes[group] for count, group, _ in together),
        mean(count / label_sizes[label] for count, _, label in together),
        len(labels),
    )
