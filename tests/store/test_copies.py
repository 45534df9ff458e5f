from sqlmodel import Session

from claims.witness import is_copy, shingles
from store.articles import join_clusters
from store.copies import CopyCandidate, copy_candidates, forget_shingles, save_shingles, shingles_of
from tests.store.factory import DAY, NOON, an_article, keep_article

WINDOW = (NOON - 14 * DAY, NOON)


def keep(session: Session, key: str, hashes: set[int], days_ago: int = 1) -> None:
    keep_article(session, an_article(key))
    save_shingles(session, key, hashes, NOON - days_ago * DAY)


def test_articles_that_share_words_are_candidates_the_most_alike_first(session: Session) -> None:
    keep(session, "a", {1, 2, 3})
    keep(session, "b", {2, 3, 2**63 - 1})
    keep(session, "c", {9})
    join_clusters(session, "wire", ["b"])
    assert copy_candidates(session, {1, 2, 3, 4}, *WINDOW) == (
        CopyCandidate(article="a", cluster="a", shared=3),
        CopyCandidate(article="b", cluster="wire", shared=2),
    )
    assert [each.article for each in copy_candidates(session, {1, 2, 3}, *WINDOW, at_least=3)] == ["a"]
    assert copy_candidates(session, {2**63 - 1}, *WINDOW)[0].article == "b"
    assert copy_candidates(session, (), *WINDOW) == ()


def test_only_articles_inside_the_window_are_candidates(session: Session) -> None:
    keep(session, "old", {1}, days_ago=15)
    keep(session, "edge", {1}, days_ago=14)
    keep(session, "later", {1}, days_ago=-1)
    assert [each.article for each in copy_candidates(session, {1}, *WINDOW)] == ["edge"]


def test_the_shingles_of_an_edited_article_replace_the_former_ones(session: Session) -> None:
    keep(session, "a", {1, 2})
    save_shingles(session, "a", {2, 3}, NOON)
    assert shingles_of(session, "a") == {2, 3}
    assert shingles_of(session, "b") == frozenset()


def test_old_shingles_are_forgotten(session: Session) -> None:
    keep(session, "old", {1, 2}, days_ago=20)
    keep(session, "new", {1})
    assert forget_shingles(session, NOON - 14 * DAY) == 2
    assert shingles_of(session, "old") == frozenset()
    assert shingles_of(session, "new") == {1}


def test_shingles_counted_over_many_statements_are_added_up(session: Session) -> None:
    keep(session, "a", set(range(12_000)))
    assert copy_candidates(session, range(12_000), *WINDOW)[0].shared == 12_000


def test_what_was_kept_still_tells_a_copy(session: Session) -> None:
    text = " ".join(f"word{number}" for number in range(300))
    keep(session, "wire", set(shingles(text)))
    cut = shingles(text[: len(text) // 2])
    (candidate,) = copy_candidates(session, cut, *WINDOW)
    assert is_copy(cut, shingles_of(session, candidate.article))
