"""The lead of a briefing in a chat model's words: each sentence that passes its check replaces the one it rewords.

What is told, of which stories and in which order, is decided before and without a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from assistant.answers import Claim, Hit
from assistant.chain import drafting_chain, untraced
from assistant.chatmodel import ChatModel
from assistant.drafted import checked
from assistant.edition import Briefing
from assistant.pacing import Limits
from assistant.prompts import LEAD, Sheet, asked
from assistant.verify import Verify, verify
from ingest.errors import ModelError

TASK = "Write one sentence for each source, in the order of the sources."
ORIGINAL = "the lead is in the words of the articles"


def worded(
    briefing: Briefing, model: ChatModel, limits: Limits, verifies: Verify = verify, *, traced: bool = False
) -> Briefing:
    """The briefing with its lead in the model's words, sentence by sentence where each is borne out by its source.

    A notice says what was not, or that the model failed; the sentence of the article stays in its place.
    """
    if not briefing.lead:
        return briefing
    sheet = Sheet.of(_hits(briefing))
    drafts = drafting_chain(model, limits, rules=LEAD).stream({"asked": asked(TASK, sheet)})
    found: list[Claim] = []
    failure = ""
    try:
        for draft in chain.from_iterable(untraced(drafts, traced=traced)):
            claim = checked(draft, sheet, verifies)
            if isinstance(claim, Claim):
                found.append(claim)
    except ModelError as error:
        failure = str(error)
    lead = _replaced(briefing.lead, found)
    kept = sum(new is old for new, old in zip(lead, briefing.lead, strict=True))
    if kept == len(lead):
        return replace(
            briefing, notices=(f"{failure or f'nothing that the model {model.name} wrote is borne out'}; {ORIGINAL}",)
        )
    notices = (f"{kept} of {len(lead)} sentences of the lead are in the words of the articles",) if kept else ()
    return replace(briefing, lead=lead, engine=model.name, notices=notices)


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


def _hits(briefing: Briefing) -> list[Hit]:
    articles = {article.id: article for told in briefing.stories for article in told.story.articles}
    cited = dict.fromkeys(claim.citations[0].paragraph for claim in briefing.lead)
    return [Hit(paragraph, articles[paragraph.article_id], 1.0) for paragraph in cited]
