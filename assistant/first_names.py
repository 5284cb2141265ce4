"""First names that nearly always are a woman's or a man's, as any reader of the news takes them."""

from __future__ import annotations

_WOMEN = """
ada alexandra alice alicia alina alison amanda amber amy ana anastasia andrea angela anita ann anna annalena anne annie ashley ava barbara beth
betsy brenda caitlin carla carmen carol caroline carolyn catherine cathy charlotte chloe christina christine cindy claire clara claudia condoleezza
cynthia daria debbie deborah denise diana diane donna dorothy edith eileen eleanor elena elise elizabeth ella ellen emily emma erica erin ethel eva
evelyn fiona frances gabrielle gina giorgia gloria greta gwen hanna hannah heather heidi helen helena hillary ingrid inna irene iryna isabel ivanka
jacqueline jane janet janice jeanne jennifer jessica jill joan joanna josephine joyce judith judy julia julie kaja kamala karen karine kate
katherine kathleen kathryn kathy katie kayla kelsey kimberly kira kirsten kristen kristi larysa laura lauren leah lena lidia liliana lily linda
lindsay lisa liz lois lorraine louise lucy lydia lyudmila maggie margaret margot maria marie marilyn marina marjorie martha mary maureen megan
melania melanie melinda melissa mia michele michelle miranda miriam molly monica nadia nancy naomi natalia natalie natasha nicole nina nora oksana
olena olga olivia pamela patricia paula penny phyllis priti rachel rebecca renee rhonda rita roberta rosa ruth sabrina sally samantha sandra sara
sarah sharon sheila shirley simone sofia sonia sophia sophie stacy stephanie sue susan susanna suzanne svetlana sylvia tamara tammy tanya tara
tatiana tatyana teresa theresa tiffany tina tracy uma ursula valentina valerie vanessa vera veronica victoria viktoria wendy whitney yulia yvette
yvonne zoe
""".split()
_MEN = """
andrzej bashar hans jake jan jarosław jürgen keir klaus krzysztof mariusz mateusz narendra piotr radosław rishi tomasz wilhelm wojciech zbigniew
aaron abdul abraham adam adrian ahmed alan albert alberto alejandro aleksandr alexander alexei ali allen andrei andrew andrij andriy andy anthony
antonio arnold arthur barack ben benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brent brett brian bruce bryan carl carlos
chad charles charlie christian christopher chuck clarence clint colin craig curtis dan daniel darrell darren dave david dennis denys derek devin
dick dmitri dmitry dmytro don donald doug douglas duncan dwight eddie edgar eduardo edward elon emmanuel eric ernest eugene evan felix fernando
francis francisco frank franklin fred frederick gary gavin gene geoffrey george gerald gerard giuseppe glenn gordon graham greg gregory harold harry
hassan henry herbert howard hugh ian ibrahim igor ihor ivan jack jacob jake james jason jay jeff jeffrey jens jeremy jerome jerry jim jimmy joe joel
john johnny jon jonathan jorge jose josep joseph josh joshua josé juan julian justin karl keith ken kenneth kevin kyle kyrylo larry lawrence leo
leon leonard lloyd louis luis luke lyndon manuel marc marco mario mark martin marvin matt matthew maurice max maxim michael mick miguel mike mikhail
mitch mitt mohamed mohammed muhammad mykhailo mykola nathan nathaniel ned neil nicholas nick nicolas nigel noah norman olaf oleg oleh oleksandr
oleksii oleksiy oliver omar oscar owen patrick paul pavel pedro perry pete peter phil philip phillip rafael ralph ramon rand randy ray raymond recep
richard rick rob robert roberto rodney roger roman ron ronald ross roy rudy russell ryan samuel scott sean sebastian serge sergei sergey serhii
serhiy seth shane simon stan stanley stephen steve steven stuart sylvester ted terrence thomas tim timothy todd tom tomas tommy tony travis trevor
trey tucker tyler vadym valerii vasily victor viktor vincent vitali vitaliy vladimir volodymyr wade walter warren wayne wesley will william xavier
yevgeny yuri yuriy zachary
""".split()
_PRONOUN = {**dict.fromkeys(_WOMEN, "she"), **dict.fromkeys(_MEN, "he")}


def pronoun_of(name: str) -> str:
    """The pronoun that a person's first name calls for, "" where it tells neither.

    >>> pronoun_of("Ada Hale"), pronoun_of("Tomas Orr"), pronoun_of("Livion Storvand")
    ('she', 'he', '')
    """
    return _PRONOUN.get(name.split()[0].casefold(), "") if name.split() else ""
