"""Reading: pages become articles, in other processes."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from claims.errors import SkipItem
from extractors.relevance import is_relevant
from extractors.wires import Marks, marks_of
from flows.desk import Desk
from flows.stages.visits import Collected, Visit


async def read_pages(desk: Desk, collected: Iterable[Collected]) -> list[Visit]:
    """All visits of a pass, those with a page read. What cannot be read carries its error."""
    visits = [visit for each in collected for visit in each.visits]
    marks = marks_of(desk.ledger.topic)
    done = 0

    async def read_and_tell(visit: Visit) -> Visit:
        nonlocal done
        result = await read_page(desk, visit, marks)
        done += 1
        desk.progress("reading", done, len(visits))
        return result

    return await asyncio.gather(*(read_and_tell(visit) for visit in visits))


async def read_page(desk: Desk, visit: Visit, marks: Marks) -> Visit:
    """The visit with its article, unless there is nothing to read or the page is not about the topic."""
    page = visit.page
    if page is None or page.not_modified:
        return visit
    if visit.known is None and not is_relevant(page.body, visit.candidate.title, desk.ledger.topic):
        return replace(visit, off_topic=True)
    try:
        article = await desk.pool.read(page, visit.candidate, visit.source, desk.now, marks)
    except SkipItem as error:
        return replace(visit, error=error)
    return replace(visit, article=article)
