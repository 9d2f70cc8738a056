"""One screen after a run: where accounts stand, who is hot, what moved accounts, the gates."""

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from orchestration.publishing.verdict import VERDICT_FILE, Check, read_verdict
from orchestration.screens.before import differences
from orchestration.screens.caveats import caveats
from orchestration.screens.handoffs import handoffs
from orchestration.screens.published import Published, Row

BAR_WIDTH = 24
SHOWN_EXAMPLES = 3
STAGES = """
    select
        stages.stage, stages.ordinal, coalesce(counted.accounts, 0) as accounts,
        counted.stuck, speeds.median_days as days, counted.moved
    from (values
        ('Customer', 5), ('Intent', 4), ('Qualified', 3),
        ('Engaged', 2), ('Aware', 1), ('Unaware', 0)
    ) as stages(stage, ordinal)
    left join (
        select
            stage,
            count(*) as accounts,
            count(*) filter (where is_stuck) as stuck,
            count(*) filter (where entered_on > as_of - 28 and previous_stage is not null) as moved
        from account_stages
        group by stage
    ) as counted on stages.stage = counted.stage
    left join (
        select from_stage, cast(median_days as integer) as median_days
        from stage_conversion
        where grouped_by = 'all' and to_stage = 'any'
    ) as speeds on stages.stage = speeds.from_stage
    order by stages.ordinal desc
"""
HOTTEST = """
    select person_name, title, account_name, best_band, score, person_id, score_name,
        predicted_probability as chance
    from lead_scores
    where is_main
    order by score desc, engagement_score desc, person_id
    limit 10
"""
REASONS = """
    select description, points
    from lead_score_contributions
    where person_id = ? and score_name = ? and points > 0 and rule_id not in ('cap', 'clip')
    order by points desc, rule_id limit 3
"""
INFLUENCE = """
    select label, from_stage, to_stage, rate_ratio_crude, rate_ratio, ratio_low, ratio_high,
        q_value, evidence, verdict,
        coalesce(failed_diagnostics, '') like '%engagement_seen%' as is_incomparable
    from campaign_influence
    where level = 'channel' and population = 'all' and to_stage <> 'any'
        and verdict <> 'not_enough_data' and not is_own_behaviour
    order by is_incomparable, verdict = 'no_clear_difference', evidence, verdict, ratio_low desc,
        label
    limit 8
"""
SILENT_SINCE = "select distinct complete_until from campaign_influence where complete_until < as_of"


def show_overview(console: Console, published: Published) -> None:
    """Print the screen of the current revision."""
    manifest = published.revision.manifest
    console.print(
        f"\nAccount progression as of {manifest['as_of']}, "
        f"revision {published.revision.number}, rules {manifest['rules_version']}\n",
        style="bold",
    )
    for line in differences(published):
        console.print(f"  {line}", markup=False, highlight=False)
    console.print(_stages(published))
    console.print(_hottest(published))
    console.print(handoffs(published))
    console.print(_influence(published))
    for line in caveats(published):
        console.print(f"  {line}", markup=False, highlight=False)
    console.print(_gates(published))


def _stages(published: Published) -> Table:
    rows = published.rows(STAGES)
    total = sum(row["accounts"] for row in rows) or 1
    table = _table(
        "Where every account stands",
        "stage",
        ">accounts",
        "",
        ">stuck",
        ">median days to move on",
        ">entered in 28 days",
    )
    for row in rows:
        bar = "█" * round(BAR_WIDTH * row["accounts"] / total)
        table.add_row(
            row["stage"],
            str(row["accounts"]),
            bar,
            _text(row["stuck"]),
            _text(row["days"]),
            _text(row["moved"]),
        )
    return table


def _hottest(published: Published) -> Table:
    table = _table(
        "The ten hottest people (chance: of an opportunity, see model_card)",
        ">score",
        "band",
        ">chance",
        "who",
        "account",
        "because of",
    )
    for row in published.rows(HOTTEST):
        who = ", ".join(part for part in (row["person_name"], row["title"]) if part)
        table.add_row(
            str(row["score"]),
            row["best_band"],
            "-" if row["chance"] is None else f"{row['chance']:.0%}",
            who or row["person_id"],
            row["account_name"] or "-",
            _reasons(published, row),
        )
    return table


