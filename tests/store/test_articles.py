import pytest
from sqlmodel import Session

from store.articles import (
    ArticleKind,
    Kept,
    SavedRevision,
    StoredArticle,
    Visit,
    due_articles,
    find_article,
    find_articles,
    find_revision,
    join_clusters,
    latest_revision,
    note_gone,
    note_reread,
    note_visit,
    revisions,
    save_article,
    save_revision,
)
from store.reports import add_claims, add_statuses, find_reports, find_status_reports
from store.snapshots import save_snapshot
from tests.store.factory import (
    DAY,
    HOUR,
    NOON,
    POLICY,
    TEXT,
    a_page,
    a_report,
    a_status_report,
    an_article,
    keep_article,
    seen,
)

VISIT = Visit(at=NOON, next_check=NOON + HOUR, etag='"1"', last_modified="Tue, 31 Mar 2026 11:00:00 GMT")


def save_text(session: Session, text: str, *, extractor: str = "x1", snapshot: str | None = None) -> SavedRevision:
    return save_revision(session, an_article(text=text), extractor=extractor, seen_at=NOON, snapshot=snapshot)


def test_a_new_article_is_a_cluster_of_its_own(session: Session) -> None:
    article = an_article(wire="APP")
    saved = save_article(session, article, outlet="Example News", visit=VISIT)
    assert saved == find_article(session, article.key)
    assert saved == StoredArticle(
        key=article.key,
        kind=ArticleKind.NEWS,
        url=article.url,
        source="example",
        outlet="Example News",
        title=article.title,
        first_seen=NOON,
        last_checked=NOON,
        next_check=NOON + HOUR,
        etag='"1"',
        last_modified="Tue, 31 Mar 2026 11:00:00 GMT",
        gone_at=None,
        cluster=article.key,
        wire="APP",
    )


def test_a_known_article_keeps_its_first_sighting_and_its_cluster(session: Session) -> None:
    save_article(session, an_article(), outlet="Example News", visit=VISIT, cluster="wire/7")
    again = save_article(session, an_article(title="Corrected"), outlet="Example News", visit=Visit(at=NOON + DAY))
    assert (again.first_seen, again.last_checked, again.next_check) == (NOON, NOON + DAY, None)
    assert (again.title, again.cluster, again.etag) == ("Corrected", "wire/7", None)


def test_a_visit_that_finds_nothing_new_renews_the_validators(session: Session) -> None:
    keep_article(session)
    note_visit(session, an_article().key, VISIT)
    note_visit(session, "unknown", VISIT)
    found = find_article(session, an_article().key)
    assert found is not None
    assert (found.etag, found.next_check) == ('"1"', NOON + HOUR)


def test_an_article_that_is_gone_is_left_in_peace_until_it_comes_back(session: Session) -> None:
    save_article(session, an_article(), outlet="Example News", visit=VISIT)
    note_gone(session, an_article().key, NOON + HOUR)
    note_gone(session, an_article().key, NOON + DAY)
    note_gone(session, "unknown", NOON)
    gone = find_article(session, an_article().key)
    assert gone is not None
    assert (gone.gone_at, gone.last_checked, gone.next_check) == (NOON + HOUR, NOON + DAY, None)
    assert save_article(session, an_article(), outlet="Example News", visit=VISIT).gone_at is None


def test_only_known_articles_are_found(session: Session) -> None:
    keep_article(session, an_article("a"))
    keep_article(session, an_article("b"))
    assert find_articles(session, ["a", "b", "c", "a"]).keys() == {"a", "b"}
    assert find_article(session, "c") is None


def test_due_articles_come_longest_waiting_first(session: Session) -> None:
    for key, hours in (("later", 2), ("second", -1), ("first", -2)):
        visit = Visit(at=NOON, next_check=NOON + hours * HOUR)
        save_article(session, an_article(key), outlet="Example News", visit=visit)
    save_article(session, an_article("never"), outlet="Example News", visit=Visit(at=NOON))
    assert [article.key for article in due_articles(session, NOON, limit=10)] == ["first", "second"]
    assert [article.key for article in due_articles(session, NOON, limit=1)] == ["first"]
    assert due_articles(session, NOON, limit=10, source="other") == ()
    assert len(due_articles(session, NOON, limit=10, source="example")) == 2


