"""What a number counts: the head noun behind it, in the singular."""

from typing import Final, NamedTuple

from extractors.grammar.cardinals import SMALL
from extractors.grammar.tokens import WORD, Passage
from extractors.grammar.wordlists import word_set

# A noun phrase after a number rarely has more words than this before its head.
_REACH: Final = 7

STOP_WORDS: Final = word_set(
    """
    a about above across after again against ahead all along alongside already also although amid among an and
    any are around as at away back be became because been before behind being below beneath beside between
    beyond both but by can came come cost costing could despite did do does down due during each either else
    ever every except for from gave get go goes got had has have he her here hers him his how however if in
    inside instead into is it its itself just last later least left less like made make making many may me might
    more most much must my near nearly neither never next no nor not now of off on once one only onto or other
    our out outside over own past per plus put rather said saw say says she should since so some still such take
    taken than that the their them then there these they this those though through throughout till to together
    too took toward towards under until up upon us valued via was we well went were what when where whether
    which while who whom whose why will with within without worth would yet you your ago apart annually
    yesterday today tomorrow respectively including compared according following versus vs amounting totalling
    totaling spread
    """
)

_IRREGULAR: Final = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "personnel": "person",
    "staff": "employee", "staffers": "employee", "policemen": "policeman", "policewomen": "policewoman",
    "fishermen": "fisherman", "businessmen": "businessman", "servicemen": "serviceman", "gunmen": "gunman",
    "lives": "life", "knives": "knife", "wives": "wife", "halves": "half", "shelves": "shelf", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "geese": "goose", "cattle": "cattle", "sheep": "sheep", "fish": "fish",
    "police": "policeman", "aircraft": "aircraft", "spacecraft": "spacecraft", "series": "series", "species": "species",
    "memoranda": "memorandum", "data": "data", "media": "medium", "criteria": "criterion", "phenomena": "phenomenon",
    "mous": "mou", "loi": "letter of intent", "lois": "letter of intent", "pmws": "pmw", "teu": "container",
    "teus": "container", "movies": "movie", "cookies": "cookie", "ties": "tie", "bodies": "body", "buses": "bus",
    "gases": "gas", "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "crises": "crisis", "bases": "base",
    "analyses": "analysis", "theses": "thesis", "oxen": "ox", "headquarters": "headquarters", "potatoes": "potato",
    "tomatoes": "tomato", "heroes": "hero", "echoes": "echo", "vetoes": "veto", "leaves": "leaf", "loaves": "loaf",
    "thieves": "thief", "wolves": "wolf", "selves": "self", "calves": "calf", "youth": "youth", "crew": "crew",
    "troops": "soldier", "kids": "kid", "folks": "person", "cows": "cow", "livestock": "livestock", "horses": "horse",
    "houses": "house", "causes": "cause", "clauses": "clause", "phases": "phase", "cases": "case", "leases": "lease",
    "nurses": "nurse", "courses": "course", "losses": "loss", "purchases": "purchase", "exercises": "exercise",
    "enterprises": "enterprise", "franchises": "franchise", "premises": "premises", "universities": "university",
    "licences": "licence", "licenses": "license", "responses": "response", "expenses": "expense", "senses": "sense",
    "releases": "release", "diseases": "disease", "databases": "database", "warehouses": "warehouse", "roses": "rose",
    "increases": "increase", "promises": "promise", "axes": "axis", "pairs": "pair",
}  # fmt: skip

# Nouns that end in s and usually qualify another: `12 sports goods factories`, `six armed forces wings`.
_QUALIFIERS: Final = word_set(
    """
    forces sports goods services arms sales earnings savings systems operations communications customs human
    rights women children men people police affairs business overseas textiles electronics logistics economics
    physics mathematics news works media data emergency solutions
    """
)
_NOT_PLURAL: Final = word_set(
    """
    adds gets covers carries reaches begins starts allows contains consists keeps brings was is has does says
    plus less this its as us various previous serious numerous famous across overseas towards besides always
    perhaps yes gas bus plus minus versus thus access process success progress congress business address express
    class glass press loss boss cross mass pass lens news series chaos campus virus status bonus focus consensus
    surplus census afterwards sometimes else alias atlas canvas christmas texas kansas arkansas los paris
    diabetes economics politics physics mathematics logistics athletics gymnastics electronics ethics pvs abs
    whereas includes remains becomes makes takes goes lies gives shows means seems comes needs wants says plans'
    """
)
# Peoples whose name has no plural in s: `7,000 Chinese and 256 British`.
_PEOPLES: Final = word_set(
    """
    chinese japanese british french dutch irish swiss portuguese vietnamese taiwanese burmese lebanese spanish
    english turkish danish swedish finnish polish pakistani pakistanis indian afghan american foreign sudanese
    senegalese nepalese maltese welsh scottish
    """
)
_PEOPLE_ENDS: Final = ("ese", "ish")


