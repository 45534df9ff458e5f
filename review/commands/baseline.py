"""`cpecwatch baseline`: the shipped baseline beside the documents that it was read from."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer

from claims.agreement import Agreement, ReadFigure, agreement
from claims.errors import BadConfiguration
from claims.exchange import claim_record
from claims.topic import Topic
from claims.wording import words
from extractors.claims import compile_lexicon, read_claims
from flows.settings import load_configuration
from flows.topic_pack import read_topic
from review.options import AsJson, Home
from review.terminal import cell, out, show_json, show_table

app = typer.Typer(help="The seed documents behind the ledger's first entries.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="Folder with the seed documents as text files.", show_default=False)]


@app.callback()
def baseline() -> None:
    """The seed documents behind the ledger's first entries."""


@app.command()
def check(folder: Folder, home: Home = None, as_json: AsJson = False) -> None:
    """Read the seed documents again: are they the same files, and where does the extractor agree with the baseline?

    Files are known by their SHA-256, whatever their names. Exit code 2 when one is missing or was altered.

    Example: cpecwatch baseline check ~/seed-documents
    """
    topic = read_topic(load_configuration(home).settings.seeds)
    found = list(_agreements(topic, folder))
    if as_json:
        show_json([_record(each) for each in found])
    else:
        _show(found)
    missing = [each.id for each in topic.baseline if each.id not in {one.document.id for one in found}]
    if missing:
        raise BadConfiguration(
            f"{folder}: no file has the SHA-256 of seed document {', '.join(missing)}; seeds/baseline.yaml has them"
        )


def _agreements(topic: Topic, folder: Path) -> Iterator[Agreement]:
    documents = {document.sha256: document for document in topic.baseline}
    lexicon = compile_lexicon(topic)
    for path in _files(folder):
        body = path.read_bytes()
        document = documents.get(sha256(body).hexdigest())
        if document is not None:
            text = body.decode("utf-8")
            yield agreement(document, read_claims(lexicon, text, published=document.published))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BadConfiguration(f"{folder}: no such folder")
    return sorted(path for path in folder.iterdir() if path.is_file())


def _show(found: list[Agreement]) -> None:
    headings = ("document", "outlet", "figures", "read", "linked", "others", "statuses", "read", "others")
    rows = [(each.document.id, each.document.outlet or "–", *_counts(each).values()) for each in found]
    show_table("the baseline, read again", headings, rows)
    for each in found:
        for figure in each.figures:
            if not figure.is_linked:
                out.print(cell(f"{each.document.id}: {figure.figure.statement} {_said(figure)}"))


def _said(figure: ReadFigure) -> str:
    claim = figure.claim
    if claim is None:
        return "Not read."
    return f"Read as {words(claim.figure)}, {claim.subject or 'nothing that is tracked'} · {claim.measure}."


def _counts(each: Agreement) -> dict[str, int]:
    return {
        "figures": len(each.figures),
        "figures_read": sum(figure.is_read for figure in each.figures),
        "figures_linked": sum(figure.is_linked for figure in each.figures),
        "other_figures": len(each.further),
        "statuses": len(each.statuses),
        "statuses_read": sum(status.is_read for status in each.statuses),
        "other_statuses": len(each.further_statuses),
    }


def _record(each: Agreement) -> dict[str, Any]:
    differing = [figure for figure in each.figures if not figure.is_linked]
    return {
        "document": each.document.id,
        "sha256": each.document.sha256,
        **_counts(each),
        "differing": [
            {"statement": figure.figure.statement, "read": figure.claim and claim_record(figure.claim)}
            for figure in differing
        ],
    }
