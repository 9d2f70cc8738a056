{# What the usual weighted pipeline says at each origin: open opportunities times the chance that seed
   opportunity_stages gives their stage. It has no horizon. #}
select
    periods.period_no,
    stays.segment,
    cast(sum(coalesce(stages.probability, 0)) as decimal(18, 4)) as deals,
    cast(sum(coalesce(stages.probability, 0) * coalesce(amounts.company_amount, 0)) as decimal(18, 2)) as amount
from {{ ref('int_open_opportunities') }} as spells
inner join {{ ref('int_forecast_periods') }} as periods
    on spells.from_day <= periods.origin_day
    and spells.to_day > periods.origin_day
inner join {{ ref('int_opportunity_amounts') }} as amounts on spells.opportunity_id = amounts.opportunity_id
inner join {{ ref('int_forecast_stays') }} as stays
    on amounts.account_key = stays.account_key
    and stays.from_day <= periods.origin_day
    and stays.to_day > periods.origin_day
left join {{ ref('opportunity_stages') }} as stages on lower(trim(spells.stage)) = lower(trim(stages.stage))
where periods.is_origin
group by periods.period_no, stays.segment
