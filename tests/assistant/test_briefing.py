from datetime import date

from assistant.html_out import briefing_html
from assistant.json_out import briefing_json
from assistant.markdown_out import briefing_markdown


def test_the_newest_day_with_articles_is_briefed_when_none_is_named(sample):
    assert sample.brief().day == sample.days()[0] == date(2026, 3, 14)


def test_the_day_on_which_only_an_undated_article_was_added_is_not_the_newest_news(assistant, write):
    rows = (
        '{"text": "The quay of Port Aldo was closed on Monday after a storm.", "published": "2026-03-10"}\n'
        '{"text": "A cat called Bracket lives in the old mill of the village."}\n'
    )
    list(assistant.add([str(write("a.jsonl", rows))]))
    assert assistant.brief().day == date(2026, 3, 10)
    assert len(assistant.days()) == 2


def test_without_any_dated_article_the_day_of_adding_is_briefed(assistant, write):
    list(assistant.add([str(write("a.txt", "A cat called Bracket lives in the old mill of the village."))]))
    assert assistant.brief().day == assistant.days()[0]


def test_every_sentence_of_a_briefing_is_the_exact_words_it_cites(sample):
    for day in sample.days():
        claims = list(sample.brief(day.isoformat()).claims)
        assert claims
        assert all(claim.citations and claim.text == claim.citations[0].quote for claim in claims)


def test_every_article_of_the_day_is_accounted_for(sample):
    made = sample.brief("2026-03-11")
    assert {entry.article.id for entry in made.coverage} == {
        a.id for a in sample.articles() if a.published[:10] == "2026-03-11"
    }


def test_the_same_day_is_briefed_in_the_same_bytes(sample):
    first, again = (briefing_markdown(briefing_json(sample.brief("2026-03-10"))) for _ in range(2))
    assert first == again


def test_articles_on_one_event_are_one_story(sample):
    titles = [{article.title for article in story.articles} for story in sample.stories()]
    sinking = {
        "Nine dead and 26 missing after ferry capsizes off Port Callow",
        "Grey Heron toll reaches 14 as rescue service corrects number aboard",
        "Ferry death toll rises to 21 as voyage recorder is recovered",
    }
    (heron,) = (group for group in titles if group & sinking)
    assert heron >= sinking


def test_two_fires_in_two_towns_on_one_day_are_two_stories(sample):
    titles = [{article.title for article in story.articles} for story in sample.stories()]
    (loft,) = (group for group in titles if "Net loft burns down in Dunmarsh, two firefighters hurt" in group)
    assert "One dead in fire at Tolvane paper mill" not in loft


def test_a_hostile_title_stays_text_in_every_format(assistant, write):
    row = '{"title": "<script>x</script> ![p](https://x.example/p.png)", "text": "The quay was closed on Monday after a storm.", "published": "2026-03-10"}'
    list(assistant.add([str(write("a.jsonl", row))]))
    made = briefing_json(assistant.brief())
    assert "<script>" not in briefing_html(made)
    assert "![" not in briefing_markdown(made)
    assert made["stories"][0]["title"].startswith("<script>")
