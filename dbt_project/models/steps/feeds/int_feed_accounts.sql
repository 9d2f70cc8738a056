{# Accounts on which feeds are judged: all, or 20,000 drawn by lot; never by what feeds say of them. #}
{% set most_accounts = 20000 -%}
with

drawn as (

    select
        account_key,
        {{ lot('account_key', '1') }} as lot_number,
        row_number() over (order by {{ lot('account_key', '1') }}, account_key) as lot_no
    from {{ ref('int_account_starts') }}

)

select account_key, cast(mod(lot_number, {{ account_groups() }}) as integer) as account_group
from drawn
where lot_no <= {{ most_accounts }}
