"""A run's report as Markdown, for the artifact that Prefect shows."""

from claims.run import RunReport, tally

_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>()#+-!|"} | {"\n": " "})


def as_markdown(report: RunReport) -> str:
    """The counts of each source, then what was skipped and why. Strangers' words are escaped."""
    sources = dict.fromkeys(item.source for item in report.items)
    lines = [
        f"**{report.changes} changes** from {report.claims} new claims",
        "",
        "| source | found | new | edited | unchanged | failed |",
        "|---|---|---|---|---|---|",
    ]
    for each in (tally(source, report.items) for source in sources):
        lines.append(
            f"| {each.source} | {each.found} | {each.new} | {each.edited} | {each.unchanged} | {each.failed} |"
        )
    if report.skipped:
        lines += ["", "Skipped:", ""]
        lines += [f"- {item.source}: {(item.message or '').translate(_ESCAPED)}" for item in report.skipped]
    return "\n".join(lines)
