"""The templates of the pages: everything that is filled in is text, and made harmless, whoever wrote it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from claims.wording import words
from review.showing import LOUDEST_FIRST, moved
from review.terminal import harmless, local

TEMPLATES = Path(__file__).resolve().parent / "templates"
_LINKED = frozenset({"http", "https"})


def open_templates(names: Mapping[str, str], zone: str | None) -> Environment:
    """The templates, with subjects called by `names` and times shown in `zone` (None: the system's)."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def name(subject: str | None) -> str:
        return names.get(subject, subject) if subject else "about nothing that is tracked"

    def clock(moment: datetime | None) -> str:
        return local(moment, zone)

    def when(moment: datetime | None) -> Markup | str:
        if moment is None:
            return clock(moment)
        return Markup('<time datetime="{}">{}</time>').format(moment.astimezone(UTC).isoformat(), clock(moment))

    environment.filters |= {"subject": name, "when": when, "clock": clock, "moved": moved, "link": link, "words": words}
    environment.globals |= {"names": names, "zone": zone or "the system's zone", "verdicts": LOUDEST_FIRST}
    return environment


def link(url: str | None) -> str | None:
    """The address where it may stand behind a link: one of the web. Anything else is shown, never followed."""
    try:
        return url if url and urlsplit(url).scheme.lower() in _LINKED else None
    except ValueError:
        return None


def _harmless(value: object) -> object:
    """Control characters and direction overrides become marks; markup of our own passes."""
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value
