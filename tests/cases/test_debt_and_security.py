"""Debt, dues and attacks: cases 22 to 24, and the bond of case 33."""

from tests.cases.telling import Telling


def test_case_22_stock_repayments_and_commitments_are_different_debts(telling: Telling) -> None:
    debt = telling.about("pakistan-debt-to-china", "debt", status="actual")
    debt.says("2018-12-26", "Express Tribune", "$40 billion", scope="repayments over 20 years")
    assert debt.says("2019-01-02", "China Herald", "$6 billion", scope="government debt") == "new"
    assert debt.says("2022-02-15", "IMF", "$25.1 billion") == "new"
    assert debt.says("2022-09-01", "Bloomberg", "about $30 billion") == "updated"
    assert debt.says("2023-03-07", "Mint", "$30 billion") == "corroborated"
    assert debt.says("2023-05-20", "AidData", "$69 billion", scope="commitments since 2000") == "new"
    assert debt.disputes == []


def test_case_23_dues_go_up_and_down_and_one_company_is_not_all(telling: Telling) -> None:
    dues = telling.about("circular-debt", "debt", status="actual")
    dues.says("2025-02-01", "VoiceNews", "Rs350 billion")
    assert dues.says("2025-06-20", "Profit", "Rs500 billion") == "updated"
    assert dues.says("2025-06-20", "Profit", "Rs450 billion", scope="CPPA-G") == "new"
    assert dues.says("2025-07-31", "Profit", "Rs81 billion", scope="Port Qasim") == "new"
    assert dues.says("2025-07-31", "Profit", "Rs55 billion", scope="HVDC company") == "new"
    assert dues.says("2025-07-31", "Profit", "Rs47 billion", scope="HVDC company, overdue") == "new"
    assert dues.says("2025-08-18", "Business Recorder", "Rs475 billion") == "updated"
    assert dues.disputes == []


def test_case_23_dollars_stay_beside_rupees(telling: Telling) -> None:
    dues = telling.about("circular-debt", "debt", status="actual")
    dues.says("2025-06-20", "Profit", "Rs500 billion")
    assert dues.says("2025-06-20", "Profit", "$1.72 billion") == "new"
    assert dues.stands == ["Rs 500 bn", "$1.72 bn"]
    assert telling.alerts == ["new"], "the dollars wake nobody"


def test_case_24_all_victims_and_the_chinese_among_them_are_two_counts(telling: Telling) -> None:
    killed = telling.about("security-attacks", "casualty-count", status="actual", period="2021-07-14")
    killed.says("2021-07-20", "Dawn", "13 people")
    assert killed.says("2021-07-20", "Dawn", "9 nationals", scope="Chinese") == "new"


def test_case_24_departs_a_toll_is_an_event_so_one_more_victim_is_a_conflict(telling: Telling) -> None:
    """The measure has no running total; "since 2021" is a period that both share."""
    killed = telling.about("security-attacks", "casualty-count", status="actual", scope="Chinese")
    killed.says("2024-12-10", "NACTA", "20 nationals", period="2021/2024")
    assert killed.says("2025-09-03", "Nikkei", "at least 21 nationals", period="2021/2025") == "conflicting"


def test_case_24_the_cause_of_an_attack_is_no_figure(telling: Telling) -> None:
    telling.reads("2021-07-14", "Dawn", "The bus to the Dasu dam fell into a ravine after a failure, officials said.")
    telling.reads("2021-07-16", "Dawn", "The bus to the Dasu dam was attacked with explosives, officials said.")
    assert telling.alerts == []


def test_case_33_the_bond_grows_and_its_month_moves(telling: Telling) -> None:
    size = telling.about("panda-bond", "loan", status="planned")
    month = telling.about("panda-bond", "start-date", status="planned")
    size.says("2024-03-01", "Business Recorder", "$200 million")
    assert size.says("2025-05-01", "Profit", "$250 million") == "updated"
    assert size.says("2025-12-19", "Mettis", "$1 billion", scope="programme") == "new"
    assert size.says("2025-12-19", "Mettis", "$250 million") == "corroborated"
    month.says("2024-03-01", "Business Recorder", "June 2024")
    assert month.says("2025-05-01", "Profit", "December 2025") == "updated"
    assert month.says("2025-12-01", "Dunya", "January 2026") == "updated"


def test_case_33_a_headline_of_one_billion_conflicts_with_its_own_text_without_waking_anybody(
    telling: Telling,
) -> None:
    size = telling.about("panda-bond", "loan", status="planned")
    size.says("2025-12-19", "Mettis", "$250 million", article="Mettis")
    assert size.says("2025-12-19", "Mettis", "$1 billion", article="Mettis") == "conflicting"
    assert "conflicting" not in telling.alerts
    assert "conflicting" not in telling.alerts
