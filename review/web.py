"""The pages of the change log: plain HTML to read, nothing to click that would change anything.

`python -m review.web` serves them on the settings' review_host and review_port; `cpecwatch serve` starts that.
"""

import sys
from collections.abc import Mapping
from http import HTTPStatus
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import uvicorn
from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from claims.errors import MachineFailed, StopRun
from claims.report import Verdict
from claims.run import Outcome
from flows.settings import Configuration, load_configuration
from flows.topic_pack import read_topic
from review.hardening import Hardened
from review.loopback import require_loopback
from review.templating import open_templates
from review.terminal import err
from store.changes import ChangeFilter, LoggedChange, count_changes, get_change, list_changes
from store.decisions import decisions_of
from store.engine import open_engine, reading, upgrade
from store.reports import find_reports, find_status_reports
from store.runs import find_run, items_of, list_runs

if TYPE_CHECKING:
    from sqlalchemy import Engine

STATIC = Path(__file__).resolve().parent / "static"
PER_PAGE = 50
# A page that knows no users must not answer to a name that a stranger has pointed at this machine (DNS rebinding).
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
STOP_WITHIN = 2  # seconds for requests that are being answered

Page = Annotated[int, Query(ge=1, le=1_000_000)]
Word = Annotated[str, Query(max_length=200)]
READ = ["GET", "HEAD"]


def create_app(*, engine: "Engine", names: Mapping[str, str], zone: str | None) -> Hardened:
    """The pages over a database whose schema is up to date.

    `names` are the subjects' names by id, `zone` is the reader's (None: the system's). The engine stays its maker's.
    """
    pages = Pages(engine, names, zone)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for path, page in (
        ("/", pages.changes),
        ("/changes/{change_id}", pages.change),
        ("/runs", pages.runs),
        ("/runs/{run_id}", pages.run),
    ):
        app.add_api_route(path, page, methods=READ, response_class=HTMLResponse)
    app.add_api_route("/health", pages.health, methods=READ)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_exception_handler(HTTPException, pages.refused)
    app.add_exception_handler(RequestValidationError, pages.misunderstood)
    app.add_exception_handler(MachineFailed, pages.failed)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=OWN_NAMES, www_redirect=False)
    return Hardened(app)


class Pages:
    """One method per page."""

    def __init__(self, engine: "Engine", names: Mapping[str, str], zone: str | None) -> None:
        self._engine = engine
        self._zone = zone
        self._templates = open_templates(names, zone)

    def changes(self, verdict: Word = "", subject: Word = "", run: Word = "", page: Page = 1) -> HTMLResponse:
        """The change log by days, the newest first; an empty filter lets everything through."""
        kind = _verdict(verdict)
        wanted = ChangeFilter(
            verdicts=(kind,) if kind else (),
            subject=subject or None,
            run=run or None,
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )
        with reading(self._engine) as session:
            found, total = list_changes(session, wanted), count_changes(session, wanted)
        filters = {"verdict": kind.value if kind else "", "subject": subject, "run": run}
        pages = max(1, ceil(total / PER_PAGE))
        return self._page(
            "changes.html", days=self._by_day(found), total=total, filters=filters, page=page, pages=pages
        )

    def change(self, change_id: str) -> HTMLResponse:
        """One change with the words of both sides, and what people said of it."""
        with reading(self._engine) as session:
            found = get_change(session, change_id)
            if found is None:
                raise HTTPException(HTTPStatus.NOT_FOUND, f"No change has the id {change_id}.")
            ids = [each for each in (found.change.against, found.change.report) if each]
            sides = {**find_reports(session, ids), **find_status_reports(session, ids)}
            decisions = decisions_of(session, change_id)
        return self._page("change.html", logged=found, sides=sides, decisions=decisions)

    def runs(self) -> HTMLResponse:
        """The latest runs."""
        with reading(self._engine) as session:
            found = list_runs(session)
        return self._page("runs.html", runs=found)

    def run(self, run_id: str) -> HTMLResponse:
        """One run: what each source gave, and what was skipped, and why."""
        with reading(self._engine) as session:
            found = find_run(session, run_id)
            if found is None:
                raise HTTPException(HTTPStatus.NOT_FOUND, f"No run has the id {run_id}.")
            items = items_of(session, run_id)
        skipped = [item for item in items if item.outcome is Outcome.SKIPPED]
        articles = [item for item in items if item.outcome is not Outcome.SKIPPED and not item.listing]
        return self._page("run.html", run=found, skipped=skipped, articles=articles)

    def health(self) -> JSONResponse:
        """Whether the pages can read the ledger."""
        with reading(self._engine) as session:
            count_changes(session)
        return JSONResponse({"status": "ok"})

    async def refused(self, _request: Request, error: Exception) -> HTMLResponse:
        """An address or a method that there is not."""
        assert isinstance(error, HTTPException)
        return self._message(error.status_code, str(error.detail))

    async def misunderstood(self, _request: Request, error: Exception) -> HTMLResponse:
        """A query string that says nothing that can be understood."""
        assert isinstance(error, RequestValidationError)
        faults = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors())
        return self._message(HTTPStatus.BAD_REQUEST, f"The address cannot be understood: {faults}.")

    async def failed(self, _request: Request, _error: Exception) -> HTMLResponse:
        """The database failed; its message is for the log, since it may name files."""
        err.print(f"pages: {_error}", style="red", markup=False)
        return self._message(HTTPStatus.SERVICE_UNAVAILABLE, "The ledger cannot be read now; the log says why.")

    def _message(self, status: int, words: str) -> HTMLResponse:
        return self._page("message.html", status=status, heading=HTTPStatus(status).phrase, words=words)

    def _page(self, template: str, *, status: int = HTTPStatus.OK, **values: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(**values), status_code=status)

    def _by_day(self, found: tuple[LoggedChange, ...]) -> list[tuple[str, list[LoggedChange]]]:
        zone = ZoneInfo(self._zone) if self._zone else None

        def day(logged: LoggedChange) -> str:
            return logged.change.found.astimezone(zone).strftime("%A, %d %B %Y")

        return [(each, list(members)) for each, members in groupby(found, key=day)]


def _verdict(typed: str) -> Verdict | None:
    try:
        return Verdict(typed) if typed else None
    except ValueError:
        known = ", ".join(verdict.value for verdict in Verdict)
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"{typed} is no verdict; there are {known}.") from None


def serve_pages(configuration: Configuration) -> None:
    """Serve until a signal. Raises BadConfiguration for a host beyond loopback, MachineFailed for the database."""
    settings = configuration.settings
    require_loopback(settings.review_host, setting="review_host")
    names = {subject.id: subject.name for subject in read_topic(settings.seeds).subjects.values()}
    engine = open_engine(configuration.database_url)
    upgrade(engine)
    try:
        uvicorn.run(
            create_app(engine=engine, names=names, zone=settings.timezone),
            host=settings.review_host,
            port=settings.review_port,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=STOP_WITHIN,
        )
    finally:
        engine.dispose()


def main() -> None:
    """Serve the pages of the data folder that the environment names."""
    try:
        serve_pages(load_configuration())
    except StopRun as error:
        err.print(f"cpecwatch: {error}", style="red", markup=False)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
