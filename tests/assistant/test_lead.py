from talking import statement, talking

from assistant.json_out import briefing_json

NAME = "test:talking"


def briefed(sample, says):
    sample.models._chat[NAME] = talking(says)
    return sample.brief("2026-03-11", model=NAME)


def test_a_models_sentence_takes_the_place_of_the_one_it_rewords(sample):
    plain = sample.brief("2026-03-11", model="")
    made = briefed(
        sample, lambda sources: "".join(statement(one["text"].split(". ")[0].rstrip(".") + ".", one) for one in sources)
    )
    assert (made.engine, made.notices) == (NAME, ())
    for old, new in zip(plain.lead, made.lead, strict=True):
        assert new.citations[0].paragraph == old.citations[0].paragraph
    assert [one.summary for one in made.stories] == [one.summary for one in plain.stories]


def test_a_short_headline_that_is_borne_out_takes_the_place_of_the_title_with_its_proof(assistant, write):
    text = "The harbour council of Port Aldo closed the northern quay on Monday. Eleven pillars are cracked."
    path = write("a.md", f"---\npublished: 2026-03-10\n---\n# Trouble by the water\n\n{text}\n")
    list(assistant.add([str(path)]))
    head = "The council of Port Aldo closed the northern quay."
    assistant.models._chat[NAME] = talking(lambda sources: statement(head, sources[0]))
    (story,) = assistant.brief("2026-03-10", model=NAME).stories
    assert story.story.title == "The council of Port Aldo closed the northern quay"
    assert story.headline is not None
    assert story.headline.citations[0].quote in text


def test_a_headline_that_is_not_borne_out_leaves_the_articles_title(sample):
    plain = sample.brief("2026-03-11", model="")
    made = briefed(sample, lambda sources: "".join(statement("A whale sank the ferry.", one) for one in sources))
    assert [one.story.title for one in made.stories] == [one.story.title for one in plain.stories]


def test_a_sentence_that_is_not_borne_out_leaves_the_articles_own_in_its_place(sample):
    plain = sample.brief("2026-03-11", model="")

    def says(sources):
        first, *rest = sources
        return statement("Exactly 999,999 people were there on Sunday.", first) + "".join(
            statement(one["text"].split(". ")[0].rstrip(".") + ".", one) for one in rest
        )

    made = briefed(sample, says)
    assert made.lead[0] == plain.lead[0]
    assert "1 of" in made.notices[0] or len(plain.lead) == 1
    assert "999" not in repr(briefing_json(made))


def test_a_model_that_fails_leaves_the_lead_as_it_was_and_says_so(sample):
    plain = sample.brief("2026-03-11", model="")
    made = sample.brief("2026-03-11", model="nobody:nothing")
    assert (made.lead, made.engine) == (plain.lead, "extractive")
    assert "nobody:nothing" in made.notices[0]
