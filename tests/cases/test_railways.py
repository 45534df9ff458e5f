"""The railway ML-1 and Lahore's Orange Line: cases 9 to 11 and 34."""

from tests.cases.telling import Telling


def test_case_09_the_cost_of_the_railway_is_a_chain_of_plans(telling: Telling) -> None:
    cost = telling.about("ml-1", "cost")
    cost.says("2018-06-01", "Graana", "$9.249 billion", status="planned")
    for phase, words in (("1", "$2.368 billion"), ("2", "$3.267 billion"), ("3", "$3.676 billion")):
        assert cost.says("2018-06-01", "Graana", words, status="planned", scope=f"phase {phase}") == "new"
    assert cost.says("2019-10-10", "The Nation", "$8.2 billion", status="planned") == "updated"
    assert cost.says("2020-06-06", "CDWP", "$7.2 billion", status="approved") == "updated"
    assert cost.says("2022-06-01", "Dawn", "$9.85 billion", status="approved") == "updated"
    assert cost.says("2023-09-23", "Profit", "about $6.6 billion", status="approved") == "updated"
    assert cost.says("2023-10-13", "Times of Islamabad", "$6.7 billion", status="approved") == "refined"
    assert cost.says("2023-12-01", "Pakistan Observer", "$6.67 billion", status="approved") == "refined"
    assert cost.says("2025-09-10", "Nikkei", "$7 billion", status="approved") == "corroborated"
    assert cost.says("2025-09-11", "an explainer", "$8.2 billion") == "outdated"


def test_case_09_departs_6_8_and_6_74_leave_no_common_value_without_the_exchange_rate(telling: Telling) -> None:
    cost = telling.about("ml-1", "cost", status="approved")
    cost.says("2020-08-05", "ECNEC", "$6.8 billion")
    assert cost.says("2020-08-06", "Railway Technology", "$6.74 billion") == "conflicting"


def test_case_09_departs_a_stale_cost_after_half_a_year_passes_for_a_new_plan_unless_it_stood_before(
    telling: Telling,
) -> None:
    cost = telling.about("ml-1", "cost", status="approved")
    cost.says("2022-06-01", "Dawn", "$9.85 billion")
    assert cost.says("2023-01-10", "The News", "$6.86 billion") == "updated"
    assert cost.says("2023-08-10", "a blog", "$9.85 billion") == "outdated"


def test_case_09_a_former_cost_while_the_new_one_is_still_printed_conflicts(telling: Telling) -> None:
    cost = telling.about("ml-1", "cost", status="approved")
    cost.says("2022-06-01", "Dawn", "$9.85 billion")
    cost.says("2022-12-20", "Business Recorder", "$9.85 billion")
    assert cost.says("2023-01-10", "The News", "$6.86 billion") == "conflicting"
    assert telling.rule == "still-reported"


def test_case_10_lengths_of_named_kinds_do_not_compare_and_those_of_the_plain_route_conflict(
    telling: Telling,
) -> None:
    length = telling.about("ml-1", "length")
    length.says("2020-08-06", "Railway Technology", "2,655 km", scope="track")
    assert length.says("2023-01-10", "The News", "1,687 km", scope="Kiamari to Peshawar") == "new"
    assert length.says("2025-07-20", "Pakistan Today", "1,687 km") == "corroborated"
    assert length.says("2025-09-03", "Nikkei", "1,726 km", scope="Kiamari to Peshawar") == "conflicting"


def test_case_10_the_design_speed_falls_with_the_cost(telling: Telling) -> None:
    speed = telling.about("ml-1", "other-amount", status="planned", scope="design speed")
    speed.says("2019-10-10", "The Nation", "160 km/h")
    assert speed.says("2023-10-13", "Times of Islamabad", "140 km/h") == "updated"


def test_case_10_departs_165_after_160_is_a_new_plan_ten_months_later_and_a_conflict_within_half_a_year(
    telling: Telling,
) -> None:
    speed = telling.about("ml-1", "other-amount", status="planned", scope="design speed")
    speed.says("2019-10-10", "The Nation", "160 km/h")
    assert speed.says("2019-12-10", "a magazine", "165 km/h") == "conflicting"
    assert speed.says("2020-08-06", "Railway Technology", "165 km/h") == "updated"


def test_case_11_the_line_and_its_section_are_two_subjects_and_the_section_has_one_loan(telling: Telling) -> None:
    line = telling.about("ml-1", "loan", status="proposed")
    section = telling.about("ml-1-karachi-rohri", "loan", status="proposed")
    line.says("2025-08-28", "Devdiscourse", "$7 billion")
    assert section.says("2025-09-03", "Nikkei", "$2 billion") == "new"
    assert section.says("2025-09-05", "Business Recorder", "$1.2 billion") == "conflicting"
    assert line.disputes == []


def test_case_11_the_share_that_china_pays_is_updated_in_the_order_of_dates(telling: Telling) -> None:
    share = telling.about("ml-1", "share", status="planned", scope="Chinese loans")
    share.says("2020-08-06", "Railway Technology", "90 percent")
    assert share.says("2025-08-28", "Devdiscourse", "85 percent") == "updated"


def test_case_11_who_finances_it_is_no_figure_both_stay_side_by_side(telling: Telling) -> None:
    telling.reads("2025-09-03", "Nikkei", "China has pulled out of financing ML-1, officials said.")
    telling.reads("2025-09-04", "Pakistan Today", "China is still the main financier of ML-1, officials said.")
    assert telling.alerts == []


def test_case_34_the_elevated_part_is_not_the_line_and_a_rounded_length_in_one_article_wakes_nobody(
    telling: Telling,
) -> None:
    length = telling.about("orange-line", "length")
    length.says("2020-08-26", "ARY", "27.1 km", article="ARY")
    assert length.says("2020-08-26", "ARY", "25.4 km", scope="elevated", article="ARY") == "new"
    assert length.says("2020-08-26", "ARY", "1.72 km", scope="underground", article="ARY") == "new"
    assert length.says("2020-08-26", "ARY", "25 km", article="ARY") == "conflicting"
    assert telling.alerts.count("conflicting") == 0
    assert "27.1 km" in length.stands


def test_case_34_loan_and_cost_are_two_measures_and_two_costs_within_weeks_conflict(telling: Telling) -> None:
    cost = telling.about("orange-line", "cost", status="planned")
    loan = telling.about("orange-line", "loan", status="signed")
    cost.says("2017-12-01", "Radio Pakistan", "$1.6 billion")
    assert loan.says("2017-12-02", "Radio Pakistan", "$1.62 billion") == "new"
    assert cost.says("2018-01-01", "Samaa", "$1.478 billion") == "conflicting"


def test_case_34_departs_a_rate_keeps_the_unit_before_per_so_a_month_reads_like_a_day(telling: Telling) -> None:
    riders = telling.about("orange-line", "traffic-volume", status="actual")
    riders.says("2020-08-26", "ARY", "250,000 riders a day")
    assert riders.says("2020-08-27", "a site", "250,000 riders a month") == "corroborated"


def test_case_34_whether_it_belongs_to_the_corridor_is_no_figure(telling: Telling) -> None:
    telling.reads("2020-08-26", "ARY", "The Orange Line is paid for by the government of Punjab.")
    telling.reads("2020-08-27", "The Nation", "The Orange Line is a project of CPEC.")
    assert telling.alerts == []
