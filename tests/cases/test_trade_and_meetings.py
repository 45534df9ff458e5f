"""Meetings, agreements and trade: cases 14 and 17 to 21."""

from tests.cases.telling import Telling


def test_case_14_cooperation_or_coordination_it_is_one_body(telling: Telling) -> None:
    telling.reads(
        "2025-09-26", "Business Recorder", "The 14th meeting of the CPEC Joint Cooperation Committee was held."
    )
    said = telling.reads("2025-09-27", "APP", "The 14th meeting of the CPEC Joint Coordination Committee was held.")
    assert said == ["jcc meeting-number corroborated"]


def test_case_14_who_chaired_is_no_figure_both_stay_side_by_side(telling: Telling) -> None:
    telling.reads("2025-09-26", "Business Recorder", "Zheng Shanjie chaired the meeting of the CPEC committee.")
    telling.reads("2025-09-27", "Jago Times", "Zhou Haibing chaired the meeting of the CPEC committee.")
    assert telling.alerts == []


def test_case_17_departs_the_first_count_of_a_conference_and_the_final_one_conflict(telling: Telling) -> None:
    """One event has one value by the labelled rules; that the first day counted less is for a person to accept."""
    value = telling.about("b2b-agreements", "agreement-value", status="signed")
    value.says("2025-09-04", "TDI", "$4.2 billion")
    assert value.says("2025-09-07", "China Economic Net", "$8.5 billion") == "conflicting"
    assert value.says("2025-09-07", "China Economic Net", "$7 billion", scope="MoUs") == "new"
    assert value.says("2025-09-07", "China Economic Net", "$1.54 billion", scope="joint ventures") == "new"


def test_case_17_a_person_accepts_the_final_count_and_the_sum_of_its_parts_is_the_same(telling: Telling) -> None:
    value = telling.about("b2b-agreements", "agreement-value", status="signed")
    value.says("2025-09-04", "TDI", "$4.2 billion")
    value.says("2025-09-07", "China Economic Net", "$8.5 billion")
    telling.accept()
    assert value.stands == ["$8.5 bn"]
    assert value.says("2025-09-08", "Pakistan Today", "$8.54 billion") == "refined"
    assert value.says("2025-09-09", "a blog", "$4.2 billion") == "outdated"


def test_case_17_departs_a_target_compares_with_what_is_only_signed_and_up_to_5_takes_in_4_2(telling: Telling) -> None:
    value = telling.about("b2b-agreements", "agreement-value")
    value.says("2025-08-26", "Business Recorder", "up to $5 billion", status="target")
    assert value.says("2025-09-04", "TDI", "$4.2 billion", status="signed") == "refined"


def test_case_17_signatories_are_not_participants(telling: Telling) -> None:
    firms = telling.about("b2b-investment-conference", "participant-count", status="actual")
    firms.says("2025-09-06", "UrduPoint", "around 900 enterprises", scope="participants")
    assert firms.says("2025-09-26", "APP", "800 companies", scope="signatories") == "new"


def test_case_17_departs_unnamed_800_and_around_900_conflict_but_wake_nobody(telling: Telling) -> None:
    firms = telling.about("b2b-investment-conference", "participant-count", status="actual")
    firms.says("2025-09-06", "UrduPoint", "around 900 enterprises")
    assert firms.says("2025-09-26", "APP", "800 companies") == "conflicting"
    assert "conflicting" not in telling.alerts
    assert "conflicting" not in telling.alerts


def test_case_18_two_conferences_are_two_events_and_one_has_one_number_of_agreements(telling: Telling) -> None:
    value = telling.about("agri-mous", "agreement-value", status="signed")
    number = telling.about("agri-mous", "agreement-count", status="signed", period="2026-01-19")
    value.says("2025-09-26", "a headline", "$4 billion", period="2025-09-04")
    assert value.says("2026-01-19", "PID", "$4.5 billion", period="2026-01-19") == "new"
    assert number.says("2026-01-19", "PID", "79 MoUs") == "new"
    assert number.says("2026-01-20", "Aamawaam", "78 MoUs") == "conflicting"


def test_case_18_79_companies_are_no_agreements_and_115_chinese_firms_no_116(telling: Telling) -> None:
    telling.about("agri-mous", "agreement-count", status="signed").says("2026-01-19", "PID", "79 MoUs")
    firms = telling.about("agri-mous", "participant-count", status="actual")
    assert firms.says("2026-01-20", "ARY", "79 companies") == "new"
    assert firms.says("2026-01-20", "PID", "115 companies", scope="Chinese") == "new"
    assert firms.says("2026-01-21", "Tribune", "116 companies", scope="Chinese") == "conflicting"


def test_case_19_each_year_is_a_point_of_its_own_and_a_spoken_three_is_low(telling: Telling) -> None:
    exports = telling.about("pakistan-exports-to-china", "exports", status="actual")
    exports.says("2024-08-02", "The Nation", "$2.707 billion", period="FY2024")
    assert exports.says("2025-08-21", "Profit", "$2.476 billion", period="FY2025") == "new"
    assert exports.says("2022-08-03", "APP", "$2.78 billion", period="FY2022") == "new"
    assert exports.says("2022-08-03", "APP", "$1.918 billion", period="2022-01/2022-06") == "new"
    assert exports.says("2025-09-26", "APP", "about $3 billion", period="FY2025") == "conflicting"
    assert "conflicting" not in telling.alerts
    assert "conflicting" not in telling.alerts


def test_case_19_departs_2_709_after_2_707_for_one_year_is_a_conflict_not_a_rounding(telling: Telling) -> None:
    exports = telling.about("pakistan-exports-to-china", "exports", status="actual", period="FY2024")
    exports.says("2024-08-02", "The Nation", "$2.707 billion")
    assert exports.says("2025-08-21", "Profit", "$2.709 billion") == "conflicting"


def test_case_19_departs_about_three_without_a_period_compares_with_no_year(telling: Telling) -> None:
    exports = telling.about("pakistan-exports-to-china", "exports", status="actual")
    exports.says("2025-08-21", "Profit", "$2.476 billion", period="FY2025")
    assert exports.says("2025-09-26", "APP", "about $3 billion") == "new"


def test_case_20_reporters_that_are_named_do_not_compare(telling: Telling) -> None:
    imports = telling.about("china-exports-to-pakistan", "exports", status="actual", period="FY2025")
    imports.says("2025-08-21", "Profit", "$16.3 billion", scope="SBP")
    assert imports.says("2025-08-22", "GACC", "$20.2 billion", scope="Chinese customs") == "new"


def test_case_20_departs_a_restatement_of_one_period_is_a_conflict_until_a_person_accepts_it(telling: Telling) -> None:
    imports = telling.about("china-exports-to-pakistan", "exports", status="actual", period="FY2025", scope="PBS")
    imports.says("2025-08-21", "PBS", "$16.3 billion")
    assert imports.says("2025-10-21", "PBS", "$16.5 billion") == "conflicting"
    telling.accept()
    assert imports.stands == ["$16.5 bn"]


def test_case_21_a_spoken_two_trillion_conflicts_low_and_does_not_replace_the_series(telling: Telling) -> None:
    imports = telling.about("china-imports", "imports", status="actual", period="2024")
    imports.says("2025-01-13", "GACC", "$2.59 trillion")
    assert imports.says("2025-09-26", "APP", "$2 trillion") == "conflicting"
    assert "conflicting" not in telling.alerts
    assert "conflicting" not in telling.alerts
    assert imports.stands == ["$2.59 trillion"]
