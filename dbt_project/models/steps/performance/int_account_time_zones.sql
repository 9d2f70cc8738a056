{# On whose clocks an account lives: its own zone, else that of its country, else the business's. A zone that
   the database does not know is none. #}
with

known_zones as (

    select lower(time_zone) as zone_text, min(time_zone) as time_zone
    from {{ ref('stg_reference__time_zones') }}
    group by lower(time_zone)

),

countries as (

    select lower(trim(seed.country)) as country, min(known_zones.time_zone) as time_zone
    from {{ ref('country_time_zones') }} as seed
    inner join known_zones on lower(trim(seed.time_zone)) = known_zones.zone_text
    group by lower(trim(seed.country))

)

select
    accounts.account_key,
    coalesce(known_zones.time_zone, countries.time_zone, '{{ var("business_timezone") }}') as time_zone,
    case
        when known_zones.time_zone is not null then 'account'
        when countries.time_zone is not null then 'country'
        else 'business'
    end as basis
from {{ ref('int_accounts') }} as accounts
left join known_zones on lower(trim(accounts.time_zone)) = known_zones.zone_text
left join countries on lower(trim(accounts.country)) = countries.country
