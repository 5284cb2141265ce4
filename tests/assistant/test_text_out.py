from editions import claim, edition, story

from assistant.text_out import WIDTH, briefing_text


def test_lines_stay_narrow_but_for_what_cannot_be_broken():
    long = claim(1, "The quay is shut. " * 20, url="https://courier.example/" + "x" * 100)
    lines = briefing_text(edition(story(1, summary=[long]))).splitlines()
    assert all(len(line) <= WIDTH or line.strip().startswith("<https://") for line in lines)


def test_a_title_with_a_line_break_stays_one_title():
    assert "Quay\u0020shut\n" in briefing_text(edition(story(1), title="Quay\r\nshut"))
