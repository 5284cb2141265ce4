"""Verbs of several words that mean something else than their words: "turn down" is to refuse, "call off" to cancel.

A question is read as if it held the plain verb, so that an article with that verb, or another word for it, bears it out.
The list is of common English verbs that nearly always mean the one thing in a report; "go down" and "set up" are not on it.
"""

from __future__ import annotations

import re

# The forms of the verb, what follows it, and the plain verb; up to three words may stand between in "turn the plan down".
_VERBS = """
turn turns turned turning|down|refuse
call calls called calling|off|cancel
put puts putting|off|postpone
put puts putting|out|extinguish
carry carries carried carrying|out|conduct
set sets setting|off|begin
kick kicks kicked kicking|off|begin
get gets got getting|under way|begin
step steps stepped stepping|down|resign
stand stands stood standing|down|resign
back backs backed backing|down|yield
back backs backed backing|out|withdraw
pull pulls pulled pulling|out|withdraw
hand hands handed handing|over|transfer
hand hands handed handing|out|distribute
give gives gave given giving|up|abandon
throw throws threw thrown throwing|out|reject
strike strikes struck striking|out|exclude
rule rules ruled ruling|out|exclude
leave leaves left leaving|out|omit
find finds found finding|out|discover
come comes came coming|across|find
stumble stumbles stumbled stumbling|on|find
stumble stumbles stumbled stumbling|across|find
stumble stumbles stumbled stumbling|upon|find
turn turns turned turning|up|appear
show shows showed shown showing|up|appear
look looks looked looking|into|investigate
point points pointed pointing|out|say
blow blows blew blown blowing|up|explode
break breaks broke broken breaking|out|begin
shut shuts shutting|down|close
close closes closed closing|down|close
lay lays laid laying|off|dismiss
sort sorts sorted sorting|out|solve
work works worked working|out|calculate
make makes made making|up|invent
clear clears cleared clearing|up|explain
pay pays paid paying|for|pay
foot foots footed footing|the bill|pay
pick picks picked picking|up the bill|pay
pick picks picked picking|up the tab|pay
put puts putting|their names? to|sign
put puts putting|his name to|sign
put puts putting|her name to|sign
take takes took taken taking|part|participate
take takes took taken taking|to the streets|march
cut cuts cutting|back|reduce
bring brings brought bringing|down|topple
bring brings brought bringing|in|introduce
run runs ran running|out of|lack
fall falls fell fallen falling|out|quarrel
keep keeps kept keeping|on|continue
go goes went gone going|on|continue
"""
_PATTERNS = [
    (re.compile(rf"\b(?:{forms.replace(' ', '|')})((?: [\w’'-]+){{0,3}}?) {rest}\b", re.I), rf"{plain}\1")
    for forms, rest, plain in (line.split("|") for line in _VERBS.strip().splitlines())
]
_PHRASES = (
    (re.compile(r"\bin (?:command|charge|control) of\b", re.I), "commanding"),
    (re.compile(r"\bon board\b", re.I), "aboard"),
    (re.compile(r"\bfell ill\b", re.I), "ill"),
    (re.compile(r"\bset foot\b", re.I), "enter"),
)


def plainly(question: str) -> str:
    """A question with plain verbs in place of those of several words.

    >>> plainly("Why did the bank turn the ministry down?"), plainly("Who called off the march?")
    ('Why did the bank refuse the ministry?', 'Who cancel the march?')
    """
    for pattern, plain in (*_PATTERNS, *_PHRASES):
        question = pattern.sub(plain, question)
    return question
