{# Words by which people came, and what became of them within 90 days; so far, where is_followed is false. #}
with

used as (

    select
        term, month_day,
        sum(visits) as visits,
        sum(ad_clicks) as ad_clicks,
        count(distinct case when actor_key < 0 then actor_key end) as visitors,
        count(distinct account_key) as accounts
    from {{ ref('int_search_days') }}
    group by term, month_day

),

brands as (

    select used_terms.term, max(case when {{ term_holds('used_terms.term', 'words.word') }} then 1 else 0 end) = 1 as is_brand
    from (select distinct term from used) as used_terms
    cross join (select lower(trim(term)) as word from {{ ref('brand_terms') }}) as words
    group by used_terms.term

)

select
    {{ day_date('used.month_day') }} as month,
    used.term,
    brands.is_brand,
    cast(used.visits as bigint) as visits,
    cast(used.ad_clicks as bigint) as ad_clicks,
    cast(coalesce(cohorts.people, 0) as bigint) as people,
    cast(used.visitors as bigint) as visitors,
    cast(used.accounts as bigint) as accounts,
    {% for stage in ['lead', 'mql', 'sql'] -%}
    cast(coalesce(cohorts.{{ stage }}s, 0) as bigint) as {{ stage }}s,
    {% endfor -%}
    {{ is_followed('months') }} as is_followed,
    cast(row_number() over (
        partition by used.month_day order by used.visits desc, coalesce(cohorts.people, 0) desc, used.term
    ) as integer) as rank,
    {{ run_columns() }}
from used
inner join {{ ref('int_months') }} as months on used.month_day = months.month_day
left join {{ ref('int_search_cohorts') }} as cohorts
    on used.term = cohorts.term and used.month_day = cohorts.month_day
left join brands on used.term = brands.term
{{ run_join() }}
