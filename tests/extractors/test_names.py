"""Names taken apart into their core and their noun."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from claims.topic import Subject
from extractors.names import TurnedNames
from extractors.tokens import tokenize
from tests.extractors.small_topic import topic

SUBJECTS = (
    Subject(id="coal", name="Adan coal plant", kind="power", parent=None, aliases=("Adan coal plant",)),
    Subject(id="wind", name="Adan wind plant", kind="power", parent=None, aliases=("Adan wind plant",)),
    Subject(id="airport", name="Adan Airport", kind="project", parent=None, aliases=("New Adan Airport",)),
    Subject(id="chinese", name="Atland plant", kind="power", parent=None, aliases=("Atland plant",)),
    Subject(id="bank", name="Adan Bank", kind="institution", parent=None, aliases=("Adan Bank",)),
)


def found(text: str) -> list[str]:
    pack = replace(topic(), subjects=MappingProxyType({subject.id: subject for subject in SUBJECTS}))
    return [name.subject for name in TurnedNames(pack).find(tokenize(text))]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Adan 600 MW coal-fired plant", ["coal"]),
        ("the wind plant near Adan", ["wind"]),
        ("the plant at Adan", []),  # two plants: nobody can tell
        ("Adan international airport", ["airport"]),
        ("adan airport", []),  # not a proper name
        ("Adan is far from the airport", []),
        ("Adan and the airport", []),
        ("an Atland plant", []),  # a word that the whole topic shares
        ("Adan bank", []),  # institutions have fixed names
        ("plant Adan", []),
        ("Adan", []),
    ],
)
def test_core_and_noun(text: str, subjects: list[str]) -> None:
    assert found(text) == subjects
