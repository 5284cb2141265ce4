"""From a question, or a day, to cited claims."""
