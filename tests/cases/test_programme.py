"""The size of the programme, what was invested, projects and jobs: cases 1 to 8, 15 and 16."""

from tests.cases.telling import SIGHTING, Telling


def test_case_01_the_envelope_grows_and_old_sizes_in_background_paragraphs_are_outdated(telling: Telling) -> None:
    size = telling.about("cpec", "committed-investment", status="planned")
    assert size.says("2015-04-20", "Punjab Times", "$46 billion") == "new"
    assert size.says("2016-09-30", "Dawn", "$51.5 billion") == "updated"
    assert size.says("2017-09-13", "Business Recorder", "$62 billion") == "updated"
    assert size.says("2025-09-04", "Nikkei", "$62 billion") == "corroborated"
    assert size.says("2025-09-13", "Arab News", "around $60 billion") == "corroborated"
    assert size.says("2025-09-14", "a wire", "$46 billion") == "outdated"
    assert size.says("2025-09-21", "Republic", "$50 billion") == "conflicting"
    assert size.stands == ["$62 bn"]


def test_case_01_sixty_without_about_conflicts_with_sixty_two(telling: Telling) -> None:
    size = telling.about("cpec", "committed-investment", status="planned")
    size.says("2025-09-04", "Nikkei", "$62 billion")
    assert size.says("2025-09-14", "Arab News", "$60 billion") == "conflicting"


def test_case_01_departs_55_is_inside_more_than_51_5_and_62_on_the_next_day_shows_no_new_plan(
    telling: Telling,
) -> None:
    size = telling.about("cpec", "committed-investment", status="planned")
    size.says("2016-09-30", "Dawn", "more than $51.5 billion")
    assert size.says("2017-04-12", "Express Tribune", "$55 billion") == "refined"
    assert size.says("2017-04-13", "Business Recorder", "$62 billion") == "conflicting"
    assert size.stands == ["$55 bn"]


def test_case_02_committed_and_invested_never_meet(telling: Telling) -> None:
    committed = telling.about("cpec", "committed-investment", status="committed")
    invested = telling.about("cpec", "investment", status="actual")
    committed.says("2025-09-13", "Arab News", "around $60 billion")
    assert invested.says("2025-09-26", "APP", "more than $25 billion") == "new"
    assert invested.says("2025-09-27", "TDI", "$25.4 billion") == "refined"
    assert (committed.stands, invested.stands) == (["about $60 bn"], ["$25.4 bn"])


def test_case_02_investment_that_is_only_committed_is_another_strand(telling: Telling) -> None:
    invested = telling.about("cpec", "investment")
    invested.says("2025-09-26", "APP", "$25.4 billion", status="actual")
    assert invested.says("2025-09-28", "a columnist", "$60 billion", status="committed") == "new"
    assert "conflicting" not in telling.alerts
    assert "conflicting" not in telling.alerts


def test_case_03_finished_projects_grow_and_the_pipeline_is_another_scope(telling: Telling) -> None:
    invested = telling.about("cpec", "investment", status="actual")
    invested.says("2024-03-01", "the ministry", "$25.2 billion", scope="completed projects")
    assert invested.says("2024-03-01", "the ministry", "$26.8 billion", scope="pipeline", status="planned") == "new"
    assert invested.says("2024-09-20", "Startup Pakistan", "$25.4 billion", scope="completed projects") == "updated"
    assert invested.says("2025-09-15", "APP", "more than $25 billion", scope="completed projects") == "corroborated"
    assert invested.says("2025-09-20", "TDI", "$33 billion", scope="with projects in progress") == "new"


def test_case_03_departs_33_called_completed_is_a_total_that_grew(telling: Telling) -> None:
    """The labelled rules let a running total grow by any amount; only a person sees the pipeline in it."""
    invested = telling.about("cpec", "investment", scope="completed projects")
    invested.says("2025-09-15", "TDI", "$25.4 billion", status="actual")
    assert invested.says("2025-09-22", "UrduPoint", "about $33 billion", status="completed") == "updated"
    assert telling.rule == "total-grew"


def test_case_04_a_plan_reported_as_realised_makes_the_total_fall(telling: Telling) -> None:
    invested = telling.about("cpec", "investment", status="actual")
    invested.says("2017-05-09", "Moneycontrol", "$46 billion")
    assert invested.says("2018-12-31", "The News", "$18.9 billion") == "conflicting"
    assert "cannot fall" in telling.why
    assert invested.says("2018-12-31", "The Nation", "$18.9 billion") == "conflicting"
    assert telling.alerts == ["new", "conflicting"], "the second outlet with one contradiction wakes nobody"


def test_case_05_finished_and_running_is_another_sum_than_finished(telling: Telling) -> None:
    invested = telling.about("cpec", "investment", status="actual")
    invested.says("2018-12-31", "The News", "$18.9 billion", scope="finished and running projects")
    assert invested.says("2022-06-09", "Survey", "$17 billion", scope="completed projects") == "new"
    assert invested.says("2022-06-09", "Survey", "$8.5 billion", scope="running projects") == "new"


def test_case_05_departs_18_8_after_19_can_both_be_true_as_precisely_as_they_are_stated(telling: Telling) -> None:
    invested = telling.about("cpec", "investment", status="actual", scope="completed projects")
    invested.says("2022-09-01", "CSAIL", "$19 billion")
    assert invested.says("2022-12-01", "DND", "$18.8 billion") == "refined"


