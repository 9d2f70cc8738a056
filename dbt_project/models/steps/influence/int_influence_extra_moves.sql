{# Moves that would not have happened on their day without a unit: of a move with units of ratios q1 .. qn
   active, 1 - 1 / (q1 .. qn) is due to them, shared by the logarithms of the ratios; a ratio below 1 takes
   nothing away. What accounts do of their own accord has no part. So all channels, and all campaigns, together never have more than the real moves. Bounds
   vary the unit's own ratio alone. A campaign without enough data weighs as much as its channel. #}
with

claims as (

    select * from {{ ref('int_influence_claims') }}

),

members as (

    select claims.unit_no, claims.population, claims.ordinal, claims.to_ordinal, claims.channel, claims.level,
        case
            when claims.has_enough_data then claims.log_ratio
            when claims.level = 'campaign' and channels.has_enough_data and not channels.is_own_behaviour
                then channels.log_ratio
            else 0
        end as log_ratio,
        claims.log_low, claims.log_high, claims.has_enough_data
    from claims
    left join claims as channels
        on channels.level = 'channel'
        and claims.channel = channels.channel
        and claims.population = channels.population
        and claims.ordinal = channels.ordinal
        and claims.to_ordinal = channels.to_ordinal
    where claims.population = 'all' and claims.level <> 'holdout' and not claims.is_own_behaviour

),

weighed as (

    select
        exposures.account_key, exposures.day, exposures.counted_as, members.*,
        greatest(members.log_ratio, 0) as weight,
        sum(greatest(members.log_ratio, 0)) over (
            partition by exposures.account_key, exposures.day, exposures.counted_as, members.to_ordinal
        ) as weights
    from {{ ref('int_move_exposures') }} as exposures
    inner join members
        on exposures.unit_no = members.unit_no
        and exposures.ordinal = members.ordinal
        and members.to_ordinal in (-1, exposures.to_ordinal)

),

shares as (

    select
        unit_no, ordinal, to_ordinal,
        count(*) as moves,
        {% for name, own in [('share', 'weight'), ('share_low', 'greatest(log_low, 0)'), ('share_high', 'greatest(log_high, 0)')] -%}
        avg(case
            when {{ own }} > 0 then (1 - exp(-(weights - weight + {{ own }}))) * {{ own }} / (weights - weight + {{ own }})
            else 0
        end) as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from weighed
    where level = counted_as and has_enough_data
    group by unit_no, ordinal, to_ordinal

)

{# Moves of the replay may be fewer than the real ones, or fall on other days: the lesser number counts. #}
select
    claims.claim_no,
    coalesce(least(claims.moves_exposed, shares.moves) * shares.share, 0) as extra_moves,
    coalesce(least(claims.moves_exposed, shares.moves) * shares.share_low, 0) as extra_moves_low,
    coalesce(least(claims.moves_exposed, shares.moves) * shares.share_high, 0) as extra_moves_high
from claims
left join shares
    on claims.unit_no = shares.unit_no
    and claims.ordinal = shares.ordinal
    and claims.to_ordinal = shares.to_ordinal
where claims.has_enough_data and claims.population = 'all' and claims.level <> 'holdout'
    and not claims.is_own_behaviour
