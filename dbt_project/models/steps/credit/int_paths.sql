{# Everything whose path is told: what came (`move` forward, opportunity `created`, `won`) and, beside
   each, what did not (`stay`, `not_created`, `not_won`). A path reaches from 30 days before its spell
   began, at most 90 days back, to the day before it ended; what happens on that day explains nothing.
   Of what did not come, at most 5,000 of a kind and stage are kept, by lot, and stand for all. #}
{% set most_paths = 5000 -%}
with

spells as (

    select
        account_key, ordinal, entered_day, exited_day,
        lead(ordinal) over (partition by account_key order by entered_day) as next_ordinal
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and entered_day <= {{ as_of_day() }}

),

opportunities as (

    select
        opportunities.opportunity_id, opportunities.account_key, opportunities.created_day,
        opportunities.closed_day, opportunities.is_won, amounts.company_amount as amount
    from {{ ref('int_opportunities') }} as opportunities
    inner join {{ ref('int_account_starts') }} as starts on opportunities.account_key = starts.account_key
    left join {{ ref('int_opportunity_amounts') }} as amounts
        on opportunities.opportunity_id = amounts.opportunity_id

),

recently_created as (

    select distinct account_key
    from opportunities
    where created_day > {{ as_of_day() }} - {{ path_days() }}

),

ended as (

    select
        account_key,
        case when next_ordinal > ordinal then 'move' else 'stay' end as path_kind,
        ordinal,
        next_ordinal,
        entered_day,
        case when next_ordinal is null then {{ as_of_day() }} + 1 else exited_day end as end_day,
        cast(null as decimal(18, 2)) as amount,
        '' as opportunity_id
    from spells
    where ordinal < (select max(ordinal) from {{ ref('stages') }})
    union all
    select
        opportunities.account_key, 'created', null, null,
        {# The spell before: creating an opportunity begins one. #}
        coalesce(spells.entered_day, opportunities.created_day), opportunities.created_day,
        opportunities.amount, opportunities.opportunity_id
    from opportunities
    left join spells
        on opportunities.account_key = spells.account_key
        and opportunities.created_day > spells.entered_day
        and opportunities.created_day <= spells.exited_day
    union all
    select
        starts.account_key, 'not_created', null, null, {{ as_of_day() }} + 1 - {{ path_days() }},
        {{ as_of_day() }} + 1, null, ''
    from {{ ref('int_account_starts') }} as starts
    left join recently_created on starts.account_key = recently_created.account_key
    where recently_created.account_key is null
    union all
    select
        account_key, case when is_won then 'won' else 'not_won' end, null, null, created_day,
        coalesce(closed_day, {{ as_of_day() }} + 1), amount, opportunity_id
    from opportunities

),

drawn as (

    select
        *,
        row_number() over (
            partition by path_kind, ordinal
            order by {{ lot('account_key', 'entered_day') }}, account_key, entered_day, end_day, opportunity_id
        ) as lot_no,
        count(*) over (partition by path_kind, ordinal) as paths
    from ended

)

select
    cast(row_number() over (
        order by account_key, path_kind, entered_day, end_day, opportunity_id
    ) as integer) as path_no,
    account_key,
    path_kind,
    ordinal,
    next_ordinal,
    cast(entered_day as integer) as entered_day,
    cast(end_day as integer) as end_day,
    cast(greatest(
        least(entered_day, end_day) - {{ days_before_entry() }}, end_day - {{ path_days() }}
    ) as integer) as from_day,
    amount,
    case
        when path_kind in ('move', 'created', 'won') or paths <= {{ most_paths }} then 1
        else cast(paths as double) / {{ most_paths }}
    end as weight
from drawn
where path_kind in ('move', 'created', 'won') or lot_no <= {{ most_paths }}
