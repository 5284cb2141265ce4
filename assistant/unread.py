"""What an answer has to say about languages that the embedding model does not read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.answers import Hit
from ingest.languages import is_other_question, is_read

BEST = 3


def unread(question: str, hits: Sequence[Hit], reads: Collection[str]) -> tuple[str, ...]:
    """Notices for a question in another language, and for best keyword hits in one: there only words were compared."""
    notices = []
    if is_other_question(question, reads):
        notices.append(
            f"the question is not in a language that the embedding model reads ({', '.join(sorted(reads))}): only its words "
            "were searched; set BRIEFING_EMBEDDING_MODEL to a multilingual model to search by meaning"
        )
    by_words = sorted((hit for hit in hits if dict(hit.terms).get("words")), key=_words, reverse=True)[:BEST]
    others = {hit.article.language: hit.article for hit in by_words if not is_read(hit.article.language, reads)}
    notices += [
        f"articles in {language!r} are found by keywords only, {article.title or article.id!r} among the best of them: "
        "the embedding model does not read that language"
        for language, article in sorted(others.items())
    ]
    return tuple(notices)


def _words(hit: Hit) -> float:
    return dict(hit.terms)["words"]
