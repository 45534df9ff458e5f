"""Status claims: how far along an initiative is said to be."""

import pytest

from extractors.claims import read_claims
from tests.extractors.small_topic import lexicon


def statuses(text: str) -> list[tuple[str, str]]:
    return [(claim.subject, claim.status) for claim in read_claims(lexicon(), text).statuses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Second Lock was completed.", [("lock", "completed")]),
        ("The Second Lock is yet to be completed.", [("lock", "planned")]),
        ("The Second Lock will be completed soon.", [("lock", "planned")]),
        ("The Second Lock was not completed.", []),
        ("The proposed Second Lock is big.", [("lock", "proposed")]),
        ("There is no planned Second Lock.", []),
        ("The deal on the Second Lock is yet to be signed.", [("lock", "planned")]),
        ("The Second Lock has stalled.", [("lock", "stalled")]),
        ("The Canal Board signed it.", []),  # an institution has no progress
        ("The Second Lock stands.", []),
        (
            "Proposals include the Second Lock, the Ost-West Bridge and turbines.",
            [("lock", "proposed"), ("bridge", "proposed"), ("water-power", "proposed")],
        ),
        ("Planned is the Second Lock of the Great Canal.", [("lock", "planned")]),  # the whole is named in passing
        ("Planned is the Second Lock linking to Ost Harbour.", [("lock", "planned")]),
        ("The Second Lock - beside the Ost-West Bridge - was completed.", [("lock", "completed")]),
        ("The Second Lock was completed and the Second Lock was completed.", [("lock", "completed")]),
    ],
)
def test_a_status_is_read_for_what_its_word_governs(text: str, expected: list[tuple[str, str]]) -> None:
    assert statuses(text) == expected


def test_a_status_claim_has_its_clause_its_speaker_and_its_reasons() -> None:
    text = "Ada Moor said the Second Lock will be completed."
    [claim] = read_claims(lexicon(), text).statuses
    assert text[claim.start : claim.end] == "Second Lock will be completed"
    assert claim.attributed_to == "Ada Moor"
    assert claim.why == (
        "lock: “Second Lock”",
        "planned: “completed”",
        "the words before it make it a plan",
    )
