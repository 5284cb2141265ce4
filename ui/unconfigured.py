"""Streamlit's own command with none of its configuration files read: only what the launcher passes counts.

Run as `python -m ui.unconfigured run ui/app.py --server.port=…`. Such files may lie in the folder where the page is started, which
may have come from anywhere; one of them can make the server fetch a theme from an address, trust other sites, or show errors whole.
"""

from __future__ import annotations

from streamlit import config


def no_files(file_name: str) -> list[str]:  # noqa: ARG001  the signature is Streamlit's
    """The places of `config.toml` and `secrets.toml`: none."""
    return []


def main() -> None:
    """Run Streamlit's command line without its files."""
    config.get_config_files = no_files
    from streamlit.web import cli

    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()
