"""Replaying: nothing counts before it is accepted; nothing is lost, nobody is woken, no decision is dropped."""

from dataclasses import replace

import pytest

from claims.report import Judgement, Severity
from claims.standing import standing
from extractors.claims import compile_lexicon
from flows.desk import Ledger
from flows.stages.decisions import judge
from flows.stages.replay import accept, look
from store.articles import find_revision
from store.changes import get_change
from store.counts import count_all
from store.engine import reading, transaction
from store.history import groups_of, history
from store.reports import claims_of_revision
from tests.claims.ledger_factories import words_standing
from tests.flows.stages.conftest import Clock
from tests.flows.stages.publishing import lines, publish
from tests.flows.stages.telling import signed, stands

TEXT = "The China-Pakistan Economic Corridor goes on.\n\nThe 5G network is to cost $8.5 billion, the minister said."
KEY = "news.example/1"


def without(ledger: Ledger, subject: str) -> Ledger:
    """The ledger with a topic pack that does not know a subject."""
    subjects = {key: each for key, each in ledger.topic.subjects.items() if key != subject}
    topic = replace(ledger.topic, subjects=subjects, version=f"without-{subject}")
    return replace(ledger, topic=topic, lexicon=compile_lexicon(topic))


def of_5g(ledger: Ledger) -> list[str]:
    """The figures of 5G that stand."""
    with reading(ledger.engine) as session:
        groups = history(session, groups_of(session, "5g"))
    return [word for group in groups.values() for word in words_standing(standing(group, ledger.policy))]


@pytest.fixture
def ignorant(ledger: Ledger) -> Ledger:
    """The ledger when its pack did not know 5G, with an article that speaks of it."""
    former = without(ledger, "5g")
    publish(former, TEXT)
    return former


def test_a_reading_of_today_is_not_read_again(ledger: Ledger) -> None:
    publish(ledger, TEXT)
    assert look(ledger).texts == 0
    assert accept(ledger).texts == 0


def test_the_version_of_a_reading_names_rules_and_pack(ledger: Ledger, ignorant: Ledger) -> None:
    with reading(ledger.engine) as session:
        revision = find_revision(session, KEY, 1)
    assert revision is not None
    assert revision.extractor == ignorant.reading != ledger.reading


def test_looking_shows_what_a_new_pack_links_and_records_nothing(ledger: Ledger, ignorant: Ledger) -> None:
    with reading(ledger.engine) as session:
        before = count_all(session)
    seen = look(ledger)
    found = [*seen.differences[0].added, *(pair.now for pair in seen.differences[0].relinked)]
    assert (seen.texts, seen.changes) == (1, 0)
    assert {each.claim.subject for each in found} == {"5g"}
    with reading(ledger.engine) as session:
        assert count_all(session) == before
    assert look(ledger) == seen


def test_what_is_accepted_stands_is_logged_and_wakes_nobody(ledger: Ledger, ignorant: Ledger, clock: Clock) -> None:
    known = {each.change.id for each in lines(ledger)}
    clock.forward(hours=1)
    done = accept(ledger)
    added = [each.change for each in lines(ledger) if each.change.id not in known]
    assert (done.texts, done.changes) == (1, len(added))
    assert {(line.subject, line.severity) for line in added} == {("5g", Severity.NONE)}
    assert "cost" in {line.measure for line in added}
    assert of_5g(ledger) == ["$8.5 billion"]
    assert accept(ledger).texts == 0, "a second replay finds nothing to do"


def test_both_readings_are_kept_and_the_former_is_withdrawn(ledger: Ledger, ignorant: Ledger) -> None:
    accept(ledger)
    assert of_5g(ledger) == ["$8.5 billion"]
    accept(ignorant)
    assert of_5g(ledger) == [], "a pack that no longer knows 5G reads nothing of it"
    with reading(ledger.engine) as session:
        assert not any(each.claim.subject == "5g" for each in claims_of_revision(session, KEY, 1))
    accept(ledger)
    assert of_5g(ledger) == ["$8.5 billion"], "and with the pack it comes back"


@pytest.mark.parametrize("judgement", [Judgement.ACCEPTED, Judgement.DISMISSED, Judgement.UNSURE])
def test_another_pack_drops_no_decision(ledger: Ledger, judgement: Judgement) -> None:
    publish(ledger, TEXT)
    line = next(each.change for each in lines(ledger) if each.change.measure == "cost")
    with transaction(ledger.engine) as session:
        judge(session, [line.id], judgement, signed())
    for pack in (without(ledger, "5g"), ledger, without(ledger, "ml-1")):
        assert accept(pack).reopened == 0
        with reading(ledger.engine) as session:
            logged = get_change(session, line.id)
        assert logged is not None
        assert logged.state is judgement
    assert ("$8.5 billion" in stands(ledger)) is (judgement is not Judgement.DISMISSED)


def test_an_earlier_revision_is_read_again_without_touching_what_the_article_says_now(
    ledger: Ledger, ignorant: Ledger, clock: Clock
) -> None:
    clock.forward(hours=1)
    publish(ignorant, TEXT.replace("$8.5", "$9.9"))
    done = accept(ledger)
    assert done.texts == 2
    assert "$9.9 billion" in stands(ledger)
    assert "$8.5 billion" not in stands(ledger)
