{# What stands beside an account wherever it is listed, from int_account_labels as `labels`. #}
{% macro account_labels() -%}
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    labels.owner_id
{%- endmacro %}

{# What stands beside a person: name and account, and the owner of the person, else of the account. #}
{% macro person_labels() -%}
    people.person_id,
    people.full_name as person_name,
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    coalesce(people.owner_id, labels.owner_id) as owner_id
{%- endmacro %}
