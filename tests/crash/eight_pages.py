"""A newsroom of eight pages: a slice of the sample newsroom in which everything happens that a pass records.

Edition 2 brings three prints of one agency story, an approved zone, a silent edit and a page that is gone.
"""

from pathlib import Path

from review.newsroom.newsroom import Newsroom

PAGES = frozenset(
    {
        ("sample-courier", "/news/71302/ten-years-of-the-corridor"),
        ("sample-courier", "/news/71315/what-pakistan-sells-to-china"),  # edited silently
        ("sample-courier", "/news/71349/committee-wants-factories"),  # a copy
        ("indus-wire", "/dispatch/laboratories-approved"),  # gone
        ("indus-wire", "/dispatch/jcc-ends-in-islamabad"),  # what is copied
        ("indus-wire", "/dispatch/zone-for-the-capital"),
        ("makran-reading-room", "/file/7-the-expressway-is-finished"),
        ("makran-reading-room", "/file/12-the-committee-in-islamabad"),  # another copy
    }
)


def eight_pages(folder: Path) -> Newsroom:
    """The newsroom, not yet open; `folder` remembers its ports."""
    newsroom = Newsroom(folder)
    content = newsroom.content
    outlets = {outlet for outlet, _ in PAGES}
    newsroom.content = content.model_copy(
        update={
            "outlets": tuple(each for each in content.outlets if each.id in outlets),
            "versions": tuple(each for each in content.versions if (each.outlet, each.path) in PAGES),
        }
    )
    return newsroom
