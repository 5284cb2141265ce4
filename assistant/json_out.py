"""Everything that commands print as JSON, a promise to other programs: fields are added, never renamed or removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assistant.answers import Answer, Claim, Difference, Hit, LeftOut
from assistant.backing import origins_of
from assistant.called import called
from assistant.render import Articles, Json, articles_of, marked, numbered
from ingest.articles import Article, Citation
from ingest.changes import changes
from ingest.dates import precision
from ingest.secrecy import masked

if TYPE_CHECKING:
    from assistant.edition import Briefing, Change, Story, ToldStory
    from assistant.records import Record
    from ingest.pipeline import Outcome
    from ingest.subscriptions import Subscription
    from ingest.update import FeedOutcome


def citation_json(citation: Citation, number: int, articles: Articles) -> Json:
    """A citation as every command prints it."""
    paragraph = citation.paragraph
    article = articles[paragraph.article_id, paragraph.version]
    return {
        "number": number, "article_id": article.id, "external_id": article.external_id, "title": article.title,
        "source": article.source, "url": article.url, "published": article.published, "version": paragraph.version,
        "paragraph": paragraph.number, "start": citation.start, "end": citation.end, "quote": citation.quote,
        "changed_since": False, "removed": False, "called": called(article),
    }  # fmt: skip


def claim_json(claim: Claim, numbers: Mapping[Citation, int], articles: Articles) -> Json:
    """A claim with its citations."""
    cited = [citation_json(citation, numbers[citation], articles) for citation in claim.citations]
    return {"text": claim.text, "verdict": claim.verdict, "citations": cited, "origins": _origins([claim], articles)}


def _origins(claims: Iterable[Claim], articles: Articles) -> int:
    """By how many independent sources some claims are told."""
    cited = (citation.paragraph for claim in claims for citation in claim.citations)
    return origins_of(list({one.article_id: articles[one.article_id, one.version] for one in cited}.values()))


def hit_json(hit: Hit, *, explain: bool = False) -> Json:
    """A hit, with the terms of its score when asked for."""
    found = {
        "article_id": hit.article.id, "external_id": hit.article.external_id, "version": hit.paragraph.version,
        "paragraph": hit.paragraph.number, "score": round(hit.score, 6), "text": hit.paragraph.text,
        "title": hit.article.title, "source": hit.article.source, "url": hit.article.url, "published": hit.article.published,
        "called": called(hit.article),
    }  # fmt: skip
    return found | ({"terms": dict(hit.terms)} if explain else {})


def answer_json(answer: Answer) -> Json:
    """An answer as `briefing ask --json` prints it."""
    articles = {(article.id, article.version): article for article in answer.articles}
    numbers = numbered([*answer.claims, *(claim for one in answer.differences for claim in one.versions)])
    filters = answer.filters
    return {
        "question": answer.question, "standalone_question": answer.standalone_question, "status": answer.status,
        "engine": answer.engine, "claims": [claim_json(claim, numbers, articles) for claim in answer.claims],
        "answer": marked(answer.claims, numbers), "short_answer": answer.short_answer,
        "short_answer_sure": bool(answer.short_answer) and answer.short_answer_sure,
        "origins": _origins(answer.claims, articles),
        "filters": {
            "since": filters.since.isoformat() if filters.since else None,
            "until": filters.until.isoformat() if filters.until else None,
            "sources": list(filters.sources),
        },
        "differences": [_difference_json(one, numbers, articles) for one in answer.differences],
        "closest": [hit_json(hit) for hit in answer.closest], "missing": list(answer.missing),
        "notices": list(answer.notices), "filters_read": list(answer.filters_read), "seconds": dict(answer.seconds),
        "left_out": [left_out_json(one) for one in answer.left_out],
    }  # fmt: skip


def left_out_json(left_out: LeftOut) -> Json:
    """A sentence that is not given as an answer, and what in it the sources do not bear out."""
    problems = [{"kind": one.kind, "text": one.text, "start": one.start, "end": one.end} for one in left_out.problems]
    return {"text": left_out.text, "reason": left_out.reason, "problems": problems}


def outcome_json(outcome: Outcome) -> Json:
    """What became of one added item; one that is a feed, not an article, says so."""
    return {
        "item": masked(outcome.item), "outcome": outcome.outcome, "article_id": outcome.article_id, "external_id": outcome.external_id,
        "duplicate_of": outcome.duplicate_of, "reason": outcome.reason, "paragraphs": outcome.paragraphs,
        "origin_of": outcome.origin_of,
        "is_feed": outcome.is_feed,
    }  # fmt: skip


def feed_json(feed: Subscription) -> Json:
    """A feed that is or was followed; times are UTC, null for never."""
    return {
        "feed": feed.address, "title": feed.title, "kind": feed.kind, "added": feed.added, "last_check": feed.last_check or None,
        "last_success": feed.last_success or None, "last_error": feed.last_error or None, "problems": feed.problems or None,
        "failures": feed.failures, "gained": feed.gained, "next_check": feed.next_check or None,
        "retired": feed.retired or None,
    }  # fmt: skip


def update_json(event: FeedOutcome | Outcome) -> Json:
    """What became of a feed or an article in an update: only a feed's has the key "feed"."""
    from ingest.pipeline import Outcome

    if isinstance(event, Outcome):
        return outcome_json(event)
    return {
        "feed": event.feed, "title": event.title, "outcome": event.outcome, "new": event.new, "reason": event.reason,
        "next_check": event.next_check,
    }  # fmt: skip