class Noun(NamedTuple):
    """The head noun in the singular, and the token after the phrase."""

    head: str
    end: int


def singular(plural: str) -> str:
    """The singular of an English plural, by rule; irregular ones by table."""
    known = _IRREGULAR.get(plural)
    if known is not None:
        return known
    if plural.endswith("ies") and len(plural) > 4:
        return plural[:-3] + "y"
    if plural.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return plural[:-2]
    return plural[:-1] if is_plural(plural) else plural


def is_plural(word: str) -> bool:
    """Whether the lower-case word looks like a noun in the plural."""
    if word in _IRREGULAR:
        return True
    return len(word) > 2 and word[-1] == "s" and word[-2] not in "su'" and word not in _NOT_PLURAL and word[-3:] != "'s"


def counted_noun_follows(passage: Passage, index: int) -> bool:
    """Whether a noun that is counted by the million begins at the token: `[1.2m] new jobs`, not `[3m] wall posts`."""
    noun = read_noun(passage, index)
    return noun is not None and (noun.end == index + 1 or noun.head in _BY_MILLIONS)


_BY_MILLIONS: Final = word_set(
    """
    job person worker child family household user customer passenger vehicle tree tonne ton barrel dose case
    vote voter unit home house student visitor tourist refugee subscriber share viewer follower ticket view
    download resident citizen account farmer employee patient animal bale bag car phone device member acre
    hectare record
    """
)


def read_noun(passage: Passage, index: int) -> Noun | None:
    """The plural noun phrase that begins at the token, or None.

    The head is the first plural that is not a mere qualifier: words behind it (`800 companies signed`) are no part of
    the phrase. A phrase ends at any function word, mark, number, or at `worth`, `cost`, `valued`.
    """
    head: Noun | None = None
    for at in range(index, index + _REACH):
        if passage.hyphen(at) and at > index:
            continue
        key = passage.keys[at]
        if passage.kinds[at] != WORD or key in STOP_WORDS or key in SMALL or passage.taken[at]:
            break
        if is_plural(key) and not passage.hyphen(at + 1):
            head = _of_phrase(passage, Noun(singular(key), at + 1))
            if key not in _QUALIFIERS:
                return head
    return head or _people(passage, index)


def _people(passage: Passage, index: int) -> Noun | None:
    """`7,000 Chinese`, `1,721 Pakistani`: a people standing alone counts persons."""
    key = passage.keys[index]
    if not passage.capital(index) or not (key in _PEOPLES or key.endswith(_PEOPLE_ENDS)):
        return None
    following = passage.keys[index + 1]
    return Noun("person", index + 1) if passage.kinds[index + 1] != WORD or following in STOP_WORDS else None


def is_people(word: str) -> bool:
    """Whether the lower-case word names a people: `chinese`, `pakistanis`, `british`."""
    return word.removesuffix("s") in _PEOPLES or word in _PEOPLES or word.endswith((*_PEOPLE_ENDS, "ians", "ian"))


def _of_phrase(passage: Passage, noun: Noun) -> Noun:
    """`12 letters of intent`, `five memoranda of understanding` are nouns of their own."""
    if passage.keys[noun.end] != "of":
        return noun
    if passage.keys[noun.end + 1] == "intent":
        return Noun(f"{noun.head} of intent", noun.end + 2)
    if passage.keys[noun.end + 1] == "understanding":
        return Noun("mou", noun.end + 2)
    return noun


# What follows a hyphen without being counted: `two-way trade`, `one-window desk`.
_IDIOMS: Final = word_set(
    """
    way dimensional pronged sided fold state time stop window step tier shot off on handed eyed piece minded man
    star cornered third thirds quarter quarters half fifth fifths fourths tenths plus odd nil all a and
    to or by in of point
    """
)


def read_joined_noun(passage: Passage, index: int) -> Noun | None:
    """The noun behind a hyphen: `300-bed hospital`, `six-lane road`, `three-member team`."""
    at = index + 1
    if not passage.hyphen(index) or passage.kinds[at] != WORD:
        return None
    key = passage.keys[at]
    if key in _IDIOMS or key in STOP_WORDS or passage.capital(at) or (key.endswith("ed") and len(key) > 5):
        return None
    head = "person" if key in ("member", "strong", "person") else singular(key)
    return Noun(head, at + 1)
