"""Reading again: how a new version of the reading rules, or of the topic pack, reads a text that was read before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.report import Report, StatusReport


@dataclass(frozen=True, slots=True)
class Relinked:
    """One number of a text, tied to another meaning than before: subject, measure, scope, status, period or value."""

    was: Report
    now: Report

    @property
    def differences(self) -> tuple[str, ...]:
        """What differs, in words: `measure: cost → loan`."""
        fields = ("subject", "measure", "scope", "status", "period")
        pairs = ((name, getattr(self.was.claim, name), getattr(self.now.claim, name)) for name in fields)
        links = [f"{name}: {was or '–'} → {now or '–'}" for name, was, now in pairs if was != now]
        before, after = self.was.claim.figure.words, self.now.claim.figure.words
        return tuple(links) if links else (f"figure: {before} → {after}",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What a new reading of one revision makes otherwise. Reports that both readings make are left out."""

    article: str
    revision: int
    added: tuple[Report, ...]
    gone: tuple[Report, ...]
    relinked: tuple[Relinked, ...]
    statuses_added: tuple[StatusReport, ...] = ()
    statuses_gone: tuple[StatusReport, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether both readings say the same."""
        return not (self.added or self.gone or self.relinked or self.statuses_added or self.statuses_gone)


def reread(
    article: str,
    revision: int,
    before: tuple[Sequence[Report], Sequence[StatusReport]],
    now: tuple[Sequence[Report], Sequence[StatusReport]],
) -> Reread:
    """Lay two readings of one text side by side, each as its reports of figures and of statuses.

    Reports are one where their ids are; what is left is paired by the place of the number in the text.
    """
    gone, added = _without(before[0], now[0]), _without(now[0], before[0])
    at_place = {each.claim.figure.start: each for each in gone}
    relinked = tuple(
        Relinked(at_place[each.claim.figure.start], each) for each in added if each.claim.figure.start in at_place
    )
    paired = {report.id for pair in relinked for report in (pair.was, pair.now)}
    return Reread(
        article=article,
        revision=revision,
        added=tuple(each for each in added if each.id not in paired),
        gone=tuple(each for each in gone if each.id not in paired),
        relinked=relinked,
        statuses_added=_statuses_without(now[1], before[1]),
        statuses_gone=_statuses_without(before[1], now[1]),
    )


def _without(reports: Sequence[Report], others: Iterable[Report]) -> list[Report]:
    known = {each.id for each in others}
    return [each for each in reports if each.id not in known]


def _statuses_without(reports: Sequence[StatusReport], others: Iterable[StatusReport]) -> tuple[StatusReport, ...]:
    known = {each.id for each in others}
    return tuple(each for each in reports if each.id not in known)
