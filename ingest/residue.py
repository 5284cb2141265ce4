"""Lines that scraping leaves behind and nobody wrote as news: each rule is a pattern for one whole line.

The rules are narrow on purpose: a sentence that speaks of cookies or advertising is news, a line that asks to accept
them is not. What is dropped is listed with the article.
"""

from __future__ import annotations

import re

_FENCE = "[`'\"‘’“”´]"
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("code fence", re.compile(rf"(?:[‘’“”\"']?`+|{_FENCE}{{2,}}|[‘’“”´])\s*(?:html|markdown|md|json|text|xml|plaintext)?\s*`*")),
    ("table of contents", re.compile(r"(?:table of )?contents:?", re.I)),
    ("advertisement", re.compile(r"[\[(—–-]*\s*(?:advertisements?|ad|sponsored(?: content)?|promoted)\s*[\])—–-]*", re.I)),
    ("advertisement", re.compile(r"(?:story|article) continues below(?: this)?(?: (?:ad|advertisement))?\.?", re.I)),
    ("advertisement", re.compile(r"skip (?:past )?(?:to content|advertisement|newsletter promotion)", re.I)),
    (
        "share bar",
        re.compile(
            r"(?:share|follow|tweet|pin|email|print)(?: this| us)?(?: (?:article|story|page|post))?(?: (?:on|via|with))?"
            r"[:\s|·•,/-]*(?:(?:facebook|twitter|x|email|e-mail|linkedin|whatsapp|telegram|reddit|pinterest|print|"
            r"copy link|link|messenger|instagram|threads|bluesky|and|or)[\s|·•,/-]*)*",
            re.I,
        ),
    ),
    (
        "cookie notice",
        re.compile(r"(?:we|this (?:web)?site) (?:and our partners )?uses? cookies\b.{0,300}", re.I),
    ),
    ("cookie notice", re.compile(r"(?:(?:accept|reject|manage)(?: all)?(?: cookies| cookie settings| preferences)|(?:accept|reject) all)\W*", re.I)),
    ("cookie notice", re.compile(r"by (?:continuing|using|clicking)\b.{0,160}\b(?:cookies|privacy policy|terms)\b.{0,120}", re.I)),
    (
        "sign-up",
        re.compile(
            r"(?:click here to |please )?(?:sign up|subscribe|register)\b.{0,40}\b(?:newsletters?|e-?mails?|alerts?|updates|"
            r"inbox|today|now|here)\b.{0,60}",
            re.I,
        ),
    ),
    ("sign-up", re.compile(r"get (?:the|our) .{0,60}\b(?:newsletter|in your inbox)\b.{0,40}", re.I)),
    ("pointer", re.compile(r"(?:read (?:more|also|next|the full (?:story|article))|see also|also read|more on this)\b(?:\s*[:>»|].*|\.{0,3})", re.I)),
    ("pointer", re.compile(r"click here\b.{0,80}(?<![.!?])", re.I)),
    ("pointer", re.compile(r"(?:related|recommended|trending|most read|more)(?: (?:articles?|stories|news|topics|content|links|reading))?:?", re.I)),
    ("photo credit", re.compile(r"(?:image|photo|picture|photograph|credit|image credit|photo credit|source)s?:\s.{1,80}(?<![.!?])", re.I)),
    ("rights notice", re.compile(r"(?:©|\(c\)|copyright)\s.{0,120}", re.I)),
)  # fmt: skip


def rule_for(line: str) -> str | None:
    """The name of the residue rule that a whole line falls under, None when it is text.

    >>> rule_for("Table of Contents")
    'table of contents'
    >>> rule_for("The advertisement cost the ministry two jobs.")
    """
    line = line.strip()
    return next((name for name, pattern in RULES if pattern.fullmatch(line)), None)


def drop_residue(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines that are text, and those that are residue."""
    kept = [line for line in lines if rule_for(line) is None]
    dropped = [line.strip() for line in lines if line.strip() and rule_for(line) is not None]
    return kept, dropped
