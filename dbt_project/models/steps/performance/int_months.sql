{# The thousand months up to that of as_of: whoever needs months joins those that overlap. #}
with

digits as (

    {% for digit in range(10) -%}
    select {{ digit }} as digit{{ ' union all' if not loop.last }}
    {% endfor %}
),

numbers as (

    select 100 * hundreds.digit + 10 * tens.digit + ones.digit as months_back
    from digits as hundreds
    cross join digits as tens
    cross join digits as ones

),

months as (

    select
        {{ day_number(dbt.dateadd('month', '-months_back', dbt.date_trunc('month', day_date(as_of_day())))) }} as month_day,
        {{ day_number(dbt.dateadd('month', '1 - months_back', dbt.date_trunc('month', day_date(as_of_day())))) }}
            as next_month_day
    from numbers

)

select month_day, next_month_day from months
