"""Figures tied to subjects and measures, on a small made-up topic."""

from datetime import date

import pytest

from claims.claim import Claim
from extractors.claims import read_claims
from tests.extractors.small_topic import lexicon

ABOUT = "The Great Canal is a programme of Atland. "
PUBLISHED = date(2030, 6, 12)


def claims(text: str, **options: str) -> list[Claim]:
    return list(read_claims(lexicon(), text, title=options.get("title"), published=PUBLISHED).claims)


def links(text: str, **options: str) -> list[tuple[str, str | None, str | None]]:
    return [(claim.figure.words, claim.subject, claim.measure) for claim in claims(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Second Lock will cost $5 billion.", ("lock", "cost")),
        ("Atland lent $5 billion for the Second Lock.", ("lock", "loan")),
        ("The Great Canal needs money. The Second Lock, a canal scheme, cost $5 billion.", ("lock", "cost")),
        ("The Ost-West Bridge opened. It is 12 km long.", ("bridge", "length")),
        ("The Ost-West Bridge opened. The 12 km road is long.", ("bridge", "length")),
        ("The Great Canal will have 200 MW.", ("water-power", "capacity")),  # the part that takes the measure
        ("Shipments fell; exports of rice to Atland came to $5 billion.", ("exports", "exports")),
        ("Phase II of the Great Canal brings 500 jobs.", ("canal", "jobs")),  # a phase is a scope of its whole
        ("The Canal Board said the Second Lock cost $5 billion.", ("lock", "cost")),  # who speaks is not measured
    ],
)
def test_a_figure_is_tied_to_what_governs_it(text: str, expected: tuple[str, str]) -> None:
    assert [(subject, measure) for _, subject, measure in links(text)] == [expected]


def test_a_list_gives_each_name_its_figure() -> None:
    assert links("The Second Lock cost $5 billion, Ost Harbour $2 billion and the Ost-West Bridge $1 billion.") == [
        ("$5 billion", "lock", "cost"),
        ("$2 billion", "harbour", "cost"),
        ("$1 billion", "bridge", "cost"),
    ]


def test_the_headline_names_what_a_text_does_not() -> None:
    assert links("Atland and Ostland will pay. Work will cost $5 billion.", title="Second Lock to be built") == [
        ("$5 billion", "lock", "cost")
    ]


def test_a_figure_without_a_subject_is_kept_where_the_text_is_about_the_topic() -> None:
    assert links("Ostland and Atland say it cost $5 billion.") == [("$5 billion", None, "cost")]


def test_a_text_about_something_else_keeps_its_quantities_tied_to_nothing() -> None:
    text = "In 2027 it cost $5 billion, twice as much as in the past five years."
    [cost, span] = claims(text)
    assert (cost.subject, cost.measure, cost.status, cost.period) == (None, None, None, None)
    assert span.figure.unit == "year"
    assert text[cost.quote_start : cost.quote_end].startswith("In 2027 it cost")


@pytest.mark.parametrize(
    "text",
    [
        "The Second Lock was discussed in 2028.",  # no milestone
        "The Second Lock has a second phase.",  # an ordinal of no meeting
        "In the past five years the Second Lock stood still.",
        "The Second Lock is good, the minister said on Friday.",
        "OST, 12 June 2030: The Second Lock is good.",
    ],
)
def test_what_no_analyst_wants_is_left_out(text: str) -> None:
    assert links(ABOUT + text) == []


def test_milestones_and_meetings_are_kept() -> None:
    assert links("Work on the Second Lock began in 2027 and will be finished by 2032.") == [
        ("2027", "lock", "start-date"),
        ("by 2032", "lock", "completion-date"),
    ]
    assert links("The Canal Council held its 14th meeting.") == [("14th", "council", "meeting-number")]


def test_of_two_dates_near_one_cue_the_nearer_is_the_milestone() -> None:
    assert [words for words, _, _ in links("In 2029 the minister said the Second Lock began in 2027.")] == ["2027"]