def test_a_text_that_was_not_edited_makes_no_revision(session: Session) -> None:
    keep_article(session)
    assert save_text(session, TEXT.replace(" ", "\u00a0\n")) == SavedRevision(1, Kept.SAME)
    assert len(revisions(session, an_article().key)) == 1


def test_an_edited_text_is_a_further_revision(session: Session) -> None:
    save_article(session, an_article(), outlet="Example News", visit=VISIT)
    assert save_text(session, "It cost $62 billion.") == SavedRevision(1, Kept.FIRST)
    assert save_text(session, "It cost $26 billion.") == SavedRevision(2, Kept.EDITED)
    assert [each.text for each in revisions(session, an_article().key)] == [
        "It cost $62 billion.",
        "It cost $26 billion.",
    ]


def test_a_text_that_returns_points_at_its_first_revision(session: Session) -> None:
    save_article(session, an_article(), outlet="Example News", visit=VISIT)
    kept = [save_text(session, text) for text in ("A", "B", "A", "B", "A", "A")]
    assert [each.kept for each in kept] == [
        Kept.FIRST,
        Kept.EDITED,
        Kept.RETURNED,
        Kept.RETURNED,
        Kept.RETURNED,
        Kept.SAME,
    ]
    found = revisions(session, an_article().key)
    assert [(each.n, each.returns_to, each.text) for each in found] == [
        (1, None, "A"),
        (2, None, "B"),
        (3, 1, "A"),
        (4, 2, "B"),
        (5, 1, "A"),
    ]
    assert latest_revision(session, an_article().key) == found[-1]
    assert find_revision(session, an_article().key, 2) == found[1]


def test_a_revision_keeps_what_was_read(session: Session) -> None:
    article = an_article(author="A. Writer", language="en", notes=("date refused: 1763",), published=None)
    save_article(session, article, outlet="Example News", visit=VISIT)
    address = save_snapshot(session, a_page())
    save_revision(session, article, extractor="x9", seen_at=NOON, snapshot=address)
    found = latest_revision(session, article.key)
    assert found is not None
    assert (found.author, found.language, found.notes) == ("A. Writer", "en", ("date refused: 1763",))
    assert (found.published, found.date_origin) == (None, article.date_origin)
    assert (found.snapshot, found.extractor, found.seen_at) == (address, "x9", NOON)


def test_an_unknown_article_has_no_revisions(session: Session) -> None:
    assert revisions(session, "unknown") == ()
    assert latest_revision(session, "unknown") is None
    assert find_revision(session, "unknown", 1) is None


def test_a_revision_that_was_read_anew_names_the_version_that_counts(session: Session) -> None:
    save_article(session, an_article(), outlet="Example News", visit=VISIT)
    for text in ("A", "B"):
        save_text(session, text, extractor="x1")
    note_reread(session, an_article().key, 2, "x2")
    assert [each.extractor for each in revisions(session, an_article().key)] == ["x1", "x2"]


def test_clusters_that_turn_out_to_be_one_are_joined(session: Session) -> None:
    for key in ("a", "b", "c"):
        keep_article(session, an_article(key))
    claim, status = a_report(article="b"), a_status_report(article="b")
    add_claims(session, [claim], POLICY, seen())
    add_statuses(session, [status], seen())
    join_clusters(session, "a", ["b"])
    clusters = {key: article.cluster for key, article in find_articles(session, "abc").items()}
    assert clusters == {"a": "a", "b": "a", "c": "c"}
    assert find_reports(session, [claim.id])[claim.id].cluster == "a"
    assert find_status_reports(session, [status.id])[status.id].cluster == "a"


def test_a_claim_of_an_article_that_is_not_kept_is_a_bug(session: Session) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        add_claims(session, [a_report(article="nowhere")], POLICY, seen())
