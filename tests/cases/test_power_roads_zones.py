"""Power plants, roads, the fibre and the zones: cases 25 to 31."""

from tests.cases.telling import Telling


def test_case_25_with_and_without_interest_are_scopes_and_the_plan_rises(telling: Telling) -> None:
    cost = telling.about("karot-hydropower", "cost", status="planned")
    cost.says("2020-06-01", "The Nation", "$1.42 billion")
    assert cost.says("2021-05-12", "Dawn", "$1.78 billion") == "updated"
    assert cost.says("2021-05-12", "Dawn", "$1.98 billion", scope="with interest") == "new"
    assert cost.says("2021-05-12", "Dawn", "$243 million", scope="interest") == "new"


def test_case_25_a_date_before_the_day_of_printing_conflicts_with_the_plan(telling: Telling) -> None:
    ready = telling.about("karot-hydropower", "completion-date", status="planned")
    ready.says("2020-06-01", "The Nation", "December 2021")
    assert ready.says("2021-05-12", "Dawn", "April 2022") == "updated"
    assert ready.says("2021-05-13", "an outlet", "April 2021") == "conflicting"
    assert ready.says("2022-06-30", "APP", "June 2022", status="completed") == "updated"


def test_case_26_the_plant_is_uprated_and_its_cost_and_date_move_on(telling: Telling) -> None:
    capacity = telling.about("suki-kinari-hydropower", "capacity", status="planned")
    cost = telling.about("suki-kinari-hydropower", "cost", status="planned")
    ready = telling.about("suki-kinari-hydropower", "completion-date", status="planned")
    capacity.says("2017-05-01", "The Nation", "870 MW")
    assert capacity.says("2021-05-01", "APP", "884 MW") == "updated"
    cost.says("2021-05-01", "APP", "$1.9 billion")
    assert cost.says("2021-08-01", "Dawn", "$2 billion") == "corroborated"
    ready.says("2021-05-01", "APP", "December 2022")
    assert ready.says("2024-07-01", "PPIB", "August 2024") == "updated"


def test_case_26_departs_a_cost_that_was_replaced_does_not_come_back_by_its_age(telling: Telling) -> None:
    cost = telling.about("suki-kinari-hydropower", "cost", status="planned")
    cost.says("2017-05-01", "The Nation", "$1.8 billion")
    cost.says("2021-05-01", "APP", "$1.9 billion")
    assert cost.says("2024-08-02", "PPIB", "$1.8 billion") == "outdated"


def test_case_27_cost_and_shares_move_on_and_the_first_phase_is_a_part(telling: Telling) -> None:
    length = telling.about("kkh-realignment", "length", status="planned")
    cost = telling.about("kkh-realignment", "cost")
    share = telling.about("kkh-realignment", "share", status="planned", scope="Chinese share")
    length.says("2024-10-01", "Infra PPP World", "241 km")
    assert length.says("2024-11-01", "NHA", "about 240 km") == "corroborated"
    assert length.says("2025-09-27", "The COW News", "82 km", scope="first phase") == "new"
    cost.says("2024-10-01", "Infra PPP World", "Rs567.5 billion", status="planned")
    assert cost.says("2025-09-27", "The COW News", "Rs576 billion", status="approved") == "updated"
    share.says("2022-12-20", "ProPakistani", "90 percent")
    assert share.says("2024-10-01", "Infra PPP World", "100 percent") == "updated"
    assert share.says("2025-09-27", "The COW News", "85 percent") == "updated"


def test_case_27_departs_a_length_is_no_plan_so_241_after_256_is_a_conflict_unless_the_road_moved_on(
    telling: Telling,
) -> None:
    length = telling.about("kkh-realignment", "length")
    length.says("2022-12-20", "ProPakistani", "256 km", status="planned")
    assert length.says("2024-10-01", "Infra PPP World", "241 km", status="planned") == "conflicting"
    assert length.says("2025-10-01", "NHA", "241 km", status="approved") == "updated"


def test_case_28_a_digit_swap_conflicts_and_the_right_length_stands_when_a_person_accepts_it(telling: Telling) -> None:
    length = telling.about("multan-sukkur-motorway", "length")
    length.says("2018-05-26", "Daily Times", "349 km")
    assert length.says("2019-11-05", "the foreign ministry", "392 km") == "conflicting"
    telling.accept()
    assert length.stands == ["392 km"]
    assert length.says("2020-01-01", "a blog", "349 km") == "outdated"


