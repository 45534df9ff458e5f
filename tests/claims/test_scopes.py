"""Scopes are compared by meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.scopes import normal_scope, same_scope


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phase-1", "Phase I"),
        ("phase-1", "the first phase"),
        ("phase-1", "1st phase"),
        ("phase 2", "phase two"),
        ("Phase-IX", "ninth phase"),
        ("phase-01", "phase-1"),
        ("completed-projects", "Projects, completed"),
        ("completed project", "completed projects"),
        ("karachi-rohri", "Rohri–Karachi"),
        ("loan of the provinces", "province loan"),
        ("facilities", "facility"),
        (None, None),
        (None, ""),
        (None, " - "),
    ],
)
def test_one_meaning_is_one_scope(one: str | None, other: str | None) -> None:
    assert same_scope(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phase-1", "phase-2"),
        ("two-phases", "phase-2"),
        ("phase-1", None),
        ("phase-1", "phases"),
        ("elevated", "underground"),
        ("chinese", "on-chinese"),
        ("chinese", "all-chinese"),
        ("per-day", "per-year"),
        ("phase-2-to-phase-1", "phase-1"),
        ("fdi-hong-kong", "fdi"),
    ],
)
def test_other_words_are_another_scope(one: str, other: str | None) -> None:
    assert not same_scope(one, other)


@pytest.mark.parametrize(
    ("scope", "normal"),
    [
        ("Phase I", "phase-1"),
        ("first", "1"),
        ("Chashma-III", "chashma-3"),
        ("15 priority", "15-priority"),
        ("status", "status"),
        ("glass basis", "basis-glass"),
    ],
)
def test_the_normal_form_is_a_key(scope: str, normal: str) -> None:
    assert normal_scope(scope) == normal


@given(st.text(max_size=20))
def test_a_normal_form_is_normal(scope: str) -> None:
    normal = normal_scope(scope)
    assert normal == normal_scope(scope.upper()) or scope.upper().casefold() != scope.casefold()
    assert same_scope(scope, scope)
