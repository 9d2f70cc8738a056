{# What each visited page is: the longest pattern that fits its address without query decides. Read
   from the source itself, since any version of a touch will do and staging sorts versions out. #}
with

urls as (

    select distinct url, {{ dbt.split_part(dbt.split_part('lower(url)', "'?'", 1), "'#'", 1) }} as address
    from {{ source('automation', 'touches') }}
    where url is not null

),

patterns as (

    select
        pattern, page_type, is_engagement, is_high_value,
        replace(replace(replace(replace(lower(trim(pattern)), '!', '!!'), '%', '!%'), '_', '!_'), '*', '%')
            as like_pattern
    from {{ ref('page_rules') }}

),

matched as (

    select
        urls.url,
        patterns.pattern,
        patterns.page_type,
        patterns.is_engagement,
        patterns.is_high_value,
        row_number() over (
            partition by urls.url order by length(patterns.pattern) desc, patterns.pattern
        ) as pattern_rank
    from urls
    inner join patterns on urls.address like patterns.like_pattern escape '!'

)

select
    url,
    pattern,
    page_type,
    coalesce(is_engagement, true) as is_engagement,
    coalesce(is_high_value, false) as is_high_value
from matched
where pattern_rank = 1
