"""`cpecwatch rules`: what dismissals taught, and taking it back."""

from typing import Annotated

import typer

from review.deciding import Who, Why, reviewing
from review.options import AsJson, Home
from review.terminal import local, show_json, show_table

Revoke = Annotated[list[int] | None, typer.Option("--revoke", help="Number of a rule to take back; may be repeated.")]


def rules(revoke: Revoke = None, why: Why = "", who: Who = None, home: Home = None, as_json: AsJson = False) -> None:
    """The rules that hold: which lines are silent, until when, who said so and why. --revoke takes one back.

    Example: cpecwatch rules --revoke 3 --why "the quarrel is news again"
    """
    from flows.stages.decisions import revoke as revoke_rules
    from store.rules import rules_that_hold

    with reviewing(home, who, why) as desk:
        revoke_rules(desk.session, revoke or (), desk.signed)
        held = rules_that_hold(desk.session, desk.signed.at)
    if as_json:
        show_json(list(held))
        return
    zone = desk.configuration.settings.timezone
    show_table(
        "rules that hold",
        ("rule", "series", "silent are lines of", "until", "who", "why"),
        [
            (
                rule.id,
                rule.series,
                rule.outlet or rule.cluster or f"{rule.old or '–'} and {rule.new or '–'}",
                local(rule.until, zone),
                rule.who,
                rule.why,
            )
            for rule in held
        ],
    )
