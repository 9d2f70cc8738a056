{# Forward moves as they happened, with the units of influence active on the day: exposed in the 30 days
   before. Campaigns stand for their channel where one of them is active. #}
with

moves as (

    select account_key, ordinal, next_ordinal as to_ordinal, last_risk_day as day
    from {{ ref('int_risk_spells') }}
    where replay_id = 0 and next_ordinal > ordinal

),

active as (

    select
        moves.account_key, moves.day, moves.ordinal, moves.to_ordinal,
        exposures.level, exposures.name, exposures.channel,
        max(case when exposures.level = 'campaign' then 1 else 0 end) over (
            partition by moves.account_key, moves.day, exposures.channel
        ) as has_campaign
    from moves
    inner join {{ ref('int_exposure_spells') }} as exposures
        on moves.account_key = exposures.account_key
        and moves.day >= exposures.from_day
        and moves.day < exposures.to_day
    where exposures.level in ('channel', 'campaign')

)

select active.account_key, active.day, active.ordinal, active.to_ordinal, units.unit_no, 'channel' as counted_as
from active
inner join {{ ref('int_influence_units') }} as units
    on active.level = units.level and active.name = units.name and active.channel = units.channel
where active.level = 'channel'
union all
select active.account_key, active.day, active.ordinal, active.to_ordinal, units.unit_no, 'campaign'
from active
inner join {{ ref('int_influence_units') }} as units
    on active.level = units.level and active.name = units.name and active.channel = units.channel
where active.level = 'campaign' or active.has_campaign = 0
