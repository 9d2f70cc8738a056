{# New business: opportunities (new, expansion) created and won while the account has a history. The first
   of a kind on a day on which its account moves belongs to that move, all others to the stage in which
   the account was when the day began. Their amounts are as known on as_of. #}
with

events as (

    {% for kind, day in [('opportunity', 'created_day'), ('win', 'closed_day')] -%}
    select '{{ kind }}' as kind, opportunity_id, account_key, {{ day }} as day
    from {{ ref('int_opportunities') }}
    where type in ('new', 'expansion'){{ ' and is_won' if kind == 'win' }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

ranked as (

    select
        *,
        row_number() over (partition by kind, account_key, day order by opportunity_id) as place
    from events

),

told as (

    select
        ranked.kind, ranked.opportunity_id, ranked.day, ranked.place,
        {{ forecast_period_of('ranked.day') }} as period_no,
        stays.segment, stays.ordinal, stays.is_arrival and stays.from_day = ranked.day as is_arrival,
        case when stays.to_day = ranked.day then stays.next_ordinal end as next_ordinal
    from ranked
    inner join {{ ref('int_forecast_stays') }} as stays
        on ranked.account_key = stays.account_key
        and (
            (ranked.day > stays.from_day and ranked.day <= stays.to_day)
            or (stays.is_arrival and ranked.day = stays.from_day)
        )

)

select
    told.period_no,
    told.kind,
    told.opportunity_id,
    told.segment,
    case when told.is_arrival and told.place = 1 then {{ forecast_arrival() }} else told.ordinal end as from_ordinal,
    case
        when told.place > 1 then null
        when told.is_arrival then told.ordinal
        else told.next_ordinal
    end as to_ordinal,
    amounts.company_amount as amount
from told
inner join {{ ref('int_forecast_periods') }} as periods
    on told.period_no = periods.period_no
    and told.day > periods.after_day
inner join {{ ref('int_opportunity_amounts') }} as amounts on told.opportunity_id = amounts.opportunity_id
