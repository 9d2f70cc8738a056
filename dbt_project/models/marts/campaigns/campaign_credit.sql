{# Who was present on the way, by seven models that share one conversion out. Presence, not influence: the
   models give away all of a conversion, whether or not it would have come without (see campaign_influence). #}
with

shares as (

    select transition_no, model, level, name, credit, amount from {{ ref('int_credit_shares') }}
    union all
    select
        totals.transition_no, models.model, levels.level, '{{ untouched() }}',
        totals.credit - totals.touched_credit, coalesce(totals.amount, 0) - totals.touched_amount
    from {{ ref('int_credit_totals') }} as totals
    cross join (
        {% for model in credit_models().split() %}select '{{ model }}' as model{{ ' union all ' if not loop.last }}{% endfor %}
    ) as models
    cross join (select 'channel' as level union all select 'campaign') as levels

)

select
    shares.level,
    shares.name,
    case
        when shares.name = '{{ untouched() }}' then 'No touch'
        when shares.name = '{{ without_campaign() }}' then 'Touches without a campaign'
        else coalesce(campaigns.name, shares.name)
    end as label,
    case when shares.level = 'channel' and shares.name <> '{{ untouched() }}' then shares.name else campaigns.channel end
        as channel,
    shares.model,
    case shares.transition_no
        when {{ opportunity_created() }} then 'opportunity_created'
        when {{ opportunity_won() }} then 'opportunity_won'
        else from_stages.stage || ' > ' || to_stages.stage
    end as transition,
    from_stages.stage as from_stage,
    to_stages.stage as to_stage,
    cast(cast(shares.credit as decimal(18, 0)) * 0.000001 as decimal(18, 6)) as credit,
    cast(case when totals.credit > 0 then round(cast(shares.credit as double) / totals.credit, 6) end as decimal(9, 6))
        as credit_share,
    case when shares.transition_no < 0 then cast(cast(shares.amount as decimal(18, 0)) * 0.01 as decimal(18, 2)) end
        as amount,
    case when shares.transition_no < 0 then cast(totals.conversions_without_amount as integer) end
        as conversions_without_amount,
    {{ run_columns() }}
from shares
inner join {{ ref('int_credit_totals') }} as totals on shares.transition_no = totals.transition_no
left join {{ ref('stages') }} as from_stages on shares.transition_no = from_stages.ordinal
left join {{ ref('stages') }} as to_stages on from_stages.ordinal + 1 = to_stages.ordinal
left join {{ ref('int_campaigns') }} as campaigns
    on shares.level = 'campaign' and shares.name = {{ told_apart('campaigns.campaign_id', 'campaign') }}
{{ run_join() }}
