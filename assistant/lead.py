"""Lead and headlines of a briefing in a chat model's words: what passes its check replaces what it rewords.

What is told, of which stories and in which order, is decided before and without a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.answers import Claim, Hit
from assistant.chain import drafting_chain, untraced
from assistant.chatmodel import ChatModel
from assistant.drafted import checked
from assistant.edition import Briefing, ToldStory
from assistant.pacing import Limits
from assistant.prompts import HEADLINE, LEAD, Sheet, asked
from assistant.verify import Verify, verify
from ingest.errors import ModelError

TASK = "Write one sentence for each source, in the order of the sources."
HEADLINES = "Write one headline for each source, in the order of the sources."
MOST_HEADLINES, LONGEST_HEADLINE = 10, 14  # stories that get one, words
ORIGINAL = "the lead is in the words of the articles"


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model with its limits and the check that each of its sentences must pass."""

    model: ChatModel
    limits: Limits
    verifies: Verify = verify
    traced: bool = False

    def written(self, briefing: Briefing, claims: Sequence[Claim], rules: str, task: str) -> tuple[list[Claim], str]:
        """What the model makes of some claims, each borne out by the paragraph that it cites; and how it failed, if it did."""
        sheet = Sheet.of(_hits(briefing, claims))
        drafts = drafting_chain(self.model, self.limits, rules=rules).stream({"asked": asked(task, sheet)})
        found: list[Claim] = []
        try:
            for draft in chain.from_iterable(untraced(drafts, traced=self.traced)):
                claim = checked(draft, sheet, self.verifies)
                if isinstance(claim, Claim):
                    found.append(claim)
        except ModelError as error:
            return found, str(error)
        return found, ""


def worded(
    briefing: Briefing, model: ChatModel, limits: Limits, verifies: Verify = verify, *, traced: bool = False
) -> Briefing:
    """The briefing with its lead and the headlines of its first stories in the model's words, where they are borne out.

    A notice says what of the lead was not, or that the model failed; the sentence or title of the article stays in its place.
    """
    if not briefing.lead:
        return briefing
    writer = Writer(model, limits, verifies, traced)
    found, failure = writer.written(briefing, briefing.lead, LEAD, TASK)
    lead = _replaced(briefing.lead, found)
    kept = sum(new is old for new, old in zip(lead, briefing.lead, strict=True))
    if kept == len(lead):
        return replace(
            briefing, notices=(f"{failure or f'nothing that the model {model.name} wrote is borne out'}; {ORIGINAL}",)
        )
    notices = (f"{kept} of {len(lead)} sentences of the lead are in the words of the articles",) if kept else ()
    return replace(
        briefing, lead=lead, engine=model.name, notices=notices, stories=_headed(briefing, writer) if not failure else briefing.stories
    )  # fmt: skip


def _headed(briefing: Briefing, writer: Writer) -> tuple[ToldStory, ...]:
    """The stories, the first of them under headlines in the model's words where each is short and borne out."""
    titled = [one for one in briefing.stories[:MOST_HEADLINES] if one.summary and not one.story.renamed]
    found, _ = writer.written(briefing, [one.summary[0] for one in titled], HEADLINE, HEADLINES) if titled else ([], "")
    heads = {one.citations[0].paragraph: one for one in reversed(found) if len(one.text.split()) <= LONGEST_HEADLINE}
    return tuple(
        _under(one, heads.get(one.summary[0].citations[0].paragraph) if one in titled else None)
        for one in briefing.stories
    )


def _under(told: ToldStory, headline: Claim | None) -> ToldStory:
    if headline is None:
        return told
    return replace(told, story=replace(told.story, title=headline.text.rstrip(".")), headline=headline)


def _replaced(lead: Sequence[Claim], found: Sequence[Claim]) -> tuple[Claim, ...]:
    """The lead with each sentence replaced by the first found that cites the same paragraph, where there is one."""
    left, told = list(found), []
    for old in lead:
        place = old.citations[0].paragraph
        new = next((one for one in left if one.citations[0].paragraph == place), None)
        if new is not None:
            left.remove(new)
        told.append(new or old)
    return tuple(told)


def _hits(briefing: Briefing, claims: Sequence[Claim]) -> list[Hit]:
    articles = {
        (article.id, article.version): article
        for told in briefing.stories
        for article in (*told.context, *told.story.articles)
    }
    cited = dict.fromkeys(claim.citations[0].paragraph for claim in claims)
    return [Hit(paragraph, articles[paragraph.article_id, paragraph.version], 1.0) for paragraph in cited]
