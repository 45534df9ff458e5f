"""What is taken out beside an article, and what must stay."""

import pytest

from extractors.furniture import clear_furniture
from extractors.html import html_tree
from tests.extractors.factories import ADDRESS, BODY, SENTENCE, html

FOREIGN = "A different board said that its airport would cost $777 million and hold 99 planes by then."
LINK = '<a href="/news/7/airport">'
PARAGRAPHS = "".join(f"<p>{SENTENCE}Paragraph {number}.</p>" for number in range(3))


def cleared(markup: str) -> str:
    """The words that are left of a page."""
    tree = html_tree(markup, ADDRESS)
    clear_furniture(tree)
    return " ".join(" ".join(tree.itertext()).split())


def beside(markup: str) -> str:
    """A page with something after its article."""
    return html().replace("</article>", f"</article>{markup}")


def stories(card: str, count: int = 3) -> str:
    return f"<div>{card * count}</div>"


COMMENT = "<div class='{}'><p>Reader</p><p>" + FOREIGN + "</p></div>"
DROPPED = {
    "a list of comments": f"<ol class='comment-list'><li>{FOREIGN}</li></ol>",
    "comments by a part of a name": COMMENT.format("sf_comment") * 2,
    "comments by an id": f"<section id='reader-comments'><p>{FOREIGN}</p></section>",
    "a heading and what follows": f"<div><h3>17 Comments</h3>{COMMENT.format('x1') * 2}</div>",
    "a heading with its number behind": f"<div><h2>Comments (2)</h2>{COMMENT.format('x1')}</div>",
    "thoughts on": f"<div><h2>2 thoughts on “The canal”</h2>{COMMENT.format('x1')}</div>",
    "cards with pictures": stories(f"<div class='card'>{LINK}<img src='x'></a><p>{FOREIGN}</p></div>"),
    "cards with headlines": stories(f"<div class='card'><h3>{LINK}The airport</a></h3><p>{FOREIGN}</p></div>"),
    "cards whose link holds the headline": stories(f"<div>{LINK}<h4>The airport</h4></a><p>{FOREIGN}</p></div>"),
    "cards that are articles": stories(f"<article><h2>{LINK}The airport</a></h2><p>{FOREIGN}</p></article>"),
    "cards in a list": f"<ul>{f'<li><h3>{LINK}The airport</a></h3>{FOREIGN}</li>' * 4}</ul>",
    "cards with deep links": stories(f"<div class='a'><div><div>{LINK}<img></a></div></div><p>{FOREIGN}</p></div>"),
    "another story": f"<article><h2>The airport</h2><p>{FOREIGN * 9}</p></article>",
    "a story that follows on": f"<article><h1>The airport</h1><p>{FOREIGN * 9}</p></article>",
}
KEPT = {
    "the paper's word on something": f"<div class='commentary'><p>{FOREIGN}</p></div>",
    "an opinion with the page's headline": f"<div class='comment'><h1>Why</h1><p>{FOREIGN}</p></div>",
    "what is marked as the body": f"<div class='comment'><p itemprop='articleBody'>{FOREIGN}</p></div>",
    "a form field's name": f"<input name='comment' class='comment'><p>{FOREIGN}</p>",
    "a heading that only begins so": f"<div><h3>Comments by the minister</h3><p>{FOREIGN}</p></div>",
    "a heading above the body": f"<div><h3>Comments</h3><div itemprop='articleBody'>{FOREIGN}</div></div>",
    "two cards": stories(f"<div class='card'>{LINK}<img></a><p>{FOREIGN}</p></div>", 2),
    "different neighbours": "".join(f"<div class='{c}'>{LINK}<img></a><p>{FOREIGN}</p></div>" for c in "abc"),
    "long entries": stories(f"<div class='x'><h3>{LINK}The airport</a></h3><p>{FOREIGN * 8}</p></div>"),
    "long entries in Chinese": stories(f"<div class='x'>{LINK}<img></a><p>{'运河管理局' * 50} $777</p></div>"),
    "large pictures": stories(f"<div class='x'><a href='/big.jpg?w=9'><img></a><p>{FOREIGN}</p></div>"),
    "marks within the page": stories(f"<div class='x'><h3><a href='#e1'>10:05</a></h3><p>{FOREIGN}</p></div>"),
    "a story's own list": f"<div>{PARAGRAPHS}{f'<div><h3>{LINK}Plant</a></h3><p>{FOREIGN}</p></div>' * 5}</div>",
    "a table with pictures": f"<table>{f'<tr><td>{LINK}<img></a></td><td>{FOREIGN}</td></tr>' * 5}</table>",
    "a link that stands alone": f"<div class='x'>{FOREIGN}</div><h3>{LINK}The airport</a></h3>",
    "a part of the story": f"<article><p>{FOREIGN * 3}</p></article>",
    "a part that is marked": f"<article itemprop='articleBody'><h2>More</h2><p>{FOREIGN * 3}</p></article>",
}


@pytest.mark.parametrize("markup", DROPPED.values(), ids=DROPPED)
def test_what_is_not_the_article_goes(markup: str) -> None:
    left = cleared(beside(markup))
    assert "$777" not in left
    assert left.count("Paragraph") == BODY.count("Paragraph")
    assert "All rights reserved" in left


@pytest.mark.parametrize("markup", KEPT.values(), ids=KEPT)
def test_what_may_be_the_article_stays(markup: str) -> None:
    assert "$777" in cleared(beside(markup))


def test_the_story_is_the_first_one_with_a_headline_even_after_a_short_one() -> None:
    teaser = f"<article><h2>The airport</h2><p>{FOREIGN}</p></article>"
    left = cleared(html().replace("<article>", f"{teaser}<article>", 1) + teaser)
    assert left.count("$777") == 1, "what stands before the story is no story that follows on"


def test_without_a_headline_the_first_long_article_is_the_story() -> None:
    first, second = (f"<article><h2>{name}</h2>{BODY}</article>" for name in ("Canal", "Airport"))
    left = cleared(f"<html><body>{first}{second}</body></html>")
    assert ("Canal" in left, "Airport" in left) == (True, False)


def test_a_page_of_short_articles_has_no_main_one() -> None:
    short = f"<article><h2>Airport</h2><p>{FOREIGN}</p></article>"
    assert cleared(f"<html><body>{short * 2}</body></html>").count("$777") == 2