def article_json(article: Article, versions: list[int], *, whole: bool, keyword_only: bool = False) -> Json:
    """An article; `whole` with its paragraphs and what was dropped."""
    found: Json = {
        "article_id": article.id, "external_id": article.external_id, "title": article.title, "source": article.source,
        "author": article.author, "url": article.url, "published": article.published, "precision": precision(article.published),
        "modified": article.modified or None, "language": article.language, "keyword_only": keyword_only,
        "version": article.version, "versions": versions, "origin_of": article.origin_of, "notes": list(article.notes),
        "gone": article.gone or None, "gone_reason": article.gone_reason,
    }  # fmt: skip
    if whole:
        found["paragraphs"] = [
            {"number": paragraph.number, "text": paragraph.text, "heading": paragraph.heading}
            for paragraph in article.paragraphs
        ]
        found["dropped"] = list(article.dropped)
    return found


def version_json(older: Article, newer: Article) -> Json:
    """What a newer version of an article says that the one before it did not, and the other way round."""
    return {
        "version": newer.version, "added": newer.added,
        "title": {"before": older.title, "after": newer.title} if older.title != newer.title else None,
        "paragraphs": [
            {"kind": change.kind,
             "before": change.before.number if change.before else None, "after": change.after.number if change.after else None,
             "text_before": change.before.text if change.before else None,
             "text_after": change.after.text if change.after else None}
            for change in changes(older, newer)
        ],
    }  # fmt: skip


def story_json(story: Story) -> Json:
    """A story and its articles."""
    articles = [{"article_id": article.id, "external_id": article.external_id} for article in story.articles]
    return {
        "id": story.id, "title": story.title, "articles": articles, "sources": story.sources, "origins": story.origins,
        "single_source": story.single_source, "opened": story.opened,
    }  # fmt: skip


def record_json(record: Record) -> Json:
    """A claim of a story's ledger: who says what, how sure, of which days, and what bears it out or speaks against it."""
    one = record.statement
    found = [one, *record.supports, *record.opposes]
    articles = {(each.article.id, each.article.version): each.article for each in found}
    supports, opposes = (
        [citation_json(each.citation, number, articles) for number, each in enumerate(side, 1)]
        for side in (record.supports, record.opposes)
    )
    return {
        "text": one.text, "speaker": one.speaker or None, "attribution": one.attribution, "modality": one.modality,
        "days": [day.isoformat() for day in one.days], "names": list(record.names), "places": list(record.places),
        "numbers": [{"low": each.low, "high": each.high, "unit": each.unit} for each in record.numbers],
        "citation": citation_json(one.citation, 1, articles), "supported_by": supports, "opposed_by": opposes,
    }  # fmt: skip


def briefing_json(briefing: Briefing) -> Json:
    """A briefing as `briefing brief --json` prints it."""
    articles, numbers = articles_of(briefing), numbered(briefing.claims)
    return {
        "day": briefing.day.isoformat(), "window": [instant.isoformat() for instant in briefing.window],
        "since": briefing.since.isoformat() if briefing.since else None,
        "title": briefing.title, "lead": [claim_json(claim, numbers, articles) for claim in briefing.lead],
        "stories": [_told_json(told, numbers, articles) for told in briefing.stories],
        "coverage": [
            {"article_id": entry.article.id, "external_id": entry.external_id, "version": entry.article.version,
             "use": entry.use, "reason": entry.reason, "title": entry.article.title, "source": entry.article.source,
             "called": called(entry.article)}
            for entry in briefing.coverage
        ],
        "engine": briefing.engine, "notices": list(briefing.notices),
    }  # fmt: skip


def _told_json(told: ToldStory, numbers: Mapping[Citation, int], articles: Articles) -> Json:
    def claims(told: Iterable[Claim]) -> list[Json]:
        return [claim_json(claim, numbers, articles) for claim in told]

    def change(one: Change) -> Json:
        before, after = (claim_json(claim, numbers, articles) if claim else None for claim in (one.before, one.after))
        return {"kind": one.kind, "before": before, "after": after}

    return {
        "id": told.story.id, "rank": told.rank, "title": told.story.title, "news": told.news,
        "headline": claim_json(told.headline, numbers, articles) if told.headline else None,
        "summary": claims(told.summary), "changes": [change(one) for one in told.changes], "points": claims(told.points),
        "said": [
            {"speaker": one.speaker, "attribution": one.attribution, "quotation": one.quotation,
             "claim": claim_json(one.claim, numbers, articles)}
            for one in told.said
        ],
        "differences": [_difference_json(one, numbers, articles) for one in told.differences],
        "numbers": claims(told.numbers),
        "timeline": [
            {"date": one.day.isoformat(), "claim": claim_json(one.claim, numbers, articles)} for one in told.timeline
        ],
        "watch": claims(told.watch), "unknowns": claims(told.unknowns),
        "sources": told.story.sources, "origins": told.story.origins, "rank_terms": dict(told.rank_terms),
        "rank_values": dict(told.rank_values),
        "outlets": list(dict.fromkeys(article.source for article in told.story.articles if article.source)),
        "articles": [article.id for article in told.story.articles],
    }  # fmt: skip


def _difference_json(difference: Difference, numbers: Mapping[Citation, int], articles: Articles) -> Json:
    versions = [claim_json(claim, numbers, articles) for claim in difference.versions]
    return {
        "about": difference.about, "kind": difference.kind, "different_time": difference.different_time, "versions": versions
    }  # fmt: skip
