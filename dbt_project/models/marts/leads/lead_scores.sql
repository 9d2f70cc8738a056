with

steps as (

    select
        *,
        lead(day) over (partition by person_key order by day) as next_day
    from {{ ref('int_band_steps') }}

),

current_steps as (

    select *
    from steps
    where day <= {{ as_of_day() }} and coalesce(next_day > {{ as_of_day() }}, true)

),

later_steps as (

    select
        steps.person_key,
        min(case
            when steps.score_cents <> current_steps.score_cents
                or coalesce(steps.band, '') <> coalesce(current_steps.band, '')
                then steps.day
        end) as next_change_day,
        min(case when coalesce(steps.band, '') <> coalesce(current_steps.band, '') then steps.day end) as next_band_day
    from steps
    inner join current_steps on steps.person_key = current_steps.person_key
    where steps.day > {{ as_of_day() }}
    group by steps.person_key

),

{# A band is reached on the day from which the person has been in it or above without a break. #}
ranks as (

    select
        bands.band,
        row_number() over (order by coalesce(bands.above, -1), bands.band) as band_rank,
        bands.above
    from {{ ref('score_bands') }} as bands

),

below as (

    select
        ranks.band,
        steps.person_key,
        max(steps.next_day) as reached_day
    from steps
    inner join ranks on coalesce(steps.band_rank, 0) < ranks.band_rank
    where steps.day <= {{ as_of_day() }} and steps.next_day <= {{ as_of_day() }}
    group by ranks.band, steps.person_key

),

{# What the score would need before it was clipped at zero, and which requirements of the band fail. #}
clips as (

    select person_key, points_cents as clip_cents from {{ ref('int_score_ledger') }} where rule_id = 'clip'

),

failing as (

    select
        current_steps.person_key,
        ranks.band_rank,
        {{ dbt.listagg(
            measure="requirements.measure || case when requirements.measure in ('fit', 'engagement', 'intent')
                then ' ' || cast(" ~ points(measure_cents()) ~ " as varchar) || ' of ' || cast(requirements.minimum as varchar)
                else ' missing' end",
            delimiter_text="', '", order_by_clause='order by requirements.measure'
        ) }} as requirements
    from current_steps
    inner join ranks on coalesce(current_steps.band_rank, 0) + 1 = ranks.band_rank
    inner join {{ ref('band_requirements') }} as requirements on ranks.band = requirements.band
    where {{ measure_cents() }} < {{ cents('requirements.minimum') }}
    group by current_steps.person_key, ranks.band_rank

),

reached as (

    select
        current_steps.person_key,
        max(case when ranks.band = 'mql' then coalesce(below.reached_day, people.created_day) end) as mql_day,
        max(case when ranks.band = 'sql' then coalesce(below.reached_day, people.created_day) end) as sql_day
    from current_steps
    inner join {{ ref('int_scored_people') }} as people on current_steps.person_key = people.person_key
    inner join ranks on coalesce(current_steps.band_rank, 0) >= ranks.band_rank
    left join below on current_steps.person_key = below.person_key and ranks.band = below.band
    group by current_steps.person_key

)

select
    people.person_id,
    people.full_name as person_name,
    people.title,
    people.email,
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    coalesce(people.owner_id, labels.owner_id) as owner_id,
    {{ points('current_steps.score_cents') }} as score,
    current_steps.band,
    cast(rank() over (order by current_steps.score_cents desc) as integer) as rank,
    {{ points('current_steps.fit_cents') }} as fit_score,
    {{ points('current_steps.engagement_cents') }} as engagement_score,
    {{ points('current_steps.intent_cents') }} as intent_score,
    cast(null as varchar) as grade,
    cast(null as varchar) as awareness,
    account_stages.stage as buying_stage,
    qualifications.priority,
    qualifications.qualified_by,
    case
        when higher.band is null then null
        else higher.band || ': '
            || case
                when current_steps.score_cents <= {{ cents('higher.above') }}
                    then cast({{ points(cents('higher.above') ~ " + 1 - current_steps.score_cents + coalesce(clips.clip_cents, 0)") }} as varchar)
                        || ' points'
                else ''
            end
            || case
                when current_steps.score_cents <= {{ cents('higher.above') }} and failing.requirements is not null then ', '
                else ''
            end
            || coalesce(failing.requirements, '')
    end as missing_for_next,
    people.lead_status as sales_status,
    {{ day_date('qualifications.sales_ready_day') }} as sales_ready_on,
    {{ day_date('qualifications.sales_accepted_day') }} as sales_accepted_on,
    {{ day_date('qualifications.product_qualified_day') }} as product_qualified_on,
    {{ day_date('qualifications.service_qualified_day') }} as service_qualified_on,
    qualifications.lead_stage,
    {{ day_date('qualifications.lead_stage_day') }} as lead_stage_since,
    qualifications.feedback_rating,
    qualifications.feedback_reason,
    qualifications.feedback_by,
    {{ day_date('qualifications.feedback_day') }} as feedback_on,
    {{ day_date('reached.mql_day') }} as mql_on,
    {{ day_date('reached.sql_day') }} as sql_on,
    {{ day_date('later_steps.next_change_day') }} as next_change_on,
    next_bands.band as next_band,
    {{ day_date('later_steps.next_band_day') }} as next_band_on,
    cast(null as decimal(9, 6)) as predicted_probability,
    {{ run_columns() }}
from current_steps
inner join {{ ref('int_people') }} as people on current_steps.person_key = people.person_key
left join later_steps on current_steps.person_key = later_steps.person_key
left join steps as next_bands
    on current_steps.person_key = next_bands.person_key and later_steps.next_band_day = next_bands.day
left join reached on current_steps.person_key = reached.person_key
left join ranks as higher on coalesce(current_steps.band_rank, 0) + 1 = higher.band_rank
left join clips on current_steps.person_key = clips.person_key
left join failing on current_steps.person_key = failing.person_key
left join {{ ref('int_lead_qualifications') }} as qualifications on people.person_key = qualifications.person_key
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
left join {{ ref('account_stages') }} as account_stages on labels.account_id = account_stages.account_id
{{ run_join() }}
