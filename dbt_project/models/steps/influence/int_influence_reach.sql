{# Accounts ever exposed to a channel or campaign: all, targets, and those exposed while in a segment; of a
   holdout those that were not held out. #}
with

exposures as (

    select units.unit_no, exposures.account_key, exposures.from_day, exposures.to_day
    from {{ ref('int_exposure_spells') }} as exposures
    inner join {{ ref('int_influence_units') }} as units
        on exposures.level = units.level and exposures.name = units.name and exposures.channel = units.channel

)

select unit_no, 'all' as population, count(distinct account_key) as accounts
from exposures
group by unit_no
union all
select exposures.unit_no, 'target_accounts', count(distinct exposures.account_key)
from exposures
inner join {{ ref('int_influence_accounts') }} as accounts on exposures.account_key = accounts.account_key
where accounts.is_target
group by exposures.unit_no
union all
select exposures.unit_no, segments.segment, count(distinct exposures.account_key)
from exposures
inner join {{ ref('int_account_segments') }} as segments
    on exposures.account_key = segments.account_key
    and exposures.from_day < segments.valid_to_day
    and segments.valid_from_day < exposures.to_day
group by exposures.unit_no, segments.segment
union all
select units.unit_no, 'all', count(*)
from {{ ref('int_holdout_arms') }} as arms
inner join {{ ref('int_influence_units') }} as units on units.level = 'holdout' and arms.holdout_id = units.name
where not arms.is_held_out
group by units.unit_no
