"""Credit counted path by path in fractions, from what the tables say of themselves.

Days are whole numbers. The Markov chain keeps runs of one channel as loops and is solved exactly.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

PATH_DAYS = 90
BEFORE_ENTRY = 30
HALF_LIFE = 7
LAST_STAGE = 5
MILLION = 1_000_000


@dataclass(frozen=True)
class Touch:
    """An exposure that counts; `minute` orders those of one day."""

    day: int
    minute: int
    channel: str
    campaign: str | None = None
    actor: int = 1
    quantity: int = 1


@dataclass(frozen=True)
class Deal:
    """An opportunity; `closed` is null while it is open, `amount` if it is unknown."""

    created: int
    closed: int | None = None
    is_won: bool = False
    amount: Decimal | None = None


@dataclass(frozen=True)
class History:
    """An account: (stage, first day) of its spells in order, what reached it, its deals."""

    spells: Sequence[tuple[int, int]]
    touches: Sequence[Touch] = ()
    deals: Sequence[Deal] = ()
    segment: str = "micro"


@dataclass(frozen=True)
class Step:
    """A day on which one campaign, or a channel without one, reached the account."""

    day: int
    channel: str
    campaign: str | None


@dataclass(frozen=True)
class Path:
    """What came (or did not) and the steps before it, with the parts it pays by transition."""

    steps: Sequence[Step]
    parts: Mapping[str, Fraction]
    entered: int
    end: int
    comes: bool
    amount: Decimal | None = None


@dataclass
class Credit:
    """Credit and amount by (transition, model, channel, campaign); what there is to share out."""

    given: dict[tuple[str, str, str, str | None], Fraction] = field(
        default_factory=lambda: defaultdict(Fraction)
    )
    amounts: dict[tuple[str, str, str, str | None], Fraction] = field(
        default_factory=lambda: defaultdict(Fraction)
    )
    conversions: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    untouched: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))


def steps_of(touches: Sequence[Touch], first: int, end: int) -> list[Step]:
    """Return the steps on days first .. end - 1 in their order; one a day, channel and campaign."""
    earliest: dict[tuple[int, str, str | None], int] = {}
    for touch in touches:
        if first <= touch.day < end:
            key = (touch.day, touch.channel, touch.campaign)
            earliest[key] = min(touch.minute, earliest.get(key, touch.minute))
    ordered = sorted(earliest, key=lambda key: (key[0], earliest[key], key[1], key[2] or ""))
    return [Step(*key) for key in ordered]


def _path(
    history: History, entered: int, end: int, parts: Mapping[str, Fraction], comes: bool,
    amount: Decimal | None = None,
) -> Path:  # fmt: skip
    first = max(min(entered, end) - BEFORE_ENTRY, end - PATH_DAYS)
    return Path(steps_of(history.touches, first, end), parts, entered, end, comes, amount)


def paths_of(history: History, as_of: int) -> list[Path]:
    """Return all paths of an account."""
    whole = Fraction(1)
    found = []
    spells = [spell for spell in history.spells if spell[1] <= as_of]
    following = [*spells[1:], None]
    for (stage, entered), after in zip(spells, following, strict=True):
        if stage == LAST_STAGE:
            continue
        if after and after[0] > stage:
            found.append(_path(history, entered, after[1], _passed(stage, after[0]), True))
        else:
            end = after[1] if after else as_of + 1
            found.append(_path(history, entered, end, {f"{stage}": whole}, False))
    for deal in history.deals:
        before = [
            entered
            for (_, entered), after in zip(spells, following, strict=True)
            if entered < deal.created and (after is None or deal.created <= after[1])
        ]
        entered = before[0] if before else deal.created
        found.append(_path(history, entered, deal.created, {"created": whole}, True, deal.amount))
        end = as_of + 1 if deal.closed is None else deal.closed
        found.append(_path(history, deal.created, end, {"won": whole}, deal.is_won, deal.amount))
    if not any(deal.created > as_of - PATH_DAYS for deal in history.deals):
        start = as_of + 1 - PATH_DAYS
        found.append(_path(history, start, as_of + 1, {"created": whole}, False))
    return found


def _passed(stage: int, entered: int) -> dict[str, Fraction]:
    """Equal parts in millionths; what does not divide goes to the first transition."""
    number = entered - stage
    part = Fraction(MILLION // number, MILLION)
    parts = {f"{one}": part for one in range(stage, entered)}
    parts[f"{stage}"] += 1 - number * part
    return parts


def _weights(path: Path) -> dict[str, list[Fraction]]:
    count = len(path.steps)
    last = count - 1
    entry = max((n for n, step in enumerate(path.steps) if step.day <= path.entered), default=0)
    milestones = [0, entry, last]
    beside = count - len({*milestones})
    decay = [Fraction(2.0 ** (-(path.end - step.day) / HALF_LIFE)) for step in path.steps]

    def u_shaped(n: int) -> Fraction:
        if count <= 2:
            return Fraction(1, count)
        return Fraction(2, 5) if n in (0, last) else Fraction(1, 5) / (count - 2)

    def w_shaped(n: int) -> Fraction:
        if not beside:
            return Fraction(milestones.count(n), 3)
        times = milestones.count(n)
        return Fraction(3 * times, 10) if times else Fraction(1, 10) / beside

    shares: dict[str, Callable[[int], Fraction]] = {
        "first_touch": lambda n: Fraction(n == 0),
        "last_touch": lambda n: Fraction(n == last),
        "linear": lambda _: Fraction(1, count),
        "u_shaped": u_shaped,
        "w_shaped": w_shaped,
        "time_decay": lambda n: decay[n] / sum(decay),
    }
    return {model: [share(n) for n in range(count)] for model, share in shares.items()}


def count_credit(histories: Sequence[History], as_of: int, with_chain: bool = True) -> Credit:
    """Share out every conversion of the accounts by all models, the chain's if asked for."""
    credit = Credit()
    paths = [path for history in histories for path in paths_of(history, as_of)]
    for path in paths:
        if not path.comes:
            continue
        weights = _weights(path) if path.steps else {}
        for transition, part in path.parts.items():
            credit.conversions[transition] += part
            if not path.steps:
                credit.untouched[transition] += part
            for model, shares in weights.items():
                for step, share in zip(path.steps, shares, strict=True):
                    key = (transition, model, step.channel, step.campaign)
                    credit.given[key] += part * share
                    credit.amounts[key] += Fraction(path.amount or 0) * share
    for transition in credit.conversions if with_chain else ():
        _add_markov(credit, transition, [path for path in paths if transition in path.parts])
    return credit


