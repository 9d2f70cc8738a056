"""Records that are one: merges followed by hand, and what equal keys add to them."""

from collections.abc import Iterable, Mapping

from tests.oracle.company import moment_of
from tests.oracle.records import Record, is_true

Links = Mapping[str, str]


def valid_links(wanted: Mapping[str, str | None], records: Mapping[str, Record]) -> dict[str, str]:
    """Merges among records that exist; one into itself or into nobody is none."""
    return {
        one: other
        for one, other in wanted.items()
        if other and one in records and other in records and one != other
    }


def end_of(start: str, links: Links) -> frozenset[str]:
    """Where a chain ends: its last record, or all records of the cycle that it runs into."""
    path = [start]
    while path[-1] in links:
        following = links[path[-1]]
        if following in path:
            return frozenset(path[path.index(following) :])
        path.append(following)
    return frozenset(path[-1:])


def rank_of(key: str, links: Links) -> int:
    """0: not merged away; 1: in a cycle; 2: merged away."""
    if key not in links:
        return 0
    return 1 if key in end_of(key, links) else 2


def united(sets: Iterable[set[str]]) -> list[set[str]]:
    """Unite sets that share an element until none do."""
    found: list[set[str]] = []
    for one in sets:
        apart = [other for other in found if not other & one]
        together = [other for other in found if other & one]
        found = [*apart, one.union(*together)]
    return found


def survivor_of(members: Iterable[str], records: Mapping[str, Record], links: Links) -> str | None:
    """The record that stands for all: none that is deleted, none merged away if another is left."""
    alive = [key for key in members if not is_true(records[key].latest.get("is_deleted"))]
    order = {
        key: (rank_of(key, links), moment_of(records[key].latest["created_at"]), key)
        for key in alive
    }
    return min(alive, key=lambda key: order[key], default=None)