def test_case_06_each_state_of_projects_is_a_strand_that_moves_on(telling: Telling) -> None:
    projects = telling.about("cpec", "project-count")
    for status, counts in (
        ("completed", ("11", "19", "26")),
        ("under-construction", ("11", "28", "30")),
        ("planned", ("20", "41", "36")),
    ):
        days = zip(("2018-12-31", "2020-08-10", "2022-06-09"), counts, strict=True)
        told = [projects.says(day, "the ministry", f"{count} projects", status=status) for day, count in days]
        assert told == ["new", "updated", "updated"], status
    assert projects.says("2022-09-01", "CSAIL", "27 projects", status="completed") == "updated"
    assert projects.says("2022-12-01", "DND", "28 projects", status="completed") == "updated"
    assert projects.says("2023-01-01", "a blog", "19 projects", status="completed") == "outdated"
    assert sorted(projects.stands) == ["28 projects", "30 projects", "36 projects"]
    assert "conflicting" not in telling.alerts
    assert "conflicting" not in telling.alerts


def test_case_07_forecasts_of_named_scopes_or_for_other_years_do_not_compare(telling: Telling) -> None:
    jobs = telling.about("cpec", "jobs", status="forecast")
    jobs.says("2016-05-01", "AERC", "700,000 jobs", scope="direct", period="2030")
    assert jobs.says("2020-08-10", "Gwadar Pro", "2.3 million jobs", period="2030") == "new"
    assert jobs.says("2020-08-10", "Gwadar Pro", "400,000 jobs", period="2025") == "new"
    assert jobs.says("2020-08-11", "an annual plan", "1 million jobs", scope="direct and indirect") == "new"


def test_case_07_two_numbers_of_one_author_are_an_update(telling: Telling) -> None:
    jobs = telling.about("cpec", "jobs", status="forecast", scope="direct")
    jobs.says("2016-05-01", "AERC", "700,000 jobs")
    assert jobs.says("2018-06-01", "AERC", "1.2 million jobs") == "updated"


def test_case_07_departs_bare_forecasts_of_two_authors_on_one_day_conflict(telling: Telling) -> None:
    """An author is no scope: without scope and period the rules cannot tell two forecasts from two words for one."""
    jobs = telling.about("cpec", "jobs", status="forecast")
    jobs.says("2017-06-07", "ILO", "400,000 jobs")
    assert jobs.says("2017-06-07", "Planning Commission", "800,000 jobs") == "conflicting"


def test_case_08_jobs_created_grow_and_a_stale_repeat_is_outdated(telling: Telling) -> None:
    jobs = telling.about("cpec", "jobs", status="actual")
    jobs.says("2017-06-07", "Pakistan Observer", "over 30,000 jobs")
    assert jobs.says("2018-12-31", "The News", "75,000 jobs") == "updated"
    assert jobs.says("2020-08-10", "Gwadar Pro", "about 75,000 jobs") == "corroborated"
    assert jobs.says("2023-01-02", "The News", "192,000 jobs") == "updated"
    assert jobs.says("2023-02-20", "Express Tribune", "236,000 jobs") == "updated"
    assert jobs.says("2023-02-20", "Express Tribune", "155,000 jobs", scope="Pakistanis") == "new"
    assert jobs.says("2024-09-20", "Startup Pakistan", "192,000 jobs") == "outdated"
    assert jobs.says("2024-09-21", "Gwadar Pro", "2.3 million jobs", status="forecast") == "new"


def test_case_08_two_totals_for_one_date_conflict(telling: Telling) -> None:
    jobs = telling.about("cpec", "jobs", status="actual", period="2022")
    jobs.says("2023-01-02", "The News", "192,000 jobs")
    assert jobs.says("2023-01-02", "Express Tribune", "236,000 jobs") == "conflicting"


def test_case_15_memorandum_and_launch_are_two_events(telling: Telling) -> None:
    launch = telling.about("cpec", "launch-date")
    launch.says("2015-04-20", "Arab News", "20 April 2015", scope="formal launch")
    assert launch.says("2017-01-01", "Dawn", "2013", scope="memorandum") == "new"


def test_case_15_bare_years_of_launch_conflict(telling: Telling) -> None:
    launch = telling.about("cpec", "launch-date")
    launch.says("2020-01-01", "an explainer", "2013")
    assert launch.says("2020-02-01", "Arab News", "20 April 2015") == "conflicting"
    assert launch.says("2024-01-01", "Startup Pakistan", "2014") == "conflicting"
    assert launch.stands == ["2013"]


def test_case_16_signed_during_the_visit_and_planned_in_all(telling: Telling) -> None:
    signed = telling.about("pakistan-china-agreements", "agreement-value", status="signed")
    planned = telling.about("cpec", "committed-investment", status="planned")
    signed.says("2015-04-20", "AFP", "$28 billion")
    assert planned.says("2015-04-20", "PTI", "$46 billion") == "new"
    assert signed.says("2015-04-20", "a wire", "$46 billion") == "conflicting"
    assert signed.says("2015-04-21", "AFP", "$28 billion") == SIGHTING
