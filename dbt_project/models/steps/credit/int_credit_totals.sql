{# What there is to share out at each transition, and how much of it came without a touch. In millionths
   of a conversion and in cents. #}
select
    parts.transition_no,
    cast(sum(parts.part) as bigint) as credit,
    cast(sum(case when paths.amount is not null then round(100 * paths.amount) end) as bigint) as amount,
    cast(sum(case when credited.path_no is not null then parts.part else 0 end) as bigint) as touched_credit,
    cast(sum(case when credited.path_no is not null then credited.amount_cents else 0 end) as bigint) as touched_amount,
    count(case when credited.path_no is null then 1 end) as untouched_conversions,
    count(case when paths.amount is null then 1 end) as conversions_without_amount
from {{ ref('int_path_parts') }} as parts
inner join {{ ref('int_paths') }} as paths on parts.path_no = paths.path_no
left join {{ ref('int_credited_paths') }} as credited on parts.path_no = credited.path_no
where parts.is_conversion
group by parts.transition_no
