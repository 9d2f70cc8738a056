{# Channels by which a person may be contacted: there is an address, and consent is granted, or unknown
   where seed consent_policy lets unknown suffice. The row of the person's own country goes before `*`. #}
{% set addresses = {
    'email': 'people.email',
    'phone': 'coalesce(people.phone, people.mobile)',
    'sms': 'coalesce(people.mobile, people.phone)',
    'wechat': 'people.wechat_id',
} -%}
with

policies as (

    select lower(trim(country)) as country, channel, is_unknown_allowed from {{ ref('consent_policy') }}

),

asked as (

    {% for channel, address in addresses.items() -%}
    select
        people.person_key, '{{ channel }}' as channel, {{ loop.index }} as channel_rank,
        consents.consent_{{ channel }} as consent, lower(trim(people.country)) as country
    from {{ ref('int_people') }} as people
    inner join {{ ref('int_scored_people') }} as scored on people.person_key = scored.person_key
    inner join {{ ref('int_person_consents') }} as consents on people.person_key = consents.person_key
    where trim({{ address }}) <> ''
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select asked.person_key, asked.channel, asked.channel_rank
from asked
left join policies as own on asked.country = own.country and asked.channel = own.channel
left join policies as anywhere on anywhere.country = '*' and asked.channel = anywhere.channel
where asked.consent = 'granted'
    or (asked.consent = 'unknown' and coalesce(own.is_unknown_allowed, anywhere.is_unknown_allowed, false))
