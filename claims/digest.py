"""The digest: what changed, in one headline and a few sections, as plain text, Markdown and HTML from one model.

The model holds words as they came; each door makes strangers' words harmless in its own way (`claims.harmless`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from types import MappingProxyType

from claims import harmless
from claims.report import Change, Severity, Verdict

Linker = Callable[[Change], str | None]
"""The address of a change's own page; None where there is none."""

_SECTIONS: tuple[tuple[str, tuple[Verdict, ...]], ...] = (
    ("Conflicts and silent edits", (Verdict.CONFLICTING, Verdict.REVISED)),
    ("Updates", (Verdict.UPDATED,)),
    ("Status moves", (Verdict.STATUS_CHANGED,)),
    ("New figures", (Verdict.NEW,)),
    ("Refined", (Verdict.REFINED,)),
    ("Also said", (Verdict.CORROBORATED, Verdict.OUTDATED)),
)
_HEADLINE_WORDS: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.CONFLICTING: ("conflict", "conflicts"),
        Verdict.REVISED: ("silent edit", "silent edits"),
        Verdict.UPDATED: ("update", "updates"),
        Verdict.STATUS_CHANGED: ("status move", "status moves"),
        Verdict.NEW: ("new figure", "new figures"),
        Verdict.REFINED: ("refinement", "refinements"),
        Verdict.CORROBORATED: ("confirmation", "confirmations"),
        Verdict.OUTDATED: ("outdated figure", "outdated figures"),
    }
)
_LOUDNESS = {Severity.ALERT: 0, Severity.LOW: 1, Severity.NONE: 2}
_NAMES_IN_HEADLINE = 3
_NOT_LINKED = "Not linked to a subject"
_TROUBLE = "Sources in trouble"
_WELL = "Sources well again"
QUIET = "Nothing changed; the watch is running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change for people. `url` is the article's address, `page` that of the change's own page."""

    verdict: Verdict
    severity: Severity
    measure: str | None
    old: str | None
    new: str | None
    quote: str
    outlet: str
    why: str
    witnesses: int
    url: str | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The lines about one subject, by its name."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of news; `more` lines beyond the cap are left out."""

    title: str
    groups: tuple[Group, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A message: a headline that says it all, its sections, and the sources that are in trouble or well again."""

    headline: str
    sections: tuple[Section, ...]
    in_trouble: tuple[str, ...]
    made: datetime
    recovered: tuple[str, ...] = ()


def make_digest(
    changes: Sequence[Change],
    *,
    now: datetime,
    names: Mapping[str, str] = MappingProxyType({}),
    links: Linker | str | None = None,
    in_trouble: Sequence[str] = (),
    recovered: Sequence[str] = (),
    cap: int = 20,
    heartbeat: bool = False,
) -> Digest:
    """The digest of some changes.

    `names` are the names of subjects by id, `links` gives a change's own page (a text is the address that ids are
    added to), `in_trouble` one line for each source that fails and `recovered` for each that does no more, `cap` the
    most lines of a section.
    Raises ValueError where there is nothing to say, unless a heartbeat is asked for: an empty message is an error.
    """
    if not (changes or in_trouble or recovered or heartbeat):
        raise ValueError("a digest of nothing: ask for a heartbeat, or send no message")
    sections = tuple(
        _section(title, [change for change in changes if change.verdict in verdicts], names, _linker(links), cap)
        for title, verdicts in _SECTIONS
        if any(change.verdict in verdicts for change in changes)
    )
    headline = _headline(changes, names, in_trouble, recovered)
    return Digest(headline, sections, tuple(in_trouble), now, tuple(recovered))


def as_text(digest: Digest) -> str:
    """The digest as plain text."""
    return "\n".join(_text_lines(digest)) + "\n"


def as_markdown(digest: Digest) -> str:
    """The digest as Markdown (CommonMark)."""
    return "\n".join(_markdown_lines(digest)) + "\n"


def as_html(digest: Digest) -> str:
    """The digest as the body of an HTML mail: a fragment, without scripts, styles or remote images."""
    return "\n".join(_html_lines(digest)) + "\n"


# --- the model --------------------------------------------------------------------------------------------------------


def _linker(links: Linker | str | None) -> Linker:
    if links is None:
        return lambda _change: None
    return (lambda change: f"{links.rstrip('/')}/{change.id}") if isinstance(links, str) else links


def _section(title: str, changes: Sequence[Change], names: Mapping[str, str], linker: Linker, cap: int) -> Section:
    # The loudest first, so that the cap never hides an alert behind a footnote; then by subject and time.
    loudest = sorted(changes, key=lambda change: (_LOUDNESS[change.severity], change.found, change.id))
    shown = sorted(loudest[:cap], key=lambda change: _name(change, names))
    by_name = groupby(shown, key=lambda change: _name(change, names))
    groups = tuple(Group(name, tuple(_line(change, linker) for change in members)) for name, members in by_name)
    return Section(title, groups, len(changes) - len(shown))


def _line(change: Change, linker: Linker) -> Line:
    return Line(
        verdict=change.verdict,
        severity=change.severity,
        measure=change.measure,
        old=change.old,
        new=change.new,
        quote=change.quote,
        outlet=change.outlet,
        why=change.why,
        witnesses=change.witnesses,
        url=change.url,
        page=linker(change),
    )


def _name(change: Change, names: Mapping[str, str]) -> str:
    return _NOT_LINKED if change.subject is None else names.get(change.subject, change.subject)


def _headline(
    changes: Sequence[Change], names: Mapping[str, str], in_trouble: Sequence[str], recovered: Sequence[str]
) -> str:
    """`2 conflicts, 1 update: ML-1, Gwadar port and 3 more; 1 source in trouble`, on one line."""
    counts = ", ".join(
        _counted(number, *_HEADLINE_WORDS[verdict])
        for _, verdicts in _SECTIONS
        for verdict in verdicts
        if (number := sum(change.verdict is verdict for change in changes))
    )
    news = f"{counts}: {_about(changes, names)}" if counts else ""
    trouble = f"{_counted(len(in_trouble), 'source', 'sources')} in trouble" if in_trouble else ""
    well = f"{_counted(len(recovered), 'source', 'sources')} well again" if recovered else ""
    return harmless.plain("; ".join(part for part in (news, trouble, well) if part) or QUIET)


def _about(changes: Iterable[Change], names: Mapping[str, str]) -> str:
    ranked = [verdict for _, verdicts in _SECTIONS for verdict in verdicts]
    ordered = sorted(changes, key=lambda change: (_LOUDNESS[change.severity], ranked.index(change.verdict)))
    subjects = list(dict.fromkeys(_name(change, names) for change in ordered))
    more = len(subjects) - _NAMES_IN_HEADLINE
    return ", ".join(subjects[:_NAMES_IN_HEADLINE]) + (f" and {more} more" if more > 0 else "")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# --- words of one line ------------------------------------------------------------------------------------------------


def _step(line: Line) -> str:
    """`investment: $25.2 bn → $25.4 bn`; a figure that an article took back leads to nothing."""
    gone = "(taken out)" if line.verdict is Verdict.REVISED else None
    values = " → ".join(value for value in (line.old, line.new or gone) if value)
    return f"{line.measure.replace('-', ' ')}: {values}" if line.measure else values


def _source(line: Line) -> str:
    """`Dawn; 3 independent witnesses`."""
    alone = line.witnesses <= 1
    return line.outlet if alone else f"{line.outlet}; {line.witnesses} independent witnesses"


def _left_out(section: Section) -> str | None:
    return f"and {section.more} more" if section.more else None


def _about_sources(digest: Digest) -> Iterable[tuple[str, tuple[str, ...]]]:
    titled = ((_TROUBLE, digest.in_trouble), (_WELL, digest.recovered))
    return ((title, lines) for title, lines in titled if lines)


def _made(digest: Digest) -> str:
    return f"{digest.made.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


# --- plain text -------------------------------------------------------------------------------------------------------


def _text_lines(digest: Digest) -> Iterable[str]:
    yield digest.headline
    for section in digest.sections:
        yield from ("", section.title.upper())
        for group in section.groups:
            yield harmless.plain(group.name)
            for line in group.lines:
                yield from _text_of(line)
        if more := _left_out(section):
            yield f"  {more}"
    for title, lines in _about_sources(digest):
        yield from ("", title.upper())
        yield from (f"  {harmless.plain(words)}" for words in lines)
    yield from ("", _made(digest))


def _text_of(line: Line) -> Iterable[str]:
    yield f"  * {harmless.plain(_step(line))}"
    yield f"    “{harmless.plain(line.quote)}” – {harmless.plain(_source(line))}"
    yield f"    {harmless.plain(line.why)}"
    yield from (f"    {address}" for address in _addresses(line))


def _addresses(line: Line) -> Iterable[str]:
    return (address for address in map(harmless.link, (line.url, line.page)) if address)


# --- Markdown ---------------------------------------------------------------------------------------------------------


def _markdown_lines(digest: Digest) -> Iterable[str]:
    yield f"# {harmless.markdown(digest.headline)}"
    for section in digest.sections:
        yield from ("", f"## {section.title}")
        for group in section.groups:
            yield from ("", f"### {harmless.markdown(group.name)}", "")
            for line in group.lines:
                yield from _markdown_of(line)
        if more := _left_out(section):
            yield from ("", more)
    for title, lines in _about_sources(digest):
        yield from ("", f"## {title}", "")
        yield from (f"- {harmless.markdown(words)}" for words in lines)
    yield from ("", _made(digest))


def _markdown_of(line: Line) -> Iterable[str]:
    yield f"- **{harmless.markdown(_step(line))}**  "
    source = _markdown_link(harmless.markdown(_source(line)), line.url)
    yield f"  “{harmless.markdown(line.quote)}” – {source}  "
    yield f"  {harmless.markdown(line.why)} {_markdown_link('details', line.page) if line.page else ''}".rstrip()


def _markdown_link(words: str, url: str | None) -> str:
    address = harmless.link(url)
    return f"[{words}](<{address}>)" if address else words


# --- HTML -------------------------------------------------------------------------------------------------------------


def _html_lines(digest: Digest) -> Iterable[str]:
    yield f"<h1>{harmless.html(digest.headline)}</h1>"
    for section in digest.sections:
        yield f"<h2>{harmless.html(section.title)}</h2>"
        for group in section.groups:
            yield f"<h3>{harmless.html(group.name)}</h3>"
            yield from ("<ul>", *(_html_of(line) for line in group.lines), "</ul>")
        if more := _left_out(section):
            yield f"<p>{more}</p>"
    for title, lines in _about_sources(digest):
        yield f"<h2>{title}</h2>"
        yield from ("<ul>", *(f"<li>{harmless.html(words)}</li>" for words in lines), "</ul>")
    yield f"<p>{_made(digest)}</p>"


def _html_of(line: Line) -> str:
    details = f" {_html_link('details', line.page)}" if harmless.link(line.page) else ""
    return (
        f"<li><strong>{harmless.html(_step(line))}</strong><br>"
        f"<q>{harmless.html(line.quote)}</q> – {_html_link(_source(line), line.url)}<br>"
        f"<small>{harmless.html(line.why)}</small>{details}</li>"
    )


def _html_link(words: str, url: str | None) -> str:
    address = harmless.link(url)
    shown = harmless.html(words)
    return (
        f'<a href="{harmless.html(address, len(address))}" rel="noopener noreferrer">{shown}</a>' if address else shown
    )
