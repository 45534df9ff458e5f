"""Pages as outlets send them, for the benchmarks: 60 to 100 KB each, of which the article is a few.

The templates of the sample newsroom are filled with the labelled texts; around them stands what real pages carry:
style sheets and scripts in line, data for machines, menus, cards of other stories, readers' comments, a footer. All of
it is made from a fixed seed, so that every run measures the same bytes.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from review.newsroom.content import Outlet, Version
from review.newsroom.rendering import Press

_ROOT = Path(__file__).parents[1]
_NEWSROOM = _ROOT / "seeds" / "newsroom"
_GOLD = _ROOT / "tests" / "gold" / "dev.jsonl"
_SEED = 20_151
_NOUNS = (
    "port road rail zone power line plant board corridor fund minister bank budget wheat cotton rupee export water dam "
    "airport terminal phase committee court cricket weather market season village school hospital province district"
)
_WORDS = tuple(_NOUNS.split())

Furnish = Callable[[random.Random, "Story"], "Furniture"]


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled text as an outlet would hold it."""

    path: str
    title: str
    published: datetime
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """HTML that goes around an article: into the head, before the page's content, and after it."""

    head: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NewsPage:
    """One page: which variant it is, the path it lives at, and its bytes."""

    variant: str
    path: str
    body: bytes


def make_pages() -> tuple[NewsPage, ...]:
    """Every labelled text as a page, the variants in turn."""
    press = Press.of(_NEWSROOM)
    outlets = {outlet.template: outlet for outlet in _outlets()}
    names = tuple(_VARIANTS)
    return tuple(
        _page(press, outlets, names[number % len(names)], story, random.Random(_SEED + number))
        for number, story in enumerate(_stories())
    )


def _outlets() -> Iterator[Outlet]:
    for entry in yaml.safe_load((_NEWSROOM / "newsroom.yaml").read_text(encoding="utf-8"))["outlets"]:
        yield Outlet.model_validate(entry)


def _stories() -> Iterator[Story]:
    for number, line in enumerate(_GOLD.read_text(encoding="utf-8").splitlines()):
        labelled = json.loads(line)
        day = labelled["published"] or "2025-11-21"
        yield Story(
            path=f"/news/{1_940_000 + number}/story-{number}",
            title=labelled["title"] or "A report without a headline",
            published=datetime.fromisoformat(f"{day}T09:15:00").replace(tzinfo=UTC),
            paragraphs=tuple(part for part in labelled["text"].split("\n\n") if part.strip()),
        )


def _page(press: Press, outlets: dict[str, Outlet], variant: str, story: Story, chance: random.Random) -> NewsPage:
    template, furnish = _VARIANTS[variant]
    outlet = outlets[template]
    version = Version(
        outlet=outlet.id,
        path=story.path,
        edition=1,
        title=story.title,
        published=story.published,
        section="Economy",
        author="A Correspondent",
        paragraphs=story.paragraphs,
    )
    markup = press.templates.get_template(template).render(
        outlet=outlet,
        home="https://sample.example",
        most_read=outlet.most_read[1],
        article=version,
        local=story.published.astimezone(ZoneInfo(outlet.zone)),
    )
    return NewsPage(variant, story.path, _furnished(markup, furnish(chance, story)).encode())


def _furnished(markup: str, furniture: Furniture) -> str:
    markup = markup.replace("</head>", f"{furniture.head}</head>", 1)
    markup = re.sub(r"<body[^>]*>", lambda body: body[0] + furniture.before, markup, count=1)
    return markup.replace("</body>", f"{furniture.after}</body>", 1)


# What stands around an article.


def _daily(chance: random.Random, story: Story) -> Furniture:
    """A big daily: heavy head, mega-menu, cards, comments, footer."""
    return Furniture(
        head=_styles(chance, 160) + _scripts(chance, 8) + _machine_data(story) + _metas(story),
        before=_menu(chance, 110),
        after=_cards(chance, 36) + _comments(chance, 18) + _footer(chance, 60),
    )


def _press_blog(chance: random.Random, story: Story) -> Furniture:
    """A content management system's default: links to many style sheets, widgets, little script."""
    sheets = "".join(
        f'<link rel="stylesheet" id="plugin-{number}-css" '
        f'href="/wp-content/plugins/plugin-{number}/style.css?ver=6.{number}">'
        for number in range(35)
    )
    return Furniture(
        head=sheets + _styles(chance, 230) + _scripts(chance, 5) + _metas(story),
        before=_menu(chance, 60),
        after=_cards(chance, 24) + _comments(chance, 45) + _footer(chance, 40),
    )


def _application(chance: random.Random, story: Story) -> Furniture:
    """A page rendered by a script framework: classes without meaning, and its state once more as JSON."""
    state = {
        "props": {
            "story": {"title": story.title, "body": story.paragraphs, "id": story.path},
            "more": [{"title": _words(chance, 9), "url": f"/news/{number}/x"} for number in range(150)],
        }
    }
    data = json.dumps(state).replace("<", "\\u003c")
    return Furniture(
        head=_styles(chance, 120) + _machine_data(story) + _metas(story),
        before=_menu(chance, 80),
        after=f'{_cards(chance, 40)}<script id="__NEXT_DATA__" type="application/json">{data}</script>'
        + _scripts(chance, 6)
        + _footer(chance, 50),
    )


