{# How often each variant is answered, against the first of its experiment by name. Intervals: Wilson's for a rate,
   Newcombe's (1998, method 10) for a difference. Nobody proves that variants were drawn by lot. #}
with

arms as (

    select
        level, name, variant,
        sum(case when not is_mixed and is_followed then 1 else 0 end) as people,
        sum(case when not is_mixed and is_followed and has_answered then 1 else 0 end) as responses,
        sum(case when is_mixed then 1 else 0 end) as people_mixed,
        sum(case when not is_mixed and not is_followed then 1 else 0 end) as people_waiting,
        min(first_day) as first_day
    from {{ ref('int_experiment_people') }}
    group by level, name, variant

),

rated as (

    select
        *,
        min(variant) over (partition by level, name) as control_variant,
        {{ share_of('responses', 'people') }} as rate,
        {{ wilson_bound('responses', 'people', '-') }} as rate_low,
        {{ wilson_bound('responses', 'people', '+') }} as rate_high
    from arms

),

compared as (

    select
        rated.*,
        controls.people as control_people,
        controls.responses as control_responses,
        cast(rated.rate as double) - controls.rate as difference,
        sqrt(
            (cast(rated.rate as double) - rated.rate_low) * (cast(rated.rate as double) - rated.rate_low)
            + (cast(controls.rate_high as double) - controls.rate) * (cast(controls.rate_high as double) - controls.rate)
        ) as below,
        sqrt(
            (cast(rated.rate_high as double) - rated.rate) * (cast(rated.rate_high as double) - rated.rate)
            + (cast(controls.rate as double) - controls.rate_low) * (cast(controls.rate as double) - controls.rate_low)
        ) as above,
        cast(rated.rate as double) * (1 - rated.rate) + cast(controls.rate as double) * (1 - controls.rate) as variance
    from rated
    left join rated as controls
        on rated.level = controls.level
        and rated.name = controls.name
        and controls.variant = rated.control_variant
        and rated.variant <> rated.control_variant

),

rounded as (

    select
        *,
        cast(round(difference, 6) as decimal(9, 6)) as shown_difference,
        cast(round(difference - below, 6) as decimal(9, 6)) as difference_low,
        cast(round(difference + above, 6) as decimal(9, 6)) as difference_high
    from compared

)

select
    rounded.level,
    rounded.name,
    coalesce(campaigns.name, content.name, rounded.name) as title,
    campaigns.channel,
    rounded.variant,
    rounded.control_variant,
    rounded.variant = rounded.control_variant as is_control,
    {{ day_date('rounded.first_day') }} as first_on,
    cast(rounded.people as bigint) as people,
    cast(rounded.responses as bigint) as responses,
    rounded.rate as response_rate,
    rounded.rate_low,
    rounded.rate_high,
    rounded.shown_difference as difference,
    rounded.difference_low,
    rounded.difference_high,
    {# Per variant, to tell such a difference from none with a power of 80 % at 5 %. #}
    case when rounded.shown_difference <> 0 then cast(least(1000000000, ceil(
        2.801585218 * 2.801585218 * rounded.variance / (rounded.difference * rounded.difference)
    )) as bigint) end as people_needed,
    case
        when rounded.variant = rounded.control_variant then 'control'
        when rounded.people < 50 or rounded.control_people < 50 or rounded.responses + rounded.control_responses < 10
            then 'not_enough_data'
        when rounded.difference_low > 0 then 'better'
        when rounded.difference_high < 0 then 'worse'
        else 'no_clear_difference'
    end as verdict,
    cast(rounded.people_mixed as bigint) as people_mixed,
    cast(rounded.people_waiting as bigint) as people_waiting,
    {{ run_columns() }}
from rounded
left join {{ ref('int_campaigns') }} as campaigns
    on rounded.level = 'campaign' and rounded.name = campaigns.campaign_id
left join {{ ref('stg_web__content') }} as content on rounded.level = 'content' and rounded.name = content.content_id
{{ run_join() }}
