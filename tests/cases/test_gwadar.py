"""The airport and the free zone of Gwadar: cases 12, 13 and 32."""

from tests.cases.telling import Telling


def test_case_12_the_grant_is_not_the_cost_and_rupees_stay_beside_dollars(telling: Telling) -> None:
    cost = telling.about("gwadar-airport", "cost")
    grant = telling.about("gwadar-airport", "grant")
    cost.says("2024-07-20", "The News", "$246 million")
    assert grant.says("2024-07-21", "Pakistan Economic Net", "$230 million") == "new"
    assert cost.says("2024-08-05", "Pakistan Today", "Rs54.98 billion") == "new"
    assert telling.alerts == ["new", "new"], "the rupees wake nobody"
    assert cost.says("2024-08-06", "a blog", "$230 million") == "conflicting"
    assert cost.stands == ["$246 million", "Rs 54.98 bn"]


def test_case_12_departs_about_240_takes_in_246(telling: Telling) -> None:
    cost = telling.about("gwadar-airport", "cost")
    cost.says("2022-03-01", "The News", "$246 million")
    assert cost.says("2024-08-05", "Pakistan Today", "about $240 million") == "corroborated"
    assert cost.stands == ["$246 million"]


def test_case_13_announced_openings_replace_each_other(telling: Telling) -> None:
    opening = telling.about("gwadar-airport", "completion-date", status="planned")
    opening.says("2022-01-01", "Dawn", "March 2023")
    assert opening.says("2022-10-01", "The News", "September 2023") == "updated"
    assert opening.says("2024-02-01", "Pakistan Today", "23 March 2024") == "updated"
    assert opening.says("2024-10-15", "APP", "14 October 2024", status="completed") == "updated"


def test_case_13_departs_a_second_announcement_within_half_a_year_is_a_conflict(telling: Telling) -> None:
    opening = telling.about("gwadar-airport", "completion-date", status="planned")
    opening.says("2024-02-01", "Pakistan Today", "23 March 2024")
    assert opening.says("2024-05-01", "The News", "14 August 2024") == "conflicting"


def test_case_13_inaugurated_and_operational_are_two_events(telling: Telling) -> None:
    opening = telling.about("gwadar-airport", "completion-date", status="completed")
    opening.says("2024-10-15", "APP", "14 October 2024", scope="inaugurated")
    assert opening.says("2025-01-21", "The Nation", "20 January 2025", scope="operational") == "new"


def test_case_13_one_airport_has_one_area(telling: Telling) -> None:
    area = telling.about("gwadar-airport", "area")
    area.says("2022-03-01", "The News", "4,300 acres")
    assert area.says("2024-08-05", "Pakistan Today", "3,000 acres") == "conflicting"


def test_case_32_hectares_acres_and_square_kilometres_agree_after_conversion(telling: Telling) -> None:
    area = telling.about("gwadar-free-zone", "area")
    area.says("2017-01-01", "Dawn", "923 hectares")
    assert area.says("2017-02-01", "The Nation", "2,281 acres") == "refined"
    assert area.says("2019-01-01", "APP", "9.23 sq km") == "corroborated"
    assert area.says("2021-06-10", "Economic Survey", "9.5 sq km") == "conflicting"
    assert area.witnesses == 3


def test_case_32_the_phases_are_parts_and_nearly_all_of_it_agrees_with_the_whole(telling: Telling) -> None:
    area = telling.about("gwadar-free-zone", "area")
    area.says("2017-02-01", "The Nation", "2,281 acres")
    assert area.says("2021-07-05", "Dawn", "60 acres", scope="phase 1") == "new"
    assert area.says("2021-07-05", "Dawn", "about 2,200 acres", scope="Phase II") == "corroborated"
    assert area.says("2023-01-01", "APP", "2,221 acres", scope="second phase") == "refined"
    assert area.disputes == []