def _old_house(chance: random.Random, _: Story) -> Furniture:
    """An old site: tables, links upon links, a visible date and nothing for machines."""
    archive = "".join(
        f'<tr><td><a href="/archive/{number}.html">{_words(chance, 7)}</a></td><td>{number % 28 + 1} May</td></tr>'
        for number in range(220)
    )
    return Furniture(
        head=_styles(chance, 90) + _scripts(chance, 4),
        before=_menu(chance, 90),
        after=f'<table class="archive" border="0">{archive}</table>' + _cards(chance, 20) + _footer(chance, 90),
    )


_VARIANTS: dict[str, tuple[str, Furnish]] = {
    "daily": ("broadsheet.html", _daily),
    "press blog": ("wire.html", _press_blog),
    "application": ("broadsheet.html", _application),
    "old house": ("notebook.html", _old_house),
}


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count)).capitalize()


def _styles(chance: random.Random, rules: int) -> str:
    made = (
        f".c-{chance.choice(_WORDS)}__{chance.choice(_WORDS)}--{number}"
        f"{{margin:0 {number % 40}px;color:#{number * 4099 % 0xFFFFFF:06x}}}"
        for number in range(rules)
    )
    return f"<style>{''.join(made)}</style>"


def _scripts(chance: random.Random, count: int) -> str:
    made = (
        f"<script>(function(w,d){{var q{number}={json.dumps([chance.random() for _ in range(50)])};"
        f"w.dataLayer=w.dataLayer||[];if(q{number}.length<{number + 60})"
        f"{{d.write('<div>'+q{number}[0]+'</div>')}}}})(window,document);"
        f'</script><script async src="/static/bundle-{number}.js"></script>'
        for number in range(count)
    )
    return "".join(made)


def _machine_data(story: Story) -> str:
    crumbs = [{"@type": "ListItem", "position": place, "name": f"Level {place}"} for place in range(1, 5)]
    graph: list[dict[str, Any]] = [
        {"@type": "WebSite", "name": "Sample", "url": "https://sample.example/"},
        {"@type": "BreadcrumbList", "itemListElement": crumbs},
        {"@type": "Organization", "name": "Sample", "sameAs": [f"https://social.example/{n}" for n in range(8)]},
        {"@type": "ImageObject", "url": f"https://sample.example/img{story.path}.jpg", "width": 1200, "height": 675},
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": graph})
    return f'<script type="application/ld+json">{data}</script>'


def _metas(story: Story) -> str:
    title = escape(story.title)
    names = ("twitter:title", "og:title", "description", "og:description", "twitter:description")
    tags = "".join(f'<meta property="{name}" content="{title}">' for name in names)
    icons = "".join(f'<link rel="icon" sizes="{size}x{size}" href="/i/{size}.png">' for size in range(16, 200, 16))
    return tags + icons


def _menu(chance: random.Random, links: int) -> str:
    items = "".join(
        f'<li class="menu-item menu-item-{number} depth-{number % 3}"><a class="menu-link" href="/section/{number}">'
        f"<span>{_words(chance, 2)}</span></a></li>"
        for number in range(links)
    )
    return f'<div class="mega-menu"><nav aria-label="Sections"><ul>{items}</ul></nav></div>'


def _cards(chance: random.Random, count: int) -> str:
    cards = "".join(
        f'<div class="card card--{number % 4} u-mb-8"><a class="card__link" href="/news/{1_800_000 + number}/other">'
        f'<figure><img loading="lazy" alt="" src="/img/{number}-320.jpg" srcset="/img/{number}-320.jpg 320w, '
        f'/img/{number}-640.jpg 640w, /img/{number}-1280.jpg 1280w" sizes="(max-width: 600px) 100vw, 33vw"></figure>'
        f'<h3 class="card__title">{_words(chance, 9)}</h3></a><p class="card__text">{_words(chance, 22)}.</p>'
        f'<span class="card__meta">{number % 23 + 1} hours ago</span></div>'
        for number in range(count)
    )
    return f'<section class="more-stories"><h2>More from the paper</h2><div class="grid">{cards}</div></section>'


def _comments(chance: random.Random, count: int) -> str:
    made = "".join(
        f'<li class="comment depth-{number % 4 + 1}" id="comment-{number}"><div class="comment-body">'
        f'<cite>Reader {number}</cite> <span class="comment-meta">{number % 12 + 1} hours ago</span>'
        f"<p>{_words(chance, 35)}.</p>"
        f'<a rel="nofollow" class="comment-reply-link" href="#reply-{number}">Reply</a></div></li>'
        for number in range(count)
    )
    return (
        f'<div id="comments" class="comments-area"><h3>{count} comments</h3><ol class="comment-list">{made}</ol></div>'
    )


def _footer(chance: random.Random, links: int) -> str:
    items = "".join(f'<li><a href="/about/{number}">{_words(chance, 3)}</a></li>' for number in range(links))
    return f'<footer class="footer-links"><ul>{items}</ul><p>© 2026. All rights reserved.</p></footer>'
