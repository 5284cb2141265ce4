"""From a source to a searchable library: everything before a question is asked, and the store that remembers it."""