def test_a_bare_count_goes_on_with_the_count_before() -> None:
    text = "The Great Canal has 20 projects. Of these, 12 were completed and eight are under construction."
    assert [(claim.measure, claim.status) for claim in claims(text)][1:] == [
        ("project-count", "completed"),
        ("project-count", "under-construction"),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Second Lock cost $5 billion.", "actual"),
        ("The Second Lock will cost $5 billion.", "planned"),
        ("The Second Lock could cost $5 billion.", "forecast"),
        ("The Second Lock, now in service, cost $5 billion.", "completed"),
        ("The Second Lock is under construction. It cost $5 billion.", "under-construction"),
        ("The Second Lock cost $5 billion. Work will be finished by 2032.", "under-construction"),
        ("The Second Lock cost $5 billion. Work will begin in 2032.", "planned"),
        ("The Great Canal will bring 500 jobs.", "forecast"),
        ("The Great Canal brought 500 jobs.", "actual"),
        ("The target of the Great Canal is 500 jobs.", "target"),
        ("The Second Lock, yet to be completed, cost $5 billion.", "planned"),
    ],
)
def test_the_status_of_a_figure(text: str, status: str) -> None:
    assert claims(text)[0].status == status


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Work on the Second Lock began in 2027.", ["actual"]),
        ("Work on the Second Lock will begin in 2031.", ["planned"]),
    ],
)
def test_the_status_of_a_date_follows_from_the_day_of_publication(text: str, statuses: list[str]) -> None:
    assert [claim.status for claim in claims(text)] == statuses


def test_without_a_day_of_publication_the_clause_tells_whether_a_date_is_to_come() -> None:
    text = "Work on the Second Lock began in 2027. It will be finished by 2032."
    reading = read_claims(lexicon(), text)
    assert [claim.status for claim in reading.claims] == ["actual", "planned"]


def test_the_count_and_its_worth_share_a_status() -> None:
    text = "The Great Canal has 21 projects worth $15 billion completed."
    assert [claim.status for claim in claims(text)] == ["completed", "completed"]


def test_flows_go_on_with_the_period_named_before() -> None:
    text = (
        "In FY2029 exports of rice to Atland came to $5 billion. Exports rose 14 percent to $6 billion from $4 billion."
    )
    assert [claim.period for claim in claims(text)] == ["FY2029", "FY2029", "FY2029", "FY2028"]


def test_a_year_earlier_dates_the_figure_beside_it() -> None:
    text = "In FY2029 exports of rice to Atland came to $5 billion, against $4 billion a year earlier."
    assert [claim.period for claim in claims(text)] == ["FY2029", "FY2028"]


def test_a_thing_has_no_period() -> None:
    assert claims("In 2029 the Second Lock cost $5 billion.")[0].period is None


def test_scope_quote_speaker_and_why() -> None:
    text = "The Second Lock is good. In its first phase it will cost $5 billion, Ada Moor said."
    [claim] = claims(text)
    assert (claim.scope, claim.attributed_to) == ("phase-1", "Ada Moor")
    assert "first phase" in text[claim.quote_start : claim.quote_end]
    assert any(line.startswith("cost: ") for line in claim.why)
    assert any("lock" in line for line in claim.why)


@pytest.mark.parametrize(
    ("clause", "scope"),
    [
        ("a cost of $5 billion for early harvest schemes", "early-harvest"),
        ("a cost of $5 billion in the pipeline", "pipeline"),
        ("a cost of $5 billion under Phase-II", "phase-2"),
        ("a cost of $5 billion", None),
    ],
)
def test_scopes(clause: str, scope: str | None) -> None:
    assert claims(f"The Second Lock has {clause}.")[0].scope == scope


def test_a_phrase_that_names_two_parts_means_the_whole() -> None:
    text = "Ada Moor said $5 billion is the cost of locks and bridges of Atland; the Great Canal is ready."
    assert links(text)[0][1] == "canal"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("In FY2029 exports of rice to Atland rose 14 percent, 3 percent more than in 2027.", ["FY2029", "FY2029"]),
        ("The Great Canal will bring 500 jobs by 2035.", ["2035"]),  # a deadline dates what is only meant
        ("The Second Lock cost $5 billion in 2019 and is good.", ["2019"]),  # the year directly behind a sum
    ],
)
def test_the_time_of_a_figure(text: str, periods: list[str | None]) -> None:
    assert [claim.period for claim in claims(text)] == periods


def test_the_month_of_may_is_no_mood() -> None:
    [claim] = claims("Exports of rice to Atland came to $5 billion in July-May FY2029.")
    assert claim.status == "actual"
