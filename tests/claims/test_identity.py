"""Ids are hashes of meaning: equal for one meaning however it is set, different for any other."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.claim import Claim, StatusClaim
from claims.figure import Bound, Figure
from claims.identity import (
    canonical,
    change_id,
    claim_id,
    content_hash,
    figure_form,
    fingerprint,
    note_key,
    status_id,
    text_hash,
)
from claims.report import Verdict

FIGURE = Figure(10, 28, "about $25 billion", Decimal("25000000000"), None, Bound.ABOUT, "USD")
CLAIM = Claim(figure=FIGURE, subject="cpec", measure="investment", scope="Phase 1", status="actual", period="2025")


def test_content_hash_is_plain_sha256() -> None:
    assert content_hash(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China’s “dream” – again", 'China\'s "dream" - again'),
        ("two\u00a0words\n\nhere", " two words here "),
        ("Rs 1.5 trillion", "Rs1.5\u202ftrillion"),
        ("co\u00adoperation\u200b", "cooperation"),
        ("８８４ ＭＷ", "884 MW"),
        ("40″ and 12′", "40\" and 12'"),
    ],
)
def test_typography_and_white_space_leave_the_text_hash(one: str, other: str) -> None:
    assert text_hash(one) == text_hash(other)


@pytest.mark.parametrize(("one", "other"), [("Port", "port"), ("1.4", "14"), ("62 bn", "26 bn"), ("ten", "10")])
def test_wording_and_capitals_change_the_text_hash(one: str, other: str) -> None:
    assert text_hash(one) != text_hash(other)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It's “done” — at last!", "it s done at last"),
        ("Rs 1,400.50 (approx.)", "rs 1,400.50 approx"),
        ("$44m, up 4%", "$ 44 m up 4 %"),
        ("…", ""),
    ],
)
def test_fingerprint(sentence: str, words: str) -> None:
    assert fingerprint(sentence) == words


def test_one_statement_made_twice_has_one_id() -> None:
    again = replace(
        CLAIM,
        figure=replace(FIGURE, start=400, end=412, words="some $25.0bn", value=Decimal("2.50E10")),
        scope="phase-1",
        attributed_to="Minister",
        quote_start=380,
        why=("other",),
    )
    assert claim_id("dawn:1", again) == claim_id("dawn:1", CLAIM)


@pytest.mark.parametrize(
    "other",
    [
        replace(CLAIM, subject="ml-1"),
        replace(CLAIM, subject=None),
        replace(CLAIM, measure="cost"),
        replace(CLAIM, scope=None),
        replace(CLAIM, status="planned"),
        replace(CLAIM, period="2024"),
        replace(CLAIM, figure=replace(FIGURE, bound=Bound.EXACT)),
        replace(CLAIM, figure=replace(FIGURE, unit="PKR")),
        replace(CLAIM, figure=replace(FIGURE, value=Decimal("25000000001"))),
        replace(CLAIM, figure=replace(FIGURE, value_high=Decimal("26000000000"))),
    ],
)
def test_another_meaning_has_another_id(other: Claim) -> None:
    assert claim_id("dawn:1", other) != claim_id("dawn:1", CLAIM)


def test_ids_name_their_recipe() -> None:
    status = StatusClaim(subject="ml-1", status="signed", start=0, end=5)
    ids = [claim_id("a", CLAIM), status_id("a", status), change_id(Verdict.NEW, "s", "k", "1"), text_hash("t")]
    assert [made.split("-")[0] for made in ids] == ["c1", "s1", "h1", "t1"]
    assert claim_id("a", CLAIM) != claim_id("b", CLAIM)


def test_status_id_ignores_where_it_was_said() -> None:
    status = StatusClaim(subject="ml-1", status="signed", start=0, end=5)
    assert status_id("a", status) == status_id("a", replace(status, start=90, end=99, attributed_to="Minister"))
    assert status_id("a", status) != status_id("a", replace(status, status="approved"))


def test_change_ids_differ_by_each_part() -> None:
    ids = {
        change_id(Verdict.NEW, "s", "k"),
        change_id(Verdict.NEW, "s", "k", None),
        change_id(Verdict.NEW, "s", "k", ""),
        change_id(Verdict.NEW, "s", "k", "1"),
        change_id(Verdict.UPDATED, "s", "k", "1"),
        change_id(Verdict.NEW, "sk", "", "1"),
    }
    assert len(ids) == 6


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("0.00"), "0"),
        (Decimal("-0"), "0"),
        (Decimal("1.50"), "1.5"),
        (Decimal("2500"), "2.5E+3"),
        (Decimal("10E+9999999"), "1E+10000000"),
        (Decimal("NaN"), "NaN"),
        (Decimal("-Infinity"), "-Infinity"),
        ("2026-03", "2026-03"),
    ],
)
def test_canonical(value: Decimal | str, text: str) -> None:
    assert canonical(value) == text


def test_figure_form_of_a_range() -> None:
    figure = replace(FIGURE, bound=Bound.RANGE, value_high=Decimal("26000000000"))
    assert figure_form(figure) == ("range", "2.5E+10", "2.6E+10", "USD")


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False))
def test_canonical_texts_agree_exactly_where_values_do(one: Decimal, other: Decimal) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


@given(st.text())
def test_a_fingerprint_of_a_fingerprint_is_itself(sentence: str) -> None:
    assert fingerprint(fingerprint(sentence)) == fingerprint(sentence)


@given(st.text(), st.text(), st.text())
def test_framing_keeps_neighbours_apart(one: str, middle: str, other: str) -> None:
    assume(middle)
    assert change_id(Verdict.NEW, one + middle, other) != change_id(Verdict.NEW, one, middle + other)


def test_a_note_is_known_by_what_it_says_where_and_when() -> None:
    key = note_key("dawn", None, "2026-05-11", "It costs $6.8bn.", "c1-1")
    assert key.startswith("hand:")
    assert note_key("dawn", None, "2026-05-11", "It costs  $6.8bn.", "c1-1") == key, "white space says nothing"
    others = {
        note_key("geo", None, "2026-05-11", "It costs $6.8bn.", "c1-1"),
        note_key("dawn", "https://a.example", "2026-05-11", "It costs $6.8bn.", "c1-1"),
        note_key("dawn", None, None, "It costs $6.8bn.", "c1-1"),
        note_key("dawn", None, "2026-05-11", "It costs $6.9bn.", "c1-1"),
        note_key("dawn", None, "2026-05-11", "It costs $6.8bn."),
        note_key("dawn", None, "2026-05-11", "It costs $6.8bn.", "c1-1", "c1-2"),
    }
    assert len(others | {key}) == 7
