"""Silent edits: what an article changed, took back or added."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim import Claim
from claims.figure import Bound, Figure
from claims.revisions import Edit, EditKind, Revision, edits_between

CHANGED, VANISHED, APPEARED = EditKind.CHANGED, EditKind.VANISHED, EditKind.APPEARED


class Draft:
    """Writes an article sentence by sentence, each with the claim that is read in it."""

    def __init__(self) -> None:
        self.text = ""
        self.claims: list[Claim] = []

    def says(
        self,
        sentence: str,
        words: str,
        value: str,
        *,
        unit: str = "USD",
        subject: str | None = "corridor",
        measure: str | None = "cost",
        scope: str | None = None,
        bound: Bound = Bound.EXACT,
    ) -> "Draft":
        """Add a sentence that holds `words`, read as `value`."""
        start = len(self.text)
        at = start + sentence.index(words)
        self.text += sentence + "\n\n"
        figure = Figure(at, at + len(words), words, Decimal(value), None, bound, unit)
        end = start + len(sentence)
        self.claims.append(
            Claim(figure=figure, subject=subject, measure=measure, scope=scope, quote_start=start, quote_end=end)
        )
        return self

    def counts(self, sentence: str, number: str) -> "Draft":
        """Add a sentence that counts projects."""
        return self.says(sentence, number, number, unit="count:project", measure="project-count")

    @property
    def revision(self) -> Revision:
        return Revision(self.text, tuple(self.claims))


def edits(older: Draft, newer: Draft) -> tuple[Edit, ...]:
    return edits_between(older.revision, newer.revision)


def shown(found: tuple[Edit, ...]) -> list[tuple[EditKind, str | None, str | None]]:
    return [
        (edit.kind, edit.old.figure.words if edit.old else None, edit.new.figure.words if edit.new else None)
        for edit in found
    ]


COST = "The line will cost $62bn, officials said."


def test_a_figure_that_was_changed_in_silence() -> None:
    older = Draft().says(COST, "$62bn", "62e9")
    newer = Draft().says("The line will cost $26bn, officials said.", "$26bn", "26e9")
    (edit,) = edits(older, newer)
    assert shown((edit,)) == [(CHANGED, "$62bn", "$26bn")]
    assert (edit.old_quote, edit.new_quote) == (COST, "The line will cost $26bn, officials said.")
    assert edit.why == "The article said $62 bn and now says $26 bn."
    assert edit.is_silent_correction


def test_a_figure_that_vanished_and_one_that_appeared() -> None:
    older = Draft().says(COST, "$62bn", "62e9")
    newer = Draft().says("Nine zones are planned.", "Nine", "9", unit="count:zone", measure="facility-count")
    assert shown(edits(older, newer)) == [(VANISHED, "$62bn", None), (APPEARED, None, "Nine")]
    gone, added = edits(older, newer)
    assert (gone.new_quote, added.old_quote) == ("", "")
    assert (gone.is_silent_correction, added.is_silent_correction) == (True, False)
    assert gone.why == "The article said $62 bn and no longer says so."
    assert added.why == "The article did not say 9 zones before."


@pytest.mark.parametrize(
    "newer",
    [
        Draft().says("The line will cost US$62 billion, officials said.", "US$62 billion", "62e9"),
        Draft().says("“The line” will cost $62bn — officials said!", "$62bn", "62.0e9"),
        Draft().says("Officials put it at $62bn.", "$62bn", "62e9"),
        Draft().says(COST, "$62bn", "62e9").says("Again: $62bn.", "$62bn", "62e9"),
        # The same words, now linked otherwise because a sentence before them changed.
        Draft().says(COST, "$62bn", "62e9", subject="railway"),
        Draft().says(COST, "$62bn", "62e9", subject=None, measure=None),
        Draft().says("The line would cost $62bn, officials said.", "$62bn", "62e9", subject="railway"),
    ],
)
def test_typography_wording_repetition_and_other_links_are_no_edits(newer: Draft) -> None:
    assert edits(Draft().says(COST, "$62bn", "62e9"), newer) == ()
    assert edits(newer, Draft().says(COST, "$62bn", "62e9")) == ()


def test_a_bound_that_was_added_changes_the_figure() -> None:
    newer = Draft().says("The line will cost up to $62bn, officials said.", "up to $62bn", "62e9", bound=Bound.AT_MOST)
    assert shown(edits(Draft().says(COST, "$62bn", "62e9"), newer)) == [(CHANGED, "$62bn", "up to $62bn")]


def test_figures_of_one_link_are_paired_by_their_sentences() -> None:
    def counts(done: str, running: str) -> Draft:
        draft = Draft().counts(f"So far {done} projects have been completed.", done)
        return draft.counts(f"Another {running} are under construction in the north.", running)

    assert shown(edits(counts("11", "20"), counts("12", "21"))) == [(CHANGED, "11", "12"), (CHANGED, "20", "21")]
    moved = Draft().counts("Another 21 are under construction in the north.", "21")
    assert shown(edits(counts("11", "20"), moved)) == [(VANISHED, "11", None), (CHANGED, "20", "21")]


def test_a_currency_that_was_mended_is_found_by_its_sentence() -> None:
    older = Draft().says("The cable cost Rs44 million to lay in the north.", "Rs44 million", "44e6", unit="PKR")
    newer = Draft().says("The cable cost $44 million to lay in the north.", "$44 million", "44e6")
    assert shown(edits(older, newer)) == [(CHANGED, "Rs44 million", "$44 million")]


def test_figures_linked_to_nothing_are_paired_by_sentence_only() -> None:
    older = Draft().says("Some 20 people came to the fair.", "20", "20", subject=None, unit="count:person")
    same = Draft().says("Some 30 people came to the fair.", "30", "30", subject=None, unit="count:person")
    other = Draft().says("Prices rose by 30 in one day.", "30", "30", subject=None, unit="count:person")
    assert shown(edits(older, same)) == [(CHANGED, "20", "30")]
    assert shown(edits(older, other)) == [(VANISHED, "20", None), (APPEARED, None, "30")]


def test_a_page_of_many_figures_is_paired_too() -> None:
    def table(step: int) -> Draft:
        draft = Draft()
        for row in range(150):
            draft.says(f"Item {row} of list stands at {row + step} now.", f"{row + step} now", str(row + step))
        return draft

    found = edits(table(1000), table(2000))
    assert {edit.kind for edit in found} == {CHANGED}
    assert len(found) == 150


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    draft = Draft()
    for _ in range(draw(st.integers(0, 5))):
        value = str(draw(st.integers(1, 4)))
        subject = draw(st.sampled_from([None, "corridor", "railway"]))
        draft.says(draw(st.sampled_from(["It is {} bn.", "They want {} bn now."])).format(value), value, value,
                   subject=subject)  # fmt: skip
    return draft


@given(drafts())
def test_a_revision_has_no_edits_against_itself(draft: Draft) -> None:
    assert edits(draft, draft) == ()


@given(drafts(), drafts())
def test_each_figure_is_in_one_edit_at_most(older: Draft, newer: Draft) -> None:
    found = edits(older, newer)
    assert all((edit.old is None) == (edit.kind is APPEARED) for edit in found)
    assert all((edit.new is None) == (edit.kind is VANISHED) for edit in found)
    for revision, side in ((older, [edit.old for edit in found]), (newer, [edit.new for edit in found])):
        used = [id(claim) for claim in side if claim is not None]
        assert len(set(used)) == len(used)
        assert set(used) <= {id(claim) for claim in revision.claims}
