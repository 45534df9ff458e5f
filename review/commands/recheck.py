"""`cpecwatch recheck`: revisit the articles that are due."""

from typing import TYPE_CHECKING

from flows.settings import load_configuration
from review.commands.run import Only, PassFlow, passed, show_pass
from review.options import AsJson, Home

if TYPE_CHECKING:
    from flows.desk import OpenDesk


def recheck(source: Only = None, home: Home = None, as_json: AsJson = False) -> None:
    """Revisit the known articles whose turn has come, and tell of figures that were edited silently.

    An article's turn comes after 15 minutes while it is young, after three days in its last week of thirty days, and
    often again once it was edited. The command is the flow `recheck`; what `run` revisited meanwhile is not due.

    Example: cpecwatch recheck --source dawn
    """
    configuration = load_configuration(home)
    report = passed(_recheck, configuration, source)
    then = f"see the edits: cpecwatch changes --verdict revised --home {configuration.home}"
    show_pass(report, then, as_json=as_json)


def _recheck(desk: "OpenDesk") -> PassFlow:
    from flows.recheck import recheck_flow

    return recheck_flow(desk)
