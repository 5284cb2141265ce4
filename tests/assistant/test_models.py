"""A chat model that is tried: what is said of it."""

import pytest
from talking import talking

from ingest.errors import ModelError


def test_a_model_that_answers_is_said_to(assistant):
    assistant.models._chat["test:one"] = talking(lambda _: "ready")
    assert list(assistant.models.trial("test:one")) == [(True, "test:one answers.")]


def test_a_model_that_says_nothing_does_not_count_as_one_that_answers(assistant):
    assistant.models._chat["test:one"] = talking(lambda _: " ")
    assert list(assistant.models.trial("test:one")) == [(False, "test:one can be reached, but says nothing.")]


def test_a_model_that_is_not_there_is_told_with_what_to_do(assistant):
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        list(assistant.models.trial("openai:gpt-4o-mini"))
