"""How a report bears on one that stands."""

import pytest

from claims.bearing import Bearing, agrees, encounter, is_narrower, repeats
from claims.figure import Bound
from claims.report import Report
from tests.claims.comparison_factories import POLICY, figure
from tests.claims.ledger_factories import told

OVER25 = figure("more than $25bn", "25e9", bound=Bound.MORE_THAN)
BN20, BN25, BN254, BN29 = ("$20bn", "20e9"), ("$25bn", "25e9"), ("$25.4bn", "25.4e9"), ("$29bn", "29e9")
ABOUT60 = figure("about $60bn", "60e9", bound=Bound.ABOUT)


@pytest.mark.parametrize(
    ("standing", "new", "bearing", "rule"),
    [
        (told(BN25), told(BN25, 9), Bearing.AGREES, "same-value"),
        (told(BN254), told(OVER25, 9), Bearing.AGREES, "can-both-be-true"),
        (told(OVER25), told(BN254, 9), Bearing.REFINES, "can-both-be-true"),
        (told(BN20), told(BN25, 200), Bearing.REPLACES, "plan-replaced"),
        (told(BN25, 200), told(BN20), Bearing.LOOKS_BACK, "plan-replaced"),
        (told(BN20), told(BN25, 9), Bearing.CONTRADICTS, "plan-differs"),
        (told(BN20, scope="north"), told(BN25, scope="south"), Bearing.APART, "other-scope"),
        # A step of a thousandfold never updates, however much later it comes.
        (told(BN20), told(("$20m", "20e6"), 200), Bearing.CONTRADICTS, "scale-slip"),
        # Last year's level, printed today beside this year's.
        (
            told(BN25, measure="debt", period="2024"),
            told(BN20, 90, measure="debt", period="2023"),
            Bearing.LOOKS_BACK,
            "earlier-time",
        ),
        # Printed the same day, in one table: the earlier period looks back in whatever order they come.
        (
            told(BN25, measure="debt", period="2024"),
            told(BN20, measure="debt", period="2023"),
            Bearing.LOOKS_BACK,
            "earlier-time",
        ),
        (
            told(BN20, measure="debt", period="2023"),
            told(BN25, measure="debt", period="2024"),
            Bearing.REPLACES,
            "level-of-another-period",
        ),
        # Nobody said of what time the level is: it holds for a month before it was printed.
        (told(BN25, measure="debt"), told(BN20, 90, measure="debt", period="2023"), Bearing.LOOKS_BACK, "earlier-time"),
        (
            told(BN25, measure="debt"),
            told(BN20, 90, measure="debt", period="2025-02"),
            Bearing.REPLACES,
            "level-of-another-period",
        ),
        (
            told(BN25, None, measure="debt"),
            told(BN20, 90, measure="debt", period="2023"),
            Bearing.CONTRADICTS,
            "level-differs",
        ),
        # A smaller total at an earlier time is the past; a larger one contradicts.
        (
            told(BN25, measure="investment", period="2024"),
            told(BN20, 90, measure="investment", period="2022"),
            Bearing.LOOKS_BACK,
            "earlier-time",
        ),
        (
            told(BN20, measure="investment", period="2024"),
            told(BN25, measure="investment", period="2022"),
            Bearing.CONTRADICTS,
            "total-fell",
        ),
    ],
)
def test_bearings(standing: Report, new: Report, bearing: Bearing, rule: str) -> None:
    met = encounter(standing, new, POLICY)
    assert (met.bearing, met.finding.rule) == (bearing, rule)
    assert met.finding.why.endswith(".")


def test_a_slip_says_how_large_it_is() -> None:
    met = encounter(told(BN20), told(("$20m", "20e6"), 200), POLICY)
    assert "1,000 times" in met.finding.why


def test_narrower() -> None:
    assert is_narrower(told(BN254), told(OVER25))
    assert not is_narrower(told(OVER25), told(BN254))


@pytest.mark.parametrize(
    ("former", "new", "again"),
    [
        (told(BN25), told(BN25), True),
        (told(ABOUT60), told(("$60bn", "60e9")), True),
        (told(("$60.2bn", "60.2e9")), told(ABOUT60), True),
        (told(ABOUT60), told(("$62bn", "62e9")), False),
        (told(OVER25), told(OVER25), True),
        (told(OVER25), told(BN29), False),
        (told(BN25), told(OVER25), True),
        (told(BN25), told(BN20), False),
    ],
)
def test_what_repeats_a_former_report(former: Report, new: Report, again: bool) -> None:
    assert repeats(former, new, POLICY) is again


def test_agreement_goes_further_than_repetition() -> None:
    assert agrees(told(OVER25), told(BN29), POLICY)
    assert not agrees(told(BN25), told(BN29), POLICY)
