{# The scores that scoring rules name. Number 1 is the main score: it stands for a person where one
   number is asked for. #}
with

named as (

    select distinct coalesce(score_name, 'default') as score_name from {{ ref('scoring_rules') }}
    union
    select 'default' from {{ ref('stg_control__run') }}
    where not exists (select 1 from {{ ref('scoring_rules') }})

)

select
    score_name,
    cast(row_number() over (
        order by case when score_name = 'default' then 0 else 1 end, score_name
    ) as integer) as score_no
from named
