"""What stands on a page beside its article and reads like one: readers' comments, teasers of other stories, whole other
stories further down.

trafilatura drops most of it by the names of classes; what it leaves would put other stories' figures, and strangers',
into this one. The signs used here are those of structure (siblings alike that each link to a story; an article with its
own headline below the first one) and of plain headings, so that they hold for outlets that nobody has looked at. A part
that holds the page's main headline, or its marked body, is never dropped.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from extractors.html import count_words

_CARDS = 3  # that stand beside each other are a list of them
_LONGEST_CARD = 90  # words
_LEVELS = 6  # that a headline's link may lie inside its card
_STORY_WORDS = 100
_PARAGRAPHS = 2
_SENTENCE_WORDS = 12
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEVER_CARDS = frozenset({"td", "th", "tr", "tbody", "thead", "table", "p", "main", "body", "head", "html"})
_BLOCKS = frozenset({"div", "section", "aside", "ul", "ol", "li", "article", "form", "details"})
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|disqus|replies)(?=$|[\s_-])", re.IGNORECASE)
_COMMENTS_HEADING = re.compile(
    r"\W*(?:(?:no |\d[\d,]* )?(?:readers?['’]? )?comments?|leave an? (?:comment|reply)"
    r"|(?:post|add) (?:a |your )?comment|join the (?:conversation|discussion)"
    r"|\d+ (?:responses?|replies|thoughts)(?: (?:to|on) .{0,200})?)"
    r"\W*(?:\(?\d[\d,]*\)?)?\W*",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)", re.IGNORECASE)


def clear_furniture(tree: HtmlElement) -> None:
    """Take comments, teasers and further stories out of a parsed page, in place."""
    for element in [*_comments(tree), *_after_comments_heading(tree), *_cards(tree), *_other_stories(tree)]:
        if element.getparent() is not None:
            element.drop_tree()


def _comments(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Blocks that are called comments by a whole word of their class or id (`sf_comment`, not `commentary`)."""
    for element in tree.xpath("//*[contains(@class, 'omment') or contains(@id, 'omment') or @id='disqus_thread']"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _BLOCKS and _COMMENTS.search(names) and not _holds_story(element):
            yield element


def _after_comments_heading(tree: HtmlElement) -> Iterator[HtmlElement]:
    """A heading that says no more than “12 comments”, and what comes after it beside it."""
    parents: set[HtmlElement] = set()
    for heading in tree.iter(*_HEADINGS[1:]):
        parent = heading.getparent()
        if parent not in parents and _COMMENTS_HEADING.fullmatch(_heading_text(heading)):
            parents.add(parent)
            following = list(heading.itersiblings())
            if not any(_holds_story(element) for element in following):
                yield from (heading, *following)


def _cards(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Three or more siblings of one kind, each short and with a picture or a headline that links to another page.

    Without pictures, and among paragraphs, they are the entries of a story's own list, and stay.
    """
    rows: dict[HtmlElement, dict[tuple[str, str], dict[HtmlElement, None]]] = defaultdict(lambda: defaultdict(dict))
    for link, headline in _story_links(tree):
        element = link
        for _ in range(_LEVELS):
            parent = element.getparent()
            if parent is None or element.tag in ("body", "main"):
                break
            kind = (element.get("class") or "").partition(" ")[0]
            if element.tag not in _NEVER_CARDS and (kind or headline):
                rows[parent][str(element.tag), kind][element] = None
            element = parent
    for parent, kinds in rows.items():
        for row in kinds.values():
            cards = [element for element in row if _is_short(element) and not _holds_story(element)]
            if len(cards) >= _CARDS and not (_has_paragraphs(parent) and cards[0].find(".//img") is None):
                yield from cards


def _has_paragraphs(element: HtmlElement) -> bool:
    """Whether a story's text runs directly in an element."""
    return sum(_has_words(each, _SENTENCE_WORDS) for each in element.iterchildren("p")) >= _PARAGRAPHS


def _is_short(element: HtmlElement) -> bool:
    return not _has_words(element, _LONGEST_CARD + 1)


def _story_links(tree: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Links to other pages around or inside a headline (True), or around a picture (False)."""
    for link in tree.iter("a"):
        target = (link.get("href") or "").strip()
        if not target or target.startswith(("#", "javascript:", "mailto:")) or _PICTURE.search(target):
            continue
        above = link.getparent()
        if next(link.iter(*_HEADINGS), None) is not None or (above is not None and above.tag in _HEADINGS):
            yield link, True
        elif next(link.iter("img", "picture"), None) is not None:
            yield link, False


def _other_stories(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Articles with a headline of their own after the page's first one that is a story."""
    articles = [each for each in tree.iter("article") if next(each.iterancestors("article"), None) is None]
    mains = [each for each in articles if each.find(".//h1") is not None] or articles
    main = next((each for each in mains if _has_words(each, _STORY_WORDS)), None)
    if main is None:
        return
    for article in articles[articles.index(main) + 1 :]:
        if next(article.iter("h1", "h2"), None) is not None and not _is_marked(article):
            yield article


def _holds_story(element: HtmlElement) -> bool:
    return element.tag in ("main", "h1") or element.find(".//h1") is not None or _is_marked(element)


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element is, or holds, what the page marks as the article's body."""
    return element.get("itemprop") == "articleBody" or element.find(".//*[@itemprop='articleBody']") is not None


def _heading_text(element: HtmlElement) -> str:
    return " ".join("".join(islice(element.itertext(), _LONGEST_CARD)).split())


def _has_words(element: HtmlElement, least: int) -> bool:
    """Whether an element has so many words; looks no further than needed, since elements lie in one another."""
    words = 0
    for text in element.itertext():
        words += count_words(text)
        if words >= least:
            return True
    return False
