"""Every face of the assistant: the web page and the command line."""
