"""Words that news uses for the same thing, so that a question in one wording finds an article in another.

Written for this project from the standard vocabulary of news reports. Only words that can nearly always stand for each
other in a report share a line; a word may stand on several lines.
"""

from __future__ import annotations

import functools

from assistant.words import stem

ALIKE = 0.8  # what another word for the same thing counts against the word itself

_GROUPS = """
first initial original earliest
next upcoming forthcoming
last latest final
meeting talks summit session
talks negotiations discussions
plan proposal scheme
deal agreement accord pact treaty
draft version
die dies died killed dead deaths toll perished fatalities
injured wounded hurt
soldiers troops forces army military
attack strike raid assault offensive
withdraw withdrew withdrawal retreat pullout
bombing explosion blast
said told stated announced declared
criticise criticism attacked condemned denounced
doubt doubts sceptical skeptical questioned
worry worries concern concerns fear fears
demand demands demanded call calls called urged
choose chose chosen elected appointed named picked
win won victory winner
lose lost defeat defeated beaten loser
vote votes ballot ballots poll
election elections vote
leader head chief
boss head chief director manager
company firm business corporation
cost price expense spend spent
pay paid wage wages salary
rise rose risen increase increased grew grown higher
fall fell fallen drop dropped decline declined lower decreased
buy bought purchase purchased acquire acquired
sell sold sale
car vehicle
lorry lorries truck trucks
ship vessel boat
train rail railway
plane aircraft jet
ill sick sickness illness disease
doctor physician medic
child children kids
school schools pupils
court judge ruling
law bill legislation act
ban banned prohibited forbidden outlawed
arrest arrested detained held
resign resigned quit
start started begin began begun launch launched open opened
end ended finish finished stop stopped
close closed shut
delay delayed postponed
cancel cancelled scrapped
build built construct constructed construction
destroy destroyed wrecked ruined
rescue rescued saved
search hunt
accident crash collision disaster
storm hurricane gale
money funds funding cash
tax taxes levy
job jobs post employment work
worker workers employees staff
march protest demonstration rally
marchers protesters demonstrators
pensioner pensioners retirees
rule rules regulation regulations
cause causes reason reasons
try tried attempt attempted
help aid assistance support
ally allies partners
border frontier
journey trip visit travel travelled
speech address remarks
letter note
report reports reported account
town city
capital city
home house homes
dispute row quarrel disagreement
warn warned warning
refuse refused reject rejected declined denied
accept accepted agreed approve approved
show showed shown reveal revealed found
hide hid hidden secret
find found discovered discovery
"""


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS.split("\n"):
        group = {stem(word) for word in line.split()}
        for word in group:
            table.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in table.items()}


def others(word: str) -> frozenset[str]:
    """The stems of other words for the same thing, empty for most words.

    >>> stem("retreat") in others("withdrawal")
    True
    """
    return _table().get(stem(word), frozenset())
