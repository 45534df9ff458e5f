"""`cpecwatch sources`: what is watched, and how each source answers."""

from flows.settings import load_configuration
from flows.topic_pack import read_topic
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.terminal import local, show_json, show_table


def sources(home: Home = None, as_json: AsJson = False) -> None:
    """The sources with their listings: when each was last read, what it brought, and what is wrong with it.

    Example: cpecwatch sources
    """
    from store.feeds import list_feeds

    configuration = load_configuration(home)
    topic = read_topic(configuration.settings.seeds)
    with reading_ledger(configuration) as session:
        states = {state.url: state for state in list_feeds(session)}
    listed = [(source, feed, states.get(feed.url)) for source in topic.sources.values() for feed in source.feeds]
    if as_json:
        show_json(
            [
                {"source": source.id, "name": source.name, "tier": source.tier, "feed": feed, "state": state}
                for source, feed, state in listed
            ]
        )
        return
    zone = configuration.settings.timezone
    show_table(
        "sources",
        ("source", "tier", "kind", "listing", "last read", "last new", "how it answers"),
        [
            (
                source.id,
                source.tier,
                feed.kind,
                feed.url,
                local(state.last_read if state else None, zone),
                local(state.last_new if state else None, zone),
                state.last_status if state else "never tried",
            )
            for source, feed, state in listed
        ],
    )
