from dataclasses import replace

import pytest

from claims.article import Article, Candidate, DateOrigin
from claims.identity import claim_id
from claims.report import Change, Judgement, Verdict
from flows.desk import Ledger
from flows.stages.decisions import judge, undo
from flows.stages.record import Recorded, record_article
from flows.stages.reopening import MACHINE, evidence_of, reopen_decided
from flows.stages.settle import begin
from flows.stages.visits import Visit
from store.articles import note_reread
from store.changes import LoggedChange, get_change, list_changes
from store.counts import count_all
from store.decisions import decisions_of, live_decision
from store.engine import reading, transaction
from store.reports import Sighted, add_claims, claims_of_revision
from tests.flows.stages.conftest import START, Clock
from tests.flows.stages.telling import signed

KEY = "news.example/1"
SENTENCE = "Investment of $25.4 billion has been made under CPEC so far, the minister said."
TEXT = f"ISLAMABAD: Officials met on Monday to review the corridor.\n\n{SENTENCE}"
DECISIONS = [Judgement.ACCEPTED, Judgement.DISMISSED, Judgement.UNSURE]


def publish(ledger: Ledger, text: str = TEXT) -> Recorded:
    """The article with this text, as a pass records it."""
    source = next(iter(ledger.topic.sources.values()))
    url = f"https://{KEY}"
    article = Article(
        key=KEY,
        url=url,
        source=source.id,
        title="Corridor reviewed",
        text=text,
        published=START,
        date_origin=DateOrigin.FEED,
    )
    visit = Visit(source=source, candidate=Candidate(source=source.id, url=url))
    return record_article(ledger, begin(ledger, "watch").id, visit, article)


def the_change(ledger: Ledger) -> Change:
    with reading(ledger.engine) as session:
        return next(each.change for each in list_changes(session) if each.change.measure == "investment")


def decided(ledger: Ledger, judgement: Judgement = Judgement.ACCEPTED) -> Change:
    """A published article whose change a person has decided."""
    publish(ledger)
    line = the_change(ledger)
    with transaction(ledger.engine) as session:
        judge(session, [line.id], judgement, signed(hours=1))
    return line


def state(ledger: Ledger, line: Change) -> Judgement:
    with reading(ledger.engine) as session:
        found: LoggedChange | None = get_change(session, line.id)
    assert found is not None
    return found.state


HARMLESS = [
    pytest.param(TEXT, id="the same text"),
    pytest.param(TEXT.replace("Monday", "Tuesday"), id="an edit elsewhere"),
    pytest.param(TEXT.replace("Investment of", "Investment  of"), id="white space"),
    pytest.param(f"{TEXT}\n\nThe session ended late.", id="a paragraph more"),
    pytest.param(
        TEXT.replace(", the minister said", ", the minister said on Monday"), id="the sentence, not the figure"
    ),
]


@pytest.mark.parametrize("judgement", DECISIONS)
@pytest.mark.parametrize("later", HARMLESS)
def test_a_later_run_never_undoes_a_decision(ledger: Ledger, clock: Clock, later: str, judgement: Judgement) -> None:
    line = decided(ledger, judgement)
    clock.forward(hours=2)
    publish(ledger, later)
    assert state(ledger, line) is judgement
    with reading(ledger.engine) as session:
        assert len(decisions_of(session, line.id)) == 1


@pytest.mark.parametrize("judgement", DECISIONS)
def test_a_decision_comes_back_when_sentence_and_figure_were_edited(
    ledger: Ledger, clock: Clock, judgement: Judgement
) -> None:
    line = decided(ledger, judgement)
    clock.forward(hours=2)
    publish(ledger, TEXT.replace("$25.4 billion", "$29 billion"))
    assert state(ledger, line) is Judgement.OPEN
    with reading(ledger.engine) as session:
        reopening = live_decision(session, line.id)
    assert reopening is not None
    assert (reopening.who, reopening.judgement) == (MACHINE, Judgement.OPEN)
    assert reopening.why.startswith("The article was edited")
    with transaction(ledger.engine) as session:
        undo(session, [line.id], signed(hours=3))
    assert state(ledger, line) is judgement


def test_what_a_person_decides_again_stays_through_further_edits(ledger: Ledger, clock: Clock) -> None:
    line = decided(ledger)
    clock.forward(hours=2)
    edited = TEXT.replace("$25.4 billion", "$29 billion")
    publish(ledger, edited)
    with transaction(ledger.engine) as session:
        judge(session, [line.id], Judgement.DISMISSED, signed(hours=3))
    clock.forward(hours=2)
    publish(ledger, edited.replace("$29 billion", "$30 billion"))
    assert state(ledger, line) is Judgement.DISMISSED, "the figure that it was about was gone already"


def test_a_decision_about_an_edit_comes_back_when_the_page_goes_back(ledger: Ledger, clock: Clock) -> None:
    publish(ledger)
    clock.forward(hours=2)
    publish(ledger, TEXT.replace("$25.4 billion", "$29 billion"))
    with transaction(ledger.engine) as session:
        (edit,) = [each.change for each in list_changes(session) if each.change.verdict is Verdict.REVISED]
        judge(session, [edit.id], Judgement.ACCEPTED, signed(hours=3))
    clock.forward(hours=2)
    publish(ledger)
    assert state(ledger, edit) is Judgement.OPEN


def test_a_second_run_adds_nothing(ledger: Ledger) -> None:
    decided(ledger)
    with reading(ledger.engine) as session:
        before = count_all(session)
    assert publish(ledger).changes == 0
    with reading(ledger.engine) as session:
        assert count_all(session) == before


def reread(ledger: Ledger, version: str, *, subject: str) -> None:
    """What a replay does: the same text, read by another version, which links the figure to `subject`."""
    with transaction(ledger.engine) as session:
        before = evidence_of(session, KEY, 1)
        claims = [(report, replace(report.claim, subject=subject)) for report in claims_of_revision(session, KEY, 1)]
        reports = [replace(report, id=claim_id(KEY, claim), claim=claim) for report, claim in claims]
        add_claims(session, reports, ledger.policy, Sighted(revision=1, extractor=version, recorded=ledger.now()))
        note_reread(session, KEY, 1, version)
        reopen_decided(session, KEY, before, evidence_of(session, KEY, 1), signed(hours=5).at)


def test_a_new_version_that_reads_the_same_leaves_decisions_alone(ledger: Ledger) -> None:
    line = decided(ledger)
    reread(ledger, "next", subject="cpec")
    assert state(ledger, line) is Judgement.ACCEPTED


def test_a_new_version_that_reads_something_else_brings_the_decision_back(ledger: Ledger) -> None:
    line = decided(ledger)
    reread(ledger, "next", subject="ml-1")
    assert state(ledger, line) is Judgement.OPEN
    with reading(ledger.engine) as session:
        reopening = live_decision(session, line.id)
    assert reopening is not None
    assert reopening.why.startswith("Version next of the extractor")


def test_an_article_without_a_kept_text_has_no_evidence(ledger: Ledger) -> None:
    with transaction(ledger.engine) as session:
        assert evidence_of(session, "none", 1) is None
        assert reopen_decided(session, "none", None, None, START) == ()
