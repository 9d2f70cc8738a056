{# Who could get an opportunity, and did: everybody scored who exists on the day and has no opportunity of
   their own open. Of a large company's past only a lot is kept, with the weight that makes up for the rest. #}
with

pairs as (

    select people.person_key, people.account_key, people.created_day, snapshots.snapshot_no, snapshots.day, snapshots.is_labelled
    from {{ ref('int_scored_people') }} as people
    inner join {{ ref('int_snapshots') }} as snapshots
        on people.created_day <= snapshots.day
        and (snapshots.is_labelled or snapshots.snapshot_no = 0)

),

{# All that opportunities say of a pair: open on the day, or created within the horizon. #}
opportunities as (

    {{ outcomes_after(ref('int_snapshots')) }}

),

at_risk as (

    select pairs.*, coalesce(opportunities.is_outcome, 0) as is_outcome
    from pairs
    left join opportunities
        on pairs.person_key = opportunities.person_key and pairs.day = opportunities.day
    where coalesce(opportunities.is_open, 0) = 0

),

{# Millionths of the rows without an outcome that are kept. #}
shares as (

    select cast(least(
        1000000,
        greatest(1, {{ whole_quotient("cast(" ~ model_setting('max_rows') ~ " as bigint) * 1000000", 'greatest(count(*), 1)') }})
    ) as bigint) as kept
    from at_risk
    where is_labelled and is_outcome = 0

)

select
    at_risk.person_key,
    at_risk.account_key,
    at_risk.created_day,
    at_risk.snapshot_no,
    at_risk.day,
    case when at_risk.is_labelled then at_risk.is_outcome end as is_outcome,
    case
        when at_risk.is_labelled and at_risk.is_outcome = 0
            then cast(cast(1000000 as decimal(18, 6)) / shares.kept as decimal(18, 6))
        else cast(1 as decimal(18, 6))
    end as weight
from at_risk
cross join shares
where not at_risk.is_labelled or at_risk.is_outcome = 1
    or {{ lot('at_risk.person_key', 'at_risk.snapshot_no') }} < shares.kept
