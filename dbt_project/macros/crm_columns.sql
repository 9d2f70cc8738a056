{# Columns of the CRM's objects that have versions: their latest version and all versions read the same. #}

{% macro account_columns() -%}
    {{ return([
        'account_id', 'name', 'domain', 'registration_id', 'industry', 'employee_count',
        'annual_revenue', 'currency', 'country', 'region', 'city', 'time_zone', 'parent_account_id',
        'owner_id', 'customer_since', 'churned_at', 'contract_end_on', 'is_target', 'created_at',
        'updated_at', 'is_deleted', 'merged_into_id'
    ]) }}
{%- endmacro %}

{% macro person_columns() -%}
    {{ return([
        'person_id', 'account_id', 'email', 'phone', 'mobile', 'wechat_id', 'full_name', 'title',
        'department', 'seniority', 'company_name', 'country', 'city', 'preferred_language',
        'lead_source', 'lead_status', 'rejected_reason', 'owner_id', 'budget_amount',
        'budget_currency', 'budget_confirmed', 'authority', 'need_strength', 'pain_point',
        'timeline_days', 'referred_by_account_id', 'consent_status', 'consent_at', 'created_at',
        'updated_at', 'is_deleted', 'merged_into_id'
    ]) }}
{%- endmacro %}