def test_case_28_the_whole_motorway_is_another_scope_and_two_counts_of_jobs_conflict(telling: Telling) -> None:
    cost = telling.about("multan-sukkur-motorway", "cost", status="completed")
    jobs = telling.about("multan-sukkur-motorway", "jobs", status="actual")
    cost.says("2019-11-05", "the foreign ministry", "$2.89 billion")
    assert cost.says("2020-01-01", "an encyclopaedia", "$6.6 billion", scope="Karachi-Lahore motorway") == "new"
    assert cost.says("2019-12-01", "Gwadar Jaidad", "$2 billion") == "conflicting"
    jobs.says("2019-11-05", "the foreign ministry", "29,000 jobs")
    assert jobs.says("2019-12-01", "Gwadar Jaidad", "23,000 jobs") == "conflicting"


def test_case_28_rupees_and_dollars_need_a_rate_and_stay_side_by_side(telling: Telling) -> None:
    cost = telling.about("multan-sukkur-motorway", "cost", status="completed")
    cost.says("2019-11-05", "the foreign ministry", "$2.89 billion")
    assert cost.says("2019-11-06", "Daily Times", "Rs294 billion") == "new"
    assert cost.stands == ["$2.89 bn", "Rs 294 bn"]
    assert telling.alerts == ["new"], "the rupees wake nobody"


def test_case_29_a_voltage_printed_as_a_capacity_never_stands(telling: Telling) -> None:
    capacity = telling.about("matiari-lahore-hvdc", "capacity", status="completed")
    voltage = telling.about("matiari-lahore-hvdc", "other-amount")
    capacity.says("2021-09-01", "APP", "4,000 MW")
    voltage.says("2021-09-01", "APP", "660 kV")
    assert capacity.says("2025-06-01", "Profit", "660 MW") == "conflicting"
    assert (capacity.stands, voltage.stands) == (["4,000 MW"], ["660 kV"])


def test_case_29_two_lengths_of_one_line_conflict_and_the_cost_rises(telling: Telling) -> None:
    length = telling.about("matiari-lahore-hvdc", "length")
    cost = telling.about("matiari-lahore-hvdc", "cost", status="planned")
    length.says("2020-08-01", "CPEC Authority", "886 km")
    assert length.says("2021-08-01", "an encyclopaedia", "878 km") == "conflicting"
    cost.says("2016-12-30", "Dawn", "$1.5 billion")
    assert cost.says("2020-08-01", "CPEC Authority", "$1.658 billion") == "updated"


def test_case_29_departs_1_68_leaves_no_common_value_with_1_658(telling: Telling) -> None:
    cost = telling.about("matiari-lahore-hvdc", "cost", status="planned")
    cost.says("2020-10-01", "CPEC Authority", "$1.658 billion")
    assert cost.says("2021-02-01", "APP", "$1.68 billion") == "conflicting"


def test_case_30_departs_a_wrong_currency_is_another_dimension_so_both_stay_side_by_side(telling: Telling) -> None:
    cost = telling.about("cross-border-fiber", "cost")
    cost.says("2016-05-19", "Dawn", "$44 million")
    assert cost.says("2018-07-01", "Properties Time", "PKR 44 million") == "new"
    assert telling.alerts == ["new"], "the rupees wake nobody"
    assert cost.says("2019-04-01", "Times of Islamabad", "$279.2 million", scope="next phase") == "new"
    assert (cost.stands[:2], cost.disputes) == (["$44 million", "Rs 44 million"], [])


def test_case_31_the_first_phase_of_a_zone_is_a_part(telling: Telling) -> None:
    area = telling.about("rashakai-sez", "area")
    area.says("2020-07-20", "Senate", "1,000 acres")
    assert area.says("2024-03-11", "WealthPK", "247 acres", scope="first phase") == "new"


def test_case_31_one_zone_has_one_area(telling: Telling) -> None:
    area = telling.about("allama-iqbal-sez", "area")
    area.says("2020-01-01", "APP", "3,217 acres")
    assert area.says("2021-01-01", "Dawn", "3,278 acres") == "conflicting"
    assert area.says("2021-02-01", "The News", "3,200 acres") == "corroborated"


def test_case_31_agreed_priority_and_proposed_zones_are_three_counts(telling: Telling) -> None:
    zones = telling.about("sezs", "facility-count")
    zones.says("2017-01-01", "Dawn", "nine zones", status="planned")
    assert zones.says("2020-01-01", "APP", "four zones", status="planned", scope="priority") == "new"
    assert zones.says("2025-09-26", "APP", "two zones", status="proposed", scope="new zones") == "new"
    assert zones.disputes == []
