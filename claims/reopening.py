"""When a decided change comes back to a person: only when what the decision rests on is gone.

A decision rests on a sentence and on what was read in it. It comes back when both are other than they were, or when
another version of the extractor reads something else in the same sentence. A changed sentence alone does not bring it
back (typography, an edit beside the figure), nor does another reading alone (another headline, another topic pack), nor
a new version of the extractor that reads the same: a release would undo every decision ever made.

The rule is that of zavod's data reviews, with the sentence as the source text: the smallest piece that a person judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.identity import fingerprint


@dataclass(frozen=True, slots=True)
class Evidence:
    """One text of an article as one version of the extractor read it: `quotes` holds the sentence of every report."""

    text: str
    extractor: str
    quotes: Mapping[str, str]


def why_reopened(report: str, decided_on: Evidence, now: Evidence) -> str | None:
    """Why a decision about a report comes back, as a sentence for a person; None where it holds."""
    if (report in decided_on.quotes) == (report in now.quotes):
        return None
    read = "is read in it again" if report in now.quotes else "is no longer read in it"
    quote = decided_on.quotes.get(report) or now.quotes.get(report, "")
    if _says(decided_on.text, quote) != _says(now.text, quote):
        return f"The article was edited: its sentence is another, and the figure or status {read}."
    if decided_on.extractor != now.extractor:
        return f"Version {now.extractor} of the extractor reads the sentence otherwise: the figure or status {read}."
    return None


def _says(text: str, sentence: str) -> bool:
    """Whether a text has a sentence, whatever its typography."""
    return f" {fingerprint(sentence)} " in f" {fingerprint(text)} "
