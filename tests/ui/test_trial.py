from talking import talking

from ui import trial

PATIENCE = 20


def tried(assistant, name):
    found = trial.begin(assistant, name)
    assert found.done.wait(PATIENCE)
    return found


def test_a_model_that_answers_is_said_to(assistant):
    assistant.models._chat["test:one"] = talking(lambda _: "ready")
    found = tried(assistant, "test:one")
    assert (found.answered, found.told) == (True, "test:one answers.")


def test_a_model_that_says_nothing_does_not_count_as_one_that_answers(assistant):
    assistant.models._chat["test:one"] = talking(lambda _: " ")
    found = tried(assistant, "test:one")
    assert (found.answered, found.told) == (False, "test:one can be reached, but says nothing.")


def test_a_model_that_is_not_there_is_told_with_what_to_do(assistant):
    found = tried(assistant, "openai:gpt-4o-mini")
    assert not found.answered
    assert "OPENAI_API_KEY" in found.told