def _reasons(published: Published, row: Row) -> str:
    reasons = published.rows(REASONS, [row["person_id"], row["score_name"]])
    return ", ".join(
        f"{reason['description']} +{reason['points'].normalize():f}" for reason in reasons
    )


def _influence(published: Published) -> Table | Group:
    rows = published.rows(INFLUENCE)
    until = published.rows(SILENT_SINCE)
    title = (
        "What moved accounts (rate of forward moves, touched / untouched days; a verdict needs "
        "q <= 0.10, which is p corrected for so many comparisons, and an interval without 1)"
    )
    columns = (
        "channel",
        "move",
        ">naive",
        ">adjusted",
        "95 % interval",
        ">q",
        "evidence",
        "verdict",
    )
    table = _table(title, *columns)
    for row in rows:
        table.add_row(
            row["label"],
            f"{row['from_stage']} > {row['to_stage']}",
            _ratio(row["rate_ratio_crude"]),
            _ratio(row["rate_ratio"]),
            f"{_ratio(row['ratio_low'])} to {_ratio(row['ratio_high'])}",
            _ratio(row["q_value"]),
            row["evidence"],
            "no engagement to compare by"
            if row["is_incomparable"]
            else row["verdict"].replace("_", " "),
        )
    silence = [
        Text(f"  A source is silent since {row['complete_until']}: no later day is counted.")
        for row in until
    ]
    if not rows:
        return Group(
            Text(f"\n{title}", style="bold"),
            Text("  Too few comparable moves to tell."),
            *silence,
            Text(),
        )
    return Group(table, *silence)


def _gates(published: Published) -> Group:
    log = published.rows("select * from publish_log order by published_at desc limit 1")[0]
    health = published.rows(
        "select sum(read) as read, sum(accepted) as accepted, sum(unchanged) as unchanged, "
        "sum(quarantined) as quarantined, sum(blank) as blank, sum(set_aside) as set_aside "
        "from data_health"
    )[0]
    doubts = published.rows("select * from data_health where object = 'people'")[0]
    verdict = read_verdict(published.revision.path / VERDICT_FILE)
    reported = "".join(
        f"\n  reported: {check.table}, {check.name} ({check.observed}): {check.notes}"
        f"{_examples(check)}"
        for check in verdict.reported_failures
    )
    path = published.revision.path.parent.parent / "current"
    return Group(
        Text("Gates", style="bold"),
        Text(
            f"  {log['checks_passed']} checks passed, {log['checks_failed']} reported, on "
            f"{log['tables']} tables with {log['rows']:,} rows{reported}"
        ),
        Text(
            f"  rows read {health['read']:,} = accepted {health['accepted']:,} + unchanged "
            f"{health['unchanged']:,} + quarantined {health['quarantined']:,} + blank "
            f"{health['blank']:,}; "
            f"set aside by rules {health['set_aside']:,}"
        ),
        Text(_matches(doubts)),
        Text("\nPublished tables", style="bold"),
        Text(
            f"  {path}/progression.duckdb, schema published; a Parquet file per table beside it\n"
        ),
    )


def _examples(check: Check) -> str:
    """Name the first offending rows: a count alone says nothing of what to look at."""
    shown = "".join(f"\n    {example}" for example in check.examples[:SHOWN_EXAMPLES])
    return f"{shown}\n    ..." if len(check.examples) > SHOWN_EXAMPLES else shown


def _matches(people: Row) -> str:
    if people["match_rate"] is None:
        return "  no people yet"
    return (
        f"  {people['match_rate']:.1%} of people have an account; "
        f"{people['second_best_differs']:,} would change it at the second-best match"
    )


def _table(title: str | None, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=True)
    for column in columns:
        table.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left")
    return table


def _ratio(value: object) -> str:
    return "-" if value is None else f"{value:.2f}"


def _text(value: object) -> str:
    return "-" if value is None else str(value)
