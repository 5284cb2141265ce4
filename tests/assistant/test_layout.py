import pytest
from editions import citation, claim, edition, story

from assistant.html_out import briefing_html
from assistant.layout import laid_out
from assistant.markdown_out import briefing_markdown
from assistant.render import web_link
from assistant.text_out import briefing_text

FORMS = [briefing_markdown, briefing_html, briefing_text]


def titles(data):
    return [section.title for told in laid_out(data).stories for section in told.sections]


def test_a_section_appears_only_when_it_has_something():
    assert titles(edition(story(1, said=[], numbers=[]))) == [
        "",
        "What has changed since 2026-03-10",
        "Further points",
        "Where the sources differ",
        "Timeline",
    ]


def test_a_story_says_how_new_it_is_only_to_who_had_a_briefing_before():
    assert laid_out(edition(story(1))).stories[0].told_by.startswith("developing; 10 articles")
    assert laid_out(edition(story(1), since=None)).stories[0].told_by.startswith("10 articles")


def test_every_cited_paragraph_is_a_source_with_each_of_its_quotations_once():
    twice = {"text": "Both.", "verdict": "supported", "citations": [citation(1, "Late."), citation(1, "Later.")]}
    found = laid_out(edition(story(1, summary=[twice, twice]), lead=[])).sources[0]
    assert found.place == "The Courier, “Report 1”, 2026-03-11, paragraph 1"
    assert [quote.text for quote in found.quotes] == ["Late.", "Later."]


@pytest.mark.parametrize("draw", FORMS)
def test_what_was_said_before_stands_beside_what_is_said_now(draw):
    page = draw(edition(story(1)))
    assert page.index("The repair costs 9 million") < page.index("It costs 14 million")
    assert "was" in page
    assert "now" in page


@pytest.mark.parametrize("draw", FORMS)
def test_words_that_have_changed_or_gone_since_are_marked_in_words(draw):
    page = draw(edition(story(1, summary=[claim(7, "Shut.", changed_since=True), claim(8, "Open.", removed=True)])))
    said = " ".join(page.split())
    assert said.count("article has changed since") == 2
    assert said.count("article was taken out of the library") == 2


@pytest.mark.parametrize("draw", FORMS)
def test_every_article_of_the_day_is_accounted_for(draw):
    page = draw(edition(story(1)))
    assert all(f"Report {number}" in page.split("articles of the day")[1] for number in range(10, 20))
    assert "article x0 (too short)" in page


@pytest.mark.parametrize("draw", FORMS)
def test_a_briefing_older_than_a_field_can_be_drawn(draw):
    bare = {"day": "2026-03-11", "stories": [{"title": "Quay", "summary": [{"text": "Shut.", "citations": []}]}]}
    assert "Shut." in draw(bare)
    assert "2026-03-11" in draw({"day": "2026-03-11"})


@pytest.mark.parametrize("draw", FORMS)
def test_the_same_briefing_is_drawn_in_the_same_bytes(draw):
    assert draw(edition(story(1), story(2))) == draw(edition(story(1), story(2)))


def test_a_lead_that_a_model_worded_says_so():
    assert "worded by ollama:qwen3" in briefing_text(edition(story(1), engine="ollama:qwen3"))


def test_a_quotation_is_shown_in_marks_once():
    marked = {
        "speaker": "Ann Hale",
        "attribution": "unnamed",
        "quotation": True,
        "claim": claim(1, '"Soon," she said.'),
    }
    page = briefing_text(edition(story(1, said=[*story(1)["said"], marked])))
    assert "Ann Hale: “We will be quick 15.”" in page
    assert 'Ann Hale (not named): "Soon," she said. [' in page


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "JavaScript://x/%0aalert(1)", "file:///etc/passwd", "//news.example/x", "",
        "https://", "https:///x", "https://courier.example@evil.example/", "http://[::1", "java\nscript:alert(1)", None,
    ],
)  # fmt: skip
def test_only_an_address_of_the_web_becomes_a_link(url):
    data = edition(story(1, summary=[claim(1, "Shut.", url=url)]), lead=[])
    assert web_link(url) == ""
    assert laid_out(data).sources[0].url == ""


def test_an_address_cannot_end_its_link():
    assert web_link("https://x.example/a> [b](c) \"d' <e>\u202e") == "https://x.example/a%3E%20[b](c)%20%22d'%20%3Ce%3E"