def _add_markov(credit: Credit, transition: str, paths: Sequence[Path]) -> None:
    effects = removal_effects(
        [
            ([step.channel for step in path.steps], path.comes, path.parts[transition])
            for path in paths
            if path.steps
        ]
    )
    pool = credit.conversions[transition] - credit.untouched[transition]
    money = sum(
        (Fraction(path.amount or 0) for path in paths if path.comes and path.steps), Fraction()
    )
    linear = {
        key: given for key, given in credit.given.items() if key[:2] == (transition, "linear")
    }
    all_effects = sum(effects[channel] for channel in {key[2] for key in linear})
    for (_, _, channel, campaign), given in linear.items():
        of_channel = sum(one for key, one in linear.items() if key[2] == channel)
        share = effects[channel] / all_effects * given / of_channel
        credit.given[transition, "markov", channel, campaign] = pool * share
        credit.amounts[transition, "markov", channel, campaign] = money * share


def removal_effects(
    paths: Sequence[tuple[Sequence[str], bool, Fraction]],
) -> dict[str, Fraction]:
    """Return the share of conversions lost with each channel; empty if nothing converts."""
    moves: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for channels, comes, weight in paths:
        nodes = ["start", *(f"channel {name}" for name in channels), "yes" if comes else "no"]
        for left, entered in pairwise(nodes):
            moves[left][entered] += weight
    if not any("yes" in entered for entered in moves.values()):
        return {}
    chance = _chance(moves, None)
    return {
        node.removeprefix("channel "): 1 - _chance(moves, node) / chance
        for node in moves
        if node != "start"
    }


def _chance(moves: Mapping[str, Mapping[str, Fraction]], removed: str | None) -> Fraction:
    """Solve p = Q p + r by elimination; without a channel all who would go there are lost."""
    nodes = ["start", *sorted(node for node in moves if node not in ("start", removed))]
    rows = []
    for node in nodes:
        total = sum(moves[node].values())
        row = [Fraction(node == other) - moves[node].get(other, 0) / total for other in nodes]
        rows.append([*row, moves[node].get("yes", Fraction()) / total])
    for pivot in range(len(nodes)):
        chosen = next(n for n in range(pivot, len(nodes)) if rows[n][pivot])
        rows[pivot], rows[chosen] = rows[chosen], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for other in range(len(nodes)):
            if other != pivot and rows[other][pivot]:
                factor = rows[other][pivot]
                rows[other] = [
                    value - factor * top
                    for value, top in zip(rows[other], rows[pivot], strict=True)
                ]
    return rows[0][-1]
