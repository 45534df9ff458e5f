"""Our own reader, measured as the peers are; dates and ordinals are left out, as in the labels."""

from benchmarks.peers.exchange import Quantity, Reader, answer

_BOUNDS = {"more_than": "above", "at_least": "above", "less_than": "below", "at_most": "below"}


def _begin() -> Reader:
    from extractors.figures import read_figures

    def read(sentence: str) -> list[Quantity]:
        return [
            Quantity(
                float(figure.value),
                None if figure.value_high is None else float(figure.value_high),
                _BOUNDS.get(figure.bound.value, figure.bound.value),
            )
            for figure in read_figures(sentence)
            if figure.unit not in ("date", "ordinal")
        ]

    return read


if __name__ == "__main__":
    answer(_begin)
