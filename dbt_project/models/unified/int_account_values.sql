{# Attributes of accounts as rows: field and text value over time; '' is null. #}
{% set fields = ['name', 'domain', 'registration_id', 'industry', 'employee_count', 'annual_revenue', 'currency',
                 'country', 'region', 'city', 'time_zone', 'parent_account_id', 'owner_id', 'is_target'] -%}
{% for field in fields -%}
select
    account_key, valid_from_day, valid_to_day,
    '{{ field }}' as field, coalesce(cast({{ field }} as string), '') as value
from {{ ref('int_account_versions') }}
union all
{% endfor -%}
select
    versions.account_key, versions.valid_from_day, versions.valid_to_day,
    custom_fields.name, coalesce({{ json_text('versions._extra', 'custom_fields.' ~ adapter.quote('column')) }}, '')
from {{ ref('int_account_versions') }} as versions
cross join {{ ref('custom_fields') }} as custom_fields
where custom_fields.object = 'accounts'
