{# What the usual weighted pipeline says on as_of: open opportunities times the chance that seed
   opportunity_stages gives their stage. It has no horizon. Past origins have none: most exports keep only
   the last stage of an opportunity, and that one knows how it ended. #}
select
    stays.segment,
    cast(sum(coalesce(stages.probability, 0)) as decimal(18, 4)) as deals,
    cast(sum(coalesce(stages.probability, 0) * coalesce(amounts.company_amount, 0)) as decimal(18, 2)) as amount
from {{ ref('int_open_opportunities') }} as spells
inner join {{ ref('int_opportunity_amounts') }} as amounts on spells.opportunity_id = amounts.opportunity_id
inner join {{ ref('int_forecast_stays') }} as stays
    on amounts.account_key = stays.account_key
    and stays.from_day <= {{ as_of_day() }}
    and stays.to_day > {{ as_of_day() }}
left join {{ ref('opportunity_stages') }} as stages on lower(trim(spells.stage)) = lower(trim(stages.stage))
where spells.from_day <= {{ as_of_day() }} and spells.to_day > {{ as_of_day() }}
group by stays.segment
